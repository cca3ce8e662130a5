"""The second place: a copy of the newest state on a stick or another disk, sealed or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from fulian_desktop.storage.backup import back_up, backups_in
from fulian_desktop.storage.backup_rotation import days_to_keep
from fulian_desktop.storage.errors import BackupPlaceError, BackupUnsoundError, FileMissingError, translate
from fulian_desktop.storage.scratch_folder import scratch_folder
from fulian_desktop.storage.sealing import SEALED_SUFFIX, seal, unseal

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database

_BLOCK = 1 << 20


class Standing(Enum):
    """How the second place stands."""

    NONE = "none"
    """None was chosen."""
    AWAY = "away"
    """The stick is not plugged in, or the folder is gone."""
    EMPTY = "empty"
    """It is there and holds no backup of this file."""
    OLD = "old"
    FRESH = "fresh"


@dataclass(frozen=True)
class SecondPlace:
    """How the second place stands and when its newest copy was made; `path` is None when none was chosen."""

    path: Path | None
    standing: Standing
    newest: datetime | None = None

    def days_old(self, now: datetime) -> int | None:
        """Return the age of the newest copy in whole days, None when there is none."""
        return None if self.newest is None else max(0, (now.date() - self.newest.date()).days)


def copy_to_second_place(database: Database, folder: Path, today: date, *, passphrase: str = "") -> Path:
    """Make a proven copy of the open file in the second place; the same days stay as for the backups.

    Args:
        database: the open file.
        folder: must be there: a folder made where a stick was expected would be no second place.
        today: goes into the name.
        passphrase: seals the copy; what was sealed is opened again and compared before it counts.

    Returns:
        The copy.

    Raises:
        FileMissingError: the stick is not there.
        BackupPlaceError: the folder is the one in which the data file lies.
        BackupUnsoundError: the copy read back from the stick is not the same; it was taken away.
        ValueError: the passphrase is too short.
        FileError: as `back_up`.
    """
    if not folder.is_dir():
        raise FileMissingError(folder)
    if folder.resolve() == database.path.parent:
        raise BackupPlaceError(database.path)
    stem = database.path.stem
    target = folder / f"{stem}.{today.isoformat()}.fulian"
    if passphrase:
        target = target.with_suffix(SEALED_SUFFIX)
        _seal_copy(database, target, passphrase)
    else:
        back_up(database, target)
    _thin_out(folder, stem, target)
    return target


def second_place(folder: Path | None, stem: str, now: datetime, days: int) -> SecondPlace:
    """Look how the second place stands.

    Args:
        folder: None when none was chosen.
        stem: the name of the data file without its extension.
        now: local time.
        days: a copy older than this many days is old.
    """
    if folder is None:
        return SecondPlace(None, Standing.NONE)
    try:
        if not folder.is_dir():
            return SecondPlace(folder, Standing.AWAY)
        made = [datetime.fromtimestamp(path.stat().st_mtime) for _, path in _dated(folder, stem)]
    except OSError:
        return SecondPlace(folder, Standing.AWAY)
    if not made:
        return SecondPlace(folder, Standing.EMPTY)
    newest = max(made)
    old = now - newest > timedelta(days=days)
    return SecondPlace(folder, Standing.OLD if old else Standing.FRESH, newest)


def is_same_disk(folder: Path, path: Path) -> bool:
    """Tell whether a folder lies on the disk of the data file, so that both would be lost together."""
    try:
        return folder.stat().st_dev == path.parent.stat().st_dev
    except OSError:
        return False


def _seal_copy(database: Database, target: Path, passphrase: str) -> None:
    """Seal a proven copy made in a scratch folder, and compare what comes out of the sealed one with it."""
    with scratch_folder("sealing") as scratch:
        plain, opened = Path(scratch) / "plain.fulian", Path(scratch) / "opened.fulian"
        back_up(database, plain)
        arriving = target.with_name(f".{target.name}.unproven")
        try:
            seal(plain, arriving, passphrase)
            unseal(arriving, opened, passphrase)
            if not _same_content(plain, opened):
                raise BackupUnsoundError(target)
            arriving.replace(target)
        except OSError as error:
            raise translate(error, target) from error
        finally:
            arriving.unlink(missing_ok=True)


def _same_content(one: Path, other: Path) -> bool:
    with one.open("rb") as left, other.open("rb") as right:
        while True:
            piece = left.read(_BLOCK)
            if piece != right.read(_BLOCK):
                return False
            if not piece:
                return True


def _dated(folder: Path, stem: str) -> list[tuple[date, Path]]:
    """Return the dated copies of a file in a folder, sealed ones with them."""
    found = [(one.day, one.path) for one in backups_in(folder, stem) if not one.occasion]
    for path in folder.glob(f"{stem}.*{SEALED_SUFFIX}"):
        try:
            found.append((date.fromisoformat(path.name[len(stem) + 1 : -len(SEALED_SUFFIX)]), path))
        except ValueError:
            continue
    return found


def _thin_out(folder: Path, stem: str, newest: Path) -> None:
    """Keep the days the rotation keeps; never take away the copy just made."""
    dated = _dated(folder, stem)
    keep = days_to_keep(day for day, _ in dated)
    for day, path in dated:
        if day not in keep and path != newest:
            try:
                path.unlink()
            except OSError as error:
                raise translate(error, path) from error
