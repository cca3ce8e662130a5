"""Box: a drawn rectangle with fill, edge, radius, dash, left bar and side lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.shell.focus_ring import RINGED
from ui.shell.theme import Tone, color, u


@dataclass(frozen=True)
class BoxLook:
    """How a box is drawn; lengths in px at 100 % type.

    `bar` is the 4-px bar at the left; `sides` names single lines instead of an edge all round,
    any of the letters t, r, b, l.
    """

    fill: Tone | None = None
    edge: Tone | None = None
    radius: int = 8
    edge_width: float = 1
    dashed: bool = False
    bar: Tone | None = None
    sides: str = ""
    side_tone: Tone = Tone.LINE


CARD = BoxLook(Tone.SURFACE, Tone.LINE)
INSET = BoxLook(Tone.SUNKEN, Tone.LINE, radius=6)
HERE = BoxLook(Tone.TINT, Tone.TINT_LINE, bar=Tone.ACCENT)
GREEN = BoxLook(Tone.GREEN_GROUND, Tone.GREEN_EDGE)
AMBER = BoxLook(Tone.AMBER_GROUND, Tone.AMBER_EDGE)
RED = BoxLook(Tone.RED_GROUND, Tone.RED_EDGE)
WAITING = BoxLook(Tone.SUNKEN, Tone.CTL, dashed=True)


def draw_box(painter: QPainter, area: QRectF, look: BoxLook) -> None:
    """Draw a box into an area; delegates and panels use the same hand."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = u(look.radius) if look.radius else 0
    half = look.edge_width / 2 if look.edge else 0
    inside = area.adjusted(half, half, -half, -half)
    outline = QPainterPath()
    outline.addRoundedRect(inside, radius, radius)
    if look.fill is not None:
        painter.fillPath(outline, color(look.fill))
    if look.bar is not None:
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(QRectF(area.left(), area.top(), u(4), area.height()), color(look.bar))
        painter.restore()
    if look.edge is not None:
        pen = QPen(color(look.edge), look.edge_width)
        if look.dashed:
            pen.setDashPattern([4, 3])
        painter.strokePath(outline, pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    tone = color(look.side_tone)
    width, height = area.width(), area.height()
    lines = {
        "t": QRectF(area.left(), area.top(), width, 1),
        "b": QRectF(area.left(), area.bottom() - 1, width, 1),
        "l": QRectF(area.left(), area.top(), 1, height),
        "r": QRectF(area.right() - 1, area.top(), 1, height),
    }
    for side in look.sides:
        painter.fillRect(lines[side], tone)
    painter.restore()


class Box(QWidget):
    """A container drawn as told by its look; give it a layout of your own."""

    def __init__(self, look: BoxLook = CARD, parent: QWidget | None = None) -> None:
        """Draw nothing but the look."""
        super().__init__(parent)
        self._look = look

    @property
    def look(self) -> BoxLook:
        """How the box is drawn now."""
        return self._look

    def set_look(self, look: BoxLook) -> None:
        """Draw it otherwise from now on."""
        if look != self._look:
            self._look = look
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box under its children; away from its edges that is its fill alone."""
        painter = QPainter(self)
        edge = max(u(self._look.radius), u(4)) + 1
        if self._look.fill is not None and self.rect().adjusted(edge, edge, -edge, -edge).contains(
            event.rect()
        ):
            painter.fillRect(event.rect(), color(self._look.fill))
            return
        draw_box(painter, QRectF(self.rect()), self._look)


class ClickableBox(Box):
    """A box that is one big target: click, Enter or space emits `activated`."""

    activated = Signal()

    def __init__(self, look: BoxLook = CARD, parent: QWidget | None = None) -> None:
        """Take the focus by Tab and show the ring."""
        super().__init__(look, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(RINGED, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._resting = look
        self._pressed = False

    def set_current(self, current: bool) -> None:
        """Show the box as the place where the user is: tint and accent bar."""
        self.set_look(replace(self._resting, fill=Tone.TINT, bar=Tone.ACCENT) if current else self._resting)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the press; the click counts when the button is let go inside."""
        self._pressed = event.button() == Qt.MouseButton.LeftButton
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Count a click that began and ended here."""
        was_pressed, self._pressed = self._pressed, False
        if was_pressed and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space are clicks; those of a button within belong to the button."""
        at = QApplication.focusWidget()
        own = at is None or at is self or not self.isAncestorOf(at)
        if own and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
            return
        super().keyPressEvent(event)


class Line(QWidget):
    """A hairline, flat by default."""

    def __init__(
        self, tone: Tone = Tone.LINE, *, upright: bool = False, width: int = 1, parent: QWidget | None = None
    ) -> None:
        """Width in real px: hairlines do not grow with the type."""
        super().__init__(parent)
        self._tone = tone
        grow, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(fixed if upright else grow, grow if upright else fixed)
        if upright:
            self.setFixedWidth(width)
        else:
            self.setFixedHeight(width)

    def sizeHint(self) -> QSize:
        """Be as small as allowed."""
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the line."""
        QPainter(self).fillRect(self.rect(), color(self._tone))
