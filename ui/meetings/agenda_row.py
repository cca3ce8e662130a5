"""One row of the agenda: grip, number, title, who and how long; moved by mouse or Alt+上下."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.meetings import meeting_words
from ui.shell.theme import color, font
from ui.shell.widgets import (
    BoxLook,
    Chip,
    ChipKind,
    ClickableBox,
    ElidedLabel,
    Icon,
    IconLabel,
    Role,
    StepDisc,
    StepState,
    Tone,
    horizontal,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.records import AgendaItem
    from fulian_desktop.votes.records import VoteCount

ROW_HEIGHT = 56
RING = 18
DRAG_BEGINS = 8
"""Px the mouse must go with the button down before a row is dragged."""


class AgendaRow(ClickableBox):
    """One agenda item; `activated` chooses it, `move_wanted` moves it so many places."""

    move_wanted = Signal(int)
    dragged = Signal(QPoint)
    """Global position while the row is dragged."""
    dropped = Signal(QPoint)

    def __init__(self, item: AgendaItem, counts: Sequence[VoteCount], *, movable: bool) -> None:
        """Show an item, with its results once it was counted."""
        super().__init__(BoxLook(sides="b", radius=0))
        self.item = item
        self._movable = movable
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.setObjectName(f"agenda_row_{item.id}")
        self.setFixedHeight(u(ROW_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        number = str(item.number) if item.numbered else ""
        self.setAccessibleName(f"{f'第 {number} 项 ' if number else '附带事项 '}{item.title}")
        row = horizontal(self, margins=(8, 0, 12, 0), spacing=9)
        if movable:
            row.addWidget(IconLabel(Icon.GRIP, Tone.TEXT3, 16))
            self.setToolTip("拖动或按 Alt+上下 调整先后")
        self.disc = StepDisc(number)
        row.addWidget(self.disc)
        words = vertical(spacing=1)
        words.addStretch(1)
        self.title_label = ElidedLabel(item.title, Role.NAME)
        second = ElidedLabel(meeting_words.second_line(item), Role.CAPTION, Tone.TEXT2)
        second.setVisible(bool(second.text()))
        words.addWidget(self.title_label)
        words.addWidget(second)
        words.addStretch(1)
        row.addLayout(words, 1)
        if item.show_of_hands:
            row.addWidget(_chip(item, counts))
        row.addWidget(label(meeting_words.minutes_of(item), Role.SECONDARY, Tone.TEXT2))

    def set_chosen(self, chosen: bool) -> None:
        """Show the row as the one that is open below."""
        self.set_current(chosen)
        self.disc.set_state(StepState.NOW if chosen else StepState.TO_COME)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the button went down."""
        super().mousePressEvent(event)
        if self._movable and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag after a few px."""
        if self._pressed_at is None:
            return
        place = event.globalPosition().toPoint()
        if not self._dragging and abs(place.y() - self._pressed_at.y()) < u(DRAG_BEGINS):
            return
        self._dragging = True
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.dragged.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the row, or choose it when it was not dragged."""
        dragging, self._dragging, self._pressed_at = self._dragging, False, None
        if not dragging:
            super().mouseReleaseEvent(event)
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.dropped.emit(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+上 and Alt+下 move the item."""
        if self._movable and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if steps is not None:
                self.move_wanted.emit(steps)
                return
        super().keyPressEvent(event)


def _chip(item: AgendaItem, counts: Sequence[VoteCount]) -> Chip:
    if not counts:
        return Chip("举手表决")
    outcomes = dict.fromkeys(count.outcome.phrase for count in counts)
    carried = all(count.is_carried for count in counts)
    return Chip("、".join(outcomes), ChipKind.GREEN if carried else ChipKind.NEUTRAL)


class StepsLine(QWidget):
    """The steps of an item as small numbered rings with words, broken into as many lines as needed."""

    def __init__(self, steps: Sequence[str]) -> None:
        """Show the names of the steps in order."""
        super().__init__()
        self._steps = tuple(steps)
        self.setAccessibleName("、".join(steps))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._line())

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(u(200), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the width needs."""
        super().resizeEvent(event)
        rows = {y for _x, y in self._places(event.size().width())}
        height = self._line() * max(1, len(rows))
        if height != self.height():
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rings, numbers and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, line = u(RING), self._line()
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for number, (words, (x, y)) in enumerate(
            zip(self._steps, self._places(self.width()), strict=True), start=1
        ):
            ring = QRectF(x + 0.5, y + (line - side) / 2 + 0.5, side - 1, side - 1)
            painter.setPen(QPen(color(Tone.CTL), 1))
            painter.drawEllipse(ring)
            painter.setPen(color(Tone.TEXT))
            painter.setFont(font(Role.CAPTION, pixels=11))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(number))
            painter.setFont(font(Role.CAPTION))
            painter.drawText(QRectF(x + side + u(4), y, u(200), line), flags, words)

    def _line(self) -> int:
        return u(26)

    def _places(self, width: int) -> list[tuple[int, int]]:
        metrics = QFontMetrics(font(Role.CAPTION))
        places: list[tuple[int, int]] = []
        x, y = 0, 0
        for words in self._steps:
            needed = u(RING + 4) + metrics.horizontalAdvance(words)
            if x and x + needed > width:
                x, y = 0, y + self._line()
            places.append((x, y))
            x += needed + u(9)
        return places
