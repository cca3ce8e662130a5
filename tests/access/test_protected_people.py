"""ID numbers and telephones in the file: encrypted, found again, readable only with the key."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.access.device_key import DeviceKeys
from fulian_desktop.access.protection import KeyMissing, is_sealed
from fulian_desktop.chinese.id_number import mask_id, mask_phone
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

ID_NUMBER, PHONE = "33010219650307002X", "13800001111"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A village with one more woman, whose ID number and telephone are known."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_village(tmp_path / "village.fulian", clock, date(2026, 3, 6)) as village:
        village.people.add(PersonDetails("钟秀英", phone=PHONE, id_number=ID_NUMBER))
    return tmp_path / "village.fulian"


def protected(path: Path, keys: Path) -> str:
    """Protect the file on this computer; return the recovery code."""
    with Workspace.open(path, devices=DeviceKeys(keys)) as village:
        return village.access.protect_on_this_computer()


def test_the_file_holds_no_number_in_plain_text(path: Path, tmp_path: Path) -> None:
    assert PHONE.encode() in path.read_bytes()
    protected(path, tmp_path / "keys")
    with Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as village:
        village.people.add(PersonDetails("苗春兰", phone="13900002222"))
        assert village.check() == []
        rows = village.database.rows("SELECT phone, id_number FROM person")
        assert all(is_sealed(text) for row in rows for text in row if text)
        (woman,) = village.people.find("钟秀英")
        assert (woman.phone, woman.id_number) == (PHONE, ID_NUMBER)
        assert [one.name for one in village.people.find("1111")] == ["钟秀英"]
    content = path.read_bytes()
    assert PHONE.encode() not in content
    assert ID_NUMBER.encode() not in content


def test_the_same_id_number_is_still_refused(path: Path, tmp_path: Path) -> None:
    protected(path, tmp_path / "keys")
    with (
        Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as village,
        pytest.raises(UserFacingError, match="已经登记在“钟秀英”名下"),
    ):
        village.people.add(PersonDetails("另一个人", id_number=ID_NUMBER))


def test_a_copy_on_another_computer_shows_no_number_and_loses_none(path: Path, tmp_path: Path) -> None:
    code = protected(path, tmp_path / "keys")
    with Workspace.open(path) as abroad:
        (woman,) = abroad.people.find("钟秀英")
        assert is_sealed(woman.phone)
        assert (mask_phone(woman.phone), mask_id(woman.id_number)) == ("已加密", "已加密")
        details = woman.details()
        abroad.people.change(woman.id, PersonDetails(**{**vars(details), "unit_post": "第三组组长"}))
        with pytest.raises(KeyMissing, match="没有钥匙"):
            abroad.people.add(PersonDetails("新来的人", phone="13700003333"))
        assert abroad.people.find("新来的人") == []
        abroad.people.add(PersonDetails("没留电话的人"))
        abroad.access.recover_key(code)
        (woman,) = abroad.people.find("钟秀英")
        assert (woman.phone, woman.id_number, woman.unit_post) == (PHONE, ID_NUMBER, "第三组组长")
    with (
        Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as home,
        pytest.raises(UserFacingError, match="已经登记在“钟秀英”名下"),
    ):
        home.people.add(PersonDetails("另一个人", id_number=ID_NUMBER))


def test_protection_that_fails_halfway_leaves_everything_as_it_was(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as village:
        monkeypatch.setattr(
            village.access, "_new_recovery", lambda key: (_ for _ in ()).throw(RuntimeError("power"))
        )
        with pytest.raises(RuntimeError):
            village.access.protect_on_this_computer()
        assert not village.access.state().protected
        village.people.add(PersonDetails("苗春兰", phone="13900002222"))
        assert village.database.value("SELECT phone FROM person WHERE name = '苗春兰'") == "13900002222"


def test_numbers_cannot_be_read_while_the_program_is_locked(path: Path) -> None:
    with Workspace.open(path) as village:
        village.access.start_signing_in("沈丽华", "三合村沈主席的口令")
        assert village.people.find("钟秀英")[0].phone == PHONE
        village.access.sign_out()
        assert is_sealed(village.people.find("钟秀英")[0].phone)
        village.access.sign_in("沈丽华", "三合村沈主席的口令")
        assert village.people.find("钟秀英")[0].phone == PHONE
