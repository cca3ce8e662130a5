"""会上的记录: everything recorded at the meeting in the order of the clock, to be read while writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from fulian_desktop.documents.papers import phrases
from fulian_desktop.meetings.minutes_records import LateSubject
from ui.shell.widgets import (
    Box,
    BoxLook,
    Card,
    Chip,
    ChipKind,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    empty_row,
    horizontal,
    label,
    link_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.workspace import Workspace

ALL_MARKS = 10_000
TIME_WIDTH = 52


@dataclass(frozen=True)
class Recorded:
    """One line of the record: ISO moment, words, whether entered later, and whether it may be quoted."""

    at: str
    words: str
    late: bool = False
    quotable: bool = False


def recorded(workspace: Workspace, figures: MeetingFigures) -> list[Recorded]:
    """Return what was recorded at a meeting in the order of the clock."""
    meeting, late = figures.meeting, {(one.subject, one.subject_id) for one in figures.minutes.late}
    found = [
        Recorded(at, words) for at, words in reversed(workspace.attendance.latest(meeting.id, ALL_MARKS))
    ]
    if meeting.opened_at is not None:
        found.append(Recorded(meeting.opened_at, "开会", (LateSubject.OPENING, meeting.id) in late))
    for question in figures.questions:
        for count in question.counts:
            words = f"{'更正计票' if count.corrects_id else '举手表决'}：{question.motion.question}"
            numbers = f"{phrases.hands_in_words(count)}，{count.outcome.phrase}"
            entered = (LateSubject.COUNT, count.id) in late
            found.append(Recorded(count.at, f"{words}\n{numbers}", entered, quotable=True))
    found += [
        Recorded(note.at, note.text, (LateSubject.NOTE, note.id) in late, quotable=True)
        for note in figures.notes
    ]
    if meeting.closed_at is not None:
        found.append(Recorded(meeting.closed_at, "散会", (LateSubject.CLOSING, meeting.id) in late))
    return sorted(found, key=lambda one: one.at)


class RecordRow(Box):
    """One line of the record; what was said can be put into the words being written."""

    quoted = Signal(str)

    def __init__(self, line: Recorded) -> None:
        """Show time and words."""
        super().__init__(BoxLook(radius=0, sides="b"))
        self._words = line.words
        row = horizontal(self, margins=(2, 8, 2, 8), spacing=8)
        time = label(line.at[11:16], Role.SECONDARY, Tone.TEXT2)
        time.setFixedWidth(u(TIME_WIDTH))
        column = vertical(spacing=2)
        column.addWidget(time)
        column.addStretch(1)
        row.addLayout(column)
        words = vertical(spacing=4)
        words.addWidget(WrapLabel(line.words, Role.BODY, Tone.TEXT))
        if line.late:
            words.addWidget(Chip("补录", ChipKind.AMBER))
        row.addLayout(words, 1)
        if line.quotable:
            self.quote_button = link_button("引用")
            self.quote_button.setToolTip("把这句话放进右边正在写的那一部分")
            self.quote_button.clicked.connect(self._on_quote)
            row.addWidget(self.quote_button)

    def _on_quote(self) -> None:
        self.quoted.emit(self._words.replace("\n", "，"))


class RecordCard(Card):
    """The record, line by line."""

    quoted = Signal(str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("会上的记录", margins=(16, 14, 8, 10), spacing=6)
        self._scroll = ScrollColumn()
        self.body.addWidget(self._scroll, 1)

    def show_record(self, lines: Sequence[Recorded]) -> None:
        """Show the lines anew."""
        self._scroll.clear()
        for line in lines:
            row = RecordRow(line)
            row.quoted.connect(self.quoted)
            self._scroll.add(row)
        if not lines:
            self._scroll.add(empty_row("会上还没有记录"))
