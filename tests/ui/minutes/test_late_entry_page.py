"""The page of 补录: from the opening to the close, with what was typed checked before it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.meetings.records import MeetingState
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, application, opened_with, settle, widget
from ui.desk.late_entry_page import ATTENDANCE, CLOSING, NOTES, OPENING, VOTES, LateEntryPage
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal, Size
    from ui.shell.dialogs import Dialog
    from ui.shell.window import MainWindow

AWAY = ("覃玉兰", "陈雪梅")


@pytest.fixture
def window(open_real: OpenReal, village: Workspace, clock: StageClock) -> MainWindow:
    """The day after the meeting that was held on paper."""
    clock.moment = clock.moment.replace(day=7)
    return open_real(village, "late_entry")


def page_of(window: MainWindow) -> LateEntryPage:
    page = window.page("late_entry")
    assert isinstance(page, LateEntryPage)
    return page


def begin(window: MainWindow) -> LateEntryPage:
    widget(window, "late_began").setText("9:30")
    widget(window, "late_begin").click()
    settle()
    return page_of(window)


def enter_attendance(window: MainWindow) -> None:
    for row in page_of(window).attendance.rows:
        if row.attendee.name in AWAY:
            row.leave.setText("外出")
    widget(window, "late_usual_time").setText("9:25")
    widget(window, "late_fill").click()
    widget(window, "late_save_attendance").click()
    settle()


def test_the_whole_way_from_the_opening_to_the_minutes(window: MainWindow, village: Workspace) -> None:
    page = begin(window)
    enter_attendance(window)
    assert village.attendance.attendance(1).present == 11
    page.go_to(VOTES)
    for at in ("9:42", "10:18"):
        box = next(iter(page.votes.boxes.values()))
        box.time.setText(at)
        assert box.verdict.text() == f"{at} 应到 13 人，在场 11 人。同意 11 人，需要 7 人：一致通过。"
        box.save_button.click()
        settle()
    page.go_to(NOTES)
    widget(window, "late_note_time").setText("10:30")
    widget(window, "late_note_text").setPlainText("全程没有电。")
    widget(window, "late_save_note").click()
    page.go_to(CLOSING)
    widget(window, "late_ended").setText("11:05")
    widget(window, "late_close").click()
    assert village.meetings.get(1).state is MeetingState.CLOSED
    assert opened_with(window, "minutes") == {"meeting_id": 1}
    assert village.check() == []


def test_before_the_opening_there_is_no_other_step(window: MainWindow) -> None:
    page_of(window).go_to(VOTES)
    assert page_of(window).steps.value() == OPENING


def test_a_wrong_time_in_one_row_enters_none_of_them(
    window: MainWindow, village: Workspace, user: User
) -> None:
    page = begin(window)
    page.attendance.rows[0].came.setText("9:25")
    page.attendance.rows[1].came.setText("29:25")
    user.will(lambda dialog: dialog.accept())
    widget(window, "late_save_attendance").click()
    settle()
    assert village.attendance.attendance(1).present == 0
    assert page.attendance.rows[0].came.text() == "9:25"


def test_without_a_quorum_at_that_time_it_is_said_before_anything_is_entered(window: MainWindow) -> None:
    page = begin(window)
    page.attendance.rows[0].came.setText("9:25")
    widget(window, "late_save_attendance").click()
    settle()
    page.go_to(VOTES)
    box = next(iter(page.votes.boxes.values()))
    box.time.setText("9:42")
    assert box.verdict.text().startswith("9:42 应到 13 人，在场 1 人。")
    assert "法定" in box.verdict.text()


def test_something_undecided_is_closed_only_with_a_reason(
    window: MainWindow, village: Workspace, user: User
) -> None:
    page = begin(window)
    enter_attendance(window)
    page.go_to(CLOSING)
    assert "还有 2 项没有表决：增补执委、工作报告" in texts_of(window)
    widget(window, "late_ended").setText("11:05")
    said: list[str] = []

    def read(dialog: Dialog) -> None:
        said.append(dialog.title_label.text())
        dialog.accept()

    user.will(read)
    widget(window, "late_close").click()
    settle()
    assert said == ["还有 2 项没有表决：增补执委、工作报告。"]
    widget(window, "late_closing_reason").setPlainText("人走散了")
    widget(window, "late_close").click()
    assert village.meetings.get(1).state is MeetingState.CLOSED


@pytest.fixture
def scaled() -> Iterator[None]:
    yield
    apply_theme(application(), 100)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.usefixtures("scaled")
def test_nothing_is_clipped_at_any_step(
    open_real: OpenReal, village: Workspace, clock: StageClock, size: Size
) -> None:
    apply_theme(application(), size.scale)
    clock.moment = clock.moment.replace(day=7)
    window = open_real(village, "late_entry", size)
    assert problems_of(window, size.width, size.height) == []
    page = begin(window)
    for step in (ATTENDANCE, VOTES, NOTES, CLOSING):
        page.go_to(step)
        settle()
        assert problems_of(window, size.width, size.height) == []
