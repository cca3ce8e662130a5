"""What the roster page shows of the sample village, of an empty file, and of 1,000 people."""

from __future__ import annotations

import gc
from time import perf_counter
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel

from fulian_desktop.people.records import PersonDetails
from fulian_desktop.seats.records import Ending
from tests.ui.people.stage import OtherPage, people_page, press, shown_names
from tests.ui.structure import problems_of, texts_of
from ui.people.roster_rows import PersonGroup, RosterOrder
from ui.shell.theme import apply_theme
from ui.shell.widgets import FactRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import OpenWindow, User
    from ui.people.page import PeoplePage
    from ui.shell.dialogs import Dialog


def id_of(workspace: Workspace, name: str) -> int:
    return next(person.id for person in workspace.people.everyone() if person.name == name)


def fact(page: PeoplePage, name: str) -> str:
    row = page.panel.findChild(FactRow, f"fact_{name}")
    assert isinstance(row, FactRow)
    return row.value_label.text()


def test_the_parts_of_the_roster_are_counted(open_window: OpenWindow, village: Workspace) -> None:
    page = people_page(open_window(village))
    assert {"全部 36", "执委 13", "代表 23"} <= set(texts_of(page))


def test_officers_come_first_and_equal_posts_stand_by_strokes(
    open_window: OpenWindow, village: Workspace
) -> None:
    page = people_page(open_window(village))
    assert shown_names(page)[:6] == ["沈丽华", "马晓燕", "覃玉兰", "王秀英", "古丽娜尔·艾合买提", "石桂芳"]
    assert page.card.order_label.text() == "按职务，同职务按姓氏笔画为序"


def test_the_order_can_be_strokes_alone_or_age(open_window: OpenWindow, village: Workspace) -> None:
    page = people_page(open_window(village))
    page.card.choose_order(RosterOrder.STROKES)
    assert shown_names(page)[0] == "丁巧云"
    assert page.card.order_label.text() == "按姓氏笔画为序"
    page.card.choose_order(RosterOrder.AGE)
    births = [row.person.born for row in page.table.records.records()]
    assert births == sorted(births)


def test_a_heading_sorts_and_the_foot_says_so(open_window: OpenWindow, village: Workspace) -> None:
    page = people_page(open_window(village))
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert shown_names(page)[0] == "丁巧云"
    assert page.card.order_label.text() == "按姓氏笔画为序"
    page.card.choose_order(RosterOrder.POST)
    assert shown_names(page)[0] == "沈丽华"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("沈丽", "沈丽华"),
        ("shenlihua", "沈丽华"),
        ("slh", "沈丽华"),
        ("2601", "沈丽华"),
        ("小学教师 gln", "古丽娜尔·艾合买提"),
        ("六组 huang", "黄春桃"),
    ],
)
def test_a_person_is_found_by_name_pinyin_initials_phone_tail_unit_and_group(
    qtbot: QtBot, open_window: OpenWindow, village: Workspace, query: str, name: str
) -> None:
    page = people_page(open_window(village))
    if query.isascii():
        qtbot.keyClicks(page.filters.search_edit, query)
    else:
        page.filters.search_edit.setText(query)
    assert shown_names(page) == [name]


def test_filters_narrow_and_are_cleared(open_window: OpenWindow, village: Workspace) -> None:
    page = people_page(open_window(village))
    page.filters.political_chip.set_value("中共党员")
    page.filters.political_chip.changed.emit("中共党员")
    assert page.filters.count.numbers.text() == "16 / 36"
    page.segment.set_value(PersonGroup.COMMITTEE)
    page.segment.chosen.emit(PersonGroup.COMMITTEE)
    assert page.filters.count.numbers.text() == "9 / 13"
    page.filters.count.clear_button.click()
    assert len(shown_names(page)) == 13
    assert not page.filters.count.isVisible()


def test_the_panel_masks_numbers_until_asked_and_the_journal_knows(
    open_window: OpenWindow, village: Workspace
) -> None:
    page = people_page(open_window(village))
    person_id = id_of(village, "沈丽华")
    page.show_person(person_id)
    assert fact(page, "phone") == "138****2601"
    entries = village.database.value("SELECT count(*) FROM journal")
    press(page.panel, "reveal_link")
    assert fact(page, "phone") == village.people.get(person_id).phone
    assert village.database.value("SELECT count(*) FROM journal") == entries + 1
    page.show_person(id_of(village, "马晓燕"))
    page.show_person(person_id)
    assert fact(page, "phone") == "138****2601"


def test_the_panel_tells_what_she_was(open_window: OpenWindow, village: Workspace) -> None:
    page = people_page(open_window(village))
    tenure = village.seats.living_tenures()[id_of(village, "石桂芳")]
    village.seats.record_departure(tenure.id, Ending.RESIGNATION, "2026-03-01", "迁居")
    page.refresh()
    page.show_person(tenure.person_id)
    words = texts_of(page.panel)
    assert "第七届执委会委员" in words
    assert "2024年3月—2026年3月·迁居·辞去" in words
    assert not page.panel.departure_button.isEnabled()
    assert village.seats.board().seats[tenure.seat_number - 1].is_vacant


def test_the_buttons_of_the_panel_lead_on(open_window: OpenWindow, village: Workspace) -> None:
    window = open_window(village)
    page = people_page(window)
    person_id = id_of(village, "王秀英")
    page.show_person(person_id)
    press(page.panel, "departure_button")
    seats = window.current_page()
    assert isinstance(seats, OtherPage)
    assert seats.opened_with == {"person_id": person_id}


def test_printing_leads_to_the_committee_roster(open_window: OpenWindow, village: Workspace) -> None:
    window = open_window(village)
    people_page(window).tasks.print_button.click()
    papers = window.current_page()
    assert isinstance(papers, OtherPage)
    assert papers.opened_with == {"paper": "committee_roster"}


def test_without_a_meeting_printing_says_why(
    open_window: OpenWindow, empty_file: Workspace, user: User
) -> None:
    empty_file.people.add(PersonDetails("沈丽华"))
    window = open_window(empty_file)
    said: list[str] = []

    def read(dialog: Dialog) -> None:
        said.append(dialog.windowTitle())
        dialog.reject()

    user.will(read)
    people_page(window).tasks.print_button.click()
    assert said == ["还没有会议，名册暂时不能打印"]


def test_a_name_without_stroke_order_is_said_so(open_window: OpenWindow, empty_file: Workspace) -> None:
    person_id = empty_file.people.add(PersonDetails("王\U00031360")).record_id
    assert person_id is not None
    page = people_page(open_window(empty_file))
    page.show_person(person_id)
    notice = page.panel.findChild(QLabel, "guess_notice")
    assert isinstance(notice, QLabel)
    assert "没有笔顺资料" in notice.text()
    assert page.card.order_label.text().endswith("1 人的位置是估计的")


def test_why_the_order_is_so_is_explained(open_window: OpenWindow, village: Workspace, user: User) -> None:
    page = people_page(open_window(village))
    page.show_person(id_of(village, "王秀英"))
    said: list[str] = []

    def read(dialog: Dialog) -> None:
        said.extend(texts_of(dialog))
        dialog.accept()

    user.will(read)
    page.card.why_link.click()
    assert any("王：4 画，起笔横" in words for words in said)


def test_an_empty_file_offers_the_import(open_window: OpenWindow, empty_file: Workspace) -> None:
    page = people_page(open_window(empty_file))
    words = texts_of(page)
    assert "导入名册" in words
    assert not page.table.isVisible()
    assert not page.tasks.print_button.isVisible()


def test_escape_puts_the_panel_away(qtbot: QtBot, open_window: OpenWindow, village: Workspace) -> None:
    page = people_page(open_window(village))
    page.show_person(id_of(village, "王秀英"))
    assert page.panel.isVisible()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert page.table.chosen() is None


def test_the_panel_covers_the_table_on_a_narrow_screen(open_window: OpenWindow, village: Workspace) -> None:
    window = open_window(village)
    page = people_page(window)
    page.show_person(id_of(village, "王秀英"))
    assert page.card.width() < page.area.width()
    window.resize(1100, 700)
    QApplication.processEvents()
    assert page.area.covers
    assert page.card.width() == page.area.width()


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize(
    ("scale", "size"), [(100, (1366, 768)), (100, (1366, 697)), (150, (1920, 1080)), (150, (1366, 697))]
)
def test_nothing_is_cut(
    qapp: QApplication,
    open_window: OpenWindow,
    village: Workspace,
    scale: int,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, scale)
    window = open_window(village)
    page = people_page(window)
    page.show_person(id_of(village, "古丽娜尔·艾合买提"))
    page.filters.group_chip.set_value("二组")
    page.filters.changed.emit()
    window.resize(*size)
    assert problems_of(page, page.width(), page.height()) == []


def test_a_thousand_people_open_at_once(open_window: OpenWindow, empty_file: Workspace) -> None:
    surnames, given = "王李张刘陈杨赵黄周吴", "丽华秀英桂芳晓燕玉兰"
    with empty_file.database.transaction():
        for number in range(1000):
            name = surnames[number % 10] + given[number // 10 % 10] + given[number // 100]
            details = PersonDetails(name, born=f"{1950 + number % 50}-05", phone=f"138{number:08d}")
            empty_file.people.add(details, namesake_allowed=True)
    page = people_page(open_window(empty_file))
    assert len(shown_names(page)) == 1000
    start = perf_counter()
    page.refresh()
    assert perf_counter() - start < 3, "ten times slower than measured"


def test_the_page_is_freed(qtbot: QtBot, open_window: OpenWindow, village: Workspace) -> None:
    window = open_window(village)
    page = people_page(window)
    page.show_person(id_of(village, "王秀英"))
    gone = ref(page)
    window._stack.removeWidget(page)
    window._pages.clear()
    page.setParent(None)
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
