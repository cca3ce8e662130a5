"""The door of the room of elections: prepare one, pass its lists, and the doors behind it.

`packs` keeps rules, `candidates` and `officials` the lists, `candidate_passings` and `list_votes` how they
were passed, `rounds` opens rounds and announces results,
`custody` keeps the ballots, `counting` counts them, `doubtful` and `settling` hold what the scrutineers
decide, `seating` fills the seats.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections import conflicts as rules_of_conflict
from fulian_desktop.elections.by_elections import choices
from fulian_desktop.elections.candidate_passings import CandidatePassings
from fulian_desktop.elections.candidates import CandidateOperations
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.list_votes import ListVotes
from fulian_desktop.elections.officials import OfficialOperations
from fulian_desktop.elections.packs import ElectionPackOperations
from fulian_desktop.elections.reading import NOTHING_CHANGED, ElectionReader
from fulian_desktop.elections.records import ElectionKind, ListKind, PostSeats
from fulian_desktop.errors import UserFacingError
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.elections.counting import CountingOperations
    from fulian_desktop.elections.custody_operations import CustodyOperations
    from fulian_desktop.elections.doubtful_operations import DoubtfulOperations
    from fulian_desktop.elections.records import (
        Body,
        ByElectionChoice,
        Conflict,
        Election,
        HandVote,
    )
    from fulian_desktop.elections.round_operations import RoundOperations
    from fulian_desktop.elections.seating import SeatingOperations
    from fulian_desktop.elections.settling import SettlingOperations
    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.rules.election_pack import ElectionPack
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

MOST_SEATS = 199
_CHANGED = ChangeSet.of(RecordKind.ELECTION, RecordKind.PAPER, RecordKind.SCRIPT)


class ElectionOperations:
    """Prepare elections; what is passed is frozen."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        *,
        people: PeopleOperations,
        seats: SeatOperations,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
        term_began: Callable[[int], ChangeSet],
    ) -> None:
        """`term_began` is told the number of a term that begins, and prepares what follows."""
        self._database = database
        self._journal = journal
        self._people = people
        self._seats = seats
        self._meetings = meetings
        self._attendance = attendance
        self._term_began = term_began
        self._reader = ElectionReader(database, people, seats)
        self._store = self._reader.store
        self.packs = ElectionPackOperations(database, journal)
        self.candidates = CandidateOperations(database, journal, self._reader, people)
        self.list_votes = ListVotes(database, journal, self._reader, meetings, seats)
        self.officials = OfficialOperations(database, journal, self._reader, people, self.list_votes)
        self.candidate_passings = CandidatePassings(database, journal, self._reader, people, self.list_votes)

    @cached_property
    def custody(self) -> CustodyOperations:
        """Where the ballots are: printed, issued, returned, sealed."""
        from fulian_desktop.elections.custody_operations import CustodyOperations

        return CustodyOperations(self._database, self._journal, self._reader)

    @cached_property
    def counting(self) -> CountingOperations:
        """Counting in three ways, doubtful ballots, undo."""
        from fulian_desktop.elections.counting import CountingOperations

        return CountingOperations(self._database, self._journal, self._reader)

    @cached_property
    def doubtful(self) -> DoubtfulOperations:
        """Doubtful ballots: set aside, decided by the scrutineers."""
        from fulian_desktop.elections.doubtful_operations import DoubtfulOperations

        return DoubtfulOperations(self._database, self._journal, self._reader, self.counting)

    @cached_property
    def settling(self) -> SettlingOperations:
        """Comparing counts, settling which holds, ruling on names written in."""
        from fulian_desktop.elections.settling import SettlingOperations

        return SettlingOperations(self._database, self._journal, self._reader, self.counting)

    @cached_property
    def seating(self) -> SeatingOperations:
        """Filling seats and posts by results."""
        from fulian_desktop.elections.seating import SeatingOperations

        return SeatingOperations(
            self._database,
            self._journal,
            self._reader,
            self._seats,
            people=self._people,
            term_began=self._term_began,
        )

    @cached_property
    def rounds(self) -> RoundOperations:
        """Opening rounds, announcing results, the next step."""
        from fulian_desktop.elections.round_operations import RoundOperations

        return RoundOperations(
            self._database,
            self._journal,
            self._reader,
            counting=self.counting,
            seating=self.seating,
            meetings=self._meetings,
            attendance=self._attendance,
        )

    # ---- reading

    def elections(self) -> tuple[Election, ...]:
        """Return all elections, the newest first."""
        return self._reader.elections()

    def get(self, election_id: int) -> Election:
        """Return one election.

        Raises:
            UserFacingError: there is no such election.
        """
        return self._reader.get(election_id)

    def of_meeting(self, meeting_id: int) -> tuple[Election, ...]:
        """Return the elections held at a meeting, the oldest first."""
        return tuple(one for one in reversed(self.elections()) if one.meeting_id == meeting_id)

    def conflicts(self, election_id: int) -> tuple[Conflict, ...]:
        """Return what stands against the lists as they are now, the blocking things first."""
        election = self.get(election_id)
        today = self._journal.now().date().isoformat()
        return rules_of_conflict.conflicts(election, self._reader.known(election, today))

    def by_election_choices(self) -> tuple[ByElectionChoice, ...]:
        """Return, for each vacancy of the current term, the by-election that fits it."""
        return choices(self._seats.board(), self.packs.default())

    # ---- preparing

    def prepare(
        self,
        kind: ElectionKind,
        posts: Sequence[PostSeats],
        *,
        pack: ElectionPack | None = None,
        term_number: int | None = None,
        meeting_id: int | None = None,
        agenda_item_id: int | None = None,
        body: Body | None = None,
    ) -> ChangeSet:
        """Make an election; `record_id` is its id.

        Args:
            kind: what is elected and why.
            posts: the posts and how many are elected to each.
            pack: the rules; default: her own adopted last, else the general example.
            term_number: the term elected or served; default: the current one, for a congress the next.
            meeting_id: at which meeting, when it is known.
            agenda_item_id: under which item of its agenda.
            body: who votes; default: who is competent for this kind.

        Raises:
            UserFacingError: the posts do not fit the kind or the rules.
        """
        chosen = pack or self.packs.default()
        if term_number is None:
            term_number = self._seats.current_term().number + (kind is ElectionKind.TERM_ELECTION)
        checked = _checked_posts(kind, tuple(posts), chosen)
        with self._database.transaction():
            election_id = self._store.add_election(
                body=body or kind.body,
                kind=kind,
                term_number=term_number,
                meeting=(meeting_id, agenda_item_id),
                pack_text=chosen.to_text(),
                at=self._journal.stamp(),
            )
            self._store.write_posts(election_id, checked)
            new = {
                "kind": kind.value,
                "term_number": term_number,
                "posts": {one.post.value: one.seats for one in checked},
                "pack": chosen.id,
            }
            self._journal.record("筹备选举", "election", election_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=election_id)

    def hold_at(
        self, election_id: int, meeting_id: int | None, agenda_item_id: int | None = None
    ) -> ChangeSet:
        """Say at which meeting, under which agenda item, an election in preparation is held."""
        with self._database.transaction():
            self._reader.preparing(election_id)
            self._store.write_meeting(election_id, meeting_id, agenda_item_id)
            new = {"meeting_id": meeting_id, "agenda_item_id": agenda_item_id}
            self._journal.record("安排选举的会议", "election", election_id, new=new)
        return _CHANGED

    def choose_pack(self, election_id: int, pack: ElectionPack) -> ChangeSet:
        """Choose the rules of an election in preparation.

        Raises:
            UserFacingError: the list was passed, with it the rules; or ballots went out already.
        """
        with self._database.transaction():
            election = self.get(election_id)
            if election.passed_at is not None:
                raise self._pack_is_fixed(election)
            _checked_posts(election.kind, election.posts, pack)
            self._store.write_pack(election_id, pack.to_text())
            self._journal.record(
                "选定选举办法", "election", election_id, old={"pack": election.pack.id}, new={"pack": pack.id}
            )
        return _CHANGED

    def set_posts(self, election_id: int, posts: Sequence[PostSeats]) -> ChangeSet:
        """Write the posts and how many are elected to each."""
        with self._database.transaction():
            election = self._reader.preparing(election_id)
            checked = _checked_posts(election.kind, tuple(posts), election.pack)
            self._store.write_posts(election_id, checked)
            new = {one.post.value: one.seats for one in checked}
            self._journal.record("修改应选名额", "election", election_id, new=new)
        return _CHANGED

    def pass_list(self, election_id: int, hand: HandVote | None = None) -> ChangeSet:
        """Pass the list of candidates: order and rules are frozen from now on.

        Args:
            election_id: the election.
            hand: the show of hands, where it was not counted at the desk; a count there goes before.

        Raises:
            UserFacingError: something stands against the list, or it was voted down.
        """
        with self._database.transaction():
            election = self._reader.preparing(election_id)
            blocking = [one for one in self.conflicts(election_id) if one.blocks and one.place != "officials"]
            if blocking:
                raise UserFacingError(
                    f"候选人名单还不能通过：{blocking[0].sentence}",
                    advice=tuple(dict.fromkeys(one.advice for one in blocking)),
                    safe=NOTHING_CHANGED,
                )
            at = self._journal.stamp()
            self._store.mark_passed(election_id, at)
            self._journal.record("通过候选人名单", "election", election_id, new=self._passed(election))
            self.list_votes.record(election, ListKind.CANDIDATES, None, hand)
        return _CHANGED

    def discard(self, election_id: int, reason: str = "") -> ChangeSet:
        """Give up an election whose list was never passed."""
        with self._database.transaction():
            election = self._reader.preparing(election_id)
            self._store.delete_election(election_id)
            self._journal.record(
                "放弃筹备的选举", "election", election_id, old={"title": election.title}, reason=reason
            )
        return _CHANGED

    # ---- inside

    def _passed(self, election: Election) -> dict[str, Any]:
        rows = self._store.frozen_list(election.id)
        return {"pack_text": election.pack.to_text(), "list": [list(row) for row in rows]}

    def _pack_is_fixed(self, election: Election) -> UserFacingError:
        issued = any(
            event.kind is CustodyKind.ISSUED and event.number and not event.is_withdrawn
            for one in self._reader.rounds.rounds(election.id)
            for event in self._reader.rounds.events(one.id)
        )
        if issued:
            return UserFacingError(
                f"{election.title}的选票已经发出，选举办法不能再改。",
                advice=(
                    "按已经通过的选举办法完成这次选举。",
                    "办法确实错了，请由会议宣布这次选举无效，改好办法后另建一次选举。",
                ),
                safe="已经登记的选票和票数都在，没有改动。",
            )
        return UserFacingError(
            f"{election.title}的选举办法已经随候选人名单通过，不能再改。",
            advice=("要改办法，请另建一次选举，重新通过名单和办法。",),
            safe=NOTHING_CHANGED,
        )


def _checked_posts(
    kind: ElectionKind, posts: tuple[PostSeats, ...], pack: ElectionPack
) -> tuple[PostSeats, ...]:
    """Return the posts if they fit the kind and the rules."""
    officers = [one for one in posts if one.post is not Post.MEMBER]
    wants_officers = kind in (ElectionKind.OFFICERS, ElectionKind.OFFICER_ADDITION)
    problem = ""
    if not posts or any(not 1 <= one.seats <= MOST_SEATS for one in posts):
        problem = f"应选名额要在 1 到 {MOST_SEATS} 之间"
    elif len({one.post for one in posts}) != len(posts):
        problem = "同一个职务写了两次"
    elif wants_officers and len(officers) != len(posts):
        problem = "选举主席、副主席时不能同时选执委"
    elif not wants_officers and officers:
        problem = f"{kind.phrase}时不选主席、副主席"
    elif any(one.post is Post.CHAIR and one.seats != 1 for one in posts):
        problem = "主席只能选一人"
    elif len(officers) > 1 and not pack.officers_on_one_ballot:
        problem = "选举办法规定主席、副主席各用一种选票，请分成两次选举"
    if problem:
        raise UserFacingError(f"{problem}。", advice=("请改好应选职务和名额。",), safe=NOTHING_CHANGED)
    return tuple(sorted(posts, key=lambda one: one.post.rank))
