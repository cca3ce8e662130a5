"""Getting back to a backup: rehearsed in a scratch folder first, then with the present file kept."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.durable_file import sync_file, sync_folder
from fulian_desktop.storage.errors import BackupUnsoundError, DamagedFileError, translate
from fulian_desktop.storage.file_lock import FileLock
from fulian_desktop.storage.findings import Severity
from fulian_desktop.storage.scratch_folder import scratch_folder
from fulian_desktop.storage.sealing import is_sealed, unseal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from fulian_desktop.storage.findings import Finding

SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Rehearsal:
    """What a restore rehearsed in a scratch folder showed.

    Attributes:
        backup: the file it was rehearsed with.
        entries: how many journal entries the backup holds.
        last_act: what its last journal entry did, in words; empty for an empty journal.
        last_at: the ISO moment of that entry, empty for an empty journal.
        findings: what a full check of the restored file found; empty when it is sound.
        milliseconds: how long restoring and checking took.
    """

    backup: Path
    entries: int
    last_act: str
    last_at: str
    findings: tuple[Finding, ...]
    milliseconds: int

    @property
    def sound(self) -> bool:
        """Return whether the backup may be restored."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def rehearse(
    backup: Path,
    scripts: Path,
    *,
    passphrase: str = "",
    check: Callable[[Path], list[Finding]] | None = None,
) -> Rehearsal:
    """Restore a backup into a scratch folder, open it as the program would, check it, and throw it away.

    Args:
        backup: a backup file, sealed or not; it is not touched.
        scripts: the folder of schema scripts; an older backup is upgraded in the scratch folder.
        passphrase: opens a sealed backup.
        check: checks the restored file in place of `check_file`, for instance with the records of all rooms.

    Raises:
        FileError: the backup is missing, not ours, newer than the program, sealed with another passphrase,
            or so damaged that it cannot be opened; the disk is full.
    """
    started = time.monotonic_ns()
    with scratch_folder("rehearsal") as folder:
        restored = Path(folder) / "restored.fulian"
        _unpack(backup, restored, passphrase)
        entries, last_act, last_at, findings = _examine(restored, scripts, check)
    took = (time.monotonic_ns() - started) // 1_000_000
    return Rehearsal(backup, entries, last_act, last_at, tuple(findings), took)


def restore(
    path: Path,
    backup: Path,
    scripts: Path,
    *,
    now: datetime,
    passphrase: str = "",
    keep_in: Path | None = None,
) -> Path | None:
    """Put a backup in the place of the data file, which must be closed; the present file is kept.

    The backup is unpacked beside the data file and checked there; only a sound one takes its place.

    Args:
        path: the data file; it may be damaged, or missing.
        backup: a backup file, sealed or not.
        scripts: the folder of schema scripts.
        now: goes into the name of the file that is kept.
        passphrase: opens a sealed backup.
        keep_in: the folder where the present file is kept; its own folder when None.

    Returns:
        Where the present file is kept now, None when there was none.

    Raises:
        BackupUnsoundError: the backup did not pass its check; nothing was changed.
        FileInUseError: the data file is open in another window.
        FileError: as `rehearse`; nothing was changed.
    """
    lock = FileLock(path.resolve())
    try:
        arriving = make_ready(path, backup, scripts, passphrase=passphrase)
        return _put_in_place(path.resolve(), arriving, keep_in, now)
    finally:
        lock.release()


def make_ready(path: Path, backup: Path, scripts: Path, *, passphrase: str = "") -> Path:
    """Unpack a backup beside the data file and check it; the data file may be open meanwhile.

    Returns:
        What `put_in_place` wants; who does not go on unlinks it.

    Raises:
        BackupUnsoundError: the backup did not pass its check; nothing is left behind.
        FileError: as `rehearse`; nothing is left behind.
    """
    path = path.resolve()
    arriving = path.with_name(f".{path.name}.{os.getpid()}.restoring")
    try:
        _unpack(backup, arriving, passphrase)
        *_, findings = _examine(arriving, scripts, None)
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise BackupUnsoundError(backup)
    except BaseException:
        _clear(arriving)
        raise
    return arriving


def put_in_place(path: Path, arriving: Path, *, now: datetime, keep_in: Path | None = None) -> Path | None:
    """Put what `make_ready` made in the place of the data file, which must be closed; that one is kept.

    Quick wherever the disk knows hard links: nothing is copied then.

    Returns, raises: as `restore`; what was made ready is gone afterwards.
    """
    path = path.resolve()
    try:
        lock = FileLock(path)
    except BaseException:
        _clear(arriving)
        raise
    try:
        return _put_in_place(path, arriving, keep_in, now)
    finally:
        lock.release()


def _put_in_place(path: Path, arriving: Path, keep_in: Path | None, now: datetime) -> Path | None:
    try:
        kept = _keep_present(path, keep_in or path.parent, now)
        for side in SIDE_FILES:  # of the file that is kept: never to be played into the restored one
            path.with_name(path.name + side).unlink(missing_ok=True)
        arriving.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise translate(error, path) from error
    finally:
        _clear(arriving)
    return kept


def _clear(arriving: Path) -> None:
    for left_over in (arriving, *(arriving.with_name(arriving.name + side) for side in SIDE_FILES)):
        left_over.unlink(missing_ok=True)


def _unpack(backup: Path, target: Path, passphrase: str) -> None:
    """Copy a backup, unsealed, to a place where it may be opened for writing."""
    if is_sealed(backup):
        unseal(backup, target, passphrase)
        return
    try:
        shutil.copyfile(backup, target)
        sync_file(target)
    except OSError as error:
        raise translate(error, backup) from error


def _examine(
    path: Path, scripts: Path, check: Callable[[Path], list[Finding]] | None
) -> tuple[int, str, str, list[Finding]]:
    """Open a restored file as the program would and check it."""
    with Database.open(path, scripts) as database:
        row = database.row("SELECT id, act, at FROM journal ORDER BY id DESC LIMIT 1")
        findings = check_file(database) if check is None else []
    if check is not None:
        findings = check(path)
    for upgraded in path.parent.glob(f"{path.name}.before-v*"):
        upgraded.unlink()
    return (int(row[0]), str(row[1]), str(row[2]), findings) if row is not None else (0, "", "", findings)


def _keep_present(path: Path, folder: Path, now: datetime) -> Path | None:
    """Keep the present file and a log not folded in as ``<name>.2026-03-06-091200.恢复前.fulian``.

    The file gets a second name, or is copied byte by byte where the disk knows no hard links; a damaged one
    cannot be read in any other way. Nobody has it open: the caller holds its lock.
    """
    if not path.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{path.stem}.{now:%Y-%m-%d-%H%M%S}.恢复前.fulian"
    made: list[Path] = []
    try:
        for source, target in _with_side_files(path, kept):
            _link_or_copy(source, target, made)
        sync_folder(folder)
        if kept.stat().st_size != path.stat().st_size:
            raise DamagedFileError(path)
    except BaseException:
        for half in made:
            half.unlink(missing_ok=True)
        raise
    return kept


def _link_or_copy(source: Path, target: Path, made: list[Path]) -> None:
    """Give a file a second name, durably; `made` names what is there now, complete or not."""
    try:
        os.link(source, target)
        made.append(target)
    except OSError:
        if not target.exists():
            made.append(target)
        shutil.copyfile(source, target)
    sync_file(target)


def _with_side_files(path: Path, kept: Path) -> Iterator[tuple[Path, Path]]:
    yield path, kept
    for side in ("-wal", "-journal"):
        beside = path.with_name(path.name + side)
        if beside.exists() and beside.stat().st_size:
            yield beside, kept.with_name(kept.name + side)
