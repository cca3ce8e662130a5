"""Whatever comes in by any door is taken or told in a sentence, soon, and within bounds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fulian_desktop.chinese.dates import parse_birth
from tests.trust.covering import Growing, change_text
from tests.trust.fuzzing import DOORS, Fuzzing
from tests.trust.two_years import found


@pytest.mark.parametrize(
    ("door", "times"),
    [
        ("names, dates, numbers", 2000),
        ("short codes", 2000),
        ("wordings", 60),
        ("spreadsheets", 300),
        ("data files", 40),
        ("growing names, dates, numbers", 200),
        ("growing short codes", 300),
        ("growing wordings", 5),
        ("growing spreadsheets", 60),
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
    assert fuzzing.seen[f"{door}: told"] > 0 or door == "growing wordings"


def test_every_door_is_fed_in_the_torture() -> None:
    assert round(sum(DOORS.values()), 9) == 1
    assert DOORS.keys() == Fuzzing(random.Random(1), Path()).doors.keys()


def test_an_input_that_reaches_a_new_line_is_kept() -> None:
    growing = Growing(random.Random(7), parse_birth, ("1987/11",), change_text("0123456789.-年月X"))
    lines = len(growing.lines.seen)
    for _ in range(400):
        growing.feed()
    assert len(growing.store) > 3
    assert len(growing.lines.seen) > lines
