"""Pulling the plug while votes are recorded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

KILL_LOOP = Path(__file__).with_name("kill_loop.py")


def test_killing_the_program_while_it_records_loses_no_confirmed_vote() -> None:
    done = subprocess.run(
        [sys.executable, str(KILL_LOOP), "15", "7"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("15 kills, ")
    assert "none lost" in done.stdout
