"""Put a finished paper into its place on the disk.

The file appears whole or not at all: it is written beside its place and moved there when it is complete.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from fulian_desktop.errors import UserFacingError


def put_file(path: Path, data: bytes) -> None:
    """Put a paper at path; its folder is made when it is missing.

    Raises:
        UserFacingError: the folder cannot be written, the disk is full, or the old file is open elsewhere;
            the old file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise _cannot_write(path, error) from error


def make_folder(folder: Path) -> None:
    """Make a folder for papers, unless it is there.

    Raises:
        UserFacingError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserFacingError(
            f"文件夹“{folder}”建不了，文书没有写出。",
            advice=("请换一个可以写入的位置。",),
            safe="会议资料没有改动。",
        ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Write data beside path, make sure it is on the disk, and move it to path.

    Raises:
        OSError: it could not be written; path is as it was.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _cannot_write(path: Path, error: OSError) -> UserFacingError:
    safe = "原有的文件没有被改动，会议数据没有受到影响。"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return UserFacingError(
            f"磁盘空间不足，文书“{path.name}”没有写成。",
            advice=("请清理磁盘，或换一个位置保存。", "然后重新生成这份文书。"),
            safe=safe,
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return UserFacingError(
            f"文件夹“{path.parent}”不能写入，或“{path.name}”正被其他程序打开，文书没有写成。",
            advice=(
                "如果正在用其他软件查看这份文书，请先关闭它。",
                "或者换一个可以写入的文件夹，再保存一次。",
            ),
            safe=safe,
        )
    return UserFacingError(
        f"文书“{path.name}”没有写成：系统报告“{error.strerror or error}”。",
        advice=("请检查保存位置（U 盘是否已拔出、网络盘是否断开），或换一个位置保存。",),
        safe=safe,
    )
