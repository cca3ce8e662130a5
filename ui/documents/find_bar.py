"""Ctrl+F in the preview: on which pages words stand, and from one to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.shell.jobs import run_job
from ui.shell.widgets import Role, SearchEdit, Tone, horizontal, label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from ui.documents.page_images import PreparedPaper
    from ui.shell.jobs import JobControl


def read_pages(path: Path, control: JobControl) -> tuple[str, ...]:
    """Return the words of each page without spaces and ends of lines; on the worker, where pages are drawn.

    Raises:
        UserFacingError: the file is missing or damaged.
    """
    from fulian_desktop.documents.preview import extract_text

    control.check()
    return tuple(_packed(page) for page in extract_text(path).split("\f"))


def _packed(words: str) -> str:
    return "".join(words.split()).casefold()


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

    page_found = Signal(int)
    """Go to this page, 1 for the first."""
    left = Signal()

    def __init__(self) -> None:
        """Start hidden; open() shows it."""
        super().__init__()
        self.setObjectName("find_bar")
        row = horizontal(self, margins=(10, 7, 14, 7), spacing=10)
        self.edit = _FindEdit("在这份文书里找字")
        self.edit.setObjectName("find_words")
        self.edit.setToolTip("按回车看下一页，按上下键前后翻，按 Esc 收起")
        self.result_label = label("", Role.BODY, Tone.TEXT2)
        self.result_label.setObjectName("find_result")
        row.addWidget(self.edit, 1)
        row.addWidget(self.result_label)
        self.edit.textChanged.connect(self._on_words)
        self.edit.stepped.connect(self._step)
        self.edit.left.connect(self._on_left)
        self._paper: PreparedPaper | None = None
        self._pages: tuple[str, ...] | None = None
        self._hits: list[int] = []
        self._place = 0
        self.hide()

    def open(self) -> None:
        """Show the line, its words chosen, and read the paper."""
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._read()

    def show_paper(self, paper: PreparedPaper | None) -> None:
        """Look in another paper from now on."""
        self._paper = paper
        self._pages = None
        self._hits = []
        self.result_label.setText("")
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if self._paper is not None and self._pages is None:
            work = partial(read_pages, self._paper.path)
            run_job(self, work, partial(self._on_read, self._paper), self._on_unread)

    def _on_read(self, paper: PreparedPaper, pages: tuple[str, ...]) -> None:
        if paper is self._paper:
            self._pages = pages
            self._on_words()

    def _on_unread(self, _error: Exception) -> None:
        self.result_label.setText("这份文书读不出字")

    def _on_words(self) -> None:
        words = _packed(self.edit.text())
        self._place = 0
        self._hits = [page for page, text in enumerate(self._pages or (), 1) if words and words in text]
        if words and self._pages is not None:
            self._show_place()
        else:
            self.result_label.setText("")

    def _step(self, by: int) -> None:
        if self._hits:
            self._place = (self._place + by) % len(self._hits)
            self._show_place()

    def _show_place(self) -> None:
        if not self._hits:
            self.result_label.setText("没有找到")
            return
        page = self._hits[self._place]
        rest = f"（{self._place + 1}/{len(self._hits)}）" if len(self._hits) > 1 else ""
        self.result_label.setText(f"在第 {page} 页{rest}")
        self.page_found.emit(page)

    def _on_left(self) -> None:
        self.hide()
        self.left.emit()
