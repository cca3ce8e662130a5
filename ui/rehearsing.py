"""From the records to a rehearsal of them and back: one is closed before the other is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.start_check import doubt_about_rehearsal
from fulian_desktop.rehearsal import RehearsalClock, begin_rehearsal, clear_left_over, end_rehearsal
from ui.shell import prompts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.workspace import Workspace

SCRATCH = "演练"
CLEARED = "上次演练没有正常结束，留下的副本已经清除；真的资料没有动过"


class Rehearsing:
    """Knows the rehearsal that runs, and the file it will go back to."""

    def __init__(self, folder: Path, real: Callable[[], datetime]) -> None:
        """`folder` holds the program's own files; `real` is the PC's clock."""
        self.scratch = folder / SCRATCH
        self._real = real
        self.clock = RehearsalClock(real)
        self.source: Path | None = None
        self.meeting_id = 0

    def clear(self) -> int:
        """Destroy what a crash left behind; return how many copies there were."""
        return clear_left_over(self.scratch)

    def wants(self, window: QWidget | None, workspace: Workspace, meeting_id: int) -> str:
        """Ask before a rehearsal; return "rehearsal", "real" for the meeting itself, or nothing."""
        from ui.desk.rehearsal_dialogs import ask_real_or_rehearsal, ask_to_begin

        meeting = workspace.meetings.get(meeting_id)
        doubt = doubt_about_rehearsal(meeting.plan.day, meeting.plan.time, self._real())
        if doubt:
            choice = ask_real_or_rehearsal(window, meeting.title, doubt).value
            return "" if choice == "nothing" else choice
        return "rehearsal" if ask_to_begin(window, meeting.title) else ""

    def begin(self, window: QWidget | None, workspace: Workspace, meeting_id: int) -> Workspace | None:
        """Return the opened copy, None after an error was shown."""
        self.clock = RehearsalClock(self._real)
        try:
            copy = begin_rehearsal(workspace, meeting_id, self.scratch, self.clock)
        except UserFacingError as error:
            prompts.show_error(window, error)
            return None
        self.source, self.meeting_id = workspace.database.path, meeting_id
        return copy

    def wants_to_end(self, window: QWidget | None, workspace: Workspace) -> bool:
        """Ask before the copy is destroyed."""
        from ui.desk.rehearsal_dialogs import ask_to_end

        plan = workspace.meetings.get(self.meeting_id).plan
        return ask_to_end(window, doubt_about_rehearsal(plan.day, plan.time, self._real()))

    def set_clock(self, window: QWidget | None) -> bool:
        """Ask for another time of the rehearsal."""
        from ui.desk.rehearsal_dialogs import ClockDialog

        dialog = ClockDialog(window, self.clock())
        dialog.ask()
        if dialog.moment is None:
            return False
        self.clock.set(dialog.moment)
        return True

    @staticmethod
    def destroy(workspace: Workspace) -> None:
        """Close a copy and destroy it."""
        end_rehearsal(workspace)
