"""Saving what can still be read of a damaged data file into a new one, and saying what cannot.

The command-line shell of SQLite has `.recover`, Python's module has not. Here every table is walked along its
row numbers from both ends, and what lies between is asked for row by row; then pages that no tree leads to
any more are read as they lie. So one broken page costs the rows on that page and no others. Nothing is
invented: a row that cannot be read whole is left out and counted.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fulian_desktop.storage.durable_file import sync_file, sync_folder
from fulian_desktop.storage.errors import FileAlreadyThereError, FileMissingError, NotOurFileError, translate
from fulian_desktop.storage.raw_pages import PAGE, RawPages
from fulian_desktop.storage.schema import APPLICATION_ID, apply_script, read_scripts
from fulian_desktop.storage.scratch_folder import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fulian_desktop.storage.raw_pages import Value

_PROBED = 200_000
"""How many row numbers of a gap are asked for one by one."""

_HOPELESS, _SAMPLES = 2_000, 200
"""After so many in a row that could not be read, samples tell whether the rest is worth asking for."""


@dataclass(frozen=True)
class SalvagedTable:
    """What was saved of one table.

    Attributes:
        name: the table.
        saved: rows in the new file.
        refused: rows that were read but break a rule of the table, so that they cannot be right.
        unreadable: ranges of row numbers, both ends included, in which nothing could be read; not every
            number in a range need have been a row.
        whole: whether the table was read without any error.
    """

    name: str
    saved: int
    refused: int
    unreadable: tuple[tuple[int, int], ...]
    whole: bool


@dataclass(frozen=True)
class Salvage:
    """What was saved of a damaged file, table by table."""

    target: Path
    tables: tuple[SalvagedTable, ...]

    @property
    def saved(self) -> int:
        """Return the number of rows in the new file."""
        return sum(table.saved for table in self.tables)

    @property
    def whole(self) -> bool:
        """Return whether every table was read to its end without an error."""
        return all(table.whole and not table.refused for table in self.tables)


def salvage(source: Path, target: Path, scripts: Path) -> Salvage:
    """Read what can be read of a damaged data file into a new file; the damaged one is not touched.

    Raises:
        NotOurFileError: not even the head of the file can be read.
        FileAlreadyThereError: something stands at the target.
        FileError: missing, disk full, folder read-only; nothing is left at the target.
    """
    if not source.is_file():
        raise FileMissingError(source)
    if target.exists():
        raise FileAlreadyThereError(target)
    passing = target.with_name(f".{target.name}.salvage")
    passing.unlink(missing_ok=True)
    try:
        with scratch_folder("salvage") as folder:
            copy = _copied(source, Path(folder))
            version = _version(copy, source, len(read_scripts(scripts)))
            with contextlib.closing(sqlite3.connect(passing, isolation_level=None)) as new:
                new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for script in read_scripts(scripts)[:version]:
                    apply_script(new, script)
                _mend_schema(copy, passing)
                with contextlib.closing(_damaged(copy)) as old:
                    tables = _pour(old, new, copy)
        sync_file(passing)
        passing.replace(target)
        sync_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise translate(error, target) from error
    finally:
        passing.unlink(missing_ok=True)
        passing.with_name(passing.name + "-journal").unlink(missing_ok=True)
    return Salvage(target, tables)


def _copied(source: Path, folder: Path) -> Path:
    """Copy the file and its log, so that SQLite may fold the log in without touching the original."""
    copy = folder / "damaged.fulian"
    shutil.copyfile(source, copy)
    log = source.with_name(source.name + "-wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    return copy


def _version(copy: Path, source: Path, known: int) -> int:
    """Return the schema's version from the head of the file, or the newest when it makes no sense."""
    with copy.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise NotOurFileError(source)
    version = int.from_bytes(head[60:64], "big")
    return version if 1 <= version <= known else known


def _mend_schema(copy: Path, fresh: Path) -> None:
    """Put the pages that list the tables in order, when they are what is broken.

    The same scripts lay the same pages, so a new file's list stands in for the broken one. If the file came
    about in another way, its rows do not fit the tables then, and are refused one by one.
    """
    try:
        with contextlib.closing(_damaged(copy)) as old:
            old.execute("SELECT count(sql) FROM sqlite_schema").fetchone()
            return
    except (sqlite3.Error, UnicodeDecodeError):
        pass
    with fresh.open("rb") as good, copy.open("r+b") as bad:
        pages = RawPages(good)
        for number in pages.tree(1)[0]:
            start = 100 if number == 1 else 0  # the head of the file stays its own
            bad.seek((number - 1) * PAGE + start)
            bad.write(pages.page(number)[start:])


def _damaged(copy: Path) -> sqlite3.Connection:
    old = sqlite3.connect(copy, isolation_level=None)
    old.execute("PRAGMA trusted_schema = OFF")
    old.text_factory = _strict_text
    return old


def _strict_text(raw: bytes) -> str:
    """Refuse text that is not UTF-8: a broken page, not a name."""
    return raw.decode("utf-8", "strict")


def _pour(old: sqlite3.Connection, new: sqlite3.Connection, copy: Path) -> tuple[SalvagedTable, ...]:
    """Move every table's rows, with the new file's guards out of the way meanwhile."""
    guards = new.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    new.execute("PRAGMA foreign_keys = OFF")
    new.execute("BEGIN IMMEDIATE")
    for name, _ in guards:
        new.execute(f'DROP TRIGGER "{name}"')
    names = new.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = tuple(_pour_table(old, new, str(name)) for (name,) in names.fetchall())
    lost_trees = [table.name for table in tables if not table.whole]
    more = _pour_orphans(old, new, copy, lost_trees) if lost_trees else {}
    _end_journal(new)
    for _, sql in guards:
        new.execute(sql)
    new.execute("COMMIT")
    return tuple(replace(table, saved=table.saved + more.get(table.name, 0)) for table in tables)


def _pour_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> SalvagedTable:
    columns = _common_columns(old, new, table)
    new.execute(f'DELETE FROM "{table}"')  # what the schema's own script put there
    if not columns:
        return SalvagedTable(table, 0, 0, (), whole=False)
    reading = _Reading(old, table, columns)
    names = ", ".join(f'"{column}"' for column in ("rowid", *columns))
    marks = ", ".join("?" for _ in range(len(columns) + 1))
    saved = refused = 0
    for row in reading.rows():
        try:
            new.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', row)
            saved += 1
        except sqlite3.IntegrityError:
            refused += 1
    return SalvagedTable(table, saved, refused, tuple(reading.unreadable), reading.whole)


def _pour_orphans(
    old: sqlite3.Connection, new: sqlite3.Connection, copy: Path, tables: Sequence[str]
) -> dict[str, int]:
    """Find rows on pages that no tree leads to any more, and put them where they fit; say how many by table.

    A page whose rows fit none or several of the damaged tables is left out: a guess is worse than a gap.
    """
    saved: dict[str, int] = {}
    roots = [int(row[0]) for row in old.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")]
    with copy.open("rb") as file:
        pages = RawPages(file)
        known = pages.free().union(*(pages.tree(root)[0] for root in [1, *roots]))
        for number in range(1, pages.count + 1):
            if number in known or not pages.is_table_leaf(number):
                continue
            rows = list(pages.rows(number))
            fitting = [table for table in tables if rows and _insert_raw(new, table, rows, keep=False)]
            if len(fitting) == 1:
                saved[fitting[0]] = saved.get(fitting[0], 0) + _insert_raw(new, fitting[0], rows, keep=True)
    return saved


def _insert_raw(
    new: sqlite3.Connection, table: str, rows: Sequence[tuple[int, tuple[Value, ...]]], *, keep: bool
) -> int:
    """Insert raw rows that are not there yet; return how many, 0 when one of them does not fit the table."""
    columns = new.execute(f'PRAGMA table_info("{table}")').fetchall()
    inserted = 0
    new.execute("SAVEPOINT page")
    try:
        for rowid, values in rows:
            if len(values) > len(columns):
                return 0
            if new.execute(f'SELECT 1 FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone():
                continue
            named = dict(zip((str(column[1]) for column in columns), values, strict=False))
            named.update(
                {str(column[1]): rowid for column in columns if column[2] == "INTEGER" and column[5]}
            )
            names = ", ".join(f'"{name}"' for name in ("rowid", *named))
            marks = ", ".join("?" for _ in range(len(named) + 1))
            new.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', (rowid, *named.values()))
            inserted += 1
        if not keep:
            new.execute("ROLLBACK TO page")
    except sqlite3.IntegrityError:
        new.execute("ROLLBACK TO page")
        return 0
    finally:
        new.execute("RELEASE page")
    return inserted


def _common_columns(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> list[str]:
    try:
        there = {str(row[1]) for row in old.execute(f'PRAGMA table_info("{table}")')}
    except sqlite3.Error:
        return []
    return [str(row[1]) for row in new.execute(f'PRAGMA table_info("{table}")') if str(row[1]) in there]


class _Reading:
    """Walks one table from both ends, then through the gap between."""

    def __init__(self, old: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
        self._old = old
        wanted = ", ".join(f'"{column}"' for column in columns)
        self._select = f'SELECT rowid, {wanted} FROM "{table}"'
        self.unreadable: list[tuple[int, int]] = []
        self.whole = True

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row that can be read whole, each once."""
        first_gap = 0
        for row in self._until_error("rowid > -9223372036854775808 ORDER BY rowid"):
            first_gap = int(row[0]) + 1
            yield row
        if self.whole:
            return
        last_gap = None
        for row in self._until_error(f"rowid >= {first_gap} ORDER BY rowid DESC"):
            last_gap = int(row[0]) - 1
            yield row
        if last_gap is None:
            last_gap = first_gap + _PROBED
        yield from self._probe(first_gap, min(last_gap, first_gap + _PROBED))

    def _until_error(self, condition: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._old.execute(f"{self._select} WHERE {condition}")
        except (sqlite3.Error, UnicodeDecodeError):
            self.whole = False

    def _probe(self, first: int, last: int) -> Iterator[tuple[Any, ...]]:
        unread = 0
        for number in range(first, last + 1):
            try:
                found = self._one(number)
            except (sqlite3.Error, UnicodeDecodeError):
                self._note(number)
                unread += 1
                if unread == _HOPELESS and self._is_hopeless(number, last):
                    self.unreadable[-1] = (self.unreadable[-1][0], last)
                    return
                continue
            unread = 0
            if found is not None:
                yield found

    def _one(self, number: int) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._old.execute(f"{self._select} WHERE rowid = {number}").fetchone()
        return found

    def _is_hopeless(self, first: int, last: int) -> bool:
        """Tell whether no sample of a gap can be read: then the page that leads to all of it is broken."""
        for number in range(first, last + 1, max(1, (last - first) // _SAMPLES)):
            try:
                self._one(number)
            except (sqlite3.Error, UnicodeDecodeError):
                continue
            return False
        return True

    def _note(self, number: int) -> None:
        if self.unreadable and self.unreadable[-1][1] == number - 1:
            self.unreadable[-1] = (self.unreadable[-1][0], number)
        else:
            self.unreadable.append((number, number))


def _end_journal(new: sqlite3.Connection) -> None:
    """Let the journal end with the last entry that was saved, so that it can be gone on with.

    Entries lost in the middle still show in every check: the hashes do not meet there.
    """
    last = new.execute("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    entries, digest = last if last is not None else (0, "0" * 64)
    new.execute("INSERT OR REPLACE INTO journal_head (id, entries, hash) VALUES (1, ?, ?)", (entries, digest))
