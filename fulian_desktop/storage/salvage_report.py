"""What a salvage saved, in words of the trade: 人员, 会议, 表决, and never the names of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.storage.subjects import OTHER, SUBJECTS, subject_of

if TYPE_CHECKING:
    from fulian_desktop.storage.salvage import Salvage, SalvagedTable

_BOOKKEEPING = frozenset({"journal_head", "table_seal", "sign_in_try", "desk_place"})
"""Written anew by themselves; losing a row of these loses nothing anyone did."""

_UNCOUNTED = 100_000
"""A gap of so many row numbers is an end that could not be found, and says nothing about rows."""


@dataclass(frozen=True)
class SavedSubject:
    """What was saved of one subject.

    Attributes:
        name: in the user's words.
        saved: records in the new file.
        lost: records that are certainly lost: read, but not right.
        perhaps_lost: at most so many more could not be read at all; None when nobody can say how many.
        whole: whether every record was read.
    """

    name: str
    saved: int
    lost: int
    perhaps_lost: int | None
    whole: bool

    @property
    def sentence(self) -> str:
        """Say how it stands: 全部读出 / 读出 12 条，另有最多 3 条读不出来."""
        if self.whole:
            return "全部读出" if self.saved else "没有记录"
        missing = []
        if self.perhaps_lost is None:
            missing.append("有读不出来的部分，多少条数不清")
        elif self.perhaps_lost:
            missing.append(f"最多 {self.perhaps_lost} 条读不出来")
        if self.lost:
            missing.append(f"{self.lost} 条内容不对，没有收")
        return "，".join(missing)


def saved_by_subject(salvage: Salvage) -> tuple[SavedSubject, ...]:
    """Put the tables of a salvage together by subject, in the order a user thinks of them.

    A subject that has no records and lost none is left out.
    """
    grouped: dict[str, list[SalvagedTable]] = {}
    for table in salvage.tables:
        grouped.setdefault(subject_of(table.name), []).append(table)
    found = [_subject(name, grouped[name]) for name in (*SUBJECTS, OTHER) if name in grouped]
    return tuple(one for one in found if one.saved or not one.whole)


def _subject(name: str, tables: list[SalvagedTable]) -> SavedSubject:
    counted = [table for table in tables if table.name not in _BOOKKEEPING]
    gaps = sum(last - first + 1 for table in counted for first, last in table.unreadable)
    countable = gaps < _UNCOUNTED and all(table.whole or table.unreadable for table in counted)
    return SavedSubject(
        name,
        sum(table.saved for table in counted),
        sum(table.refused for table in counted),
        gaps if countable else None,
        all(table.whole and not table.refused for table in counted),
    )
