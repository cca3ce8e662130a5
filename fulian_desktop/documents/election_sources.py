"""Gather what papers say of the elections held at a meeting and of the congress it is a session of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.documents.papers.election_figures import CongressFigures, ElectionFigures, RoundFigures
from fulian_desktop.elections.congress_schedule import planned_sessions
from fulian_desktop.elections.contests import first_contest
from fulian_desktop.elections.records import ElectionKind, ElectionState
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from fulian_desktop.elections.congress_operations import CongressOperations
    from fulian_desktop.elections.congress_records import Congress
    from fulian_desktop.elections.congress_schedule import PlannedSession
    from fulian_desktop.elections.count_records import Round
    from fulian_desktop.elections.operations import ElectionOperations
    from fulian_desktop.elections.records import BeforeAfter, Election
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import Meeting, MeetingFacts
    from fulian_desktop.people.delegate_operations import DelegateOperations
    from fulian_desktop.people.operations import PeopleOperations

_LISTS_OF_MEMBERS = (MeetingKind.PRESIDIUM, MeetingKind.PLENARY, MeetingKind.ELECTION)
"""Sessions of a congress that talk of the election of members wherever its votes are cast."""


@dataclass(frozen=True)
class ElectionRooms:
    """The doors of the rooms the elections' papers read."""

    elections: ElectionOperations
    congress: CongressOperations
    delegates: DelegateOperations
    people: PeopleOperations
    meetings: MeetingOperations

    def of_meeting(self, meeting: Meeting, facts: MeetingFacts) -> tuple[ElectionFigures, ...]:
        """Return the elections a meeting's papers tell of, the oldest first."""
        held = list(self.elections.of_meeting(meeting.id))
        wanted = None
        if facts.kind in _LISTS_OF_MEMBERS:
            wanted = ElectionKind.TERM_ELECTION
        elif facts.kind is MeetingKind.COMMITTEE_FIRST:
            wanted = ElectionKind.OFFICERS
        if not held and wanted is not None and facts.session is not None:
            number = facts.session.congress_number
            held = [
                one
                for one in self.elections.elections()
                if one.kind is wanted and one.term_number in (number, number - 1)
            ][:1]
        return tuple(self._election(one, len(facts.entitled)) for one in held)

    def congress_of(self, facts: MeetingFacts) -> CongressFigures | None:
        """Return the congress a meeting belongs to: its session's, or the one being prepared now."""
        if facts.session is not None:
            number = facts.session.congress_number
            found = next((one for one in self.congress.congresses() if one.number == number), None)
        else:
            found = self.congress.current()
            if found is not None and found.outgoing_number != facts.term_number:
                found = None
        if found is None:
            return None
        day = date.fromisoformat(found.plan.day)
        return CongressFigures(
            found,
            tuple(self.congress.offices(found.id)),
            tuple(self.delegates.all(found.number)),
            tuple(self.delegates.entitled(found.number)),
            tuple(self.delegates.quota(found.number)),
            self.delegates.statistics(found.number, day),
            self._course(found) if facts.kind is MeetingKind.PREPARATORY else (),
        )

    def _course(self, congress: Congress) -> tuple[PlannedSession, ...]:
        """Return the sessions delegates are called to, as their agendas were adopted."""
        recorded = [
            (one, tuple(item.title for item in facts.adopted_agenda if item.numbered))
            for one in self.congress.sessions(congress.id)
            for facts in [self.meetings.facts(one.id)]
        ]
        return planned_sessions(congress, recorded)

    def comparison_of(self, facts: MeetingFacts) -> BeforeAfter | None:
        """Return 换届前后 for the first session of a new committee, which is when its officers are known."""
        if facts.kind is not MeetingKind.COMMITTEE_FIRST:
            return None
        return self.elections.seating.before_after(facts.term_number)

    def _election(self, election: Election, entitled: int) -> ElectionFigures:
        rounds = self.elections.rounds
        seating = self.elections.seating
        wanted = {one.person_id for one in election.candidates if one.person_id is not None}
        return ElectionFigures(
            election,
            first_contest(election),
            tuple(self._round(one) for one in rounds.rounds(election.id)),
            seating.elected(election.id),
            seating.elected_by_strokes(election.id),
            {one.id: one for one in self.people.everyone() if one.id in wanted} if wanted else {},
            rounds.end(election.id),
            election.state is ElectionState.DONE,
            entitled,
        )

    def _round(self, one: Round) -> RoundFigures:
        settling, custody = self.elections.settling, self.elections.custody
        return RoundFigures(
            one,
            custody.figures(one.id),
            custody.page(one.id).events,
            settling.settled_tally(one.id),
            self.elections.rounds.outcome(one.id),
            self.elections.rounds.result(one.id),
            settling.rulings(one.id),
            settling.settlement(one.id),
        )
