"""可以开会吗 on the screen: keys, pasted names, lamps with words, where links lead, what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from fulian_desktop.documents.preview import extract_text
from fulian_desktop.meetings.preflight import Surroundings
from fulian_desktop.meetings.replies import Answer
from tests.ui.structure import problems_of
from tests.ui.villages import (
    SIZES,
    STATES,
    OpenReal,
    Size,
    application,
    clock,
    empty_file,
    held_village,
    open_real,
    settle,
    thousand,
    village,
    widget,
)
from ui.desk import preflight_page
from ui.desk.preflight_page import PreflightPage
from ui.desk.preflight_replies import PasteNamesDialog
from ui.documents import printing
from ui.shell import prompts
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from ui.shell.window import MainWindow

__all__ = ["clock", "empty_file", "held_village", "open_real", "thousand", "village"]


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        preflight_page, "look_around", lambda now: Surroundings(printers=(), screens=1, now=now())
    )
    monkeypatch.setattr(printing, "has_printer", lambda: False)


def page_of(window: MainWindow) -> PreflightPage:
    page = window.page("preflight")
    assert isinstance(page, PreflightPage)
    return page


def answers(workspace: Workspace) -> dict[str, Answer]:
    meeting = workspace.meetings.meetings()[0].id
    return {one.name: one.answer for one in workspace.replies.replies(meeting)}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_in_any_state_at_any_size(
    request: pytest.FixtureRequest, open_real: OpenReal, light: None, state: str, size: Size
) -> None:
    apply_theme(application(), size.scale)
    window = open_real(request.getfixturevalue(state), "preflight", size)
    assert problems_of(window, size.width, size.height) == []


def test_answers_are_given_by_one_key_each_and_go_on_to_the_next(
    qtbot: QtBot, village: Workspace, open_real: OpenReal
) -> None:
    window = open_real(village, "preflight")
    page = page_of(window)
    page.replies.focus_first_silent()
    for _ in range(9):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
        settle()
    assert list(answers(village).values()).count(Answer.COMING) == 9
    assert page.replies.forecast_label.text() == "至少来 9 人，可能来 13 人"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    settle()
    reason = QApplication.focusWidget()
    assert isinstance(reason, QLineEdit)
    reason.insert("家中有事")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    settle()
    meeting = page.meeting_id
    on_leave = village.replies.leave_to_take_over(meeting)
    assert [one.reason for one in on_leave] == ["家中有事"]
    row = page.replies.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_0)
    settle()
    assert next(iter(answers(village).values())) is Answer.NONE


def test_other_keys_change_nothing(qtbot: QtBot, village: Workspace, open_real: OpenReal) -> None:
    page = page_of(open_real(village, "preflight"))
    row = page.replies.rows[0]
    row.setFocus()
    for key in (Qt.Key.Key_9, Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Minus):
        qtbot.keyClick(row, key)
    settle()
    assert set(answers(village).values()) == {Answer.NONE}


def test_pasted_names_are_shown_before_they_are_taken(
    village: Workspace, open_real: OpenReal, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(open_real(village, "preflight"))
    said: list[str] = []

    def fill(dialog: PasteNamesDialog) -> bool:
        assert not dialog.save_button.isEnabled()
        dialog.text_edit.setPlainText("1. 沈丽华\n2. 李 祎、张三")
        said.append(dialog.meant_label.text())
        dialog.deleteLater()
        return dialog.save_button.isEnabled()

    monkeypatch.setattr(PasteNamesDialog, "ask", fill)
    page.replies.paste_link.click()
    settle()
    assert said == ["认出 2 人；不在应到名单里：张三。"]
    assert [name for name, answer in answers(village).items() if answer is Answer.COMING] == [
        "沈丽华",
        "李祎",
    ]


def test_each_lamp_has_its_word_and_the_gravest_stand_first(village: Workspace, open_real: OpenReal) -> None:
    page = page_of(open_real(village, "preflight"))
    words = [row.line.lamp.word for row in page.lines.rows]
    order = ["不行", "注意", "不清楚", "可以"]
    assert words == sorted(words, key=order.index)
    assert "可以开会" in page.lines.verdict_words


def test_links_lead_to_where_things_are_mended(village: Workspace, open_real: OpenReal) -> None:
    window = open_real(village, "preflight")
    widget(window, "mend_papers").click()
    settle()
    assert window.current_name() == "papers"
    window.open_page("preflight")
    settle()
    widget(window, "mend_backup").click()
    settle()
    assert window.current_name() == "settings"


def test_the_page_and_the_pack_are_saved_where_there_is_no_printer(
    qtbot: QtBot, village: Workspace, open_real: OpenReal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = open_real(village, "preflight")
    asked: list[str] = []

    def choose(_parent: Any, title: str, proposal: Path, *_more: Any) -> Path:
        asked.append(title)
        return tmp_path / proposal.name

    monkeypatch.setattr(prompts, "choose_save_file", choose)
    for name, file in (("print_preflight", "会前检查单.pdf"), ("print_blank_pack", "停电备用_全套.pdf")):
        widget(window, name).click()
        qtbot.waitUntil((tmp_path / file).exists, timeout=20_000)
        settle()
    assert len(asked) == 2
    assert "停电备用" in extract_text(tmp_path / "停电备用_全套.pdf")


def test_one_key_on_the_meeting_page_asks_for_the_pack(
    qtbot: QtBot, village: Workspace, open_real: OpenReal
) -> None:
    window = open_real(village, "meetings")
    window.activateWindow()
    settle()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_P, keys)
    settle()
    assert window.current_name() == "preflight"


def test_the_meeting_page_offers_preflight_rehearsal_and_pack(
    village: Workspace, open_real: OpenReal
) -> None:
    window = open_real(village, "meetings")
    page: Any = window.page("meetings")
    for act in ("rehearse", "preflight"):
        page.actions_row.wanted.emit(act)
        settle()
    program: Any = window.context.program
    assert program.rehearsed == [page.meeting_id]
    assert window.current_name() == "preflight"


def test_a_meeting_that_cannot_be_opened_is_not_entered_from_here(
    village: Workspace, open_real: OpenReal
) -> None:
    from fulian_desktop.meetings.records import MeetingPlan

    meeting = village.meetings.meetings()[0].id
    village.meetings.change_plan(meeting, MeetingPlan())
    page = page_of(open_real(village, "preflight"))
    assert "还不能开会" in page.lines.verdict_words
    assert "还不能开会" in page.enter_button.toolTip()
