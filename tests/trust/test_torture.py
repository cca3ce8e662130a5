"""A run of the long tests ends with its figures, and says by its exit code whether a promise was broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.torture import PARTS, Sizes, Worker

SCRIPT = Path(__file__).parent / "torture.py"


@pytest.mark.parametrize(
    ("minutes", "code", "verdict"),
    [("5", 0, "nothing broken"), ("0", 1, "A PROMISE WAS BROKEN")],
)
def test_the_last_lines_are_the_figures_and_the_verdict(minutes: str, code: int, verdict: str) -> None:
    asked = "--storage-kills", "2", "--seed", "4", "--minutes", minutes
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--only", "kills in storage", *asked],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code
    assert verdict in done.stdout.splitlines()[-1]
    assert ("kills 2, " in done.stdout) == (code == 0)
    if code:
        left = Path(done.stdout.splitlines()[-1].split("look into ")[1].split(";")[0])
        assert left.is_dir()
        shutil.rmtree(left)


def test_shares_make_up_the_whole() -> None:
    workers = [Worker(number, 3, number, Sizes()) for number in range(3)]
    assert sum(worker.share(100) for worker in workers) == 100
    assert len(PARTS) > 10
