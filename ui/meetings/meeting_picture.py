"""Everything the preparation page shows of one meeting, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.documents.paper_kinds import PaperState
    from fulian_desktop.meetings.records import AgendaItem, Meeting, MeetingFacts, Missing
    from fulian_desktop.scripts.records import Script
    from fulian_desktop.seats.records import SeatBoard
    from fulian_desktop.votes.records import MotionKey, VoteCount
    from fulian_desktop.workspace import Workspace


@dataclass(frozen=True)
class MeetingPicture:
    """What is known of a meeting at one moment.

    `script` is None when it cannot be composed; `script_problem` then says why. `others` is the number of
    further meetings in the file.
    """

    meeting: Meeting
    facts: MeetingFacts
    missing: tuple[Missing, ...]
    board: SeatBoard
    counts: Mapping[MotionKey, VoteCount]
    papers: tuple[PaperState, ...]
    script: Script | None
    script_problem: str
    others: int

    @property
    def editable(self) -> bool:
        """Return whether the meeting is still in preparation."""
        return self.meeting.state is MeetingState.PREPARING

    @property
    def blocking(self) -> tuple[Missing, ...]:
        """Return what the meeting cannot be opened without."""
        return tuple(one for one in self.missing if one.blocks)

    @property
    def entitled(self) -> int:
        """Return how many are entitled (应到)."""
        return len(self.facts.entitled)

    @property
    def sentences(self) -> int:
        """Return how many lines of the script are spoken."""
        return 0 if self.script is None else self.script.spoken_count

    def steps_of(self, item: AgendaItem) -> tuple[str, ...]:
        """Return the names of the steps the script goes through in an item."""
        if self.script is None:
            return ()
        return tuple(dict.fromkeys(step.name for step in self.script.steps_of(item.id)))


def read_picture(workspace: Workspace, meeting_id: int) -> MeetingPicture:
    """Read a meeting and all that belongs to it.

    Raises:
        UserFacingError: there is no such meeting.
    """
    meeting = workspace.meetings.get(meeting_id)
    script: Script | None = None
    problem = ""
    try:
        script = workspace.scripts.compose(meeting_id)
    except UserFacingError as error:
        problem = error.what
    return MeetingPicture(
        meeting=meeting,
        facts=workspace.meetings.facts(meeting_id),
        missing=workspace.meetings.missing(meeting_id),
        board=workspace.seats.board(),
        counts=workspace.votes.standing_counts(meeting_id),
        papers=workspace.papers.catalogue(meeting_id),
        script=script,
        script_problem=problem,
        others=len(workspace.meetings.meetings()) - 1,
    )
