"""Keep a small data file of the present schema in tests/data/released/, for the tests to open for ever after.

Run once when a schema is released: python tools/keep_released_schema.py. A released file is never made anew.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "data" / "released"


def main() -> int:
    """Play the sample village's meeting and keep its file under the number of the schema."""
    sys.path.insert(0, str(ROOT))
    from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
    from fulian_desktop.storage.backup import back_up

    FOLDER.mkdir(parents=True, exist_ok=True)
    clock = StageClock(datetime.combine(MEETING_DAY, time(9, 0)))
    with (
        tempfile.TemporaryDirectory() as folder,
        create_village(Path(folder) / "village.fulian", clock, MEETING_DAY) as workspace,
    ):
        play_meeting(workspace, workspace.meetings.meetings()[0].id, clock)
        target = FOLDER / f"schema-{workspace.database.schema_version}.fulian"
        back_up(workspace.database, target)
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
