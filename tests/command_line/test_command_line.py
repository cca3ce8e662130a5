"""The commands for tests and for the township's IT person: JSON keys, exit codes, Chinese sentences."""

from __future__ import annotations

import io
import json
import os
import runpy
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fulian_desktop.command_line import build_parser, main
from fulian_desktop.workspace import Workspace
from tests.builders import a_workspace, the_sample_committee, the_sample_meeting
from tests.tampering import tamper

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = {"entitled": 13, "present": 11, "in-favour": 10, "against": 0, "abstaining": 1}


def verdict_arguments(**changes: int) -> list[str]:
    numbers = NUMBERS | {name.replace("_", "-"): value for name, value in changes.items()}
    return ["verdict", *(part for name, value in numbers.items() for part in (f"--{name}", str(value)))]


def verdict(capsys: pytest.CaptureFixture[str], *more: str, **changes: int) -> dict[str, Any]:
    assert main([*verdict_arguments(**changes), *more]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with a_workspace(tmp_path) as workspace:
        the_sample_meeting(workspace)
        return workspace.database.path


def refused_by_parser(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


# --- verdict ------------------------------------------------------------------------------------------------


def test_a_verdict_has_exactly_these_keys(capsys: pytest.CaptureFixture[str]) -> None:
    answer = verdict(capsys)
    assert answer == {
        "quorum": {"need": 9, "have": 11, "met": True},
        "need": 7,
        "outcome": "carried",
        "not_voting": 0,
        "explanation": "应到 13 人，过半数需 7 人；同意 10 人，比需要的多 3 人；有 1 人弃权，通过。",
    }


@pytest.mark.parametrize(
    ("more", "changes", "need", "outcome"),
    [
        ((), {"abstaining": 0, "in_favour": 11}, 7, "carried_unanimously"),
        ((), {"in_favour": 6}, 7, "not_carried"),
        (("--base", "present"), {"in_favour": 6}, 6, "carried"),
        (("--majority", "at_least_two_thirds"), {"in_favour": 9}, 9, "carried"),
        (("--majority", "more_than_two_thirds"), {"entitled": 12, "in_favour": 8}, 9, "not_carried"),
        (("--majority", "at_least_half"), {"entitled": 12, "in_favour": 6}, 6, "carried"),
        ((), {"entitled": 12, "in_favour": 6}, 7, "not_carried"),
        ((), {"present": 8, "in_favour": 8, "abstaining": 0}, 7, "not_carried"),
        (
            ("--quorum", "more_than_half"),
            {"present": 8, "in_favour": 8, "abstaining": 0},
            7,
            "carried_unanimously",
        ),
    ],
)
def test_a_verdict_follows_the_rules_given(
    capsys: pytest.CaptureFixture[str],
    more: tuple[str, ...],
    changes: dict[str, int],
    need: int,
    outcome: str,
) -> None:
    answer = verdict(capsys, *more, **changes)
    assert (answer["need"], answer["outcome"]) == (need, outcome)


def test_those_who_raised_no_hand_are_counted_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict(capsys, in_favour=8)["not_voting"] == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"in_favour": 11}, "比在场有表决权的 11 人多 1"),
        ({"present": 14, "in_favour": 13}, "实到 14 人，比应到 13 人多 1 人"),
        ({"against": -1}, "不能是负数"),
    ],
)
def test_numbers_that_cannot_be_are_an_error_in_chinese(
    capsys: pytest.CaptureFixture[str], changes: dict[str, int], sentence: str
) -> None:
    assert main(verdict_arguments(**changes)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err


# --- wrong use ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["verdict"], "缺少：--entitled"),
        ([*verdict_arguments(), "--base", "all"], "--base 不能是 'all'，只能是 'entitled', 'present'"),
        (["verdict", "--entitled", "十三"], "--entitled 要填整数，现在是 '十三'"),
        (["verdict", "--entitled"], "--entitled 后面要跟一个值"),
        (["chek", "x.fulian"], "命令 不能是 'chek'，只能是"),
        (["check", "x.fulian", "--quick"], "不认识的参数：--quick"),
        (["sample"], "缺少：--out"),
    ],
)
def test_wrong_use_is_told_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    told = refused_by_parser(capsys, arguments)
    assert sentence in told
    assert told.startswith("用法：")


@pytest.mark.parametrize(
    "command", [[], ["sample"], ["import-roster"], ["papers"], ["check"], ["sort-names"], ["verdict"]]
)
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：main.py")
    assert "显示这份说明" in told
    for english in ("usage", "options:", "positional", "show this", "required"):
        assert english not in told


def test_no_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "import-roster" in capsys.readouterr().out


def test_a_fault_of_the_program_is_not_mistaken_for_a_finding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    monkeypatch.setattr("fulian_desktop.workspace.Workspace.check", lambda _: 1 // 0)
    assert main(["check", str(data)]) == 2
    assert "程序出错了" in capsys.readouterr().err


# --- sort-names ---------------------------------------------------------------------------------------------


def sorted_names(monkeypatch: pytest.MonkeyPatch, text: bytes, *more: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="ascii"))
    return main(["sort-names", *more])


def test_names_are_sorted_by_strokes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "沈丽华\r\n\n  丁巧云\n王秀英\n王秀\n".encode("utf-8-sig")
    assert sorted_names(monkeypatch, text) == 0
    assert capsys.readouterr().out.split() == ["丁巧云", "王秀", "王秀英", "沈丽华"]


def test_single_given_names_first_can_be_switched_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "李祎\n李一凡\n".encode()
    assert sorted_names(monkeypatch, text) == 0
    assert capsys.readouterr().out.split() == ["李祎", "李一凡"]
    assert sorted_names(monkeypatch, text, "--position-only") == 0
    assert capsys.readouterr().out.split() == ["李一凡", "李祎"]


def test_names_in_another_encoding_are_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sorted_names(monkeypatch, "沈丽华".encode("gb18030")) == 2
    assert "不是 UTF-8" in capsys.readouterr().err


# --- check --------------------------------------------------------------------------------------------------


def checked(capsys: pytest.CaptureFixture[str], path: Path) -> tuple[int, dict[str, Any]]:
    code = main(["check", str(path), "--json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(answer) == {"sound", "findings"}
    assert all(set(one) == {"severity", "concerns", "sentence"} for one in answer["findings"])
    return code, answer


def test_a_sound_file_is_sound(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    assert checked(capsys, data) == (0, {"sound": True, "findings": []})
    assert main(["check", str(data)]) == 0
    assert capsys.readouterr().out == "资料文件完整，没有发现改动。\n"


def test_a_file_that_is_open_in_the_window_can_be_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with a_workspace(tmp_path) as workspace:
        the_sample_committee(workspace)
        assert checked(capsys, workspace.database.path) == (0, {"sound": True, "findings": []})


def test_an_edited_count_is_found(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    tamper(data, "UPDATE vote_count SET in_favour = 11, abstaining = 0")
    code, answer = checked(capsys, data)
    assert (code, answer["sound"]) == (1, False)
    assert answer["findings"][0]["concerns"] == "vote_count:1"
    assert "in_favour、abstaining" in answer["findings"][0]["sentence"]
    assert main(["check", str(data)]) == 1
    assert "记录被改动过" in capsys.readouterr().out


@pytest.mark.parametrize("damage", ["pages", "header", "cut", "empty", "text"])
def test_a_damaged_or_foreign_file_is_not_sound(
    capsys: pytest.CaptureFixture[str], data: Path, damage: str
) -> None:
    content = bytearray(data.read_bytes())
    if damage == "pages":
        content[4096:40960] = b"\xa5" * (40960 - 4096)
    elif damage == "header":
        content[:16] = b"\0" * 16
    changed = {"cut": content[:5000], "empty": b"", "text": "妇联名册".encode() * 100}
    data.write_bytes(changed.get(damage, content))
    code, answer = checked(capsys, data)
    assert (code, answer["sound"]) == (1, False)
    assert data.name in answer["findings"][0]["sentence"] or "损坏" in answer["findings"][0]["sentence"]


def test_a_missing_file_is_wrong_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", str(tmp_path / "没有.fulian"), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "找不到文件“没有.fulian”" in told.err


def test_a_file_of_a_newer_program_cannot_be_judged(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    with sqlite3.connect(data) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    assert main(["check", str(data), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "用更新版本的程序建立的" in told.err


# --- sample, papers, import-roster --------------------------------------------------------------------------


def test_the_sample_writes_a_sound_file_and_its_papers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out, data = tmp_path / "文书", tmp_path / "别处" / "示例.fulian"
    assert main(["sample", "--out", str(out), "--data", str(data)]) == 0
    listed = capsys.readouterr().out
    papers = sorted(out.glob("*.pdf"))
    assert len(papers) >= 7
    assert all(paper.read_bytes().startswith(b"%PDF-") and str(paper) in listed for paper in papers)
    assert checked(capsys, data)[0] == 0
    assert main(["sample", "--out", str(out), "--data", str(data)]) == 2
    assert "已经有“示例.fulian”" in capsys.readouterr().err


def test_the_sample_file_stands_in_its_folder_by_default(tmp_path: Path) -> None:
    assert main(["sample", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "sample.fulian").exists()


@pytest.mark.parametrize(
    ("choice", "suffixes"), [("docx", {".docx"}), ("both", {".pdf", ".docx"}), ("pdf", {".pdf"})]
)
def test_papers_are_written_for_printing_or_for_going_on_in_wps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], choice: str, suffixes: set[str]
) -> None:
    assert main(["sample", "--out", str(tmp_path / "样板")]) == 0
    data, out = str(tmp_path / "样板" / "sample.fulian"), tmp_path / "文书"
    capsys.readouterr()
    assert main(["papers", data, "--out", str(out), "--paper", "minutes", "--format", choice]) == 0
    assert {path.name for path in out.iterdir()} == {f"会议记录{suffix}" for suffix in suffixes}
    assert ("Word 文档" in capsys.readouterr().out) is (".docx" in suffixes)


def test_papers_of_a_meeting_are_written_again_all_or_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["sample", "--out", str(tmp_path)])
    data = str(tmp_path / "sample.fulian")
    assert main(["papers", data, "--out", str(tmp_path / "全部"), "--meeting", "3"]) == 0
    assert len(list((tmp_path / "全部").glob("*.pdf"))) == len(list(tmp_path.glob("*.pdf")))
    assert main(["papers", data, "--out", str(tmp_path / "一种"), "--paper", "minutes"]) == 0
    assert len(list((tmp_path / "一种").glob("*.pdf"))) == 1
    capsys.readouterr()
    for wrong, sentence in (
        (["--meeting", "9"], "没有这次会议"),
        (["--paper", "poem"], "没有“poem”这种文书"),
    ):
        assert main(["papers", data, "--out", str(tmp_path / "无"), *wrong]) == 2
        assert sentence in capsys.readouterr().err
    assert main(["papers", str(tmp_path / "无.fulian"), "--out", str(tmp_path)]) == 2


def test_a_roster_is_previewed_and_only_imported_when_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet = tmp_path / "代表.csv"
    sheet.write_text("姓名,出生年月,联系电话\n方 瑶,1995.5,13800002618\n林喆,1992-12,\n", encoding="utf-8")
    with a_workspace(tmp_path) as workspace:
        data = str(workspace.database.path)
    arguments = ["import-roster", data, str(sheet), "--post", "代表", "--json"]
    assert main(arguments) == 0
    preview = json.loads(capsys.readouterr().out)
    assert preview["applied"] is False
    assert [(row["name"], row["born"], row["phone"], row["status"]) for row in preview["rows"]] == [
        ("方瑶", "1995-05", "13800002618", "new"),
        ("林喆", "1992-12", "", "new"),
    ]
    assert {"post", "id_number", "problems"} <= set(preview["rows"][0])
    assert main([*arguments, "--apply"]) == 0
    assert json.loads(capsys.readouterr().out)["applied"] is True
    assert main(arguments[:-1]) == 0
    told = capsys.readouterr().out
    assert "方瑶" in told
    assert "这是预览，什么都没有写入" in told
    assert main(arguments) == 0
    assert {row["status"] for row in json.loads(capsys.readouterr().out)["rows"]} == {"same"}


def test_a_sheet_that_cannot_be_read_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet = tmp_path / "名册.xlsx"
    sheet.write_text("不是表格", encoding="utf-8")
    with a_workspace(tmp_path) as workspace:
        data = str(workspace.database.path)
    assert main(["import-roster", data, str(sheet), "--apply"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "名册.xlsx" in told.err
    assert "Traceback" not in told.err


# --- the entry point ----------------------------------------------------------------------------------------


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden} | more
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        capture_output=True,
        env=environment,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("arguments", [verdict_arguments(), ["--help"]], ids=["verdict", "help"])
def test_a_reader_who_has_read_enough_hears_of_no_fault(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=120,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_chinese_comes_out_whatever_the_terminal_says() -> None:
    done = run(*verdict_arguments(), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "弃权" in json.loads(done.stdout.decode("utf-8"))["explanation"]


def test_a_misspelt_command_is_not_taken_for_a_file() -> None:
    done = run("chek", "x.fulian")
    assert done.returncode == 2
    assert "不能是 'chek'" in done.stderr.decode("utf-8")


def test_without_a_display_a_named_file_is_not_opened_nor_replaced_by_the_sample(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = runpy.run_path(str(ROOT / "main.py"))
    monkeypatch.setitem(program["main"].__globals__, "has_display", lambda: False)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(told := io.BytesIO(), write_through=True))
    assert program["main"](["我们.fulian"]) == 2
    assert "没有显示器" in told.getvalue().decode("utf-8")


def test_every_command_has_a_help_line() -> None:
    told = build_parser().format_help()
    for command in ("sample", "import-roster", "papers", "check", "sort-names", "verdict"):
        assert command in told


# --- verify -------------------------------------------------------------------------------------------------


def issued_agenda(data: Path) -> str:
    """Issue the agenda of the meeting held; returns the code."""
    from fulian_desktop.documents.paper_kinds import PaperKind

    with Workspace.open(data, clock=lambda: datetime(2026, 3, 6, 12, 0)) as workspace:
        meeting = workspace.meetings.meetings()[0]
        return workspace.register.finalise(meeting.id, PaperKind.AGENDA, reason="补登记").code_text


def test_a_code_is_verified_and_the_exit_code_tells(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = issued_agenda(data)
    assert main(["verify", str(data), code.lower()]) == 0
    assert "是这里发出的，现在有效" in capsys.readouterr().out
    assert main(["verify", str(data), "ACDE-FHJ0"]) == 1
    assert "校验码里没有“0”" in capsys.readouterr().out


def test_verify_as_json_names_the_paper_and_what_replaced_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = issued_agenda(data)
    with Workspace.open(data) as workspace:
        meeting = workspace.meetings.meetings()[0]
        workspace.register.withdraw(workspace.register.issued(meeting.id)[0].id, "印错了")
    assert main(["verify", str(data), code, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"state", "sentence", "changes", "issued", "replaced_by"}
    assert (told["state"], told["replaced_by"], told["changes"]) == ("withdrawn", None, [])
    assert told["issued"]["withdrawn_reason"] == "印错了"
    assert told["issued"]["paper"] == "agenda"
    assert told["issued"]["number"] == "2026年第1号"
