"""Pulling the plug while ballots are counted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

KILL_COUNTING = Path(__file__).with_name("kill_counting.py")


def test_killing_the_program_loses_no_confirmed_ballot() -> None:
    done = subprocess.run(
        [sys.executable, str(KILL_COUNTING), "--tries", "8", "--seed", "7"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("8 kills, ")
    assert "none lost" in done.stdout
