"""Meeting after meeting, memory stays flat; the window in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.soak import ALLOWED, Course

SCRIPT = Path(__file__).parent / "soak.py"


@pytest.mark.parametrize(("kind", "hours"), [("core", 2), ("window", 1)])
def test_hours_of_meetings_leave_nothing_behind(tmp_path: Path, kind: str, hours: int) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), kind, str(tmp_path), str(hours)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert len(told["memory"]) >= 3
    assert told["growth"] < ALLOWED
    assert max(told["more"]) <= 0


def test_a_leak_would_be_seen() -> None:
    leaking = Course([100, 110, 120, 130, 140, 150], [10, 11, 12, 13, 14, 15], [1] * 6)
    assert leaking.growth() > ALLOWED
    assert leaking.more()[0] > 0
