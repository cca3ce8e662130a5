"""Words looked for in the paper shown: Ctrl+F, Enter for the next page, Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.preview import extract_text
from tests.ui.documents.papers_stage import opened, show, wait_for_jobs
from tests.ui.structure import problems_of
from tests.ui.villages import SIZES
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.villages import OpenReal, Size
    from ui.documents.page import PapersPage


def look_for(page: PapersPage, qtbot: QtBot, words: str) -> str:
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.preview.find_bar.edit.setText(words)
    wait_for_jobs(qtbot)
    return page.preview.find_bar.result_label.text()


def pages_with(page: PapersPage, words: str) -> list[int]:
    """Return the page of every place where words stand."""
    assert page.loader.prepared is not None
    texts = ["".join(text.split()) for text in extract_text(page.loader.prepared.path).split("\f")]
    return [number for number, text in enumerate(texts, 1) for _ in range(text.count(words))]


def test_ctrl_f_goes_to_the_page_the_words_stand_on_and_enter_to_the_next(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.SCRIPT)
    places = pages_with(page, "丁巧云")
    assert len(places) >= 2
    bar = page.preview.find_bar
    assert not bar.isVisible()
    assert look_for(page, qtbot, " 丁 巧云") == f"在第 {places[0]} 页（1/{len(places)}）"
    assert page.preview.view.current_page() == places[0]
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.result_label.text() == f"在第 {places[1]} 页（2/{len(places)}）"
    assert page.preview.view.current_page() == places[1]
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar.edit, Qt.Key.Key_Up)
    assert bar.result_label.text() == f"在第 {places[-1]} 页（{len(places)}/{len(places)}）"
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_words_that_do_not_stand_there_are_said_to(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.DECISION)
    assert look_for(page, qtbot, "投影仪租金") == "没有找到"
    page.preview.find_bar.edit.setText("")
    assert page.preview.find_bar.result_label.text() == ""


def test_another_paper_is_searched_for_the_same_words(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.SIGN_IN)
    assert look_for(page, qtbot, "弃权") == "没有找到"
    show(page, qtbot, PaperKind.SCRIPT)
    assert page.preview.find_bar.result_label.text().startswith(f"在第 {pages_with(page, '弃权')[0]} 页")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_line_for_the_words_fits_at_every_size(
    *,
    open_real: OpenReal,
    held_village: Workspace,
    qtbot: QtBot,
    qapp: QApplication,
    light: None,
    size: Size,
) -> None:
    apply_theme(qapp, size.scale)
    page = opened(open_real, held_village, qtbot, size)
    show(page, qtbot, PaperKind.SCRIPT)
    look_for(page, qtbot, "同志")
    assert problems_of(page.window(), size.width, size.height) == []
