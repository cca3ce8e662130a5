"""Backups while the file is in use."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.storage.backup import back_up, backups_in, daily_backup, latest_backup, occasion_backup
from fulian_desktop.storage.backup_rotation import days_to_keep
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.errors import (
    BackupPlaceError,
    BackupUnsoundError,
    BugError,
    DamagedFileError,
    FileInUseError,
    FileMissingError,
)
from tests.tampering import tamper

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


def test_a_copy_that_is_not_the_same_does_not_count(
    database: Database, journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote(journal, "决议")
    target = tmp_path / "备份.fulian"
    back_up(database, target)
    good = target.read_bytes()
    whole_copy = Database.copy_to

    def copy_of_yesterday(self: Database, place: Path) -> None:
        whole_copy(self, place)
        tamper(place, "DELETE FROM counts")

    monkeypatch.setattr(Database, "copy_to", copy_of_yesterday)
    with pytest.raises(BackupUnsoundError, match="没有算数"):
        back_up(database, target)
    assert target.read_bytes() == good
    assert sorted(path.suffix for path in tmp_path.glob(".*")) == []


def test_the_state_before_an_import_is_kept_ten_times(
    database: Database, journal: Journal, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    for minute in range(12):
        vote(journal, f"第 {minute} 次")
        occasion_backup(database, folder, "导入前", datetime(2026, 3, 6, 9, minute))
    daily_backup(database, folder, MEETING_DAY)
    kept = backups_in(folder, "三合村")
    assert [one.occasion for one in kept] == ["", *["导入前"] * 10]
    assert kept[1].path.name == "三合村.2026-03-06-090200.导入前.fulian"
    assert latest_backup(folder, "三合村") == kept[0].path


@given(days=st.sets(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=200))
def test_rotation_keeps_seven_days_eight_weeks_and_twelve_months(days: set[date]) -> None:
    kept = days_to_keep(days)
    assert kept <= days
    assert set(sorted(days)[-7:]) <= kept
    assert {(day.year, day.month) for day in kept} >= set(
        sorted({(day.year, day.month) for day in days})[-12:]
    )
    weeks = sorted({day.isocalendar()[:2] for day in days})[-8:]
    assert {day.isocalendar()[:2] for day in kept} >= set(weeks)
    assert len(kept) <= 7 + 8 + 12


@given(start=st.dates(date(2020, 1, 1), date(2024, 1, 1)), length=st.integers(1, 500))
def test_rotating_every_day_keeps_what_rotating_once_keeps(start: date, length: int) -> None:
    stored: frozenset[date] = frozenset()
    everything = [start + timedelta(days=number) for number in range(length)]
    for day in everything:
        stored = days_to_keep(stored | {day})
    assert stored == days_to_keep(everything)


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


def test_the_last_seven_days_and_the_last_of_each_week_are_kept(
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
    assert names[:8] == [f"三合村.2026-03-{day:02d}.fulian" for day in range(8, 16)]  # the 8th ends its week
    assert set(names[8:]) == {"别的.txt", "四合村.2020-01-01.fulian"}
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
    assert len(list(folder.iterdir())) == 8
