"""Keep small data files of the present schema in tests/data/released/, for the tests to open for ever after.

Run once when a schema is released: python tools/keep_released_schema.py. A released file is never made anew.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "data" / "released"


def main() -> int:
    """Play the sample village's meeting, and its congress; keep both files under the number of the schema."""
    sys.path.insert(0, str(ROOT))
    from fulian_desktop.sample_ballots import play_congress
    from fulian_desktop.sample_congress import create_congress
    from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting

    FOLDER.mkdir(parents=True, exist_ok=True)
    clock = StageClock(datetime.combine(MEETING_DAY, time(9, 0)))
    with tempfile.TemporaryDirectory() as folder:
        with create_village(Path(folder) / "village.fulian", clock, MEETING_DAY) as workspace:
            play_meeting(workspace, workspace.meetings.meetings()[0].id, clock)
            keep(workspace, "schema")
        with create_congress(Path(folder) / "congress.fulian", clock) as workspace:
            play_congress(workspace, workspace.congress.congresses()[0].id, clock)
            keep(workspace, "congress")
    return 0


def keep(workspace: Workspace, name: str) -> None:
    """Put a copy of an open file into the folder, unless this schema has one."""
    from fulian_desktop.storage.backup import back_up

    target = FOLDER / f"{name}-{workspace.database.schema_version}.fulian"
    if target.exists():
        print(f"{target}: kept as it is")
        return
    back_up(workspace.database, target)
    print(target)


if __name__ == "__main__":
    sys.exit(main())
