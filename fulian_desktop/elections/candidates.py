"""The list of candidates: who stands, in what order, who withdrew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.reading import NOTHING_CHANGED
from fulian_desktop.elections.records import ElectionState, Withdrawal
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.election_pack import Mode
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import Candidate, Election, PostSeats
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_CHANGED = ChangeSet.of(RecordKind.ELECTION, RecordKind.PAPER, RecordKind.SCRIPT)


class CandidateOperations:
    """Keep the list of candidates; once it is passed it is frozen, and leaving it is a record of its own."""

    def __init__(
        self, database: Database, journal: Journal, reader: ElectionReader, people: PeopleOperations
    ) -> None:
        self._database = database
        self._journal = journal
        self._reader = reader
        self._store = reader.store
        self._people = people

    def add(
        self,
        election_id: int,
        person_id: int,
        post: Post = Post.MEMBER,
        *,
        seat_number: int | None = None,
    ) -> ChangeSet:
        """Put someone on the list; `record_id` is the candidate; `conflicts` tells what stands against her.

        Raises:
            UserFacingError: the list was passed, the post is not elected, or she stands for it already.
        """
        with self._database.transaction():
            election = self._reader.preparing(election_id)
            person = self._people.get(person_id)
            if all(one.post is not post for one in election.posts):
                raise UserFacingError(
                    f"这次选举没有{post.phrase}这个职务。",
                    advice=("请先填写应选职务。",),
                    safe=NOTHING_CHANGED,
                )
            if any((one.person_id, one.post) == (person_id, post) for one in election.candidates):
                raise UserFacingError(
                    f"{person.name}已经在候选人名单上。", advice=("请核对名单。",), safe=NOTHING_CHANGED
                )
            seat_id = None
            if seat_number is not None:
                seat_id = self._store.seat_id(election.term_number, seat_number)
            candidate_id = self._store.add_candidate(
                election_id,
                post,
                (person_id, person.name),
                position=len(election.candidates) + 1,
                seat_id=seat_id,
            )
            new = {"name": person.name, "post": post.value}
            self._journal.record("提名候选人", "election_candidate", candidate_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=candidate_id)

    def remove(self, candidate_id: int, reason: str = "") -> ChangeSet:
        """Take someone off a list that was not passed; the others move up."""
        with self._database.transaction():
            election = self._reader.preparing(self._election_of(candidate_id))
            gone = next(one for one in election.candidates if one.id == candidate_id)
            self._store.delete_candidate(candidate_id)
            self._journal.record(
                "删去候选人", "election_candidate", candidate_id, old={"name": gone.name}, reason=reason
            )
            self._renumber([one.id for one in election.candidates if one.id != candidate_id])
        return _CHANGED

    def order(self, election_id: int, candidate_ids: Sequence[int] | None = None) -> ChangeSet:
        """Put the list in an order; without one members by surname strokes, officers as approved.

        Raises:
            UserFacingError: the list was passed, or the order leaves somebody out.
        """
        with self._database.transaction():
            election = self._reader.preparing(election_id)
            ids = list(candidate_ids or ())
            if candidate_ids is None:
                ids = [one.id for one in usual_order(election.posts, election.candidates)]
            if sorted(ids) != sorted(one.id for one in election.candidates):
                raise UserFacingError(
                    "新的顺序和名单对不上。", advice=("请把每名候选人都排进去一次。",), safe=NOTHING_CHANGED
                )
            self._renumber(ids)
            self._journal.record("候选人排序", "election", election_id, new={"order": ids})
        return _CHANGED

    def withdraw(self, candidate_id: int, reason: str) -> ChangeSet:
        """Record that a candidate withdrew after the list was passed; what follows is told in the record.

        Raises:
            UserFacingError: no reason, not passed yet, withdrawn already, or the election is over.
        """
        with self._database.transaction():
            election = self._reader.get(self._election_of(candidate_id))
            candidate = next((one for one in election.candidates if one.id == candidate_id), None)
            if candidate is None:
                raise UserFacingError(
                    "她已经不在现在的候选人名单上。", advice=("请刷新后再看。",), safe=NOTHING_CHANGED
                )
            _check_withdrawal(election, candidate, reason)
            stage, consequence = self._consequence(election, candidate)
            gone = Withdrawal(candidate_id, stage, reason.strip(), consequence, self._journal.stamp())
            withdrawal_id = self._store.add_withdrawal(gone, self._journal.user)
            self._journal.record(
                "候选人退出",
                "candidate_withdrawal",
                withdrawal_id,
                new={"candidate_id": candidate_id, "stage": stage, "consequence": consequence},
                reason=reason.strip(),
            )
        return _CHANGED | ChangeSet.of(RecordKind.BALLOT)

    # ---- inside

    def _election_of(self, candidate_id: int) -> int:
        election_id = self._store.election_of_candidate(candidate_id)
        if election_id is None:
            raise UserFacingError(
                "候选人名单上没有这个人。", advice=("请刷新后再看。",), safe=NOTHING_CHANGED
            )
        return election_id

    def _renumber(self, candidate_ids: Sequence[int]) -> None:
        for position, candidate_id in enumerate(candidate_ids, start=1):
            self._store.write_position(candidate_id, position)

    def _consequence(self, election: Election, candidate: Candidate) -> tuple[str, str]:
        """Return the stage of a withdrawal and what follows, in words."""
        rounds = self._reader.rounds.rounds(election.id)
        standing = [
            one
            for one in election.candidates
            if one.withdrawal is None and one.post is candidate.post and one.id != candidate.id
        ]
        seats = next(one.seats for one in election.posts if one.post is candidate.post)
        pack, officers = election.pack, candidate.post is not Post.MEMBER
        tail = f"还有候选人 {len(standing)} 名，应选 {seats} 名"
        if pack.mode_of(officers=officers) is not Mode.EQUAL and len(standing) < seats + pack.min_difference:
            tail += "，差额已经不够，是否补充提名请由主席团（会议）决定"
        elif len(standing) < seats:
            tail += f"，至少有 {seats - len(standing)} 个名额会空缺"
        if not rounds:
            return "passed", f"选票还没有定样，不再印{candidate.name}的名字；{tail}。"
        issued = any(
            event.kind is CustodyKind.ISSUED and not event.is_withdrawn
            for event in self._reader.rounds.events(rounds[-1].id)
        )
        shown = "选票已经发出" if issued else "选票已经印好"
        consequence = (
            f"{shown}，{candidate.name}的名字留在选票上，请主持人当众说明；"
            f"划给她的票照实清点、公布，但不能当选；{tail}。"
        )
        if not issued:
            consequence += "发票以前也可以重新通过名单，重印选票。"
        return "issued" if issued else "printed", consequence


def usual_order(posts: Sequence[PostSeats], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates post by post: members by surname strokes, officers as they came."""
    found: list[Candidate] = []
    for one in posts:
        here = [each for each in candidates if each.post is one.post]
        found += sorted_by_name(here, lambda each: each.name) if one.post is Post.MEMBER else here
    return found


def _check_withdrawal(election: Election, candidate: Candidate, reason: str) -> None:
    if election.passed_at is None:
        raise UserFacingError(
            "候选人名单还没有通过。", advice=(f"请直接从名单上删去{candidate.name}。",), safe=NOTHING_CHANGED
        )
    if candidate.withdrawal is not None:
        raise UserFacingError(f"{candidate.name}已经登记退出。", safe=NOTHING_CHANGED)
    if election.state is ElectionState.DONE:
        raise UserFacingError(
            f"{election.title}已经结束，不能再登记退出。",
            advice=("当选后不愿任职的，请在“届次席位”登记辞去。",),
            safe=NOTHING_CHANGED,
        )
    if not reason.strip():
        raise UserFacingError("退出的原因没有填。", advice=("请写一句原因。",), safe=NOTHING_CHANGED)
