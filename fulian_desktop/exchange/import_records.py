"""What an import did, as it is kept so that it can be undone in one step."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fulian_desktop.exchange.preview_records import RosterPost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.people.records import PersonDetails


@dataclass(frozen=True)
class ImportEffects:
    """What an import changed.

    Attributes:
        term_number: the term whose delegates' list or seats were filled.
        added: person id -> fingerprint of her details as they were added (the details are not kept twice).
        changed: person id -> field -> (before, after), only the fields that changed.
        delegates: ids of the persons put on the delegates' list.
        tenures: ids of the tenures begun.
        counts: rows by what was done with them: added, changed, same, left_out.
    """

    term_number: int
    added: Mapping[int, str] = field(default_factory=dict)
    changed: Mapping[int, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    delegates: tuple[int, ...] = ()
    tenures: tuple[int, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def is_nothing(self) -> bool:
        """Tell whether nothing at all was changed."""
        return not (self.added or self.changed or self.delegates or self.tenures)

    def without_personal_data(self) -> ImportEffects:
        """Return only term and counts: all that may stay when the import is undone."""
        return replace(self, added={}, changed={}, delegates=(), tenures=())


@dataclass(frozen=True)
class ImportRecord:
    """An import as it is stored; `at` and `undone_at` are local ISO times."""

    id: int
    at: str
    user: str
    source_name: str
    post: str
    effects: ImportEffects
    undone_at: str | None

    def summary(self) -> ImportSummary:
        """Return what a list of imports shows."""
        counts = self.effects.counts
        return ImportSummary(
            id=self.id,
            at=self.at,
            user=self.user,
            source_name=self.source_name,
            post=RosterPost(self.post) if self.post else None,
            added=counts.get("added", 0),
            changed=counts.get("changed", 0),
            same=counts.get("same", 0),
            left_out=counts.get("left_out", 0),
            undone_at=self.undone_at,
        )


@dataclass(frozen=True)
class ImportSummary:
    """One import for a list: when, who, from what, and how many rows of each fate."""

    id: int
    at: str
    user: str
    source_name: str
    post: RosterPost | None
    added: int
    changed: int
    same: int
    left_out: int
    undone_at: str | None

    @property
    def is_undone(self) -> bool:
        """Tell whether it was taken back."""
        return self.undone_at is not None

    @property
    def sentence(self) -> str:
        """Return the import in one sentence."""
        parts = [f"新增 {self.added} 人", f"更新 {self.changed} 人", f"相同 {self.same} 人"]
        if self.left_out:
            parts.append(f"未导入 {self.left_out} 行")
        return f"“{self.source_name}”：{'，'.join(parts)}。"


def fingerprint(details: PersonDetails) -> str:
    """Return a mark that changes whenever any fact of a person changes."""
    return hashlib.sha256(repr(details).encode("utf-8", "surrogatepass")).hexdigest()
