"""Commands on a file that wants signing in: who with --user, the secret from outside of the command."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop import command_line
from fulian_desktop.access import secret_keys
from fulian_desktop.access.records import Role
from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "三合村沈主席的口令"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(secret_keys, "MEMORY_KIB", 8)
    monkeypatch.setattr(secret_keys, "PASSES", 1)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "account"))
    monkeypatch.delenv("FULIAN_SECRET", raising=False)
    path = tmp_path / "village.fulian"
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_village(path, clock, date(2026, 3, 6)) as village:
        village.access.start_signing_in("沈丽华", SECRET)
        village.access.add_user("王芳", Role.VIEWER, "我只看一看的口令")
    return path


def papers(file: Path, *more: str) -> list[str]:
    return ["papers", str(file), "--out", str(file.parent / "out"), "--paper", "agenda", *more]


def test_papers_of_a_guarded_file_need_a_name(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(papers(file)) == 2
    told = capsys.readouterr().err
    assert "这份资料要登录才能改" in told
    assert "--user" in told


def test_the_secret_comes_from_the_environment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULIAN_SECRET", SECRET)
    assert command_line.main(papers(file, "--user", "沈丽华")) == 0
    with Workspace.open(file, read_only=True) as village:
        assert {one.user for one in village.journal.entries("paper_issue")} == {"沈丽华"}


def test_the_secret_comes_from_the_standard_input(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert command_line.main(papers(file, "--user", "沈丽华")) == 0


@pytest.mark.parametrize(
    "case",
    [
        ("沈丽华", "猜一猜这个口令啊", "姓名或口令不对"),
        ("王芳", "我只看一看的口令", "只能看"),
        ("沈丽华", "", "没有给沈丽华的口令"),
    ],
)
def test_who_may_not_is_refused_and_nothing_changes(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: tuple[str, str, str],
) -> None:
    user, secret, told = case
    monkeypatch.setattr("sys.stdin", io.StringIO(secret))
    assert command_line.main(papers(file, "--user", user)) == 2
    assert told in capsys.readouterr().err
    with Workspace.open(file, read_only=True) as village:
        assert village.journal.entries("paper_issue") == []


def test_reading_needs_no_name(file: Path) -> None:
    assert command_line.main(["check", str(file)]) == 0


def backed_up(file: Path) -> str:
    """Make a backup in the usual place, for which nobody signs in; return where it is."""
    assert command_line.main(["backup", str(file)]) == 0
    (made,) = (file.parent / "备份").glob("*.fulian")
    return str(made)


@pytest.mark.parametrize(
    "case",
    [
        (None, "", "--user"),
        ("李祎", "记录员李祎的口令", "要由主席来做"),
        ("王芳", "我只看一看的口令", "只能看"),
        ("沈丽华", "猜一猜这个口令啊", "姓名或口令不对"),
    ],
)
def test_only_the_chair_puts_a_backup_in_the_place_of_the_file(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: tuple[str | None, str, str],
) -> None:
    user, secret, told = case
    with Workspace.open(file) as village:
        village.access.sign_in("沈丽华", SECRET)
        village.access.add_user("李祎", Role.RECORDER, "记录员李祎的口令")
    made = backed_up(file)
    assert command_line.main(["restore", file.as_posix(), made]) == 0, "a rehearsal is for everyone"
    monkeypatch.setenv("FULIAN_SECRET", secret)
    more = [] if user is None else ["--user", user]
    capsys.readouterr()
    assert command_line.main(["restore", str(file), made, "--apply", *more]) == 2
    assert told in capsys.readouterr().err
    assert list(file.parent.glob("*恢复前*")) == []


def test_the_chair_restores_and_the_file_kept_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = backed_up(file)
    monkeypatch.setenv("FULIAN_SECRET", SECRET)
    assert command_line.main(["restore", str(file), made, "--apply", "--user", "沈丽华"]) == 0
    (kept,) = file.parent.glob("*恢复前*.fulian")
    with Workspace.open(kept, read_only=True) as former:
        entry = former.journal.entries()[0]
        assert (entry.act, entry.user) == ("恢复备份", "沈丽华")
    file.unlink()
    assert command_line.main(["restore", str(file), made, "--apply"]) == 0, "nobody is left to ask"


def test_a_backup_to_another_place_wants_a_name_and_is_told(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert command_line.main(["backup", str(file), "--to", str(stick)]) == 2
    assert "--user" in capsys.readouterr().err
    monkeypatch.setenv("FULIAN_SECRET", SECRET)
    assert command_line.main(["backup", str(file), "--to", str(stick), "--user", "沈丽华"]) == 0
    with Workspace.open(file, read_only=True) as village:
        (told,) = [one for one in village.people.privacy.disclosures() if one.act == "另存备份"]
        assert (told.user, told.what) == ("沈丽华", "命令行存到“U盘”")
