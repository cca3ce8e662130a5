"""使用说明: every topic can be read at every size, F1 opens it, and its words are those of the program."""

from __future__ import annotations

import ast
import gc
import re
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, Size, settle, widget
from ui.desk.desk_keys import _CONTROL_KEYS, _KEYS
from ui.help.page import HelpPage
from ui.help.topics import HELP_FOLDER, PieceKind, Topic, read_topics
from ui.settings.file_card import AboutCard
from ui.shell.theme import apply_theme
from ui.shell.widgets import Button

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace
    from tests.ui.villages import OpenReal
    from ui.shell.window import MainWindow

TOPICS = read_topics()
UI = Path(__file__).parents[3] / "ui"
QUOTED = re.compile("“([^”]+)”")
NOT_OF_THE_SCREEN = {"三合村", "忘了保存", "通过", "以上", "过半", "超过", "不同意的请举手"}
"""Quoted words that are no words of the program: a name, a saying, words of a rule or of the script."""
KEY_NAMES = {
    "空格": Qt.Key.Key_Space,
    "退格": Qt.Key.Key_Backspace,
    "上下": Qt.Key.Key_Up,
    "回车": Qt.Key.Key_Return,
    "*": Qt.Key.Key_Asterisk,
    "/": Qt.Key.Key_Slash,
    "+": Qt.Key.Key_Plus,
    "F1": Qt.Key.Key_F1,
    "F2": Qt.Key.Key_F2,
    "F3": Qt.Key.Key_F3,
    "F4": Qt.Key.Key_F4,
    "F5": Qt.Key.Key_F5,
    "F6": Qt.Key.Key_F6,
    "F7": Qt.Key.Key_F7,
    "F8": Qt.Key.Key_F8,
    "F9": Qt.Key.Key_F9,
    "F10": Qt.Key.Key_F10,
    "F12": Qt.Key.Key_F12,
    "PgDn": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    "Esc": Qt.Key.Key_Escape,
}
CONTROL_NAMES = {"Ctrl+Z": Qt.Key.Key_Z, "Ctrl++": Qt.Key.Key_Plus, "Ctrl+-": Qt.Key.Key_Minus}


def words_of_the_program() -> set[str]:
    """Return every string of the screen's source; the help itself is not asked."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        if "help" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    return found


def page_of(window: MainWindow) -> HelpPage:
    page = window.page("help")
    assert isinstance(page, HelpPage)
    return page


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.key for topic in TOPICS])
def test_words_in_quotation_marks_are_words_of_the_program(topic: Topic) -> None:
    quoted = {word for piece in topic.pieces for word in QUOTED.findall(piece.words)}
    assert quoted - NOT_OF_THE_SCREEN - words_of_the_program() == set()


def test_every_key_of_the_desk_is_told_once() -> None:
    desk = next(topic for topic in TOPICS if topic.key == "desk")
    told = [piece.mark for piece in desk.pieces if piece.kind is PieceKind.KEY]
    assert {*KEY_NAMES, *CONTROL_NAMES, "0-9"} == set(told)
    acts = [_KEYS[KEY_NAMES[key]] for key in told if key in KEY_NAMES]
    acts += [_CONTROL_KEYS[CONTROL_NAMES[key]] for key in told if key in CONTROL_NAMES]
    assert len(acts) == len(set(acts)) == len(told) - 1
    every = {*_KEYS.values(), *_CONTROL_KEYS.values()}
    assert every - set(acts) == {_KEYS[Qt.Key.Key_Down]}


def test_steps_are_numbered_from_one_and_no_line_is_long() -> None:
    for topic in TOPICS:
        number = 0
        for piece in topic.pieces:
            number = number + 1 if piece.kind is PieceKind.STEP else 0
            assert piece.kind is not PieceKind.STEP or piece.mark == str(number), topic.title
            assert len(piece.words) <= 110, piece.words


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_topic_can_be_read(
    open_real: OpenReal, village: Workspace, size: Size, light: None, qapp: QApplication
) -> None:
    apply_theme(qapp, size.scale, high_contrast=False)
    window = open_real(village, "help", size)
    page = page_of(window)
    assert len(page.rows) == len(list(HELP_FOLDER.glob("*.txt"))) == len(TOPICS) >= 12
    for topic in TOPICS:
        QTest.mouseClick(page.rows[topic.key], Qt.MouseButton.LeftButton)
        settle()
        assert problems_of(window, size.width, size.height) == []
        shown = texts_of(window)
        assert widget(window, "topic_title").text() == topic.title
        assert [piece.words for piece in topic.pieces if piece.words not in shown] == []


@pytest.mark.parametrize("page", ["home", "people", "seats", "meetings", "papers", "settings", "wordings"])
def test_f1_opens_the_help_from_every_page(open_real: OpenReal, village: Workspace, page: str) -> None:
    window = open_real(village, "help")
    window.open_page(page)
    settle()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.current_name() == "help"


@pytest.mark.parametrize(
    ("page", "topic"), [("people", "roster"), ("minutes", "minutes"), ("late_entry", "late_entry")]
)
def test_f1_opens_the_topic_of_the_page_and_leads_back(
    open_real: OpenReal, village: Workspace, page: str, topic: str
) -> None:
    window = open_real(village, "help")
    window.open_page(page)
    settle()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert page_of(window).topic_key == topic
    widget(window, "help_back").click()
    assert window.current_name() == page


def test_the_help_is_searched(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "help")
    search = widget(window, "help_search")
    search.setText("停电 回会场")
    settle()
    page = page_of(window)
    assert [key for key, row in page.rows.items() if row.isVisible()] == ["late_entry"]
    assert page.topic_key == "late_entry"
    search.setText("没有这样的词")
    settle()
    assert "说明里没有这个词，换一个说法试试。" in texts_of(window)
    search.clear()
    settle()
    assert all(row.isVisible() for row in page.rows.values())


def test_the_desk_keeps_its_own_f1(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "help")
    window.open_page("home")
    window.show_full(QWidget())
    settle()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.current_name() == "home"
    window.leave_full()
    settle()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.current_name() == "help"


def test_the_settings_have_a_link_to_it(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "settings")
    card = window.page("settings").findChild(AboutCard)
    assert card is not None
    QTest.mouseClick(
        next(one for one in card.findChildren(Button) if one.text() == "使用说明"), Qt.MouseButton.LeftButton
    )
    assert window.current_name() == "help"


def test_a_topic_can_be_asked_for_by_name(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "help")
    window.open_page("help", topic="votes")
    assert page_of(window).topic_key == "votes"
    window.open_page("help", topic="nothing")
    assert page_of(window).topic_key == "votes"


def test_the_page_is_freed_with_its_window(open_real: OpenReal, village: Workspace) -> None:
    window = open_real(village, "help")
    page = ref(page_of(window))
    window.close()
    window.deleteLater()
    settle()
    del window
    gc.collect()
    assert page() is None
