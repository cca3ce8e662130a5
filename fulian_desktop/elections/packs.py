"""The federation's own election rules: copy an example, change it, adopt it with day and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections.election_store import PackStore, pack_from
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules import election_examples
from fulian_desktop.rules.election_pack import ElectionPack, shipped_election_packs

if TYPE_CHECKING:
    from fulian_desktop.rules.election_examples import Example, Numbers
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_SAFE = "选举办法没有改动。"


class ElectionPackOperations:
    """Keep the rules elections are held by; every saving is kept, elections hold copies of their own."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._store = PackStore(database)

    def packs(self) -> tuple[ElectionPack, ...]:
        """Return the federation's own rules first, those adopted last at the head, then the examples."""
        own = self.own()
        taken = {pack.id for pack in own}
        return (*own, *(pack for pack in shipped_election_packs() if pack.id not in taken))

    def own(self) -> tuple[ElectionPack, ...]:
        """Return the federation's own rules, those adopted last at the head."""
        found = [pack_from(text) for text in self._store.packs()]
        return tuple(sorted(found, key=lambda pack: pack.dated or date.min, reverse=True))

    def default(self) -> ElectionPack:
        """Return the rules an election starts with: her own adopted last, else the general example."""
        adopted = [pack for pack in self.own() if pack.dated is not None]
        return adopted[0] if adopted else shipped_election_packs()[0]

    def pack(self, pack_id: str) -> ElectionPack:
        """Return rules by id.

        Raises:
            UserFacingError: there are none of that id.
        """
        for pack in self.packs():
            if pack.id == pack_id:
                return pack
        known = "、".join(pack.name for pack in self.packs())
        raise UserFacingError(f"没有代号为“{pack_id}”的选举办法。", advice=(f"可以选：{known}",), safe=_SAFE)

    def copy(self, pack_id: str, name: str) -> ChangeSet:
        """Copy rules under a name of her own, not adopted yet; `record_id` is the version, `own()` has it.

        Raises:
            UserFacingError: no name, or the name is taken.
        """
        title = name.strip()
        if not title or any(pack.name == title for pack in self.packs()):
            raise UserFacingError(
                f"选举办法的名称“{title}”{'已经有了' if title else '没有填'}。",
                advice=("请另起一个名称，例如“三合村第八次妇女代表大会选举办法”。",),
                safe=_SAFE,
            )
        number = 1 + len({row["pack_id"] for row in self._store.all_packs()})
        copied = replace(self.pack(pack_id), id=f"own-{number}", name=title, dated=None, adopted_by="")
        return self._write(copied, "复制选举办法", {"from": pack_id})

    def save(self, pack: ElectionPack) -> ChangeSet:
        """Save changes to rules of her own; elections under way keep the rules they were passed with.

        Raises:
            UserFacingError: the rules are an example, which is copied first.
        """
        before = next((one for one in self.own() if one.id == pack.id), None)
        if before is None:
            raise UserFacingError(
                f"“{pack.name}”是程序自带的示例，不能直接改。",
                advice=("请先复制一份，再改自己的。",),
                safe=_SAFE,
            )
        if before == pack:
            return ChangeSet.of()
        return self._write(pack, "修改选举办法", {"text_before": before.to_text()})

    def adopt(self, pack_id: str, day: str, paper: str) -> ChangeSet:
        """Note on what ISO day, and by which paper, her own rules were adopted.

        Raises:
            UserFacingError: not her own rules, no such day, or no paper named.
        """
        pack = next((one for one in self.own() if one.id == pack_id), None)
        if pack is None:
            raise UserFacingError(
                "程序自带的示例不能作为通过的办法。", advice=("请先复制一份。",), safe=_SAFE
            )
        try:
            dated = date.fromisoformat(day)
        except ValueError:
            raise UserFacingError(
                f"通过日期“{day}”不是日期。", advice=("请写成 2026-03-06 这样的日期。",), safe=_SAFE
            ) from None
        if not paper.strip():
            raise UserFacingError(
                "没有写是哪一份文件通过的。",
                advice=("例如“第八次妇女代表大会第一次全体会议通过”。",),
                safe=_SAFE,
            )
        return self._write(replace(pack, dated=dated, adopted_by=paper.strip()), "通过选举办法", {})

    def remove(self, pack_id: str, reason: str) -> ChangeSet:
        """Take rules of her own off the list; the text stays in the file and in past elections.

        Raises:
            UserFacingError: not her own rules, or no reason.
        """
        pack = next((one for one in self.own() if one.id == pack_id), None)
        if pack is None or not reason.strip():
            what = "没有这份自己的选举办法。" if pack is None else "没有写删去的原因。"
            raise UserFacingError(what, advice=("请核对后再试。",), safe=_SAFE)
        return self._write(pack, "删去选举办法", {}, removed=True, reason=reason.strip())

    def examples(self, pack: ElectionPack, numbers: Numbers) -> tuple[Example, ...]:
        """Return what the rules come to at her numbers, one by one."""
        return election_examples.examples(pack, numbers)

    def compare(
        self, before: ElectionPack, after: ElectionPack, numbers: Numbers
    ) -> tuple[tuple[Example, Example], ...]:
        """Return what a change of the rules moves at her numbers, before and after."""
        return election_examples.compare(before, after, numbers)

    def warnings(self, pack: ElectionPack, numbers: Numbers | None = None) -> tuple[str, ...]:
        """Return the unusual choices with the reason to think twice."""
        return election_examples.warnings(pack, numbers)

    def _write(
        self,
        pack: ElectionPack,
        act: str,
        old: dict[str, str],
        *,
        removed: bool = False,
        reason: str = "",
    ) -> ChangeSet:
        text = pack.to_text()
        with self._database.transaction():
            version = self._store.add_pack(
                pack.id, text, removed=removed, at=self._journal.stamp(), user=self._journal.user
            )
            self._journal.record(
                act,
                "election_pack",
                version,
                old=old or None,
                new={"pack_id": pack.id, "text": text, "removed": int(removed)},
                reason=reason,
            )
        return ChangeSet.of(RecordKind.ELECTION, record_id=version)
