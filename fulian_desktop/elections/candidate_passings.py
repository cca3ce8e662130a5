"""A list of candidates passed anew: others added, those withdrawn left out, until ballots are issued."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections import conflicts as rules_of_conflict
from fulian_desktop.elections import frozen_text
from fulian_desktop.elections.before_ballots import under_way, void_printed
from fulian_desktop.elections.candidates import usual_order
from fulian_desktop.elections.contests import first_contest
from fulian_desktop.elections.passing_store import candidates_to_text
from fulian_desktop.elections.reading import NOTHING_CHANGED
from fulian_desktop.elections.records import (
    Candidate,
    CandidatePassing,
    ElectionState,
    ListKind,
    Nomination,
)
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.list_votes import ListVotes
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import Conflict, Election, HandVote
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.rules.ballots import Contest
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_CHANGED = ChangeSet.of(RecordKind.ELECTION, RecordKind.PAPER, RecordKind.SCRIPT, RecordKind.BALLOT)


class CandidatePassings:
    """Keep every list of candidates that was passed; the last one is on the ballot."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        reader: ElectionReader,
        people: PeopleOperations,
        votes: ListVotes,
    ) -> None:
        self._database = database
        self._journal = journal
        self._reader = reader
        self._people = people
        self._votes = votes

    # ---- reading

    def passings(self, election_id: int) -> tuple[CandidatePassing, ...]:
        """Return every list of an election in order, the first one included; the last one holds."""
        store = self._reader.store
        row = store.election_row(election_id)
        at = "" if row is None else row["passed_at"] or ""
        listed = tuple(
            replace(one, withdrawal=None)
            for one in store.candidates(election_id)
            if one.origin == "nominated"
        )
        return (CandidatePassing(election_id, listed, "", at), *self._reader.passings.passings(election_id))

    def fixed_because(self, election_id: int) -> str:
        """Return why the list can no longer be passed anew, empty while it can; also before it was passed."""
        election = self._reader.get(election_id)
        if election.passed_at is None:
            return "候选人名单还没有通过"
        if election.state is ElectionState.DONE:
            return f"{election.title}已经结束"
        rounds = self._reader.rounds.rounds(election_id)
        if not rounds:
            return ""
        if len(rounds) > 1 or self._reader.rounds.result(rounds[0].id) is not None:
            return "第 1 轮的结果已经宣布"
        return under_way(self._database, self._reader, rounds[0])

    def in_usual_order(self, election_id: int, members: Sequence[Nomination]) -> tuple[Nomination, ...]:
        """Return those nominated as a ballot has them: members by surname strokes, officers as they came."""
        election = self._reader.get(election_id)
        listed = usual_order(election.posts, self._as_candidates(election, members))
        known = {(one.person_id, one.post): one for one in members}
        return tuple(known[one.person_id, one.post] for one in listed if one.person_id is not None)

    def conflicts_anew(self, election_id: int, members: Sequence[Nomination]) -> tuple[Conflict, ...]:
        """Return what stands against another list, the blocking things first."""
        election = self._reader.get(election_id)
        return self._against(replace(election, candidates=self._as_candidates(election, members)))

    # ---- recording

    def pass_anew(
        self,
        election_id: int,
        members: Sequence[Nomination],
        reason: str,
        hand: HandVote | None = None,
    ) -> ChangeSet:
        """Pass another list of candidates; the lists before it are kept. `record_id` is the new passing.

        Ballots printed so far are void: the custody record says so, and others must be printed.

        Args:
            election_id: the election whose list was passed.
            members: everybody on the new list in the order of the ballot: those who stay, those added.
            reason: why the list is changed.
            hand: the show of hands, where it was not counted at the desk; a count there goes before.

        Raises:
            UserFacingError: no list was passed, ballots are out, no reason, nothing changes, somebody is left
                out who did not withdraw, something stands against the list, or it was voted down.
        """
        with self._database.transaction():
            election = self._reader.get(election_id)
            self._check_still_free(election)
            if not reason.strip():
                raise UserFacingError(
                    "重新通过的原因没有填。",
                    advice=("请写一句原因，例如“大会期间代表联名补充提名”。",),
                    safe=NOTHING_CHANGED,
                )
            self._check_members(election, members)
            self._check_conflicts(replace(election, candidates=self._as_candidates(election, members)))
            listed = self._with_records(election, members)
            passing_id = self._keep(election, listed, reason.strip())
            self._votes.record(election, ListKind.CANDIDATES, passing_id, hand)
        return _CHANGED | ChangeSet.of(record_id=passing_id)

    # ---- inside

    def _keep(self, election: Election, listed: tuple[Candidate, ...], reason: str) -> int:
        """Insert the list, and its ballot where the first round is open; what was printed is void."""
        anew = CandidatePassing(election.id, listed, reason, self._journal.stamp())
        rounds = self._reader.rounds.rounds(election.id)
        ballot: tuple[int, Contest] | None = None
        if rounds:
            ballot = (rounds[0].id, first_contest(replace(election, candidates=listed)))
        passing_id = self._reader.passings.add_passing(anew, ballot, self._journal.user)
        new = {
            "election_id": election.id,
            "reason": reason,
            "candidates": candidates_to_text(listed),
            "round_id": ballot[0] if ballot else None,
            "contest": frozen_text.contest_to_text(ballot[1]) if ballot else "",
        }
        self._journal.record("重新通过候选人名单", "candidate_passing", passing_id, new=new, reason=reason)
        if ballot:
            void_printed(self._reader, self._journal, ballot[0])
        return passing_id

    def _as_candidates(self, election: Election, members: Sequence[Nomination]) -> tuple[Candidate, ...]:
        """Return the list as it would be; those who are not on record yet have the id 0."""
        standing = {(one.person_id, one.post): one for one in election.candidates if one.withdrawal is None}
        return tuple(
            replace(standing[one.person_id, one.post], number=number)
            if (one.person_id, one.post) in standing
            else Candidate(
                0,
                number,
                one.post,
                one.person_id,
                self._people.get(one.person_id).name,
                one.seat_number,
                "nominated",
            )
            for number, one in enumerate(members, start=1)
        )

    def _with_records(self, election: Election, members: Sequence[Nomination]) -> tuple[Candidate, ...]:
        """Return the list with a record made for everybody who is new on it."""
        store = self._reader.store
        position = max((one.number for one in store.candidates(election.id)), default=0)
        found = []
        for one in self._as_candidates(election, members):
            if one.id:
                found.append(one)
                continue
            position += 1
            seat = None if one.seat_number is None else store.seat_id(election.term_number, one.seat_number)
            candidate_id = store.add_candidate(
                election.id,
                one.post,
                (one.person_id, one.name),
                position=position,
                seat_id=seat,
                origin="renominated",
            )
            new = {"name": one.name, "post": one.post.value, "origin": "renominated"}
            self._journal.record("补充候选人", "election_candidate", candidate_id, new=new)
            found.append(replace(one, id=candidate_id))
        return tuple(found)

    def _check_still_free(self, election: Election) -> None:
        why = self.fixed_because(election.id)
        if not why:
            return
        advice = "有人退出，在她那一行登记；本轮没有选满的名额，可以在下一轮补充提名。"
        if election.passed_at is None:
            advice = "请直接在名单上加人、删去。"
        elif election.state is ElectionState.DONE:
            advice = "已经通过的名单和票数都保留着。"
        raise UserFacingError(f"{why}，不能重新通过候选人名单。", advice=(advice,), safe=NOTHING_CHANGED)

    def _check_members(self, election: Election, members: Sequence[Nomination]) -> None:
        """Refuse somebody twice, a post not elected, one left out who stands, or the list as it is."""
        wanted = [(one.person_id, one.post) for one in members]
        standing = [one for one in election.candidates if one.withdrawal is None]
        left_out = [one.name for one in standing if (one.person_id, one.post) not in wanted]
        people = Counter(one.person_id for one in members)
        twice = [person_id for person_id, number in people.items() if number > 1]
        posts = {one.post for one in election.posts}
        elsewhere = next((one.post for one in members if one.post not in posts), None)
        what, advice = "", ""
        if twice:
            what = f"{self._people.get(twice[0]).name}在新名单上出现了两次"
            advice = "一个人只能竞选一个职务，请删去多出的一次。"
        elif elsewhere is not None:
            what, advice = f"这次选举没有{elsewhere.phrase}这个职务", "请改选职务。"
        elif left_out:
            what = f"{left_out[0]}没有登记退出，不能从名单上去掉"
            advice = f"请先在{left_out[0]}那一行登记“退出”，写明原因。"
        elif len(standing) == len(election.candidates) and wanted == [
            (one.person_id, one.post) for one in standing
        ]:
            what, advice = "新名单和现在的一样", "没有人要加、没有人退出、次序不变，就不用重新通过。"
        if what:
            raise UserFacingError(f"{what}。", advice=(advice,), safe=NOTHING_CHANGED)

    def _check_conflicts(self, anew: Election) -> None:
        """Refuse a list that is not sound, or on which a scrutineer or teller already passed stands."""
        blocking = [one for one in self._against(anew) if one.blocks]
        if anew.officials_passed_at is None:
            blocking = [one for one in blocking if one.place != "officials"]
        if blocking:
            raise UserFacingError(
                f"新的候选人名单还不能通过：{blocking[0].sentence}",
                advice=tuple(dict.fromkeys(one.advice for one in blocking)),
                safe=NOTHING_CHANGED,
            )

    def _against(self, anew: Election) -> tuple[Conflict, ...]:
        today = self._journal.now().date().isoformat()
        return rules_of_conflict.conflicts(anew, self._reader.known(anew, today))
