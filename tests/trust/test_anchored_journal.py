"""A paper in a cabinet proves the file's past: it bears the end of the journal at its issue."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from fulian_desktop import command_line
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.register import VerifyState
from fulian_desktop.storage.journal import verify
from fulian_desktop.storage.journal_anchor import Anchor, read_anchor
from fulian_desktop.workspace import Workspace
from tests.documents.papers.the_meeting import lines_of, the_meeting_prepared
from tests.tampering import tamper
from tests.trust.rewriting import rewrite_reason

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.documents.register import IssuedPaper


@pytest.fixture
def issued(tmp_path: Path) -> tuple[Path, IssuedPaper]:
    """A data file, closed, and the notice that was issued from it."""
    meeting = the_meeting_prepared(tmp_path)
    paper = meeting.workspace.register.finalise(meeting.id, PaperKind.NOTICE)
    path = meeting.workspace.database.path
    meeting.workspace.close()
    return path, paper


def printed_anchor(path: Path, paper: IssuedPaper, folder: Path) -> str:
    """Return what the sheet in the cabinet says."""
    with Workspace.open(path, read_only=True) as workspace:
        pdf = folder / "通知.pdf"
        pdf.write_bytes(workspace.register.pdf_of(paper.id))
    found = re.search(r"流水第\d+条 [0-9A-F]{4}…[0-9A-F]{4}", lines_of(pdf))
    assert found is not None
    return found[0]


def test_each_final_paper_bears_the_end_of_the_journal(
    issued: tuple[Path, IssuedPaper], tmp_path: Path
) -> None:
    path, paper = issued
    words = printed_anchor(path, paper, tmp_path)
    assert words == paper.anchor.words
    assert read_anchor(words) == Anchor(paper.journal_entry, words[-9:-5], words[-4:])
    assert paper.journal_hash.upper().startswith(words[-9:-5])


def test_the_word_file_of_a_final_paper_bears_it_too(
    issued: tuple[Path, IssuedPaper], tmp_path: Path
) -> None:
    path, paper = issued
    word = tmp_path / "通知.docx"
    with Workspace.open(path, read_only=True) as workspace:
        assert paper.meeting_id is not None
        workspace.papers.write_docx(paper.meeting_id, PaperKind.NOTICE, word)
    with zipfile.ZipFile(word) as packed:
        feet = [packed.read(name).decode() for name in packed.namelist() if "footer" in name]
    assert [paper.foot in foot for foot in feet] == [True, True]


def test_a_draft_bears_nothing_of_the_kind(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    word = tmp_path / "通知.docx"
    meeting.workspace.papers.write_docx(meeting.id, PaperKind.NOTICE, word)
    meeting.workspace.close()
    with zipfile.ZipFile(word) as packed:
        assert not [
            name for name in packed.namelist() if "流水" in packed.read(name).decode("utf-8", "replace")
        ]


def test_the_paper_and_the_file_agree_as_long_as_nobody_rewrites(
    issued: tuple[Path, IssuedPaper], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, paper = issued
    words = printed_anchor(path, paper, tmp_path)
    assert command_line.main(["verify", str(path), paper.code_text]) == 0
    assert f"页脚{words}，和这份资料的流水相符" in capsys.readouterr().out
    for typed in (
        words,
        words.replace("…", " "),
        f"{paper.journal_entry} {words[-9:-5].lower()}-{words[-4:]}",
    ):
        assert command_line.main(["verify", str(path), typed]) == 0
    assert "没有被改写过" in capsys.readouterr().out


def test_a_journal_rewritten_with_care_is_shown_by_the_paper_in_the_cabinet(
    issued: tuple[Path, IssuedPaper], tmp_path: Path
) -> None:
    path, paper = issued
    words = printed_anchor(path, paper, tmp_path)
    rewrite_reason(path, 3, "事后编的理由")
    with Workspace.open(path, read_only=True) as workspace:
        assert verify(workspace.database) == [], "the chain alone cannot know"
        assert workspace.register.verify(paper.code_text).state is VerifyState.REWRITTEN
        by_hand = workspace.register.verify(words)
        assert by_hand.state is VerifyState.REWRITTEN
        assert f"和纸上的 {words[-9:]} 不同" in by_hand.sentence
        assert any("流水被改写过" in one.sentence for one in workspace.check())


def test_who_rewrites_the_register_as_well_is_shown_by_the_code_on_the_paper(
    issued: tuple[Path, IssuedPaper], tmp_path: Path
) -> None:
    path, paper = issued
    words = printed_anchor(path, paper, tmp_path)
    renamed = rewrite_reason(path, 3, "事后编的理由")
    tamper(path, f"UPDATE paper_final SET journal_hash = '{renamed[paper.journal_hash]}'")
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.register.verify(paper.code_text).state is VerifyState.REWRITTEN
        assert workspace.register.verify(words).state is VerifyState.REWRITTEN
        assert any("流水对不上" in one.sentence for one in workspace.check())


def test_an_anchor_beyond_the_end_of_the_file_tells_of_an_older_file(
    issued: tuple[Path, IssuedPaper],
) -> None:
    with Workspace.open(issued[0], read_only=True) as workspace:
        result = workspace.register.verify("流水第99999条 9F2C…7A10")
    assert result.state is VerifyState.REWRITTEN
    assert "没有第 99999 条" in result.sentence


@pytest.mark.parametrize("typed", ["ACDE-FHJK", "4679 ACDE", "", "第", "流水第条", "12 GGGG…0000"])
def test_what_is_no_anchor_is_taken_for_a_check_code(typed: str) -> None:
    assert read_anchor(typed) is None
