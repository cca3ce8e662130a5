"""How fast the program is: python benchmarks/run.py, or `make bench`. No part of the tests.

Times are medians; ratios compare medians of measurements taken in turns. Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.ballot_entry import KeyCount
    from benchmarks.desk_keys import KeyTime
    from benchmarks.pairs import Pair, Single

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench"


def main() -> int:
    """Measure everything and print the table line by line."""
    sys.path.insert(0, str(ROOT))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["TZ"] = "Asia/Shanghai"
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    missed = [line for line in _measured() if not getattr(line, "holds", True)]
    return 1 if missed else 0


def _measured() -> list[Pair | Single | KeyTime | KeyCount]:
    from benchmarks import (
        ballot_entry,
        ballot_room,
        desk_keys,
        first_window,
        page_opening,
        papers,
        recorded_vote,
        rosters,
        safekeeping,
    )
    from tools.pictures.states import State, build
    from ui.application import build_application

    prepared, held, thousand = (
        build(state, FOLDER) for state in (State.PREPARED, State.HELD, State.THOUSAND)
    )

    def on_screen() -> list[Pair | KeyTime]:
        app = build_application(["bench"])
        pages = page_opening.measure(app, thousand.path, prepared.path)
        return [*pages, *desk_keys.measure(app, FOLDER), *ballot_room.measure(app, FOLDER)]

    done: list[Pair | Single | KeyTime | KeyCount] = []
    for measured in (
        lambda: first_window.measure(FOLDER, prepared.path),
        lambda: [recorded_vote.measure(FOLDER)],
        lambda: ballot_entry.measure(FOLDER),
        lambda: papers.measure(FOLDER, held.path),
        lambda: rosters.measure(FOLDER),
        lambda: safekeeping.measure(FOLDER, held.path),
        on_screen,
    ):
        for line in measured():
            print(line.line(), flush=True)
            done.append(line)
    return done


if __name__ == "__main__":
    sys.exit(main())
