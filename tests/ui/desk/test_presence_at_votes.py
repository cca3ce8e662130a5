"""The times of the attendance: who was in the room at a vote, order of the rows, warnings in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.scripts.records import CueKind
from tests.ui.desk.desk_stage import DIGITS, ENTER
from ui.desk.attendance_leave import Leave, LeaveDialog
from ui.desk.attendance_table import times_area
from ui.desk.attendance_times import seconds_of

if TYPE_CHECKING:
    from tests.ui.desk.desk_stage import DeskStage

F8, LEFT, RIGHT = Qt.Key.Key_F8, Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.fixture
def voted(stage: DeskStage) -> DeskStage:
    """A vote counted at 09:42 with 11 in the room; 李祎 left at 09:50; the attendance is shown."""
    stage.set_time("09:42")
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    stage.set_time("09:50")
    stage.mark("李祎", AttendanceState.LEFT)
    stage.set_time("10:00")
    stage.press(F8)
    return stage


def note(stage: DeskStage) -> str:
    return stage.desk.attendance.note.toolTip()


def test_left_goes_back_to_a_vote_and_shows_who_was_in_the_room(voted: DeskStage) -> None:
    view = voted.desk.attendance
    voted.press(LEFT)
    chosen = view.table.chosen
    assert chosen is not None
    assert voted.people["李祎"] in chosen.people
    assert voted.people["覃玉兰"] not in chosen.people
    assert note(voted) == "9:42 表决时在场 11 人，不在 2 人：增补丁巧云、苏晓棠为第七届执行委员会委员"
    voted.press(RIGHT)
    assert view.table.chosen is None
    voted.press(LEFT, Qt.Key.Key_Escape)
    assert view.table.chosen is None
    assert voted.desk.in_attendance


def test_a_click_on_the_line_of_a_vote_chooses_it_and_another_lets_it_go(voted: DeskStage) -> None:
    head = voted.desk.attendance.head
    axis = head._axis
    assert axis is not None
    area = times_area(voted.desk.attendance.table.width(), head.height())
    x = int(axis.x(seconds_of("2026-03-06T09:42:00"), int(area.left()), int(area.width())))
    for expected in (True, False):
        QTest.mouseClick(
            head, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, head.height() - 4)
        )
        assert (voted.desk.attendance.table.chosen is not None) is expected


def test_a_mark_while_a_vote_is_looked_at_goes_back_to_now(voted: DeskStage) -> None:
    voted.press(LEFT, DIGITS[1])
    assert voted.desk.attendance.table.chosen is None


def test_9_puts_the_rows_by_strokes_and_keeps_the_person(stage: DeskStage) -> None:
    stage.press(F8)
    table = stage.desk.attendance.table
    by_seat = [one.name for one in table.rows if not one.is_observer]
    table.select(3)
    name = table.rows[3].name
    stage.press(DIGITS[9])
    assert [one.name for one in table.rows if not one.is_observer] == sorted_by_name(by_seat, str)
    assert table.rows[table.selected].name == name
    stage.press(DIGITS[9])
    assert [one.name for one in table.rows if not one.is_observer] == by_seat


def test_it_is_said_before_the_vote_that_the_quorum_is_lost(stage: DeskStage) -> None:
    for name in ("王秀英", "石桂芳", "张翠萍"):
        stage.mark(name, AttendanceState.LEFT)
    assert stage.desk.warning.isHidden()
    stage.space_until(lambda: stage.desk.session.step.item_id is not None)
    assert stage.desk.session.line.cue not in (CueKind.IN_FAVOUR, CueKind.AGAINST)
    assert stage.desk.warning.words.text() == "现在不要表决：法定 9 人，在场 8 人，还差 1 人。"
    stage.mark("王秀英", AttendanceState.PRESENT)
    assert stage.desk.warning.words.text() == "在场正好 9 人，再走一人就不够法定人数。"
    stage.mark("石桂芳", AttendanceState.PRESENT)
    assert stage.desk.warning.isHidden()


def test_a_clock_that_went_back_is_said_and_the_meeting_goes_on(stage: DeskStage) -> None:
    stage.set_time("09:40")
    stage.mark("李祎", AttendanceState.LEFT)
    stage.set_time("08:15")
    stage.desk.show_time()
    said = stage.desk.warning.words.text()
    assert said.startswith("电脑的时间倒退了：现在显示 08:15，先前已经登记到 09:40。")
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    assert stage.counts() == [(10, 0, 0, 0, "一致通过")]
    stage.set_time("09:55")
    stage.desk.show_time()
    assert stage.desk.warning.isHidden()


def test_a_leave_without_a_reason_stays_open(stage: DeskStage) -> None:
    dialog = LeaveDialog(stage.desk, "覃玉兰", Leave("", "沈丽华"))
    dialog.accept()
    assert dialog.result() == 0
    dialog.reason.editor.setText("家中有事")  # type: ignore[attr-defined]
    assert dialog.leave() == Leave("家中有事", "沈丽华")
    dialog.deleteLater()
