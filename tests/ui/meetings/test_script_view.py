"""The script beside its wording: what is typed is checked, shown at once, and saved only when it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.structure import problems_of
from ui.wordings.blanks_list import BlankRow
from ui.wordings.writing_card import ProblemRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.meetings.meeting_stage import OpenStage, Stage
    from tests.ui.people.stage import User
    from ui.meetings.script_view import ScriptView
    from ui.shell.dialogs import Dialog

GREETING = "各位执委、姐妹们："


def opened(open_stage: OpenStage, village: Workspace) -> tuple[Stage, ScriptView]:
    stage = open_stage(village)
    stage.click("show_script")
    return stage, stage.page.script_view


def rewrite(view: ScriptView, old: str, new: str) -> int:
    """Replace words in the editor; return the line they stand in."""
    text = view.writing.text()
    assert old in text
    view.writing.editor.setPlainText(text.replace(old, new, 1))
    view.writing.check_now()
    return text[: text.index(old)].count("\n") + 1


def test_the_script_is_read_with_results_to_come(open_stage: OpenStage, village: Workspace) -> None:
    stage, view = opened(open_stage, village)
    read = view.reading.paper.toPlainText()
    assert GREETING in read
    assert "（确认票数以后，这里自动写出结果）" in read
    assert "一致通过" not in read
    assert problems_of(stage.window) == []


def test_an_unknown_placeholder_is_named_with_its_line_while_typing(
    qtbot: QtBot, open_stage: OpenStage, village: Workspace
) -> None:
    _stage, view = opened(open_stage, village)
    view.writing.editor.setFocus()
    view.writing.editor.go_to_line(15)
    QTest.keyClicks(view.writing.editor, "{x}")
    qtbot.waitUntil(lambda: bool(view.writing.problems()))
    assert [problem.line for problem in view.writing.problems()] == [15]
    row = view.findChild(ProblemRow)
    assert isinstance(row, ProblemRow)
    assert row.accessibleName().startswith("第 15 行 没有“{x}”这个占位")


def test_a_wrong_wording_is_refused_and_the_old_one_stays(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    _stage, view = opened(open_stage, village)
    line = rewrite(view, GREETING, "{应道人数}")
    told: list[str] = []

    def look(dialog: Dialog) -> None:
        told.append(dialog.title_label.text())
        dialog.accept()

    user.will(look)
    view.writing.save_button.click()
    assert f"第 {line} 行" in told[0]
    assert not village.scripts.wording().is_own
    assert view.writing.editor.textCursor().blockNumber() + 1 == line
    assert view.writing.is_edited()


def test_a_change_is_seen_before_it_is_saved(open_stage: OpenStage, village: Workspace) -> None:
    _stage, view = opened(open_stage, village)
    rewrite(view, GREETING, "姐妹们，大家早：")
    assert "姐妹们，大家早：" in view.reading.paper.toPlainText()
    assert view.writing.is_edited()
    assert not village.scripts.wording().is_own


def test_saving_restoring_and_taking_back(open_stage: OpenStage, village: Workspace) -> None:
    stage, view = opened(open_stage, village)
    rewrite(view, GREETING, "姐妹们，大家早：")
    view.writing.save_button.click()
    assert village.scripts.wording().is_own
    assert not view.writing.is_edited()
    assert "自己的，3月2日 09:00 保存" in stage.texts()
    view.writing.restore_link.click()
    assert GREETING in view.writing.editor.toPlainText()
    stage.undo()
    assert "姐妹们，大家早：" in view.writing.editor.toPlainText()


def test_leaving_with_unsaved_words_is_asked(open_stage: OpenStage, village: Workspace, user: User) -> None:
    stage, view = opened(open_stage, village)
    rewrite(view, GREETING, "姐妹们，大家早：")
    user.will(lambda dialog: dialog.reject())
    stage.click("meeting_back")
    assert stage.page.title_label.text() == "主持词"
    user.will(lambda dialog: dialog.accept())
    stage.click("meeting_back")
    assert stage.page.title_label.text() == "第七届执委会第三次会议"
    assert GREETING in view.writing.editor.toPlainText()


def test_unsaved_words_outlive_a_visit_to_another_page(open_stage: OpenStage, village: Workspace) -> None:
    stage, view = opened(open_stage, village)
    rewrite(view, GREETING, "姐妹们，大家早：")
    stage.window.open_page("home")
    stage.lose_resume_of("苏晓棠")
    stage.window.open_page("meetings")
    assert "姐妹们，大家早：" in view.writing.editor.toPlainText()


def test_a_placeholder_is_written_at_the_cursor_by_a_click(open_stage: OpenStage, village: Workspace) -> None:
    _stage, view = opened(open_stage, village)
    view.reading.side.set_value(1)
    view.reading.side.chosen.emit(1)
    view.writing.editor.go_to_line(1)
    row = next(one for one in view.findChildren(BlankRow) if one.name == "{妇联}")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert view.writing.editor.toPlainText().startswith("{妇联}#")


def test_printing_the_script_goes_to_its_paper(open_stage: OpenStage, village: Workspace) -> None:
    stage, _view = opened(open_stage, village)
    stage.click("meeting_print_script")
    assert stage.papers_opened_with() == {"meeting_id": 1, "paper": "chairing_script"}
