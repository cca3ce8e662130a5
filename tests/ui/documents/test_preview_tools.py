"""Small pages, the field for the page, marks on found words, and the zoom that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.documents.content import Align, Column, PaperContent, Table, Title
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.documents.preview import extract_text, page_count, read_letters
from tests.ui.documents.papers_stage import opened, show, wait_for_jobs
from ui.documents.found_words import find_words
from ui.documents.page_images import A4_LONG, A4_SHORT, PreparedPaper
from ui.documents.preview_pane import PreviewPane

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.villages import OpenReal
    from ui.documents.page import PapersPage


def fifty_pages(folder: Path) -> PreparedPaper:
    columns = (Column("序号", 1), Column("姓名", 3), Column("单位", 8, align=Align.LEFT))
    rows = tuple((str(place), f"丁巧{place % 10}", "三合村妇女联合会") for place in range(1, 1400))
    path = folder / "long.pdf"
    write_pdf(PaperContent("名册", (Title("名册"), Table(columns, rows))), path)
    return PreparedPaper(path, page_count(path), A4_SHORT, A4_LONG)


def test_small_pages_mark_the_page_in_view_and_a_click_jumps(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.SCRIPT)
    strip, view = page.preview.thumbnails, page.preview.view
    wait_for_jobs(qtbot)
    assert strip.isVisible()
    assert {1, 2} <= set(strip.drawn_pages())
    assert strip.current == 1
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=strip.place_of(2).center())
    assert (view.current_page(), strip.current) == (2, 2)
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert view.current_page() == 3
    view.go_to_page(1)
    assert strip.current == 1


def test_one_page_needs_no_small_pages(open_real: OpenReal, village: Workspace, qtbot: QtBot) -> None:
    page = opened(open_real, village, qtbot)
    show(page, qtbot, PaperKind.AGENDA)
    assert not page.preview.thumbnails.isVisible()
    assert not page.preview.page_jump.edit.isEnabled()


def test_of_a_long_paper_only_the_small_pages_in_view_are_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    paper = fifty_pages(tmp_path)
    assert paper.pages >= 45
    pane = PreviewPane()
    qtbot.addWidget(pane)
    pane.resize(620, 600)
    pane.show()
    pane.show_paper(paper)
    wait_for_jobs(qtbot)
    assert 4 <= len(pane.thumbnails.drawn_pages()) <= 8
    pane.view.go_to_page(paper.pages)
    qtbot.waitUntil(lambda: paper.pages in pane.thumbnails.drawn_pages(), timeout=10_000)
    assert len(pane.thumbnails.drawn_pages()) <= 16
    assert pane.thumbnails.place_of(paper.pages).bottom() <= pane.thumbnails.viewport().height()


def test_a_number_and_enter_go_to_a_page_and_nonsense_goes_nowhere(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.SCRIPT)
    jump, view = page.preview.page_jump, page.preview.view
    pages = view.paper.pages if view.paper is not None else 0
    assert jump.text() == f"第 1 / {pages} 页"
    for typed, reached in (("2", 2), ("0", 2), ("99", pages), ("a", pages)):
        jump.edit.setFocus()
        jump.edit.selectAll()
        qtbot.keyClicks(jump.edit, typed)
        qtbot.keyClick(jump.edit, Qt.Key.Key_Return)
        qtbot.keyClick(jump.edit, Qt.Key.Key_Escape)
        assert view.current_page() == reached, typed
        assert jump.text() == f"第 {reached} / {pages} 页"


def test_every_place_of_the_words_is_marked_where_it_stands(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.MINUTES)
    look_for(page, qtbot, "丁巧云")
    assert page.loader.prepared is not None
    texts = extract_text(page.loader.prepared.path).split("\f")
    marked = page.preview.view.marked
    assert [one.page for one in marked] == [
        number for number, text in enumerate(texts, 1) for _ in range("".join(text.split()).count("丁巧云"))
    ]
    for one in marked:
        assert 1 <= len(one.boxes) <= 2
        assert all(0 < box.left() < box.right() < A4_SHORT for box in one.boxes)
        assert all(0 < box.top() < box.bottom() < A4_LONG for box in one.boxes)
        assert sum(box.width() for box in one.boxes) > 3 * 9
    page.preview.find_bar.edit.setText("")
    assert page.preview.view.marked == ()


def test_the_place_found_comes_into_an_enlarged_view(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.MINUTES)
    view = page.preview.view
    for _ in range(3):
        view.enlarge()
    look_for(page, qtbot, "丁巧云")
    for place in range(len(view.marked)):
        current = view.marked[place]
        sheet_top = view._sheet_at(current.page - 1).top()
        y = sheet_top + current.boxes[0].center().y() * view.zoom()
        assert 0 <= y <= view.viewport().height()
        qtbot.keyClick(page.preview.find_bar.edit, Qt.Key.Key_Return)


def test_a_letter_above_the_first_plane_is_found(tmp_path: Path) -> None:
    path = tmp_path / "rare.pdf"
    write_pdf(PaperContent("名册", (Title("𬭎 丁𫖯云"),)), path)
    (found,) = find_words(read_letters(path), "丁𫖯 云")
    assert found.page == 1
    assert len(find_words(read_letters(path), "𬭎丁")) == 1


def test_the_zoom_the_reader_chose_stays_with_another_paper(
    open_real: OpenReal, held_village: Workspace, qtbot: QtBot
) -> None:
    page = opened(open_real, held_village, qtbot)
    show(page, qtbot, PaperKind.MINUTES)
    view = page.preview.view
    view.enlarge()
    view.enlarge()
    zoom = view.zoom()
    show(page, qtbot, PaperKind.SCRIPT)
    assert view.zoom() == zoom
    assert view.current_page() == 1
    view.show_whole_page()
    show(page, qtbot, PaperKind.MINUTES)
    assert view.is_whole_page


def test_a_paper_opens_at_its_first_page_whatever_becomes_of_the_room(qtbot: QtBot, tmp_path: Path) -> None:
    paper = fifty_pages(tmp_path)
    pane = PreviewPane()
    qtbot.addWidget(pane)
    pane.resize(300, 120)
    pane.show()
    pane.show_paper(paper)
    for width, height in ((900, 200), (560, 620), (330, 620), (800, 700)):
        pane.resize(width, height)
        wait_for_jobs(qtbot)
        assert pane.view.current_page() == 1, (width, height)
        assert pane.page_jump.text() == f"第 1 / {paper.pages} 页"
    pane.view.go_to_page(7)
    pane.resize(520, 500)
    wait_for_jobs(qtbot)
    assert pane.view.current_page() == 7


def look_for(page: PapersPage, qtbot: QtBot, words: str) -> None:
    page.preview.find_bar.open()
    page.preview.find_bar.edit.setText(words)
    wait_for_jobs(qtbot)
