"""The seal over all tables: what changed in the file without the program is found, down to one bit.

The journal vouches for what it names: counts, marks, tenures, frozen facts. The seal vouches for everything
else, remarks and wordings too, between two sessions: it is written when the file is closed and before each
backup, and compared in every check for as long as no journal entry has followed. After a power cut there is
no fresh seal; then the journal and the check of pages stand alone until the next closing.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.subjects import subject_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

    Query = Callable[..., Iterable[Any]]  # Database.rows, or execute of a connection that is being upgraded

_ONCE_UNSEALED = frozenset({"desk_place", "sign_in_try"})
"""Tables that also change without a journal entry, by `keeping_seal`; in files of schema 4 without a seal."""

BROKEN_SEAL = "发现程序之外的改动"

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_HAS_SEAL = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'table_seal'"
_BATCH = 2000


def seal(database: Database) -> None:
    """Write the seal anew, in a transaction of its own; nothing happens in a file of an older schema."""
    if not database.value(_HAS_SEAL):
        return
    entries = int(database.value("SELECT entries FROM journal_head") or 0)
    fresh = [(name, *_digest(database.rows, name), entries) for name in _sealed_tables(database.rows)]
    kept = [tuple(row) for row in database.rows("SELECT * FROM table_seal ORDER BY name")]
    if fresh == kept:
        return
    with database.transaction(unguarded=True):
        database.execute("DELETE FROM table_seal")
        for row in fresh:
            database.execute("INSERT INTO table_seal VALUES (?, ?, ?, ?)", row)


def tables_of(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of the tables a seal is for."""
    return frozenset(_sealed_tables(connection.execute))


def seal_new_tables(connection: sqlite3.Connection, before: frozenset[str]) -> None:
    """Put what a schema script made under the seal the file has, in the script's own transaction.

    So a table without a row in the seal is always a broken seal. A file without a seal stays without one.
    """
    if connection.execute(_HAS_SEAL).fetchone() is None:
        return
    (entries,) = connection.execute("SELECT max(journal_entries) FROM table_seal").fetchone()
    if entries is None:
        return
    known = {str(name) for (name,) in connection.execute("SELECT name FROM table_seal").fetchall()}
    for name in sorted(tables_of(connection) - (before - _ONCE_UNSEALED) - known):
        row = (name, *_digest(connection.execute, name), entries)
        connection.execute("INSERT INTO table_seal VALUES (?, ?, ?, ?)", row)


@contextmanager
def keeping_seal(database: Database, table: str) -> Iterator[None]:
    """Change one table in a transaction without an entry in the journal; a seal that fitted fits again."""
    row = database.row("SELECT row_count, digest FROM table_seal WHERE name = ?", (table,))
    fitted = row is not None and tuple(row) == _digest(database.rows, table)
    yield
    if fitted:
        database.execute(
            "UPDATE table_seal SET row_count = ?, digest = ? WHERE name = ?",
            (*_digest(database.rows, table), table),
        )


def verify_seal(database: Database) -> list[Finding]:
    """Compare every table with its seal; empty when all agree, or when work has gone on since."""
    if not database.value(_HAS_SEAL):
        return []
    kept = {str(row["name"]): row for row in database.rows("SELECT * FROM table_seal")}
    entries = int(database.value("SELECT entries FROM journal_head") or 0)
    if not kept:
        return []
    sealed_at = {int(row["journal_entries"]) for row in kept.values()}
    if len(sealed_at) > 1 or max(sealed_at) > entries:  # all rows are written at once
        return [_broken("table_seal")]
    if sealed_at != {entries}:
        return []
    tables = _sealed_tables(database.rows)
    findings = [_broken("table_seal")] if kept.keys() - set(tables) else []
    for name in tables:
        row = kept.get(name)
        if row is None or (int(row["row_count"]), str(row["digest"])) != _digest(database.rows, name):
            findings.append(_broken(name))
    return findings


def _broken(table: str) -> Finding:
    return Finding(
        Severity.ERROR,
        f"seal:{table}",
        f"“{subject_of(table)}”的内容（{table}）在程序之外被改动过，或者磁盘出了错：与上次关闭时不一致。",
    )


def note_broken_seal(journal: Journal) -> None:
    """Write down, before this session changes anything, what was changed since the last one without us.

    The next seal covers the changed content; this entry is what remains of the old one.
    """
    tables = [finding.concerns.removeprefix("seal:") for finding in verify_seal(journal.database)]
    if tables:
        journal.record(BROKEN_SEAL, "table_seal", None, new={"tables": tables})


def former_breaks(journal: Journal) -> list[Finding]:
    """Return what earlier sessions found changed without the program."""
    return [
        Finding(
            Severity.WARNING,
            f"journal:{entry.entry_id}",
            f"{entry.at.year}年{entry.at.month}月{entry.at.day}日 {entry.at:%H:%M} 打开时发现，"
            f"上次关闭以后有内容在程序之外被改动过：{_subjects((entry.new or {}).get('tables', []))}。",
        )
        for entry in journal.entries("table_seal")
        if entry.act == BROKEN_SEAL
    ]


def _subjects(tables: list[str]) -> str:
    return "、".join(f"{subject_of(table)}（{table}）" for table in tables)


def _sealed_tables(query: Query) -> list[str]:
    return [str(row[0]) for row in query(_TABLES) if str(row[0]) != "table_seal"]


def _digest(query: Query, table: str) -> tuple[int, str]:
    """Return the number of rows and the SHA-256 over all of them in the order of their row numbers."""
    total, digest, last = 0, hashlib.sha256(), -(1 << 63)
    while True:
        rows = [
            tuple(row)
            for row in query(
                f'SELECT rowid AS seal_row, * FROM "{table}" WHERE rowid > ? ORDER BY rowid LIMIT {_BATCH}',
                (last,),
            )
        ]
        for values in rows:
            digest.update(repr(values).encode("utf-8", "surrogatepass"))
        total += len(rows)
        if len(rows) < _BATCH:
            return total, digest.hexdigest()
        last = int(rows[-1][0])
