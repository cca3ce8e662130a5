"""The journal: who did what, when, from what to what, and why.

Each entry's SHA-256 covers all its fields and the hash of the entry before it, and the end of the chain is
kept apart, so that an edited, removed, inserted or reordered entry is found. The chain carries no secret:
it finds what was changed behind the program's back, not a person who rebuilds the whole chain with care.
Against that stands the fingerprint (``Journal.fingerprint``) written on paper or kept with a backup.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Any

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.errors import BugError
from fulian_desktop.storage.findings import Finding, Severity

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database

_FIRST_HASH = "0" * 64
_FIELDS = "id, at, user_name, act, subject, subject_id, old, new, reason, previous_hash, hash"
_INSERT = f"INSERT INTO journal ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class JournalEntry:
    """One entry as it was written.

    Args:
        entry_id: its place in the chain, 1, 2, 3 ...
        at: local time, whole seconds.
        user: who did it.
        act: what was done.
        subject: what kind of thing it was done to, and with ``subject_id`` to which one.
        old: the fields before, or None.
        new: the fields after, or None.
        reason: why, in the user's words; may be empty.
        hash: the entry's own SHA-256, 64 hexadecimal digits.
    """

    entry_id: int
    at: datetime
    user: str
    act: str
    subject: str
    subject_id: int | None
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    reason: str
    hash: str


class Journal:
    """Writes and reads the journal of one data file, for one acting user and one clock."""

    def __init__(self, database: Database, user: str, clock: Callable[[], datetime]) -> None:
        """Bind the acting user and the clock (naive local time) to the data file."""
        self.database = database
        self.user = user
        self.permit: Callable[[str], None] | None = None
        """Asked before every entry with the name of the act; it raises when the acting user may not do it."""
        self._clock = clock

    def now(self) -> datetime:
        """Return the local time in whole seconds."""
        return self._clock().replace(microsecond=0, tzinfo=None)

    def stamp(self) -> str:
        """Return the local time as text, like ``2026-03-06T09:41:00``."""
        return self.now().isoformat()

    def record(
        self,
        act: str,
        subject: str,
        subject_id: int | None,
        *,
        old: Mapping[str, Any] | None = None,
        new: Mapping[str, Any] | None = None,
        reason: str = "",
    ) -> int:
        """Append one entry in the transaction that makes the change; return the entry's id.

        Values may be text, whole numbers, truth values, None, dates, times, enums, and lists and mappings
        of these.

        Raises:
            BugError: outside a transaction, or a value that cannot be written down exactly.
            UserFacingError: the acting user may not do this; the transaction that holds the change is undone.
        """
        if not self.database.in_transaction:
            raise BugError("a journal entry outside a transaction")
        if self.permit is not None:
            self.permit(act)
        head = self.database.row("SELECT entries, hash FROM journal_head")
        if head is None:
            raise BugError("the end of the journal is missing")
        entry_id = int(head[0]) + 1
        fields = (
            entry_id, self.stamp(), self.user, act, subject, subject_id,
            _as_text(old), _as_text(new), reason, head[1],
        )  # fmt: skip
        return self.database.execute(_INSERT, (*fields, _hash(fields)))

    def entries(
        self, subject: str | None = None, subject_id: int | None = None, limit: int = 200
    ) -> list[JournalEntry]:
        """Return the latest entries, newest first, of everything or of one subject."""
        rows = self.database.rows(
            f"SELECT {_FIELDS} FROM journal WHERE (?1 IS NULL OR subject = ?1)"
            " AND (?2 IS NULL OR subject_id = ?2) ORDER BY id DESC LIMIT ?3",
            (subject, subject_id, limit),
        )
        return [_entry(tuple(row)) for row in rows]

    def fingerprint(self) -> str:
        """Return the hash of the last entry: it vouches for every entry up to here."""
        return str(self.database.value("SELECT hash FROM journal_head"))

    def length(self) -> int:
        """Return how many entries there are: the number of the last one."""
        return int(self.database.value("SELECT entries FROM journal_head") or 0)


def verify(database: Database) -> list[Finding]:
    """Follow the whole chain; name the first bad entry and what it concerns. An empty list: all is well."""
    try:
        head = database.row("SELECT entries, hash FROM journal_head WHERE id = 1")
        ids = [int(row[0]) for row in database.rows("SELECT id FROM journal ORDER BY id")]
    except (BugError, UserFacingError):
        return [_finding("journal", "流水记录读不出来：它的表不见了或已经损坏。")]
    bad, previous = _followed(database, ids)
    if bad is not None:
        return [bad]
    last_hash = _FIRST_HASH if previous is None else str(previous[-1])
    return _compare_end(len(ids), previous, last_hash, None if head is None else (head[0], head[1]))


def first_bad_entry(database: Database, last: int) -> Finding | None:
    """Follow the chain from its beginning up to the entry ``last``; return the first fault, or None."""
    ids = [int(row[0]) for row in database.rows("SELECT id FROM journal WHERE id <= ? ORDER BY id", (last,))]
    return _followed(database, ids)[0]


def _followed(database: Database, ids: list[int]) -> tuple[Finding | None, tuple[Any, ...] | None]:
    """Return the first fault in a beginning of the chain, and its last sound entry."""
    previous: tuple[Any, ...] | None = None
    for place, entry_id in enumerate(ids, start=1):
        row = _read_entry(database, entry_id)
        bad = _fault(place, entry_id, row, previous, _FIRST_HASH if previous is None else str(previous[-1]))
        if bad is not None:
            return bad, previous
        previous = row
    return None, previous


def _read_entry(database: Database, entry_id: int) -> tuple[Any, ...] | None:
    try:
        row = database.row(f"SELECT {_FIELDS} FROM journal WHERE id = ?", (entry_id,))
    except (BugError, UserFacingError):
        return None
    return None if row is None else tuple(row)


def _fault(
    place: int,
    entry_id: int,
    row: tuple[Any, ...] | None,
    previous: tuple[Any, ...] | None,
    previous_hash: str,
) -> Finding | None:
    """Say what is wrong with the entry that stands at ``place``, or None."""
    concerns = f"journal:{place}"
    after = f"在{_label(previous)}之后" if previous else "在最前面"
    if row is None:
        return _finding(f"journal:{entry_id}", f"流水记录第 {entry_id} 条读不出来，内容已经损坏。")
    if entry_id > place:
        return _finding(
            concerns,
            f"流水记录第 {place} 条不见了：{after}缺了 {entry_id - place} 条，接着就是{_label(row)}。",
        )
    if entry_id < place:
        return _finding(f"journal:{entry_id}", f"流水记录里多出了一条：{_label(row)}。")
    if row[-1] != _hash(row[:-1]):
        return _finding(concerns, f"流水记录被改动：{_label(row)}，内容与当时的校验码不符。")
    if row[-2] != previous_hash:
        return _finding(
            concerns, f"流水记录接不上：{_label(row)}，它{after}，但校验码对不上，这里被换过或改过。"
        )
    return None


def _compare_end(
    count: int, last: tuple[Any, ...] | None, last_hash: str, head: tuple[Any, Any] | None
) -> list[Finding]:
    """Compare the chain's end with what was kept apart about it."""
    where = f"最后一条是{_label(last)}" if last else "现在一条也没有"
    if head is None:
        return [_finding("journal:head", f"流水记录的末尾登记不见了；{where}。")]
    if head[0] > count:
        return [
            _finding(
                f"journal:{count + 1}", f"流水记录末尾缺了 {head[0] - count} 条：应有 {head[0]} 条，{where}。"
            )
        ]
    if head[0] < count:
        return [
            _finding(
                f"journal:{head[0] + 1}", f"流水记录末尾多出 {count - head[0]} 条没有登记的内容；{where}。"
            )
        ]
    if head[1] != last_hash:
        return [_finding(f"journal:{count}", f"流水记录的末尾被换过：{where}，与登记的校验码不符。")]
    return []


def _finding(concerns: str, sentence: str) -> Finding:
    return Finding(Severity.ERROR, concerns, sentence)


def _label(row: tuple[Any, ...] | None) -> str:
    """Name an entry in words: place, time, who, what, to which thing."""
    if row is None:
        return ""
    entry_id, at, user, act, subject, subject_id = row[:6]
    number = "" if subject_id is None else f" {subject_id} 号"
    return f"第 {entry_id} 条（{str(at).replace('T', ' ')}，{user}，{act}，{subject}{number}）"


def _as_text(fields: Mapping[str, Any] | None) -> str | None:
    """Write fields as canonical JSON: sorted keys, no spaces, characters as they are."""
    if fields is None:
        return None
    try:
        return json.dumps(
            dict(fields),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
            allow_nan=False,
            default=_plain,
        )
    except (TypeError, ValueError) as error:
        raise BugError(f"a value that the journal cannot write down: {error}") from error


def _plain(value: object) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _hash(fields: tuple[Any, ...]) -> str:
    """Return the SHA-256 over all fields but the hash itself, the previous hash included."""
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _entry(row: tuple[Any, ...]) -> JournalEntry:
    entry_id, at, user, act, subject, subject_id, old, new, reason, _, own_hash = row
    return JournalEntry(
        entry_id, datetime.fromisoformat(at), user, act, subject, subject_id,
        None if old is None else json.loads(old), None if new is None else json.loads(new),
        reason, own_hash,
    )  # fmt: skip
