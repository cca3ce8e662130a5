"""A salvage that found no federation, term or seats: they come from the newest backup of the very same file.

Nothing else is taken from a backup: what was deleted since, also on a person's request, must not come back.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from fulian_desktop.storage.database import Database
from fulian_desktop.storage.journal import Journal
from fulian_desktop.storage.table_seal import note_broken_seal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from fulian_desktop.storage.backup_shelf import KeptBackup
    from fulian_desktop.storage.salvage import Salvage

FOUNDATION = ("federation", "term", "seat")
"""Tables without which no file opens; their rows are never deleted, and they name nobody."""

FILLED = "抢救时从备份补回"


def fill_from_backup(
    report: Salvage, backups: Sequence[KeptBackup], scripts: Path, now: Callable[[], datetime]
) -> Path | None:
    """Put the rows of the foundation that a salvage did not find into the new file, and write that down.

    Args:
        report: the salvage; nothing is done when it read the foundation whole.
        backups: the newest first; sealed ones cannot be read and are passed over.
        scripts: the folder of schema scripts.
        now: for the entry in the journal.

    Returns:
        The backup they came from; None when nothing was missing, or no backup is of this file.
    """
    if all(table.whole for table in report.tables if table.name in FOUNDATION):
        return None
    with Database.open(report.target, scripts) as database:
        for kept in backups:
            if not kept.readable or kept.version > database.schema_version:
                continue
            with contextlib.closing(_connect(kept.path)) as backup:
                if _is_same_file(database, backup):
                    return kept.path if _fill(database, backup, kept.path.name, now) else None
    return None


def _connect(path: Path) -> sqlite3.Connection:
    backup = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    backup.execute("PRAGMA trusted_schema = OFF")
    return backup


def _is_same_file(database: Database, backup: sqlite3.Connection) -> bool:
    """Tell whether every journal entry that both hold is the same, and there is one."""
    saved = {int(row[0]): str(row[1]) for row in database.rows("SELECT id, hash FROM journal")}
    kept = {int(row[0]): str(row[1]) for row in backup.execute("SELECT id, hash FROM journal")}
    both = saved.keys() & kept.keys()
    return bool(both) and all(saved[one] == kept[one] for one in both)


def _fill(
    database: Database, backup: sqlite3.Connection, name: str, now: Callable[[], datetime]
) -> dict[str, int]:
    """Insert the rows that are not there; return how many by table."""
    journal = Journal(database, "程序", now)
    filled: dict[str, int] = {}
    with database.transaction():
        note_broken_seal(journal)  # closing seals the file anew
        for table in FOUNDATION:
            there = {int(row[0]) for row in database.rows(f'SELECT rowid FROM "{table}"')}
            rows = backup.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid')
            columns = ", ".join(f'"{column[0]}"' for column in rows.description[1:])
            for row in rows.fetchall():
                if int(row[0]) in there:
                    continue
                marks = ", ".join("?" for _ in row[1:])
                database.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', row[1:])
                filled[table] = filled.get(table, 0) + 1
        if filled:
            journal.record(FILLED, "file", None, new={"words": name, "rows": filled})
    return filled
