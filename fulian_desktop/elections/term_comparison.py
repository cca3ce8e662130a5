"""换届前后: who stayed, came and left when a term began, why, and how both committees were made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.elections.count_records import Effect
from fulian_desktop.elections.makeup_store import makeup_to_text
from fulian_desktop.elections.records import BeforeAfter, ElectionKind, MemberChange
from fulian_desktop.people.makeup import makeup_of
from fulian_desktop.seats.records import Beginning, Ending, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import Election
    from fulian_desktop.people.makeup_records import Makeup
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.seats.records import Tenure, Term
    from fulian_desktop.storage.journal import Journal


class TermComparison:
    """Compares the committee a term began with to the one before; keeps how they were made up that day."""

    def __init__(
        self,
        journal: Journal,
        reader: ElectionReader,
        seats: SeatOperations,
        people: PeopleOperations,
    ) -> None:
        self._journal = journal
        self._reader = reader
        self._seats = seats
        self._people = people
        self._store = reader.makeups

    def of(self, term_number: int) -> BeforeAfter | None:
        """Return 换届前后 of a term, None where the file has nobody of that term or of the one before."""
        terms = {term.number: term for term in self._seats.terms()}
        if term_number not in terms or term_number - 1 not in terms:
            return None
        new, old = self._began(terms[term_number]), self._ended(terms[term_number - 1])
        if not new or not old:
            return None
        day = terms[term_number].first_day
        kept = self._store.of_term(term_number)
        return BeforeAfter(
            term_number,
            day,
            self._changes(term_number, (one for one in new if one in old), old, new),
            self._changes(term_number, (one for one in new if one not in old), old, new),
            self._changes(term_number, (one for one in old if one not in new), old, new),
            kept.get("before") or self._makeup(old, day),
            kept.get("after") or self._makeup(new, day),
            is_kept=bool(kept),
        )

    def keep(self, term_number: int) -> None:
        """Keep how both committees are made up, in the transaction that begins a term."""
        found = self.of(term_number)
        if found is None:
            return
        for side, makeup in (("before", found.before), ("after", found.after)):
            text = makeup_to_text(makeup)
            record_id = self._store.add(
                term_number, side, found.day, text, at=self._journal.stamp(), user=self._journal.user
            )
            new = {"term_number": term_number, "side": side, "day": found.day, "makeup": text}
            self._journal.record("统计换届前后", "committee_makeup", record_id, new=new)

    # ---- inside

    def _began(self, term: Term) -> dict[int, Tenure]:
        """Return those a term began with, by person."""
        tenures = (one for seat in self._seats.board(term).seats for one in (seat.holder, seat.former))
        return {
            one.person_id: one
            for one in tenures
            if one is not None and one.began_by is Beginning.TERM_ELECTION
        }

    def _ended(self, term: Term) -> dict[int, Tenure]:
        """Return those who held their seats to the end of a term, by person."""
        tenures = (seat.holder or seat.former for seat in self._seats.board(term).seats)
        return {
            one.person_id: one for one in tenures if one is not None and one.ended_by in (None, Ending.EXPIRY)
        }

    def _makeup(self, members: Iterable[int], day: str) -> Makeup:
        known = {one.id: one for one in self._people.everyone()}
        people = [known[person_id] for person_id in members if person_id in known]
        return makeup_of(people, date.fromisoformat(day))

    def _changes(
        self,
        term_number: int,
        who: Iterable[int],
        old: dict[int, Tenure],
        new: dict[int, Tenure],
    ) -> tuple[MemberChange, ...]:
        election = self._election_of(term_number)
        found = []
        for person_id in who:
            before, after = old.get(person_id), new.get(person_id)
            told = after or before
            assert told is not None
            change = MemberChange(
                person_id, told.person_name, before.post if before else None, after.post if after else None
            )
            how = self._how_seated(change, after) if after else self._why_left(change, election)
            found.append(replace(change, how=how))
        return _in_order(found)

    def _how_seated(self, change: MemberChange, tenure: Tenure) -> str:
        said = []
        earlier = [
            one.term_number
            for one in self._seats.history(change.person_id)
            if one.term_number < tenure.term_number
        ]
        if change.before is None and earlier:
            said.append(f"曾任{ordinal(max(earlier), '届')}执委")
        effects = self._reader.rounds.effects().values()
        seated = (one for one in effects if one.effect is Effect.SEATED)
        votes = next((one.votes for one in seated if one.tenure_id == tenure.id), None)
        if votes is not None:
            said.append(f"赞成{votes}票")
        return "，".join(said)

    def _why_left(self, change: MemberChange, election: Election | None) -> str:
        if election is None:
            return "届满"
        stood = [one for one in election.candidates if one.person_id == change.person_id]
        if not stood:
            return "届满，没有列为候选人"
        if any(one.withdrawal is not None for one in stood):
            return "届满，提名后退出"
        votes = self._votes_of(change.person_id, election)
        return "届满，没有当选" + (f"（赞成{votes}票）" if votes is not None else "")

    def _votes_of(self, person_id: int, election: Election) -> int | None:
        """Return the votes of a candidate in the last round she stood in that was announced."""
        for one in reversed(self._reader.rounds.rounds(election.id)):
            numbers = {entrant.number for entrant in one.contest.entrants if entrant.person_id == person_id}
            result = self._reader.rounds.result(one.id)
            places = [place for part in result.outcome.parts for place in part.places] if result else []
            votes = [place.in_favour for place in places if place.number in numbers]
            if votes:
                return votes[0]
        return None

    def _election_of(self, term_number: int) -> Election | None:
        return next(
            (
                one
                for one in self._reader.elections()
                if (one.kind, one.term_number) == (ElectionKind.TERM_ELECTION, term_number)
            ),
            None,
        )


def _in_order(changes: Sequence[MemberChange]) -> tuple[MemberChange, ...]:
    """Return officers first, each post by surname strokes."""
    by_name = sorted_by_name(changes, lambda one: one.name)
    return tuple(sorted(by_name, key=lambda one: (one.after or one.before or Post.MEMBER).rank))
