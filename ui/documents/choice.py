"""What the page shows: one paper of one meeting, and how papers are named on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.documents.paper_kinds import PaperStatus
from fulian_desktop.meetings.records import MeetingState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperState
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.workspace import Workspace


@dataclass(frozen=True)
class Draft:
    """A paper composed and ready to be drawn: which, and its words."""

    meeting_id: int
    kind: PaperKind
    edition: Edition
    content: PaperContent
    issued_id: int | None = None
    """The issued paper that says just this, or None: then it is a draft."""
    pdf: bytes = field(default=b"", repr=False)
    """The PDF kept of the issued paper; it is shown and printed as it is."""

    @property
    def name(self) -> str:
        """Return the name of the paper, with its edition where there are two."""
        return paper_name(self.kind, self.edition)


def paper_name(kind: PaperKind, edition: Edition) -> str:
    """Return 会议议程, or 执委名册（内部版） where there are two editions."""
    return f"{kind.title}（{edition.phrase}）" if len(kind.editions) > 1 else kind.title


def short_title(meeting: Meeting) -> str:
    """Return 第七届第三次, for the chooser."""
    if meeting.own_title:
        return meeting.title
    return f"{ordinal(meeting.term_number, '届')}{ordinal(meeting.session_number, '次')}"


def usual_meeting(meetings: Sequence[Meeting]) -> Meeting | None:
    """Return the meeting whose papers are wanted most likely: the one not closed yet, else the last."""
    for meeting in meetings:
        if meeting.state is not MeetingState.CLOSED:
            return meeting
    return max(meetings, key=lambda one: (one.plan.day, one.id), default=None)


def papers_folder(workspace: Workspace, meeting: Meeting) -> Path:
    """Return where the papers of a meeting are kept: beside the data file, one folder for each meeting."""
    data_file = workspace.database.path
    return data_file.parent / f"{data_file.stem}文书" / meeting.title


def compose_draft(workspace: Workspace, meeting_id: int, state: PaperState) -> Draft:
    """Compose a paper as it stands now.

    Raises:
        UserFacingError: it cannot be made yet; says why and when.
    """
    content = workspace.papers.compose(meeting_id, state.kind, state.edition)
    draft = Draft(meeting_id, state.kind, state.edition, content)
    if state.status is not PaperStatus.FINAL:
        return draft
    paper = workspace.register.in_force(meeting_id, state.kind, state.edition)
    if paper is None:
        return draft
    pdf = workspace.register.pdf_of(paper.id)
    return replace(draft, issued_id=paper.id, pdf=pdf)


def moment_words(at: str) -> str:
    """Return 3月6日 11:05 for an ISO moment."""
    moment = datetime.fromisoformat(at)
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"
