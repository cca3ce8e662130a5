"""What can go wrong with a file, told in sentences."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_UNTOUCHED = "文件没有被改动。"
_LEAST_ROOM = 128 * 1024
"""Bytes; with less than this on the disk a failed write is put down to the full disk."""

_ROLLED_BACK = "这一步没有写入一半：已经确认过的内容都完好，这一步整个撤回了。"


class BugError(RuntimeError):
    """The program did something wrong; the user can only report it."""


class FileError(UserFacingError):
    """Something about one file that the user can understand and act on."""

    def __init__(self, path: Path, what: str, *, advice: tuple[str, ...] = (), safe: str = "") -> None:
        """Keep the path beside the sentences."""
        super().__init__(what, advice=advice, safe=safe)
        self.path = path


class FileMissingError(FileError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        """Say whether the folder or only the file is missing."""
        if path.parent.is_dir():
            what = f"找不到文件“{path.name}”，它不在文件夹“{path.parent}”里。"
        else:
            what = f"找不到文件夹“{path.parent}”，所以打不开“{path.name}”。"
        advice = (
            "如果文件在 U 盘或移动硬盘上，请先插好再打开。",
            "如果文件改过名或移动过，请重新选择它现在的位置。",
        )
        super().__init__(path, what, advice=advice)


class FileAlreadyThereError(FileError):
    """A new file may not take the place of another one."""

    def __init__(self, path: Path, found: Path | None = None) -> None:
        """Name the file that stands in the way."""
        name = (found or path).name
        super().__init__(
            path,
            f"文件夹“{path.parent}”里已经有“{name}”，不能在这里新建同名的文件。",
            advice=("请换一个文件名。", "如果想用原来那个文件，请选“打开”。"),
            safe="原来的文件没有被改动。",
        )


class NotOurFileError(FileError):
    """A text file, another program's database, an empty file, a folder."""

    def __init__(self, path: Path) -> None:
        """Say that this is no data file."""
        super().__init__(
            path,
            f"“{path.name}”不是妇联会议助手的资料文件（或者文件开头已经损坏）。",
            advice=(
                "请选择扩展名为 .fulian 的资料文件。",
                "如果确实是原来的资料文件，请打开最近的一份备份。",
            ),
            safe=_UNTOUCHED,
        )


class ForeignTriggerError(FileError):
    """Somebody put a rule into the file that would act with every change."""

    def __init__(self, path: Path, name: str) -> None:
        """Name the rule."""
        super().__init__(
            path,
            f"资料文件“{path.name}”里有不是本程序建立的规则“{name}”，继续使用会让它跟着改动资料，所以没有打开。",
            advice=(
                "请打开最近的一份备份。",
                "如果文件是别人发来的，请让对方从程序里重新备份一份发过来。",
            ),
            safe=_UNTOUCHED,
        )


class NewerFileError(FileError):
    """A later program made or upgraded this file."""

    def __init__(self, path: Path, file_version: int, program_version: int) -> None:
        """Name both versions."""
        super().__init__(
            path,
            f"这个资料文件是用更新版本的程序建立的：“{path.name}”的格式是第 {file_version} 版，"
            f"本程序只认识到第 {program_version} 版。",
            advice=("请把本程序更新到最新版后再打开。",),
            safe=_UNTOUCHED,
        )


class OlderFileError(FileError):
    """The file must be upgraded first, which a read-only opening cannot do."""

    def __init__(self, path: Path, file_version: int, program_version: int) -> None:
        """Name both versions."""
        super().__init__(
            path,
            f"资料文件“{path.name}”是旧格式（第 {file_version} 版），"
            f"需要先升级到第 {program_version} 版才能查看。",
            advice=("请用平常的方式打开它一次，程序会先留一份备份再自动升级。",),
            safe=_UNTOUCHED,
        )


class UpgradeFailedError(FileError):
    """The rehearsal of an upgrade, on a copy, went wrong."""

    def __init__(self, path: Path, kept: Path) -> None:
        """Say that the file is as it was, and where its copy is."""
        super().__init__(
            path,
            f"资料文件“{path.name}”要升级到新格式，先在副本上试了一遍，没有成功，所以没有升级，也没有打开。",
            advice=(
                "请先用原来那一版程序继续工作。",
                f"把“{kept.name}”和这句话告诉技术人员。",
            ),
            safe="资料文件还是原来的格式，没有被改动。",
        )
        self.kept = kept


class DamagedFileError(FileError):
    """Pages of the file are broken or missing."""

    def __init__(self, path: Path) -> None:
        """Say what is safe and where to go on."""
        super().__init__(
            path,
            f"资料文件“{path.name}”已经损坏，里面有读不出来的部分。",
            advice=(
                "请不要继续使用这个文件，也不要删除它。",
                "请打开最近的一份备份，核对最后几次会议的记录。",
                "如果文件是从 U 盘或微信里拷来的，请从原来的电脑上重新拷一次。",
            ),
            safe="损坏的文件原样保留。",
        )


class FolderReadOnlyError(FileError):
    """Nothing can be written in this folder."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(
            path,
            f"文件夹“{path.parent}”不允许写入，“{path.name}”不能在这里保存。",
            advice=("请换一个可以写入的文件夹，例如“文档”。", "如果是 U 盘，请看看写保护开关是否打开。"),
            safe="没有任何内容被改动。",
        )


class FileReadOnlyError(FileError):
    """This one file cannot be written."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            path,
            f"文件“{path.name}”是只读的，不能写入。",
            advice=("请在文件属性里去掉“只读”，或者把它复制到可以写入的文件夹再打开。",),
            safe=_UNTOUCHED,
        )


class DiskFullError(FileError):
    """There is no room left on the disk."""

    def __init__(self, path: Path) -> None:
        """Name the file that could not grow."""
        super().__init__(
            path,
            f"磁盘已满，“{path.name}”写不进去了（位置：{path.parent}）。",
            advice=("请先清理磁盘，腾出一些空间。", "然后把刚才这一步再做一次。"),
            safe=_ROLLED_BACK,
        )


class FileInUseError(FileError):
    """Another window or another computer has the file open."""

    def __init__(self, path: Path, since: str = "", host: str = "") -> None:
        """Say where and since when, as far as it is known."""
        where = f"另一台电脑（{host}）上" if host else "另一个窗口"
        when = f"（从 {since} 起）" if since else ""
        there = (
            "请到那台电脑上继续，或者在那边关掉，再打开。"
            if host
            else "请到那个窗口继续，或者先把它关掉再打开。"
        )
        super().__init__(
            path,
            f"资料已经在{where}打开{when}：“{path.name}”。",
            advice=(there,),
            safe=_UNTOUCHED,
        )
        self.since, self.host = since, host
        self.may_be_stale = False
        """Whether the lock may be left over from another computer, and may be taken away after asking."""


class FileBusyError(FileError):
    """Another program keeps the file locked at this moment."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            path,
            f"“{path.name}”正被别的程序占用，现在写不进去。",
            advice=("请关掉正在使用它的程序（例如网盘同步、杀毒、阅读器），再试一次。",),
            safe=_ROLLED_BACK,
        )


class BackupPlaceError(FileError):
    """A backup may not take the place of what it backs up."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            path,
            f"备份不能存成正在使用的资料文件本身：“{path.name}”。",
            advice=("请换一个文件名或文件夹，最好是 U 盘。",),
            safe=_UNTOUCHED,
        )


class BackupUnsoundError(FileError):
    """A fresh copy is not the same as the file it was made of."""

    def __init__(self, path: Path) -> None:
        """Name the backup that does not count."""
        super().__init__(
            path,
            f"刚做的备份“{path.name}”与原文件不一致，没有算数，已经去掉。",
            advice=("请再备份一次；如果还是这样，换一个磁盘或 U 盘。",),
            safe="原来的备份没有被换掉，资料文件没有被改动。",
        )


class NotSealedError(FileError):
    """A file that was expected to be sealed with a passphrase is not."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            path,
            f"“{path.name}”不是加密的备份。",
            advice=("请选择本程序做的加密备份；没有加密的备份可以直接恢复。",),
            safe=_UNTOUCHED,
        )


class SealBrokenError(FileError):
    """A sealed file does not open: another passphrase, or it was changed."""

    def __init__(self, path: Path) -> None:
        """Say that the two cannot be told apart."""
        super().__init__(
            path,
            f"打不开加密的备份“{path.name}”：口令不对，或者文件被改动、没有拷完整。",
            advice=(
                "请核对口令的大小写和输入法，再试一次。",
                "口令确认没错的话，请换另一份备份，或者重新从原处拷一次。",
            ),
            safe=_UNTOUCHED,
        )


class StorageFailureError(FileError):
    """The disk or its connection failed."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            path,
            f"读写“{path.name}”时磁盘出错（位置：{path.parent}）。",
            advice=(
                "如果文件在 U 盘或网络盘上，请检查它是否还连着。",
                "重新打开资料文件；如果还是出错，请打开最近的一份备份。",
            ),
            safe=_ROLLED_BACK,
        )


def translate(error: Exception, path: Path) -> Exception:
    """Turn an error of SQLite or of the operating system into the one to raise.

    Causes in the user's world become a ``FileError`` with Chinese sentences; faults of the program
    (constraint, syntax, misuse) become ``BugError``; anything else comes back unchanged.

    Args:
        error: what was caught.
        path: the file that was being worked on.
    """
    if isinstance(error, sqlite3.Error):
        return _translate_sqlite(error, path)
    if isinstance(error, OSError):
        return _translate_os(error, path)
    if isinstance(error, UnicodeDecodeError):  # SQLite's own message, with a broken name from the file in it
        return DamagedFileError(path)
    return error


def _translate_sqlite(error: sqlite3.Error, path: Path) -> Exception:
    if str(error).startswith("Could not decode to UTF-8"):
        return DamagedFileError(path)
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else sqlite3.SQLITE_MISUSE
    if primary == sqlite3.SQLITE_READONLY and not path.exists():  # moved or deleted while it was open
        return FileMissingError(path)
    if primary == sqlite3.SQLITE_CANTOPEN and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return StorageFailureError(path)  # a network place without shared memory, for one
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return _not_writable(path)
    if primary == sqlite3.SQLITE_IOERR and _no_room(path):  # the log's index could not grow
        return DiskFullError(path)
    told = _BY_SQLITE_CODE.get(primary)
    return told(path) if told else BugError(f"{type(error).__name__}: {error}")


def _translate_os(error: OSError, path: Path) -> Exception:
    if getattr(error, "winerror", None) in (32, 33):  # sharing or lock violation: open in another program
        return FileBusyError(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _not_writable(path)
    return _BY_ERRNO.get(error.errno or 0, StorageFailureError)(path)


def _no_room(path: Path) -> bool:
    """Tell whether the disk has no room for even the smallest step."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _not_writable(path: Path) -> FileError:
    """Decide which of the two, the folder or the file, refuses to be written."""
    if not path.parent.is_dir():
        return FileMissingError(path)
    if not os.access(path.parent, os.W_OK) or not path.exists():
        return FolderReadOnlyError(path)
    return FileReadOnlyError(path)


_BY_SQLITE_CODE: dict[int, Callable[[Path], FileError]] = {
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_CORRUPT: DamagedFileError,
    sqlite3.SQLITE_TOOBIG: DamagedFileError,  # no value of ours comes near the limit
    sqlite3.SQLITE_NOTADB: NotOurFileError,
    sqlite3.SQLITE_BUSY: FileBusyError,
    sqlite3.SQLITE_LOCKED: FileBusyError,
    sqlite3.SQLITE_IOERR: StorageFailureError,
    sqlite3.SQLITE_NOMEM: StorageFailureError,
    sqlite3.SQLITE_PROTOCOL: StorageFailureError,
    sqlite3.SQLITE_NOLFS: StorageFailureError,
}

_BY_ERRNO: dict[int, Callable[[Path], FileError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.ENOENT: FileMissingError,
    errno.ENOTDIR: FileMissingError,
    errno.EEXIST: FileAlreadyThereError,
    errno.EISDIR: FileAlreadyThereError,
}
