"""What backups of a data file there are, what each one holds, and what going back to it would lose."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import quote

from fulian_desktop.storage.backup import backups_in, occasion_backup
from fulian_desktop.storage.rehearsal_mark import rehearsal_mark
from fulian_desktop.storage.schema import APPLICATION_ID
from fulian_desktop.storage.sealing import SEALED_SUFFIX, is_sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fulian_desktop.storage.database import Database

BACKUP_FOLDER = "备份"
"""The folder beside the data file in which its backups lie."""

DAILY, BEFORE_UPGRADE, COPIED = "每日备份", "升级前", "另存"
_LAST = "SELECT id, at, act, hash FROM journal ORDER BY id DESC LIMIT 1"
_UPGRADE_MARK = ".before-v"


class Place(Enum):
    """Where a backup lies."""

    BESIDE = "本机"
    SECOND = "第二处"


@dataclass(frozen=True)
class KeptBackup:
    """One backup as the list shows it.

    Attributes:
        path: the file.
        place: beside the data file, or at the second place.
        occasion: a few words: 每日备份, 导入前, 升级前.
        made_at: when the file was written (local time).
        size: bytes.
        sealed: whether it takes a passphrase to look inside; then nothing below is known.
        entries: journal entries in it; None when it could not be read.
        last_act: what its last entry did; empty when unknown or none.
        last_at: the ISO moment of that entry; empty when unknown or none.
        last_hash: the hash of that entry; empty when unknown or none.
        version: of its schema; 0 when unknown. A higher one than the program's is from a newer program.
    """

    path: Path
    place: Place
    occasion: str
    made_at: datetime
    size: int
    sealed: bool = False
    entries: int | None = None
    last_act: str = ""
    last_at: str = ""
    last_hash: str = ""
    version: int = 0

    @property
    def readable(self) -> bool:
        """Tell whether it was read as a data file; a sealed one is not read."""
        return self.entries is not None

    @property
    def ends_at(self) -> str:
        """Return the ISO moment up to which it holds everything, the order of backups; empty when broken."""
        if not self.sealed and not self.readable:
            return ""
        return self.last_at or self.made_at.isoformat(timespec="seconds")


@dataclass(frozen=True)
class LostEntry:
    """A journal entry that a backup does not hold: what, about what, when (ISO), who."""

    entry_id: int
    act: str
    subject: str
    at: str
    user_name: str


@dataclass(frozen=True)
class Loss:
    """What going back to a backup would lose.

    Attributes:
        known: whether the present file could be compared; a damaged or missing one cannot.
        same_course: whether the backup is an earlier state of this very file; False for another village's.
        entries: what was done after the backup, the oldest first.
    """

    known: bool
    same_course: bool
    entries: tuple[LostEntry, ...] = ()


def backup_folder(path: Path) -> Path:
    """Return the folder in which the backups of a data file lie."""
    return path.parent / BACKUP_FOLDER


def keep_before(database: Database, occasion: str, now: Callable[[], datetime]) -> Path | None:
    """Back an open file up before something large (导入前); None for a rehearsal, which is thrown away.

    Raises:
        FileError: disk full, folder read-only; nothing large should be begun then.
    """
    if database.read_only or rehearsal_mark(database) is not None:
        return None
    return occasion_backup(database, backup_folder(database.path), occasion, now())


def kept_backups(path: Path, second: Path | None = None) -> list[KeptBackup]:
    """Return every backup of a data file, the newest content first; only reads.

    Args:
        path: the data file; it may be damaged or missing.
        second: the folder on a stick or another disk; None or missing has none.
    """
    found = [*_beside(path), *(_in_folder(path, second, Place.SECOND) if second is not None else ())]
    return sorted(found, key=lambda one: (one.ends_at, one.entries or 0, one.made_at), reverse=True)


def newest_good(backups: list[KeptBackup], known_version: int) -> KeptBackup | None:
    """Return the backup to propose: the newest this program can read, else the newest sealed one."""
    readable = [one for one in backups if one.readable and one.version <= known_version]
    sealed = [one for one in backups if one.sealed]
    return next(iter(readable or sealed), None)


def look_at(path: Path, place: Place = Place.BESIDE, occasion: str = COPIED) -> KeptBackup:
    """Return what one backup file says about itself, whatever its schema version; only reads.

    Raises:
        OSError: the file is gone, or its disk is.
    """
    status = path.stat()
    made_at = datetime.fromtimestamp(status.st_mtime).replace(microsecond=0)
    if is_sealed(path):
        return KeptBackup(path, place, occasion, made_at, status.st_size, sealed=True)
    try:
        with closing(_connect(path)) as backup:
            if backup.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return KeptBackup(path, place, occasion, made_at, status.st_size)
            version = int(backup.execute("PRAGMA user_version").fetchone()[0])
            last = backup.execute(_LAST).fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        return KeptBackup(path, place, occasion, made_at, status.st_size)
    if last is None:
        return KeptBackup(path, place, occasion, made_at, status.st_size, entries=0, version=version)
    return KeptBackup(
        path,
        place,
        occasion,
        made_at,
        status.st_size,
        entries=int(last[0]),
        last_act=str(last[2]),
        last_at=str(last[1]),
        last_hash=str(last[3]),
        version=version,
    )


def loss_of(path: Path, backup: KeptBackup) -> Loss:
    """Return which entries of the present file a backup does not hold.

    The present file may be open in this program: it is read through a connection of SQLite's own.
    """
    if backup.entries is None:
        return Loss(known=False, same_course=False)
    try:
        with closing(_connect(path, immutable=False)) as present:
            there = present.execute("SELECT hash FROM journal WHERE id = ?", (backup.entries,)).fetchone()
            after = present.execute(
                "SELECT id, act, subject, at, user_name FROM journal WHERE id > ? ORDER BY id",
                (backup.entries,),
            ).fetchall()
            count = present.execute("SELECT count(*) FROM journal").fetchone()[0]
    except (sqlite3.Error, UnicodeDecodeError):
        return Loss(known=False, same_course=False)
    same = backup.entries == 0 or (there is not None and str(there[0]) == backup.last_hash)
    if not same and backup.entries > int(count):  # a later state: the present file was taken back
        return Loss(known=True, same_course=False)
    return Loss(
        True, same, tuple(LostEntry(int(row[0]), *map(str, row[1:])) for row in after) if same else ()
    )


def _beside(path: Path) -> Iterator[KeptBackup]:
    yield from _in_folder(path, backup_folder(path), Place.BESIDE)
    for upgraded in path.parent.glob(f"{path.name}{_UPGRADE_MARK}*"):
        try:
            yield look_at(upgraded, Place.BESIDE, BEFORE_UPGRADE)
        except OSError:
            continue


def _in_folder(path: Path, folder: Path, place: Place) -> Iterator[KeptBackup]:
    """Yield the backups of a folder; what cannot be read any more, because a stick is gone, is left out."""
    try:
        plain = [(one.path, one.occasion or DAILY) for one in backups_in(folder, path.stem)]
        sealed = [(one, DAILY) for one in folder.glob(f"*{SEALED_SUFFIX}") if _day_in(one, path.stem)]
    except OSError:
        return
    for found, occasion in (*plain, *sealed):
        try:
            yield look_at(found, place, occasion)
        except OSError:
            continue


def _day_in(sealed: Path, stem: str) -> date | None:
    """Return the day in the name of a sealed backup of this data file."""
    words = sealed.name.removesuffix(SEALED_SUFFIX)
    if not words.startswith(f"{stem}."):
        return None
    try:
        return date.fromisoformat(words[len(stem) + 1 :])
    except ValueError:
        return None


def _connect(path: Path, *, immutable: bool = True) -> sqlite3.Connection:
    """Connect for looking only; a backup is closed and is not to get side files."""
    place = path.resolve().as_posix()
    place = quote(place if place.startswith("/") else f"/{place}", safe="/:")
    way = "mode=ro&immutable=1" if immutable else "mode=ro"
    connection = sqlite3.connect(f"file://{place}?{way}", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
