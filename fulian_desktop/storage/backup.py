"""Backups: a checked copy on demand, and one a day of the last seven days with changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import BackupPlaceError, translate
from fulian_desktop.storage.file_lock import FileLock

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

DAILY_BACKUPS_KEPT = 7
_DAILY_NAME = re.compile(r"(?P<name>.+)\.(?P<day>\d{4}-\d{2}-\d{2})\.fulian")
_CHAIN_END = "SELECT entries, hash FROM journal_head"


def back_up(database: Database, target: Path) -> None:
    """Copy the open data file to ``target``, check the copy, and only then give it its name.

    An earlier backup of that name is replaced only by a complete new one.

    Raises:
        BackupPlaceError: the target is the data file itself.
        FileError: disk full, folder missing or read-only, the target is open in another window.
        BugError: called inside a transaction.
    """
    target = target.resolve()
    if target == database.path:
        raise BackupPlaceError(target)
    lock = FileLock(target)
    try:
        database.copy_to(target)
    finally:
        lock.release()


def daily_backup(database: Database, folder: Path, today: date) -> Path | None:
    """Keep today's state as ``<name>.2026-03-06.fulian``, unless the newest backup already has it.

    Called after the day's first change and at closing. The newest seven days are kept; other files in the
    folder are left alone. The folder is made when it is missing.

    Returns:
        The new backup, or None when nothing has changed since the newest one.

    Raises:
        FileError: as ``back_up``.
    """
    stem = database.path.stem
    newest = latest_backup(folder, stem)
    if newest is not None and _same_state(database, newest):
        return None
    target = folder / f"{stem}.{today.isoformat()}.fulian"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise translate(error, folder) from error
    back_up(database, target)
    _prune(folder, stem, target)
    return target


def latest_backup(folder: Path, name: str | None = None) -> Path | None:
    """Return the daily backup with the latest day in its name, or None.

    Args:
        folder: where the backups lie; it need not exist.
        name: only backups of the data file of this name (without extension).
    """
    backups = _daily_backups(folder, name)
    return backups[-1] if backups else None


def _daily_backups(folder: Path, name: str | None) -> list[Path]:
    """Return the daily backups, the oldest first."""
    found: list[tuple[str, str, Path]] = []
    for path in folder.glob("*.fulian"):
        match = _DAILY_NAME.fullmatch(path.name)
        if match is not None and (name is None or match["name"] == name) and not path.name.startswith("."):
            found.append((match["day"], match["name"], path))
    return [path for _, _, path in sorted(found)]


def _same_state(database: Database, backup: Path) -> bool:
    """Tell whether a backup ends with the same journal entry; an unreadable backup does not count."""
    try:
        with Database.open(backup, database.scripts, read_only=True) as copy:
            there = copy.row(_CHAIN_END)
    except UserFacingError:
        return False
    here = database.row(_CHAIN_END)
    return there is not None and here is not None and tuple(there) == tuple(here)


def _prune(folder: Path, name: str, newest: Path) -> None:
    """Remove the oldest daily backups; never the one just made, whatever the PC's clock says."""
    others = [path for path in _daily_backups(folder, name) if path != newest]
    for path in others[: max(0, len(others) - (DAILY_BACKUPS_KEPT - 1))]:
        try:
            path.unlink()
        except OSError as error:
            raise translate(error, path) from error
