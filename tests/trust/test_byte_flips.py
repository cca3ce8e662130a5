"""No single byte of a closed file changes without being refused, found, or harmless."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.trust.byte_flips import ByteFlips, guarded_village, two_years

if TYPE_CHECKING:
    from pathlib import Path


def test_a_changed_byte_is_never_silent(tmp_path: Path) -> None:
    flips = ByteFlips(guarded_village(tmp_path), tmp_path)
    dice = random.Random(20260306)
    flips.sweep(dice, range(0, 100, 3))  # the head of the file
    flips.sweep(dice, dice.sample(flips.used, 120))
    assert flips.seen["found"] + flips.seen["refused"] > 120


def test_bytes_that_mean_nothing_change_nothing(tmp_path: Path) -> None:
    flips = ByteFlips(guarded_village(tmp_path), tmp_path)
    assert len(flips.used) + len(flips.unallocated) == flips.size
    assert len(flips.unallocated) > flips.size // 2
    flips.fill_unallocated(random.Random(7))


def test_a_changed_byte_in_an_election_or_an_issued_paper_is_never_silent(tmp_path: Path) -> None:
    flips = ByteFlips(two_years(tmp_path), tmp_path)
    dice = random.Random(20281118)
    flips.sweep(dice, dice.sample(flips.used, 20))
    assert flips.seen["found"] + flips.seen["refused"] > 10
