"""Pulling the plug while the desk records votes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

KILL_VOTES = Path(__file__).with_name("kill_votes.py")


def test_killing_the_program_loses_no_confirmed_count() -> None:
    done = subprocess.run(
        [sys.executable, str(KILL_VOTES), "--tries", "10", "--seed", "7"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("10 kills in ")
    assert "none lost" in done.stdout
