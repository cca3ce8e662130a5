"""How long until the first window is painted, against an empty Qt window; whole processes.

Every start but the very first finds the program's bytecode, so the first round, which fills the cache, does
not count, whatever the environment says about writing bytecode.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pairs import Pair, take_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

CHILD = Path(__file__).with_name("first_paint.py")
ROUNDS = 15
AIM = 1.5


class Start:
    """Starts one process and times it from its start to its end, which is its first paint."""

    def __init__(self, arguments: Sequence[str], home: Path) -> None:
        """`home` stands for the user's folders, so that the user's own settings do not count."""
        self._command = [sys.executable, str(CHILD), *arguments]
        self._environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "PYTHONPYCACHEPREFIX": str(home.parent / "bytecode"),
        }
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def __call__(self) -> float:
        """Start it, wait for its end, return the seconds between."""
        started = time.perf_counter()
        subprocess.run(self._command, env=self._environment, check=True, stderr=subprocess.DEVNULL)
        return time.perf_counter() - started


def measure(folder: Path, data_file: Path) -> list[Pair]:
    """Measure the first start without a file, and the home page of an open file."""
    empty = Start(["empty"], folder / "a")
    first = Start(["program"], folder / "b")
    opened = Start(["program", str(data_file)], folder / "c")
    return [
        take_turns("first start, no file yet", first, "empty Qt window", empty, rounds=ROUNDS, aim=AIM),
        take_turns("home page of an open file", opened, "empty Qt window", empty, rounds=ROUNDS, aim=AIM),
    ]
