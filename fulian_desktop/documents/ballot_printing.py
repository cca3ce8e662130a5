"""From sheets printed to ballots in the custody record: how many there are on a sheet, and saying so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import BallotSheet
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.elections.operations import ElectionOperations

BALLOT_KINDS = (PaperKind.BALLOT, PaperKind.BALLOT_AGAIN)
"""The papers that are ballots; printing them is told in the custody record when the user says so."""


@dataclass(frozen=True)
class BallotSheets:
    """The ballots of one election as they are printed.

    Args:
        election_id: the election.
        title: of the election.
        round_id: the round they are for; None before the ballot was fixed.
        per_sheet: ballots on a sheet.
        wanted: ballots needed: one for everybody entitled.
    """

    election_id: int
    title: str
    round_id: int | None
    per_sheet: int
    wanted: int

    @property
    def sheets_wanted(self) -> int:
        """Return how many sheets give a ballot to everybody entitled."""
        return -(-self.wanted // self.per_sheet)


def sheets_of(papers: DocumentOperations, meeting_id: int, kind: PaperKind) -> tuple[BallotSheets, ...]:
    """Return the ballots on a paper, election by election in the order of its pages.

    Raises:
        PaperNotReady: there is nothing to print yet.
        UserFacingError: the paper is no ballot.
    """
    if kind not in BALLOT_KINDS:
        raise UserFacingError(f"{kind.title}不是选票。", safe="没有登记张数。")
    blocks = [one for one in papers.compose(meeting_id, kind).blocks if isinstance(one, BallotSheet)]
    again = kind is PaperKind.BALLOT_AGAIN
    elections = [one for one in papers.figures(meeting_id).elections if not again or len(one.rounds) > 1]
    found = []
    for one, sheet in zip(elections, blocks, strict=True):
        place = -1 if again else 0
        round_id = one.rounds[place].round.id if one.rounds else None
        wanted = (one.rounds[place].round.entitled if one.rounds else None) or one.entitled
        found.append(BallotSheets(one.election.id, one.election.title, round_id, sheet.per_sheet, wanted))
    return tuple(found)


def record_printed(
    elections: ElectionOperations, ballots: BallotSheets, sheets: int, *, names: tuple[str, ...] = ()
) -> ChangeSet:
    """Record in the custody of a round that so many sheets of ballots were printed; the user says so.

    Args:
        elections: the room of elections.
        ballots: what was printed, from `sheets_of`.
        sheets: how many sheets came out of the printer, 1 or more.
        names: who printed them and who watched.

    Raises:
        UserFacingError: the ballot was not fixed yet, the number cannot be, or the round is over.
    """
    if ballots.round_id is None:
        raise UserFacingError(
            "选票还没有定样，印制的张数登记不了。",
            advice=("请先在“选举”里开始第一轮，选票定样以后再印。",),
            safe="没有登记张数。",
        )
    return elections.custody.record(
        ballots.round_id,
        CustodyKind.PRINTED,
        sheets * ballots.per_sheet,
        names=names,
        note=f"{sheets}张纸，每张{ballots.per_sheet}票",
    )
