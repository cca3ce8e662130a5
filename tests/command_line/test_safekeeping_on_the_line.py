"""Backing up, going back and saving what can be read, without a screen."""

from __future__ import annotations

import json
import random
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from fulian_desktop.command_line import main
from fulian_desktop.workspace import Workspace
from tests.builders import a_workspace, the_sample_committee

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "三月六日 开会 清溪"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with a_workspace(tmp_path) as workspace:
        the_sample_committee(workspace)
        return workspace.database.path


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    made = tmp_path / "口令.txt"
    made.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return made


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_a_backup_is_made_and_rehearsed_without_touching_the_file(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = data.read_bytes()
    assert main(["backup", str(data), "--json"]) == 0
    made = said(capsys)
    assert main(["restore", str(data), made["backup"], "--json"]) == 0
    rehearsed = said(capsys)
    assert (rehearsed["sound"], rehearsed["applied"], rehearsed["lost"]) == (True, False, 0)
    assert rehearsed["entries"] == made["entries"]
    assert data.read_bytes() == before


def test_going_back_keeps_what_was_there(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(data), "--json"]) == 0
    made = said(capsys)["backup"]
    with Workspace.open(data) as workspace:
        name = workspace.seats.federation().name
        workspace.seats.name_federation("另一个名字妇女联合会", "清溪镇妇联")
    assert main(["restore", str(data), made, "--apply", "--json"]) == 0
    done = said(capsys)
    assert (done["applied"], done["lost"], done["same_course"]) == (True, 1, True)
    with Workspace.open(data, read_only=True) as workspace:
        assert workspace.seats.federation().name == name


def test_a_sealed_backup_needs_its_passphrase(
    data: Path, passphrase_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    arguments = ["backup", str(data), "--to", str(stick), "--passphrase-file", str(passphrase_file)]
    assert main([*arguments, "--json"]) == 0
    made = said(capsys)
    assert made["sealed"] is True
    assert main(["restore", str(data), made["backup"]]) == 2
    assert "口令不对" in capsys.readouterr().err
    assert main(["restore", str(data), made["backup"], "--passphrase-file", str(passphrase_file)]) == 0


def test_a_second_place_that_is_not_there_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(data), "--to", str(tmp_path / "拔掉的U盘")]) == 2
    assert "拔掉的U盘" in capsys.readouterr().err


def test_a_short_passphrase_is_refused(
    data: Path, tmp_path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passphrase_file.write_text("短\n", encoding="utf-8")
    arguments = ["backup", str(data), "--to", str(tmp_path), "--passphrase-file", str(passphrase_file)]
    assert main(arguments) == 2
    assert "至少要 8 个字" in capsys.readouterr().err


def test_what_can_be_read_of_a_damaged_file_is_saved_and_told_by_subject(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(data.read_bytes())
    content[40 * 4096 : 42 * 4096] = random.Random(3).randbytes(2 * 4096)
    data.write_bytes(content)
    out = tmp_path / "saved.fulian"
    assert main(["salvage", str(data), "--out", str(out), "--json"]) in (0, 1)
    told = said(capsys)
    assert "人员名册" in {one["name"] for one in told["subjects"]}
    assert told["target"] == str(out)
    assert data.read_bytes() == bytes(content)
    assert main(["salvage", str(data), "--out", str(out)]) == 2, "nothing is written over"


@pytest.mark.parametrize("has_backup", [True, False])
def test_a_salvage_without_federation_takes_it_from_the_backup_or_says_what_to_do(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], has_backup: bool
) -> None:
    if has_backup:
        assert main(["backup", str(data), "--json"]) == 0
        made = said(capsys)["backup"]
    with sqlite3.connect(data) as file:
        root = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'federation'").fetchone()[0]
    file.close()
    content = bytearray(data.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = random.Random(3).randbytes(4096)
    data.write_bytes(content)
    out = tmp_path / "saved.fulian"
    assert main(["salvage", str(data), "--out", str(out), "--json"]) == 1
    told = said(capsys)
    if has_backup:
        assert told["filled_from"] == made
        with Workspace.open(out, read_only=True) as workspace:
            assert workspace.seats.federation().name
    else:
        assert told["filled_from"] is None
        assert "请用 restore 恢复最近的备份" in told["findings"][0]["sentence"]
