"""What is still to be done before a meeting is closed: undecided, not held, not printed, to be signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.agenda_course import ItemState
from fulian_desktop.meetings.closing_rule import ClosingRule

if TYPE_CHECKING:
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

USED_AT_THE_MEETING = (PaperKind.SIGN_IN, PaperKind.AGENDA, PaperKind.SCRIPT, PaperKind.NOMINEES)
SIGNED_AT_ITS_END = (PaperKind.SIGN_IN, PaperKind.VOTE_RECORD)


@dataclass(frozen=True)
class ClosingReport:
    """What a meeting leaves behind if it is closed now.

    Args:
        undecided: titles of the items whose question nobody answered; closing needs a reason then.
        not_held: titles of the other items that were not begun.
        skipped: title and reason of each item skipped.
        unprinted: titles of the papers used at a meeting that were never made.
        unsigned: titles of the papers to be signed before people leave.
    """

    undecided: tuple[str, ...]
    not_held: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    unprinted: tuple[str, ...]
    unsigned: tuple[str, ...]

    @property
    def needs_reason(self) -> bool:
        """Return whether the meeting is closed only with a reason."""
        return bool(self.undecided)


def closing_report(
    database: Database,
    journal: Journal,
    meetings: MeetingOperations,
    papers: DocumentOperations,
    meeting_id: int,
) -> ClosingReport:
    """Return what an open meeting leaves behind if it is closed now."""
    facts = meetings.facts(meeting_id)
    undecided = ClosingRule(database, journal).undecided(meeting_id, facts)
    running = meetings.running_agenda(meeting_id)
    begun = any(one.state in (ItemState.RUNNING, ItemState.DONE) for one in running)
    known = {kind for kind in PaperKind if _was_made(papers, meeting_id, kind)}
    votes = bool(papers.figures(meeting_id).questions)
    return ClosingReport(
        undecided=tuple(item.title for item in undecided),
        not_held=tuple(
            one.item.title
            for one in running
            if begun and one.state is ItemState.WAITING and one.item not in undecided
        ),
        skipped=tuple((one.item.title, one.reason) for one in facts.skipped),
        unprinted=tuple(kind.title for kind in USED_AT_THE_MEETING if kind not in known and kind.is_needed),
        unsigned=tuple(kind.title for kind in SIGNED_AT_ITS_END if votes or kind is PaperKind.SIGN_IN),
    )


def _was_made(papers: DocumentOperations, meeting_id: int, kind: PaperKind) -> bool:
    try:
        return any(papers.latest_issue(meeting_id, kind, edition) is not None for edition in kind.editions)
    except UserFacingError:
        return False
