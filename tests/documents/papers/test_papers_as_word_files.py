from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import docx
import pytest

from fulian_desktop.documents.content import PaperContent, Table
from fulian_desktop.documents.docx_writer import write_docx
from fulian_desktop.documents.paper_kinds import Edition, PaperFormat, PaperKind
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.documents.preview import extract_text
from tests.documents.papers.the_meeting import TheMeeting, the_meeting_prepared

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_of_word_file(path: Path) -> str:
    root = ET.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return squeezed("".join(text.text or "" for text in root.iter(f"{W}t")))


def words_of_pdf(path: Path, content: PaperContent) -> str:
    """Return the words page by page, without number and mark, and heads of tables only where they begin."""
    heads = [
        squeezed("".join(column.header for column in block.columns))
        for block in content.blocks
        if isinstance(block, Table)
    ]
    words = ""
    for number, page in enumerate(extract_text(path).split("\f"), start=1):
        text = re.sub(rf"—{number}—$", "", squeezed(page)).replace(squeezed(content.running_mark) or "\0", "")
        for head in heads:
            text = text.removeprefix(head) if words else text
        words += text
    return words


@pytest.mark.parametrize("kind", list(PaperKind), ids=lambda kind: kind.value)
def test_a_paper_says_the_same_in_both_forms(held: TheMeeting, tmp_path: Path, kind: PaperKind) -> None:
    for edition in kind.editions:
        try:
            content = held.workspace.papers.compose(held.id, kind, edition)
        except PaperNotReady:
            # Papers of other kinds of meetings; how they are refused is told in test_paper_rules.
            assert kind not in {state.kind for state in made_papers(held)}
            continue
        write_pdf(content, tmp_path / "paper.pdf")
        write_docx(content, tmp_path / "paper.docx")
        in_word = words_of_word_file(tmp_path / "paper.docx")
        assert len(in_word) > 40
        assert in_word == words_of_pdf(tmp_path / "paper.pdf", content)


def made_papers(held: TheMeeting) -> list[object]:
    return [state for state in held.workspace.papers.catalogue(held.id) if state.can_be_made]


def test_a_word_file_is_not_noted_as_made(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    papers = meeting.workspace.papers
    file = papers.write_docx(meeting.id, PaperKind.AGENDA, tmp_path / "议程.docx")
    assert file.path == tmp_path / "议程.docx"
    assert "会议议程" in docx.Document(str(file.path)).core_properties.title
    assert papers.latest_issue(meeting.id, PaperKind.AGENDA, Edition.PUBLIC) is None


def test_a_folder_can_hold_both_forms_under_the_same_names(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    told: list[tuple[int, int, str]] = []
    files = meeting.workspace.papers.write_all(
        meeting.id,
        tmp_path / "文书",
        formats=(PaperFormat.PDF, PaperFormat.DOCX),
        on_progress=lambda done, total, title: told.append((done, total, title)),
    )
    names = sorted(path.name for path in (tmp_path / "文书").iterdir())
    assert len(names) == len(files) == 2 * told[-1][0]
    assert {name.removesuffix(".pdf") for name in names if name.endswith(".pdf")} == {
        name.removesuffix(".docx") for name in names if name.endswith(".docx")
    }
    assert [done for done, _, _ in told] == list(range(len(told)))
    assert all((file.pages > 0) is (file.path.suffix == ".pdf") for file in files)
