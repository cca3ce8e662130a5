"""The door of the room of people: what one does with persons and name lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.access.protection import Protection
from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.chinese.id_number import mask_id, mask_phone
from fulian_desktop.chinese.rare_characters import clean_name
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people import search
from fulian_desktop.people.people_store import PeopleStore
from fulian_desktop.people.privacy_operations import PrivacyOperations
from fulian_desktop.people.records import Delegate, DelegateKind, Person, PersonDetails

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

LONGEST_NAME = 50
"""Characters; the longest names of ethnic groups have about thirty."""
_LABELS = {
    "name": "姓名",
    "sex": "性别",
    "born": "出生年月",
    "ethnicity": "民族",
    "political_status": "政治面貌",
    "education": "学历",
    "unit_post": "单位及职务",
    "group_name": "联系组",
    "phone": "电话",
    "id_number": "身份证号",
    "address": "住址",
    "note": "备注",
}


class PossibleDuplicate(UserFacingError):
    """Someone of the same name (and birth, as far as it is known) is recorded already."""

    def __init__(self, name: str, people: list[Person]) -> None:
        """Keep the persons it may be, so that a form can show them."""
        born = "、".join(person.born or "出生年月没有填" for person in people)
        super().__init__(
            f"名册里已经有“{name}”（{born}）。",
            advice=(
                "如果是同一个人，请打开原来的记录修改。",
                "如果确实是同名的另一个人，请选“同名，另外新增”。",
            ),
            safe="还没有新增。",
        )
        self.people = people


def journalled(details: PersonDetails) -> dict[str, str]:
    """Return the facts of a person as the journal keeps them for good: numbers masked, free text left out."""
    facts = {field: getattr(details, field) for field in _LABELS}
    facts["phone"] = mask_phone(details.phone) if details.phone else ""
    facts["id_number"] = mask_id(details.id_number) if details.id_number else ""
    facts["address"] = "已填" if details.address else ""
    facts["note"] = "已填" if details.note else ""
    facts["resume"] = f"{len(details.resume)} 行"
    return facts


class PeopleOperations:
    """Add, change and find persons; keep the delegates' list."""

    def __init__(self, database: Database, journal: Journal, protection: Protection | None = None) -> None:
        self._database = database
        self._journal = journal
        self.protection = protection or Protection()
        self._store = PeopleStore(database, self.protection)
        self.privacy = PrivacyOperations(database, journal, self._store)
        """Deletion on request, and who saw and exported personal data."""

    def everyone(self) -> list[Person]:
        """Return all persons in the order they were recorded."""
        return self._store.everyone()

    def get(self, person_id: int) -> Person:
        """Return one person; a missing one is an error of the program or of a stale page.

        Raises:
            UserFacingError: the person is no longer recorded.
        """
        person = self._store.get(person_id)
        if person is None:
            raise UserFacingError("这个人已经不在名册里。", advice=("请回到名册页重新选择。",))
        return person

    def find(self, query: str) -> list[Person]:
        """Return the persons a query means: name, pinyin, initials, telephone tail, group."""
        return search.find(self._store.everyone(), query)

    def add(self, details: PersonDetails, *, namesake_allowed: bool = False) -> ChangeSet:
        """Record a new person; `record_id` of the change set is her id.

        Raises:
            PossibleDuplicate: someone of that name, whose birth is the same or unknown, is recorded already.
            UserFacingError: no name, or an ID number that belongs to someone else.
        """
        details = self._checked(details)
        with self._database.transaction():
            if not namesake_allowed:
                same = [
                    person for person in self._store.namesakes(details.name) if _may_be_same(person, details)
                ]
                if same:
                    raise PossibleDuplicate(details.name, same)
            self._refuse_foreign_id_number(details, None)
            person_id = self._store.add(details)
            self._journal.record("新增人员", "person", person_id, new=journalled(details))
        return ChangeSet.of(RecordKind.PERSON, record_id=person_id)

    def change(self, person_id: int, details: PersonDetails, *, reason: str = "") -> ChangeSet:
        """Change what is known of a person; papers of meetings already opened keep what was true then.

        Raises:
            UserFacingError: no name, or an ID number that belongs to someone else.
        """
        details = self._checked(details)
        with self._database.transaction():
            before = self.get(person_id).details()
            if before == details:
                return ChangeSet.of(record_id=person_id)
            self._refuse_foreign_id_number(details, person_id)
            self._store.change(person_id, details)
            old, new = journalled(before), journalled(details)
            changed = [key for key in old if getattr(before, key) != getattr(details, key)]
            self._journal.record(
                "修改人员",
                "person",
                person_id,
                old={"name": before.name} | {key: old[key] for key in changed},
                new={"name": details.name} | {key: new[key] for key in changed},
                reason=reason,
            )
        return ChangeSet.of(RecordKind.PERSON, record_id=person_id)

    def remove_added_by_mistake(self, person_id: int, reason: str) -> ChangeSet:
        """Take out a person who was recorded by mistake and is named nowhere else.

        Raises:
            UserFacingError: a seat, a meeting or a list names her.
        """
        with self._database.transaction():
            person = self.get(person_id)
            if self._store.is_referred_to(person_id):
                raise UserFacingError(
                    f"{person.name}有任职、会议或代表名单的记录，不能从名册里删除。",
                    advice=("离任请用“任职变动”登记，经过会保留下来。",),
                    safe="名册没有改动。",
                )
            self._store.delete(person_id, self._journal.stamp())
            self._journal.record(
                "删除误录人员", "person", person_id, old={"name": person.name}, reason=reason
            )
        return ChangeSet.of(RecordKind.PERSON)

    def put_on_delegate_list(
        self,
        person_id: int,
        term_number: int,
        kind: DelegateKind = DelegateKind.FULL,
        *,
        may_vote: bool = True,
    ) -> ChangeSet:
        """Put a person on the delegates' list of the congress numbered like the term it elects."""
        with self._database.transaction():
            person = self.get(person_id)
            delegate_id = self._store.put_delegate(person_id, term_number, kind, may_vote)
            self._journal.record(
                "列入代表名单",
                "delegate",
                delegate_id,
                new={
                    "name": person.name,
                    "term_number": term_number,
                    "kind": kind.value,
                    "may_vote": may_vote,
                },
            )
        return ChangeSet.of(RecordKind.DELEGATE, record_id=delegate_id)

    def take_off_delegate_list(self, person_id: int, term_number: int, reason: str) -> ChangeSet:
        """Take a person off the delegates' list of one congress."""
        with self._database.transaction():
            person = self.get(person_id)
            self._store.delete_delegate(person_id, term_number)
            self._journal.record(
                "移出代表名单",
                "delegate",
                None,
                old={"name": person.name, "term_number": term_number},
                reason=reason,
            )
        return ChangeSet.of(RecordKind.DELEGATE)

    def delegates(self, term_number: int) -> list[Delegate]:
        """Return the delegates' list of one congress."""
        return self._store.delegates(term_number)

    def note_revealed(self, person_id: int, field: str) -> None:
        """Record that something masked was shown on the screen: "phone", "id_number" or "address"."""
        with self._database.transaction():
            person = self.get(person_id)
            self._journal.record(f"查看{_LABELS[field]}", "person", person_id, new={"name": person.name})

    def protect_everyone(self) -> None:
        """Encrypt the ID numbers and telephones of everyone, in the transaction that begins protection."""
        self._store.protect_everyone()

    def _checked(self, details: PersonDetails) -> PersonDetails:
        name, _notes = clean_name(details.name)
        if not name:
            raise UserFacingError("姓名没有填。", advice=("请填写姓名，再保存。",), safe="还没有保存。")
        if len(name) > LONGEST_NAME:
            raise UserFacingError(
                f"姓名有 {len(name)} 个字，最多 {LONGEST_NAME} 个。",
                advice=("请看一看是不是把别的内容贴进了姓名。",),
                safe="还没有保存。",
            )
        return replace(details, name=name)

    def _refuse_foreign_id_number(self, details: PersonDetails, person_id: int | None) -> None:
        if not details.id_number:
            return
        other = self._store.with_id_number(details.id_number)
        if other is not None and other.id != person_id:
            raise UserFacingError(
                f"身份证号 {mask_id(details.id_number)} 已经登记在“{other.name}”名下。",
                advice=("请核对身份证；同一个人请修改原来的记录。",),
                safe="还没有保存。",
            )


def _may_be_same(person: Person, details: PersonDetails) -> bool:
    if person.id_number and details.id_number and person.id_number != details.id_number:
        return False
    if not person.born or not details.born:
        return True
    return person.born[:7] == details.born[:7]
