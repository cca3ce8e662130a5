"""The ring that shows where the keyboard is: 2 px of ink around a button or another ringed widget.

It is a widget of ours and not a style of ours: a style written in Python is asked about widgets that are only
half made, and PySide then takes one of them for another that is gone and ends the program.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.shell.theme import Tone, color, u

RINGED = "ringed"
"""Property of a widget that is operable by keyboard and wants the focus ring."""

OUTSIDE = 4
"""How far the ring reaches beyond its widget, in pixels."""

_MOVES = frozenset(
    (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)
)


class Ring(QWidget):
    """Lies over the surroundings of one widget and follows it; takes no mouse and no focus."""

    def __init__(self, widget: QWidget) -> None:
        """Stand in the window, or in what scrolls with the widget."""
        self._between, self._ground = _up_to_ground(widget)
        super().__init__(self._ground)
        self._widget = widget
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for one in self._between:
            one.installEventFilter(self)
        self._follow()
        self.raise_()

    def widget(self) -> QWidget:
        """Return the widget the ring is around."""
        return self._widget

    def let_go(self) -> None:
        """Follow no longer, and vanish."""
        for one in self._between:
            if isValid(one):
                one.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the widget and with all it stands in."""
        if event.type() in _MOVES and isValid(self._widget):
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring 2 px away from the widget, with a larger radius than its own."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(Tone.INK), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), u(9), u(9))

    def _follow(self) -> None:
        if not self._ground.isAncestorOf(self._widget):
            self.hide()
            return
        place = QRect(self._widget.mapTo(self._ground, QPoint(0, 0)), self._widget.size())
        self.setGeometry(place.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE))
        self.setVisible(self._widget.isVisibleTo(self._ground))


def _up_to_ground(widget: QWidget) -> tuple[list[QWidget], QWidget]:
    """Return the widget with what it stands in, up to the window or to what a scroll area moves; and that."""
    between, ground = [widget], widget.parentWidget()
    while ground is not None and not ground.isWindow() and not _is_scrolled(ground):
        between.append(ground)
        ground = ground.parentWidget()
    return between, ground or widget


def _is_scrolled(widget: QWidget) -> bool:
    viewport = widget.parentWidget()
    area = None if viewport is None else viewport.parentWidget()
    return isinstance(area, QScrollArea) and area.widget() is widget


class FocusRing(QObject):
    """Puts a ring around whatever got the focus by keyboard."""

    def __init__(self, app: QApplication) -> None:
        """Follow the focus of the whole application."""
        super().__init__(app)
        self._ring: Ring | None = None
        app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.let_go()
        self._ring = None
        if new is not None and isValid(new) and not new.isWindow() and self._wants_ring(new):
            self._ring = Ring(new)

    @staticmethod
    def _wants_ring(widget: QWidget) -> bool:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
            return False
        if not widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return False
        return isinstance(widget, QAbstractButton) or bool(widget.property(RINGED))
