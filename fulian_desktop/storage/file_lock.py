"""One window at a time: a lock the operating system keeps while the data file is open."""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.storage.errors import FileInUseError, translate

if TYPE_CHECKING:
    from pathlib import Path

_LOCKED_BYTE = 1 << 30
"""Windows locks are mandatory; a byte far behind the content leaves the content readable."""


_LONGEST_NOTE = 4096


@dataclass(frozen=True)
class LockNote:
    """What the holder of a lock wrote down: its computer, its process there, since when (local time)."""

    host: str
    pid: int
    since: datetime

    @property
    def is_of_this_computer(self) -> bool:
        """Tell whether the holder runs, or ran, on this computer."""
        return self.host == socket.gethostname()

    @property
    def since_words(self) -> str:
        """Return the moment as it is said: 09:30 today, else 3月2日 09:30."""
        at = f"{self.since:%H:%M}"
        is_today = self.since.date() == datetime.now().date()
        return at if is_today else f"{self.since.month}月{self.since.day}日 {at}"


class FileLock:
    """The right to write one data file, held through a side file ``<name>.lock`` until released.

    The operating system drops the lock when the process ends in any way, so what a crashed process
    left in the side file is no obstacle; its content only tells a second opener who holds the lock.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock for the data file ``path``.

        Raises:
            FileInUseError: another window, process or object holds it.
            FolderReadOnlyError: the side file cannot be made.
        """
        self._path = path
        self._side_file = _side_file(path)
        self.left_behind: LockNote | None = None
        """What a holder wrote that ended without releasing: a crash, or a stick pulled out."""
        self._descriptor: int | None = self._take()

    def release(self) -> None:
        """Give the lock back and remove the side file; calling it again does nothing."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if sys.platform == "win32":
            os.close(descriptor)
            self._remove_side_file()
        else:
            self._remove_side_file()
            os.close(descriptor)

    def _remove_side_file(self) -> None:
        try:
            self._side_file.unlink()
        except OSError:  # held by the next opener already, or the stick was pulled out
            return

    def _take(self) -> int:
        while True:
            try:
                descriptor = os.open(self._side_file, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError as error:
                raise translate(error, self._path) from error
            try:
                _lock(descriptor)
            except (BlockingIOError, PermissionError) as error:
                os.lseek(descriptor, 0, os.SEEK_SET)
                holder = os.read(descriptor, _LONGEST_NOTE)
                os.close(descriptor)
                raise _in_use(self._path, holder) from error
            except OSError as error:
                os.close(descriptor)
                raise translate(error, self._path) from error
            if self._is_still_the_side_file(descriptor):
                self.left_behind = read_note(os.read(descriptor, _LONGEST_NOTE))
                _write_holder(descriptor)
                return descriptor
            os.close(descriptor)

    def _is_still_the_side_file(self, descriptor: int) -> bool:
        """Tell whether the former holder removed the side file between our opening and our locking."""
        try:
            return os.path.samestat(os.fstat(descriptor), self._side_file.stat())
        except FileNotFoundError:
            return False


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write_holder(descriptor: int) -> None:
    """Leave a note for a second opener; a note that cannot be written does not weaken the lock."""
    since = datetime.now().replace(microsecond=0).isoformat()
    note = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since})
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, note.encode("utf-8"))
    except OSError:
        return


def _in_use(path: Path, written: bytes) -> FileInUseError:
    note = read_note(written)
    if note is None:
        return FileInUseError(path)
    error = FileInUseError(path, note.since_words, "" if note.is_of_this_computer else note.host)
    error.may_be_stale = not note.is_of_this_computer
    return error


def read_note(written: bytes) -> LockNote | None:
    """Return what a holder wrote; None when it does not make sense."""
    try:
        holder = json.loads(written)
        return LockNote(str(holder["host"]), int(holder["pid"]), datetime.fromisoformat(holder["since"]))
    except (ValueError, KeyError, TypeError):
        return None


def take_away_stale_lock(path: Path) -> None:
    """Take away a lock whose holder, on another computer, is certainly gone: only after asking the user.

    A share may keep a lock for a long time after the computer that held it lost power. The lock of a window
    on this computer is never taken away: the operating system itself drops it when the window ends.

    Raises:
        FileInUseError: it is held on this computer.
        FileBusyError: the share does not let go of it.
        FileError: the folder is read-only, or the disk is gone.
    """
    side_file = _side_file(path)
    try:
        note = read_note(side_file.read_bytes())
    except FileNotFoundError:
        return
    except OSError as error:
        raise translate(error, path) from error
    if note is not None and note.is_of_this_computer:
        raise FileInUseError(path, note.since_words)
    try:
        side_file.unlink(missing_ok=True)
    except OSError as error:
        raise translate(error, path) from error


def _side_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")
