"""How far an election has come, for the ballot room: which step is due, which round is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.custody_operations import figures_of
from fulian_desktop.elections.records import ElectionState, Role
from fulian_desktop.rules.election_pack import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.count_records import (
        BallotCount,
        CustodyPage,
        Round,
        RoundResult,
        Settlement,
    )
    from fulian_desktop.elections.operations import ElectionOperations
    from fulian_desktop.elections.records import Election


class Step(Enum):
    """The steps of one election by ballot, in order."""

    LISTS = "lists"
    BALLOTS = "ballots"
    COUNT = "count"
    CHECK = "check"
    RESULT = "result"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {
            "lists": "名单和办法",
            "ballots": "发票收票",
            "count": "计票",
            "check": "核对认定",
            "result": "结果",
        }[self.value]

    @property
    def place(self) -> int:
        """Return its place, 0 to 4."""
        return list(Step).index(self)


@dataclass(frozen=True)
class RoomState:
    """One election as the room shows it; `round` is the one looked at, None before the first."""

    election: Election
    rounds: tuple[Round, ...]
    round: Round | None
    counts: tuple[BallotCount, ...]
    settlement: Settlement | None
    result: RoundResult | None
    custody: CustodyPage | None
    due: Step

    @property
    def count(self) -> BallotCount | None:
        """Return the count that goes on, else the last one."""
        running = [one for one in self.counts if not one.finished]
        return next(iter([*running, *self.counts[-1:]]), None)

    @property
    def invalid(self) -> bool:
        """Tell whether more ballots came back than went out."""
        return self.custody is not None and not self.custody.election_valid

    @property
    def good_ballots(self) -> int:
        """Return how many printed ballots may be issued: neither spoiled, void nor left over."""
        figures = figures_of(self.custody.events if self.custody is not None else (), 0)
        return (figures.printed or 0) - (figures.spoiled or 0) - (figures.unused or 0)

    @property
    def must_reprint(self) -> bool:
        """Tell whether ballots were printed, and all of them are void before any was issued."""
        figures = figures_of(self.custody.events if self.custody is not None else (), 0)
        return bool(figures.printed) and figures.issued is None and self.good_ballots <= 0

    @property
    def is_last_round(self) -> bool:
        """Tell whether the round looked at is the newest."""
        return self.round is None or self.round.id == self.rounds[-1].id

    def scrutineers(self) -> tuple[str, ...]:
        """Return the names of those who watch the count, the chief first."""
        watching = [one for one in self.election.officials if one.role is not Role.TELLER]
        return tuple(one.name for one in sorted(watching, key=lambda one: one.role is not Role.CHIEF))

    def tellers(self) -> tuple[str, ...]:
        """Return the names of those who count."""
        return tuple(one.name for one in self.election.officials if one.role is Role.TELLER)


def read_state(elections: ElectionOperations, election_id: int, round_id: int | None = None) -> RoomState:
    """Read how an election stands; `round_id` is an earlier round to look at."""
    election = elections.get(election_id)
    rounds = elections.rounds.rounds(election_id)
    shown = next((one for one in rounds if one.id == round_id), rounds[-1] if rounds else None)
    if shown is None:
        return RoomState(election, rounds, None, (), None, None, None, Step.LISTS)
    counts = elections.counting.counts(shown.id)
    settlement = elections.settling.settlement(shown.id)
    result = elections.rounds.result(shown.id)
    secret = shown.method is Method.SECRET_BALLOT
    page = elections.custody.page(shown.id) if secret else None
    due = _due(shown, page, counts, settled=settlement is not None, announced=result is not None)
    return RoomState(election, rounds, shown, counts, settlement, result, page, due)


def _due(
    one: Round, page: CustodyPage | None, counts: Sequence[BallotCount], *, settled: bool, announced: bool
) -> Step:
    if announced or settled:
        return Step.RESULT
    if page is not None and not page.election_valid:
        return Step.BALLOTS  # a number may be mistyped: count the ballots again before it is announced
    if counts:
        return Step.CHECK if all(each.finished for each in counts) else Step.COUNT
    if one.present is None or (page is not None and not _came_back(page)):
        return Step.BALLOTS
    return Step.COUNT


def _came_back(page: CustodyPage) -> bool:
    """Tell whether ballots went out, the box was opened and what came back was counted."""
    standing = {each.kind for each in page.events if not each.is_withdrawn and each.withdraws_id is None}
    return {CustodyKind.ISSUED, CustodyKind.RETURNED, CustodyKind.BOX_OPENED} <= standing


def usual_election(
    elections: Sequence[Election], meeting_id: int | None, chosen_id: int | None
) -> Election | None:
    """Return the election to show: the chosen one, else one of the meeting, else one that goes on."""
    of_meeting = [one for one in elections if meeting_id is not None and one.meeting_id == meeting_id]
    going = [one for one in elections if one.state is not ElectionState.DONE]
    by_id = [one for one in elections if one.id == chosen_id]
    going_here = [one for one in of_meeting if one in going]
    return next(iter([*by_id, *going_here, *of_meeting, *going, *elections]), None)
