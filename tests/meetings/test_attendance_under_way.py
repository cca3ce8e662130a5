"""Attendance while a meeting runs: a clock that jumps, marks taken back together, who approved a leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.check import check_attendance
from fulian_desktop.votes.records import HandEntry
from tests.builders import a_by_election, a_workspace, the_sample_committee, the_vote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.meetings.attendance import Attendee
    from tests.builders import TickedWorkspace


class Hall:
    """The sample's meeting, opened at 09:10 with nobody marked."""

    def __init__(self, workspace: TickedWorkspace) -> None:
        self.workspace = workspace
        self.ids = the_sample_committee(workspace)
        self.meeting = a_by_election(workspace, self.ids)
        self.set("09:10")
        workspace.meetings.open(self.meeting)

    def set(self, clock: str) -> None:
        hour, _, minute = clock.partition(":")
        self.workspace.clock.set(int(hour), int(minute))

    def mark(self, name: str, state: AttendanceState = AttendanceState.PRESENT, **rest: str) -> None:
        self.workspace.attendance.mark(self.meeting, state, person_id=self.ids[name], **rest)

    def of(self, name: str) -> Attendee:
        members = self.workspace.attendance.attendance(self.meeting).members
        return next(one for one in members if one.name == name)

    @property
    def present(self) -> int:
        return self.workspace.attendance.attendance(self.meeting).present


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with a_workspace(tmp_path) as workspace:
        yield Hall(workspace)


def test_marks_stay_in_order_when_the_clock_jumps_back_and_it_is_said(hall: Hall) -> None:
    hall.set("09:40")
    hall.mark("李祎")
    hall.set("08:41")
    assert hall.workspace.attendance.clock_warning(hall.meeting) == (
        "电脑的时间倒退了：现在显示 08:41，先前已经登记到 09:40。"
        "记录都在，会议可以继续，新的登记先记作 09:40；请调对电脑的时间。"
    )
    hall.mark("李祎", AttendanceState.LEFT)
    hall.mark("王秀英")
    assert hall.of("王秀英").stays[0].since == "2026-03-06T09:40:00"
    assert hall.of("李祎").state is not AttendanceState.PRESENT
    hall.set("09:45")
    assert hall.workspace.attendance.clock_warning(hall.meeting) == ""
    hall.mark("石桂芳")
    assert hall.of("石桂芳").stays[0].since == "2026-03-06T09:45:00"


def test_while_the_clock_is_wrong_the_right_time_can_be_typed(hall: Hall) -> None:
    hall.set("09:40")
    hall.mark("李祎")
    hall.set("08:41")
    hall.mark("李祎", AttendanceState.LEFT, at="09:50")
    assert hall.of("李祎").stays[0].until == "2026-03-06T09:50:00"


def test_a_vote_is_not_lost_when_the_clock_jumps_back(hall: Hall) -> None:
    hall.set("09:40")
    hall.workspace.attendance.mark_everyone_present(hall.meeting)
    hall.set("08:00")
    key = the_vote(hall.workspace, hall.meeting)
    count = hall.workspace.votes.confirm(hall.meeting, key, HandEntry(abstaining=1)).count
    assert count.at == "2026-03-06T09:40:00"
    assert (count.present, count.in_favour) == (13, 12)


def test_a_clock_put_right_by_a_minute_is_no_event(hall: Hall) -> None:
    hall.set("09:40")
    hall.mark("李祎")
    hall.set("09:39")
    assert hall.workspace.attendance.clock_warning(hall.meeting) == ""


def test_a_time_that_has_not_come_is_refused_while_the_clock_is_right(hall: Hall) -> None:
    hall.set("09:40")
    with pytest.raises(UserFacingError) as caught:
        hall.mark("李祎", at="09:50")
    assert caught.value.what == "时间 09:50 还没有到，现在是 09:40。"


@pytest.mark.parametrize("written", ["abc", "25:00", "9:99", "-1", "1234567890", ""])
def test_what_is_no_time_is_refused_in_words_and_nothing_is_marked(hall: Hall, written: str) -> None:
    hall.set("09:40")
    with pytest.raises(UserFacingError) as caught:
        hall.mark("李祎", at=written)
    assert caught.value.what == f"时间“{written}”不对。"
    assert hall.present == 0


def test_everyone_marked_in_one_step_is_taken_back_in_one_step(hall: Hall) -> None:
    hall.mark("沈丽华")
    hall.workspace.attendance.mark_everyone_present(hall.meeting)
    assert hall.present == 13
    observers = len(hall.workspace.attendance.attendance(hall.meeting).observers)
    hall.workspace.attendance.withdraw_marks(hall.meeting, 12 + observers)
    assert hall.present == 1
    assert hall.of("沈丽华").state is AttendanceState.PRESENT
    assert hall.workspace.attendance.last_mark_phrase(hall.meeting) == "沈丽华 在场"


def test_more_marks_than_there_are_take_back_none(hall: Hall) -> None:
    hall.mark("沈丽华")
    with pytest.raises(UserFacingError):
        hall.workspace.attendance.withdraw_marks(hall.meeting, 2)
    assert hall.present == 1


def test_a_leave_says_why_and_who_approved_it(hall: Hall) -> None:
    hall.mark("覃玉兰", AttendanceState.EXCUSED, reason="家中有事", approved_by="沈丽华")
    assert hall.of("覃玉兰").leave_words == "家中有事，沈丽华批准"
    hall.mark("陈雪梅", AttendanceState.EXCUSED, reason="外出")
    assert hall.of("陈雪梅").leave_words == "外出"
    assert check_attendance(hall.workspace.database, hall.workspace.journal) == []


def test_an_approval_edited_behind_the_programs_back_is_found(hall: Hall) -> None:
    hall.mark("覃玉兰", AttendanceState.EXCUSED, reason="家中有事", approved_by="沈丽华")
    database = hall.workspace.database
    with database.transaction():
        database.execute("DROP TRIGGER leave_approval_is_never_changed")
        database.execute("UPDATE leave_approval SET approved_by = '马晓燕'")
    assert len(check_attendance(database, hall.workspace.journal)) == 1


def test_who_was_here_at_a_moment_follows_from_her_stays(hall: Hall) -> None:
    hall.set("09:20")
    hall.mark("李祎")
    hall.set("09:30")
    hall.mark("李祎", AttendanceState.LEFT)
    person = hall.of("李祎")
    assert [person.was_here(f"2026-03-06T{clock}:00") for clock in ("09:19", "09:20", "09:29", "09:30")] == [
        False,
        True,
        True,
        False,
    ]
