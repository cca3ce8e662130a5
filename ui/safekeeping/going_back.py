"""Going back to a backup: made ready on the worker while the window lives, put in place in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.backup_shelf import backup_folder
from fulian_desktop.storage.restoring import make_ready, put_in_place
from fulian_desktop.workspace import SCHEMA
from ui.shell.jobs import JobCancelledError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ui.shell.jobs import JobControl


def make_backup_ready(path: Path, backup: Path, passphrase: str, control: JobControl) -> Path:
    """Unpack and check a backup beside the data file, which is not touched; on the worker.

    Raises:
        FileError: the backup is not sound, or cannot be opened.
        JobCancelledError: the user thought better of it.
    """
    control.progress(0, 0, f"正在打开并检查 {backup.name}")
    arriving = make_ready(path, backup, SCHEMA, passphrase=passphrase)
    try:
        control.check()
    except JobCancelledError:
        arriving.unlink(missing_ok=True)
        raise
    return arriving


def go_back(path: Path, arriving: Path, now: datetime) -> str | UserFacingError:
    """Put a backup made ready in the place of a closed file.

    Returns:
        The name of the file the former content is kept in, empty when there was none; or what went wrong:
        then nothing was changed.
    """
    try:
        kept = put_in_place(path, arriving, now=now, keep_in=backup_folder(path))
    except UserFacingError as error:
        return error
    return kept.name if kept is not None else ""


def said_after(kept: str) -> str:
    """Say that the backup is in place, and where the former content is kept."""
    return f"已恢复；原来的留在“备份”里：{kept}" if kept else "已从备份恢复"
