"""Fields: a label, an editor 40 px high, and the sentence that says what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QIntValidator,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.shell.icons import Icon, IconLabel, pixmap
from ui.shell.theme import Role, Tone, font, u
from ui.shell.widgets.chips import KeyCap
from ui.shell.widgets.labels import WrapLabel, label, set_tone
from ui.shell.widgets.lamp import Lamp, LampState
from ui.shell.widgets.layouts import horizontal, vertical

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELD_HEIGHT = 40


class LineEdit(QLineEdit):
    """A field of one line."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        """Placeholder is an example, never the only name of the field."""
        super().__init__(text)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(u(FIELD_HEIGHT))
        self.setFont(font(Role.BODY))


class SearchEdit(LineEdit):
    """A line with a magnifying glass, and a key cap at the right end when a key leads here."""

    def __init__(self, placeholder: str, key: str = "") -> None:
        """Leave room for the glass on the left and the cap on the right."""
        super().__init__(placeholder=placeholder)
        self._glass = IconLabel(Icon.SEARCH, Tone.TEXT2, 17, self)
        self._cap = KeyCap(key) if key else None
        if self._cap is not None:
            self._cap.setParent(self)
        right = self._cap.sizeHint().width() + u(8) if self._cap is not None else 0
        self.setTextMargins(u(28), 0, right, 0)
        self.setAccessibleName(placeholder)

    def resizeEvent(self, event: object) -> None:
        """Keep glass and cap at the two ends."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._glass.move(u(12), (self.height() - self._glass.height()) // 2)
        if self._cap is not None:
            self._cap.adjustSize()
            self._cap.move(
                self.width() - self._cap.width() - u(15), (self.height() - self._cap.height()) // 2
            )


class ComboBox(QComboBox):
    """A choice from a list, opened by click or down key; the wheel does not change it by accident."""

    def __init__(self, items: Sequence[tuple[str, object]] = ()) -> None:
        """Fill with pairs of shown words and the value behind them."""
        super().__init__()
        self.setFixedHeight(u(FIELD_HEIGHT))
        self.setFont(font(Role.BODY))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for words, value in items:
            self.addItem(words, value)

    def value(self) -> object:
        """Return the value behind the shown words."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the item with this value; an unknown value chooses nothing."""
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words too long for the box with an ellipsis; our chevron over the empty place of the arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(kind, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(  # type: ignore[attr-defined]
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        _draw_at_end(self, Icon.CHEVRON_DOWN, 14)


def _draw_at_end(widget: QWidget, name: Icon, size: int) -> None:
    tone = Tone.TEXT2 if widget.isEnabled() else Tone.OFF
    picture = pixmap(name, tone, size, widget.devicePixelRatioF())
    place = QPoint(widget.width() - u(size) - u(11), (widget.height() - u(size)) // 2 + 1)
    QPainter(widget).drawPixmap(place, picture)


_TYPED_DAY_PART = re.compile(r"[0-9\s.\-/]{0,10}")
_TYPED_DAY = re.compile(r"\s*(\d{4})(?:(\d\d)(\d\d)|\D+(\d{1,2})\D+(\d{1,2})\D*)\s*")


def _typed_day(text: str) -> QDate | None:
    """Return the day written as 20260306, 2026-3-6, 2026.3.6 or 2026年3月6日; None for anything else."""
    found = _TYPED_DAY.fullmatch(text)
    if found is None:
        return None
    day = QDate(*(int(part) for part in found.groups() if part is not None))
    return day if day.isValid() else None


class DateEdit(QDateEdit):
    """A day, chosen from the calendar or typed: part by part, or all of it over a selected day.

    Qt alone drops every key typed over a wholly selected day; here 20260306, 2026-3-6 and 2026.3.6
    are taken when the field is left. Anything that is no day leaves the former one.
    """

    def __init__(self, day: date | None = None) -> None:
        """Start at the given day, or at 2000-01-01."""
        super().__init__()
        self.setDisplayFormat("yyyy年MM月dd日")
        self.setCalendarPopup(True)
        self.setFixedHeight(u(FIELD_HEIGHT))
        self.setFont(font(Role.BODY))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if day is not None:
            self.set_day(day)

    def day(self) -> date:
        """Return the day shown, also one typed just now."""
        self._take_typed()
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def validate(self, text: str, position: int) -> object:
        """Let a day be typed in another form than the shown one."""
        told = super().validate(text, position)
        state = told[0] if isinstance(told, tuple) else told
        if state == QValidator.State.Invalid and _TYPED_DAY_PART.fullmatch(text):
            return QValidator.State.Intermediate, text, position
        return told

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed."""
        self._take_typed()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin anew when a whole day is selected; take what was typed before Enter passes the form on."""
        if event.text().isdigit() and self.lineEdit().selectedText() == self.lineEdit().text():
            self.lineEdit().setCursorPosition(0)  # Qt must see a part chosen, or it takes no keys
            self.lineEdit().selectAll()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_typed()
        super().keyPressEvent(event)

    def _take_typed(self) -> None:
        day = _typed_day(self.lineEdit().text())
        if day is not None and day != self.date():
            self.setDate(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a calendar over the empty place of the arrow."""
        super().paintEvent(event)
        _draw_at_end(self, Icon.CALENDAR, 17)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead."""
        event.ignore()


class TextEdit(QPlainTextEdit):
    """A field of several lines; Tab goes on to the next field."""

    def __init__(self, text: str = "", placeholder: str = "", rows: int = 3) -> None:
        """Be `rows` lines high."""
        super().__init__(text)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFont(font(Role.BODY))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * rows + u(28))


class NumberField(QLineEdit):
    """The vote field: digits only, 92 x 50, 28/700; the whole number is selected on focus.

    `value()` is None while the field is empty, which is not the same as 0.
    """

    number_changed = Signal()

    def __init__(self, value: int | None = None, *, maximum: int = 9999, name: str = "") -> None:
        """`name` is what a screen reader says."""
        super().__init__("" if value is None else str(value))
        self.setFixedSize(u(92), u(50))
        self.setFont(font(Role.VOTE_FIELD))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setValidator(QIntValidator(0, maximum, self))
        self.setAccessibleName(name)
        self.textChanged.connect(self.number_changed)

    def value(self) -> int | None:
        """Return the number typed, or None when there is none."""
        return int(self.text()) if self.text().isdigit() else None

    def set_value(self, value: int | None) -> None:
        """Show another number, or nothing."""
        self.setText("" if value is None else str(value))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that the next digit replaces what is there."""
        super().focusInEvent(event)
        self.selectAll()


class Field(QWidget):
    """A label above an editor, with room for one sentence saying what is wrong."""

    text_changed = Signal()

    def __init__(
        self,
        name: str,
        editor: QWidget | None = None,
        *,
        placeholder: str = "",
        hint: str = "",
        required: bool = False,
    ) -> None:
        """Without an editor a LineEdit is made; `hint` stands below as long as nothing is wrong."""
        super().__init__()
        self.editor: QWidget = LineEdit(placeholder=placeholder) if editor is None else editor
        self._hint = hint
        column = vertical(self, spacing=6)
        head = horizontal(spacing=6)
        self.name_label = label(name, Role.SECONDARY, Tone.TEXT2, weight=500)
        self.name_label.setBuddy(self.editor)
        head.addWidget(self.name_label)
        if required:
            head.addWidget(label("必填", Role.CAPTION, Tone.TEXT3))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.editor)
        below = horizontal(spacing=6)
        self._lamp = Lamp(LampState.WRONG, 16)
        self._lamp.setVisible(False)
        self.message_label = WrapLabel(hint, Role.SECONDARY, Tone.TEXT3)
        self.message_label.setVisible(bool(hint))
        below.addWidget(self._lamp, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.message_label, 1)
        column.addLayout(below)
        self.setFocusProxy(self.editor)
        self.editor.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if isinstance(self.editor, (QLineEdit, QPlainTextEdit)):
            self.editor.textChanged.connect(self._on_edited)
        elif isinstance(self.editor, QComboBox):
            self.editor.currentIndexChanged.connect(self._on_edited)
        elif isinstance(self.editor, QDateEdit):
            self.editor.dateChanged.connect(self._on_edited)

    def text(self) -> str:
        """Return what is written, without spaces at the ends."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.text().strip()
        if isinstance(self.editor, QPlainTextEdit):
            return self.editor.toPlainText().strip()
        if isinstance(self.editor, QComboBox):
            return self.editor.currentText()
        if isinstance(self.editor, QDateEdit):
            return self.editor.text()
        return ""

    def set_text(self, text: str) -> None:
        """Write something else into a line or text editor, or choose the item with these words."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(text)
        elif isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlainText(text)
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentText(text)

    def set_error(self, sentence: str) -> None:
        """Mark the field wrong and say why; an empty sentence clears it."""
        wrong = bool(sentence)
        self._lamp.setVisible(wrong)
        self.message_label.setText(sentence or self._hint)
        self.message_label.setVisible(bool(sentence or self._hint))
        set_tone(self.message_label, Tone.RED if wrong else Tone.TEXT3)
        if bool(self.editor.property("wrong")) != wrong:
            self.editor.setProperty("wrong", wrong)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def set_hint(self, hint: str) -> None:
        """Say something else below as long as nothing is wrong."""
        self._hint = hint
        if not self.error():
            self.set_error("")

    def clear_error(self) -> None:
        """Take the mark away."""
        self.set_error("")

    def error(self) -> str:
        """Return the sentence shown as wrong, or an empty text."""
        return self.message_label.text() if self.editor.property("wrong") else ""

    def _on_edited(self, *_values: object) -> None:
        if self.editor.property("wrong"):
            self.clear_error()
        self.text_changed.emit()
