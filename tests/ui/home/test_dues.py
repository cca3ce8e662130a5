"""What is due, worked out from seats and meetings alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.meetings.records import MeetingPlan
from fulian_desktop.seats.records import Ending
from ui.home.dues import Due, dues

if TYPE_CHECKING:
    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace


def due_now(workspace: Workspace) -> tuple[Due, ...]:
    today = workspace.journal.now().date()
    return dues(workspace.seats.board(), workspace.meetings.meetings(), today)


def lines(workspace: Workspace) -> list[tuple[str, str]]:
    return [(due.when, due.title) for due in due_now(workspace)]


def test_before_the_meeting_comes_the_notice(village: Workspace) -> None:
    assert lines(village) == [
        ("3月4日", "通知各位执委开会"),
        ("3月6日", "召开第七届执委会第三次会议"),
        ("3月6日", "空缺席位补齐"),
    ]


def test_a_notice_that_is_too_late_is_not_asked_for(village: Workspace, clock: StageClock) -> None:
    clock.moment = datetime(2026, 3, 5, 9, 0)
    assert [title for _when, title in lines(village)] == ["召开第七届执委会第三次会议", "空缺席位补齐"]


def test_the_vacant_seats_are_named(village: Workspace) -> None:
    assert due_now(village)[-1].reason == "席位 9、13，会上增补"


def test_a_meeting_without_a_day_wants_one(village: Workspace) -> None:
    meeting = village.meetings.meetings()[0]
    village.meetings.change_plan(meeting.id, MeetingPlan(), session_number=3)
    assert ("尽快", "定下第七届执委会第三次会议的日期") in lines(village)


def test_the_result_is_reported_within_five_days(held_village: Workspace) -> None:
    assert lines(held_village) == [("3月11日", "增补结果报上级妇联备案")]


def test_a_report_is_not_asked_for_after_its_day(held_village: Workspace, clock: StageClock) -> None:
    clock.moment = datetime(2026, 3, 12, 9, 0)
    assert lines(held_village) == []


def test_a_vacancy_without_a_meeting_is_due_soon(held_village: Workspace) -> None:
    tenure = held_village.seats.board().seats[3].holder
    assert tenure is not None
    held_village.seats.record_departure(tenure.id, Ending.TRANSFER, "2026-03-06")
    assert ("尽快", "空缺席位补齐") in lines(held_village)


def test_an_empty_file_wants_its_roster_and_nothing_else(empty_file: Workspace) -> None:
    found = due_now(empty_file)
    assert [due.title for due in found] == ["导入执委花名册"]
    assert found[0].page == "people"


@pytest.mark.parametrize(("today", "said"), [(date(2028, 9, 7), False), (date(2028, 9, 8), True)])
def test_the_end_of_the_term_is_said_180_days_before(
    held_village: Workspace, today: date, said: bool
) -> None:
    found = dues(held_village.seats.board(), [], today)
    assert any(due.title == "本届任期届满" for due in found) is said


def test_the_earliest_comes_first_and_what_has_no_day_last(village: Workspace) -> None:
    village.meetings.prepare_by_election(MeetingPlan())
    days = [due.day or date.max for due in due_now(village)]
    assert days == sorted(days)
    assert days[-1] == date.max


def test_minutes_that_are_not_finished_are_due_for_some_days(held_village: Workspace) -> None:
    board, meetings = held_village.seats.board(), held_village.meetings.meetings()
    found = dues(board, meetings, date(2026, 3, 7), unfinished=[1])
    assert [(one.day, one.page) for one in found if one.title == "整理会议记录"] == [
        (date(2026, 3, 9), "minutes")
    ]
    for today, unfinished in ((date(2026, 3, 10), [1]), (date(2026, 3, 7), [])):
        later = dues(board, meetings, today, unfinished=unfinished)
        assert [one for one in later if one.title == "整理会议记录"] == []
