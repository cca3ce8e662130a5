"""停电备用: the pack for a day without power is complete, says the needed numbers, and invents nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fulian_desktop import command_line
from fulian_desktop.documents.blank_pack import MARK, WHOLE_FILE, BlankPaper
from fulian_desktop.documents.content import StrokeBoxes, Together, texts_of_paper
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.preview import extract_text
from fulian_desktop.rules.rule_pack import default_pack
from fulian_desktop.rules.thresholds import Base
from tests.builders import a_by_election, a_workspace, the_sample_committee

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders import TickedWorkspace


@pytest.fixture
def village(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def words(village: TickedWorkspace, meeting: int, paper: BlankPaper) -> str:
    return "".join(texts_of_paper(village.blank_pack.compose(meeting, paper)))


def test_the_pack_is_one_file_and_its_single_papers_each_marked(
    village: TickedWorkspace, tmp_path: Path
) -> None:
    meeting = a_by_election(village)
    before = village.journal.fingerprint()
    files = village.blank_pack.write(meeting, tmp_path / "out")
    assert [one.path.name for one in files] == [WHOLE_FILE, *(kind.file_name for kind in BlankPaper)]
    assert files[0].pages == sum(one.pages for one in files[1:])
    for page in extract_text(files[0].path).split("\f"):
        assert MARK[:4] in page
    assert all(one.missing_characters == () for one in files)
    assert village.journal.fingerprint() == before


def test_every_question_has_a_form_with_its_needed_number(village: TickedWorkspace) -> None:
    meeting = a_by_election(village)
    votes = words(village, meeting, BlankPaper.VOTES)
    for question in (
        "增补丁巧云、苏晓棠为第七届执行委员会委员",
        "增补丁巧云为第七届执行委员会委员",
        "增补苏晓棠为第七届执行委员会委员",
        "《工作报告》",
    ):
        assert question in votes
    assert "应到13人，三分之二以上即9人到会才能表决" in votes
    assert "同意要7人以上" in votes
    assert words(village, meeting, BlankPaper.SLIPS).count("表决事项") == 4


def test_where_the_majority_is_of_those_present_a_table_tells_the_need(village: TickedWorkspace) -> None:
    pack = replace(default_pack(), id="present", majority_base=Base.PRESENT)
    meeting = a_by_election(village, rule_pack=pack)
    votes = words(village, meeting, BlankPaper.VOTES)
    assert "对照下表" in votes
    assert "实到910111213同意至少56677" in votes


def test_the_tally_sheet_has_boxes_for_everybody(village: TickedWorkspace) -> None:
    meeting = a_by_election(village)
    content = village.blank_pack.compose(meeting, BlankPaper.TALLY)
    boxes = [
        one
        for block in content.blocks
        if isinstance(block, Together)
        for one in block.blocks
        if isinstance(one, StrokeBoxes)
    ]
    assert len(boxes) == 4 * 4
    assert all(5 * one.boxes >= 13 for one in boxes)


def test_the_script_holds_all_three_results_and_not_one_invented_number(village: TickedWorkspace) -> None:
    meeting = a_by_election(village)
    script = words(village, meeting, BlankPaper.SCRIPT)
    assert script.count("□ 一致通过") == script.count("□ 未通过") == 2
    results = "".join(re.findall(r"□ .*?(?=提示|$)", script))
    assert not re.search(r"(同意|不同意|弃权|还差|实到)[0-9一二三四五六七八九十]+[人票]", results)
    assert "到会不够9人" in script


def test_a_meeting_without_questions_needs_no_forms_for_votes(village: TickedWorkspace) -> None:
    from fulian_desktop.meetings.records import AgendaDraft

    meeting = a_by_election(village)
    for item in village.agenda.items(meeting):
        village.agenda.change(
            meeting, item.id, AgendaDraft(item.kind, item.title, presenter="沈丽华", show_of_hands=False)
        )
    assert set(village.blank_pack.kinds(meeting)) == {
        BlankPaper.COVER,
        BlankPaper.SIGN_IN,
        BlankPaper.AGENDA,
        BlankPaper.SCRIPT,
    }


def test_without_members_or_agenda_the_pack_says_what_to_do_first(
    village: TickedWorkspace, tmp_path: Path
) -> None:
    meeting = village.meetings.prepare_by_election().record_id
    assert meeting is not None
    with pytest.raises(PaperNotReady, match="应到是 0"):
        village.blank_pack.write(meeting, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    the_sample_committee(village)
    for item in village.agenda.items(meeting):
        village.agenda.remove(meeting, item.id)
    with pytest.raises(PaperNotReady, match="议项"):
        village.blank_pack.compose_whole(meeting)


def test_the_command_writes_the_pack_and_refuses_nonsense(village: TickedWorkspace, tmp_path: Path) -> None:
    a_by_election(village)
    path = village.database.path
    village.close()
    out = tmp_path / "out"
    assert command_line.main(["papers", str(path), "--blank", "--out", str(out)]) == 0
    assert (out / WHOLE_FILE).is_file()
    assert command_line.main(["papers", str(path), "--blank", "--final", "--out", str(out)]) == 2
    assert command_line.main(["papers", str(path), "--blank", "--meeting", "99", "--out", str(out)]) == 2


def test_the_preflight_command_tells_in_json(
    village: TickedWorkspace, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    a_by_election(village)
    path = village.database.path
    village.close()
    assert command_line.main(["preflight", str(path), "--meeting", "3", "--json"]) in (0, 1)
    told = json.loads(capsys.readouterr().out)
    assert {"meeting", "at", "verdict", "sentence", "lines"} <= told.keys()
    assert {line["key"] for line in told["lines"]} >= {"data", "quorum", "clock", "backup", "printer"}
    assert next(one for one in told["lines"] if one["key"] == "printer")["state"] == "unknown"
