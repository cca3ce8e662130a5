"""From a path to a connection that is ready to use: making, examining, upgrading, closing."""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from fulian_desktop.storage.durable_file import sync_file, sync_folder
from fulian_desktop.storage.errors import (
    DamagedFileError,
    FileAlreadyThereError,
    FileMissingError,
    FileReadOnlyError,
    ForeignTriggerError,
    NewerFileError,
    NotOurFileError,
    OlderFileError,
    translate,
)
from fulian_desktop.storage.schema import APPLICATION_ID, apply_script, expected_triggers, read_scripts
from fulian_desktop.storage.upgrading import upgrade

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_COMPUTED = re.compile(
    r"^\s*CREATE\s+VIRTUAL\b|\bGENERATED\s+ALWAYS\b|\)\s*(?:STORED|VIRTUAL)\b|\bAS\s*\(", re.I
)
"""Tables that are code: virtual ones, and columns that are computed; the program's own have neither."""
_BUSY_MILLISECONDS = 3000
_LONGEST_VALUE = (
    64 * 1024 * 1024
)  # bytes; the PDF of an issued paper is far below, a stranger's blob may not be
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # so that REPLACE cannot slip past a DELETE trigger
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",  # what was overwritten is gone: numbers from before they were encrypted, too
)


# POSIX drops every lock a process holds on a file as soon as the process closes any descriptor of that file.
# So a file that SQLite has open in this process is never opened beside it, not even to look at its header.
_open_here: Counter[Path] = Counter()


def remember_open(path: Path) -> None:
    """Note that this process has a data file open once more."""
    _open_here[path] += 1


def forget_open(path: Path) -> None:
    """Note that this process has a data file open once less."""
    _open_here[path] -= 1
    if _open_here[path] <= 0:
        del _open_here[path]


def build_new_file(path: Path, scripts: Path) -> sqlite3.Connection:
    """Make a complete new data file under a passing name, give it its own, and connect to it for writing.

    Raises:
        FileAlreadyThereError: the file, or a write-ahead log left by one of that name, is there.
        FileError, sqlite3.Error, OSError: nothing is left behind.
    """
    for found in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")):
        if found.exists():
            raise FileAlreadyThereError(path, found)
    passing = path.with_name(f".{path.name}.{os.getpid()}.new")
    passing.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(passing, isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            for script in read_scripts(scripts):
                apply_script(connection, script)
        finally:
            connection.close()
        sync_file(passing)
        passing.replace(path)
        sync_folder(path.parent)
    finally:
        passing.unlink(missing_ok=True)
    try:
        return connect_for_writing(path, scripts)
    except BaseException as error:
        told = translate(error, path) if isinstance(error, sqlite3.Error | OSError) else error
        for made in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), path):
            made.unlink(missing_ok=True)
        if told is error:
            raise
        raise told from error


def refuse_foreign_file(path: Path, scripts: Path) -> None:
    """Look at a file's first bytes, without SQLite, so that a refused file is not touched at all.

    Raises:
        FileError: missing, unreadable, not ours, or newer than the program.
    """
    if not path.exists():
        raise FileMissingError(path)
    if not path.is_file():
        raise NotOurFileError(path)
    if path in _open_here:
        return
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise translate(error, path) from error
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise NotOurFileError(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotOurFileError(path)
    _refuse_newer(path, int.from_bytes(header[60:64], "big"), scripts)


def version_in_head(path: Path) -> int | None:
    """Return the schema's version from the head of a file; None for one that is open here already."""
    if path in _open_here:
        return None
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")


def connect_for_writing(path: Path, scripts: Path) -> sqlite3.Connection:
    """Return a ready connection to a data file of the program's own version, upgrading an older one.

    Raises:
        FileError: read-only, damaged, or newer than the program.
    """
    if path not in _open_here:
        _refuse_read_only(path)
    connection = _connect(path, "mode=rw")
    try:
        _refuse_newer(path, _version(connection), scripts)
        _refuse_foreign_triggers(connection, path, scripts)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DamagedFileError(path)
        upgrade(connection, path, scripts)
        connection.execute("PRAGMA journal_mode = WAL")
        _version(connection)  # the log's index is made at the first reading, and may find no room
    except BaseException:
        connection.close()
        raise
    return connection


def connect_for_reading(path: Path, scripts: Path) -> sqlite3.Connection:
    """Return a connection that can only read; the file may be open for writing elsewhere.

    Raises:
        FileError: newer or older than the program, or unreadable.
    """
    connection = _connect_somehow(path)
    try:
        connection.execute("PRAGMA query_only = ON")
        version = _version(connection)
        _refuse_newer(path, version, scripts)
        if version < len(read_scripts(scripts)):
            raise OlderFileError(path, version, len(read_scripts(scripts)))
    except BaseException:
        connection.close()
        raise
    return connection


def connect_beside(path: Path) -> sqlite3.Connection:
    """Return a second, reading connection to a file this process has open, for copying it meanwhile."""
    return _connect(path, "mode=ro")


def close_tidily(connection: sqlite3.Connection) -> None:
    """Close a connection with the write-ahead log folded in, when nobody else is reading."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:  # every commit is safe in the log already; the next opening folds it in
        pass
    finally:
        connection.close()


def _connect_somehow(path: Path) -> sqlite3.Connection:
    """Connect so that SQLite can tidy up after itself; failing that, without any writing."""
    ways = ["mode=rw", "mode=ro"] if os.access(path, os.W_OK) else ["mode=ro"]
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        ways.append("mode=ro&immutable=1")  # a write-protected stick: no side files can be made there
    for way in ways[:-1]:
        try:
            return _connect(path, way)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
    return _connect(path, ways[-1])


def _connect(path: Path, way: str) -> sqlite3.Connection:
    place = path.as_posix()
    place = quote(place if place.startswith("/") else f"/{place}", safe="/:")  # also C:/ and //server/share
    connection = sqlite3.connect(
        f"file://{place}?{way}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _refuse_newer(path: Path, version: int, scripts: Path) -> None:
    known = len(read_scripts(scripts))
    if version > known:
        raise NewerFileError(path, version, known)


def _refuse_foreign_triggers(connection: sqlite3.Connection, path: Path, scripts: Path) -> None:
    """Refuse a file in which somebody planted a trigger: it would act with every change we make."""
    expected = expected_triggers(scripts, _version(connection))
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"):
        if expected.get(str(name)) != str(sql):
            raise ForeignTriggerError(path, str(name))
    for kind, name, sql in connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'trigger'"
    ):
        if kind == "view" or (kind == "table" and _COMPUTED.search(str(sql))):
            raise ForeignTriggerError(path, str(name))


def _refuse_read_only(path: Path) -> None:
    try:
        with path.open("r+b"):
            return
    except OSError as error:
        if os.access(path.parent, os.W_OK) and isinstance(error, PermissionError):
            raise FileReadOnlyError(path) from error
        raise translate(error, path) from error
