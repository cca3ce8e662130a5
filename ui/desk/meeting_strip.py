"""The strip over the desk: which meeting, who is here, whether that is enough, how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.desk.desk_words import day_words, elapsed
from ui.shell.widgets import (
    AMBER,
    GREEN,
    Box,
    BoxLook,
    ElidedLabel,
    Lamp,
    LampState,
    Line,
    Role,
    Tone,
    horizontal,
    label,
    secondary_button,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from datetime import datetime

    from fulian_desktop.meetings.attendance import Attendance
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.rules.rule_pack import RulePack


class CountCell(QWidget):
    """A word over its number."""

    def __init__(self, word: str, tone: Tone = Tone.TEXT) -> None:
        """Start with a dash."""
        super().__init__()
        column = vertical(self, spacing=0)
        column.addStretch(1)
        column.addWidget(label(word, Role.CAPTION, Tone.TEXT2, align=Qt.AlignmentFlag.AlignHCenter))
        self.number = label("–", Role.COUNT, tone, align=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.number)
        column.addStretch(1)


class QuorumBox(Box):
    """The lamp of the quorum with the number that is needed."""

    def __init__(self) -> None:
        """Start dark."""
        super().__init__(GREEN)
        self.setFixedHeight(u(52))
        row = horizontal(self, margins=(12, 0, 14, 0), spacing=10)
        self.lamp = Lamp(LampState.NOT_YET, 22)
        self.headline = label("", Role.PRIMARY, Tone.GREEN)
        self.rule = label("", Role.CAPTION, Tone.TEXT2)
        row.addWidget(self.lamp)
        words = vertical(spacing=0)
        words.addStretch(1)
        words.addWidget(self.headline)
        words.addWidget(self.rule)
        words.addStretch(1)
        row.addLayout(words)

    def show_quorum(self, attendance: Attendance, pack: RulePack) -> None:
        """Show whether there are enough people, with the number and the rule."""
        quorum = attendance.quorum
        self.lamp.set_state(LampState.HOLDS if quorum.met else LampState.MISSING)
        self.set_look(GREEN if quorum.met else AMBER)
        self.headline.setText(
            f"法定 {quorum.need}，" + ("已达到" if quorum.met else f"还差 {quorum.short_by} 人")
        )
        set_tone(self.headline, Tone.GREEN if quorum.met else Tone.AMBER)
        self.rule.setText(f"{pack.quorum_base.phrase}的{pack.quorum.phrase}")
        self.setAccessibleName(quorum.explanation)


class MeetingStrip(QWidget):
    """72 high with its accent rule; the same in every view of the desk."""

    leave_wanted = Signal()

    def __init__(self, facts: MeetingFacts) -> None:
        """Show what does not change while the meeting runs."""
        super().__init__()
        self.setFixedHeight(u(72))
        column = vertical(self)
        band = Box(BoxLook(Tone.SURFACE, radius=0))
        column.addWidget(band, 1)
        column.addWidget(Line(Tone.ACCENT, width=u(2)))
        row = horizontal(band, margins=(20, 0, 20, 0), spacing=14)
        row.addWidget(self._left(facts), 1)
        self.entitled = CountCell("应到")
        self.present = CountCell("实到")
        self.excused = CountCell("请假")
        for place, cell in enumerate((self.entitled, self.present, self.excused)):
            if place:
                line = Line(Tone.LINE2, upright=True)
                line.setFixedHeight(u(36))
                row.addWidget(line)
            cell.setMinimumWidth(u(36))
            row.addWidget(cell)
        self.quorum = QuorumBox()
        self.quorum.setObjectName("quorum_box")
        row.addWidget(self.quorum)
        row.addWidget(self._right(), 1)

    def show_attendance(self, attendance: Attendance, pack: RulePack) -> None:
        """Show the numbers and the lamp."""
        self.entitled.number.setText(str(attendance.entitled))
        self.present.number.setText(str(attendance.present))
        self.excused.number.setText(str(len(attendance.excused)))
        self.quorum.show_quorum(attendance, pack)

    def show_time(self, opened_at: str | None, planned: str, now: datetime) -> None:
        """Show how long the meeting runs and what time it is."""
        _write(self.running.number, elapsed(opened_at, planned, now))
        _write(self.clock.number, f"{now:%H:%M}")

    def _left(self, facts: MeetingFacts) -> QWidget:
        box = QWidget()
        words = vertical(box, spacing=0)
        words.addStretch(1)
        title = ElidedLabel(facts.title, Role.PERSON, weight=700)
        words.addWidget(title)
        place = "·".join(part for part in (day_words(facts.day), facts.place) if part)
        words.addWidget(ElidedLabel(place, Role.CAPTION, Tone.TEXT2))
        words.addStretch(1)
        return box

    def _right(self) -> QWidget:
        box = QWidget()
        row = horizontal(box, spacing=14)
        row.addStretch(1)
        self.running = CountCell("已开", Tone.TEXT2)
        self.clock = CountCell("现在")
        row.addWidget(self.running)
        row.addWidget(self.clock)
        self.leave_button = secondary_button("离开会场")
        self.leave_button.setObjectName("leave_desk")
        self.leave_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.leave_button.clicked.connect(self.leave_wanted)
        row.addWidget(self.leave_button)
        return box


def _write(shown: QLabel, words: str) -> None:
    if shown.text() != words:
        shown.setText(words)
