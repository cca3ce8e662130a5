"""Personal data on request: delete what no law keeps, tell who saw and exported what.

个人信息保护法 第四十四条至第四十七条 (know, copy, delete); 档案法 第十三条, 第十四条 (what is filed stays).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.privacy_records import ERASED, Disclosure, Erasure
from fulian_desktop.people.privacy_store import PrivacyStore

if TYPE_CHECKING:
    from fulian_desktop.people.people_store import PeopleStore
    from fulian_desktop.people.records import Person
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

MOST_DISCLOSURES = 5000
_REMOVED = {
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
    "resume": "简历",
}


class PrivacyOperations:
    """Delete a person's data on request, and tell who saw and exported personal data."""

    def __init__(self, database: Database, journal: Journal, people: PeopleStore) -> None:
        self._database = database
        self._journal = journal
        self._people = people
        self._store = PrivacyStore(database)

    def disclosures(self, person_id: int | None = None, *, limit: int = MOST_DISCLOSURES) -> list[Disclosure]:
        """Return who saw and exported what, the latest first.

        Of one person, what concerns her alone and what was exported of everyone.
        """
        found = self._store.disclosures(limit)
        return [one for one in found if person_id is None or one.person_id in (None, person_id)]

    def erasures(self) -> list[Erasure]:
        """Return the persons whose data was deleted on request, the latest first."""
        return self._store.erasures()

    def erased_fields(self, person: Person) -> tuple[str, ...]:
        """Return what would be deleted of a person, in words."""
        return tuple(words for field, words in _REMOVED.items() if getattr(person, field))

    def kept_records(self, person_id: int) -> tuple[str, ...]:
        """Return in which lawful records her name and post would stay, in words."""
        return tuple(self._store.posts(person_id))

    def erase(self, person_id: int, reason: str) -> Erasure:
        """Delete everything of a person but the name and sex that lawful records need; it cannot be undone.

        Where no record names her she is deleted as a whole. Papers made final, earlier backups and what the
        journal says of earlier changes (with masked numbers) stay; the receipt says so.

        Raises:
            NotAllowed: the acting user is not the chair.
            UserFacingError: no reason, she is not recorded, she holds a seat, or there is nothing to delete.
        """
        words = reason.strip()
        if not words:
            raise UserFacingError(
                "删除个人信息的原因没有填。", advice=("例如“本人 3月2日 书面提出”。",), safe="还没有删除。"
            )
        with self._database.transaction():
            person = self._people.get(person_id)
            if person is None:
                raise UserFacingError("这个人已经不在名册里。", advice=("请回到名册页重新选择。",))
            if self._store.serves(person_id):
                raise UserFacingError(
                    f"{person.name}现在有席位，履职要用的资料不能全部删除。",
                    advice=("可以在“修改”里清空电话、身份证号、住址；离任以后再全部删除。",),
                    safe="还没有删除。",
                )
            removed, kept = self.erased_fields(person), self.kept_records(person_id)
            referred = self._people.is_referred_to(person_id)
            if not removed and referred:
                raise UserFacingError(f"{person.name}除姓名以外没有别的个人信息，不用删除。")
            self._store.forget_in_imports(person_id)
            if referred:
                self._people.empty(person_id)
            else:
                self._people.delete(person_id, self._journal.stamp())
                removed = (*removed, "名册里的姓名")
            self._journal.record(
                ERASED,
                "person",
                person_id,
                old={"name": person.name, "fields": list(removed)},
                new={"kept": list(kept)},
                reason=words,
            )
        self._store.fold_log()
        return self._store.erasures()[0]
