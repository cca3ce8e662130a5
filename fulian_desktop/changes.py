"""What an operation changed, told in kinds of records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class RecordKind(Enum):
    """The kinds of records a page may depend on."""

    FEDERATION = "federation"
    TERM = "term"
    PERSON = "person"
    DELEGATE = "delegate"
    CONGRESS = "congress"
    SEAT = "seat"
    MEETING = "meeting"
    AGENDA = "agenda"
    NOMINEE = "nominee"
    ATTENDANCE = "attendance"
    VOTE = "vote"
    SCRIPT = "script"
    PAPER = "paper"
    WORDING = "wording"
    ACCESS = "access"
    ELECTION = "election"
    BALLOT = "ballot"


@dataclass(frozen=True)
class ChangeSet:
    """The kinds of records one operation changed, and the record it made or changed, if it was one."""

    kinds: frozenset[RecordKind]
    record_id: int | None = None

    @classmethod
    def of(cls, *kinds: RecordKind, record_id: int | None = None) -> ChangeSet:
        """Name the kinds one by one."""
        return cls(frozenset(kinds), record_id)

    def __or__(self, other: ChangeSet) -> ChangeSet:
        """Join two change sets; the record id of the first one stays."""
        record_id = self.record_id if self.record_id is not None else other.record_id
        return ChangeSet(self.kinds | other.kinds, record_id)
