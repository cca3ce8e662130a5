"""Who may do what: users, roles, secrets, waiting, the recovery code."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.access import secret_keys
from fulian_desktop.access.device_key import DeviceKeys
from fulian_desktop.access.gate import MustWait, NotAllowed
from fulian_desktop.access.operations import AccessOperations
from fulian_desktop.access.records import Role
from fulian_desktop.access.throttle import still_to_wait, wait_after
from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.journal import Journal
from fulian_desktop.workspace import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHAIR, RECORDER, VIEWER = "三合村沈主席的口令", "记录员李祎的口令", "我只看一看的口令"


class Clock:
    """A clock the test winds."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 6, 9, 0)

    def __call__(self) -> datetime:
        return self.now


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.create(tmp_path / "三合村.fulian", SCHEMA) as opened:
        yield opened


def arrive(
    database: Database, clock: Clock, devices: DeviceKeys | None = None
) -> tuple[AccessOperations, Journal]:
    """Start the program anew on the same file."""
    journal = Journal(database, "记录员", clock)
    return AccessOperations(database, journal, devices), journal


def enter(journal: Journal, act: str) -> None:
    """Change something, as any room would."""
    with journal.database.transaction():
        journal.record(act, "meeting", 1)


@pytest.fixture
def staff(database: Database, clock: Clock) -> tuple[AccessOperations, Journal]:
    """A chair, a recorder and a viewer; nobody is signed in."""
    access, journal = arrive(database, clock)
    access.start_signing_in("沈丽华", CHAIR)
    access.add_user("李祎", Role.RECORDER, RECORDER)
    access.add_user("王芳", Role.VIEWER, VIEWER)
    access.sign_out()
    return access, journal


def test_a_file_nobody_decided_about_is_open_to_everyone(database: Database, clock: Clock) -> None:
    access, journal = arrive(database, clock)
    assert not access.state().decided
    enter(journal, "定稿")
    access.leave_off()
    assert access.state().decided
    enter(journal, "定稿")


def test_nothing_can_be_changed_before_someone_signs_in(staff: tuple[AccessOperations, Journal]) -> None:
    _, journal = staff
    before = journal.fingerprint()
    with pytest.raises(NotAllowed, match="已经锁定"):
        enter(journal, "散会")
    assert journal.fingerprint() == before


def test_the_recorder_enters_and_does_not_decide(staff: tuple[AccessOperations, Journal]) -> None:
    access, journal = staff
    access.sign_in("李祎", RECORDER)
    enter(journal, "散会")
    with pytest.raises(NotAllowed, match="“定稿”要由主席来做，李祎不能做"):
        enter(journal, "定稿")
    with pytest.raises(NotAllowed):
        access.add_user("另一个人", Role.CHAIR, "另外一个人的口令")
    assert [entry.user for entry in journal.entries("meeting")] == ["李祎"]


def test_the_viewer_changes_nothing(staff: tuple[AccessOperations, Journal]) -> None:
    access, journal = staff
    access.sign_in("王芳", VIEWER)
    with pytest.raises(NotAllowed, match="只能看"):
        enter(journal, "会上记录")
    access.change_own_secret(VIEWER, "我换过的一个口令")
    access.sign_out()
    access.sign_in("王芳", "我换过的一个口令")


def test_the_chair_does_everything(staff: tuple[AccessOperations, Journal]) -> None:
    access, journal = staff
    assert access.sign_in("沈丽华", CHAIR).role is Role.CHAIR
    for act in ("散会", "定稿", "作废文书"):
        enter(journal, act)


def test_locks_hold_over_a_restart(
    staff: tuple[AccessOperations, Journal], database: Database, clock: Clock
) -> None:
    access, _ = staff
    access.sign_in("沈丽华", CHAIR)
    again, journal = arrive(database, clock)
    assert again.state().user is None
    with pytest.raises(NotAllowed):
        enter(journal, "散会")


def test_wrong_secrets_are_slowed_down_also_over_a_restart(
    staff: tuple[AccessOperations, Journal], database: Database, clock: Clock
) -> None:
    access, _ = staff
    for _ in range(5):
        with pytest.raises(NotAllowed, match="姓名或口令不对"):
            access.sign_in("李祎", "猜一猜这个口令啊")
    with pytest.raises(MustWait, match="30 秒"):
        access.sign_in("李祎", RECORDER)
    again, _ = arrive(database, clock)
    clock.now += timedelta(seconds=29)
    with pytest.raises(MustWait, match="1 秒"):
        again.sign_in("李祎", RECORDER)
    clock.now -= timedelta(days=1)
    with pytest.raises(MustWait, match="30 秒"):
        again.sign_in("李祎", RECORDER)
    clock.now += timedelta(days=1, seconds=1)
    assert again.sign_in("李祎", RECORDER).name == "李祎"
    again.sign_out()
    with pytest.raises(NotAllowed):
        again.sign_in("李祎", "猜一猜这个口令啊")


def test_a_thousand_guesses_take_more_than_a_month() -> None:
    total = sum((wait_after(failures) for failures in range(1000)), timedelta(0))
    assert total > timedelta(days=41)
    assert max(wait_after(failures) for failures in range(1000)) == timedelta(hours=1)
    assert still_to_wait([], datetime(2026, 3, 6)) == timedelta(0)


def test_a_thousand_wrong_pins_in_one_hour_are_few_tries(
    staff: tuple[AccessOperations, Journal], database: Database, clock: Clock
) -> None:
    access, _ = staff
    answered = 0
    for _ in range(1000):
        try:
            access.sign_in("李祎", "000111")
        except MustWait:
            clock.now += timedelta(seconds=3.6)
        except NotAllowed:
            answered += 1
    assert answered <= 12
    assert database.value("SELECT count(*) FROM sign_in_try WHERE succeeded = 0") == answered


def test_a_user_who_does_not_exist_is_answered_like_a_wrong_secret(
    staff: tuple[AccessOperations, Journal],
) -> None:
    access, _ = staff
    with pytest.raises(NotAllowed, match="姓名或口令不对"):
        access.sign_in("没有这个人", RECORDER)


@pytest.mark.parametrize(
    "weak", ["", "12345", "123456", "111111", "abcdefg", " 长长的一句口令 ", "七个字的口令呀"]
)
def test_weak_secrets_are_refused(database: Database, clock: Clock, weak: str) -> None:
    access, _ = arrive(database, clock)
    with pytest.raises(UserFacingError):
        access.start_signing_in("沈丽华", weak)
    assert not access.state().sign_in


def test_the_recovery_code_works_once_and_gives_the_next(database: Database, clock: Clock) -> None:
    access, journal = arrive(database, clock)
    code = access.start_signing_in("沈丽华", CHAIR)
    access.sign_out()
    typed = code.lower().replace("-", "  ")
    following = access.reset_with_recovery(typed, "沈丽华", "我新定的一个口令", "口令忘了")
    assert following != code
    enter(journal, "定稿")
    access.sign_out()
    with pytest.raises(NotAllowed, match="恢复码不对"):
        access.reset_with_recovery(code, "沈丽华", "我再定的一个口令", "再试一次")
    with pytest.raises(NotAllowed):
        access.sign_in("沈丽华", CHAIR)
    access.sign_in("沈丽华", "我新定的一个口令")


def test_a_new_chair_comes_in_with_the_recovery_code(staff: tuple[AccessOperations, Journal]) -> None:
    access, journal = staff
    access.sign_in("沈丽华", CHAIR)
    with pytest.raises(UserFacingError, match="唯一的主席"):
        access.retire(access.users()[0].id, "离任")
    access.change_role(access.users()[1].id, Role.CHAIR, "换届")
    access.retire(access.users()[0].id, "离任")
    access.sign_out()
    with pytest.raises(NotAllowed):
        access.sign_in("沈丽华", CHAIR)
    access.sign_in("李祎", RECORDER)
    enter(journal, "定稿")


def test_secrets_are_kept_nowhere(staff: tuple[AccessOperations, Journal], database: Database) -> None:
    access, _ = staff
    access.sign_in("沈丽华", CHAIR)
    database.close()
    content = database.path.read_bytes()
    for secret in (CHAIR, RECORDER, VIEWER):
        assert secret.encode() not in content
    assert access.field_key is not None
    assert access.field_key.key not in content


def test_protected_fields_open_with_the_key_of_every_user(
    staff: tuple[AccessOperations, Journal],
) -> None:
    access, _ = staff
    access.sign_in("沈丽华", CHAIR)
    assert access.field_key is not None
    kept = access.field_key.protect("330102196503070028", "person.id_number")
    mark = access.field_key.search_mark("330102196503070028", "person.id_number")
    access.sign_out()
    assert access.field_key is None
    access.sign_in("李祎", RECORDER)
    assert access.field_key.reveal(kept, "person.id_number") == "330102196503070028"
    assert access.field_key.search_mark("330102196503070028", "person.id_number") == mark
    with pytest.raises(secret_keys.WrongSecretError):
        access.field_key.reveal(kept, "person.phone")


def test_without_signing_in_this_computer_keeps_the_key(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    devices = DeviceKeys(tmp_path / "keys")
    access, _ = arrive(database, clock, devices)
    access.leave_off()
    code = access.protect_on_this_computer()
    assert access.field_key is not None
    kept = access.field_key.protect("13800000000", "person.phone")
    (file,) = (tmp_path / "keys").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    at_home, _ = arrive(database, clock, devices)
    assert at_home.field_key is not None
    assert at_home.field_key.reveal(kept, "person.phone") == "13800000000"
    elsewhere = DeviceKeys(tmp_path / "other computer")
    abroad, _ = arrive(database, clock, elsewhere)
    assert abroad.state().protected
    assert not abroad.state().unlocked
    abroad.recover_key(code)
    assert abroad.field_key is not None
    assert abroad.field_key.reveal(kept, "person.phone") == "13800000000"
    again, _ = arrive(database, clock, elsewhere)
    assert again.field_key is not None


def test_everything_to_be_protected_is_encrypted_when_protection_begins(
    database: Database, clock: Clock
) -> None:
    access, _ = arrive(database, clock)
    active: list[bool] = []
    access.protect_everything = lambda: active.append(access.protection.active)
    access.start_signing_in("沈丽华", CHAIR)
    assert active == [True]
