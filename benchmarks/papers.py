"""The papers of the sample's meeting: the first time in a process, and again."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.pairs import Single
from fulian_desktop.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
FIRST_ROUNDS, WARM_ROUNDS = 3, 5
WRITE = """
import sys, time
from pathlib import Path
from fulian_desktop.workspace import Workspace
with Workspace.open(Path(sys.argv[1]), read_only=True) as workspace:
    meeting_id = workspace.meetings.meetings()[0].id
    started = time.perf_counter()
    workspace.papers.write_all(meeting_id, Path(sys.argv[2]))
    print(time.perf_counter() - started)
"""


def measure(folder: Path, held: Path) -> list[Single]:
    """Measure write_all of a meeting that was held; `held` is its data file."""
    first = tuple(_first(held, folder / f"first-{number}") for number in range(FIRST_ROUNDS))
    with Workspace.open(held, read_only=True) as workspace:
        meeting_id = workspace.meetings.meetings()[0].id
        count = len(workspace.papers.write_all(meeting_id, folder / "warm"))
        warm = []
        for _ in range(WARM_ROUNDS):
            started = time.perf_counter()
            workspace.papers.write_all(meeting_id, folder / "warm")
            warm.append(time.perf_counter() - started)
    return [
        Single(f"all {count} papers, first time in a process", first),
        Single(f"all {count} papers, again", tuple(warm)),
    ]


def _first(held: Path, target: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(held), str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)
