"""A congress of 36 delegates on the stage: 15 seats, 17 candidates, 31 present, made by real operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.ballots import Ballot, Mark
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.elections.count_records import Round
    from fulian_desktop.elections.records import Election
    from fulian_desktop.rules.election_pack import ElectionPack
    from fulian_desktop.workspace import Workspace

SURNAMES = "丁万王韦牛方邓石卢田白冯吕朱任华刘许孙"
OFFICIALS = (("姚监一", Role.CHIEF), ("姚监二", Role.SCRUTINEER), ("姚监三", Role.SCRUTINEER))
TELLERS = (("姚计一", Role.TELLER), ("姚计二", Role.TELLER))


def made(changes: ChangeSet) -> int:
    """The id of what was made."""
    assert changes.record_id is not None
    return changes.record_id


def a_person(workspace: Workspace, name: str, *, sex: str = "女", born: str = "1985-03") -> int:
    return made(workspace.people.add(PersonDetails(name=name, sex=sex, born=born)))


def candidate_names(number: int = 17) -> list[str]:
    return [f"{SURNAMES[place]}选华" for place in range(number)]


def appoint_everybody(workspace: Workspace, election_id: int) -> None:
    for name, role in (*OFFICIALS, *TELLERS):
        known = next((one.id for one in workspace.people.everyone() if one.name == name), None)
        person_id = known if known is not None else a_person(workspace, name)
        workspace.elections.officials.appoint(election_id, person_id, role)
    workspace.elections.officials.pass_list(election_id)


def a_term_election(
    workspace: Workspace,
    *,
    seats: int = 15,
    candidates: int = 17,
    pack: ElectionPack | None = None,
) -> int:
    """An election with its lists passed; returns its id."""
    election_id = made(
        workspace.elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, seats)], pack=pack)
    )
    for name in candidate_names(candidates):
        workspace.elections.candidates.add(election_id, a_person(workspace, name))
    workspace.elections.candidates.order(election_id)
    workspace.elections.pass_list(election_id)
    appoint_everybody(workspace, election_id)
    return election_id


def an_open_round(
    workspace: Workspace,
    election_id: int,
    *,
    entitled: int = 36,
    present: int = 31,
    returned: int | None = None,
    printed: int | None = None,
) -> Round:
    """The first round, or the one opened last, with its ballots printed, issued, returned, the box opened."""
    rounds = workspace.elections.rounds
    if not rounds.rounds(election_id):
        rounds.open_first(election_id)
    one = rounds.rounds(election_id)[-1]
    rounds.check_attendance(one.id, entitled=entitled, present=present)
    printed = entitled if printed is None else printed
    back = present if returned is None else returned
    for kind, number in (
        (CustodyKind.PRINTED, printed),
        (CustodyKind.BOX_CHECKED, None),
        (CustodyKind.BOX_SEALED, None),
        (CustodyKind.ISSUED, present),
        (CustodyKind.UNUSED, printed - present),
        (CustodyKind.BOX_OPENED, None),
        (CustodyKind.RETURNED, back),
    ):
        workspace.elections.custody.record(one.id, kind, number, names=("姚监一",))
    return rounds.get(one.id)


def a_ballot(one: Round, *, against: Iterable[int] = (), abstaining: Iterable[int] = ()) -> Ballot:
    """A ballot approving of everybody but those named by number."""
    marks = [Mark.IN_FAVOUR] * len(one.contest.entrants)
    for number in against:
        marks[number - 1] = Mark.AGAINST
    for number in abstaining:
        marks[number - 1] = Mark.ABSTAINING
    return Ballot(tuple(marks))


def counted(
    workspace: Workspace,
    one: Round,
    ballots: Sequence[tuple[Ballot, int]],
    *,
    counter: str = "姚计一",
    settle: bool = True,
) -> int:
    """A finished count by ballots; returns its id."""
    counting = workspace.elections.counting
    count_id = made(counting.start(one.id, Way.BALLOTS, counter))
    for ballot, copies in ballots:
        counting.enter_ballot(count_id, ballot, copies=copies)
    counting.finish(count_id)
    if settle:
        workspace.elections.settling.settle(one.id, count_id)
    return count_id


def the_election(workspace: Workspace, election_id: int) -> Election:
    return workspace.elections.get(election_id)
