"""A fresh backup right after numbers were encrypted, so that the newest one holds none in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.storage.backup import occasion_backup
from ui.shell.jobs import run_job

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.shell.jobs import JobControl
    from ui.shell.notifier import PageContext

FOLDER = "备份"


def renew_backup(owner: QWidget, context: PageContext) -> None:
    """Back the file up into its usual folder; the older ones stay as they are."""
    database, now = context.workspace.database, context.workspace.journal.now()
    folder = database.path.parent / FOLDER

    def work(control: JobControl) -> Path:
        return occasion_backup(database, folder, "加密后", now)

    def done(_made: object) -> None:
        context.say("备份做好了，里面的号码已加密")

    run_job(owner, work, done, title="正在备份")
