"""A field that finds a person by name, pinyin or initials, and knows whom it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter

from fulian_desktop.chinese import pinyin
from ui.shell.theme import Role, font
from ui.shell.widgets import LineEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

MOST_SHOWN = 9


@dataclass(frozen=True)
class PersonOption:
    """One person to choose; `note` tells namesakes apart: a post, a unit, a birth month."""

    person_id: int
    name: str
    note: str = ""

    @property
    def words(self) -> str:
        """Return what the list shows."""
        return f"{self.name}　{self.note}" if self.note else self.name


class PersonField(LineEdit):
    """A line with a list below it; `person_id()` is None until someone was chosen."""

    person_changed = Signal()

    def __init__(self, find: Callable[[str], Sequence[PersonOption]], placeholder: str) -> None:
        """`find` gets what was typed (also nothing) and returns whom it may mean."""
        super().__init__("", placeholder)
        self._find = find
        self._options: list[PersonOption] = []
        self._chosen: PersonOption | None = None
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST_SHOWN)
        completer.popup().setFont(font(Role.BODY))
        completer.popup().clicked.connect(self._on_activated)
        self._completer = completer
        completer.setWidget(self)
        self.textEdited.connect(self._on_edited)

    def person_id(self) -> int | None:
        """Return whom the field means, None when nobody was chosen."""
        return self._chosen.person_id if self._chosen is not None else None

    def chosen(self) -> PersonOption | None:
        """Return the option that was chosen."""
        return self._chosen

    def choose(self, option: PersonOption | None) -> None:
        """Mean this person, or nobody."""
        self._chosen = option
        self.setText(option.name if option is not None else "")
        self._completer.popup().hide()
        self.person_changed.emit()

    def open_list(self) -> None:
        """Show whom the words may mean, those whose names begin so first."""
        typed = "" if self._chosen is not None else self.text().strip()
        found = sorted(self._find(typed), key=lambda option: not pinyin.begins(typed, option.name))
        self._options = found[:MOST_SHOWN]
        self._model.setStringList([option.words for option in self._options] or ["没有找到，换个写法试试"])
        self._completer.complete()

    def shown_words(self) -> tuple[str, ...]:
        """Return what the list below the field shows, best first."""
        return tuple(option.words for option in self._options)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list; in an open list Enter takes the marked, else the first, and Esc closes it."""
        popup = self._completer.popup()
        if event.key() == Qt.Key.Key_Down and not popup.isVisible():
            self.open_list()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup.isVisible():
            row = max(0, popup.currentIndex().row())
            self._take(row)
            return
        if event.key() == Qt.Key.Key_Escape and popup.isVisible():
            popup.hide()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into the field opens the list."""
        super().mousePressEvent(event)
        if not self._completer.popup().isVisible():
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when it can mean only one person."""
        super().focusOutEvent(event)
        self.settle()

    def settle(self) -> None:
        """Choose the only person the typed words mean, if there is exactly one."""
        typed = self.text().strip()
        if self._chosen is not None or not typed or self._completer.popup().isVisible():
            return
        found = list(self._find(typed))
        if len(found) == 1:
            self.choose(found[0])

    def _on_edited(self, text: str) -> None:
        if self._chosen is not None:
            self._chosen = None
            self.person_changed.emit()
        if text.strip():
            self.open_list()
        else:
            self._completer.popup().hide()

    def _on_activated(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        if row < len(self._options):
            self.choose(self._options[row])
        else:
            self._completer.popup().hide()
