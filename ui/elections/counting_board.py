"""The tally board on the screen: each candidate's 正 as it grows, painted by five strokes each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.theme import color, font
from ui.shell.widgets import BoxLook, Role, Tone, broken_name, display_name, draw_box, u

if TYPE_CHECKING:
    from fulian_desktop.rules.ballot_tally import Line, Tally

STROKES = (
    ((0.02, 0.05), (0.98, 0.05)),
    ((0.5, 0.05), (0.5, 0.95)),
    ((0.5, 0.48), (0.92, 0.48)),
    ((0.18, 0.42), (0.18, 0.95)),
    ((0.0, 0.95), (1.0, 0.95)),
)
"""The five strokes of 正 in the order they are written, in its square."""

_LONG = 4


class TallyBoard(QWidget):
    """Two columns of candidates; the one called last is tinted. A click calls."""

    called = Signal(int)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.tally: Tally | None = None
        self.last = 0
        self.setObjectName("tally_board")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_tally(self, tally: Tally, last: int) -> None:
        """Show the tally; `last` is the number called last, 0 for none."""
        grown = self.tally is None or len(self.tally.lines) != len(tally.lines)
        self.tally, self.last = tally, last
        if grown:
            self.updateGeometry()
        self.setAccessibleName(
            "；".join(f"{one.number} {one.name} {one.in_favour} 票" for one in tally.lines)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room."""
        return QSize(u(690), u(400))

    def minimumSizeHint(self) -> QSize:
        """Rows are never lower than 26."""
        return QSize(u(480), u(26) * self._lines())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Name the candidate."""
        lines = self._lines()
        row = int(event.position().y() // self._high())
        place = int(event.position().x() // (self.width() / self._columns())) * lines + row
        if self.tally is not None and row < lines and place < len(self.tally.lines):
            self.called.emit(self.tally.lines[place].number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every row."""
        if self.tally is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines, columns, high = self._lines(), self._columns(), self._high()
        wide = self.width() / columns
        for place, one in enumerate(self.tally.lines):
            column, line = divmod(place, lines)
            area = QRectF(column * wide + (u(8) if column else 0), line * high, wide - u(8), high)
            if one.number == self.last:
                draw_box(painter, area.adjusted(0, 1, 0, -1), BoxLook(Tone.TINT, Tone.TINT_LINE, radius=4))
            self._draw(painter, area, one)
        if columns > 1:
            painter.fillRect(QRectF(wide - 1, 0, 1, lines * high), color(Tone.LINE))

    def _draw(self, painter: QPainter, area: QRectF, one: Line) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Role.BODY))
        painter.setPen(color(Tone.TEXT2))
        painter.drawText(
            QRectF(area.left(), area.top(), u(28), area.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            str(one.number),
        )
        low = area.height() < u(34)
        words = display_name(one.name) if low else broken_name(one.name)
        long = "\n" in words or len(words) > _LONG
        painter.setFont(font(Role.NAME, pixels=13 if long else 17))
        room = u(120 if long and low else 86)
        painter.setPen(color(Tone.TEXT))
        painter.drawText(QRectF(area.left() + u(38), area.top(), room, area.height()), middle, words)
        painter.setFont(font(Role.COUNT, pixels=22))
        painter.drawText(
            area.adjusted(0, 0, -u(6), 0), middle | Qt.AlignmentFlag.AlignRight, str(one.in_favour)
        )
        right = u(48)
        if one.against:
            painter.setFont(font(Role.CAPTION))
            painter.setPen(color(Tone.RED))
            painter.drawText(
                area.adjusted(0, 0, -u(44), 0), middle | Qt.AlignmentFlag.AlignRight, f"×{one.against}"
            )
            right += u(30)
        left = area.left() + u(42) + room
        self._draw_marks(
            painter, QRectF(left, area.top(), area.right() - right - left, area.height()), one.in_favour
        )
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), color(Tone.LINE))

    def _draw_marks(self, painter: QPainter, area: QRectF, votes: int) -> None:
        whole, rest = divmod(votes, 5)
        wanted = whole + bool(rest)
        side = min(u(24), area.height() - u(9), max(u(15), area.width() / max(1, wanted) - u(5)))
        pitch = side + u(5)
        most = int(area.width() // pitch)
        top = area.center().y() - side / 2
        if wanted <= most:
            for place in range(whole):
                _strokes(painter, 5, QRectF(area.left() + place * pitch, top, side, side), Tone.TEXT)
            place = whole
        else:
            _strokes(painter, 5, QRectF(area.left(), top, side, side), Tone.TEXT)
            painter.setFont(font(Role.SECONDARY, weight=600))
            painter.setPen(color(Tone.TEXT2))
            where = QRectF(area.left() + pitch, area.top(), u(40), area.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, f"×{whole}")
            place = 2
        if rest:
            _strokes(painter, rest, QRectF(area.left() + place * pitch, top, side, side), Tone.ACCENT)

    def _columns(self) -> int:
        return 1 if self.tally is None or len(self.tally.lines) <= 6 else 2

    def _lines(self) -> int:
        return 1 if self.tally is None else max(1, -(-len(self.tally.lines) // self._columns()))

    def _high(self) -> float:
        return min(float(u(52)), self.height() / self._lines())


def _strokes(painter: QPainter, strokes: int, square: QRectF, tone: Tone) -> None:
    left, top, side = square.left(), square.top(), square.width()
    pen = QPen(color(tone), max(1.6, side / 11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for start, end in STROKES[:strokes]:
        painter.drawLine(
            QPointF(left + start[0] * side, top + start[1] * side),
            QPointF(left + end[0] * side, top + end[1] * side),
        )
