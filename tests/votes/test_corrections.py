"""Wrong entries: a further count with a reason; the first stays, and the seats follow what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.seats.records import Ending
from fulian_desktop.votes.records import HandEntry, MotionKey
from tests.builders import the_vote

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace


def holders(workspace: TickedWorkspace) -> set[str]:
    return {tenure.person_name for tenure in workspace.seats.board().holders()}


def test_a_recount_keeps_the_first(workspace: TickedWorkspace, meeting: int) -> None:
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    first = workspace.votes.confirm(meeting, key, HandEntry(against=1)).count
    second = workspace.votes.correct(first.id, HandEntry(against=2), "漏数后排一人").count
    assert workspace.votes.counts(meeting) == (first, second)
    assert (second.corrects_id, second.reason) == (first.id, "漏数后排一人")
    assert workspace.votes.standing_counts(meeting) == {key: second}


def test_a_correction_says_why(workspace: TickedWorkspace, meeting: int) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    with pytest.raises(UserFacingError, match="更正的原因没有填"):
        workspace.votes.correct(first.id, HandEntry(against=1), "  ")
    assert workspace.votes.counts(meeting) == (first,)


def test_only_the_count_that_holds_is_corrected(workspace: TickedWorkspace, meeting: int) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    second = workspace.votes.correct(first.id, HandEntry(against=1), "漏数").count
    for wrong in (first.id, 999):
        with pytest.raises(UserFacingError, match="已经更正过"):
            workspace.votes.correct(wrong, HandEntry(against=2), "再数")
    assert workspace.votes.counts(meeting)[-1] == second


def test_impossible_numbers_correct_nothing(workspace: TickedWorkspace, meeting: int) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    with pytest.raises(UserFacingError, match="比在场有表决权的 11 人多 1"):
        workspace.votes.correct(first.id, HandEntry(against=12), "漏数")
    assert workspace.votes.counts(meeting) == (first,)


def test_after_the_close_the_minutes_are_made_and_nothing_is_corrected(
    workspace: TickedWorkspace, meeting: int
) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    workspace.meetings.close(meeting, "留到下次会议")
    with pytest.raises(UserFacingError, match="已结束，不能登记表决"):
        workspace.votes.correct(first.id, HandEntry(against=1), "漏数")
    assert workspace.votes.counts(meeting) == (first,)


def test_carried_then_not_then_carried_gives_the_seats_takes_them_back_and_gives_them_again(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    assert {"丁巧云", "苏晓棠"} < holders(workspace)
    lost = workspace.votes.correct(first.id, HandEntry(against=5), "漏数前排")
    assert lost.count.outcome is Outcome.NOT_CARRIED
    assert lost.may_split
    assert not {"丁巧云", "苏晓棠"} & holders(workspace)
    again = workspace.votes.correct(lost.count.id, HandEntry(against=4), "再数一遍")
    assert [one.name for one in again.seated] == ["丁巧云", "苏晓棠"]
    tenure = workspace.seats.living_tenures()[ids["丁巧云"]]
    assert (tenure.seat_number, tenure.source_count_id) == (9, again.count.id)
    assert workspace.database.value("SELECT count(*) FROM tenure WHERE source_count_id IS NOT NULL") == 4
    assert workspace.check() == []


def test_carried_either_way_leaves_the_seats_alone_and_a_later_defeat_still_takes_them_back(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    second = workspace.votes.correct(first.id, HandEntry(against=1), "漏数").count
    assert workspace.seats.living_tenures()[ids["丁巧云"]].source_count_id == first.id
    workspace.votes.correct(second.id, HandEntry(against=9), "全数错了")
    assert not {"丁巧云", "苏晓棠"} & holders(workspace)


def test_a_defeat_takes_back_even_a_seat_that_was_left_since(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    tenure = workspace.seats.living_tenures()[ids["丁巧云"]]
    workspace.seats.record_departure(tenure.id, Ending.RESIGNATION, "2026-03-06", "本人不愿意")
    workspace.votes.correct(first.id, HandEntry(against=9), "漏数")
    assert workspace.seats.history(ids["丁巧云"]) == []
    assert workspace.check() == []


def test_a_seat_given_away_since_refuses_the_correction_as_a_whole(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(against=9)).count
    workspace.seats.take_seat(ids["周美琴"], seat_number=13)
    with pytest.raises(UserFacingError, match="席位 13 没有空着"):
        workspace.votes.correct(first.id, HandEntry(), "数反了")
    assert workspace.votes.counts(meeting) == (first,)
    assert "丁巧云" not in holders(workspace)


def test_the_correction_counts_among_those_who_were_there_at_the_first_count(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    first = workspace.votes.confirm(meeting, key, HandEntry()).count
    workspace.clock.set(9, 50)
    for name in ("李堃", "张翠萍", "韩淑珍"):
        workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids[name])
    workspace.clock.set(10, 0)
    question = workspace.votes.open_question(meeting, key)
    assert (question.voters, question.quorum.met, question.corrects) == (11, True, first)
    assert workspace.votes.preview(meeting, key, HandEntry(against=3)).have == 8
    second = workspace.votes.correct(first.id, HandEntry(against=3), "漏数").count
    assert second.present_people == first.present_people


def test_an_arrival_nobody_had_noticed_is_taken_into_the_correction(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    first = workspace.votes.confirm(meeting, key, HandEntry()).count
    workspace.clock.set(10, 0)
    workspace.attendance.mark(meeting, AttendanceState.PRESENT, person_id=ids["陈雪梅"], at="09:33")
    workspace.attendance.mark(meeting, AttendanceState.PRESENT, person_id=ids["覃玉兰"], at="09:55")
    second = workspace.votes.correct(first.id, HandEntry(), "陈雪梅 09:33 已到，没有登记").count
    assert (first.present, second.present, second.in_favour) == (11, 12, 12)
    assert set(second.present_people) - set(first.present_people) == {ids["陈雪梅"]}
    assert workspace.check() == []


def test_a_mark_for_the_wrong_person_taken_back_is_taken_out_of_the_correction(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    workspace.attendance.mark(meeting, AttendanceState.PRESENT, person_id=ids["陈雪梅"])
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    first = workspace.votes.confirm(meeting, key, HandEntry()).count
    workspace.clock.set(9, 45)
    workspace.attendance.withdraw_last_mark(meeting)
    second = workspace.votes.correct(first.id, HandEntry(), "陈雪梅没有到会").count
    assert (first.present, second.present) == (12, 11)


def test_who_left_in_the_minute_of_the_count_had_still_voted(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    workspace.clock.advance(seconds=30)
    first = workspace.votes.confirm(meeting, key, HandEntry()).count
    workspace.clock.set(10, 0)
    workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids["李堃"], at="09:42")
    workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids["韩淑珍"], at="09:41")
    second = workspace.votes.correct(first.id, HandEntry(), "韩淑珍已先走").count
    assert set(first.present_people) - set(second.present_people) == {ids["韩淑珍"]}


# --- person by person ---------------------------------------------------------------------------------------


def test_a_bundled_vote_that_fails_is_followed_by_one_for_each_person(
    workspace: TickedWorkspace, meeting: int
) -> None:
    bundled = the_vote(workspace, meeting)
    workspace.votes.confirm(meeting, bundled, HandEntry(against=6))
    workspace.votes.vote_person_by_person(meeting, bundled.item_id)
    motions = [one for one in workspace.votes.motions(meeting) if one.nominees]
    assert [one.question for one in motions] == [
        "增补丁巧云、苏晓棠为第七届执行委员会委员",
        "增补丁巧云为第七届执行委员会委员",
        "增补苏晓棠为第七届执行委员会委员",
    ]
    assert not workspace.votes.confirm(meeting, motions[1].key, HandEntry()).may_split
    workspace.votes.confirm(meeting, motions[2].key, HandEntry(against=7))
    assert "丁巧云" in holders(workspace)
    assert [seat.number for seat in workspace.seats.board().vacant] == [13]
    assert workspace.check() == []


def test_person_by_person_comes_only_after_a_bundled_vote_that_failed(
    workspace: TickedWorkspace, meeting: int
) -> None:
    bundled = the_vote(workspace, meeting)
    with pytest.raises(UserFacingError, match="只有一并表决没有通过时"):
        workspace.votes.vote_person_by_person(meeting, bundled.item_id)
    workspace.votes.confirm(meeting, bundled, HandEntry())
    with pytest.raises(UserFacingError, match="只有一并表决没有通过时"):
        workspace.votes.vote_person_by_person(meeting, bundled.item_id)
    report = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    workspace.votes.confirm(meeting, report, HandEntry(against=11))
    with pytest.raises(UserFacingError, match="只有一并表决没有通过时"):
        workspace.votes.vote_person_by_person(meeting, report.item_id)


def test_asking_for_person_by_person_twice_is_the_same_as_once(
    workspace: TickedWorkspace, meeting: int
) -> None:
    bundled = the_vote(workspace, meeting)
    workspace.votes.confirm(meeting, bundled, HandEntry(against=6))
    workspace.votes.vote_person_by_person(meeting, bundled.item_id)
    before = workspace.journal.fingerprint()
    workspace.votes.vote_person_by_person(meeting, bundled.item_id)
    assert workspace.journal.fingerprint() == before


def test_a_bundled_vote_carried_after_all_needs_nobody_one_by_one(
    workspace: TickedWorkspace, meeting: int
) -> None:
    bundled = the_vote(workspace, meeting)
    first = workspace.votes.confirm(meeting, bundled, HandEntry(against=6)).count
    workspace.votes.vote_person_by_person(meeting, bundled.item_id)
    second = workspace.votes.correct(first.id, HandEntry(), "数反了").count
    assert [one.key for one in workspace.votes.motions(meeting) if one.nominees] == [bundled]
    workspace.votes.correct(second.id, HandEntry(against=6), "第一次是对的")
    assert len([one for one in workspace.votes.motions(meeting) if one.nominees]) == 3


def test_once_persons_were_counted_the_bundled_vote_cannot_be_turned_into_carried(
    workspace: TickedWorkspace, meeting: int
) -> None:
    bundled = the_vote(workspace, meeting)
    first = workspace.votes.confirm(meeting, bundled, HandEntry(against=6)).count
    workspace.votes.vote_person_by_person(meeting, bundled.item_id)
    nominee = workspace.meetings.facts(meeting).nominees[0]
    workspace.votes.confirm(meeting, MotionKey(bundled.item_id, nominee.id), HandEntry(against=11))
    with pytest.raises(UserFacingError, match="已经改为逐人表决并登记了结果"):
        workspace.votes.correct(first.id, HandEntry(), "数反了")
    corrected = workspace.votes.correct(first.id, HandEntry(against=7), "漏数一人").count
    assert workspace.votes.standing_counts(meeting)[bundled] == corrected
