"""One window at a time: a lock the operating system keeps while the data file is open."""

from __future__ import annotations

import json
import os
import socket
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.storage.errors import FileInUseError, translate

if TYPE_CHECKING:
    from pathlib import Path

_LOCKED_BYTE = 1 << 30
"""Windows locks are mandatory; a byte far behind the content leaves the content readable."""


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
        self._side_file = path.with_name(path.name + ".lock")
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
                holder = os.read(descriptor, 4096)
                os.close(descriptor)
                raise _in_use(self._path, holder) from error
            except OSError as error:
                os.close(descriptor)
                raise translate(error, self._path) from error
            if self._is_still_the_side_file(descriptor):
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
        os.write(descriptor, note.encode("utf-8"))
    except OSError:
        return


def _in_use(path: Path, note: bytes) -> FileInUseError:
    try:
        holder = json.loads(note)
        since = datetime.fromisoformat(holder["since"])
        host = str(holder["host"])
    except (ValueError, KeyError, TypeError):
        return FileInUseError(path)
    today = since.date() == datetime.now().date()
    when = f"{since:%H:%M}" if today else f"{since.month}月{since.day}日 {since:%H:%M}"
    return FileInUseError(path, when, "" if host == socket.gethostname() else host)
