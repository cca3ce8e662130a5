"""The end of the journal's chain as it is printed on paper: 流水第128条 9F2C…7A10.

A paper that bears it proves, in a cabinet, what the journal was on the day it was issued: whoever rewrites an
entry before it gives every later entry another hash, and the file no longer holds what the paper says.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.storage.journal import first_bad_entry

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database

_SHOWN = 4
_TYPED = re.compile(r"(?:流水)?第?([0-9]{1,9})条([0-9A-F]{4})([0-9A-F]{4})")
_BETWEEN = re.compile(r"[\s….·:：,，\-]+")


@dataclass(frozen=True)
class Anchor:
    """One end of the chain.

    Args:
        entry: number of the last entry, 0 before the first.
        first: the first four hexadecimal digits of its hash, capitals.
        last: the last four.
    """

    entry: int
    first: str
    last: str

    @property
    def words(self) -> str:
        """Return it as it is printed."""
        return f"流水第{self.entry}条 {self.first}…{self.last}"


def anchor_of(entry: int, entry_hash: str) -> Anchor:
    """Return the short form of an entry's hash."""
    return Anchor(entry, entry_hash[:_SHOWN].upper(), entry_hash[-_SHOWN:].upper())


def read_anchor(typed: str) -> Anchor | None:
    """Return what somebody typed from the foot of a paper, or None when it is something else."""
    plain = unicodedata.normalize("NFKC", typed).upper().strip()
    number, marked, rest = plain.partition("条")
    if not marked:
        number, _, rest = plain.partition(" ")
    found = _TYPED.fullmatch(f"{_BETWEEN.sub('', number)}条{_BETWEEN.sub('', rest)}")
    return None if found is None else Anchor(int(found[1]), found[2], found[3])


def entry_in_chain(database: Database, entry_hash: str) -> int | None:
    """Return the number of the entry with this hash, when the chain holds from the first entry up to it."""
    entry = database.value("SELECT id FROM journal WHERE hash = ?", (entry_hash,))
    if entry is None:
        return None
    bad = first_bad_entry(database, int(entry))
    return int(entry) if bad is None else None


def anchor_fault(database: Database, anchor: Anchor) -> str:
    """Say what is wrong with an anchor read from a paper; empty when this file's chain passes it."""
    found = database.value("SELECT hash FROM journal WHERE id = ?", (anchor.entry,))
    if found is None:
        return f"这份资料的流水里没有第 {anchor.entry} 条"
    here = anchor_of(anchor.entry, str(found))
    if here != anchor:
        return f"这份资料的{here.words}，和纸上的 {anchor.first}…{anchor.last} 不同"
    bad = first_bad_entry(database, anchor.entry)
    return "" if bad is None else bad.sentence.rstrip("。")
