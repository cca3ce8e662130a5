"""The plain-text editor of a wording: line numbers, and a ground under lines that something is said about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.shell.theme import Role, Tone, color, font, u

if TYPE_CHECKING:
    from collections.abc import Collection


class LineNumbers(QWidget):
    """The column of line numbers at the left of the editor."""

    def __init__(self, editor: WordingEditor) -> None:
        """Belong to one editor."""
        super().__init__(editor)
        self._editor = editor
        self.setObjectName("line_numbers")

    def sizeHint(self) -> QSize:
        """Be wide enough for the last number."""
        return QSize(self._editor.number_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the editor draw, which knows where its lines are."""
        self._editor.draw_numbers(event)


class WordingEditor(QPlainTextEdit):
    """Edits a wording."""

    def __init__(self) -> None:
        """Wrap long lines; Tab goes on to the next field."""
        super().__init__()
        self.setObjectName("wording_editor")
        self.setAccessibleName("文稿")
        self.setFont(font(Role.BODY))
        self.setTabChangesFocus(True)
        self._wrong: frozenset[int] = frozenset()
        self._lacking: frozenset[int] = frozenset()
        self._numbers = LineNumbers(self)
        self.blockCountChanged.connect(self._on_count_changed)
        self.updateRequest.connect(self._on_update)
        self._on_count_changed()

    def number_width(self) -> int:
        """Return the width of the column of numbers in real px."""
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + u(18)

    def mark_lines(self, wrong: Collection[int], lacking: Collection[int] = ()) -> None:
        """Put a red ground under lines (from 1) that are wrong, an amber one under those without a value."""
        self._wrong = frozenset(wrong)
        self._lacking = frozenset(lacking) - self._wrong
        marks = []
        for number in sorted(self._wrong | self._lacking):
            block = self.document().findBlockByNumber(number - 1)
            if not block.isValid():
                continue
            ground = Tone.RED_GROUND if number in self._wrong else Tone.AMBER_GROUND
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)  # type: ignore[attr-defined]
            mark.format.setBackground(color(ground))  # type: ignore[attr-defined]
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def marked_lines(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the lines marked as wrong, and those marked as without a value."""
        return self._wrong, self._lacking

    def go_to_line(self, number: int) -> None:
        """Put the cursor into a line (from 1) and show it."""
        block = self.document().findBlockByNumber(number - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert(self, words: str) -> None:
        """Write words at the cursor, as one step of Ctrl+Z."""
        self.insertPlainText(words)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def draw_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines that are seen."""
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), color(Tone.SUNKEN))
        painter.fillRect(self._numbers.width() - 1, 0, 1, self._numbers.height(), color(Tone.LINE))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        height = self.fontMetrics().height()
        while block.isValid() and top <= event.rect().bottom():
            number = block.blockNumber() + 1
            if block.isVisible() and top + height >= event.rect().top():
                tone = self._tone_of(number)
                painter.setFont(font(Role.CAPTION, weight=400 if tone is Tone.TEXT3 else 600))
                painter.setPen(color(tone))
                area = QRect(0, round(top), self._numbers.width() - u(8), height)
                painter.drawText(
                    area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number)
                )
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers at the left edge."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self._numbers.setGeometry(area.left(), area.top(), self.number_width(), area.height())

    def _tone_of(self, number: int) -> Tone:
        if number in self._wrong:
            return Tone.RED
        return Tone.AMBER if number in self._lacking else Tone.TEXT3

    def _on_count_changed(self, _count: int = 0) -> None:
        self.setViewportMargins(self.number_width(), 0, 0, 0)

    def _on_update(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self._numbers.scroll(0, scrolled)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())
