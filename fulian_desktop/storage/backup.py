"""Backups: a copy that is opened, checked and compared before it counts, and their rotation."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.backup_rotation import days_to_keep
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.durable_file import sync_folder
from fulian_desktop.storage.errors import BackupPlaceError, BackupUnsoundError, DamagedFileError, translate
from fulian_desktop.storage.file_lock import FileLock
from fulian_desktop.storage.findings import Severity
from fulian_desktop.storage.rehearsal_mark import rehearsal_mark

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from fulian_desktop.storage.copying import Fingerprint

OCCASIONS_KEPT = 10
"""How many backups made before an import, a restore and the like are kept."""

_DAILY_NAME = re.compile(r"(?P<name>.+)\.(?P<day>\d{4}-\d{2}-\d{2})\.fulian")
_OCCASION_NAME = re.compile(r"(?P<name>.+)\.(?P<at>\d{4}-\d{2}-\d{2}-\d{6})\.(?P<occasion>[^.]+)\.fulian")
_CHAIN_END = "SELECT entries, hash FROM journal_head"


@dataclass(frozen=True)
class Backup:
    """One backup file in a folder of backups.

    `day` is the day in its name; `occasion` is empty for the daily one, else what was about to be done.
    """

    path: Path
    name: str
    day: date
    occasion: str = ""


def back_up(database: Database, target: Path) -> None:
    """Copy the open data file to ``target``; the copy is opened, checked and compared before it counts.

    An earlier backup of that name is replaced only by a complete and proven new one.

    Raises:
        BackupPlaceError: the target is the data file itself.
        UserFacingError: the file is a rehearsal's copy.
        BackupUnsoundError: the copy is not sound, or not the same; what stood at the target is unchanged.
        FileError: disk full, folder missing or read-only, the target is open in another window.
        BugError: called inside a transaction.
    """
    if rehearsal_mark(database) is not None:
        raise UserFacingError("现在是演练，演练不备份。", advice=("结束演练，回到真的资料再备份。",))
    target = target.resolve()
    if target == database.path:
        raise BackupPlaceError(target)
    unproven = target.with_name(f".{target.name}.{os.getpid()}.unproven")
    lock = FileLock(target)
    try:
        _prove(database, database.copy_to(unproven), unproven, target)
        for left_over in ("-wal", "-shm"):  # of the file replaced: never to be played into the new one
            target.with_name(target.name + left_over).unlink(missing_ok=True)
        unproven.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise translate(error, target) from error
    finally:
        unproven.unlink(missing_ok=True)
        lock.release()


def daily_backup(database: Database, folder: Path, today: date) -> Path | None:
    """Keep today's state as ``<name>.2026-03-06.fulian``, unless the newest backup already has it.

    Called after the day's first change and at closing. Of the daily ones, the last seven days, eight weeks
    and twelve months stay; other files in the folder are left alone. The folder is made when it is missing.

    Returns:
        The new backup, or None when nothing has changed since the newest one.

    Raises:
        FileError: as ``back_up``.
    """
    stem = database.path.stem
    newest = latest_backup(folder, stem)
    if newest is not None and same_state(database, newest):
        return None
    target = folder / f"{stem}.{today.isoformat()}.fulian"
    _make_folder(folder)
    back_up(database, target)
    _prune_daily(folder, stem, target)
    return target


def occasion_backup(database: Database, folder: Path, occasion: str, now: datetime) -> Path:
    """Keep the state before something large as ``<name>.2026-03-06-091200.导入前.fulian``.

    ``occasion`` is a few words without dots: 导入前, 恢复前. The newest ten of them stay.

    Raises:
        FileError: as ``back_up``.
    """
    stem = database.path.stem
    _make_folder(folder)
    target = _free_moment(folder, stem, occasion, now)
    back_up(database, target)
    older = [one.path for one in backups_in(folder, stem) if one.occasion and one.path != target]
    _remove(older[: max(0, len(older) - (OCCASIONS_KEPT - 1))])
    return target


def _free_moment(folder: Path, stem: str, occasion: str, now: datetime) -> Path:
    """Return a name that is not taken: two backups of the same second are two."""
    while True:
        target = folder / f"{stem}.{now:%Y-%m-%d-%H%M%S}.{occasion}.fulian"
        if not target.exists():
            return target
        now += timedelta(seconds=1)


def latest_backup(folder: Path, name: str | None = None) -> Path | None:
    """Return the daily backup with the latest day in its name, or None.

    Args:
        folder: where the backups lie; it need not exist.
        name: only backups of the data file of this name (without extension).
    """
    daily = [one for one in backups_in(folder, name) if not one.occasion]
    return daily[-1].path if daily else None


def backups_in(folder: Path, name: str | None = None) -> list[Backup]:
    """Return the backups of a folder, the oldest first; a missing folder has none.

    With a ``name`` only those of the data file of this name (without extension).
    """
    found: list[tuple[str, str, Backup]] = []
    for path in folder.glob("*.fulian"):
        if path.name.startswith("."):
            continue
        occasion = _OCCASION_NAME.fullmatch(path.name)
        daily = None if occasion else _DAILY_NAME.fullmatch(path.name)
        match = occasion or daily
        if match is None or (name is not None and match["name"] != name):
            continue
        at = match["at"] if occasion else match["day"]
        try:
            day = date.fromisoformat(at[:10])
        except ValueError:  # 2026-13-45: somebody else's file
            continue
        found.append((at, path.name, Backup(path, match["name"], day, match["occasion"] if occasion else "")))
    return [backup for _, _, backup in sorted(found, key=lambda one: one[:2])]


def same_state(database: Database, backup: Path) -> bool:
    """Tell whether a backup ends with the same journal entry; an unreadable backup does not count."""
    try:
        with Database.open(backup, database.scripts, read_only=True) as copy:
            there = copy.row(_CHAIN_END)
    except UserFacingError:
        return False
    here = database.row(_CHAIN_END)
    return there is not None and here is not None and tuple(there) == tuple(here)


def _prove(database: Database, copied: Fingerprint, copy: Path, target: Path) -> None:
    """Open the copy, check it from its pages to its journal, and compare it with the state it is made of."""
    with Database.open(copy, database.scripts, read_only=True) as opened:
        for finding in check_file(opened):
            if finding.severity is Severity.ERROR and finding.concerns == "pages":
                raise DamagedFileError(database.path)
        there = opened.fingerprint()
    if copied != there:
        raise BackupUnsoundError(target)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise translate(error, folder) from error


def _prune_daily(folder: Path, name: str, newest: Path) -> None:
    """Remove the daily backups that need not stay; never the one just made, whatever the PC's clock says."""
    daily = [one for one in backups_in(folder, name) if not one.occasion]
    keep = days_to_keep(one.day for one in daily)
    _remove([one.path for one in daily if one.day not in keep and one.path != newest])


def _remove(paths: list[Path]) -> None:
    for path in paths:
        try:
            path.unlink()
        except OSError as error:
            raise translate(error, path) from error
