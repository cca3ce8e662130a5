"""Ctrl+F in the preview: where words stand, all of them marked, and from one to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.documents.found_words import FoundWords, find_words, packed, read_pages
from ui.shell.jobs import run_job
from ui.shell.widgets import Role, SearchEdit, Tone, horizontal, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from fulian_desktop.documents.preview import PageLetters
    from ui.documents.page_images import PreparedPaper


class _FindEdit(SearchEdit):
    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up):
            back = key == Qt.Key.Key_Up or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """A line for the words looked for, and the page they stand on."""

    found = Signal(object, object)
    """All places (a tuple of FoundWords) and the one to go to, or None."""
    left = Signal()

    def __init__(self) -> None:
        """Start hidden; open() shows it."""
        super().__init__()
        self.setObjectName("find_bar")
        row = horizontal(self, margins=(10, 7, 14, 7), spacing=10)
        self.edit = _FindEdit("在这份文书里找字")
        self.edit.setObjectName("find_words")
        self.edit.setToolTip("按回车看下一处，按上下键前后找，按 Esc 收起")
        self.result_label = label("", Role.BODY, Tone.TEXT2)
        self.result_label.setObjectName("find_result")
        row.addWidget(self.edit, 1)
        row.addWidget(self.result_label)
        self.edit.textChanged.connect(self._on_words)
        self.edit.stepped.connect(self._step)
        self.edit.left.connect(self._on_left)
        self._paper: PreparedPaper | None = None
        self._pages: tuple[PageLetters, ...] | None = None
        self._hits: tuple[FoundWords, ...] = ()
        self._place = 0
        self.hide()

    def open(self) -> None:
        """Show the line, its words chosen, and read the paper."""
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._read()
        self._on_words()

    def show_paper(self, paper: PreparedPaper | None) -> None:
        """Look in another paper from now on."""
        self._paper = paper
        self._pages = None
        self._hits = ()
        self.result_label.setText("")
        self.found.emit((), None)
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if self._paper is not None and self._pages is None:
            work = partial(read_pages, self._paper.path)
            run_job(self, work, partial(self._on_read, self._paper), self._on_unread)

    def _on_read(self, paper: PreparedPaper, pages: tuple[PageLetters, ...]) -> None:
        if paper is self._paper:
            self._pages = pages
            self._on_words()

    def _on_unread(self, _error: Exception) -> None:
        self.result_label.setText("这份文书读不出字")

    def _on_words(self) -> None:
        words = packed(self.edit.text())
        self._place = 0
        self._hits = find_words(self._pages or (), words)
        if words and self._pages is not None:
            self._show_place()
        else:
            self.result_label.setText("")
            self.found.emit((), None)

    def _step(self, by: int) -> None:
        if self._hits:
            self._place = (self._place + by) % len(self._hits)
            self._show_place()

    def _show_place(self) -> None:
        if not self._hits:
            self.result_label.setText("没有找到")
            self.found.emit((), None)
            return
        hit = self._hits[self._place]
        rest = f"（{self._place + 1}/{len(self._hits)}）" if len(self._hits) > 1 else ""
        self.result_label.setText(f"在第 {hit.page} 页{rest}")
        self.found.emit(self._hits, hit)

    def _on_left(self) -> None:
        self.hide()
        self.found.emit((), None)
        self.left.emit()
