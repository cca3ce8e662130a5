"""Lamps: four shapes that say good, missing, wrong and not yet; never without a word."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.theme import Role, Tone, color, u
from ui.shell.widgets.labels import label, set_tone
from ui.shell.widgets.layouts import horizontal


class LampState(Enum):
    """What a lamp says."""

    HOLDS = "holds"
    MISSING = "missing"
    WRONG = "wrong"
    NOT_YET = "not yet"


LAMP_TONES = {
    LampState.HOLDS: Tone.GREEN,
    LampState.MISSING: Tone.AMBER,
    LampState.WRONG: Tone.RED,
    LampState.NOT_YET: Tone.TEXT3,
}


def draw_lamp(
    painter: QPainter,
    area: QRectF,
    state: LampState,
    tone: Tone | None = None,
    mark: Tone = Tone.ON_DARK,
) -> None:
    """Draw a lamp into a square area; tone and mark differ only on dark grounds."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / 20, area.height() / 20)
    shade = color(LAMP_TONES[state] if tone is None else tone)
    stroke = QPen(color(mark), 2.4)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    if state is LampState.HOLDS:
        painter.drawEllipse(QRectF(0.5, 0.5, 19, 19))
        painter.setPen(stroke)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(5.6, 10.4), QPointF(8.8, 13.5), QPointF(14.6, 7)]))
    elif state is LampState.MISSING:
        painter.drawPolygon(QPolygonF([QPointF(10, 1), QPointF(19.8, 18.6), QPointF(0.2, 18.6)]))
        painter.setPen(stroke)
        painter.drawLine(QPointF(10, 8), QPointF(10, 12))
        painter.drawPoint(QPointF(10, 15.7))
    elif state is LampState.WRONG:
        painter.drawRoundedRect(QRectF(0.5, 0.5, 19, 19), 3, 3)
        painter.setPen(stroke)
        painter.drawLine(QPointF(6, 6), QPointF(14, 14))
        painter.drawLine(QPointF(14, 6), QPointF(6, 14))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(shade, 1.8))
        painter.drawEllipse(QRectF(1.5, 1.5, 17, 17))
    painter.restore()


class Lamp(QWidget):
    """The bare lamp; put its word beside it, or use LampLabel."""

    def __init__(self, state: LampState, size: int = 18, parent: QWidget | None = None) -> None:
        """Size in px at 100 % type: 16-20 beside words, 34 in a dialog."""
        super().__init__(parent)
        self._state = state
        self.setFixedSize(u(size), u(size) + 2)
        self._side = u(size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def state(self) -> LampState:
        """What the lamp says now."""
        return self._state

    def set_state(self, state: LampState) -> None:
        """Say something else."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lamp one px low, level with Chinese words."""
        draw_lamp(QPainter(self), QRectF(0, 1.5, self._side, self._side), self._state)


class LampLabel(QWidget):
    """A lamp and its word in the lamp's colour."""

    def __init__(
        self,
        state: LampState,
        text: str,
        role: Role = Role.BUTTON,
        *,
        size: int = 18,
        weight: int | None = None,
    ) -> None:
        """Put the word six px right of the lamp."""
        super().__init__()
        row = horizontal(self, spacing=6)
        self.lamp = Lamp(state, size)
        self.word = label(text, role, LAMP_TONES[state], weight=weight)
        row.addWidget(self.lamp)
        row.addWidget(self.word)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_state(self, state: LampState, text: str) -> None:
        """Change lamp and word together."""
        self.lamp.set_state(state)
        self.word.setText(text)
        set_tone(self.word, LAMP_TONES[state])
