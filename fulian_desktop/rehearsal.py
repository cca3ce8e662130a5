"""A rehearsal: a marked copy of the whole file, with a clock of its own, and nothing left afterwards."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.meetings.start_check import planned_start
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import translate
from fulian_desktop.storage.file_lock import FileLock
from fulian_desktop.storage.rehearsal_mark import RehearsalMark, mark_as_rehearsal
from fulian_desktop.workspace import SCHEMA, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORD = "演练"
_EARLIER = timedelta(minutes=5)
_UNMARKED = ".unmarked"
_BLOCK = 1 << 20


class RehearsalClock:
    """The clock of a rehearsal: the PC's own, moved by what the user set it to."""

    def __init__(self, real: Callable[[], datetime] = datetime.now) -> None:
        """Begin with the PC's own time (naive, local)."""
        self.real = real
        self._offset = timedelta()

    def __call__(self) -> datetime:
        """Return the time of the rehearsal."""
        return self.real() + self._offset

    def set(self, moment: datetime) -> None:
        """Let it be another time from now on; it goes on running."""
        self._offset = moment - self.real()

    @property
    def is_moved(self) -> bool:
        """Return whether it says another time than the PC, by a minute or more."""
        return abs(self._offset) >= timedelta(minutes=1)


def begin_rehearsal(workspace: Workspace, meeting_id: int, folder: Path, clock: RehearsalClock) -> Workspace:
    """Copy the open file into a scratch folder, mark the copy, and open it.

    The clock is set to five minutes before the planned start, so that papers bear the planned day.

    Args:
        workspace: the records; they are only read.
        meeting_id: a meeting in preparation.
        folder: scratch; it holds nothing but rehearsals and is cleared at the next start.
        clock: of the rehearsal.

    Raises:
        UserFacingError: this is a rehearsal already, or the meeting was opened.
        FileError: no room on the disk, or the folder cannot be made.
    """
    meeting = workspace.meetings.get(meeting_id)
    if workspace.rehearsal is not None:
        raise UserFacingError("现在已经在演练了。", advice=("要从头再来，请先结束这次演练。",))
    if meeting.state is not MeetingState.PREPARING:
        raise UserFacingError(
            f"{meeting.title}{meeting.state.phrase}，不能再演练。",
            advice=("只有还在筹备的会议可以演练。",),
            safe="会议没有改动。",
        )
    source = workspace.database.path
    own = folder / f"{WORD}_{os.getpid()}"
    target = own / f"{WORD}_{source.stem}.fulian"
    raw = target.with_name(target.name + _UNMARKED)
    try:
        own.mkdir(parents=True, exist_ok=True)
        workspace.database.copy_to(raw)
        with Database.open(raw, SCHEMA) as copy:
            mark_as_rehearsal(copy, RehearsalMark(meeting_id, str(source), clock.real().isoformat()))
        raw.replace(target)
    except OSError as error:
        raise translate(error, target) from error
    finally:
        wipe(raw)
    start = planned_start(meeting.plan.day, meeting.plan.time or "09:00")
    last = workspace.journal.entries(limit=1)
    if start is not None:
        clock.set(max([start - _EARLIER, *(entry.at for entry in last)]))
    copy_of = Workspace.open(target, user=workspace.journal.user, clock=clock, as_rehearsal=True)
    copy_of.access.gate.carry_over(workspace.access.gate)
    return copy_of


def end_rehearsal(workspace: Workspace) -> None:
    """Close a rehearsal and destroy its file and whatever was put beside it.

    Raises:
        UserFacingError: this is no rehearsal; nothing was closed.
    """
    if workspace.rehearsal is None:
        raise UserFacingError("现在不是演练，不能清除。", safe="资料没有改动。")
    path = workspace.database.path
    workspace.close()
    _wipe_folder(path.parent)


def clear_left_over(folder: Path) -> int:
    """Destroy what rehearsals that ended by a crash left behind; return how many there were.

    A rehearsal that runs in another window is left alone.
    """
    cleared = 0
    for own in sorted(folder.glob(f"{WORD}_*")) if folder.is_dir() else ():
        if own.is_dir() and not _is_running(own):
            _wipe_folder(own)
            cleared += 1
    return cleared


def _is_running(own: Path) -> bool:
    """Tell whether a rehearsal's copy is open, in this process or in another."""
    for copy in own.glob(f"{WORD}_*.fulian"):
        try:
            FileLock(copy).release()
        except UserFacingError:
            return True
    return False


def _wipe_folder(own: Path) -> None:
    """Destroy a rehearsal's own folder with everything in it; what is held by another program stays."""
    for path in sorted(own.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                path.rmdir()
        else:
            wipe(path)
    with suppress(OSError):
        own.rmdir()


def wipe(path: Path) -> None:
    """Overwrite a file and remove it; what is not there, or is held, is passed over."""
    try:
        left = path.lstat().st_size
        with path.open("r+b") as file:
            while left > 0:
                left -= file.write(bytes(min(left, _BLOCK)))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        left = 0
    with suppress(OSError):
        path.unlink()
