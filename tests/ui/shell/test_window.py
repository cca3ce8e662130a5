from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from tests.ui.structure import problems_of
from ui.shell import prompts
from ui.shell.focus_ring import Ring
from ui.shell.masthead import Masthead, Navigation, spoken_date
from ui.shell.notifier import Page, PageContext
from ui.shell.search import SearchHit
from ui.shell.theme import apply_theme
from ui.shell.widgets import LampState, horizontal, secondary_button
from ui.shell.window import NAVIGATION, MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class CountingPage(Page):
    """Counts how often it was built and read anew."""

    title: ClassVar[str] = "名册"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset({RecordKind.PERSON})
    built: ClassVar[list[str]] = []

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.built.append(type(self).__name__)
        self.refreshed = 0
        self.opened_with: dict[str, object] = {}

    def refresh(self) -> None:
        self.refreshed += 1

    def open_with(self, **arguments: object) -> None:
        self.opened_with = arguments


class SeatPage(CountingPage):
    title: ClassVar[str] = "届次席位"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset({RecordKind.SEAT})


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    CountingPage.built.clear()
    pages: dict[str, Any] = {key: CountingPage for key, _word, _icon in NAVIGATION}
    pages["seats"] = SeatPage
    workspace: Any = None
    made = MainWindow(workspace, pages, today=lambda: date(2026, 3, 2))
    qtbot.addWidget(made)
    made.set_heading("三合村妇女联合会", "第七届")
    made.set_backup(LampState.HOLDS, "已备份 09:12")
    made.resize(1366, 768)
    made.show()
    return made


def page(window: MainWindow, name: str) -> CountingPage:
    found = window.page(name)
    assert isinstance(found, CountingPage)
    return found


def changed(*kinds: RecordKind) -> ChangeSet:
    return ChangeSet.of(*kinds)


def test_a_page_is_built_when_it_is_first_opened(window: MainWindow) -> None:
    assert CountingPage.built == []
    window.open_page("people")
    window.open_page("seats")
    window.open_page("people")
    assert CountingPage.built == ["CountingPage", "SeatPage"]
    assert page(window, "people").refreshed == 1


def test_a_shown_page_follows_its_records_at_once(window: MainWindow) -> None:
    window.open_page("people")
    window.run(lambda: changed(RecordKind.PERSON))
    window.run(lambda: changed(RecordKind.VOTE))
    assert page(window, "people").refreshed == 2


def test_a_hidden_page_catches_up_when_it_is_opened(window: MainWindow) -> None:
    window.open_page("seats")
    window.open_page("people")
    seats = page(window, "seats")
    window.run(lambda: changed(RecordKind.SEAT))
    window.run(lambda: changed(RecordKind.SEAT))
    assert seats.is_dirty
    assert seats.refreshed == 1
    window.open_page("seats")
    assert seats.refreshed == 2


def test_arguments_go_on_to_the_page(window: MainWindow) -> None:
    window.open_page("people", person_id=7)
    assert page(window, "people").opened_with == {"person_id": 7}


def test_a_done_operation_is_said_and_can_be_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("people")
    undone: list[str] = []

    def undo() -> ChangeSet:
        undone.append("undone")
        return changed(RecordKind.PERSON)

    window.run(lambda: changed(RecordKind.PERSON), "已新增 丁巧云", undo)
    assert window.toast.words() == "已新增 丁巧云"
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["undone"]
    assert window.toast.words() == "已撤销：已新增 丁巧云"
    assert not window.toast.can_undo()
    assert page(window, "people").refreshed == 3


def test_an_error_for_the_user_is_shown_and_changes_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(prompts, "show_error", lambda _parent, error: shown.append(error.what))

    def refuse() -> ChangeSet:
        raise UserFacingError("席位 9 已经有人了")

    assert window.run(refuse, "已任职") is None
    assert shown == ["席位 9 已经有人了"]
    assert window.toast.isHidden()


def test_the_desk_covers_everything_and_is_freed_afterwards(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("meetings")
    desk = QLabel("会议现场")
    window.show_full(desk)
    assert desk.isVisible()
    assert not window.masthead.isVisible()
    with qtbot.waitSignal(desk.destroyed):
        window.leave_full()
    assert window.masthead.isVisible()


def test_a_page_behind_the_desk_catches_up_afterwards(window: MainWindow) -> None:
    window.open_page("people")
    window.show_full(QWidget())
    window.run(lambda: changed(RecordKind.PERSON))
    assert page(window, "people").refreshed == 1
    window.leave_full()
    assert page(window, "people").refreshed == 2


def test_a_hit_of_the_search_opens_its_page(qtbot: QtBot, window: MainWindow) -> None:
    asked: list[str] = []

    def provider(words: str) -> list[SearchHit]:
        asked.append(words)
        return [
            SearchHit("第七届执委会第三次会议", page="meetings", arguments={"meeting_id": 3}),
            SearchHit("李祎", "执委", page="people", arguments={"person_id": 7}),
        ]

    window.open_page("home")
    window.set_search_provider(provider)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    edit = window.masthead.search_edit
    assert QApplication.focusWidget() is edit
    qtbot.keyClicks(edit, "li")
    assert asked == ["l", "li"]
    assert window.results.isVisible()
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert window.current_name() == "people"
    assert page(window, "people").opened_with == {"person_id": 7}
    assert edit.text() == ""
    assert window.results.isHidden()


def test_escape_closes_the_list_first_and_clears_then(qtbot: QtBot, window: MainWindow) -> None:
    window.set_search_provider(lambda _words: [])
    edit = window.masthead.search_edit
    edit.setFocus()
    qtbot.keyClicks(edit, "x")
    assert window.results.isVisible(), "no hit is said, too"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert window.results.isHidden()
    assert edit.text() == "x"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""


def test_the_day_is_written_as_on_paper(window: MainWindow) -> None:
    assert spoken_date(date(2026, 3, 6)) == "3月6日 星期五"
    assert window.navigation.day_label.text() == "3月2日 星期一"


def test_a_click_in_the_side_bar_opens_a_page(qtbot: QtBot, window: MainWindow) -> None:
    button = window.navigation._buttons["seats"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.current_name() == "seats"
    assert button.isChecked()


def test_the_keyboard_reaches_every_page_from_every_page(qtbot: QtBot, window: MainWindow) -> None:
    buttons = window.navigation._buttons
    for place, (key, _word, _icon) in reversed(list(enumerate(NAVIGATION, start=1))):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
        assert window.current_name() == key
        assert [one.key for one in buttons.values() if one.isChecked()] == [key]
    buttons["home"].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(buttons["home"], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is buttons["people"], "Tab goes on, whichever page is shown"


def test_the_desk_over_the_pages_keeps_its_digits(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("people")
    window.show_full(QWidget())
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current_name() == "people"


@pytest.mark.parametrize(("scale", "size"), [(100, (1366, 697)), (150, (1920, 1080)), (200, (1920, 1080))])
def test_the_frame_of_the_window_cuts_nothing(
    qtbot: QtBot, qapp: QApplication, light: None, scale: int, size: tuple[int, int]
) -> None:
    apply_theme(qapp, scale)
    workspace: Any = None
    pages: dict[str, Any] = {key: CountingPage for key, _word, _icon in NAVIGATION}
    window = MainWindow(workspace, pages, today=lambda: date(2026, 12, 30))
    qtbot.addWidget(window)
    window.set_heading("三合村妇女联合会", "第七届")
    window.set_backup(LampState.HOLDS, "已备份 09:12")
    window.open_page("people")
    assert problems_of(window, *size) == []


def test_the_focus_ring_follows_the_keyboard_only(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = horizontal(window, margins=20, spacing=20)
    for words in ("打印", "导入"):
        row.addWidget(secondary_button(words))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    ring = one_ring(window)
    assert ring.widget() is focused
    assert ring.geometry().contains(focused.geometry().adjusted(-3, -3, 3, 3))


def test_the_focus_ring_scrolls_with_its_widget_and_goes_with_it(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    inside = QWidget()
    column = QVBoxLayout(inside)
    buttons = [secondary_button(f"第 {number} 组") for number in range(1, 31)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inside)
    area.resize(300, 240)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    buttons[0].setFocus()
    for _ in buttons[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    ring = one_ring(area)
    assert (ring.parentWidget(), ring.widget()) == (inside, buttons[-1])
    buttons[-1].move(buttons[-1].x() + 7, buttons[-1].y())
    assert ring.geometry().center().x() == buttons[-1].geometry().center().x()
    buttons[-1].hide()
    assert not any(ring.isVisible() for ring in area.findChildren(Ring))


def test_the_style_is_none_of_ours_for_it_is_asked_about_widgets_half_made(qapp: QApplication) -> None:
    python_side = [kind for kind in type(qapp.style()).__mro__ if kind.__module__.startswith("ui.")]
    assert python_side == []


def one_ring(window: QWidget) -> Ring:
    [ring] = [ring for ring in window.findChildren(Ring) if ring.isVisible()]
    return ring


class AskingPage(CountingPage):
    """Has words that are not saved, and stays when the user wants to."""

    answer: ClassVar[bool] = False

    def may_leave(self) -> bool:
        return self.answer


def test_a_page_with_unsaved_words_may_stay(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window._factories["people"] = AskingPage
    window.open_page("people")
    window.open_page("seats")
    assert window.current_name() == "people"
    monkeypatch.setattr(AskingPage, "answer", True)
    window.open_page("seats")
    assert window.current_name() == "seats"


def test_a_window_the_session_shows_asks_before_it_closes(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window._factories["people"] = AskingPage
    window.open_page("people")
    window.asks_before_closing = True
    assert not window.close()
    assert window.isVisible()
    monkeypatch.setattr(AskingPage, "answer", True)
    assert window.close()


def test_the_results_stay_as_high_as_their_rows_while_more_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    window.set_search_provider(lambda _words: [SearchHit("丁巧云", "代表"), SearchHit("丁香香", "代表")])
    edit = window.masthead.search_edit
    edit.setFocus()
    for letter in ("d", "q", "y"):
        qtbot.keyClicks(edit, letter)
        assert window.results.height() >= 2 * 36


@pytest.mark.parametrize("size", [(1366, 768), (1366, 697)])
def test_the_pages_stand_below_each_other_at_the_largest_type(
    qtbot: QtBot, qapp: QApplication, light: None, size: tuple[int, int]
) -> None:
    apply_theme(qapp, 200)
    navigation = Navigation(NAVIGATION)
    qtbot.addWidget(navigation)
    navigation.set_today(date(2026, 3, 2))
    navigation.resize(navigation.width(), size[1] - 116)
    navigation.show()
    shown = [child for child in navigation.children() if isinstance(child, QWidget) and child.isVisible()]
    places = sorted(child.geometry().getCoords()[1::2] for child in shown)
    assert len(places) >= len(NAVIGATION)
    assert all(above[1] < below[0] for above, below in pairwise(places)), places
    assert places[-1][1] <= navigation.height()


@pytest.mark.parametrize(
    ("scale", "width"), [(100, 1366), (150, 1366), (150, 1920), (200, 1366), (200, 1920)]
)
def test_the_term_is_never_cut_in_the_masthead(
    qtbot: QtBot, qapp: QApplication, scale: int, width: int
) -> None:
    apply_theme(qapp, scale)
    masthead = Masthead()
    qtbot.addWidget(masthead)
    masthead.set_heading("三合村妇女联合会", "第二十七届")
    masthead.backup_lamp.set_state(LampState.HOLDS, "已备份 09:12")
    masthead.setFixedWidth(width)
    masthead.show()
    shown = masthead.term_label
    assert shown.width() >= shown.sizeHint().width()
    assert shown.text() == "第二十七届"
    apply_theme(qapp, 100)
