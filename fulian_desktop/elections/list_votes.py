"""By which show of hands a list of an election is passed: found on the agenda, or noted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.elections.journal_fields import as_fields
from fulian_desktop.elections.reading import NOTHING_CHANGED
from fulian_desktop.elections.records import ElectionKind, ListKind, ListMotion, ListVote
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.agenda_store import AgendaStore
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.meetings.session_store import SessionStore
from fulian_desktop.rules.rule_pack import shipped_pack
from fulian_desktop.rules.verdicts import HandCount, Outcome, decide
from fulian_desktop.votes.vote_store import VoteStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import Election, HandVote
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import AgendaItem
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal
    from fulian_desktop.votes.records import VoteCount

_WORDS = {ListKind.CANDIDATES: ("候选人",), ListKind.OFFICIALS: ("监票人", "计票人")}
"""An item decided by show of hands whose title has one of these words is the vote on that list."""

_SESSIONS = (MeetingKind.PREPARATORY, MeetingKind.PRESIDIUM, MeetingKind.PLENARY, MeetingKind.ELECTION)
"""Sessions of a congress, in order, that may vote on the lists of the election of members; the last holds."""


class ListVotes:
    """Takes the verdict on a list from the desk, or a vote noted by hand; both are kept with the passing."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        reader: ElectionReader,
        meetings: MeetingOperations,
        seats: SeatOperations,
    ) -> None:
        self._journal = journal
        self._reader = reader
        self._meetings = meetings
        self._seats = seats
        self._agenda = AgendaStore(database)
        self._sessions = SessionStore(database)
        self._votes = VoteStore(database)

    # ---- reading

    def motion(self, election_id: int, kind: ListKind) -> ListMotion | None:
        """Return the agenda item at which the next passing of a list is voted on, None where there is none.

        An item voted on before the list in force was passed is left out: another list needs another vote.
        """
        return self._due_motion(self._reader.get(election_id), kind)

    def votes(self, election_id: int) -> tuple[ListVote, ...]:
        """Return the votes by which the lists of an election were passed, in order."""
        return self._reader.passings.votes(election_id)

    def holding(self, election_id: int, kind: ListKind) -> ListVote | None:
        """Return the vote by which the list in force was passed, None where none is on record."""
        reader = self._reader
        ids = [one.id for one in reader.officials.passings(election_id)]
        if kind is ListKind.CANDIDATES:
            ids = [one.id for one in reader.passings.passings(election_id)]
        last = ids[-1] if ids else None
        votes = reader.passings.votes(election_id)
        return next((one for one in votes if (one.kind, one.passing_id) == (kind, last)), None)

    def corrected_since(self, vote: ListVote) -> str:
        """Return what the desk made of a vote afterwards, when it was corrected there; empty otherwise."""
        count = None if vote.count_id is None else self._votes.count(vote.count_id)
        if count is None:
            return ""
        last = self._votes.counts_of(count.meeting_id, count.key)[-1]
        if last.id == count.id:
            return ""
        numbers = f"同意 {last.in_favour} 票，不同意 {last.against} 票，弃权 {last.abstaining} 票"
        return f"主持台后来更正了这次表决：{numbers}，{last.outcome.phrase}。"

    def check_hand(self, election: Election, kind: ListKind, hand: HandVote) -> str:
        """Return why a vote noted by hand did not pass a list, empty when it did.

        Raises:
            UserFacingError: the numbers cannot be.
        """
        hands = HandCount(hand.entitled, hand.present, hand.in_favour, hand.against, hand.abstaining)
        verdict = decide(self._rules(election), hands)
        return verdict.explanation if verdict.outcome is Outcome.NOT_CARRIED else ""

    # ---- recording, inside the transaction of a passing

    def record(
        self, election: Election, kind: ListKind, passing_id: int | None, hand: HandVote | None
    ) -> None:
        """Keep the vote by which a list is passed now; a vote counted at the desk goes before `hand`.

        `election` is as it stood before this passing.

        Raises:
            UserFacingError: it was voted down, or the numbers cannot be.
        """
        motion = self._due_motion(election, kind)
        against, vote = "", None
        if motion is not None and motion.vote is not None:
            vote = replace(motion.vote, passing_id=passing_id, at=self._journal.stamp())
            against = "" if motion.carried else f"{motion.vote.sentence}，未通过。"
        elif hand is not None:
            vote = self._noted(kind, passing_id, hand)
            against = self.check_hand(election, kind, hand)
        if against:
            raise UserFacingError(
                f"{kind.phrase}没有表决通过：{against}",
                advice=("请改好名单，另行表决一次。", "票数登记错了，请先更正表决结果。"),
                safe=NOTHING_CHANGED,
            )
        if vote is not None:
            vote_id = self._reader.passings.add_vote(election.id, vote, self._journal.user)
            new = {"election_id": election.id, **fields_of(vote)}
            self._journal.record("登记名单表决", "list_vote", vote_id, new=new)

    # ---- inside

    def _due_motion(self, election: Election, kind: ListKind) -> ListMotion | None:
        candidates = kind is ListKind.CANDIDATES
        since = (election.passed_at if candidates else election.officials_passed_at) or ""
        found = None
        for meeting_id, item in self._items(election, kind):
            counts = [one for one in self._votes.counts(meeting_id) if one.key.item_id == item.id]
            if not counts or counts[0].at > since:
                found = self._motion(kind, meeting_id, item, counts[-1] if counts else None)
        return found

    def _items(self, election: Election, kind: ListKind) -> Iterator[tuple[int, AgendaItem]]:
        """Give the items at which a list may be voted on, in the order of the sessions."""
        for meeting_id in self._meetings_of(election):
            parts = dict(self._sessions.parts(meeting_id))
            for item in (*self._agenda.agenda(meeting_id), *self._agenda.spontaneous(meeting_id)):
                words = item.title + parts.get(item.id, "")
                if item.show_of_hands and any(word in words for word in _WORDS[kind]):
                    yield meeting_id, item

    def _meetings_of(self, election: Election) -> list[int]:
        """Return the meetings whose agenda may have the vote, in order; its own one last."""
        if election.meeting_id is None:
            return []
        session = self._sessions.session(election.meeting_id)
        if session is None or election.kind is not ElectionKind.TERM_ELECTION:
            return [election.meeting_id]
        of_congress = self._sessions.of_congress(session["congress_number"])
        return [
            meeting_id for wanted in _SESSIONS for meeting_id, kind, _number in of_congress if kind is wanted
        ]

    def _motion(
        self, kind: ListKind, meeting_id: int, item: AgendaItem, count: VoteCount | None
    ) -> ListMotion:
        made = ListMotion(
            kind, meeting_id, item.id, self._meetings.get(meeting_id).title, item.title, None, carried=False
        )
        if count is None:
            return made
        vote = ListVote(
            kind,
            None,
            count.id,
            made.told,
            count.entitled,
            count.voters,
            count.in_favour,
            count.against,
            count.abstaining,
            count.at,
        )
        return replace(made, vote=vote, carried=count.is_carried)

    def _noted(self, kind: ListKind, passing_id: int | None, hand: HandVote) -> ListVote:
        if not hand.by_whom.strip():
            raise UserFacingError(
                "没有填由谁表决。", advice=("例如“妇女代表大会”“主席团会议”。",), safe=NOTHING_CHANGED
            )
        return ListVote(
            kind,
            passing_id,
            None,
            f"{hand.by_whom.strip()}举手表决",
            hand.entitled,
            hand.present,
            hand.in_favour,
            hand.against,
            hand.abstaining,
            self._journal.stamp(),
        )

    def _rules(self, election: Election) -> RulePack:
        if election.meeting_id is not None:
            return self._meetings.facts(election.meeting_id).rule_pack
        return shipped_pack(self._seats.federation().rule_pack)


def fields_of(vote: ListVote) -> dict[str, object]:
    """Return what the journal keeps of a vote on a list."""
    fields = as_fields(vote, without=("kind", "at"))
    return {"list": vote.kind.value, **fields}
