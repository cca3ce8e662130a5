"""Rosters and tallies as spreadsheets, and papers under a red head, of the meeting that was held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from fulian_desktop.command_line import main
from fulian_desktop.documents.content import RedHead, Table, plain_text
from fulian_desktop.documents.paper_kinds import Edition, PaperFormat, PaperKind, PaperStatus
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.tally_sheets import WORKBOOK_KINDS
from fulian_desktop.errors import UserFacingError
from tests.documents.papers.the_meeting import TheMeeting, text_of, the_meeting_held, the_meeting_prepared

if TYPE_CHECKING:
    from pathlib import Path


def sheet_of(held: TheMeeting, tmp_path: Path, kind: PaperKind, edition: Edition = Edition.PUBLIC) -> Any:
    path = tmp_path / "表.xlsx"
    held.workspace.papers.write_workbook(held.id, kind, path, edition)
    return load_workbook(path).active


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in sheet.iter_rows(min_row=3, values_only=True)]


@pytest.mark.parametrize("edition", list(Edition), ids=lambda one: one.value)
def test_the_committee_roster_has_the_rows_of_the_paper_in_its_edition(
    held: TheMeeting, tmp_path: Path, edition: Edition
) -> None:
    sheet = sheet_of(held, tmp_path, PaperKind.ROSTER, edition)
    content = held.workspace.papers.compose(held.id, PaperKind.ROSTER, edition)
    (table,) = [block for block in content.blocks if isinstance(block, Table)]
    assert sheet["A1"].value == content.title
    names = [plain_text(row[1]) for row in table.rows]
    assert [row[1] for row in rows_of(sheet)] == names
    assert [row[0] for row in rows_of(sheet)] == list(range(1, len(names) + 1))
    heads = [cell.value for cell in sheet[2]]
    assert ("联系电话" in heads) == (edition is not Edition.PUBLIC)


def test_the_record_of_votes_holds_figures_as_numbers(held: TheMeeting, tmp_path: Path) -> None:
    sheet = sheet_of(held, tmp_path, PaperKind.VOTE_RECORD)
    heads = [cell.value for cell in sheet[2]]
    votes = [dict(zip(heads, row, strict=True)) for row in rows_of(sheet)]
    figures = held.workspace.papers.figures(held.id)
    counts = [count for question in figures.questions for count in question.counts]
    assert counts
    assert [vote["同意"] for vote in votes] == [count.in_favour for count in counts]
    for vote in votes:
        for head in ("应到", "实到", "法定人数", "同意", "不同意", "弃权", "通过需要"):
            assert type(vote[head]) is int
    assert [vote["结果"] for vote in votes] == [count.outcome.phrase for count in counts]


def test_the_sign_in_sheet_names_everybody_who_is_to_sign(held: TheMeeting, tmp_path: Path) -> None:
    facts = held.workspace.papers.figures(held.id).facts
    rows = rows_of(sheet_of(held, tmp_path, PaperKind.SIGN_IN))
    assert [row[2] for row in rows] == [
        *(member.name for member in facts.entitled),
        *(observer.name for observer in facts.observers),
    ]


def test_a_paper_of_running_text_is_not_written_as_a_spreadsheet(held: TheMeeting, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with pytest.raises(UserFacingError, match="会议记录不是表格"):
        held.workspace.papers.write_workbook(held.id, PaperKind.MINUTES, path)
    assert not path.exists()


def test_a_record_of_votes_before_the_meeting_is_refused_like_the_paper(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    with meeting.workspace, pytest.raises(PaperNotReady):
        meeting.workspace.papers.write_workbook(meeting.id, PaperKind.VOTE_RECORD, tmp_path / "表.xlsx")


def test_all_papers_as_spreadsheets_are_the_rosters_and_tallies(held: TheMeeting, tmp_path: Path) -> None:
    files = held.workspace.papers.write_all(held.id, tmp_path, formats=(PaperFormat.XLSX,))
    assert {file.path.suffix for file in files} == {".xlsx"}
    said = {file.path.stem[3:].split("（")[0] for file in files}
    assert {"执委名册", "签到册", "举手表决记录单"} <= said <= {kind.title for kind in WORKBOOK_KINDS}


def test_the_command_line_writes_spreadsheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    meeting = the_meeting_held(tmp_path)
    data = meeting.workspace.database.path
    meeting.workspace.close()
    out = tmp_path / "out"
    assert main(["papers", str(data), "--paper", "vote_record", "--out", str(out), "--format", "xlsx"]) == 0
    assert "举手表决记录单.xlsx\t表格" in capsys.readouterr().out
    assert load_workbook(out / "举手表决记录单.xlsx").active is not None


# --- Under a red head ------------------------------------------------------------------------------------


def test_papers_have_no_red_head_unless_the_office_asks_for_one(held: TheMeeting) -> None:
    for state in held.workspace.papers.catalogue(held.id):
        if state.can_be_made:
            content = held.workspace.papers.compose(held.id, state.kind, state.edition)
            assert not [block for block in content.blocks if isinstance(block, RedHead)]


def test_a_report_to_the_superior_names_the_chair_as_who_signs_it_off(held: TheMeeting) -> None:
    paper = held.workspace.papers.compose(held.id, PaperKind.FILING_REPORT, red_head=True)
    head = paper.blocks[0]
    assert isinstance(head, RedHead)
    assert (head.issuer, head.signer) == (paper.author, "沈丽华")


def test_a_paper_issued_under_a_red_head_bears_its_number_there_and_is_not_outdated_by_it(
    tmp_path: Path,
) -> None:
    meeting = the_meeting_held(tmp_path)
    with meeting.workspace:
        issued = meeting.workspace.register.finalise(
            meeting.id, PaperKind.FILING_REPORT, red_head=True, reason="试印"
        )
        pdf = meeting.workspace.register.pdf_of(issued.id)
        (state,) = [
            one
            for one in meeting.workspace.papers.catalogue(meeting.id)
            if one.kind is PaperKind.FILING_REPORT
        ]
        assert state.status is not PaperStatus.OUTDATED
        assert meeting.workspace.register.changes_of(issued.id) == ()
        assert issued.document_number is not None
        path = tmp_path / "kept.pdf"
        path.write_bytes(pdf)
        words = text_of(path)
        assert (
            words.index("三合村妇女联合会")
            < words.index(issued.document_number.text)
            < words.index("清溪镇妇联")
        )
