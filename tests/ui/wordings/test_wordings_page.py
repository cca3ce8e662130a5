"""A wording beside the paper it gives: checked while typing, drawn as it is printed, kept or restored."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.operations import KINDS
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, application, opened_with, settle, widget
from tests.ui.wordings.wordings_stage import drawn, opened, rest, rewrite, window_of
from ui.shell.theme import apply_theme
from ui.wordings.writing_card import ProblemRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal, Size
    from ui.shell.dialogs import Dialog
    from ui.wordings.page import WordingsPage

REMINDER = "请自带笔记本。"


def words_of(content: PaperContent) -> str:
    return "".join(texts_of_paper(content))


def remind(page: WordingsPage) -> None:
    """Add a line to the notice."""
    rewrite(page, "联系人：{联系人}。", f"{REMINDER}\n联系人：{{联系人}}。")


def rows(page: WordingsPage) -> list[str]:
    return [row.accessibleName() for row in page.writing.findChildren(ProblemRow) if not row.isHidden()]


# ---- the preview


def test_a_paper_is_drawn_from_unsaved_words(qtbot: QtBot, open_real: OpenReal, village: Workspace) -> None:
    page = opened(open_real, village, "notice")
    assert REMINDER not in words_of(drawn(page, qtbot))
    remind(page)
    assert REMINDER in words_of(drawn(page, qtbot))
    assert not village.scripts.wording("notice").is_own
    assert page.reading.trials() == ()


def test_typing_is_drawn_by_itself_after_a_rest(
    qtbot: QtBot, open_real: OpenReal, village: Workspace
) -> None:
    page = opened(open_real, village, "notice")
    drawn(page, qtbot)
    page.writing.editor.go_to_line(2)
    QTest.keyClicks(page.writing.editor, "123")
    shown = page.reading.preview
    qtbot.waitUntil(lambda: shown.content is not None and "123各位执委" in words_of(shown.content))
    rest(qtbot)


def test_a_picture_that_comes_too_late_is_dropped(
    qtbot: QtBot, open_real: OpenReal, village: Workspace
) -> None:
    page = opened(open_real, village, "notice")
    for number in range(5):
        rewrite(page, "联系人：", f"第{number}次改。联系人：")
    rest(qtbot)
    content, prepared = page.reading.preview.content, page.reading.preview.prepared
    assert content is not None
    assert prepared is not None
    assert "第4次改" in words_of(content)
    assert page.reading.pane.view.paper is prepared
    files = list(Path(tempfile.gettempdir()).rglob("*.pdf"))
    assert files == [prepared.path]


def test_no_file_is_left_when_the_page_goes_away(
    qtbot: QtBot, open_real: OpenReal, village: Workspace
) -> None:
    page = opened(open_real, village, "notice")
    drawn(page, qtbot)
    window_of(page).open_page("home")
    rest(qtbot)
    assert list(Path(tempfile.gettempdir()).rglob("*.pdf")) == []
    window_of(page).open_page("wordings")
    drawn(page, qtbot)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_outcome_can_be_tried_before_the_meeting(
    qtbot: QtBot, open_real: OpenReal, village: Workspace, outcome: Outcome
) -> None:
    page = opened(open_real, village, "decision")
    assert page.reading.trials() == ("这次会议", "一致通过", "通过", "未通过")
    page.reading.choose_outcome(outcome)
    words = words_of(drawn(page, qtbot))
    carried = outcome is not Outcome.NOT_CARRIED
    assert ("会议没有增补委员" in words) is not carried
    assert ("丁巧云" in words) is carried
    assert ("一致通过" in words) is (outcome is Outcome.CARRIED_UNANIMOUSLY)
    assert "试看" in texts_of(page)
    assert village.votes.counts(1) == ()


def test_before_the_meeting_a_decision_is_tried_and_afterwards_it_is_the_real_one(
    qtbot: QtBot, open_real: OpenReal, held_village: Workspace
) -> None:
    page = opened(open_real, held_village, "decision")
    assert page.reading.outcome() is None
    assert "同意10人" in words_of(drawn(page, qtbot))
    assert "试看" not in texts_of(page)


def test_a_summary_is_tried_as_after_the_meeting(
    qtbot: QtBot, open_real: OpenReal, village: Workspace
) -> None:
    page = opened(open_real, village, "summary")
    assert page.reading.trials() == ("这次会议", "开过会以后")
    assert page.reading.outcome() is Outcome.CARRIED
    assert "实到13人" in words_of(drawn(page, qtbot))
    page.reading.choose_outcome(None)
    assert page.reading.pane.has_notice
    rest(qtbot)


def test_the_script_is_composed_at_once(open_real: OpenReal, village: Workspace) -> None:
    page = opened(open_real, village, "committee_session")
    rewrite(page, "各位执委、姐妹们：", "姐妹们，大家早：")
    assert "姐妹们，大家早：" in page.reading.paper.toPlainText()
    page.reading.choose_outcome(Outcome.CARRIED_UNANIMOUSLY)
    assert "一致通过" in page.reading.paper.toPlainText()
    assert "实到十三人" in page.reading.trial_label.text()


# ---- what is wrong, and what has no value


def test_an_unknown_blank_is_named_and_the_preview_stays(
    qtbot: QtBot, open_real: OpenReal, village: Workspace
) -> None:
    page = opened(open_real, village, "notice")
    before = drawn(page, qtbot)
    line = rewrite(page, "{地点}", "{地占}")
    assert rows(page)[0].startswith(f"第 {line} 行 没有“{{地占}}”这个占位")
    assert page.writing.editor.marked_lines() == ({line}, set())
    assert page.reading.preview.content == before
    assert page.reading.status_label.text() == "预览停在改错以前"


def test_a_marker_that_is_not_closed_is_wrong(open_real: OpenReal, village: Workspace) -> None:
    page = opened(open_real, village, "request")
    line = rewrite(page, "妥否，", "[一人 妥否，")
    assert rows(page) == [f"第 {line} 行 开头的方括号没有成对。记号要写成“[一人]”这样"]


def test_a_blank_without_a_value_in_this_meeting_is_told_with_line_and_reason(
    open_real: OpenReal, village: Workspace
) -> None:
    page = opened(open_real, village, "notice")
    line = rewrite(page, "{地点}。", "{地点}。实到{实到}。")
    assert rows(page) == [f"第 {line} 行 “{{实到}}”还没有值：会议开过、登记到会以后才有。"]
    assert page.writing.editor.marked_lines() == (set(), {line})
    assert page.reading.pane.has_notice
    page.writing.save_button.click()
    assert village.scripts.wording("notice").is_own, "what is missing here may be there at another meeting"


def test_a_click_on_a_problem_goes_to_its_line(open_real: OpenReal, village: Workspace) -> None:
    page = opened(open_real, village, "notice")
    line = rewrite(page, "联系人：{联系人}", "联系人：{谁}")
    row = page.writing.findChild(ProblemRow)
    assert isinstance(row, ProblemRow)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert page.writing.editor.textCursor().blockNumber() + 1 == line


def test_saving_what_is_wrong_is_refused_with_its_line(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    page = opened(open_real, village, "notice")
    line = rewrite(page, "{地点}", "{地占}")
    told: list[str] = []

    def look(dialog: Dialog) -> None:
        told.append(dialog.title_label.text())
        dialog.accept()

    user.will(look)
    page.writing.save_button.click()
    assert f"第 {line} 行" in told[0]
    assert page.writing.is_edited()
    assert not village.scripts.wording("notice").is_own


# ---- keeping and restoring


def test_a_saved_wording_is_what_the_paper_says_and_the_original_comes_back(
    open_real: OpenReal, village: Workspace
) -> None:
    from fulian_desktop.documents.paper_kinds import PaperKind

    page = opened(open_real, village, "notice")
    assert not page.writing.restore_link.isEnabled()
    remind(page)
    page.window().activateWindow()
    page.writing.editor.setFocus()
    settle()
    QTest.keyClick(page.writing.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert REMINDER in words_of(village.papers.compose(1, PaperKind.NOTICE))
    assert page.writing.state_label.text().startswith("自己的，3月2日")
    page.writing.restore_link.click()
    assert REMINDER not in words_of(village.papers.compose(1, PaperKind.NOTICE))
    assert page.writing.state_label.text() == "原文"
    window_of(page).toast.take_back()
    assert REMINDER in page.writing.text()


def test_leaving_with_unsaved_words_is_asked(open_real: OpenReal, village: Workspace, user: User) -> None:
    page = opened(open_real, village, "notice")
    window = window_of(page)
    remind(page)
    user.will(lambda dialog: dialog.reject())
    window.open_page("home")
    assert window.current_name() == "wordings"
    assert page.writing.is_edited()
    user.will(lambda dialog: dialog.accept())
    window.open_page("home")
    assert window.current_name() == "home"
    assert not page.writing.is_edited()


def test_another_wording_is_not_shown_over_unsaved_words(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    page = opened(open_real, village, "notice")
    remind(page)
    user.will(lambda dialog: dialog.reject())
    page.kind_chip.changed.emit("decision")
    assert page.kind_chip.value() == "notice"
    assert REMINDER in page.writing.text()


def test_the_window_is_not_closed_over_unsaved_words(
    open_real: OpenReal, village: Workspace, user: User
) -> None:
    page = opened(open_real, village, "notice")
    window = window_of(page)
    remind(page)
    window.asks_before_closing = True
    user.will(lambda dialog: dialog.reject())
    window.close()
    assert window.isVisible()
    user.will(lambda dialog: dialog.accept())
    window.close()
    assert not window.isVisible()


# ---- the blanks and the explanation


def test_blanks_show_what_they_stand_for_in_the_meeting(open_real: OpenReal, village: Workspace) -> None:
    page = opened(open_real, village, "notice")
    blanks = page.reading.blanks
    assert blanks.row_of("应到").value_label.text() == "13人"
    assert blanks.row_of("地点").value_label.text() == "村委会二楼会议室"
    assert blanks.row_of("实到").value_label.text() == "还没有：会议开过、登记到会以后才有。"


def test_a_blank_is_written_where_the_cursor_is(open_real: OpenReal, village: Workspace) -> None:
    page = opened(open_real, village, "notice")
    page.reading.side.set_value(1)
    page.reading.side.chosen.emit(1)
    settle()
    page.writing.editor.go_to_line(2)
    QTest.mouseClick(page.reading.blanks.row_of("日期"), Qt.MouseButton.LeftButton)
    assert page.writing.text().splitlines()[1] == "{日期}各位{与会者}："


@pytest.mark.parametrize("kind", ["notice", "committee_session"])
def test_every_example_of_the_explanation_can_be_used(
    open_real: OpenReal, village: Workspace, kind: str
) -> None:
    from ui.wordings.explanation import OF_PAPERS, OF_SCRIPTS

    if kind == "notice":
        for lesson in OF_PAPERS:
            text = f"各位执委：\n{lesson.example}"
            assert village.scripts.problems(kind, text) == (), lesson.heading
        return
    shipped = village.scripts.wording(kind).text
    for lesson in OF_SCRIPTS:
        for line in lesson.example.splitlines():
            if line.startswith(("【", "[")) and "]" in line:
                marker = line.split("]")[0] + "]"
                assert marker in shipped, f"{lesson.heading}: {marker}"


# ---- from and to other pages


def test_the_way_back_leads_where_one_came_from(open_real: OpenReal, village: Workspace) -> None:
    page = opened(open_real, village, "decision")
    window = window_of(page)
    widget(window, "wordings_back").click()
    assert window.current_name() == "settings"
    window.open_page("wordings", kind="certificate", meeting_id=1, back="papers")
    widget(window, "wordings_back").click()
    assert opened_with(window, "papers") == {"meeting_id": 1, "paper": "certificates"}
    window.open_page("wordings", kind="committee_session", meeting_id=1, back="meetings")
    widget(window, "wordings_back").click()
    assert opened_with(window, "meetings") == {"meeting_id": 1, "script": True}


def test_a_paper_leads_to_its_wording(qtbot: QtBot, open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "papers")
    window.open_page("papers", paper="notice")
    rest(qtbot)
    widget(window, "change_wording").click()
    assert opened_with(window, "wordings") == {"kind": "notice", "meeting_id": 1, "back": "papers"}
    window.open_page("papers", paper="sign_in_sheet")
    rest(qtbot)
    assert not window.findChildren(QWidget, "change_wording")[0].isVisible()


def test_settings_list_every_wording_and_whose_it_is(open_real: OpenReal, village: Workspace) -> None:
    village.scripts.save_wording("notice", f"各位执委：\n{REMINDER}")
    window = open_real(village, "settings")
    card = window.findChildren(QWidget, "edit_notice")[0].parent()
    assert [row.kind for row in card.parent().parent().rows] == list(KINDS)
    window.findChildren(QWidget, "restore_notice")[0].click()
    assert not village.scripts.wording("notice").is_own
    window.toast.take_back()
    assert village.scripts.wording("notice").is_own
    window.findChildren(QWidget, "edit_notice")[0].click()
    assert opened_with(window, "wordings") == {"kind": "notice", "back": "settings"}


def test_a_file_without_meetings_can_change_its_wordings(open_real: OpenReal, empty_file: Workspace) -> None:
    page = opened(open_real, empty_file, "notice")
    assert page.reading.pane.has_notice
    assert not page.meeting_chip.isVisible()
    remind(page)
    page.writing.save_button.click()
    assert empty_file.scripts.wording("notice").is_own
    assert problems_of(window_of(page)) == []


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", ["committee_session", "decision", "notice"])
def test_nothing_is_cut_at_any_size(
    qtbot: QtBot, open_real: OpenReal, village: Workspace, size: Size, kind: str
) -> None:
    apply_theme(application(), size.scale, high_contrast=False)
    page = opened(open_real, village, kind, size)
    rest(qtbot)
    found = problems_of(page.window(), size.width, size.height)
    rewrite(page, "{", "{{")
    for side in range(3):
        page.reading.side.set_value(side)
        page.reading.side.chosen.emit(side)
        rest(qtbot)
        found += problems_of(page.window(), size.width, size.height)
    assert found == []
