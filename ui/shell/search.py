"""The search of the masthead: a provider gives hits, a list below the field shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.shell.icons import Icon
from ui.shell.theme import Role, Tone, u
from ui.shell.widgets.box import Box, BoxLook
from ui.shell.widgets.cards import InfoRow
from ui.shell.widgets.labels import label
from ui.shell.widgets.layouts import clear_layout, vertical

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget

MOST_HITS = 8


@dataclass(frozen=True)
class SearchHit:
    """One thing found: words, icon, and the page (with arguments for open_with) that shows it."""

    title: str
    second: str = ""
    page: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)
    icon: Icon = Icon.PERSON


SearchProvider = Callable[[str], Sequence[SearchHit]]


class SearchResults(Box):
    """The list below the search field; up, down, Enter and Esc work while the field keeps the focus."""

    hit_chosen = Signal(object)

    def __init__(self, edit: QLineEdit, window: QWidget) -> None:
        """Watch the field; stay hidden until something is typed."""
        super().__init__(BoxLook(Tone.SURFACE, Tone.CTL), window)
        self._edit = edit
        self._provider: SearchProvider | None = None
        self._hits: list[SearchHit] = []
        self._rows: list[InfoRow] = []
        self._current = 0
        self._column = vertical(self, margins=6)
        edit.textEdited.connect(self._on_edited)
        edit.installEventFilter(self)
        self.hide()

    def set_provider(self, provider: SearchProvider | None) -> None:
        """Name who finds things; it gets the words without spaces at the ends."""
        self._provider = provider

    def hits(self) -> tuple[SearchHit, ...]:
        """Return what is listed now."""
        return tuple(self._hits)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the list; go away with the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            if self.isHidden():
                self._edit.clear()
            self.hide()
            return True
        if self.isHidden() or not self._hits:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._mark((self._current + step) % len(self._hits))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._current)
            return True
        return False

    def _on_edited(self, text: str) -> None:
        words = text.strip()
        if not words or self._provider is None:
            self.hide()
            return
        self._hits = list(self._provider(words))[:MOST_HITS]
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._column)
        self._rows = []
        for hit in self._hits:
            row = InfoRow(hit.title, hit.second, icon=hit.icon)
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.activated.connect(self._on_row_activated)
            self._column.addWidget(row)
            row.show()  # a hidden row would not count in the height below
            self._rows.append(row)
        if not self._hits:
            none = label("没有找到，换个写法试试", Role.SECONDARY, Tone.TEXT2)
            none.setFixedHeight(u(40))
            none.setIndent(u(8))
            self._column.addWidget(none)
            none.show()
        self._mark(0)
        self.setFixedWidth(max(self._edit.width(), u(320)))
        self._column.activate()
        self.setFixedHeight(self._column.sizeHint().height())
        window = self.parentWidget()
        if window is not None:
            self.move(self._edit.mapTo(window, QPoint(0, self._edit.height() + u(4))))
        self.show()
        self.raise_()

    def _mark(self, place: int) -> None:
        self._current = place
        for number, row in enumerate(self._rows):
            row.set_current(number == place)

    def _on_row_activated(self) -> None:
        sender = self.sender()
        if isinstance(sender, InfoRow) and sender in self._rows:
            self._choose(self._rows.index(sender))

    def _choose(self, place: int) -> None:
        hit = self._hits[place]
        self.hide()
        self._edit.clear()
        self.hit_chosen.emit(hit)
