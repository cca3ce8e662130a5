"""The home page: the next meeting, the seats, what is due, the last papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import RecordKind
from fulian_desktop.meetings.records import MeetingState
from ui.home.dues import dues
from ui.home.lists import DueCard, RecentPapersCard
from ui.home.next_meeting import NextMeetingCard
from ui.home.seat_board import SeatBoardCard
from ui.shell.notifier import Page
from ui.shell.widgets import Icon, horizontal, secondary_button, u, vertical

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import Meeting
    from ui.shell.notifier import PageContext

RIGHT_COLUMN = 382


class HomePage(Page):
    """What is going on in this federation and what to do next."""

    title = "首页"
    depends_on = frozenset(
        {
            RecordKind.FEDERATION,
            RecordKind.TERM,
            RecordKind.PERSON,
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
        self.next_meeting = NextMeetingCard(context)
        self.content.addWidget(self.next_meeting)
        below = horizontal(spacing=14)
        self.seat_board = SeatBoardCard(context)
        below.addWidget(self.seat_board, 1)
        right = vertical(spacing=14)
        self.due_card = DueCard(context)
        self.papers_card = RecentPapersCard(context)
        for card in (self.due_card, self.papers_card):
            card.setFixedWidth(u(RIGHT_COLUMN))
        right.addWidget(self.due_card)
        right.addWidget(self.papers_card, 1)
        below.addLayout(right)
        self.content.addLayout(below, 1)

    def refresh(self) -> None:
        """Read everything anew; a village's records are small."""
        workspace = self.context.workspace
        today = workspace.journal.now().date()
        board = workspace.seats.board()
        meetings = workspace.meetings.meetings()
        self.next_meeting.show_meeting(_next(meetings), board, today)
        self.seat_board.show_board(board, today)
        self.due_card.show_dues(dues(board, meetings, today))
        self.papers_card.show_papers(workspace.papers.recent(6), workspace.journal.now())

    def _on_new_meeting(self) -> None:
        self.context.open_page("meetings", create=True)


def _next(meetings: list[Meeting]) -> Meeting | None:
    """Return the meeting that is open, else the next one in preparation, else the last one held."""
    for state in (MeetingState.OPEN, MeetingState.PREPARING, MeetingState.CLOSED):
        found = [meeting for meeting in meetings if meeting.state is state]
        if state is MeetingState.PREPARING:
            found.sort(key=lambda meeting: (meeting.plan.day or "9999", meeting.session_number))
        if found:
            return found[0]
    return None
