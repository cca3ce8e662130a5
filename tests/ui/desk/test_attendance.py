from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.scripts.records import CueKind
from tests.ui.desk.desk_stage import DIGITS, ENTER, PapersStub
from ui.desk.attendance_leave import Leave
from ui.desk.attendance_times import TimeAxis

if TYPE_CHECKING:
    from fulian_desktop.meetings.attendance import Attendee
    from tests.ui.desk.desk_stage import DeskStage


@pytest.fixture
def hall(empty_hall: DeskStage) -> DeskStage:
    """The attendance with nobody marked."""
    empty_hall.show_desk()
    empty_hall.press(Qt.Key.Key_F8)
    return empty_hall


def attendee(stage: DeskStage, name: str) -> Attendee:
    attendance = stage.workspace.attendance.attendance(stage.meeting_id)
    return next(one for one in (*attendance.members, *attendance.observers) if one.name == name)


def row_of(stage: DeskStage, name: str) -> int:
    return next(row for row, one in enumerate(stage.desk.attendance.table.rows) if one.name == name)


def click_cell(stage: DeskStage, name: str, place: int) -> None:
    table = stage.desk.attendance.table
    cell = table.cell_rect(row_of(stage, name), place)
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, none, cell.center())


def test_a_click_on_a_cell_marks_with_the_time(hall: DeskStage) -> None:
    hall.set_time("09:18")
    click_cell(hall, "马晓燕", 0)
    assert attendee(hall, "马晓燕").stays[0].since == "2026-03-06T09:18:00"
    assert hall.desk.strip.present.number.text() == "1"


def test_marking_goes_on_to_the_next_person_so_that_a_roll_call_is_one_key_each(hall: DeskStage) -> None:
    hall.press(DIGITS[1], DIGITS[1], DIGITS[1])
    assert hall.workspace.attendance.attendance(hall.meeting_id).present == 3
    assert hall.desk.attendance.table.selected == 3


def test_letters_find_a_person_by_her_initials(hall: DeskStage) -> None:
    for letter in (Qt.Key.Key_H, Qt.Key.Key_C):
        hall.press(letter)
    table = hall.desk.attendance.table
    assert table.rows[table.selected].name == "黄春桃"


def test_leaving_and_coming_back_makes_two_stays(hall: DeskStage) -> None:
    for clock, place in (("09:25", 0), ("09:36", 1), ("09:38", 0)):
        hall.set_time(clock)
        click_cell(hall, "李祎", place)
    stays = attendee(hall, "李祎").stays
    assert [(one.since[11:16], (one.until or "")[11:16]) for one in stays] == [
        ("09:25", "09:36"),
        ("09:38", ""),
    ]


def test_an_arrival_noticed_later_gets_its_own_time(hall: DeskStage) -> None:
    hall.set_time("09:50")
    hall.desk.attendance.table.select(row_of(hall, "赵小云"))
    hall.press(DIGITS[0])
    edit = hall.widget("mark_time")
    QTest.keyClicks(edit, "09:35")
    hall.press(ENTER, DIGITS[1])
    person = attendee(hall, "赵小云")
    assert person.stays[0].since == "2026-03-06T09:35:00"
    assert person.late_at == "2026-03-06T09:35:00"
    assert hall.desk.attendance.side.time() is None


def test_a_leave_wants_a_reason(hall: DeskStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.desk.attendance_view.ask_leave", lambda *_a: None)
    click_cell(hall, "覃玉兰", 2)
    assert attendee(hall, "覃玉兰").state is AttendanceState.UNMARKED
    monkeypatch.setattr("ui.desk.attendance_view.ask_leave", lambda *_a: Leave("家中有事", "沈丽华"))
    click_cell(hall, "覃玉兰", 2)
    assert attendee(hall, "覃玉兰").leave_words == "家中有事，沈丽华批准"
    assert hall.desk.strip.excused.number.text() == "1"


def test_who_never_came_is_absent_and_not_gone(hall: DeskStage) -> None:
    click_cell(hall, "陈雪梅", 1)
    assert attendee(hall, "陈雪梅").state is AttendanceState.ABSENT


def test_everyone_present_is_one_click_and_one_undo(hall: DeskStage) -> None:
    click_cell(hall, "沈丽华", 0)
    hall.widget("everyone_present").click()  # type: ignore[attr-defined]
    assert hall.workspace.attendance.attendance(hall.meeting_id).present == 13
    hall.press(Qt.Key.Key_Z, control=True)
    assert hall.workspace.attendance.attendance(hall.meeting_id).present == 1
    assert hall.toast() == "已撤销：全部到会（13 人）"
    hall.press(Qt.Key.Key_Z, control=True)
    assert hall.workspace.attendance.attendance(hall.meeting_id).present == 0
    assert hall.toast() == "已撤销：沈丽华 在场"


def test_observers_are_marked_but_never_counted_nor_on_leave(hall: DeskStage) -> None:
    click_cell(hall, "陆明秋", 0)
    assert attendee(hall, "陆明秋").state is AttendanceState.PRESENT
    hall.desk.attendance.table.select(row_of(hall, "陆明秋"))
    hall.press(DIGITS[3])
    assert attendee(hall, "陆明秋").state is AttendanceState.PRESENT
    assert hall.desk.strip.present.number.text() == "0"


def test_the_quorum_lamp_follows_the_marks(hall: DeskStage) -> None:
    for _ in range(8):
        hall.press(DIGITS[1])
    assert hall.desk.strip.quorum.headline.text() == "法定 9，还差 1 人"
    hall.press(DIGITS[1])
    assert hall.desk.strip.quorum.headline.text() == "法定 9，已达到"


def test_esc_and_f8_lead_back_to_the_script(hall: DeskStage) -> None:
    hall.press(Qt.Key.Key_Escape)
    assert not hall.desk.in_attendance
    hall.press(Qt.Key.Key_F8)
    assert hall.desk.in_attendance
    hall.press(Qt.Key.Key_F8)
    assert not hall.desk.in_attendance


def test_the_axis_holds_arrivals_start_and_twenty_minutes_ahead() -> None:
    now = datetime(2026, 3, 6, 9, 41)
    axis = TimeAxis.of(["2026-03-06T09:12:00"], "09:30", now)
    assert (axis.start, axis.end) == (9 * 3600 + 600, 10 * 3600 + 600)
    assert [tick % 600 for tick in axis.ticks()] == [0] * len(axis.ticks())
    assert axis.x(axis.start, 100, 600) == 100
    assert axis.x(axis.end, 100, 600) == 700
    long = TimeAxis.of(["2026-03-06T08:00:00"], "09:30", datetime(2026, 3, 6, 11, 5))
    assert len(long.ticks()) <= 8


def test_the_toast_of_a_mark_offers_to_take_it_back(hall: DeskStage) -> None:
    click_cell(hall, "沈丽华", 0)
    assert hall.toast() == "沈丽华 在场"
    hall.desk.toast.undo_button.click()
    assert attendee(hall, "沈丽华").state is AttendanceState.UNMARKED
    assert hall.toast() == "已撤销：沈丽华 在场"


def test_a_mark_before_a_vote_is_not_taken_back_after_it(stage: DeskStage) -> None:
    stage.set_time("09:36")
    stage.press(Qt.Key.Key_F8)
    click_cell(stage, "李祎", 1)
    stage.press(Qt.Key.Key_F8)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.set_time("09:42")
    stage.press(ENTER, Qt.Key.Key_F8)
    stage.press(Qt.Key.Key_Z, control=True)
    assert attendee(stage, "李祎").state is AttendanceState.LEFT
    assert stage.toast().startswith("没有可以撤销的了")


def test_the_sign_in_sheet_is_printed_among_the_papers_and_the_desk_comes_back(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ROLL_CALL)
    key = stage.desk.session.key
    stage.press(Qt.Key.Key_F8)
    stage.desk.attendance.print_button.click()
    page = stage.window.current_page()
    assert isinstance(page, PapersStub)
    assert page.asked == {"meeting_id": stage.meeting_id, "paper": "sign_in_sheet"}
    assert stage.show_desk().session.key == key
