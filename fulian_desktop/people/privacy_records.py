"""Plain records of who saw, exported and deleted personal data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

ERASED = "删除个人信息"
"""The act of deleting a person's data on request, as the journal names it."""


class DisclosureKind(Enum):
    """What was done with personal data."""

    SEEN = "看过"
    EXPORTED = "导出、打印"
    IMPORTED = "导入"
    ERASED = "删除"


@dataclass(frozen=True)
class Disclosure:
    """Someone saw or exported personal data.

    Attributes:
        entry_id: of the journal.
        at: local time.
        user: who did it.
        act: as the journal names it.
        kind: seen, exported, imported, deleted.
        person_id: whose data; None where many persons stand on what was exported.
        person: her name, empty where there are many.
        what: the paper, the file or the reason.
    """

    entry_id: int
    at: datetime
    user: str
    act: str
    kind: DisclosureKind
    person_id: int | None
    person: str
    what: str


@dataclass(frozen=True)
class Erasure:
    """A person's data deleted on her request.

    Attributes:
        entry_id: of the journal, the number on the receipt.
        person_id: of the person; gone from the roster where nothing kept names her.
        name: her name.
        removed: what was deleted, in words.
        kept: what must stay in lawful records, in words.
        reason: why, in the words of who asked.
        at: local time.
        user: who did it.
    """

    entry_id: int
    person_id: int
    name: str
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    reason: str
    at: datetime
    user: str
