"""Her numbers, at which the rules are told: entitled, present, seats, candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.elections.records import Body
from fulian_desktop.rules.election_examples import Numbers
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace
    from ui.elections.ballot_state import RoomState


def numbers_of(workspace: Workspace, state: RoomState | None) -> Numbers:
    """Return the numbers of an election, else those of the federation as it is."""
    board = workspace.seats.board()
    if state is None:
        congress = workspace.congress.current()
        entitled = congress.plan.delegates_planned if congress is not None else len(board.held)
        seats = congress.plan.seats if congress is not None else len(board.seats)
        return Numbers.of(
            entitled or len(board.held), entitled or len(board.held), seats, seats + -(-seats // 10)
        )
    election = state.election
    one = state.round
    if one is not None and one.entitled is not None and one.present is not None:
        entitled, present = one.entitled, one.present
    else:
        entitled = _entitled(workspace, state) or len(board.held)
        present = entitled
    return Numbers.of(
        entitled,
        present,
        max(1, election.seats),
        len(election.candidates),
        of_officers=all(one.post is not Post.MEMBER for one in election.posts),
    )


def _entitled(workspace: Workspace, state: RoomState) -> int:
    election = state.election
    if election.meeting_id is not None:
        return len(workspace.meetings.facts(election.meeting_id).entitled)
    if election.body is Body.COMMITTEE:
        return len(workspace.seats.board().held)
    congress = workspace.congress.current()
    return congress.plan.delegates_planned if congress is not None else 0
