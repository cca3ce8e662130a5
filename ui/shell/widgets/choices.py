"""Choices: segment, filter chip with a menu, check box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QMenu, QPushButton, QSizePolicy, QWidget

from ui.shell.focus_ring import RINGED
from ui.shell.icons import Icon, pixmap
from ui.shell.theme import Role, Tone, color, font, u
from ui.shell.widgets.box import Box, BoxLook, draw_box
from ui.shell.widgets.layouts import horizontal

if TYPE_CHECKING:
    from collections.abc import Sequence


class _SegmentPart(QAbstractButton):
    """One part of a segment."""

    def __init__(self, text: str, position: int) -> None:
        super().__init__()
        self.position = position
        self.setText(text)
        self.setCheckable(True)
        self.setFixedHeight(u(34))
        self.setFont(font(Role.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        strong = font(Role.BODY, weight=600)
        from PySide6.QtGui import QFontMetrics

        return QSize(QFontMetrics(strong).horizontalAdvance(self.text()) + u(26), u(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen:
            draw_box(painter, QRectF(self.rect()), BoxLook(Tone.SURFACE, Tone.LINE2, radius=5))
        painter.setFont(font(Role.BODY, weight=600 if chosen else 400))
        painter.setPen(color(Tone.TEXT if chosen else Tone.TEXT2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segment(Box):
    """Two to five choices side by side, one chosen; the left and right keys move."""

    chosen = Signal(object)

    def __init__(
        self, items: Sequence[tuple[str, object]], value: object = None, *, wide: bool = False
    ) -> None:
        """Fill with pairs of words and value; `wide` shares out the whole width."""
        super().__init__(BoxLook(Tone.NAV, Tone.LINE2, radius=6))
        self._values = [item[1] for item in items]
        self._parts: list[_SegmentPart] = []
        row = horizontal(self, margins=3)
        self.setFixedHeight(u(40))
        for position, (words, _value) in enumerate(items):
            part = _SegmentPart(words, position)
            part.setAutoExclusive(True)
            part.clicked.connect(self._on_clicked)
            row.addWidget(part, 1 if wide else 0)
            self._parts.append(part)
        if not wide:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_value(value if value in self._values else self._values[0])

    def value(self) -> object:
        """Return the value of the chosen part."""
        return next((v for v, part in zip(self._values, self._parts, strict=True) if part.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Choose another part without a signal."""
        for known, part in zip(self._values, self._parts, strict=True):
            part.setChecked(known == value)

    def focus(self) -> None:
        """Give the keyboard to the chosen part."""
        for part in self._parts:
            if part.isChecked():
                part.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_words(self, value: object, words: str) -> None:
        """Change the words of one part, for its count."""
        part = self._parts[self._values.index(value)]
        part.setText(words)
        part.updateGeometry()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, _SegmentPart):
            self.chosen.emit(self._values[sender.position])


class FilterChip(QPushButton):
    """A filter with a menu; in use it is tinted and shows its value."""

    changed = Signal(object)

    def __init__(
        self, name: str, items: Sequence[tuple[str, object]] = (), *, all_words: str = "不限"
    ) -> None:
        """`all_words` is the menu item that takes the filter away (value None)."""
        super().__init__()
        self._name = name
        self._all_words = all_words
        self._value: object = None
        self._shown = ""
        self.setFixedHeight(u(40))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFont(font(Role.BUTTON))
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self.clicked.connect(self._on_clicked)
        self.set_items(items)

    def set_items(self, items: Sequence[tuple[str, object]], *, with_all: bool = True) -> None:
        """Fill the menu anew with pairs of words and value; the value in use stays if it is there."""
        self._menu.clear()
        self._group = QActionGroup(self._menu)
        pairs = [(self._all_words, None), *items] if with_all else list(items)
        for words, value in pairs:
            action = QAction(words, self._menu)
            action.setData(value)
            action.setCheckable(True)
            self._group.addAction(action)
            self._menu.addAction(action)
        self.set_value(self._value)

    def value(self) -> object:
        """Return the value in use, or None."""
        return self._value

    def set_value(self, value: object) -> None:
        """Use another value without a signal."""
        match = next((a for a in self._menu.actions() if a.data() == value), None)
        self._value = value if match is not None else None
        self._shown = match.text() if match is not None and value is not None else ""
        if match is not None:
            match.setChecked(True)
        self.setAccessibleName(f"{self._name} {self._shown}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Be as wide as name, value and chevron."""
        from PySide6.QtGui import QFontMetrics

        width = QFontMetrics(font(Role.BUTTON)).horizontalAdvance(self._name)
        if self._shown:
            width += QFontMetrics(font(Role.BODY, weight=600)).horizontalAdvance(self._shown) + u(6)
        return QSize(width + u(44), u(40))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw like a field; tinted with its value while in use."""
        painter = QPainter(self)
        used = bool(self._shown)
        look = (
            BoxLook(Tone.TINT, Tone.ACCENT, radius=6) if used else BoxLook(Tone.SURFACE, Tone.CTL, radius=6)
        )
        draw_box(painter, QRectF(self.rect()), look)
        area = self.rect().adjusted(u(12), 0, -u(12), 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Role.BODY if used else Role.BUTTON))
        painter.setPen(color(Tone.TEXT2 if used else Tone.TEXT))
        painter.drawText(area, flags, self._name)
        if used:
            left = painter.fontMetrics().horizontalAdvance(self._name) + u(6)
            painter.setFont(font(Role.BODY, weight=600))
            painter.setPen(color(Tone.ACCENT))
            painter.drawText(area.adjusted(left, 0, 0, 0), flags, self._shown)
        side = u(13)
        tone = Tone.ACCENT if used else Tone.TEXT2
        picture = pixmap(Icon.CHEVRON_DOWN, tone, 13, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - u(11), (self.height() - side) // 2 + 1, picture)

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_triggered(self, action: QAction) -> None:
        self.set_value(action.data())
        self.changed.emit(self._value)


class CheckBox(QCheckBox):
    """A check box with a 20-px square and words; the whole row of 40 px is the target."""

    def __init__(self, text: str, checked: bool = False, parent: QWidget | None = None) -> None:
        """Show the focus ring around square and words."""
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setFont(font(Role.BODY))
        self.setFixedHeight(u(40))
        self.setProperty(RINGED, True)

    def sizeHint(self) -> QSize:
        """Square, gap, words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + u(34), u(40))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Take a click anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square, the tick and the words."""
        painter = QPainter(self)
        side = u(20)
        square = QRectF(u(2), (self.height() - side) / 2 + 1, side, side)
        fill = Tone.ACCENT if self.isChecked() and self.isEnabled() else Tone.SURFACE
        edge = Tone.ACCENT if fill is Tone.ACCENT else Tone.CTL
        draw_box(painter, square, BoxLook(fill, edge, radius=4))
        if self.isChecked():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(color(Tone.ON_DARK if self.isEnabled() else Tone.OFF), u(2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            points = [QPointF(0.24, 0.52), QPointF(0.43, 0.71), QPointF(0.77, 0.31)]
            painter.drawPolyline(QPolygonF([square.topLeft() + point * side for point in points]))
        painter.setPen(color(Tone.TEXT if self.isEnabled() else Tone.OFF))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(u(32), 0, 0, 0), flags, self.text())
