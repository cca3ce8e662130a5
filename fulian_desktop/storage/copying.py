"""Copies of an open data file, made the only safe way: through SQLite's backup API."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from fulian_desktop.storage.durable_file import sync_file, sync_folder
from fulian_desktop.storage.errors import DamagedFileError, translate

if TYPE_CHECKING:
    from pathlib import Path


Fingerprint = tuple[object, ...]
"""How the journal ends and how many rows every table has."""

_CHAIN_END = "SELECT entries, hash FROM journal_head"
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def fingerprint(connection: sqlite3.Connection) -> Fingerprint:
    """Return what a copy must have in common with what it is made of."""
    counted = tuple(
        (str(name), connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for (name,) in connection.execute(_TABLES).fetchall()
    )
    head = connection.execute(_CHAIN_END).fetchone()
    return (tuple(head) if head is not None else None, counted)


def copy_one_state(connection: sqlite3.Connection, source: Path, target: Path) -> Fingerprint:
    """Copy one state of the file, held by a reading transaction, while others may go on writing.

    Returns:
        The fingerprint of the very state that was copied.

    Raises:
        FileError: as `keep_copy`.
    """
    connection.execute("BEGIN")
    try:
        copied = fingerprint(connection)
        keep_copy(connection, source, target)
    finally:
        connection.execute("ROLLBACK")
    return copied


def keep_copy(connection: sqlite3.Connection, source: Path, target: Path) -> None:
    """Copy the open file to ``target`` through SQLite's backup API; complete, or not there at all.

    Raises:
        FileError: disk full, read-only folder; what stood at ``target`` is unchanged.
        DamagedFileError: ``source`` is damaged: its copy does not pass SQLite's own check.
    """
    passing = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        passing.unlink(missing_ok=True)
        copy = sqlite3.connect(passing, isolation_level=None)
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, no side files, readable anywhere
            if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise DamagedFileError(source)
        finally:
            copy.close()
        sync_file(passing)
        for left_over in (
            "-wal",
            "-shm",
        ):  # of the file that is replaced: it must not be played into the new one
            target.with_name(target.name + left_over).unlink(missing_ok=True)
        passing.replace(target)
        sync_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise translate(error, target) from error
    finally:
        passing.unlink(missing_ok=True)
