from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.storage.backup import back_up, daily_backup, occasion_backup
from fulian_desktop.storage.backup_shelf import (
    Place,
    backup_folder,
    keep_before,
    kept_backups,
    look_at,
    loss_of,
    newest_good,
)
from fulian_desktop.storage.errors import (
    BackupPlaceError,
    BackupUnsoundError,
    DiskFullError,
    FileMissingError,
    NewerFileError,
    SealBrokenError,
)
from fulian_desktop.storage.restoring import rehearse, restore
from fulian_desktop.storage.second_place import Standing, copy_to_second_place, second_place
from fulian_desktop.workspace import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.workspace import Workspace

PASSPHRASE = "三月六日 开会 清溪"
NOW = datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def clock() -> StageClock:
    return StageClock(NOW)


@pytest.fixture
def village(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    with create_village(tmp_path / "三合村.fulian", clock, date(2026, 3, 6)) as workspace:
        yield workspace


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def path_of(village: Workspace) -> Path:
    return village.database.path


def do_something(village: Workspace, superior: str = "清溪镇妇女联合会") -> None:
    village.seats.name_federation("三合村妇女联合会", superior)


def test_the_shelf_names_what_each_backup_holds_newest_first(village: Workspace, stick: Path) -> None:
    folder = backup_folder(path_of(village))
    daily_backup(village.database, folder, date(2026, 3, 2))
    do_something(village)
    occasion_backup(village.database, folder, "导入前", NOW)
    copy_to_second_place(village.database, stick, date(2026, 3, 2), passphrase=PASSPHRASE)
    shelf = kept_backups(path_of(village), stick)
    told = {(one.occasion, one.place, one.sealed) for one in shelf}
    assert told == {
        ("导入前", Place.BESIDE, False),
        ("每日备份", Place.BESIDE, False),
        ("每日备份", Place.SECOND, True),
    }
    readable = [one for one in shelf if one.readable]
    assert [one.occasion for one in readable] == ["导入前", "每日备份"]
    assert readable[0].entries == (readable[1].entries or 0) + 1
    assert readable[0].last_act


def test_going_back_says_by_name_what_would_be_lost(village: Workspace) -> None:
    made = occasion_backup(village.database, backup_folder(path_of(village)), "另存", NOW)
    assert loss_of(path_of(village), look_at(made)).entries == ()
    village.act_as("李祎")
    do_something(village)
    do_something(village, "清溪镇妇联")
    loss = loss_of(path_of(village), look_at(made))
    assert (loss.known, loss.same_course, len(loss.entries)) == (True, True, 2)
    assert loss.entries[0].user_name == "李祎"
    assert loss.entries[0].at == "2026-03-02T09:00:00"


def test_a_backup_of_another_village_is_no_earlier_state(village: Workspace, tmp_path: Path) -> None:
    later = StageClock(datetime(2026, 3, 3, 9, 0))
    (tmp_path / "other").mkdir()
    with create_village(tmp_path / "other" / "四合村.fulian", later) as other:
        made = occasion_backup(other.database, tmp_path / "备份", "另存", NOW)
    loss = loss_of(path_of(village), look_at(made))
    assert loss.same_course is False
    assert loss.entries == ()


def test_the_proposal_is_the_newest_that_can_be_read(village: Workspace) -> None:
    folder = backup_folder(path_of(village))
    good = daily_backup(village.database, folder, date(2026, 3, 2))
    broken = folder / "三合村.2026-03-03.fulian"
    broken.write_bytes(b"SQLite format 3\0" + bytes(5000))
    shelf = kept_backups(path_of(village))
    assert [one.readable for one in shelf] == [True, False], "a broken one stands last"
    proposed = newest_good(shelf, village.database.schema_version)
    assert proposed is not None
    assert proposed.path == good


def test_a_backup_from_the_future_is_shown_and_neither_proposed_nor_restored(village: Workspace) -> None:
    folder = backup_folder(path_of(village))
    made = occasion_backup(village.database, folder, "另存", NOW)
    content = bytearray(made.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    made.write_bytes(content)
    (one,) = kept_backups(path_of(village))
    assert one.version == 99
    assert newest_good([one], village.database.schema_version) is None
    with pytest.raises(NewerFileError):
        rehearse(made, SCHEMA)


def test_two_backups_of_the_same_second_are_two(village: Workspace) -> None:
    folder = backup_folder(path_of(village))
    first = occasion_backup(village.database, folder, "导入前", NOW)
    second = occasion_backup(village.database, folder, "导入前", NOW)
    assert first != second
    assert len(kept_backups(path_of(village))) == 2


def test_the_copy_from_before_an_upgrade_is_on_the_shelf(village: Workspace) -> None:
    shutil.copyfile(path_of(village), path_of(village).with_name("三合村.fulian.before-v2"))
    (one,) = kept_backups(path_of(village))
    assert one.occasion == "升级前"


def test_an_import_is_preceded_by_a_backup(village: Workspace) -> None:
    kept = keep_before(village.database, "导入前", village.journal.now)
    assert kept is not None
    assert village.exchange.before_import is not None
    village.exchange.before_import()
    assert [one.occasion for one in kept_backups(path_of(village))] == ["导入前", "导入前"]


def test_a_backup_made_while_others_write_is_the_state_it_says(village: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "copy.fulian"
    copied = village.database.copy_to(target)
    do_something(village)
    assert copied != village.database.fingerprint(), "the file went on"
    back_up(village.database, tmp_path / "later.fulian")
    assert look_at(tmp_path / "later.fulian").entries == (look_at(target).entries or 0) + 1


def test_the_second_place_is_fresh_then_old_then_away(village: Workspace, stick: Path) -> None:
    stem = path_of(village).stem
    assert second_place(None, stem, NOW, 14).standing is Standing.NONE
    assert second_place(stick, stem, NOW, 14).standing is Standing.EMPTY
    copy = copy_to_second_place(village.database, stick, NOW.date())
    os.utime(copy, (NOW.timestamp(), NOW.timestamp()))
    assert second_place(stick, stem, NOW, 14).standing is Standing.FRESH
    later = second_place(stick, stem, datetime(2026, 3, 20, 9, 0), 14)
    assert (later.standing, later.days_old(datetime(2026, 3, 20, 9, 0))) == (Standing.OLD, 18)
    shutil.rmtree(stick)
    assert second_place(stick, stem, NOW, 14).standing is Standing.AWAY


def test_a_stick_pulled_out_is_named_and_no_folder_is_made_in_its_stead(
    village: Workspace, stick: Path
) -> None:
    shutil.rmtree(stick)
    with pytest.raises(FileMissingError, match="U盘"):
        copy_to_second_place(village.database, stick, NOW.date())
    assert not stick.exists()


def test_the_folder_of_the_file_is_no_second_place(village: Workspace) -> None:
    with pytest.raises(BackupPlaceError):
        copy_to_second_place(village.database, path_of(village).parent, NOW.date())


def test_a_sealed_copy_opens_with_its_passphrase_only(village: Workspace, stick: Path) -> None:
    copy = copy_to_second_place(village.database, stick, NOW.date(), passphrase=PASSPHRASE)
    assert rehearse(copy, SCHEMA, passphrase=PASSPHRASE).sound
    with pytest.raises(SealBrokenError):
        rehearse(copy, SCHEMA, passphrase="三月六日 开会 清西")
    assert [one.name for one in stick.iterdir()] == [copy.name], "nothing open is left on the stick"


def test_a_sealed_copy_that_reads_back_wrong_does_not_count(
    village: Workspace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fulian_desktop.storage import second_place as room

    former = copy_to_second_place(village.database, stick, NOW.date(), passphrase=PASSPHRASE)
    kept = former.read_bytes()
    monkeypatch.setattr(room, "_same_content", lambda _one, _other: False)
    do_something(village)
    with pytest.raises(BackupUnsoundError):
        copy_to_second_place(village.database, stick, NOW.date(), passphrase=PASSPHRASE)
    assert former.read_bytes() == kept
    assert [one.name for one in stick.iterdir()] == [former.name]


def test_a_full_stick_keeps_the_former_copy(
    village: Workspace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fulian_desktop.storage import backup as room

    former = copy_to_second_place(village.database, stick, NOW.date())
    kept = former.read_bytes()

    def full(_database: object, target: Path) -> None:
        raise DiskFullError(target)

    do_something(village)
    monkeypatch.setattr(room.Database, "copy_to", full)
    with pytest.raises(DiskFullError):
        copy_to_second_place(village.database, stick, NOW.date())
    assert former.read_bytes() == kept


def test_what_is_restored_keeps_the_present_file_on_the_shelf(village: Workspace) -> None:
    path = path_of(village)
    made = occasion_backup(village.database, backup_folder(path), "另存", NOW)
    do_something(village)
    village.close()
    kept = restore(path, made, SCHEMA, now=NOW, keep_in=backup_folder(path))
    assert kept is not None
    occasions = {one.occasion for one in kept_backups(path)}
    assert occasions == {"另存", "恢复前"}
    assert loss_of(path, look_at(kept)).entries == ()
