"""Who is in the room: marks as they are entered, and what follows from them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import (
    AttendanceMark,
    AttendanceState,
    attendance_of,
    was_present,
)
from fulian_desktop.meetings.records import EntitledMember
from fulian_desktop.rules.rule_pack import default_pack
from tests.builders import a_by_election, a_workspace, count, the_sample_committee, the_vote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.meetings.attendance import Attendee
    from tests.builders import TickedWorkspace

PRESENT, LEFT = AttendanceState.PRESENT, AttendanceState.LEFT
EXCUSED, ABSENT = AttendanceState.EXCUSED, AttendanceState.ABSENT


class Hall:
    """An open meeting, its clock at 09:10 or when it opened; short words for what the clerk does in it."""

    def __init__(self, workspace: TickedWorkspace, opened: str = "09:10") -> None:
        hour, minute = opened.split(":")
        self.workspace = workspace
        self.ids = the_sample_committee(workspace)
        self.meeting = a_by_election(workspace, self.ids)
        workspace.clock.set(int(hour), int(minute))
        workspace.meetings.open(self.meeting)

    def mark(
        self, clock: str, name: str, state: AttendanceState, *, at: str | None = None, reason: str = ""
    ) -> None:
        hour, minute = clock.split(":")
        self.workspace.clock.set(int(hour), int(minute))
        self.workspace.attendance.mark(self.meeting, state, person_id=self.ids[name], at=at, reason=reason)

    def line(self, name: str) -> Attendee:
        attendance = self.workspace.attendance.attendance(self.meeting)
        return next(member for member in attendance.members if member.name == name)

    def hours(self, name: str) -> list[tuple[str, str | None]]:
        return [(stay.since[11:16], stay.until and stay.until[11:16]) for stay in self.line(name).stays]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with a_workspace(tmp_path) as workspace:
        yield Hall(workspace)


def test_nobody_is_present_before_anybody_is_marked(hall: Hall) -> None:
    attendance = hall.workspace.attendance.attendance(hall.meeting)
    assert (attendance.entitled, attendance.present) == (13, 0)
    assert not attendance.quorum.met
    assert len(attendance.absent) == 13


def test_nine_of_thirteen_light_the_lamp_and_eight_do_not(hall: Hall) -> None:
    names = [member.name for member in hall.workspace.meetings.facts(hall.meeting).entitled]
    for name in names[:8]:
        hall.mark("09:15", name, PRESENT)
    assert not hall.workspace.attendance.attendance(hall.meeting).quorum.met
    hall.mark("09:16", names[8], PRESENT)
    quorum = hall.workspace.attendance.attendance(hall.meeting).quorum
    assert (quorum.need, quorum.have, quorum.met) == (9, 9, True)


def test_observers_never_count(hall: Hall) -> None:
    observer = hall.workspace.meetings.facts(hall.meeting).observers[0]
    hall.workspace.attendance.mark(hall.meeting, PRESENT, observer_id=observer.id)
    attendance = hall.workspace.attendance.attendance(hall.meeting)
    assert attendance.observers[0].state is PRESENT
    assert (attendance.entitled, attendance.present) == (13, 0)


def test_everyone_present_leaves_those_marked_alone(hall: Hall) -> None:
    hall.mark("09:12", "覃玉兰", EXCUSED, reason="家中有事")
    hall.workspace.attendance.mark_everyone_present(hall.meeting)
    attendance = hall.workspace.attendance.attendance(hall.meeting)
    assert (attendance.present, len(attendance.excused), len(attendance.absent)) == (12, 1, 0)


def test_who_comes_after_the_planned_start_is_late_with_the_time(hall: Hall) -> None:
    hall.mark("09:30", "李堃", PRESENT)
    hall.mark("09:33", "赵小云", PRESENT, reason="路上堵车")
    assert hall.line("李堃").late_at is None
    assert hall.line("赵小云").late_at == "2026-03-06T09:33:00"
    assert hall.line("赵小云").reason == "路上堵车"


def test_nobody_who_answers_the_roll_of_a_meeting_opened_late_is_late(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        hall = Hall(workspace, opened="09:48")
        hall.mark("09:50", "李堃", PRESENT)
        hall.mark("10:05", "赵小云", PRESENT)
        assert hall.line("李堃").late_at is None
        assert hall.line("赵小云").late_at == "2026-03-06T10:05:00"


def test_an_arrival_noticed_later_is_entered_with_its_time(hall: Hall) -> None:
    hall.mark("09:50", "赵小云", PRESENT, at="09:20")
    assert hall.hours("赵小云") == [("09:20", None)]
    assert hall.line("赵小云").late_at is None


def test_an_arrival_noticed_after_she_was_called_absent_undoes_the_absence(hall: Hall) -> None:
    hall.mark("09:40", "赵小云", ABSENT)
    hall.mark("09:50", "赵小云", PRESENT, at="09:35")
    assert hall.line("赵小云").state is PRESENT
    assert hall.hours("赵小云") == [("09:35", None)]


def test_an_earlier_arrival_entered_after_she_left_does_not_bring_her_back(hall: Hall) -> None:
    hall.mark("09:15", "李堃", PRESENT)
    hall.mark("10:00", "李堃", LEFT)
    hall.mark("10:05", "李堃", PRESENT, at="09:12")
    assert hall.line("李堃").state is LEFT
    assert hall.hours("李堃") == [("09:12", "10:00")]


def test_going_out_and_coming_back_are_two_times_in_the_room(hall: Hall) -> None:
    hall.mark("09:15", "李堃", PRESENT)
    hall.mark("09:45", "李堃", LEFT)
    assert hall.line("李堃").left_early_at == "2026-03-06T09:45:00"
    hall.mark("09:55", "李堃", PRESENT)
    assert hall.hours("李堃") == [("09:15", "09:45"), ("09:55", None)]
    assert hall.line("李堃").left_early_at is None


def test_present_by_mistake_and_then_on_leave_was_never_in_the_room(hall: Hall) -> None:
    hall.mark("09:15", "陈雪梅", PRESENT)
    hall.mark("09:16", "陈雪梅", EXCUSED, reason="外出")
    line = hall.line("陈雪梅")
    assert (line.state, line.stays, line.reason) == (EXCUSED, (), "外出")
    assert line.name not in [
        member.name for member in hall.workspace.attendance.attendance(hall.meeting).attended
    ]


def test_marks_of_one_second_hold_in_the_order_they_were_entered(hall: Hall) -> None:
    hall.mark("09:15", "李堃", PRESENT)
    hall.mark("09:15", "李堃", LEFT)
    hall.mark("09:15", "李堃", PRESENT)
    assert hall.line("李堃").state is PRESENT
    hall.mark("09:15", "李堃", LEFT)
    assert hall.line("李堃").state is AttendanceState.UNMARKED
    assert hall.line("李堃").stays == ()


def test_nobody_leaves_who_is_not_there(hall: Hall) -> None:
    with pytest.raises(UserFacingError, match="李堃在 09:15 没有登记在场"):
        hall.mark("09:15", "李堃", LEFT)
    hall.mark("09:20", "李堃", PRESENT)
    with pytest.raises(UserFacingError, match="09:18 没有登记在场"):
        hall.mark("09:30", "李堃", LEFT, at="09:18")


def test_leave_needs_a_reason(hall: Hall) -> None:
    with pytest.raises(UserFacingError, match="事由没有填"):
        hall.mark("09:15", "覃玉兰", EXCUSED)
    assert hall.line("覃玉兰").state is AttendanceState.UNMARKED


@pytest.mark.parametrize(("typed", "sentence"), [("25:00", "不对"), ("半点", "不对"), ("09:59", "还没有到")])
def test_a_time_that_cannot_be_is_refused(hall: Hall, typed: str, sentence: str) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        hall.mark("09:30", "李堃", PRESENT, at=typed)


def test_a_time_may_be_typed_with_a_chinese_colon(hall: Hall) -> None:
    hall.mark("09:30", "李堃", PRESENT, at="9：12")
    assert hall.hours("李堃") == [("09:12", None)]


def test_someone_on_no_list_cannot_be_marked(hall: Hall) -> None:
    with pytest.raises(UserFacingError, match="不在本次会议"):
        hall.mark("09:30", "丁巧云", PRESENT)


def test_taking_back_a_mark_keeps_it_in_the_file(hall: Hall) -> None:
    hall.mark("09:15", "李堃", PRESENT)
    hall.mark("09:16", "李祎", PRESENT)
    assert hall.workspace.attendance.last_mark_phrase(hall.meeting) == "李祎 在场"
    hall.workspace.attendance.withdraw_last_mark(hall.meeting)
    assert hall.line("李祎").state is AttendanceState.UNMARKED
    assert hall.workspace.attendance.last_mark_phrase(hall.meeting) == "李堃 在场"
    assert hall.workspace.database.value("SELECT count(*) FROM attendance_mark") == 3
    assert [phrase for _, phrase in hall.workspace.attendance.latest(hall.meeting)] == ["李堃 在场"]
    hall.workspace.attendance.withdraw_last_mark(hall.meeting)
    with pytest.raises(UserFacingError, match="没有可以撤销的考勤"):
        hall.workspace.attendance.withdraw_last_mark(hall.meeting)


def test_someone_counted_in_a_vote_cannot_be_turned_into_one_on_leave(hall: Hall) -> None:
    hall.workspace.attendance.mark_everyone_present(hall.meeting)
    count(hall.workspace, hall.meeting, the_vote(hall.workspace, hall.meeting), 0, 0)
    with pytest.raises(UserFacingError, match="算作在场"):
        hall.mark("10:00", "李堃", EXCUSED, reason="家中有事")
    hall.mark("10:00", "李堃", LEFT, reason="家中有事")
    assert hall.hours("李堃") == [("09:10", "10:00")]


def test_after_the_meeting_attendance_stands(hall: Hall) -> None:
    hall.mark("09:15", "李堃", PRESENT)
    hall.mark("10:00", "李堃", LEFT)
    hall.workspace.clock.set(11, 0)
    hall.workspace.meetings.close(hall.meeting, "留到下次会议")
    assert hall.line("李堃").left_early_at == "2026-03-06T10:00:00"
    with pytest.raises(UserFacingError, match="已经结束"):
        hall.mark("11:05", "李堃", PRESENT)
    with pytest.raises(UserFacingError, match="已经结束"):
        hall.workspace.attendance.withdraw_last_mark(hall.meeting)


def test_a_meeting_that_was_not_opened_has_no_attendance(tmp_path: Path) -> None:
    with a_workspace(tmp_path) as workspace:
        meeting = a_by_election(workspace)
        with pytest.raises(UserFacingError, match="会议还没有开"):
            workspace.attendance.attendance(meeting)


def test_entering_attendance_on_the_next_day_makes_nobody_late(hall: Hall) -> None:
    hall.workspace.clock.advance(days=1)
    hall.workspace.attendance.mark_everyone_present(hall.meeting)
    assert hall.line("李堃").late_at is None


# --- any order of marks ------------------------------------------------------------------------------------

MEMBERS = tuple(EntitledMember(number, number, f"执委{number}", "执委", number) for number in range(1, 4))


@st.composite
def entered_marks(draw: st.DrawFn) -> list[AttendanceMark]:
    """Marks as they may be entered: any person, any state, any minute, some of them taken back."""
    marks: list[AttendanceMark] = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        withdrawn = {mark.withdraws_id for mark in marks}
        open_marks = [one for one in marks if one.withdraws_id is None and one.id not in withdrawn]
        if open_marks and draw(st.integers(0, 4)) == 0:
            taken = draw(st.sampled_from(open_marks))
            marks.append(AttendanceMark(number, taken.person_id, None, taken.state, taken.at, "", taken.id))
            continue
        state = draw(st.sampled_from((*[PRESENT] * 3, LEFT, EXCUSED, ABSENT)))
        moment = f"2026-03-06T09:{draw(st.integers(0, 9)):02d}:00"
        marks.append(AttendanceMark(number, draw(st.integers(1, 3)), None, state, moment, "", None))
    return marks


@given(entered_marks())
def test_whatever_is_entered_everybody_is_in_one_place_and_the_sums_close(
    marks: list[AttendanceMark],
) -> None:
    attendance = attendance_of(MEMBERS, (), marks, default_pack(), start="2026-03-06T09:05:00")
    assert len(attendance.attended) + len(attendance.excused) + len(attendance.absent) == 3
    assert attendance.present == attendance.quorum.have
    for member in attendance.members:
        assert (member.state is PRESENT) == (bool(member.stays) and member.stays[-1].until is None)
        edges = [edge for stay in member.stays for edge in (stay.since, stay.until) if edge is not None]
        assert edges == sorted(edges)
        assert all(stay.since != stay.until for stay in member.stays)


@given(entered_marks())
def test_a_mark_taken_back_is_as_if_it_had_never_been_entered(marks: list[AttendanceMark]) -> None:
    withdrawn = {mark.withdraws_id for mark in marks}
    never = [mark for mark in marks if mark.withdraws_id is None and mark.id not in withdrawn]
    assert attendance_of(MEMBERS, (), marks, default_pack()) == attendance_of(
        MEMBERS, (), never, default_pack()
    )


@given(st.permutations([(PRESENT, 1), (LEFT, 3), (PRESENT, 5), (LEFT, 8)]))
def test_arrivals_and_departures_give_the_same_hours_in_any_order_of_entry(
    entered: list[tuple[AttendanceState, int]],
) -> None:
    marks = [
        AttendanceMark(number, 1, None, state, f"2026-03-06T09:{minute:02d}:00", "", None)
        for number, (state, minute) in enumerate(entered, start=1)
    ]
    stays = attendance_of(MEMBERS, (), marks, default_pack()).members[0].stays
    assert [(stay.since[14:16], stay.until and stay.until[14:16]) for stay in stays] == [
        ("01", "03"),
        ("05", "08"),
    ]
    within = [minute for minute in range(10) if was_present(marks, f"2026-03-06T09:{minute:02d}:30")]
    assert within == [1, 2, 3, 5, 6, 7, 8]


def test_time_goes_on_without_changing_who_is_there(hall: Hall) -> None:
    hall.mark("09:15", "李堃", PRESENT)
    hall.workspace.clock.now += timedelta(hours=3)
    assert hall.workspace.attendance.attendance(hall.meeting).present == 1
