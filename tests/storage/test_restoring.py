"""Getting back to a backup, and saving what can be read of a damaged file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage import salvage as salvaging
from fulian_desktop.storage import sealing
from fulian_desktop.storage.backup import back_up
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import (
    BackupUnsoundError,
    FileAlreadyThereError,
    FileInUseError,
    FileMissingError,
    NotOurFileError,
    SealBrokenError,
)
from fulian_desktop.storage.journal import Journal
from fulian_desktop.storage.restoring import rehearse, restore
from fulian_desktop.storage.salvage import salvage
from tests.tampering import tamper

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 6, 9, 12)
PAGE = 4096


def vote(journal: Journal, item: str) -> None:
    with journal.database.transaction():
        number = journal.database.execute("INSERT INTO counts (item, in_favour) VALUES (?, 10)", (item,))
        journal.record("记录表决", "vote", number)


def items(path: Path, scripts: Path) -> list[str]:
    with Database.open(path, scripts, read_only=True) as opened:
        return [row[0] for row in opened.rows("SELECT item FROM counts ORDER BY id")]


@pytest.fixture
def backup(database: Database, journal: Journal, tmp_path: Path) -> Path:
    """A backup with one vote, while the file has a second one and is closed."""
    vote(journal, "决议")
    back_up(database, tmp_path / "备份.fulian")
    vote(journal, "备份以后")
    database.close()
    return tmp_path / "备份.fulian"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_rehearsal_says_what_the_backup_holds_and_leaves_no_trace(
    backup: Path, scripts: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.glob("*.fulian")}
    seen = rehearse(backup, scripts)
    assert seen.sound
    assert (seen.entries, seen.last_act, seen.last_at) == (1, "记录表决", "2026-03-06T09:41:00")
    assert {path: path.read_bytes() for path in tmp_path.glob("*.fulian")} == before


def test_a_rehearsal_finds_a_backup_that_was_changed(backup: Path, scripts: Path) -> None:
    tamper(backup, "UPDATE journal SET act = '另一件事'")
    assert not rehearse(backup, scripts).sound


def test_a_restore_keeps_the_present_file(backup: Path, path: Path, scripts: Path) -> None:
    kept = restore(path, backup, scripts, now=NOW)
    assert kept is not None
    assert kept.name == "三合村.2026-03-06-091200.恢复前.fulian"
    assert items(path, scripts) == ["决议"]
    assert items(kept, scripts) == ["决议", "备份以后"]
    assert names(path.parent) == ["三合村.2026-03-06-091200.恢复前.fulian", "三合村.fulian", "备份.fulian"]


def test_a_damaged_file_is_kept_as_it_is(backup: Path, path: Path, scripts: Path) -> None:
    path.write_bytes(b"\xa5" * 9000)
    kept = restore(path, backup, scripts, now=NOW)
    assert kept is not None
    assert kept.read_bytes() == b"\xa5" * 9000
    assert items(path, scripts) == ["决议"]


def test_a_restore_where_the_file_is_gone(backup: Path, path: Path, scripts: Path) -> None:
    path.unlink()
    assert restore(path, backup, scripts, now=NOW) is None
    assert items(path, scripts) == ["决议"]


def test_an_unsound_backup_is_not_restored(backup: Path, path: Path, scripts: Path) -> None:
    tamper(backup, "UPDATE journal SET act = '另一件事'")
    before = path.read_bytes()
    with pytest.raises(BackupUnsoundError):
        restore(path, backup, scripts, now=NOW)
    assert path.read_bytes() == before
    assert names(path.parent) == ["三合村.fulian", "备份.fulian"]


def test_a_file_that_is_open_is_not_replaced(backup: Path, path: Path, scripts: Path) -> None:
    with Database.open(path, scripts), pytest.raises(FileInUseError):
        restore(path, backup, scripts, now=NOW)
    assert items(path, scripts) == ["决议", "备份以后"]


def test_a_missing_backup_changes_nothing(path: Path, backup: Path, scripts: Path) -> None:
    backup.unlink()
    with pytest.raises(FileMissingError):
        restore(path, backup, scripts, now=NOW)
    assert items(path, scripts) == ["决议", "备份以后"]


def test_a_sealed_backup_is_rehearsed_and_restored(
    backup: Path, path: Path, scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "_COST", 4)
    closed = tmp_path / "备份.fulian-sealed"
    sealing.seal(backup, closed, "八个字以上的口令")
    assert rehearse(closed, scripts, passphrase="八个字以上的口令").sound
    with pytest.raises(SealBrokenError):
        restore(path, closed, scripts, now=NOW, passphrase="记错了的一个口令")
    assert items(path, scripts) == ["决议", "备份以后"]
    restore(path, closed, scripts, now=NOW, passphrase="八个字以上的口令")
    assert items(path, scripts) == ["决议"]


@pytest.fixture
def long_file(database: Database, journal: Journal, path: Path) -> Path:
    for number in range(1, 301):
        vote(journal, f"第 {number} 项")
    database.close()
    return path


def broken(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(b"\xa5" * PAGE)


def test_a_sound_file_is_salvaged_whole(long_file: Path, scripts: Path, tmp_path: Path) -> None:
    target = tmp_path / "救出.fulian"
    saved = salvage(long_file, target, scripts)
    assert saved.whole
    assert len(items(target, scripts)) == 300
    with Database.open(target, scripts) as opened:
        assert check_file(opened) == []


def test_one_broken_page_costs_only_the_rows_on_it(
    long_file: Path, scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(salvaging, "_PROBED", 1000)
    pages = long_file.stat().st_size // PAGE
    everything = {f"第 {number} 项" for number in range(1, 301)}
    for page in (1, 2, *range(pages - 14, pages)):
        damaged = tmp_path / "坏了.fulian"
        damaged.write_bytes(long_file.read_bytes())
        broken(damaged, page)
        target = tmp_path / f"救出{page}.fulian"
        saved = salvage(damaged, target, scripts)
        found = set(items(target, scripts))
        assert found <= everything
        counts = next(table for table in saved.tables if table.name == "counts")
        assert counts.saved == len(found) >= 100
        assert counts.whole or counts.unreadable
        if counts.whole:
            assert found == everything
        with Database.open(target, scripts) as opened:  # and the saved file can be gone on with
            vote(Journal(opened, "李祎", lambda: NOW), "继续")


def test_a_log_that_was_not_folded_in_is_salvaged_too(
    database: Database, journal: Journal, path: Path, scripts: Path, tmp_path: Path
) -> None:
    vote(journal, "还在日志里")
    torn = tmp_path / "断电"
    torn.mkdir()
    for name in (path.name, path.name + "-wal"):
        (torn / name).write_bytes(path.with_name(name).read_bytes())
    salvage(torn / path.name, tmp_path / "救出.fulian", scripts)
    assert items(tmp_path / "救出.fulian", scripts) == ["还在日志里"]


def test_what_is_no_database_cannot_be_salvaged(tmp_path: Path, scripts: Path) -> None:
    (tmp_path / "照片.fulian").write_bytes(b"\xff\xd8" * 500)
    with pytest.raises(NotOurFileError):
        salvage(tmp_path / "照片.fulian", tmp_path / "救出.fulian", scripts)
    assert names(tmp_path) == ["照片.fulian"]


def test_nothing_is_overwritten_by_a_salvage(long_file: Path, scripts: Path) -> None:
    with pytest.raises(FileAlreadyThereError):
        salvage(long_file, long_file, scripts)
