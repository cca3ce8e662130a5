"""A paper in letters large enough to be read aloud from, page by page, over the whole desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from ui.shell.theme import font
from ui.shell.widgets import (
    Box,
    BoxLook,
    Icon,
    IconLabel,
    Role,
    Tone,
    horizontal,
    label,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from ui.desk.key_hints import Hint

READER_HINTS: tuple[Hint, ...] = (
    ("空格", "下一页"),
    ("退格", "上一页"),
    ("Ctrl+加减", "字号"),
    ("回车", "读完了"),
    ("Esc", "先回到主持词"),
)
_SIZES = (26, 30, 34, 40, 46, 54)
_SIDE, _WIDEST = 48, 1100


class ReaderPage(QWidget):
    """Draws one page of the text; lines are never cut."""

    laid_out = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("reader_text")
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._paragraphs: tuple[str, ...] = ()
        self._size = 2
        self.page = 0

    def show_text(self, paragraphs: Sequence[str], page: int) -> None:
        """Show the page of a text."""
        self._paragraphs = tuple(paragraphs)
        self.page = page
        self._lay_out()

    @property
    def pages(self) -> int:
        """Return how many pages the text has at this size."""
        return max(1, self._document.pageCount())

    def turn(self, pages: int) -> bool:
        """Go so many pages on; False when there is none."""
        target = self.page + pages
        if not 0 <= target < self.pages:
            return False
        self.page = target
        self.update()
        return True

    def change_size(self, steps: int) -> None:
        """Make the letters larger or smaller, about the same place staying in sight."""
        share = self.page / self.pages
        self._size = min(max(self._size + steps, 0), len(_SIZES) - 1)
        self._lay_out()
        self.page = min(int(share * self.pages + 0.5), self.pages - 1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the current page in the middle."""
        width, height = self._room()
        painter = QPainter(self)
        painter.translate((self.width() - width) / 2, -self.page * height)
        self._document.drawContents(painter, QRectF(0, self.page * height, width, height))

    def _room(self) -> tuple[float, float]:
        return float(min(self.width() - 2 * u(_SIDE), u(_WIDEST))), float(max(u(80), self.height()))

    def _lay_out(self) -> None:
        letters = font(Role.SCRIPT, pixels=_SIZES[self._size])
        self._document.setDefaultFont(letters)
        self._document.clear()
        cursor = QTextCursor(self._document)
        shape = QTextBlockFormat()
        shape.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setBottomMargin(u(10))
        for place, paragraph in enumerate(self._paragraphs):
            if place:
                cursor.insertBlock(shape)
            cursor.setBlockFormat(shape)
            cursor.insertText(paragraph)
        self._document.setPageSize(QSizeF(*self._room()))
        self.page = min(self.page, self.pages - 1)
        self.update()
        self.laid_out.emit()


class Reader(Box):
    """The text with its heading and the number of the page; keys turn pages and lead back."""

    closed = Signal(bool)
    """True when it was read to the end (Enter, or Space behind the last page), False for now."""
    turned = Signal(int)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(BoxLook(Tone.SURFACE, radius=0))
        self.setObjectName("reader")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = vertical(self)
        head = Box(BoxLook(None, sides="b", radius=0))
        head.setFixedHeight(u(56))
        row = horizontal(head, margins=(24, 0, 20, 0), spacing=10)
        row.addWidget(IconLabel(Icon.MEGAPHONE, Tone.TEXT2, 18))
        self._title = label("", Role.NAME)
        row.addWidget(self._title)
        row.addStretch(1)
        self._place = label("", Role.NAME, Tone.TEXT2)
        self._place.setObjectName("reader_place")
        row.addWidget(self._place)
        back = secondary_button("回到主持词")
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self._on_back)
        row.addWidget(back)
        column.addWidget(head)
        column.addSpacing(u(18))
        self.text = ReaderPage()
        self.text.laid_out.connect(self._show_place)
        column.addWidget(self.text, 1)
        column.addSpacing(u(10))

    def open_text(self, title: str, paragraphs: Sequence[str], page: int) -> None:
        """Show a text at the page where it was left."""
        self._title.setText(title)
        self.text.show_text(paragraphs, page)
        self._show_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, change the size, go back; the other keys are the desk's."""
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.text.change_size(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down):
            if not self.text.turn(1) and key == Qt.Key.Key_Space:
                self.closed.emit(True)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.text.turn(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closed.emit(True)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit(False)
        else:
            super().keyPressEvent(event)
            return
        self._show_place()
        self.turned.emit(self.text.page)

    def _show_place(self) -> None:
        self._place.setText(f"第 {self.text.page + 1} 页，共 {self.text.pages} 页")

    def _on_back(self) -> None:
        self.closed.emit(False)
