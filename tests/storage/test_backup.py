"""Backups while the file is in use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.storage.backup import back_up, daily_backup, latest_backup
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import (
    BackupPlaceError,
    BugError,
    DamagedFileError,
    FileInUseError,
    FileMissingError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.storage.journal import Journal

MEETING_DAY = date(2026, 3, 6)


def vote(journal: Journal, item: str) -> None:
    with journal.database.transaction():
        number = journal.database.execute("INSERT INTO counts (item, in_favour) VALUES (?, 10)", (item,))
        journal.record("记录表决", "vote", number)


def items(path: Path, scripts: Path) -> list[str]:
    with Database.open(path, scripts, read_only=True) as opened:
        assert check_file(opened) == []
        return [row[0] for row in opened.rows("SELECT item FROM counts ORDER BY id")]


def test_a_backup_holds_what_was_confirmed_and_is_one_sound_file(
    database: Database, journal: Journal, tmp_path: Path, scripts: Path
) -> None:
    vote(journal, "决议")
    target = tmp_path / "usb" / "备份.fulian"
    target.parent.mkdir()
    back_up(database, target)
    vote(journal, "备份以后")
    assert [file.name for file in target.parent.iterdir()] == ["备份.fulian"]
    assert items(target, scripts) == ["决议"]


def test_a_backup_replaces_an_older_one_with_its_log(
    database: Database, journal: Journal, tmp_path: Path, scripts: Path
) -> None:
    target = tmp_path / "备份.fulian"
    back_up(database, target)
    target.with_name(target.name + "-wal").write_bytes(b"left by a crash")
    vote(journal, "决议")
    back_up(database, target)
    assert items(target, scripts) == ["决议"]


def test_a_backup_does_not_take_the_place_of_the_file_itself(database: Database) -> None:
    with pytest.raises(BackupPlaceError, match="备份不能"):
        back_up(database, database.path)


def test_a_backup_does_not_take_the_place_of_a_file_open_elsewhere(
    database: Database, tmp_path: Path, scripts: Path
) -> None:
    with Database.create(tmp_path / "四合村.fulian", scripts) as other, pytest.raises(FileInUseError):
        back_up(database, other.path)


def test_a_backup_needs_its_folder(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="找不到文件夹"):
        back_up(database, tmp_path / "没插的U盘" / "备份.fulian")


def test_a_backup_is_never_made_of_half_a_transaction(database: Database, tmp_path: Path) -> None:
    with pytest.raises(BugError), database.transaction():
        back_up(database, tmp_path / "备份.fulian")
    assert not (tmp_path / "备份.fulian").exists()


def test_a_damaged_file_does_not_replace_a_good_backup(
    database: Database, journal: Journal, path: Path, scripts: Path, tmp_path: Path
) -> None:
    for number in range(200):
        vote(journal, f"第{number}项" * 9)
    target = tmp_path / "备份.fulian"
    back_up(database, target)
    good = target.read_bytes()
    database.close()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 4096)
        file.write(b"\xa5" * 4096)
    with Database.open(path, scripts, read_only=True) as damaged, pytest.raises(DamagedFileError) as caught:
        back_up(damaged, target)
    assert path.name in caught.value.what
    assert target.read_bytes() == good


def test_the_last_seven_days_with_changes_are_kept(
    database: Database, journal: Journal, tmp_path: Path, scripts: Path
) -> None:
    folder = tmp_path / "backups"
    assert latest_backup(folder) is None
    folder.mkdir()
    (folder / "别的.txt").write_text("stays")
    (folder / "四合村.2020-01-01.fulian").write_text("another village's")
    for day in range(10):
        vote(journal, f"第 {day} 天")
        assert daily_backup(database, folder, MEETING_DAY + timedelta(days=day)) is not None
    names = sorted(file.name for file in folder.iterdir())
    assert names[:7] == [f"三合村.2026-03-{day:02d}.fulian" for day in range(9, 16)]
    assert set(names[7:]) == {"别的.txt", "四合村.2020-01-01.fulian"}
    latest = latest_backup(folder, "三合村")
    assert latest is not None
    assert latest == folder / "三合村.2026-03-15.fulian"
    assert len(items(latest, scripts)) == 10


def test_a_day_without_changes_needs_no_backup(database: Database, journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    vote(journal, "决议")
    assert daily_backup(database, folder, MEETING_DAY) == folder / "三合村.2026-03-06.fulian"
    assert daily_backup(database, folder, MEETING_DAY) is None
    assert daily_backup(database, folder, MEETING_DAY + timedelta(days=1)) is None
    vote(journal, "补充决议")
    assert daily_backup(database, folder, MEETING_DAY) == folder / "三合村.2026-03-06.fulian"
    assert len(list(folder.iterdir())) == 1


def test_an_unreadable_backup_does_not_count(database: Database, journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    vote(journal, "决议")
    made = daily_backup(database, folder, MEETING_DAY)
    assert made is not None
    made.write_text("not a data file any more")
    assert daily_backup(database, folder, MEETING_DAY) == made


def test_a_clock_set_back_does_not_remove_the_new_backup(
    database: Database, journal: Journal, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    for day in range(7):
        vote(journal, f"第 {day} 天")
        daily_backup(database, folder, MEETING_DAY + timedelta(days=day))
    vote(journal, "电池没电的那天")
    made = daily_backup(database, folder, date(2009, 1, 1))
    assert made is not None
    assert made.exists()
    assert len(list(folder.iterdir())) == 7
