"""A folder for the PDF files of the preview: only this user can read it, and it is gone afterwards."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from fulian_desktop.storage.scratch_folder import scratch_folder
from ui.shell.jobs import JobCancelledError

if TYPE_CHECKING:
    import tempfile


class PrivateFolder:
    """Made at the first write, removed by close(); papers hold personal data, so nothing may stay.

    The worker writes and the GUI thread closes, in any order.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._number = 0
        self._epoch = 0

    @property
    def epoch(self) -> int:
        """Return what write() wants to be told: a job begun before close() writes nothing after it."""
        return self._epoch

    def write(self, data: bytes, epoch: int) -> Path:
        """Put a file there and return its place; call on the worker.

        Raises:
            JobCancelledError: the folder was closed since the epoch was asked for.
            OSError: the disk is full.
        """
        with self._lock:
            if epoch != self._epoch:
                raise JobCancelledError
            if self._folder is None:
                self._folder = scratch_folder("preview")
            self._number += 1
            path = Path(self._folder.name) / f"{self._number}.pdf"
            path.write_bytes(data)
            return path

    def remove(self, path: Path) -> None:
        """Remove one file that is not needed any more."""
        path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove everything; the folder can be used again."""
        with self._lock:
            self._epoch += 1
            folder, self._folder = self._folder, None
            if folder is not None:
                folder.cleanup()
