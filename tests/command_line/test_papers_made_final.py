"""`papers --final` and `papers --json`: what was issued and what was not, and `verify` of what came out."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from fulian_desktop.command_line import main
from fulian_desktop.documents.preview import extract_text
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A file of the sample village, its meeting held."""
    path = tmp_path / "资料.fulian"
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    with create_village(path, clock, MEETING_DAY) as workspace:
        play_meeting(workspace, workspace.meetings.meetings()[0].id, clock)
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_a_set_is_made_final_and_written_with_its_codes(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "文书"
    assert main(["papers", str(data), "--out", str(out), "--final", "--json"]) == 0
    answer = told(capsys)
    issued = {one["paper"]: one for one in answer["final"]["issued"]}
    assert set(issued["minutes"]) == {
        "paper", "edition", "title", "number", "document_number", "check_code", "pages",
    }  # fmt: skip
    minutes = next(one for one in answer["files"] if "会议记录" in one["path"])
    assert minutes["final"] == issued["minutes"]["check_code"]
    written = next(out.glob("*会议记录.pdf"))
    assert minutes["final"] in extract_text(written)
    assert main(["verify", str(data), minutes["final"]]) == 0
    index = next(one for one in answer["files"] if "归档目录" in one["path"])
    assert index["final"] is None


def test_without_final_nothing_is_issued_and_the_files_are_listed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers", str(data), "--out", str(tmp_path / "文书"), "--json"]) == 0
    answer = told(capsys)
    assert set(answer) == {"files"}
    assert all(one["final"] is None and one["pages"] > 0 for one in answer["files"])


def test_what_was_not_made_final_is_said_with_its_reason(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace.open(data) as workspace:
        text = workspace.scripts.wording("notice").text
        workspace.scripts.save_wording("notice", text.replace("{出席范围}（{应到}）", "全体委员，应到15人"))
    assert main(["papers", str(data), "--out", str(tmp_path / "文书"), "--final"]) == 1
    words = capsys.readouterr().out
    assert re.search(r"没有定稿\t会议通知\t有 1 处和会议资料不一致：“.*应到15人", words)
    assert re.search(r"已定稿\t会议记录\t2026年第\d+号\t校验码 [A-Z0-9]{4}-[A-Z0-9]{4}", words)


@pytest.mark.parametrize("choice", ["docx", "xlsx", "both"])
def test_one_paper_is_made_final_and_written_in_any_format(
    data: Path, tmp_path: Path, choice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--paper", "committee_roster", "--final", "--format", choice, "--json"]
    assert main(["papers", str(data), "--out", str(tmp_path / "文书"), *asked]) == 0
    answer = told(capsys)
    assert {one["edition"] for one in answer["final"]["issued"]} == {"public", "internal", "filing"}
    codes = [one["check_code"] for one in answer["final"]["issued"] if one["edition"] == "public"]
    pdfs = [one["final"] for one in answer["files"] if one["path"].endswith(".pdf")]
    assert pdfs == (codes if choice == "both" else [])


def test_a_paper_out_of_date_is_made_final_again_only_with_a_reason(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["papers", str(data), "--out", str(tmp_path / "文书"), "--paper", "notice", "--final", "--json"]
    main(asked)
    first = told(capsys)["final"]["issued"][0]["check_code"]
    with Workspace.open(data) as workspace:
        text = workspace.scripts.wording("notice").text
        workspace.scripts.save_wording("notice", text.replace("准备好意见和建议", "带好意见和建议"))
    main(asked)
    assert [one["why"] for one in told(capsys)["final"]["left_out"]] == ["reissue"]
    main([*asked, "--reason", "改了说法"])
    (again,) = told(capsys)["final"]["issued"]
    assert main(["verify", str(data), first, "--json"]) == 1
    assert told(capsys)["replaced_by"] == again["check_code"]


def test_a_reason_without_final_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers", str(data), "--out", str(tmp_path / "文书"), "--reason", "改了说法"]) == 2
    assert "没有写 --final" in capsys.readouterr().err
    assert not (tmp_path / "文书").exists()
