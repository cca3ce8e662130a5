"""The power may go at any moment: what was confirmed is there, and nothing half-done is."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.trust.power_cuts import PowerCuts, record_two_years

if TYPE_CHECKING:
    from pathlib import Path

    from tests.trust.recording import Recording


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return record_two_years(tmp_path_factory.mktemp("village"))


def test_the_session_is_worth_cutting(recording: Recording) -> None:
    assert len(recording.commits) > 100
    ends = [commit.log_end for commit in recording.commits]
    assert ends == sorted(ends)


def test_a_cut_at_any_byte_of_the_log_loses_nothing_confirmed(recording: Recording, tmp_path: Path) -> None:
    cuts = PowerCuts(recording, tmp_path, random.Random(20260306))
    for _ in range(60):
        cuts.anywhere()


def test_a_cut_while_the_log_is_folded_in_loses_nothing(recording: Recording, tmp_path: Path) -> None:
    cuts = PowerCuts(recording, tmp_path, random.Random(7))
    for _ in range(10):
        cuts.in_a_checkpoint()
