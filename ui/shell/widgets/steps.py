"""Parts of a step list: the numbered disc, the item row and the step row."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.theme import Role, Tone, color, font, u
from ui.shell.widgets.box import BoxLook, ClickableBox
from ui.shell.widgets.labels import ElidedLabel, label
from ui.shell.widgets.layouts import horizontal


class StepState(Enum):
    """Where the meeting is with a step."""

    TO_COME = "to come"
    NOW = "now"
    DONE = "done"


class StepDisc(QWidget):
    """A 26-px disc: ring with number = to come, accent = now, green tick = done; no number is a dot."""

    def __init__(
        self,
        number: str = "",
        state: StepState = StepState.TO_COME,
        size: int = 26,
        *,
        ring: bool = False,
    ) -> None:
        """Without a number a small dot is drawn (follow-on items), or a small ring (steps, hands)."""
        super().__init__()
        self._ring = ring
        self._number = number
        self._state = state
        self._side = u(size)
        self.setFixedSize(u(size) + 2, u(size) + 2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_state(self, state: StepState) -> None:
        """Draw it otherwise."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc, ring, dot or tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(1, 1, self._side, self._side)
        if self._state is StepState.DONE:
            pen = QPen(color(Tone.GREEN), u(2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            points = [QPointF(0.28, 0.54), QPointF(0.44, 0.70), QPointF(0.74, 0.36)]
            painter.drawPolyline(QPolygonF([area.topLeft() + point * self._side for point in points]))
            return
        now = self._state is StepState.NOW
        if not self._number:
            hollow = self._ring and not now
            painter.setPen(QPen(color(Tone.CTL), 1.4) if hollow else Qt.PenStyle.NoPen)
            painter.setBrush(color(Tone.SURFACE if hollow else Tone.ACCENT if now else Tone.TEXT2))
            radius = u(5) if now or hollow else u(2.5)
            painter.drawEllipse(area.center(), radius, radius)
            return
        painter.setPen(Qt.PenStyle.NoPen if now else QPen(color(Tone.CTL), 1))
        painter.setBrush(color(Tone.ACCENT if now else Tone.SURFACE))
        painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(font(Role.SECONDARY, weight=600))
        painter.setPen(color(Tone.ON_DARK if now else Tone.TEXT))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._number)


class StepItem(ClickableBox):
    """One agenda item of the step list, 40 high; `number` empty for a follow-on item."""

    def __init__(self, number: str, title: str, time: str = "", state: StepState = StepState.TO_COME) -> None:
        """`time` is the planned time at the right."""
        super().__init__(BoxLook(radius=5))
        row = horizontal(self, margins=(6, 0, 10, 0), spacing=8)
        self.setFixedHeight(u(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.disc = StepDisc(number, state)
        self.title_label = ElidedLabel(title, Role.NAME if state is StepState.NOW else Role.NAVIGATION)
        row.addWidget(self.disc)
        row.addWidget(self.title_label, 1)
        row.addWidget(label(time, Role.CAPTION, Tone.TEXT2))


class StepRow(ClickableBox):
    """One step inside the current item, 34 high; the current one is tinted with accent words."""

    def __init__(self, title: str, state: StepState = StepState.TO_COME) -> None:
        """Show the title; a click emits `activated`."""
        now = state is StepState.NOW
        super().__init__(BoxLook(Tone.TINT if now else None, radius=5))
        row = horizontal(self, margins=(32, 0, 10, 0), spacing=8)
        self.setFixedHeight(u(34))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(StepDisc("", state, 20, ring=True))
        tone = Tone.ACCENT if now else Tone.TEXT2 if state is StepState.DONE else Tone.TEXT
        row.addWidget(ElidedLabel(title, Role.BODY, tone, weight=600 if now else 400), 1)
