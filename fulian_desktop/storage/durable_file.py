"""Files that are either completely there or not there at all, even when the power fails."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from fulian_desktop.storage.errors import translate

if TYPE_CHECKING:
    from pathlib import Path


def write_durably(path: Path, data: bytes) -> None:
    """Write a file so that ``path`` holds either its old content or all of the new one.

    Raises:
        FileError: disk full, folder missing or read-only, file held by another program.
    """
    passing = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        try:
            with passing.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            passing.replace(path)
            sync_folder(path.parent)
        finally:
            passing.unlink(missing_ok=True)
    except OSError as error:
        raise translate(error, path) from error


def sync_file(path: Path) -> None:
    """Make sure that a closed file's content is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that a folder's list of names is on the disk, where the system knows such a thing."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
