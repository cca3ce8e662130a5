"""Roll calls, agreements without counting, speeches, breaks and lines put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.course import EventKind, Timed
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod
from fulian_desktop.votes.records import HandEntry, MotionKey
from tests.builders import ON_LEAVE, a_by_election, open_with_attendance

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace

LINE = "开场:清点人数:2"


@pytest.fixture
def meeting_id(village: TickedWorkspace) -> int:
    made = a_by_election(village)
    village.agenda.add(
        made, AgendaDraft(AgendaKind.LIST_APPROVAL, "通过会议议程", method=DecisionMethod.ACCLAMATION)
    )
    open_with_attendance(village, made)
    return made


def list_item(village: TickedWorkspace, meeting_id: int) -> int:
    return next(
        item.id for item in village.meetings.facts(meeting_id).agenda if item.kind is AgendaKind.LIST_APPROVAL
    )


def test_a_roll_call_says_who_counted_and_its_numbers_add_up(
    village: TickedWorkspace, meeting_id: int
) -> None:
    village.course.finish_roll_call(meeting_id, LINE)
    (taken,) = village.course.of(meeting_id).roll_calls
    assert (taken.entitled, taken.present, taken.excused, taken.absent) == (13, 11, 2, 0)
    assert taken.counted_by == "李祎"
    assert taken.quorum_met
    assert len(taken.present_people) == 11
    assert taken.phrase == "应到 13，实到 11，请假 2，缺席 0，达到法定人数 9"
    assert village.check() == []


def test_a_roll_call_of_nobody_is_refused(village: TickedWorkspace) -> None:
    made = a_by_election(village)
    village.meetings.open(made)
    with pytest.raises(UserFacingError, match="还没有一个人"):
        village.course.finish_roll_call(made, LINE)
    assert village.course.of(made).roll_calls == ()


def test_applause_carries_when_nobody_objects(village: TickedWorkspace, meeting_id: int) -> None:
    item_id = list_item(village, meeting_id)
    village.course.agree(meeting_id, item_id)
    agreement = village.course.of(meeting_id).agreements[item_id]
    assert agreement.agreed
    assert agreement.phrase == "鼓掌通过"
    assert (agreement.present, agreement.quorum_need) == (11, 9)
    with pytest.raises(UserFacingError, match="已经登记过"):
        village.course.agree(meeting_id, item_id)


def test_one_objection_turns_applause_into_a_show_of_hands(village: TickedWorkspace, meeting_id: int) -> None:
    item_id = list_item(village, meeting_id)
    assert MotionKey(item_id) not in {one.key for one in village.votes.motions(meeting_id)}
    village.course.agree(meeting_id, item_id, objections=1, text="第三项想放到前面")
    assert MotionKey(item_id) in {one.key for one in village.votes.motions(meeting_id)}
    village.votes.confirm(meeting_id, MotionKey(item_id), HandEntry(against=1))
    assert village.votes.standing_counts(meeting_id)[MotionKey(item_id)].is_carried
    with pytest.raises(UserFacingError, match="已经举手表决过"):
        village.course.correct_agreement(meeting_id, item_id, objections=0, reason="听错了")
    assert village.check() == []


def test_a_wrong_agreement_is_followed_by_the_right_one(village: TickedWorkspace, meeting_id: int) -> None:
    item_id = list_item(village, meeting_id)
    village.course.agree(meeting_id, item_id, objections=1)
    with pytest.raises(UserFacingError, match="原因"):
        village.course.correct_agreement(meeting_id, item_id, objections=0, reason="")
    village.course.correct_agreement(meeting_id, item_id, objections=0, reason="他问的是时间，不是反对")
    assert village.course.of(meeting_id).agreements[item_id].agreed
    assert [one.objections for one in village.course.agreements(meeting_id)] == [1, 0]
    assert MotionKey(item_id) not in {one.key for one in village.votes.motions(meeting_id)}


def test_no_applause_without_a_quorum_and_no_more_objections_than_people(
    village: TickedWorkspace, meeting_id: int
) -> None:
    item_id = list_item(village, meeting_id)
    with pytest.raises(UserFacingError, match="在场 11 人"):
        village.course.agree(meeting_id, item_id, objections=12)
    facts = village.meetings.facts(meeting_id)
    away = {name for name, _ in ON_LEAVE}
    for member in [one for one in facts.entitled if one.name not in away][:3]:
        village.attendance.mark(meeting_id, AttendanceState.LEFT, person_id=member.person_id)
    with pytest.raises(UserFacingError, match="法定人数"):
        village.course.agree(meeting_id, item_id)
    assert village.course.of(meeting_id).agreements == {}


def test_a_speech_runs_until_it_is_ended_and_never_twice(village: TickedWorkspace, meeting_id: int) -> None:
    key = f"{list_item(village, meeting_id)}:讲话:3"
    village.clock.set(9, 25)
    village.course.begin(meeting_id, Timed.SPEECH, key, "陆明秋")
    with pytest.raises(UserFacingError, match="还没有结束"):
        village.course.begin(meeting_id, Timed.SPEECH, key, "陆明秋")
    timing = village.course.of(meeting_id).timing_at(Timed.SPEECH, key)
    assert timing is not None
    assert timing.runs
    village.clock.set(9, 40)
    village.course.end(meeting_id, Timed.SPEECH, key)
    ended = village.course.of(meeting_id).timing_at(Timed.SPEECH, key)
    assert ended is not None
    assert not ended.runs
    assert ended.seconds(village.journal.now()) == 15 * 60


def test_a_break_keeps_who_is_there_and_ends_with_its_time(village: TickedWorkspace, meeting_id: int) -> None:
    key = f"{list_item(village, meeting_id)}:休息:1"
    before = village.attendance.attendance(meeting_id).present_ids
    village.course.begin(meeting_id, Timed.BREAK, key)
    assert village.course.of(meeting_id).running_break is not None
    village.course.end(meeting_id, Timed.BREAK, key)
    assert village.course.of(meeting_id).running_break is None
    assert village.attendance.attendance(meeting_id).present_ids == before


def test_a_line_put_in_can_be_taken_back_an_incident_cannot(
    village: TickedWorkspace, meeting_id: int
) -> None:
    line = village.course.say(meeting_id, LINE, "请后排的同志往前坐。").record_id
    assert line is not None
    village.course.note_incident(meeting_id, LINE, "停电三分钟")
    assert [one.kind for one in village.course.of(meeting_id).events] == [EventKind.LINE, EventKind.INCIDENT]
    assert [note.text for note in village.meetings.notes(meeting_id)] == ["停电三分钟"]
    village.course.withdraw(meeting_id, line)
    (incident,) = village.course.of(meeting_id).events
    with pytest.raises(UserFacingError, match="不撤销"):
        village.course.withdraw(meeting_id, incident.id)
    assert village.check() == []
