"""Scrutineers and tellers, and who declared to be a near relative of a candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections import conflicts as rules_of_conflict
from fulian_desktop.elections.reading import NOTHING_CHANGED
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import Conflict, Election, Relative, Role
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_CHANGED = ChangeSet.of(RecordKind.ELECTION, RecordKind.PAPER, RecordKind.SCRIPT)


class OfficialOperations:
    """Keep the list of scrutineers and tellers; once it is passed it is frozen."""

    def __init__(
        self, database: Database, journal: Journal, reader: ElectionReader, people: PeopleOperations
    ) -> None:
        self._database = database
        self._journal = journal
        self._reader = reader
        self._store = reader.officials
        self._people = people

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

    def pass_list(self, election_id: int) -> ChangeSet:
        """Pass the list of scrutineers and tellers (by hand, in the hall); it is frozen from now on.

        Raises:
            UserFacingError: a candidate or her relative is on it, or too few are.
        """
        with self._database.transaction():
            election = self._officials_open(election_id)
            against = [one for one in self._conflicts(election) if one.place == "officials" and one.blocks]
            missing = rules_of_conflict.too_few_officials(election)
            if against or missing:
                what = against[0].sentence if against else f"{missing[0]}。"
                advice = tuple(one.advice for one in against) or ("请按选举办法补齐监票人、计票人。",)
                raise UserFacingError(
                    f"监票人、计票人名单还不能通过：{what}", advice=advice, safe=NOTHING_CHANGED
                )
            self._reader.store.mark_officials_passed(election_id, self._journal.stamp())
            names = [f"{one.role.phrase}{one.name}" for one in election.officials]
            self._journal.record("通过监票计票名单", "election", election_id, new={"names": names})
        return _CHANGED

    # ---- inside

    def _officials_open(self, election_id: int) -> Election:
        election = self._reader.get(election_id)
        if election.officials_passed_at is not None:
            raise UserFacingError(
                "监票人、计票人名单已经通过，不能再改。",
                advice=("会上临时换人，请在保管登记里写明。",),
                safe=NOTHING_CHANGED,
            )
        return election

    def _conflicts(self, election: Election) -> tuple[Conflict, ...]:
        today = self._journal.now().date().isoformat()
        return rules_of_conflict.conflicts(election, self._reader.known(election, today))
