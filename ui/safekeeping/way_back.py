"""From a file that did not open, or a backup that was chosen, back to an open file."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.file_lock import take_away_stale_lock
from fulian_desktop.workspace import SCHEMA
from ui.safekeeping.going_back import go_back, make_backup_ready, said_after
from ui.safekeeping.trouble_page import TroublePage
from ui.shell import prompts
from ui.shell.jobs import run_job

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.safekeeping.backup_keeper import BackupKeeper
    from ui.shell.window import MainWindow

_log = logging.getLogger(__name__)


class FileOwner(Protocol):
    """What the session does for the way back."""

    backups: BackupKeeper
    window: MainWindow | None

    def open_file(self, path: Path) -> bool:
        """Open a data file; False after its trouble was shown."""

    def choose_file(self) -> None:
        """Ask for a data file and open it."""

    def show_first_start(self) -> None:
        """Offer new, open and sample."""

    def show_trouble(self, page: TroublePage) -> None:
        """Close the file, if any, and show the page in its place."""

    def end(self) -> None:
        """Back up and close the file."""

    def shown(self) -> QWidget | None:
        """Return what is on the screen."""


class WayBack(QObject):
    """Shows the trouble page and does what is chosen there; puts backups in the place of the file."""

    def __init__(self, owner: FileOwner, clock: Callable[[], datetime], parent: QObject) -> None:
        """`owner` opens and closes files."""
        super().__init__(parent)
        self._owner = owner
        self._clock = clock

    def show(self, path: Path, error: UserFacingError) -> None:
        """Show what can be done about a file that did not open."""
        _log.warning("a file did not open: %s", type(error).__name__)
        owner = self._owner
        page = TroublePage(path, error, SCHEMA, self._clock, owner.backups.chosen_folder)
        page.setWindowTitle("妇联会议助手")
        page.again_requested.connect(partial(owner.open_file, path))
        page.open_requested.connect(owner.choose_file)
        page.first_start_requested.connect(owner.show_first_start)
        page.restore_requested.connect(partial(self.restore, path))
        page.opening_requested.connect(owner.open_file)
        page.take_over_requested.connect(partial(self._take_over, path))
        owner.show_trouble(page)

    def restore(self, path: Path, backup: Path, passphrase: str) -> None:
        """Make a backup ready while the window lives; then close the file and put it in its place."""
        shown = self._owner.shown()
        if shown is not None:
            work = partial(make_backup_ready, path, backup, passphrase)
            run_job(shown, work, partial(self._put_in_place, path), title="正在恢复备份")

    def _put_in_place(self, path: Path, arriving: Path) -> None:
        """Close the file, put the backup in its place, open that; after an error open what was there."""
        self._owner.end()
        done = go_back(path, arriving, self._clock())
        opened = self._owner.open_file(path)  # before anything is said: the old window has no file any more
        if isinstance(done, UserFacingError):
            prompts.show_error(self._owner.shown(), done)
        elif opened and self._owner.window is not None:
            self._owner.window.say(said_after(done))

    def _take_over(self, path: Path) -> None:
        try:
            take_away_stale_lock(path)
        except UserFacingError as error:
            prompts.show_error(self._owner.shown(), error)
            return
        self._owner.open_file(path)
