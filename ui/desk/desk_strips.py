"""Two strips of the middle column: what stands in the way of a vote, and the line to be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fulian_desktop.rules.before_vote import before_vote
from ui.desk.vote_state import Hand
from ui.shell.theme import color, font
from ui.shell.widgets import (
    AMBER,
    Box,
    BoxLook,
    Lamp,
    LampState,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QResizeEvent

    from ui.desk.session import DeskSession
    from ui.desk.vote_state import VoteState

_SIZES = (34, 30, 27, 24, 21)


def vote_warning(session: DeskSession) -> str:
    """Return what stands in the way of the show of hands of the current item, empty for nothing.

    Said from the first line of an item whose question is not counted yet, so before anybody raises a hand.
    """
    item_id = session.step.item_id
    ahead = [key for key in session.motions if key.item_id == item_id and key not in session.counts]
    if not ahead:
        return ""
    facts, attendance = session.facts, session.attendance
    present = attendance.present_ids
    chair = facts.chair
    silent = not facts.rule_pack.chair_votes and chair is not None and chair.person_id in present
    standing = before_vote(
        facts.rule_pack, attendance.entitled, len(present), len(present) - (1 if silent else 0)
    )
    return standing.warning or standing.note


def read_aloud(state: VoteState) -> str:
    """Return the line to be said before a count is confirmed: 实到11，同意10，不同意0，弃权1，共11."""
    people = f"实到{state.present}"
    if state.present != state.voters:
        people += f"，参加表决{state.voters}"
    hands = [("同意", state.in_favour), ("不同意", state.entry.against)]
    if Hand.ABSTAINING in state.polls or state.entry.abstaining:
        hands.append(("弃权", state.entry.abstaining))
    if state.not_voting:
        hands.append(("未表态", state.not_voting))
    words = "，".join(f"{word}{number}" for word, number in hands)
    return f"{people}，{words}，共{sum(number for _, number in hands)}"


def may_be_read(state: VoteState | None) -> bool:
    """Return whether a count is ready to be read aloud: every hand was asked for and the numbers can be."""
    return state is not None and not state.problem and not state.missing_polls and state.quorum.met


class WarningStrip(Box):
    """Amber: what is wrong, in one or two lines, and the way to the attendance; hidden while all is well."""

    attendance_wanted = Signal()

    def __init__(self, *, with_link: bool = True) -> None:
        """Start hidden."""
        super().__init__(BoxLook(AMBER.fill, radius=0, sides="b", side_tone=Tone.AMBER_EDGE))
        row = horizontal(self, margins=(18, 8, 14, 8), spacing=12)
        row.addWidget(Lamp(LampState.MISSING, 24), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = WrapLabel("", Role.NAME, Tone.TEXT)
        self.words.setObjectName("desk_warning")
        row.addWidget(self.words, 1)
        self._link = link_button("考勤　F8")
        self._link.setObjectName("warning_attendance")
        self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._link.clicked.connect(self.attendance_wanted)
        self._link.setVisible(with_link)
        row.addWidget(self._link)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show what is wrong; empty words hide the strip."""
        if self.words.text() != words:
            self.words.setText(words)
        self.setVisible(bool(words))


class ReadAloudStrip(Box):
    """The line to be said before Enter, as big as it fits."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(BoxLook(Tone.SURFACE, radius=0, sides="t", side_tone=Tone.LINE2))
        column = vertical(self, margins=(22, 8, 22, 10), spacing=2)
        column.addWidget(label("念一遍给大家听，没有人提出不同，再按回车", Role.SECONDARY, Tone.TEXT2))
        self.line = BigLine()
        self.line.setObjectName("read_aloud")
        column.addWidget(self.line)
        self.hide()

    def show_state(self, state: VoteState | None) -> None:
        """Show the line of a count that is ready; hide while it is not."""
        ready = state is not None and may_be_read(state)
        if ready and state is not None:
            self.line.show_words(read_aloud(state))
        self.setVisible(ready)


class BigLine(QWidget):
    """Words on one line in the largest size that fits, on two where none does; never cut."""

    def __init__(self) -> None:
        """Start without words."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = ""
        self._lines: tuple[str, ...] = ()
        self._pixels = _SIZES[0]

    def text(self) -> str:
        """Return the words."""
        return self._words

    def show_words(self, words: str) -> None:
        """Show other words."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(color(Tone.TEXT))
        high = self.height() / max(1, len(self._lines))
        for place, words in enumerate(self._lines):
            area = QRectF(0, place * high, self.width(), high)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _font(self) -> QFont:
        made = font(Role.DIALOG_TITLE, weight=700)
        made.setPixelSize(u(self._pixels))
        return made

    def _fit(self) -> None:
        self._lines = (self._words,)
        for self._pixels in _SIZES:
            if QFontMetricsF(self._font()).horizontalAdvance(self._words) <= self.width():
                break
        else:
            parts = self._words.split("，")
            middle = (len(parts) + 1) // 2
            self._lines = ("，".join(parts[:middle]) + "，", "，".join(parts[middle:]))
        high = u(round(self._pixels * 1.4)) * len(self._lines)
        if self.height() != high:
            self.setFixedHeight(high)
        self.update()
