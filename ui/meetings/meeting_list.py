"""The list of all meetings, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fulian_desktop.meetings.records import Meeting, MeetingState
from ui.meetings import meeting_words
from ui.shell.tables import Column, RecordTable, TableCard
from ui.shell.widgets import ChipKind, EmptyState, Icon, Tone, vertical

if TYPE_CHECKING:
    from collections.abc import Hashable

    from fulian_desktop.workspace import Workspace

_STATES = {
    MeetingState.PREPARING: ChipKind.AMBER,
    MeetingState.OPEN: ChipKind.POST,
    MeetingState.CLOSED: ChipKind.GREEN,
}


@dataclass(frozen=True)
class MeetingLine:
    """One line of the list."""

    meeting: Meeting
    chair: str
    votes: str

    @property
    def day_key(self) -> str:
        """Return what the column of days is sorted by."""
        return f"{self.meeting.plan.day or '9999'} {self.meeting.plan.time}"


class MeetingList(QWidget):
    """All meetings; `meeting_wanted` when one is opened, `new_wanted` from the empty page."""

    meeting_wanted = Signal(int)
    new_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.table: RecordTable[MeetingLine] = RecordTable(_columns(), _line_id)
        self.table.setObjectName("meeting_table")
        self.table.setAccessibleName("会议")
        self.table.record_opened.connect(self._on_opened)
        self.table.clicked.connect(self._on_clicked)
        self._card = TableCard(self.table, "新的在前，点一下打开", unit="次")
        self.empty = EmptyState(
            "还没有会议。有席位空缺时，从这里开始筹备增补执委会议。", "新建会议", picture=Icon.PLUS
        )
        self.empty.activated.connect(self.new_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card)
        self._stack.addWidget(self.empty)
        vertical(self).addWidget(self._stack)

    def show_meetings(self, workspace: Workspace) -> None:
        """Read all meetings and show them."""
        lines = []
        for meeting in workspace.meetings.meetings():
            facts = workspace.meetings.facts(meeting.id)
            counts = workspace.votes.standing_counts(meeting.id)
            chair = facts.chair.name if facts.chair else ""
            lines.append(MeetingLine(meeting, chair, meeting_words.votes_in_short(facts, counts)))
        self.table.set_records(lines)
        self._stack.setCurrentIndex(0 if lines else 1)

    def _on_opened(self, line: MeetingLine) -> None:
        self.meeting_wanted.emit(line.meeting.id)

    def _on_clicked(self) -> None:
        line = self.table.chosen()
        if line is not None:
            self.meeting_wanted.emit(line.meeting.id)


def _line_id(line: MeetingLine) -> Hashable:
    return line.meeting.id


def _columns() -> tuple[Column[MeetingLine], ...]:
    return (
        Column("会议", lambda line: line.meeting.title, 0),
        Column(
            "状态", lambda line: line.meeting.state.phrase, 92, chip=lambda line: _STATES[line.meeting.state]
        ),
        Column(
            "时间",
            lambda line: meeting_words.when(line.meeting.plan),
            236,
            sort_key=lambda line: line.day_key,
        ),
        Column("主持人", lambda line: line.chair, 110),
        Column("表决", lambda line: line.votes, None, tone=Tone.TEXT2),
    )
