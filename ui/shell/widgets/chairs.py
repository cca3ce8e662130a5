"""The line drawing of a meeting room: a red table and chairs in three arcs, two of them empty."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.shell.theme import Tone, color, u

WIDTH, HEIGHT = 400, 290
"""Size of the drawing in its own units; chair places are in the same units."""

_CHAIRS = (
    (112, 118, 42, False), (167, 152, 16, False), (233, 152, -16, False), (288, 118, -42, False),
    (70, 152, 42, False), (129, 195, 24, True), (200, 210, 0, False), (271, 195, -24, False),
    (330, 152, -42, False), (28, 186, 42, False), (87, 235, 28, False), (160, 260, 10, False),
    (240, 260, -10, False), (312, 235, -28, True), (372, 186, -42, False),
)  # fmt: skip
"""Centre, turn in degrees, and whether the chair is empty."""


def draw_chairs(painter: QPainter, area: QRectF, *, plain_ground: bool = False) -> None:
    """Draw the room into an area, keeping its proportions; `plain_ground` is for white grounds."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = min(area.width() / WIDTH, area.height() / HEIGHT)
    painter.translate(area.center().x() - WIDTH * scale / 2, area.center().y() - HEIGHT * scale / 2)
    painter.scale(scale, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(Tone.LINE2))
    for left in (139, 187, 235):
        painter.drawRoundedRect(QRectF(left, 2, 26, 21), 6, 6)
    painter.setBrush(color(Tone.ACCENT))
    painter.drawRoundedRect(QRectF(116, 28, 168, 24), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color(Tone.LINE2), 1.6))
    for start, low in ((QPointF(112, 118), 191), (QPointF(70, 152), 264), (QPointF(28, 186), 338)):
        arc = QPainterPath(start)
        arc.quadTo(QPointF(WIDTH / 2, low), QPointF(WIDTH - start.x(), start.y()))
        painter.drawPath(arc)
    for chair in _CHAIRS:
        _draw_chair(painter, chair, plain_ground)
    painter.restore()


def _draw_chair(painter: QPainter, chair: tuple[float, float, float, bool], plain: bool) -> None:
    x, y, turn, empty = chair
    painter.save()
    painter.translate(x, y)
    painter.rotate(turn)
    seat = QRectF(-15, -13, 30, 24)
    if empty:
        pen = QPen(color(Tone.ACCENT), 1.8)
        pen.setDashPattern([3.2, 2.2])
        painter.setPen(pen)
        painter.setBrush(color(Tone.SURFACE))
        painter.drawRoundedRect(QRectF(-15, -13, 30, 26), 7, 7)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(Tone.CHAIR if not plain else Tone.NAV))
        painter.drawRoundedRect(seat, 6, 6)
        painter.setBrush(color(Tone.CHAIR_BACK if not plain else Tone.LINE2))
        painter.drawRoundedRect(QRectF(-15, 7, 30, 6), 2.5, 2.5)
    painter.restore()


class ChairsPicture(QWidget):
    """The drawing as a widget."""

    def __init__(self, width: int = 400, *, simple: bool = False, parent: QWidget | None = None) -> None:
        """Width in px at 100 % type; `simple` uses lighter chairs for white grounds."""
        super().__init__(parent)
        self._simple = simple
        self.setFixedSize(QSize(u(width), u(width * HEIGHT / WIDTH)))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the room."""
        draw_chairs(QPainter(self), QRectF(self.rect()), plain_ground=self._simple)
