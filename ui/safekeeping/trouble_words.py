"""What is said about a file that did not open, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.storage.errors import (
    DamagedFileError,
    DiskFullError,
    FileBusyError,
    FileInUseError,
    FileMissingError,
    FileReadOnlyError,
    FolderReadOnlyError,
    ForeignTriggerError,
    NewerFileError,
    NotOurFileError,
    StorageFailureError,
    UpgradeFailedError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.errors import UserFacingError

BACKUPS_APART = "备份是另外的文件，没有受影响。"
_DAMAGED = "“{name}”损坏了"
_TITLES: tuple[tuple[type[Exception], str], ...] = (
    (FileInUseError, "“{name}”正在别处打开"),
    (FileMissingError, "没有找到“{name}”"),
    (ForeignTriggerError, "“{name}”被别的程序动过，没有打开"),
    (NewerFileError, "“{name}”要用更新的程序打开"),
    (UpgradeFailedError, "“{name}”升级没有成功，还是原样"),
    (DamagedFileError, _DAMAGED),
    (NotOurFileError, "“{name}”打不开"),
    (StorageFailureError, "读“{name}”时磁盘出了错"),
    (DiskFullError, "磁盘满了，“{name}”打不开"),
    (FileBusyError, "“{name}”正被别的程序占用"),
    (FileReadOnlyError, "“{name}”是只读的"),
    (FolderReadOnlyError, "“{name}”所在的文件夹不能写入"),
)
_LEFT_OVER = "那台电脑要是断了电、死了机，记号可能是它留下的：确认那边没在用，就可以接着用。"
_FROM_BACKUP = (
    DamagedFileError,
    NotOurFileError,
    ForeignTriggerError,
    NewerFileError,
    FileMissingError,
    StorageFailureError,
)
_SALVAGEABLE = (DamagedFileError, ForeignTriggerError)


@dataclass(frozen=True)
class TroubleWords:
    """What the page says and offers.

    Attributes:
        title: what is the matter.
        title_with_backup: the same when a good backup was found.
        what: in one or two sentences.
        safe: what is safe.
        advice: what to do, in steps.
        from_backup: whether going back to a backup is a way on.
        backup_first: whether it is the way to propose; a file of a newer program is whole.
        salvageable: whether what can be read may be moved into a new file.
        may_take_over: whether the lock may be left over and may be taken away.
    """

    title: str
    title_with_backup: str
    what: str
    safe: str
    advice: tuple[str, ...]
    from_backup: bool
    backup_first: bool
    salvageable: bool
    may_take_over: bool


def trouble_words(error: UserFacingError, path: Path) -> TroubleWords:
    """Return what to say about an error at opening a file."""
    title = next((title for kind, title in _TITLES if isinstance(error, kind)), "“{name}”没有打开")
    from_backup = isinstance(error, _FROM_BACKUP)
    stale = isinstance(error, FileInUseError) and error.may_be_stale
    safe = error.safe or (BACKUPS_APART if from_backup else "资料没有被改动。")
    return TroubleWords(
        title=title.format(name=path.name),
        title_with_backup=(f"{title}，备份还在" if title == _DAMAGED else title).format(name=path.name),
        what=error.what,
        safe=safe,
        advice=(*error.advice, *((_LEFT_OVER,) if stale else ())),
        from_backup=from_backup,
        backup_first=from_backup and not isinstance(error, NewerFileError),
        salvageable=isinstance(error, _SALVAGEABLE),
        may_take_over=stale,
    )
