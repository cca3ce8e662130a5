"""The day of the congress: its sessions as meetings, who is entitled in each, what their scripts say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections import congress_sessions
from fulian_desktop.elections.congress_facts import BallotNames, as_session, with_lists
from fulian_desktop.elections.congress_records import Office
from fulian_desktop.elections.congress_store import LAST, BallotNamesStore, CongressStore
from fulian_desktop.elections.records import ElectionKind, PostSeats
from fulian_desktop.meetings.agenda_store import AgendaStore
from fulian_desktop.meetings.records import DecisionMethod, MeetingPlan
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.meetings.session_store import SessionStore
from fulian_desktop.people.records import DelegateKind
from fulian_desktop.rules.rule_pack import shipped_pack
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.elections.congress_records import Congress, OfficeHolder
    from fulian_desktop.elections.operations import ElectionOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import Meeting, MeetingFacts
    from fulian_desktop.meetings.session_operations import SessionOperations
    from fulian_desktop.people.delegate_operations import DelegateOperations
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database


class CongressDay:
    """Makes the sessions of a congress and says what is true of each; behind `CongressOperations`."""

    def __init__(
        self,
        database: Database,
        *,
        seats: SeatOperations,
        delegates: DelegateOperations,
        meetings: MeetingOperations,
        sessions: SessionOperations,
        elections: Callable[[], ElectionOperations],
    ) -> None:
        """`elections` gives the door of elections when it is first needed."""
        self._database = database
        self._seats = seats
        self._delegates = delegates
        self._meetings = meetings
        self._sessions = sessions
        self._elections = elections
        self._store = CongressStore(database)
        self._agenda = AgendaStore(database)
        self._session_store = SessionStore(database)
        self._ballots = BallotNamesStore(database)

    def prepare(self, congress: Congress) -> ChangeSet:
        """Make the sessions that do not exist yet; delegates without a vote observe.

        The committee's first session is made too once the new term has begun.
        """
        with self._database.transaction():
            present = [one.kind for one in self._sessions.of_congress(congress.number)]
            current = self._seats.current_term()
            rules = congress_sessions.kinds_to_prepare(present, new_term=current.number == congress.number)
            changes = ChangeSet.of(RecordKind.CONGRESS, RecordKind.MEETING, RecordKind.AGENDA)
            for rule in rules:
                first = rule.kind is MeetingKind.COMMITTEE_FIRST
                if first:
                    changes |= self._prepare_officers(congress)
                made = self._prepare(congress, rule, current.id if first else congress.outgoing_term_id)
                changes |= made
        return replace(changes, record_id=congress.id)

    def session_facts(
        self, meeting: Meeting, facts: MeetingFacts, congresses: Sequence[Congress]
    ) -> MeetingFacts:
        """Return the facts of a meeting as those of the session it is; an ordinary meeting stays as it is.

        Facts that are a session's already get the lists that were passed while it was held.
        """
        row = self._session_store.session(meeting.id)
        if row is None:
            return facts
        congress = next(one for one in congresses if one.number == row["congress_number"])
        if facts.session is not None:
            return self._with_lists_since(meeting, facts, congress)
        return as_session(
            meeting,
            facts,
            congress,
            offices=self._store.offices(congress.id),
            entitled=self._delegates.entitled(congress.number),
            statistics=self._delegates.statistics(congress.number, date.fromisoformat(congress.plan.day)),
            ballot=self.ballot_names(congress, meeting.kind),
            full_title=row["full_title"],
            parts=self._session_store.parts(meeting.id),
            new_chair=self._new_chair(congress),
        )

    def ballot_names(self, congress: Congress, kind: MeetingKind, until: str = LAST) -> BallotNames:
        """Return who stands and counts: of the officers' election in the committee's first session.

        `until` is the moment as of which the lists count.
        """
        election = self._ballots.latest(_election_of(kind), (congress.number, congress.outgoing_number))
        if election is None:
            return BallotNames()
        officers = self._ballots.of_kind("officers", congress.number)
        return BallotNames(
            members=self._ballots.candidates(election, Post.MEMBER.value, until),
            chairs=self._candidates(officers, Post.CHAIR, until),
            vice_chairs=self._candidates(officers, Post.VICE_CHAIR, until),
            seats=self._ballots.seats(election),
            chief=self._ballots.officials(election, "chief", until),
            scrutineers=self._ballots.officials(election, "scrutineer", until),
            tellers=self._ballots.officials(election, "teller", until),
        )

    def _with_lists_since(self, meeting: Meeting, facts: MeetingFacts, congress: Congress) -> MeetingFacts:
        """Return the facts of an opened session with the lists passed while it was held, if any was."""
        election = self._ballots.latest(
            _election_of(meeting.kind), (congress.number, congress.outgoing_number)
        )
        if election is None or meeting.opened_at is None:
            return facts
        until = meeting.closed_at or LAST
        if not any(meeting.opened_at <= at <= until for at in self._ballots.passed_at(election)):
            return facts
        return with_lists(facts, congress, self.ballot_names(congress, meeting.kind, until))

    def move_sessions(self, before: Congress, after: Congress) -> ChangeSet:
        """Let the sessions in preparation that stood on the old day and place follow, with their titles."""
        changes = ChangeSet.of()
        old_starts, new_starts = congress_sessions.starts(before), congress_sessions.starts(after)
        for meeting in self._sessions.of_congress(after.number):
            if meeting.opened_at is not None:
                continue
            plan = meeting.plan
            if plan.day == before.plan.day:
                plan = replace(plan, day=after.plan.day)
            if plan.place == before.plan.place:
                plan = replace(plan, place=after.plan.place)
            if plan.time == old_starts[meeting.kind]:
                plan = replace(plan, time=new_starts[meeting.kind])
            if plan != meeting.plan:
                changes |= self._meetings.change_plan(meeting.id, plan)
            row = self._session_store.session(meeting.id)
            assert row is not None
            name = self._seats.federation().name
            titles = congress_sessions.titles(after, meeting.kind, row["number"], name)
            changes |= self._sessions.rename(meeting.id, *titles)
        return changes

    def name_officers(self, congress: Congress) -> ChangeSet:
        """Put the offices into the sessions made before they were named, where nobody was put in by hand."""
        changes = ChangeSet.of()
        offices = self._store.offices(congress.id)
        rules = {rule.kind: rule for rule in congress_sessions.session_rules()}
        for meeting in self._sessions.of_congress(congress.number):
            plan = replace(
                meeting.plan,
                presiding_chair_id=meeting.plan.presiding_chair_id
                or _presiding(offices, rules[meeting.kind]),
                minute_taker_id=meeting.plan.minute_taker_id or _person(offices, Office.SECRETARY),
            )
            if meeting.opened_at is None and plan != meeting.plan:
                changes |= self._meetings.change_plan(meeting.id, plan)
        return changes

    def _prepare(self, congress: Congress, rule: congress_sessions.SessionRule, term_id: int) -> ChangeSet:
        number = self._sessions.next_number(congress.number, rule.kind)
        title, full_title = congress_sessions.titles(
            congress, rule.kind, number, self._seats.federation().name
        )
        offices = self._store.offices(congress.id)
        plan = MeetingPlan(
            congress.plan.day,
            congress_sessions.starts(congress)[rule.kind],
            congress.plan.place,
            _presiding(offices, rule),
            _person(offices, Office.SECRETARY),
        )
        made = self._sessions.prepare(
            rule.kind,
            congress.number,
            term_id=term_id,
            title=title,
            full_title=full_title,
            plan=plan,
            agenda=congress_sessions.agenda_of(rule, congress, self._presenters(congress, offices)),
            rule_pack=congress_sessions.rules_of(rule.kind, shipped_pack(self._seats.federation().rule_pack)),
        )
        assert made.record_id is not None
        self._hold_election(congress, rule.kind, made.record_id)
        if rule.kind.is_of_congress and rule.kind is not MeetingKind.PRESIDIUM:
            for one in self._delegates.all(congress.number):
                if not one.may_vote and one.step.counts:
                    self._meetings.add_observer(made.record_id, one.person.name, _observing(one.kind))
        return made

    def _hold_election(self, congress: Congress, kind: MeetingKind, meeting_id: int) -> None:
        """Hold the election that is being prepared at the session whose agenda has the ballot."""
        ballot = [one for one in self._agenda.agenda(meeting_id) if one.method is DecisionMethod.BALLOT]
        if not ballot:
            return
        if kind is MeetingKind.COMMITTEE_FIRST:
            held = self._ballots.of_kind("officers", congress.number)
        else:
            latest = self._ballots.latest("term_election", (congress.number, congress.outgoing_number))
            held = () if latest is None else (latest,)
        for election in held:
            if not self._ballots.is_passed(election):
                self._elections().hold_at(election, meeting_id, ballot[0].id)

    def _prepare_officers(self, congress: Congress) -> ChangeSet:
        """Prepare the officers' election by the rules the congress voted by, with one ballot or with two."""
        changes = ChangeSet.of(RecordKind.ELECTION)
        if self._ballots.of_kind("officers", congress.number):
            return changes
        doors = self._elections()
        member = self._ballots.latest("term_election", (congress.number, congress.outgoing_number))
        pack = doors.packs.default() if member is None else doors.get(member).pack
        posts = [PostSeats(Post.CHAIR, 1)]
        if congress.plan.vice_chairs:
            posts.append(PostSeats(Post.VICE_CHAIR, congress.plan.vice_chairs))
        for each in [posts] if pack.officers_on_one_ballot else [[one] for one in posts]:
            changes |= doors.prepare(ElectionKind.OFFICERS, each, pack=pack, term_number=congress.number)
        return changes

    def _candidates(self, elections: Sequence[int], post: Post, until: str) -> tuple[str, ...]:
        return tuple(name for one in elections for name in self._ballots.candidates(one, post.value, until))

    def _new_chair(self, congress: Congress) -> str:
        """Return the name of the chair of the term the congress elected; empty until she is elected."""
        board = self._seats.board()
        chairs = [one.person_name for one in board.holders() if one.post is Post.CHAIR]
        return chairs[0] if chairs and board.term.number == congress.number else ""

    def _presenters(self, congress: Congress, offices: Sequence[OfficeHolder]) -> dict[str, str]:
        chair = next((one for one in self._seats.board().holders() if one.post is Post.CHAIR), None)
        superior = self._seats.federation().superior
        first = {one.office: one.name for one in reversed(offices)}
        return {
            "outgoing_chair": chair.person_name if chair else "",
            "executive_chair": first.get(Office.EXECUTIVE_CHAIR, ""),
            "secretary": first.get(Office.SECRETARY, ""),
            "superior": f"{superior}领导" if superior else "",
        }


def _election_of(kind: MeetingKind) -> str:
    return "officers" if kind is MeetingKind.COMMITTEE_FIRST else "term_election"


def _person(offices: Sequence[OfficeHolder], office: Office) -> int | None:
    return next((one.person_id for one in offices if one.office is office), None)


def _presiding(offices: Sequence[OfficeHolder], rule: congress_sessions.SessionRule) -> int | None:
    return _person(offices, Office(rule.presiding)) or _person(offices, Office.EXECUTIVE_CHAIR)


def _observing(kind: DelegateKind) -> str:
    return "特邀代表" if kind is DelegateKind.SPECIALLY_INVITED else "列席代表"
