"""Going back to a backup while no window has the file open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.backup_shelf import backup_folder
from fulian_desktop.storage.restoring import restore
from fulian_desktop.workspace import SCHEMA

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


NOTHING_KEPT = ""


def go_back(path: Path, backup: Path, passphrase: str, now: datetime) -> str | UserFacingError:
    """Put a backup in the place of a closed file.

    Returns:
        The name of the file the former content is kept in, empty when there was none; or what went wrong:
        then nothing was changed.
    """
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        kept = restore(path, backup, SCHEMA, now=now, passphrase=passphrase, keep_in=backup_folder(path))
    except UserFacingError as error:
        return error
    finally:
        QApplication.restoreOverrideCursor()
    return kept.name if kept is not None else NOTHING_KEPT


def said_after(kept: str) -> str:
    """Say that the backup is in place, and where the former content is kept."""
    return f"已恢复；原来的留在“备份”里：{kept}" if kept else "已从备份恢复"
