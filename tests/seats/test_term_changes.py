"""The days of a term and its number of seats are put right with a reason, never below who holds a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from tests.builders import a_by_election, a_workspace, the_sample_committee

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import TickedWorkspace

FIRST, LAST, WHY = "2024-03-08", "2029-03-07", "建资料时看错"


@pytest.fixture
def village(tmp_path: Path) -> TickedWorkspace:
    return a_workspace(tmp_path)


def test_days_and_seats_are_changed_and_the_journal_says_why(village: TickedWorkspace) -> None:
    village.term_changes.change("2023-03-08", "2028-03-07", 17, WHY)
    term = village.seats.current_term()
    assert (term.first_day, term.last_day, term.seat_count) == ("2023-03-08", "2028-03-07", 17)
    entry = village.journal.entries(subject="term", limit=1)[0]
    assert (entry.act, entry.reason) == ("修改届次", WHY)
    assert entry.old == {"first_day": FIRST, "last_day": LAST, "seats": 15}
    assert village.check() == []


def test_seats_nobody_ever_held_are_taken_away_from_the_end(village: TickedWorkspace) -> None:
    village.term_changes.change(FIRST, LAST, 11, WHY)
    assert [seat.number for seat in village.seats.board().seats] == list(range(1, 12))


def test_there_are_never_fewer_seats_than_holders(village: TickedWorkspace) -> None:
    the_sample_committee(village)
    with pytest.raises(UserFacingError, match="在任的有 13 人"):
        village.term_changes.change(FIRST, LAST, 12, WHY)


def test_a_seat_with_a_history_or_a_nominee_stays(village: TickedWorkspace) -> None:
    the_sample_committee(village)
    with pytest.raises(UserFacingError, match="席位 14、15 有人任职"):
        village.term_changes.change(FIRST, LAST, 13, WHY)


def test_a_seat_somebody_is_nominated_for_stays(tmp_path: Path) -> None:
    village = a_workspace(tmp_path, seats=16)
    ids = the_sample_committee(village)
    meeting = a_by_election(village, ids, nominees=())
    village.meetings.add_nominee(meeting, ids["丁巧云"], 16)
    with pytest.raises(UserFacingError, match="席位 16 "):
        village.term_changes.change(FIRST, LAST, 15, WHY)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ((FIRST, LAST, 15, " "), "原因没有填"),
        ((LAST, FIRST, 15, WHY), "不在开始日"),
        (("2024-02-30", LAST, 15, WHY), "不是日期"),
        ((FIRST, LAST, 0, WHY), "席位数 0 不对"),
        ((FIRST, LAST, 9_999_999_999, WHY), "不对"),
    ],
)
def test_what_makes_no_sense_is_refused(
    village: TickedWorkspace, change: tuple[str, str, int, str], sentence: str
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        village.term_changes.change(*change)
    assert village.seats.current_term().seat_count == 15


def test_the_term_does_not_begin_after_somebody_took_office(village: TickedWorkspace) -> None:
    the_sample_committee(village)
    with pytest.raises(UserFacingError, match="以前已经任职"):
        village.term_changes.change("2026-03-01", LAST, 15, WHY)
