"""The band over every page of a rehearsal: 演练 in loud stripes, its clock, and the way out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from fulian_desktop.meetings.start_check import doubt_about_rehearsal
from ui.shell.masthead import spoken_date
from ui.shell.theme import Role, Tone, color, u
from ui.shell.widgets.buttons import Button, secondary_button
from ui.shell.widgets.labels import ElidedLabel, label, set_tone
from ui.shell.widgets.layouts import horizontal

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.workspace import Workspace

HEIGHT = 40
STRIPES = 132
"""Width of the striped ends, px at 100 % type."""
_EVERY = 10_000
WORDS = "这里做的一切都不算数，结束以后全部清除"


class RehearsalBand(QWidget):
    """Stands above the masthead and above the desk as long as a rehearsal lasts; it cannot be closed."""

    end_wanted = Signal()
    clock_wanted = Signal()

    def __init__(self, workspace: Workspace, real: Callable[[], datetime] = datetime.now) -> None:
        """`real` is the PC's own clock; the rehearsal's is the workspace's."""
        super().__init__()
        self.setObjectName("rehearsal_band")
        self._workspace = workspace
        self._real = real
        self.setFixedHeight(u(HEIGHT))
        self.setAccessibleName(f"演练：{WORDS}")
        row = horizontal(self, margins=(STRIPES + 12, 0, STRIPES + 12, 0), spacing=12)
        self.word_label = label("演练", Role.PERSON, Tone.INK, weight=700)
        row.addWidget(self.word_label)
        self.words_label = ElidedLabel(WORDS, Role.BODY, Tone.INK)
        row.addWidget(self.words_label, 1)
        self.clock_button = self._button("", "rehearsal_clock")
        self.clock_button.clicked.connect(self.clock_wanted)
        row.addWidget(self.clock_button)
        self.end_button = self._button("结束演练", "rehearsal_end")
        self.end_button.clicked.connect(self.end_wanted)
        row.addWidget(self.end_button)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(_EVERY)
        self.refresh()

    def refresh(self) -> None:
        """Show the rehearsal's time, and warn when the real meeting is about to begin."""
        now = self._workspace.journal.now()
        self.clock_button.setText(f"演练时钟 {spoken_date(now.date())} {now:%H:%M}")
        doubt = self.doubt()
        words = f"{doubt}这是演练，正式开会请先结束演练！" if doubt else WORDS
        self.words_label.setText(words)
        set_tone(self.words_label, Tone.RED if doubt else Tone.INK)

    def doubt(self) -> str:
        """Return why this may be taken for the real meeting now, empty when it may not."""
        mark = self._workspace.rehearsal
        if mark is None:
            return ""
        plan = self._workspace.meetings.get(mark.meeting_id).plan
        return doubt_about_rehearsal(plan.day, plan.time, self._real())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a loud ground with stripes at both ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), color(Tone.REHEARSAL))
        wide = u(STRIPES)
        for left in (0, self.width() - wide):
            draw_stripes(painter, QRectF(left, 0, wide, self.height()))
        painter.end()

    def _button(self, words: str, name: str) -> Button:
        made = secondary_button(words)
        made.setObjectName(name)
        made.setFixedHeight(u(32))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made


def draw_stripes(painter: QPainter, area: QRectF) -> None:
    """Fill an area with slanting stripes of the rehearsal's two colours."""
    painter.save()
    painter.setClipRect(area)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(Tone.ACCENT))
    step = area.height() * 0.7
    x = area.left() - area.height()
    while x < area.right() + area.height():
        corners = [
            QPointF(x, area.bottom()),
            QPointF(x + area.height(), area.top()),
            QPointF(x + area.height() + step / 2, area.top()),
            QPointF(x + step / 2, area.bottom()),
        ]
        painter.drawPolygon(QPolygonF(corners))
        x += step
    painter.restore()
