"""The bar of hands: one cell for each person who may vote, a notch at the number that is needed."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desk.vote_state import Hand
from ui.shell.theme import color, font
from ui.shell.widgets import BoxLook, Role, Tone, draw_box, u

_MOST_CELLS = 45
"""More people than this are drawn as one bar: their cells would be too narrow to tell apart."""


class HandsBar(QWidget):
    """Full green = 同意, empty = 未表态, struck = 弃权, dark = 不同意."""

    def __init__(self) -> None:
        """Start without people."""
        super().__init__()
        self._hands: tuple[Hand, ...] = ()
        self._need = 0
        self.setFixedHeight(u(58))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hands(
        self, *, in_favour: int, not_voting: int, abstaining: int, against: int, need: int
    ) -> None:
        """Show how many of each there are, and how many in favour are needed."""
        self._hands = (
            (Hand.IN_FAVOUR,) * in_favour
            + (Hand.NOT_VOTING,) * not_voting
            + (Hand.ABSTAINING,) * abstaining
            + (Hand.AGAINST,) * against
        )
        self._need = need
        counts = {hand: self._hands.count(hand) for hand in Hand}
        self.setAccessibleName(
            "、".join(f"{hand.phrase} {number}" for hand, number in counts.items()) + f"，需要 {need}"
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the label of the notch, the cells and the captions."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = u(19), u(22)
        people = max(1, len(self._hands))
        gap = u(4) if people <= _MOST_CELLS else 0
        pitch = (self.width() + gap) / people
        if gap:
            for place, hand in enumerate(self._hands):
                self._draw_cell(painter, QRectF(place * pitch, top, pitch - gap, height), hand)
        else:
            self._draw_runs(painter, pitch, top, height)
            draw_box(painter, QRectF(0, top, self.width(), height), BoxLook(None, Tone.CTL, radius=4))
        self._draw_notch(painter, min(self._need, people) * pitch - gap / 2, top, height)
        self._draw_captions(painter, top + height)

    def _draw_runs(self, painter: QPainter, pitch: float, top: int, height: int) -> None:
        """Draw each kind of hands as one block; struck blocks stay told apart from empty ones."""
        place = 0
        for hand in dict.fromkeys(self._hands):
            number = self._hands.count(hand)
            self._draw_cell(painter, QRectF(place * pitch, top, number * pitch, height), hand)
            place += number

    def _draw_cell(self, painter: QPainter, area: QRectF, hand: Hand) -> None:
        radius = 4 if len(self._hands) <= _MOST_CELLS else 0
        if hand is Hand.IN_FAVOUR:
            draw_box(painter, area, BoxLook(Tone.GREEN, radius=radius))
        elif hand is Hand.AGAINST:
            draw_box(painter, area, BoxLook(Tone.TEXT2, radius=radius))
        else:
            draw_box(painter, area, BoxLook(Tone.SURFACE, Tone.TEXT2, radius=radius, edge_width=1.4))
        if hand is Hand.ABSTAINING:
            painter.setPen(QPen(color(Tone.TEXT2), 1.6))
            inset = u(5)
            inner = area.adjusted(inset, inset, -inset, -inset)
            if inner.width() > 2:
                painter.drawLine(QLineF(inner.bottomLeft(), inner.topRight()))

    def _draw_notch(self, painter: QPainter, x: float, top: int, height: int) -> None:
        painter.setPen(QPen(color(Tone.TEXT), u(2)))
        x = min(x, self.width() - 1)
        painter.drawLine(QLineF(x, top - u(3), x, top + height + u(5)))
        painter.setFont(font(Role.CAPTION, weight=600))
        words = f"需要 {self._need}"
        width = QFontMetrics(painter.font()).horizontalAdvance(words) + 4
        left = max(0.0, min(x - width / 2, self.width() - width))
        painter.drawText(QRectF(left, 0, width, top - u(3)), Qt.AlignmentFlag.AlignCenter, words)

    def _draw_captions(self, painter: QPainter, top: int) -> None:
        painter.setFont(font(Role.CAPTION))
        painter.setPen(color(Tone.TEXT2))
        row = QRectF(0, top + u(1), self.width(), self.height() - top - u(1))
        painter.drawText(
            row,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            f"同意 {self._hands.count(Hand.IN_FAVOUR)}",
        )
        others = [
            f"{hand.phrase} {number}"
            for hand in (Hand.NOT_VOTING, Hand.ABSTAINING, Hand.AGAINST)
            if (number := self._hands.count(hand))
        ]
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "  ".join(others))
