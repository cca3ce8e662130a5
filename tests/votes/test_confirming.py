"""A show of hands at the desk: what may be entered, what it decides, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.rule_pack import default_pack
from fulian_desktop.rules.thresholds import Base
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.seats.records import Beginning
from fulian_desktop.votes.operations import DifferenceNeedsReason, NoQuorum
from fulian_desktop.votes.records import HandEntry, MotionKey
from tests.builders import a_by_election, open_with_attendance, the_vote

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace


def vacant(workspace: TickedWorkspace) -> list[int]:
    return [seat.number for seat in workspace.seats.board().vacant]


def test_ten_of_thirteen_carry_it_but_one_abstaining_is_not_unanimous(
    workspace: TickedWorkspace, meeting: int
) -> None:
    confirmed = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(abstaining=1))
    count = confirmed.count
    assert (count.entitled, count.present, count.voters) == (13, 11, 11)
    assert (count.in_favour, count.against, count.abstaining, count.not_voting) == (10, 0, 1, 0)
    assert (count.need, count.quorum_need, count.outcome) == (7, 9, Outcome.CARRIED)
    assert confirmed.verdict.explanation == count.explanation
    assert "应到 13 人，过半数需 7 人" in count.explanation
    assert count.question == "增补丁巧云、苏晓棠为第七届执行委员会委员"


def test_the_elected_hold_their_seats_from_that_day_with_the_count_as_the_source(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    confirmed = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(abstaining=1))
    assert [one.name for one in confirmed.seated] == ["丁巧云", "苏晓棠"]
    tenure = workspace.seats.living_tenures()[ids["丁巧云"]]
    assert (tenure.seat_number, tenure.began_on, tenure.began_by, tenure.source_count_id) == (
        9,
        "2026-03-06",
        Beginning.REPLACEMENT,
        confirmed.count.id,
    )
    assert vacant(workspace) == []
    assert {"丁巧云", "苏晓棠"} < {line.name for line in workspace.meetings.roster(meeting)}


def test_members_added_do_not_join_the_meetings_own_entitled_list(
    workspace: TickedWorkspace, meeting: int
) -> None:
    workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry())
    report = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    count = workspace.votes.confirm(meeting, report, HandEntry()).count
    assert (count.entitled, count.present, count.need) == (13, 11, 7)
    assert workspace.attendance.attendance(meeting).entitled == 13


def test_nobody_against_and_nobody_abstaining_is_unanimous(workspace: TickedWorkspace, meeting: int) -> None:
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    assert workspace.votes.confirm(meeting, key, HandEntry()).count.outcome is Outcome.CARRIED_UNANIMOUSLY


def test_six_of_thirteen_are_not_enough_though_they_are_most_of_those_present(
    workspace: TickedWorkspace, meeting: int
) -> None:
    confirmed = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(against=5))
    assert confirmed.count.outcome is Outcome.NOT_CARRIED
    assert confirmed.may_split
    assert confirmed.seated == ()
    assert vacant(workspace) == [9, 13]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            HandEntry(against=8, abstaining=4),
            "不同意 8 \\+ 弃权 4 \\+ 未表态 0 = 12，比在场有表决权的 11 人多 1",
        ),
        (HandEntry(in_favour=12), "同意 12 \\+ 不同意 0 \\+ 弃权 0 = 12，比在场有表决权的 11 人多 1"),
        (HandEntry(in_favour=10, abstaining=1, not_voting=1), "= 12，比在场有表决权的 11 人多 1"),
        (HandEntry(against=-1), "不同意人数不能是负数"),
        (HandEntry(in_favour=11, not_voting=-1), "未表态人数不能是负数"),
        (HandEntry(against=99), "比在场有表决权的 11 人多 88"),
    ],
)
def test_numbers_that_cannot_be_change_nothing(
    workspace: TickedWorkspace, meeting: int, entry: HandEntry, sentence: str
) -> None:
    key = the_vote(workspace, meeting)
    before = workspace.journal.fingerprint()
    with pytest.raises(UserFacingError, match=sentence) as refused:
        workspace.votes.confirm(meeting, key, entry, reason="不管")
    assert refused.value.safe == "这次计票没有登记，原来的记录没有改动。"
    assert refused.value.advice
    assert workspace.journal.fingerprint() == before
    assert workspace.votes.counts(meeting) == ()
    assert vacant(workspace) == [9, 13]


def test_counted_hands_that_do_not_close_need_a_reason(workspace: TickedWorkspace, meeting: int) -> None:
    key = the_vote(workspace, meeting)
    with pytest.raises(DifferenceNeedsReason, match=r"同意 9 .* = 10，在场有表决权 11 人，少 1 人"):
        workspace.votes.confirm(meeting, key, HandEntry(in_favour=9, abstaining=1))
    with pytest.raises(DifferenceNeedsReason):
        workspace.votes.confirm(meeting, key, HandEntry(in_favour=9, abstaining=1), reason="  ")
    count = workspace.votes.confirm(
        meeting, key, HandEntry(in_favour=9, abstaining=1), reason="一人没有举手"
    ).count
    assert (count.in_favour, count.abstaining, count.not_voting) == (9, 1, 1)
    assert count.reason == "一人没有举手"


def test_not_voting_is_a_number_of_its_own(workspace: TickedWorkspace, meeting: int) -> None:
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    count = workspace.votes.confirm(meeting, key, HandEntry(not_voting=2)).count
    assert (count.in_favour, count.abstaining, count.not_voting) == (9, 0, 2)


def test_without_a_quorum_no_vote_is_recorded_until_somebody_comes_back(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    for name in ("李堃", "张翠萍", "韩淑珍"):
        workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids[name])
    key = the_vote(workspace, meeting)
    with pytest.raises(NoQuorum, match=r"现在不能登记表决：.*9 人，实到 8 人，还差 1 人"):
        workspace.votes.confirm(meeting, key, HandEntry())
    assert workspace.votes.counts(meeting) == ()
    workspace.attendance.mark(meeting, AttendanceState.PRESENT, person_id=ids["李堃"])
    assert workspace.votes.confirm(meeting, key, HandEntry()).count.present == 9


def test_each_count_is_made_among_those_in_the_room_at_that_moment(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    first = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry()).count
    workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids["李堃"])
    key = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    second = workspace.votes.confirm(meeting, key, HandEntry()).count
    assert (first.present, second.present) == (11, 10)
    assert set(first.present_people) - set(second.present_people) == {ids["李堃"]}


def test_a_question_is_counted_once(workspace: TickedWorkspace, meeting: int) -> None:
    key = the_vote(workspace, meeting)
    workspace.votes.confirm(meeting, key, HandEntry())
    with pytest.raises(UserFacingError, match="已经登记过表决结果"):
        workspace.votes.confirm(meeting, key, HandEntry())
    assert len(workspace.votes.counts(meeting)) == 1


def test_only_an_open_meeting_counts(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    meeting = a_by_election(workspace, ids)
    key = the_vote(workspace, meeting)
    with pytest.raises(UserFacingError, match="筹备中，不能登记表决"):
        workspace.votes.confirm(meeting, key, HandEntry())
    open_with_attendance(workspace, meeting)
    workspace.meetings.close(meeting, "留到下次会议")
    with pytest.raises(UserFacingError, match="已结束，不能登记表决"):
        workspace.votes.confirm(meeting, key, HandEntry())


def test_a_question_of_no_item_is_refused(workspace: TickedWorkspace, meeting: int) -> None:
    with pytest.raises(UserFacingError, match="没有这一项表决"):
        workspace.votes.confirm(meeting, MotionKey(999), HandEntry())
    speech = next(
        item.id for item in workspace.meetings.facts(meeting).agenda if item.kind is AgendaKind.SPEECH
    )
    with pytest.raises(UserFacingError, match="没有这一项表决"):
        workspace.votes.confirm(meeting, MotionKey(speech), HandEntry())


def test_a_nominee_who_took_a_seat_since_the_opening_is_not_voted_on(
    workspace: TickedWorkspace, meeting: int, ids: dict[str, int]
) -> None:
    workspace.seats.take_seat(ids["丁巧云"], seat_number=13)
    with pytest.raises(UserFacingError, match="丁巧云已经是执委，不用再表决"):
        workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry())
    assert workspace.votes.counts(meeting) == ()


def test_a_seat_given_away_since_the_opening_refuses_the_whole_count(
    workspace: TickedWorkspace, meeting: int
) -> None:
    other = workspace.people.get(workspace.meetings.facts(meeting).nominees[0].person_id).details()
    third = workspace.people.add(replace(other, name="方瑶")).record_id
    assert third is not None
    workspace.seats.take_seat(third, seat_number=13)
    with pytest.raises(UserFacingError, match="席位 13 没有空着，苏晓棠没有席位可以任职"):
        workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry())
    assert workspace.votes.counts(meeting) == ()
    assert vacant(workspace) == [9]


def test_a_preview_says_the_same_and_records_nothing(workspace: TickedWorkspace, meeting: int) -> None:
    key, entry = the_vote(workspace, meeting), HandEntry(abstaining=1)
    before = workspace.journal.fingerprint()
    preview = workspace.votes.preview(meeting, key, entry)
    question = workspace.votes.open_question(meeting, key)
    assert workspace.journal.fingerprint() == before
    confirmed = workspace.votes.confirm(meeting, key, entry)
    assert preview == confirmed.verdict == workspace.votes.verdict_of(confirmed.count)
    assert (question.entitled, question.present, question.voters, question.need) == (13, 11, 11, 7)


# --- rule packs ---------------------------------------------------------------------------------------------


def test_a_chair_who_does_not_vote_counts_for_the_quorum_only(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    pack = replace(default_pack(), chair_votes=False, majority_base=Base.PRESENT)
    meeting = a_by_election(workspace, ids, rule_pack=pack)
    open_with_attendance(workspace, meeting)
    question = workspace.votes.open_question(meeting, the_vote(workspace, meeting))
    assert (question.present, question.voters, question.need) == (11, 10, 6)
    count = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(against=4)).count
    assert (count.present, count.voters, count.in_favour, count.need) == (11, 10, 6, 6)
    assert count.is_carried
    workspace.attendance.mark(meeting, AttendanceState.LEFT, person_id=ids["沈丽华"])
    report = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    assert workspace.votes.open_question(meeting, report).voters == 10
    assert workspace.check() == []


def test_abstentions_are_refused_where_nobody_is_asked_for_them(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    pack = replace(default_pack(), abstention_polled=False, poll_order=("in_favour", "against"))
    meeting = a_by_election(workspace, ids, rule_pack=pack)
    open_with_attendance(workspace, meeting)
    with pytest.raises(UserFacingError, match="不问弃权"):
        workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(abstaining=1))
    assert workspace.votes.counts(meeting) == ()


def test_where_the_rules_say_so_members_added_join_at_once_while_their_vote_stands(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    pack = replace(default_pack(), added_members_join_at_once=True)
    meeting = a_by_election(workspace, ids, rule_pack=pack)
    open_with_attendance(workspace, meeting)
    count = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(against=1)).count
    attendance = workspace.attendance.attendance(meeting)
    assert (count.entitled, attendance.entitled, attendance.present) == (13, 15, 13)
    report = the_vote(workspace, meeting, AgendaKind.WORK_REPORT)
    assert workspace.votes.open_question(meeting, report).need == 8
    lost = workspace.votes.correct(count.id, HandEntry(against=6), "漏数前排").count
    attendance = workspace.attendance.attendance(meeting)
    assert (lost.entitled, attendance.entitled, attendance.present) == (13, 13, 11)
    workspace.votes.correct(lost.id, HandEntry(against=1), "第一次是对的")
    attendance = workspace.attendance.attendance(meeting)
    assert (attendance.entitled, attendance.present) == (15, 13)
    assert workspace.check() == []


def test_changing_the_federations_rules_later_changes_no_count(
    workspace: TickedWorkspace, meeting: int
) -> None:
    count = workspace.votes.confirm(meeting, the_vote(workspace, meeting), HandEntry(against=4)).count
    before = workspace.votes.verdict_of(count)
    other = workspace.meetings.prepare_by_election
    with pytest.raises(UserFacingError):  # no seat is vacant any more
        other()
    workspace.seats.name_federation("三合村妇女联合会", "清溪镇妇联")
    assert workspace.votes.verdict_of(workspace.votes.counts(meeting)[0]) == before
    assert workspace.meetings.facts(meeting).rule_pack == default_pack()


def test_a_seat_somebody_left_is_replaced_and_one_nobody_held_is_added_while_both_are_worded_as_voted(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    term = workspace.seats.current_term()
    workspace.term_changes.change(term.first_day, term.last_day, 16, "批复增加一个席位")
    newcomer = workspace.people.add(PersonDetails(name="方瑶")).record_id
    assert newcomer is not None
    meeting_id = a_by_election(workspace, ids)
    workspace.meetings.add_nominee(meeting_id, newcomer, 16)
    open_with_attendance(workspace, meeting_id)
    workspace.votes.confirm(meeting_id, the_vote(workspace, meeting_id), HandEntry())
    holders = {one.person_name: one for one in workspace.seats.board().holders()}
    assert holders["丁巧云"].began_by is Beginning.REPLACEMENT
    assert holders["方瑶"].began_by is Beginning.ADDITION
    assert {holders[name].worded_as for name in ("丁巧云", "方瑶")} == {Beginning.ADDITION}
