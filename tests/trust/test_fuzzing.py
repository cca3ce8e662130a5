"""Whatever comes in by any door is taken or told in a sentence, soon, and within bounds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.trust.fuzzing import Fuzzing
from tests.trust.two_years import found

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("door", "times"),
    [
        ("names, dates, numbers", 2000),
        ("short codes", 2000),
        ("wordings", 60),
        ("spreadsheets", 300),
        ("data files", 40),
    ],
)
def test_mutated_inputs_are_taken_or_told(tmp_path: Path, door: str, times: int) -> None:
    village = found(tmp_path)
    village.workspace.close()
    work = tmp_path / "work"
    work.mkdir()
    fuzzing = Fuzzing(random.Random(20260306), work, village.workspace.database.path)
    fuzzing.feed(door, times)
    assert sum(fuzzing.seen.values()) == times
    assert fuzzing.seen[f"{door}: told"] > 0
