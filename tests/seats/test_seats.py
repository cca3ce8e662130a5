"""Terms, seats and tenures: who holds which seat, and how seats fall vacant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.seats.records import Ending, Engagement, Post
from tests.builders import a_workspace, the_sample_committee

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders import TickedWorkspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as opened:
        yield opened


def test_the_board_shows_fifteen_seats_two_of_them_vacant(workspace: TickedWorkspace) -> None:
    the_sample_committee(workspace)
    board = workspace.seats.board()
    assert (len(board.seats), len(board.held)) == (15, 13)
    assert [
        (seat.number, seat.former.person_name, seat.former.ending_phrase)
        for seat in board.vacant
        if seat.former
    ] == [
        (9, "周美琴", "调离·自行卸免"),
        (13, "刘凤霞", "迁居·辞去"),
    ]


def test_the_board_of_an_earlier_day_shows_who_held_the_seats_then(workspace: TickedWorkspace) -> None:
    the_sample_committee(workspace)
    assert len(workspace.seats.board(on="2025-11-19").held) == 15
    assert len(workspace.seats.board(on="2025-11-20").held) == 14
    assert len(workspace.seats.board(on="2024-03-07").held) == 0


def test_a_departure_keeps_the_history(workspace: TickedWorkspace) -> None:
    ids = the_sample_committee(workspace)
    history = workspace.seats.history(ids["周美琴"])
    assert [(one.seat_number, one.began_on, one.ended_on, one.ended_by) for one in history] == [
        (9, "2024-03-08", "2025-11-20", Ending.LAPSE)
    ]
    with pytest.raises(UserFacingError, match="已经结束或撤回"):
        workspace.seats.record_departure(history[0].id, Ending.DEATH, "2026-01-01")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-03-07", "还没有到"),
        ("2024-03-07", "早于马晓燕的任职日期 2024-03-08"),
        ("2026-3-6", "不是日期"),
        ("", "不是日期"),
    ],
)
def test_a_departure_has_a_day_that_can_be(workspace: TickedWorkspace, day: str, sentence: str) -> None:
    ids = the_sample_committee(workspace)
    tenure = workspace.seats.living_tenures()[ids["马晓燕"]]
    with pytest.raises(UserFacingError, match=sentence):
        workspace.seats.record_departure(tenure.id, Ending.TRANSFER, day)
    assert workspace.seats.living_tenures()[ids["马晓燕"]] == tenure


def test_nobody_holds_two_seats_and_no_seat_has_two_holders(workspace: TickedWorkspace) -> None:
    ids = the_sample_committee(workspace)
    with pytest.raises(UserFacingError, match="马晓燕已经是第2席的副主席"):
        workspace.seats.take_seat(ids["马晓燕"], seat_number=9)
    with pytest.raises(UserFacingError, match="席位 4 没有空着"):
        workspace.seats.take_seat(ids["丁巧云"], seat_number=4)
    with pytest.raises(UserFacingError, match="席位 16 没有空着"):
        workspace.seats.take_seat(ids["丁巧云"], seat_number=16)
    workspace.seats.take_seat(ids["丁巧云"])
    workspace.seats.take_seat(ids["苏晓棠"])
    further = workspace.people.add(PersonDetails(name="方瑶")).record_id
    assert further is not None
    with pytest.raises(UserFacingError, match="15 个席位都已有人"):
        workspace.seats.take_seat(further)


def test_there_is_one_chair(workspace: TickedWorkspace) -> None:
    ids = the_sample_committee(workspace)
    with pytest.raises(UserFacingError, match="沈丽华现在是主席，不能有两位主席"):
        workspace.seats.take_seat(ids["丁巧云"], Post.CHAIR)
    tenures = workspace.seats.living_tenures()
    with pytest.raises(UserFacingError, match="不能有两位主席"):
        workspace.seats.describe(tenures[ids["马晓燕"]].id, Post.CHAIR, Engagement.PART_TIME, "")
    workspace.seats.record_departure(tenures[ids["沈丽华"]].id, Ending.REMOVAL, "2026-03-01")
    workspace.seats.describe(tenures[ids["马晓燕"]].id, Post.CHAIR, Engagement.FULL_TIME, " 主持全面 ")
    chair = workspace.seats.board().of_person(ids["马晓燕"])
    assert chair is not None
    assert (chair.post, chair.engagement, chair.duty) == (Post.CHAIR, Engagement.FULL_TIME, "主持全面")


def test_a_tenure_taken_back_was_never_there_but_stays_in_the_file(workspace: TickedWorkspace) -> None:
    ids = the_sample_committee(workspace)
    tenure = workspace.seats.take_seat(ids["丁巧云"], seat_number=9).record_id
    assert tenure is not None
    workspace.seats.withdraw([tenure], "导入撤销")
    assert workspace.seats.history(ids["丁巧云"]) == []
    assert [seat.number for seat in workspace.seats.board().vacant] == [9, 13]
    former = workspace.seats.board().vacant[0].former
    assert former is not None
    assert former.person_name == "周美琴"
    assert workspace.database.value("SELECT count(*) FROM tenure WHERE withdrawn_at IS NOT NULL") == 1
    with pytest.raises(UserFacingError, match="已经结束或撤回"):
        workspace.seats.withdraw([tenure], "再撤一次")


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ((0, "2029-03-08", "2034-03-07", 15), "届次要从第一届起"),
        ((8, "2029-03-08", "2029-03-08", 15), "不在开始日"),
        ((8, "2029-03-08", "2034-03-07", 0), "席位数 0 不对"),
        ((8, "2029-03-08", "2034-03-07", 200), "席位数 200 不对"),
        ((8, "三月八日", "2034-03-07", 15), "任期开始日“三月八日”不是日期"),
        ((7, "2029-03-08", "2034-03-07", 15), "第 7 届已经建过"),
    ],
)
def test_a_term_that_makes_no_sense_is_refused(
    workspace: TickedWorkspace, term: tuple[int, str, str, int], sentence: str
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        workspace.seats.start_term(*term)
    assert [one.number for one in workspace.seats.terms()] == [7]


def test_who_still_holds_a_seat_of_the_last_term_is_named_before_taking_one_of_the_next(
    workspace: TickedWorkspace,
) -> None:
    ids = the_sample_committee(workspace)
    workspace.seats.start_term(8, "2026-03-06", "2031-03-05", 15)
    with pytest.raises(UserFacingError, match="马晓燕还是第 7 届第2席的副主席"):
        workspace.seats.take_seat(ids["马晓燕"])
    old = workspace.seats.living_tenures()[ids["马晓燕"]]
    workspace.seats.record_departure(old.id, Ending.EXPIRY, "2026-03-06")
    workspace.seats.take_seat(ids["马晓燕"], Post.CHAIR)
    assert workspace.seats.current_term().number == 8
    assert [one.term_number for one in workspace.seats.history(ids["马晓燕"])] == [8, 7]


def test_the_federation_has_a_name(workspace: TickedWorkspace) -> None:
    with pytest.raises(UserFacingError, match="妇联名称没有填"):
        workspace.seats.name_federation(" ", "清溪镇妇联")
    assert workspace.seats.federation().short_name == "三合村妇联"


def test_two_tenures_on_one_seat_never_overlap(workspace: TickedWorkspace) -> None:
    ids = the_sample_committee(workspace)
    with pytest.raises(UserFacingError, match="任职日期 2025-11-19 早于周美琴离开第9席的日期 2025-11-20"):
        workspace.seats.take_seat(ids["丁巧云"], seat_number=9, began_on="2025-11-19")
    workspace.seats.take_seat(ids["丁巧云"], seat_number=9)
    assert workspace.seats.living_tenures()[ids["丁巧云"]].began_on == "2025-11-20"
    seats = workspace.seats.board().seats
    assert [one.person_name for one in workspace.seats.history_of_seat(seats[8].id)] == ["丁巧云", "周美琴"]


def test_a_departure_recorded_by_mistake_is_taken_back_and_both_stay_in_the_journal(
    workspace: TickedWorkspace,
) -> None:
    the_sample_committee(workspace)
    seats = workspace.seats
    held = seats.board().held[-1].holder
    assert held is not None
    seats.record_departure(held.id, Ending.RESIGNATION, "2026-01-15", "迁居")
    assert workspace.check() == []

    seats.take_back_departure(held.id, "登记错了人")

    assert seats.living_tenures()[held.person_id] == held
    assert workspace.check() == []
    acts = [entry.act for entry in workspace.journal.entries("tenure", held.id)]
    assert acts[:2] == ["撤销离任", "登记离任"]
    with pytest.raises(UserFacingError, match="已经撤销过"):
        seats.take_back_departure(held.id)
    seats.record_departure(held.id, Ending.LAPSE, "2026-01-20", "调离")
    assert workspace.check() == []


def test_a_departure_is_not_taken_back_once_the_seat_was_filled(workspace: TickedWorkspace) -> None:
    the_sample_committee(workspace)
    seats = workspace.seats
    held = seats.board().held[-1].holder
    assert held is not None
    seats.record_departure(held.id, Ending.RESIGNATION, "2026-01-15")
    other = workspace.people.add(PersonDetails("陆新月")).record_id
    assert other is not None
    seats.take_seat(other, seat_number=held.seat_number, began_on="2026-02-01")
    with pytest.raises(UserFacingError, match="已经有人"):
        seats.take_back_departure(held.id)
