"""The one data file: opened once for writing, changed only in transactions, errors told in sentences."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage import opening
from fulian_desktop.storage.copying import copy_one_state, fingerprint
from fulian_desktop.storage.errors import BugError, DamagedFileError, translate
from fulian_desktop.storage.file_lock import FileLock
from fulian_desktop.storage.table_seal import seal

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from fulian_desktop.storage.copying import Fingerprint

Parameters = Sequence[Any] | Mapping[str, Any]


class Database:
    """One open data file.

    May be used from any thread: each statement, and each transaction from its first to its last line,
    keeps the other threads out. Rows come back as ``sqlite3.Row`` (by name or by position).
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, scripts: Path, lock: FileLock | None
    ) -> None:
        """Wrap a connection that ``create`` or ``open`` has made ready."""
        self.path = path
        self.scripts = scripts
        self.read_only = lock is None
        self.schema_version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        self.upgraded_from: int | None = None
        """The version of the schema the file had before this opening upgraded it; None when it did not."""
        self.left_behind = lock.left_behind if lock is not None else None
        """Who had the file open last and did not close it, None after a tidy closing."""
        self.changed_rows = 0
        self.guard: Callable[[], None] | None = None
        """Asked before every transaction; it raises when nothing may be changed now."""
        self.before_first_change: Callable[[], None] | None = None
        """Called once, inside the first transaction, before anything of this session is changed."""
        self._connection = connection
        self._lock = lock
        self._threads = threading.RLock()
        self._depth = 0
        self._lost: Exception | None = None
        self._changes_at_start = connection.total_changes
        self._closed = False
        opening.remember_open(path)

    @classmethod
    def create(cls, path: Path, scripts: Path) -> Database:
        """Make a new data file with the scripts' schema, and open it for writing.

        The file appears under its name only when it is complete.

        Raises:
            FileError: a file is there already, the folder is missing or read-only, the disk is full.
        """
        path = path.resolve()
        with _released_on_failure(FileLock(path), path) as lock:
            connection = opening.build_new_file(path, scripts)
            return cls(connection, path, scripts, lock)

    @classmethod
    def open(cls, path: Path, scripts: Path, *, read_only: bool = False) -> Database:
        """Open a data file; for writing it is upgraded when older (a copy is kept beside it).

        A refused file is left as it is, byte for byte.

        Raises:
            FileError: missing, not ours, newer than the program, damaged, read-only, or open elsewhere;
                with ``read_only`` also a file that must be upgraded first.
        """
        path = path.resolve()
        opening.refuse_foreign_file(path, scripts)
        with _released_on_failure(None if read_only else FileLock(path), path) as lock:
            connect = opening.connect_for_reading if read_only else opening.connect_for_writing
            before = opening.version_in_head(path)
            database = cls(_connected(connect, path, scripts), path, scripts, lock)
            if before is not None and before < database.schema_version:
                database.upgraded_from = before
            return database

    @property
    def has_changed(self) -> bool:
        """Tell whether anything was written through this object."""
        return self._connection.total_changes > self._changes_at_start

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is open."""
        return self._depth > 0

    @property
    def revision(self) -> int | None:
        """Return a number that grows with every change, so that what was read can be kept until the next one.

        None while nothing may be kept: in a transaction, which may be undone, and when the file is open for
        reading only, because then others write it.
        """
        return None if self.read_only or self._depth else self._connection.total_changes

    @contextmanager
    def transaction(self, *, unguarded: bool = False) -> Iterator[None]:
        """Make everything inside happen completely or not at all; may be nested.

        When the outermost block ends, the changes are on the disk. An exception undoes the block it leaves.
        ``unguarded`` is for signing in, which must be written down before anyone may change anything.

        Raises:
            FileError: disk full, disk failure; everything of the transaction is undone.
            UserFacingError: what ``guard`` raises.
        """
        with self._threads:
            depth = self._depth
            if depth == 0:
                if self.read_only:
                    raise BugError("a transaction on a data file that was opened for reading only")
                if self.guard is not None and not unguarded:
                    self.guard()
                self._lost = None
            self._control(f"SAVEPOINT level_{depth}" if depth else "BEGIN IMMEDIATE")
            self._depth = depth + 1
            try:
                self._begin_session()
                yield
                self._control(f"RELEASE level_{depth}" if depth else "COMMIT")
            except BaseException:
                self._undo(depth)
                raise
            finally:
                self._depth = depth

    def execute(self, sql: str, params: Parameters = ()) -> int:
        """Run one statement; return the new row's id for INSERT, else the number of rows changed.

        ``changed_rows`` holds the number of rows changed in either case.

        Raises:
            BugError: a change outside a transaction, a broken constraint, a fault in the SQL.
            FileError: disk full, damaged file, and the like.
        """
        with self._threads:
            cursor = self._run(sql, params)
            self.changed_rows = cursor.rowcount
            if _kind(sql) == "INSERT":
                return cursor.lastrowid or 0
            return cursor.rowcount

    def rows(self, sql: str, params: Parameters = ()) -> list[sqlite3.Row]:
        """Return all rows of a query. Raises as ``execute`` does."""
        with self._threads:
            try:
                found: list[sqlite3.Row] = self._run(sql, params).fetchall()
            except (sqlite3.Error, UnicodeDecodeError) as error:
                raise self._told(error) from error
            return found

    def row(self, sql: str, params: Parameters = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or None. Raises as ``execute`` does."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def value(self, sql: str, params: Parameters = ()) -> Any:
        """Return the first column of the first row, or None. Raises as ``execute`` does."""
        found = self.rows(sql, params)
        return found[0][0] if found else None

    def copy_to(self, target: Path) -> Fingerprint:
        """Copy the whole file, as it is now, through SQLite's backup API; see ``backup.back_up``.

        Other threads go on reading and writing meanwhile, wherever the file has a write-ahead log.

        Returns:
            The fingerprint of the very state that was copied.

        Raises:
            BugError: called inside a transaction.
            FileError: disk full, read-only folder, damaged; what stood at ``target`` is unchanged.
        """
        with self._threads:
            if self._depth:
                raise BugError("a copy of the data file inside a transaction")
            self._seal()
            has_log = not self.read_only and self.value("PRAGMA journal_mode") == "wal"
            if not has_log:
                return copy_one_state(self._connection, self.path, target)
            beside = opening.connect_beside(self.path)
        try:
            return copy_one_state(beside, self.path, target)
        finally:
            beside.close()

    def fingerprint(self) -> Fingerprint:
        """Return how the journal ends and how many rows every table has."""
        with self._threads:
            return fingerprint(self._connection)

    def close(self) -> None:
        """Seal the tables, fold the write-ahead log into the file and let go of it; safe to call again."""
        with self._threads:
            if self._closed:
                return
            try:
                self._seal()
            finally:
                self._closed = True
                self._let_go()

    def _begin_session(self) -> None:
        if self.before_first_change is not None:
            first, self.before_first_change = self.before_first_change, None
            first()

    def _seal(self) -> None:
        """Write the seal over all tables, if anything changed; a full disk costs only that."""
        if self.read_only or not self.has_changed or self._depth:
            return
        with suppress(UserFacingError, BugError):
            seal(self)

    def _let_go(self) -> None:
        with self._threads:
            try:
                opening.close_tidily(self._connection)
            finally:
                opening.forget_open(self.path)
                if self._lock is not None:
                    self._lock.release()

    def __enter__(self) -> Self:
        """Let ``with`` close the file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _run(self, sql: str, params: Parameters) -> sqlite3.Cursor:
        kind = _kind(sql)
        if kind == "CONTROL":
            raise BugError("transactions are made with Database.transaction()")
        if self._depth == 0:
            if kind != "READ":
                raise BugError(f"a change outside a transaction: {sql.strip()[:60]}")
        elif not self._connection.in_transaction:
            raise self._lost or BugError("the transaction is gone")
        try:
            return self._connection.execute(sql, params)
        except UnicodeEncodeError as error:  # half a character, as a broken clipboard hands it over
            raise UserFacingError(
                "文字里有一个残缺的符号，存不进资料文件。",
                advice=("请删掉刚才粘贴的文字，重新输入。",),
                safe="没有改动。",
            ) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error | UnicodeDecodeError) -> Exception:
        """Translate an error, and remember it when SQLite undid the whole transaction because of it."""
        told = translate(error, self.path)
        if self._depth and not self._connection.in_transaction:
            self._lost = told
        return told

    def _control(self, sql: str) -> None:
        """Run BEGIN, COMMIT and their like."""
        if self._depth and not self._connection.in_transaction:
            raise self._lost or BugError("the transaction is gone")
        try:
            self._connection.execute(sql)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._told(error) from error

    def _undo(self, depth: int) -> None:
        """Roll back one level, unless SQLite has undone everything already."""
        if not self._connection.in_transaction:
            return
        try:
            if depth == 0:
                self._connection.execute("ROLLBACK")
            else:
                self._connection.execute(f"ROLLBACK TO level_{depth}")
                self._connection.execute(f"RELEASE level_{depth}")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._told(error) from error


def _connected(
    connect: Callable[[Path, Path], sqlite3.Connection], path: Path, scripts: Path
) -> sqlite3.Connection:
    """Connect; what SQLite does not understand while we open is in the file, for our questions are fixed."""
    try:
        return connect(path, scripts)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
            raise
        raise DamagedFileError(path) from error


@contextmanager
def _released_on_failure(lock: FileLock | None, path: Path) -> Iterator[FileLock | None]:
    """Give the lock back when opening fails, and tell the failure in words."""
    try:
        yield lock
    except BaseException as error:
        if lock is not None:
            lock.release()
        if isinstance(error, sqlite3.Error | OSError | UnicodeDecodeError):
            raise translate(error, path) from error
        raise


_CONTROL = frozenset({"BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"})
_READ = frozenset({"SELECT", "PRAGMA", "EXPLAIN", "VALUES"})
_LEADING_COMMENTS = re.compile(r"(?:\s+|--[^\n]*\n|/\*.*?\*/)*", re.DOTALL)
_CHANGE_INSIDE_WITH = re.compile(
    r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE)\b", re.I
)


@lru_cache(maxsize=1024)
def _kind(sql: str) -> str:
    """Sort a statement by its first word: READ, CONTROL, INSERT or CHANGE."""
    start = _LEADING_COMMENTS.match(sql)
    body = sql[start.end() :] if start else sql
    word = re.split(r"\W", body, maxsplit=1)[0].upper()
    if word == "WITH":
        change = _CHANGE_INSIDE_WITH.search(body)
        if change is None:
            return "READ"
        word = change.group().split()[0].upper()
    if word in _READ:
        return "READ"
    if word in _CONTROL:
        return "CONTROL"
    return "INSERT" if word in ("INSERT", "REPLACE") else "CHANGE"
