"""The home page: the next meeting, the seats, what is due, the last papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from fulian_desktop.changes import RecordKind
from fulian_desktop.meetings.records import MeetingState
from ui.home.dues import dues
from ui.home.lists import DueCard, RecentPapersCard
from ui.home.next_meeting import TIGHT_BELOW, NextMeetingCard
from ui.home.seat_board import SeatBoardCard
from ui.shell.after_paint import AfterPaint
from ui.shell.notifier import Page
from ui.shell.widgets import Icon, ScrollColumn, horizontal, secondary_button, u, vertical

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.meetings.records import Meeting
    from ui.shell.notifier import PageContext

RIGHT_COLUMN = 382
MOST_PAPERS = 6
STACKED_BELOW = 960
"""Width of the page (px at 100 % type) below which the lists stand under the board."""
WIDEST = 16777215


class HomePage(Page):
    """What is going on in this federation and what to do next."""

    title = "首页"
    depends_on = frozenset(
        {
            RecordKind.FEDERATION,
            RecordKind.TERM,
            RecordKind.PERSON,
            RecordKind.DELEGATE,
            RecordKind.CONGRESS,
            RecordKind.ELECTION,
            RecordKind.SEAT,
            RecordKind.MEETING,
            RecordKind.AGENDA,
            RecordKind.NOMINEE,
            RecordKind.VOTE,
            RecordKind.PAPER,
        }
    )

    def __init__(self, context: PageContext) -> None:
        """Build the cards; they are filled by refresh()."""
        super().__init__(context)
        self.new_meeting_button = secondary_button("新建会议", Icon.PLUS)
        self.new_meeting_button.setObjectName("new_meeting")
        self.new_meeting_button.clicked.connect(self._on_new_meeting)
        self.add_action(self.new_meeting_button)
        self._papers_later = AfterPaint(self, self._show_papers)
        self._scroll = ScrollColumn(spacing=12)
        self._scroll.column.setStretch(0, 0)
        self.content.addWidget(self._scroll, 1)
        self.next_meeting = NextMeetingCard(context)
        self._scroll.add(self.next_meeting)
        self._below = horizontal(spacing=14)
        self.seat_board = SeatBoardCard(context)
        self._below.addWidget(self.seat_board, 1)
        right = vertical(spacing=14)
        self.due_card = DueCard(context)
        self.papers_card = RecentPapersCard(context)
        right.addWidget(self.due_card)
        right.addWidget(self.papers_card, 1)
        self._below.addLayout(right)
        self._scroll.column.insertLayout(1, self._below, 1)
        self._stack(False)

    def refresh(self) -> None:
        """Read everything anew; a village's records are small."""
        workspace = self.context.workspace
        today = workspace.journal.now().date()
        board = workspace.seats.board()
        meetings = workspace.meetings.meetings()
        self.next_meeting.show_meeting(_next(meetings), board, today)
        self.seat_board.show_board(board, today)
        congress = workspace.congress.current()
        step = workspace.congress.next_step(congress.id) if congress is not None else None
        unfinished = [one.id for one in meetings if not workspace.minutes.record(one.id).is_finished]
        program = self.context.program
        stick = program.backups.reminder() if program is not None and program.backups is not None else ""
        self.due_card.show_dues(
            dues(board, meetings, today, step, unfinished=unfinished, second_backup=stick)
        )
        self._papers_later.request()

    def _show_papers(self) -> None:
        """Work out how the papers stand, which takes longer than all the rest, after the first paint."""
        workspace = self.context.workspace
        self.next_meeting.show_papers()
        self.papers_card.show_papers(workspace.papers.recent(MOST_PAPERS), workspace.journal.now())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists under the board when there is no room beside it."""
        super().resizeEvent(event)
        self._stack(self.width() < u(STACKED_BELOW))

    def _stack(self, stacked: bool) -> None:
        direction = QBoxLayout.Direction
        self._below.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        for card in (self.due_card, self.papers_card):
            card.setMinimumWidth(0 if stacked else u(RIGHT_COLUMN))
            card.setMaximumWidth(WIDEST if stacked else u(RIGHT_COLUMN))
        self.papers_card.set_whole(stacked)
        self.seat_board.set_whole(stacked)
        self.next_meeting.stack(self.width() < u(TIGHT_BELOW))

    def _on_new_meeting(self) -> None:
        self.context.open_page("meetings", create=True)


def _next(meetings: list[Meeting]) -> Meeting | None:
    """Return the meeting that is open, else the next one in preparation, else the last one held."""
    for state in (MeetingState.OPEN, MeetingState.PREPARING, MeetingState.CLOSED):
        found = [meeting for meeting in meetings if meeting.state is state]
        if state is MeetingState.PREPARING:
            found.sort(key=lambda one: (one.plan.day or "9999", one.plan.time, one.session_number))
        if found:
            return found[0]
    return None
