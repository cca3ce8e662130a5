"""Files that are completely there or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage import errors
from fulian_desktop.storage.durable_file import write_durably

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    write_durably(tmp_path / "决议.pdf", b"first")
    write_durably(tmp_path / "决议.pdf", b"second")
    assert (tmp_path / "决议.pdf").read_bytes() == b"second"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, errors.DiskFullError, "磁盘已满"),
        (errno.EIO, errors.StorageFailureError, "磁盘出错"),
        (errno.EROFS, errors.FolderReadOnlyError, "不允许写入"),
    ],
)
def test_a_failing_disk_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[errors.FileError], words: str
) -> None:
    path = tmp_path / "决议.pdf"
    if number != errno.EROFS:
        path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(kind, match=words):
        write_durably(path, b"new")
    monkeypatch.undo()
    assert [file.read_bytes() for file in tmp_path.iterdir()] == ([b"old"] if number != errno.EROFS else [])


def test_a_missing_folder_and_a_read_only_one(ordinary_user: Path) -> None:
    with pytest.raises(errors.FileMissingError, match="找不到文件夹"):
        write_durably(ordinary_user / "没有" / "决议.pdf", b"x")
    folder = ordinary_user / "写保护"
    folder.mkdir()
    folder.chmod(0o555)
    with pytest.raises(errors.FolderReadOnlyError, match="写保护"):
        write_durably(folder / "决议.pdf", b"x")


def test_a_folder_of_that_name_stays(tmp_path: Path) -> None:
    (tmp_path / "决议.pdf").mkdir()
    with pytest.raises(errors.FileAlreadyThereError):
        write_durably(tmp_path / "决议.pdf", b"x")
    assert len(list(tmp_path.iterdir())) == 1
