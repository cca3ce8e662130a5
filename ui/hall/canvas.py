"""A canvas of 1920x1080 units that remembers where it put each word, so that tests can look after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from ui.hall.lettering import LINE_HEIGHT, SMALLEST, Fitted, fit, fit_name, hall_font
from ui.shell.theme import Tone, color
from ui.shell.widgets.labels import display_name

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 1920.0, 1080.0
_LEFT, _CENTRE, _RIGHT = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignHCenter,
    Qt.AlignmentFlag.AlignRight,
)
_MIDDLE_OF_EM = 0.38
"""How far the middle of a Chinese character stands above the base line, in its size."""


@dataclass(frozen=True)
class Placed:
    """A line of words: the box it was given, the ink it takes, its size, whether it is whole."""

    words: str
    box: QRectF
    ink: QRectF
    pixels: float
    whole: bool


class Canvas:
    """Draws in units of the hall; colours and type are the same on the projector and in the mirror."""

    def __init__(self, painter: QPainter) -> None:
        """`painter` is scaled to 1920x1080 units already."""
        self._painter = painter
        self.placed: list[Placed] = []
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )

    def fill(self, area: QRectF, tone: Tone) -> None:
        """Fill a rectangle."""
        self._painter.fillRect(area, color(tone))

    def card(self, area: QRectF, fill: Tone, edge: Tone | None = None, bar: Tone | None = None) -> None:
        """Draw a card with round corners; `bar` is the broad one at its left."""
        outline = QPainterPath()
        outline.addRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 22, 22)
        self._painter.fillPath(outline, color(fill))
        if edge is not None:
            self._painter.strokePath(outline, QPen(color(edge), 3))
        if bar is not None:
            self._painter.save()
            self._painter.setClipPath(outline)
            self.fill(QRectF(area.left(), area.top(), 14, area.height()), bar)
            self._painter.restore()

    def line(self, points: Sequence[tuple[float, float]], tone: Tone, width: float) -> None:
        """Draw a line through points, with round ends."""
        pen = QPen(color(tone), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.drawPolyline([QPointF(x, y) for x, y in points])

    def hand(self, area: QRectF, tone: Tone) -> None:
        """Draw the raised hand of the icons."""
        from ui.shell.icons import Icon, pixmap

        picture = pixmap(Icon.HAND, tone, 260, 1.0)
        self._painter.drawPixmap(area, picture, QRectF(picture.rect()))

    def text(
        self,
        box: QRectF,
        words: str,
        pixels: float,
        tone: Tone = Tone.TEXT,
        *,
        bold: bool = True,
        align: Qt.AlignmentFlag = _LEFT,
        lines: int = 1,
        floor: float = SMALLEST,
    ) -> Fitted:
        """Draw words in the middle of the height of a box, fitted; return what became of them."""
        fitted = fit(words, box.width(), box.height(), pixels, floor=floor, lines=lines, bold=bold)
        self._draw(box, fitted, tone, bold=bold, align=align)
        return fitted

    def name(
        self, box: QRectF, name: str, pixels: float, smaller: float, *, align: Qt.AlignmentFlag = _LEFT
    ) -> Fitted:
        """Draw a person's name; it is never cut."""
        fitted = fit_name(display_name(name), box.width(), box.height(), pixels, smaller)
        self._draw(box, fitted, Tone.TEXT, bold=True, align=align)
        return fitted

    def _draw(self, box: QRectF, fitted: Fitted, tone: Tone, *, bold: bool, align: Qt.AlignmentFlag) -> None:
        letters = hall_font(fitted.pixels, bold=bold)
        metrics = QFontMetricsF(letters)
        self._painter.setFont(letters)
        self._painter.setPen(color(tone))
        high = fitted.pixels * LINE_HEIGHT
        top = box.center().y() - fitted.height / 2
        for place, words in enumerate(fitted.lines):
            if not words:
                continue
            advance = metrics.horizontalAdvance(words)
            left = box.left()
            if align is _CENTRE:
                left = box.center().x() - advance / 2
            elif align is _RIGHT:
                left = box.right() - advance
            base = top + (place + 0.5) * high + _MIDDLE_OF_EM * fitted.pixels
            self._painter.drawText(QPointF(left, base), words)
            ink = metrics.tightBoundingRect(words).translated(left, base)
            self.placed.append(Placed(words, box, ink, fitted.pixels, fitted.whole))
