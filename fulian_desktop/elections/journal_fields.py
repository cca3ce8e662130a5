"""Records as the plain fields the journal keeps, so that a later check can compare the two."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from fulian_desktop.elections.count_records import Call, Doubtful, Entry

_COMPUTED = frozenset({"id", "is_withdrawn", "judged", "user", "withdrawal", "roll_called_at"})


def as_fields(record: Any, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return a record as JSON would give it back; what is computed, and the id, are left out."""
    fields = asdict(record) if is_dataclass(record) and not isinstance(record, type) else dict(record)
    kept = {key: value for key, value in fields.items() if key not in _COMPUTED and key not in without}
    plain: dict[str, Any] = json.loads(json.dumps(kept, default=_plain, ensure_ascii=False))
    return plain


def entry_fields(entry: Entry) -> dict[str, Any]:
    """Return what the journal keeps of a ballot entered."""
    return as_fields(entry)


def call_fields(call: Call) -> dict[str, Any]:
    """Return what the journal keeps of a call."""
    return as_fields(call, without=("name",))


def decision_fields(decided: Doubtful) -> dict[str, Any]:
    """Return what the journal keeps of a decision on a doubtful ballot."""
    fields = as_fields(decided, without=("count_id", "description", "at"))
    return fields | {"doubtful_id": decided.id}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value).__name__)
