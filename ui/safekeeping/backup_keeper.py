"""Backs the open file up: beside the window's back while it is open, at once when it closes."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.backup import daily_backup, latest_backup, same_state
from fulian_desktop.storage.backup_shelf import backup_folder
from fulian_desktop.storage.second_place import (
    SecondPlace,
    Standing,
    copy_to_second_place,
    second_place,
)
from ui.safekeeping.backup_words import reminder_words, said_moment
from ui.shell.jobs import run_job
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.workspace import Workspace
    from ui.shell.jobs import Job, JobControl
    from ui.shell.preferences import Preferences

_log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Knows when the open file was backed up last, and sees to it that it is.

    `said` gives the lamp of the masthead its state and words.
    """

    said = Signal(object, str)
    changed = Signal()
    """Another backup lies there, or the second place was chosen anew."""

    def __init__(
        self,
        preferences: Callable[[], Preferences],
        remember: Callable[..., None],
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """`remember` keeps changes of the preferences for good."""
        super().__init__(parent)
        self._preferences = preferences
        self._remember = remember
        self._clock = clock
        self._workspace: Workspace | None = None
        self._window: QWidget | None = None
        self._job: Job | None = None
        self._changed_on: date | None = None
        self.passphrase = ""
        """Seals copies for the second place; kept in memory only, until the program ends."""

    # What is being kept.

    def attend(self, workspace: Workspace, window: QWidget) -> None:
        """Look after a file that was opened, and the window that shows it."""
        self._workspace, self._window = workspace, window
        self._changed_on = None

    def begin(self) -> None:
        """Back up what was opened, if no backup has it yet; the window goes on meanwhile."""
        if self._workspace is not None and self._workspace.rehearsal is not None:
            self.said.emit(LampState.NOT_YET, "演练不备份")
        self._begin_job()

    def after_change(self) -> None:
        """Back up after the first change of a day."""
        if self._changed_on != self._clock().date():
            self._changed_on = self._clock().date()
            self._begin_job()

    def close(self) -> None:
        """Back up before the file closes, here and in the second place; what fails is only logged."""
        self.wait()
        workspace, self._workspace, self._window = self._workspace, None, None
        if workspace is None or workspace.rehearsal is not None:
            return
        try:
            daily_backup(workspace.database, backup_folder(workspace.database.path), self._clock().date())
            self._copy_if_new(workspace)
        except UserFacingError as error:
            _log.warning("no backup at closing: %s", type(error).__name__)

    def wait(self) -> None:
        """Wait for a backup that is being made."""
        if self._job is not None:
            self._job.wait()
            self._job = None

    # The second place.

    @property
    def chosen_folder(self) -> Path | None:
        """Return the folder of the second place, None when none was chosen."""
        chosen = self._preferences().second_place
        return Path(chosen) if chosen else None

    @property
    def seals(self) -> bool:
        """Tell whether copies for the second place are sealed."""
        return self._preferences().second_place_sealed

    @property
    def reminder_days(self) -> int:
        """Return after how many days a copy is old."""
        return max(1, self._preferences().second_place_days)

    def choose(self, folder: Path | None, *, sealed: bool, days: int) -> None:
        """Choose the second place for good, or none."""
        self._remember(
            second_place=str(folder) if folder is not None else "",
            second_place_sealed=sealed,
            second_place_days=days,
            second_place_seen="",
        )
        self.changed.emit()

    def second(self) -> SecondPlace:
        """Look how the second place stands."""
        if self._workspace is None:
            return SecondPlace(self.chosen_folder, Standing.NONE)
        stem = self._workspace.database.path.stem
        return second_place(self.chosen_folder, stem, self._clock(), self.reminder_days)

    def reminder(self) -> str:
        """Return what the home page says about the second place; empty when nothing is to be done."""
        if self._workspace is None or self._workspace.rehearsal is not None:
            return ""
        place = self.second()
        try:
            seen = datetime.fromisoformat(self._preferences().second_place_seen)
            days = (self._clock().date() - seen.date()).days
        except ValueError:
            days = None
        if place.standing is Standing.AWAY and days is not None and days <= self.reminder_days:
            return ""  # the stick lies in the drawer, where it belongs
        return reminder_words(place, self._clock(), days)

    def copy_now(self) -> Path | None:
        """Copy to the second place, on any thread; None when none was chosen.

        Raises:
            FileError: as `copy_to_second_place`.
        """
        folder, workspace = self.chosen_folder, self._workspace
        if folder is None or workspace is None:
            return None
        passphrase = self.passphrase if self.seals else ""
        return copy_to_second_place(workspace.database, folder, self._clock().date(), passphrase=passphrase)

    def note_copied(self) -> None:
        """Remember when a copy was made, for the days when the stick is away."""
        self._remember(second_place_seen=self._clock().isoformat(timespec="seconds"))
        self.changed.emit()

    def _copy_if_new(self, workspace: Workspace) -> None:
        folder = self.chosen_folder
        if folder is None or not folder.is_dir() or (self.seals and not self.passphrase):
            return
        newest = None if self.seals else latest_backup(folder, workspace.database.path.stem)
        if newest is not None and same_state(workspace.database, newest):
            return
        day, passphrase = self._clock().date(), self.passphrase if self.seals else ""
        copy_to_second_place(workspace.database, folder, day, passphrase=passphrase)
        self._remember(second_place_seen=self._clock().isoformat(timespec="seconds"))

    # The job.

    def _begin_job(self) -> None:
        workspace, window = self._workspace, self._window
        if workspace is None or window is None or workspace.rehearsal is not None or self._job is not None:
            return
        folder, today = backup_folder(workspace.database.path), self._clock().date()

        def work(control: JobControl) -> Path | None:
            daily_backup(workspace.database, folder, today)
            return latest_backup(folder, workspace.database.path.stem)

        self._job = run_job(window, work, self._on_done, self._on_error)
        self._job.finished.connect(self._on_finished)

    def _on_done(self, newest: Path | None) -> None:
        if newest is None:
            return
        try:
            made = datetime.fromtimestamp(newest.stat().st_mtime)
        except OSError:
            return
        is_today = made.date() == datetime.now().date()
        self.said.emit(LampState.HOLDS, f"已备份 {made:%H:%M}" if is_today else f"已备份 {said_moment(made)}")
        self.changed.emit()

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, UserFacingError):
            raise error
        _log.warning("no backup today: %s", type(error).__name__)
        self.said.emit(LampState.MISSING, "今天没有备份")

    def _on_finished(self) -> None:
        self._job = None
