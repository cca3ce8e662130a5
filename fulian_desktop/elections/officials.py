"""Scrutineers and tellers, and who declared to be a near relative of a candidate."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections import conflicts as rules_of_conflict
from fulian_desktop.elections.before_ballots import under_way
from fulian_desktop.elections.election_store import officials_to_text
from fulian_desktop.elections.reading import NOTHING_CHANGED
from fulian_desktop.elections.records import ElectionState, ListKind, Official, OfficialPassing
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.list_votes import ListVotes
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import Conflict, Election, HandVote, Relative, Role
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_CHANGED = ChangeSet.of(RecordKind.ELECTION, RecordKind.PAPER, RecordKind.SCRIPT)


class OfficialOperations:
    """Keep the list of scrutineers and tellers; once passed it is kept, and only another vote changes it."""

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
        self._store = reader.officials
        self._people = people
        self._votes = votes

    def relatives(self, election_id: int) -> tuple[Relative, ...]:
        """Return who declared to be a near relative of a candidate."""
        return self._store.relatives(election_id)

    def appoint(self, election_id: int, person_id: int, role: Role) -> ChangeSet:
        """Put someone on the list of scrutineers and tellers; `record_id` is the appointment.

        Raises:
            UserFacingError: the list was passed, or she is on it already.
        """
        with self._database.transaction():
            election = self._officials_open(election_id)
            person = self._people.get(person_id)
            if any(one.person_id == person_id for one in election.officials):
                raise UserFacingError(
                    f"{person.name}已经在监票人、计票人名单上。", advice=("请核对。",), safe=NOTHING_CHANGED
                )
            official_id = self._store.add_official(election_id, person_id, person.name, role)
            new = {"name": person.name, "role": role.value}
            self._journal.record("提名监票计票", "election_official", official_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=official_id)

    def dismiss(self, election_id: int, official_id: int) -> ChangeSet:
        """Take someone off the list of scrutineers and tellers before it is passed."""
        with self._database.transaction():
            self._officials_open(election_id)
            self._store.delete_official(official_id)
            self._journal.record("删去监票计票", "election_official", official_id)
        return _CHANGED

    def declare_relative(
        self, election_id: int, person_id: int, candidate_person_id: int, relation: str
    ) -> ChangeSet:
        """Record that someone declared to be a near relative of a candidate (mother, sister ...)."""
        with self._database.transaction():
            self._reader.get(election_id)
            if person_id == candidate_person_id or any(
                (one.person_id, one.candidate_person_id) == (person_id, candidate_person_id)
                for one in self._store.relatives(election_id)
            ):
                raise UserFacingError(
                    "这一对亲属关系已经登记过，或两人是同一个人。", advice=("请核对。",), safe=NOTHING_CHANGED
                )
            relative_id = self._store.add_relative(
                election_id,
                (person_id, candidate_person_id),
                relation.strip(),
                at=self._journal.stamp(),
                user=self._journal.user,
            )
            new = {"person_id": person_id, "candidate_person_id": candidate_person_id}
            self._journal.record("申报近亲属", "election_relative", relative_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=relative_id)

    def pass_list(self, election_id: int, hand: HandVote | None = None) -> ChangeSet:
        """Pass the list of scrutineers and tellers (by hand, in the hall); it is frozen from now on.

        Args:
            election_id: the election.
            hand: the show of hands, where it was not counted at the desk; a count there goes before.

        Raises:
            UserFacingError: a candidate or her relative is on it, too few are, or it was voted down.
        """
        with self._database.transaction():
            election = self._officials_open(election_id)
            self._check_list(election)
            self._reader.store.mark_officials_passed(election_id, self._journal.stamp())
            names = [f"{one.role.phrase}{one.name}" for one in election.officials]
            self._journal.record("通过监票计票名单", "election", election_id, new={"names": names})
            self._votes.record(election, ListKind.OFFICIALS, None, hand)
        return _CHANGED

    def passings(self, election_id: int) -> tuple[OfficialPassing, ...]:
        """Return every list of an election in order, the first one included; the last one holds."""
        row = self._reader.store.election_row(election_id)
        at = "" if row is None else row["officials_passed_at"] or ""
        first = OfficialPassing(election_id, self._store.first_officials(election_id), "", at)
        return (first, *self._store.passings(election_id))

    def fixed_because(self, election_id: int) -> str:
        """Return why the list cannot be passed anew now, empty while it can."""
        election = self._reader.get(election_id)
        if election.officials_passed_at is None:
            return "监票人、计票人名单还没有通过"
        if election.passed_at is None:
            return "候选人名单还没有通过"
        if election.state is ElectionState.DONE:
            return f"{election.title}已经结束"
        rounds = self._reader.rounds.rounds(election_id)
        if rounds and self._reader.rounds.result(rounds[-1].id) is None:
            return under_way(self._database, self._reader, rounds[-1])
        return ""

    def conflicts_anew(self, election_id: int, members: Sequence[tuple[int, Role]]) -> tuple[Conflict, ...]:
        """Return what stands against another list of scrutineers and tellers, the blocking things first."""
        election = self._reader.get(election_id)
        found = self._conflicts(replace(election, officials=self._as_officials(members)))
        return tuple(one for one in found if one.place == "officials")

    def pass_anew(
        self,
        election_id: int,
        members: Sequence[tuple[int, Role]],
        reason: str,
        hand: HandVote | None = None,
    ) -> ChangeSet:
        """Pass another list of scrutineers and tellers by hand; the lists before it are kept.

        Args:
            election_id: the election whose list was passed.
            members: person and role of everybody on the new list, those who stay included.
            reason: why the list is changed; `record_id` is the new passing.
            hand: the show of hands, where it was not counted at the desk.

        Raises:
            UserFacingError: no list was passed, ballots are out, no reason, nothing changes, something stands
                against the new list, or it was voted down.
        """
        with self._database.transaction():
            election = self._reader.get(election_id)
            self._check_still_free(election)
            if not reason.strip():
                raise UserFacingError(
                    "换人的原因没有填。", advice=("请写一句原因，例如“某某临时请假”。",), safe=NOTHING_CHANGED
                )
            officials = self._as_officials(members)
            _check_changed(election, officials)
            self._check_list(replace(election, officials=officials))
            anew = OfficialPassing(election_id, officials, reason.strip(), self._journal.stamp())
            passing_id = self._store.add_passing(anew, self._journal.user)
            new = {
                "election_id": election_id,
                "officials": officials_to_text(officials),
                "reason": anew.reason,
            }
            self._journal.record(
                "重新通过监票计票名单", "official_passing", passing_id, new=new, reason=anew.reason
            )
            self._votes.record(election, ListKind.OFFICIALS, passing_id, hand)
        return _CHANGED | ChangeSet.of(record_id=passing_id)

    # ---- inside

    def _as_officials(self, members: Sequence[tuple[int, Role]]) -> tuple[Official, ...]:
        return tuple(
            Official(place, person_id, self._people.get(person_id).name, role)
            for place, (person_id, role) in enumerate(members, start=1)
        )

    def _check_still_free(self, election: Election) -> None:
        """Refuse another list where none was passed, or while ballots of a round are out."""
        what = self.fixed_because(election.id)
        advice = "要换人，请在保管登记里写明；下一轮发票以前可以重新表决名单。"
        if election.officials_passed_at is None:
            advice = "请直接在名单上加人、删去。"
        elif election.passed_at is None:
            advice = "请先通过候选人名单，再核对谁要回避。"
        elif election.state is ElectionState.DONE:
            advice = "已经通过的名单和票数都保留着。"
        if what:
            raise UserFacingError(
                f"{what}，不能重新通过监票人、计票人名单。", advice=(advice,), safe=NOTHING_CHANGED
            )

    def _check_list(self, election: Election) -> None:
        """Refuse a list on which a candidate or her relative is, or too few are."""
        against = [one for one in self._conflicts(election) if one.place == "officials" and one.blocks]
        missing = rules_of_conflict.too_few_officials(election)
        if against or missing:
            what = against[0].sentence if against else f"{missing[0]}。"
            advice = tuple(one.advice for one in against) or ("请按选举办法补齐监票人、计票人。",)
            raise UserFacingError(
                f"监票人、计票人名单还不能通过：{what}", advice=advice, safe=NOTHING_CHANGED
            )

    def _officials_open(self, election_id: int) -> Election:
        election = self._reader.get(election_id)
        if election.officials_passed_at is not None:
            raise UserFacingError(
                "监票人、计票人名单已经通过，不能再改。",
                advice=("选票发出以前，可以写明原因，重新表决一份名单；发出以后换人，请在保管登记里写明。",),
                safe=NOTHING_CHANGED,
            )
        return election

    def _conflicts(self, election: Election) -> tuple[Conflict, ...]:
        today = self._journal.now().date().isoformat()
        return rules_of_conflict.conflicts(election, self._reader.known(election, today))


def _check_changed(election: Election, officials: tuple[Official, ...]) -> None:
    """Refuse a list with somebody on it twice, or one that is as it was."""
    number = Counter(one.person_id for one in officials)
    twice = next((one.name for one in officials if number[one.person_id] > 1), "")
    if twice:
        raise UserFacingError(
            f"{twice}在新名单上出现了两次。",
            advice=("一个人只能担任一项，请删去多出的一次。",),
            safe=NOTHING_CHANGED,
        )
    if {(one.person_id, one.role) for one in officials} == {
        (one.person_id, one.role) for one in election.officials
    }:
        raise UserFacingError(
            "新名单和已经通过的一样。", advice=("没有人要换，就不用重新表决。",), safe=NOTHING_CHANGED
        )
