"""No single byte of a closed file changes without being refused, found, or harmless."""

from __future__ import annotations

import random
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from tests.trust.byte_flips import PAGE, ByteFlips
from tests.trust.two_years import found, play_by_election, play_congress

if TYPE_CHECKING:
    from pathlib import Path


def played_village(path: Path) -> Path:
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    with create_village(path, clock, MEETING_DAY) as village:
        play_meeting(village, village.meetings.meetings()[0].id, clock)
    return path


def two_years(folder: Path) -> Path:
    """A closed file with issued papers, an election counted twice, and a new term."""
    village = found(folder)
    with village.workspace as workspace:
        play_by_election(workspace, village.clock, folder)
        play_congress(workspace, village.clock)
    return village.workspace.database.path


def test_a_changed_byte_is_never_silent(tmp_path: Path) -> None:
    flips = ByteFlips(played_village(tmp_path / "village.fulian"), tmp_path)
    dice = random.Random(20260306)
    flips.flip(range(0, 100, 3), 0xFF)  # the head of the file
    flips.flip((dice.randrange(flips.size) for _ in range(120)), 1 << dice.randrange(8))
    assert flips.seen["found"] + flips.seen["refused"] > 20


def test_a_changed_byte_in_an_election_or_an_issued_paper_is_never_silent(tmp_path: Path) -> None:
    flips = ByteFlips(two_years(tmp_path), tmp_path)
    dice = random.Random(20281118)
    pages = flips.size // PAGE
    first = dice.randrange(pages - 10)
    flips.sweep(dice, 2, range(first, first + 10))
    assert sum(flips.seen.values()) >= 20
    assert flips.seen["found"] + flips.seen["refused"] > 0
