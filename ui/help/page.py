"""The page 使用说明: topics at the left, what one of them says at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.help.topics import PieceKind, Topic, read_topics
from ui.shell.notifier import Page
from ui.shell.widgets import (
    BoxLook,
    Card,
    ClickableBox,
    Icon,
    KeyCap,
    Role,
    ScrollColumn,
    SearchEdit,
    Tone,
    WrapLabel,
    horizontal,
    label,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from ui.help.topics import Piece
    from ui.shell.notifier import PageContext

LIST_WIDTH = 236
TOPIC_OF_PAGE = {
    "home": "start",
    "people": "roster",
    "seats": "seats",
    "meetings": "by_election",
    "papers": "papers",
    "wordings": "wordings",
    "minutes": "minutes",
    "late_entry": "late_entry",
    "backups": "backup",
}
"""Which topic F1 opens from which page; from any other the one read last."""
TEXT_WIDTH = 760
"""Widest line of text in px at 100 % type: longer ones are hard to follow."""
STEP_WIDTH = 30
KEY_WIDTH = 96


class TopicRow(ClickableBox):
    """One topic of the list; the one shown is tinted."""

    chosen = Signal(str)

    def __init__(self, topic: Topic) -> None:
        """`topic` is chosen by click, Enter or space."""
        super().__init__(BoxLook(radius=6))
        self.key = topic.key
        self.setObjectName(f"topic_{topic.key}")
        self.setAccessibleName(topic.title)
        self.setMinimumHeight(u(42))
        row = horizontal(self, margins=(12, 4, 8, 4))
        row.addWidget(WrapLabel(topic.title, Role.BODY, Tone.TEXT), 1)
        self.activated.connect(self._on_activated)

    def _on_activated(self) -> None:
        self.chosen.emit(self.key)


class HelpPage(Page):
    """How the program is used, in plain words."""

    title: ClassVar[str] = "使用说明"
    navigation_key: ClassVar[str] = "settings"

    def __init__(self, context: PageContext) -> None:
        """Build the list of topics and show the first."""
        super().__init__(context)
        self.setObjectName("help_page")
        self.set_title(self.title, "点左边的题目看说明。在各个页面按 F1 都能回到这里")
        self._topics = {topic.key: topic for topic in read_topics()}
        self._came_from = ""
        self.back_button = secondary_button("返回", Icon.ARROW_LEFT)
        self.back_button.setObjectName("help_back")
        self.back_button.setVisible(False)
        self.back_button.clicked.connect(self._on_back)
        self.add_action(self.back_button)
        row = horizontal(spacing=14)
        row.addWidget(self._build_list())
        self._text_card = Card(margins=(28, 18, 12, 14), spacing=10)
        self._title = label("", Role.PAGE_TITLE)
        self._title.setObjectName("topic_title")
        self._text = ScrollColumn(spacing=u(0), margins=(0, 0, 16, 10))
        self._text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text.setAccessibleName("说明的内容")
        self._text_card.body.addWidget(self._title)
        self._text_card.body.addWidget(self._text, 1)
        row.addWidget(self._text_card, 1)
        self.content.addLayout(row, 1)
        self.topic_key = ""
        self.show_topic(next(iter(self._topics)))

    def _build_list(self) -> Card:
        card = Card(margins=8, spacing=0)
        card.setFixedWidth(u(LIST_WIDTH))
        self.search_edit = SearchEdit("在说明里找")
        self.search_edit.setObjectName("help_search")
        self.search_edit.textChanged.connect(self._on_searched)
        card.body.addWidget(self.search_edit)
        self._nothing = WrapLabel("说明里没有这个词，换一个说法试试。", Role.BODY, Tone.TEXT2)
        self._nothing.setVisible(False)
        card.body.addWidget(self._nothing)
        scroll = ScrollColumn(spacing=2)
        self.rows: dict[str, TopicRow] = {}
        for topic in self._topics.values():
            made = TopicRow(topic)
            made.chosen.connect(self.show_topic)
            self.rows[topic.key] = made
            scroll.add(made)
        card.body.addWidget(scroll, 1)
        return card

    def open_with(self, **arguments: object) -> None:
        """Go to a `topic`, named like its file, or to that of the page one `came_from`, with a way back."""
        came_from = arguments.get("came_from")
        if isinstance(came_from, str):
            self._came_from = came_from
        self.back_button.setVisible(bool(self._came_from))
        topic = arguments.get("topic", TOPIC_OF_PAGE.get(str(came_from)))
        if isinstance(topic, str) and topic in self._topics:
            self.show_topic(topic)

    def _on_back(self) -> None:
        self.context.open_page(self._came_from)

    def _on_searched(self, words: str) -> None:
        """Leave the topics in which every word stands, and show the first of them."""
        wanted = words.split()
        found = [key for key, topic in self._topics.items() if all(word in _text(topic) for word in wanted)]
        for key, row in self.rows.items():
            row.setVisible(key in found)
        self._nothing.setVisible(not found)
        if found and wanted and self.topic_key not in found:
            self.show_topic(found[0])

    def show_topic(self, key: str) -> None:
        """Show a topic from its beginning; raises KeyError when there is none of this name."""
        topic = self._topics[key]
        if key == self.topic_key:
            return
        self.topic_key = key
        for name, row in self.rows.items():
            row.set_current(name == key)
        self._title.setText(topic.title)
        self._text.clear()
        for piece in topic.pieces:
            self._text.add(_piece(piece))
        self._text.verticalScrollBar().setValue(0)


def _text(topic: Topic) -> str:
    return "\n".join((topic.title, *(f"{piece.mark} {piece.words}" for piece in topic.pieces)))


def _piece(piece: Piece) -> QWidget:
    box = QWidget()
    box.setMaximumWidth(u(TEXT_WIDTH))
    if piece.kind is PieceKind.HEADING:
        column = vertical(box, margins=(0, 14, 0, 6))
        column.addWidget(label(piece.words, Role.CARD_TITLE))
        return box
    row = horizontal(box, margins=(0, 5, 0, 5))
    top = Qt.AlignmentFlag.AlignTop
    if piece.kind is PieceKind.STEP:
        number = label(piece.mark, Role.NAVIGATION, Tone.ACCENT, weight=600)
        number.setFixedWidth(u(STEP_WIDTH))
        row.addWidget(number, 0, top)
    elif piece.kind is PieceKind.KEY:
        place = QWidget()
        place.setFixedWidth(u(KEY_WIDTH))
        inside = horizontal(place)
        inside.addWidget(KeyCap(piece.mark))
        inside.addStretch(1)
        row.addWidget(place, 0, top)
    row.addWidget(WrapLabel(piece.words, Role.NAVIGATION, Tone.TEXT), 1)
    return box
