"""The disk may be full at any act: a sentence, nothing half done, and with room again the act succeeds."""

from __future__ import annotations

import resource
from functools import partial
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.workbook_out import write_import_template
from fulian_desktop.storage.backup import back_up
from fulian_desktop.workspace import Workspace
from tests.trust.full_copies import FullCopies
from tests.trust.full_disk import FullDisk, is_whole, room_until
from tests.trust.two_years import found, play_by_election, play_congress

if TYPE_CHECKING:
    from pathlib import Path


def test_two_years_on_a_disk_that_is_full_at_every_act(tmp_path: Path) -> None:
    village = found(tmp_path)
    disk = FullDisk(village.workspace.database, tmp_path, steps=(-1, 3_000))
    with village.workspace:
        whole = disk.through(village.workspace)
        play_by_election(whole, village.clock, tmp_path)
        play_congress(whole, village.clock)
        assert village.workspace.check() == []
    assert disk.acts > 150
    assert disk.refused >= disk.acts
    with Workspace.open(village.workspace.database.path, read_only=True) as again:
        assert again.check() == []


@pytest.mark.parametrize("room", [0, 512, 4096, 20_000, 100_000])
def test_a_backup_without_room_is_not_there_and_the_one_before_it_is_untouched(
    tmp_path: Path, room: int
) -> None:
    village = found(tmp_path)
    copy = tmp_path / "copies" / "village.fulian"
    copy.parent.mkdir()
    with village.workspace as workspace:
        back_up(workspace.database, copy)
        before = copy.read_bytes()
        with room_until(room), pytest.raises(UserFacingError):
            back_up(workspace.database, copy)
        assert copy.read_bytes() == before
        assert [one.name for one in copy.parent.iterdir()] == [copy.name]
        back_up(workspace.database, copy)
        assert workspace.check() == []


@pytest.mark.parametrize("room", [0, 512, 2_000])
def test_a_spreadsheet_without_room_is_not_there(tmp_path: Path, room: int) -> None:
    sheet = tmp_path / "模板.xlsx"
    with room_until(room), pytest.raises(UserFacingError, match=r"空间|写|磁盘"):
        write_import_template(sheet)
    assert list(tmp_path.iterdir()) == []
    write_import_template(sheet)
    assert is_whole(sheet)


def test_backups_restores_imports_and_rescues_without_room_leave_everything_as_it_was(tmp_path: Path) -> None:
    copies = FullCopies(tmp_path)
    copies.try_all([partial(room_until, 5_000), partial(room_until, 300_000)])
    assert copies.refused >= 16


def test_a_new_file_without_room_leaves_nothing_behind(tmp_path: Path) -> None:
    for room in range(0, 200_000, 40_000):
        with room_until(room), pytest.raises(UserFacingError):
            found(tmp_path)
        assert list(tmp_path.iterdir()) == []
    found(tmp_path).workspace.close()


def test_the_limit_is_taken_back(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with room_until(10):
        assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 10
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == before
