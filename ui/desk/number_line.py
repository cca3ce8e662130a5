"""The number line of the 为什么 popover: where the share lies, what is needed, where it stands."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.shell.theme import color, font
from ui.shell.widgets import Role, Tone, u

_MOST_DOTS = 26


class NumberLine(QWidget):
    """Whole numbers from 0 to everybody; integers only, the share is drawn between them."""

    def __init__(
        self, *, top: int, need: int, have: int, share: tuple[int, int], words: tuple[str, str]
    ) -> None:
        """`share` is numerator and denominator of the line itself; `words` name the share and the votes."""
        super().__init__()
        self._top = max(1, top)
        self._need = need
        self._have = have
        self._share = share
        self._words = words
        self.setFixedHeight(u(86))
        self.setAccessibleName(f"{words[0]} {self._share_words()}，需要 {need}，{words[1]} {have}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line with its marks above and its numbers below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = u(44)
        thick = QPen(color(Tone.BAR_OBSERVER), u(6))
        thick.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(thick)
        painter.drawLine(QLineF(self._x(0), y, self._x(self._top), y))
        enough = self._have >= self._need
        tone = Tone.GREEN if enough else Tone.AMBER
        thick.setColor(color(tone))
        painter.setPen(thick)
        painter.drawLine(QLineF(self._x(0), y, self._x(min(self._have, self._top)), y))
        self._draw_dots(painter, y)
        share_x = self._x(self._share[0] / self._share[1])
        painter.setPen(QPen(color(Tone.TEXT), u(2), Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(share_x, y - u(15), share_x, y + u(15)))
        painter.setPen(QPen(color(Tone.TEXT), u(2)))
        painter.setBrush(color(Tone.SURFACE))
        painter.drawEllipse(QPointF(self._x(self._need), y), u(7), u(7))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tone))
        painter.drawEllipse(QPointF(self._x(self._have), y), u(8), u(8))
        self._draw_words(painter, share_x, tone)

    def _x(self, number: float) -> float:
        left, right = u(16), self.width() - u(16)
        return left + (right - left) * number / self._top

    def _draw_dots(self, painter: QPainter, y: int) -> None:
        step = max(1, -(-self._top // _MOST_DOTS))
        for number in range(0, self._top + 1, step):
            painter.setPen(QPen(color(Tone.TEXT2), 1.4))
            painter.setBrush(color(Tone.SURFACE))
            painter.drawEllipse(QPointF(self._x(number), y), u(3), u(3))
            strong = number in (self._need, self._have)
            if not strong:
                self._number(painter, number, strong=False)
        for number in {self._need, self._have}:
            self._number(painter, number, strong=True)

    def _number(self, painter: QPainter, number: int, *, strong: bool) -> None:
        painter.setFont(font(Role.BUTTON if strong else Role.SECONDARY, weight=700 if strong else 400))
        painter.setPen(color(Tone.TEXT if strong else Tone.TEXT2))
        area = QRectF(self._x(number) - u(20), u(58), u(40), u(24))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))

    def _draw_words(self, painter: QPainter, share_x: float, tone: Tone) -> None:
        painter.setFont(font(Role.SECONDARY, weight=600))
        metrics = QFontMetrics(painter.font())
        share = f"{self._words[0]} {self._share_words()}"
        need = f"需要 {self._need}"
        have = f"{self._words[1]} {self._have}"
        gap = u(12)
        need_left = max(self._x(self._need) - u(8), share_x + gap / 2)
        need_width = metrics.horizontalAdvance(need)
        share_width = metrics.horizontalAdvance(share)
        painter.setPen(color(Tone.TEXT))
        share_left = max(0.0, min(share_x, need_left - gap) - share_width)
        painter.drawText(QPointF(share_left, u(18)), share)
        painter.drawText(QPointF(need_left, u(18)), need)
        have_width = metrics.horizontalAdvance(have)
        have_left = min(self.width() - have_width, self._x(self._have) - have_width / 2)
        overlaps = have_left < need_left + need_width + gap and have_left + have_width + gap > share_left
        if overlaps:
            have_left = need_left + need_width + gap
            if have_left + have_width > self.width() or self._have < self._need:
                have_left = share_left - gap - have_width
        painter.setPen(color(tone))
        painter.drawText(QPointF(max(0.0, have_left), u(18)), have)

    def _share_words(self) -> str:
        numerator, denominator = self._share
        whole, rest = divmod(numerator, denominator)
        if not rest:
            return str(whole)
        return f"{whole}.5" if denominator == 2 else f"{whole} 又 {rest}/{denominator}"
