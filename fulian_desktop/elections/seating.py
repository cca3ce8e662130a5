"""Filling seats by results: members seated, officers named, holders removed, the new term begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.elections.contests import candidate_id_of, progress
from fulian_desktop.elections.count_records import Effect, Elected, SeatEffect
from fulian_desktop.elections.journal_fields import as_fields
from fulian_desktop.elections.records import ElectionKind, ElectionState
from fulian_desktop.elections.term_comparison import TermComparison
from fulian_desktop.errors import UserFacingError
from fulian_desktop.seats.records import Beginning, Ending, Post

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import BeforeAfter, Election
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.seats.records import Tenure
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_SAFE = "席位没有变动，选举的结果都在。"
_CHANGED = ChangeSet.of(RecordKind.SEAT, RecordKind.TERM, RecordKind.ELECTION, RecordKind.PAPER)
_BEGINNINGS = {
    ElectionKind.REPLACEMENT: Beginning.REPLACEMENT,
    ElectionKind.ADDITION: Beginning.ADDITION,
    ElectionKind.TERM_ELECTION: Beginning.TERM_ELECTION,
}


class SeatingOperations:
    """Give those elected their seats and posts; where each tenure comes from is a record."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        reader: ElectionReader,
        seats: SeatOperations,
        *,
        people: PeopleOperations,
        term_began: Callable[[int], ChangeSet],
    ) -> None:
        """`term_began` is told the number of a term that begins, and prepares what follows."""
        self._database = database
        self._journal = journal
        self._reader = reader
        self._rounds = reader.rounds
        self._seats = seats
        self._term_began = term_began
        self._comparison = TermComparison(journal, reader, seats, people)

    # ---- reading

    def elected(self, election_id: int) -> tuple[Elected, ...]:
        """Return everybody elected in an election, round by round, most votes first."""
        election = self._reader.get(election_id)
        announced = [
            (one, result)
            for one in self._rounds.rounds(election_id)
            if (result := self._rounds.result(one.id)) is not None
        ]
        found = []
        for won in progress(election, announced).won:
            place = won.place
            candidate_id = candidate_id_of(election, won)
            candidate = next((one for one in election.candidates if one.id == candidate_id), None)
            found.append(
                Elected(
                    candidate.person_id if candidate else None,
                    candidate.id if candidate else None,
                    place.name,
                    Post(place.post),
                    place.in_favour,
                    won.round.id,
                    place.reason,
                )
            )
        return tuple(found)

    def elected_by_strokes(self, election_id: int) -> tuple[Elected, ...]:
        """Return the elected list as it is printed: officers in order, members by surname strokes."""
        found = self.elected(election_id)
        officers = sorted(
            (one for one in found if one.post is not Post.MEMBER), key=lambda one: one.post.rank
        )
        members = sorted_by_name((one for one in found if one.post is Post.MEMBER), lambda one: one.name)
        return (*officers, *members)

    def effects(self, election_id: int) -> tuple[SeatEffect, ...]:
        """Return what an election did to tenures."""
        return tuple(self._rounds.effects(election_id).values())

    def source_of(self, tenure_id: int) -> SeatEffect | None:
        """Return the election a tenure comes from, None where it comes from none on record."""
        effects = self._rounds.effects().values()
        return next(
            (one for one in effects if (one.tenure_id, one.effect) == (tenure_id, Effect.SEATED)), None
        )

    def before_after(self, term_number: int) -> BeforeAfter | None:
        """Return 换届前后 of a term, None where the file has nobody of it or of the one before."""
        return self._comparison.of(term_number)

    # ---- recording

    def begin_term(self, election_id: int, first_day: str, last_day: str) -> ChangeSet:
        """Begin the term a congress elected: the old tenures expire, those elected are seated by strokes.

        The committee's first session is prepared with it. `record_id` is the term.

        Args:
            election_id: the finished election of committee members by the congress.
            first_day: ISO day the term begins, usually the day of the congress.
            last_day: ISO day it ends, usually five years later less a day.

        Raises:
            UserFacingError: not such an election, not finished, begun already, or the days make no sense.
        """
        with self._database.transaction():
            election = self._reader.get(election_id)
            self._check_term(election)
            for tenure in self._seats.living_tenures().values():
                if tenure.term_number < election.term_number:
                    self._seats.record_departure(tenure.id, Ending.EXPIRY, first_day, "换届")
            started = self._seats.start_term(election.term_number, first_day, last_day, election.seats)
            for number, one in enumerate(self.elected_by_strokes(election_id), start=1):
                assert one.person_id is not None
                tenure_id = self._seats.take_seat(
                    one.person_id, Post.MEMBER, seat_number=number, began_on=first_day
                ).record_id
                assert tenure_id is not None
                self._note(election, one, tenure_id, Effect.SEATED)
            self._comparison.keep(election.term_number)
            followed = self._term_began(election.term_number)
        return ChangeSet.of(record_id=started.record_id) | _CHANGED | followed

    def apply(self, election: Election, elected: tuple[Elected, ...]) -> None:
        """Give those the committee elected their seats and posts at once, when a result is announced.

        Raises:
            UserFacingError: a seat was given away since, or somebody is no member any more.
        """
        today = self._journal.now().date().isoformat()
        for one in elected:
            assert one.person_id is not None
            if election.kind in (ElectionKind.REPLACEMENT, ElectionKind.ADDITION):
                self._seat(election, one, today)
            elif election.kind in (ElectionKind.OFFICERS, ElectionKind.OFFICER_ADDITION):
                tenure = self._tenure_of(one)
                reason = f"{election.title}，赞成 {one.votes} 票"
                self._seats.describe(tenure.id, one.post, tenure.engagement, tenure.duty, reason=reason)
                self._note(election, one, tenure.id, Effect.OFFICER)
            elif election.kind is ElectionKind.REMOVAL:
                tenure = self._tenure_of(one)
                self._seats.record_departure(tenure.id, Ending.REMOVAL, today)
                self._note(election, one, tenure.id, Effect.REMOVED)

    # ---- inside

    def _seat(self, election: Election, one: Elected, today: str) -> None:
        assert one.person_id is not None
        candidate = next((each for each in election.candidates if each.id == one.candidate_id), None)
        tenure_id = self._seats.take_seat(
            one.person_id,
            Post.MEMBER,
            seat_number=candidate.seat_number if candidate else None,
            began_on=today,
            began_by=_BEGINNINGS[election.kind],
        ).record_id
        assert tenure_id is not None
        self._note(election, one, tenure_id, Effect.SEATED)

    def _tenure_of(self, one: Elected) -> Tenure:
        tenure = self._seats.living_tenures().get(one.person_id or 0)
        if tenure is None:
            raise UserFacingError(
                f"{one.name}现在不是执委。", advice=("请在“届次席位”核对她的任职。",), safe=_SAFE
            )
        return tenure

    def _note(self, election: Election, one: Elected, tenure_id: int, effect: Effect) -> None:
        noted = SeatEffect(
            tenure_id, election.id, one.round_id, effect, one.post, one.votes, self._journal.stamp()
        )
        effect_id = self._rounds.add_effect(noted, self._journal.user)
        self._journal.record("选举结果记入任职", "tenure_election", effect_id, new=as_fields(noted))

    def _check_term(self, election: Election) -> None:
        problem = ""
        if election.kind is not ElectionKind.TERM_ELECTION:
            problem = f"“{election.title}”不是换届选举，不产生新一届"
        elif election.state is not ElectionState.DONE:
            problem = f"{election.title}还没有结束，新一届不能开始"
        elif self._rounds.effects(election.id):
            problem = "新一届已经开始，当选的执委已经入席"
        elif not self.elected(election.id):
            problem = "没有人当选，新一届不能开始"
        if problem:
            raise UserFacingError(f"{problem}。", advice=("请核对选举的进度。",), safe=_SAFE)
