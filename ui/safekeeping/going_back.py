"""Going back to a backup while no window has the file open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.backup_shelf import backup_folder
from fulian_desktop.storage.restoring import restore
from fulian_desktop.workspace import SCHEMA
from ui.shell import prompts

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


NOTHING_KEPT = ""


def go_back(parent: QWidget | None, path: Path, backup: Path, passphrase: str, now: datetime) -> str | None:
    """Put a backup in the place of a closed file.

    Returns:
        The name of the file the former content is kept in, empty when there was none; None after an error
        was shown: then nothing was changed.
    """
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        kept = restore(path, backup, SCHEMA, now=now, passphrase=passphrase, keep_in=backup_folder(path))
    except UserFacingError as error:
        QApplication.restoreOverrideCursor()
        prompts.show_error(parent, error)
        return None
    QApplication.restoreOverrideCursor()
    return kept.name if kept is not None else NOTHING_KEPT


def said_after(kept: str) -> str:
    """Say that the backup is in place, and where the former content is kept."""
    return f"已恢复；原来的留在“备份”里：{kept}" if kept else "已从备份恢复"
