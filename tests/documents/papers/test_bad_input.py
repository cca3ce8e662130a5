"""Papers of a meeting whose data are as odd as real ones get: nothing is dropped, nothing says "None"."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from fulian_desktop.documents.content import PaperContent, Paragraph, Title, texts_of_paper
from fulian_desktop.documents.docx_writer import render_docx, write_docx
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.papers import nominees
from fulian_desktop.documents.pdf_writer import render_pdf, write_pdf
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaKind, MeetingPlan
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.votes.records import HandEntry
from tests.builders import a_workspace
from tests.documents.papers.the_meeting import (
    TheMeeting,
    close,
    take_attendance,
    text_of,
    the_meeting_prepared,
    vote,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG_NAME = "阿依古丽·麦麦提依明·阿卜杜热合曼·吐尔逊江·买买提明艾合买"
LONG_UNIT = "清溪镇三合村" * 9 + "股份经济合作社"
ODD_PLACE = "村委会\u202e二楼\u200b会议室\x07（东侧）"
WHO = "赵小云"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TheMeeting]:
    """The meeting held with a name of thirty characters, a unit of sixty, and signs nobody sees."""
    assert (len(LONG_NAME), len(LONG_UNIT)) == (30, 61)
    meeting = the_meeting_prepared(tmp_path_factory.mktemp("odd"))
    workspace = meeting.workspace
    odd_ones: dict[str, dict[str, Any]] = {
        WHO: {"name": LONG_NAME, "unit_post": LONG_UNIT},
        "丁巧云": {"unit_post": LONG_UNIT, "political_status": "", "education": ""},
    }
    for name, changes in odd_ones.items():
        person = workspace.people.get(meeting.people[name])
        workspace.people.change(person.id, dataclasses.replace(person.details(), **changes))
    meeting.people[LONG_NAME] = meeting.people[WHO]
    facts = workspace.meetings.facts(meeting.id)
    plan = MeetingPlan(
        "2026-03-06", "09:30", ODD_PLACE, meeting.people["沈丽华"], meeting.people["李祎"], facts.basis
    )
    workspace.meetings.change_plan(meeting.id, plan)
    take_attendance(meeting)
    vote(meeting, AgendaKind.BY_ELECTION, HandEntry(abstaining=1))
    vote(meeting, AgendaKind.WORK_REPORT, HandEntry(), at=(10, 20))
    workspace.meetings.note(meeting.id, "有人说：“好😀”\u2066，停电\x00三分钟。")
    close(meeting)
    yield meeting
    workspace.close()


def papers_of(meeting: TheMeeting) -> Iterator[tuple[PaperKind, Edition, PaperContent]]:
    for state in meeting.workspace.papers.catalogue(meeting.id):
        if state.can_be_made:
            content = meeting.workspace.papers.compose(meeting.id, state.kind, state.edition)
            yield state.kind, state.edition, content


def seen(text: str) -> str:
    """What of a text can be seen, without white space."""
    kept = (one for one in text if unicodedata.category(one) not in {"Cc", "Cf"})
    return "".join("".join(kept).split())


def words_of_word_file(path: Path) -> str:
    root = ET.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return seen("".join(text.text or "" for text in root.iter(f"{W}t")))


def test_no_paper_of_odd_data_says_none_or_leaves_a_dash_to_fill(odd: TheMeeting) -> None:
    made = 0
    for kind, edition, content in papers_of(odd):
        for text in texts_of_paper(content):
            assert not re.search(r"None|nan|_{2,}|＿|\{|\}|<.*>", text), (kind, edition, text)
        made += 1
    assert made >= 20


def test_every_word_of_every_paper_stands_in_the_pdf_and_in_the_word_file(
    odd: TheMeeting, tmp_path: Path
) -> None:
    for kind, edition, content in papers_of(odd):
        write_pdf(content, tmp_path / "p.pdf")
        write_docx(content, tmp_path / "p.docx")
        printed, word = text_of(tmp_path / "p.pdf"), words_of_word_file(tmp_path / "p.docx")
        once = tuple(Title(one.text) if isinstance(one, Title) else one for one in content.blocks)
        wanted = seen("".join(texts_of_paper(dataclasses.replace(content, blocks=once, running_mark=""))))
        for letter in {one for one in wanted if "\u3400" <= one <= "\u9fff"}:
            least = wanted.count(letter)
            assert printed.count(letter) >= least, (kind, edition, letter)
            assert word.count(letter) >= least, (kind, edition, letter)


@pytest.mark.parametrize(
    "kind",
    [PaperKind.SIGN_IN, PaperKind.NAME_CARDS, PaperKind.MINUTES, PaperKind.SUMMARY, PaperKind.ROSTER],
    ids=lambda kind: kind.value,
)
def test_a_name_of_thirty_characters_is_whole_wherever_it_stands(
    odd: TheMeeting, tmp_path: Path, kind: PaperKind
) -> None:
    for edition in kind.editions:
        content = odd.workspace.papers.compose(odd.id, kind, edition)
        write_pdf(content, tmp_path / "p.pdf")
        write_docx(content, tmp_path / "p.docx")
        assert LONG_NAME in text_of(tmp_path / "p.pdf")
        assert LONG_NAME in words_of_word_file(tmp_path / "p.docx")


def test_a_unit_of_sixty_characters_is_whole_on_papers_of_people(odd: TheMeeting, tmp_path: Path) -> None:
    for kind in (PaperKind.NOMINEES, PaperKind.ROSTER, PaperKind.NOTICE_BOARD):
        write_pdf(odd.workspace.papers.compose(odd.id, kind), tmp_path / "p.pdf")
        assert LONG_UNIT in text_of(tmp_path / "p.pdf"), kind


def test_marks_that_turn_text_round_are_on_no_paper(odd: TheMeeting, tmp_path: Path) -> None:
    content = odd.workspace.papers.compose(odd.id, PaperKind.MINUTES)
    write_pdf(content, tmp_path / "p.pdf")
    write_docx(content, tmp_path / "p.docx")
    place = "村委会二楼会议室（东侧）"
    for words in (text_of(tmp_path / "p.pdf"), words_of_word_file(tmp_path / "p.docx")):
        assert place in words
        assert not [one for one in words if unicodedata.category(one) in {"Cc", "Cf"}]


def test_an_emoji_is_its_code_in_the_pdf_and_is_reported(odd: TheMeeting, tmp_path: Path) -> None:
    content = odd.workspace.papers.compose(odd.id, PaperKind.MINUTES)
    result = write_pdf(content, tmp_path / "p.pdf")
    assert result.missing_characters == ("😀",)
    assert "停电三分钟" in text_of(tmp_path / "p.pdf")
    assert "😀" in {sign for _, sign in odd.workspace.papers.check_characters(odd.id)}


def test_half_a_character_does_not_stop_a_paper() -> None:
    content = PaperContent("甲\ud83d乙", (Title("甲"), Paragraph("坏\ud83d字后面的话")), author="乙\udc00")
    data, result = render_pdf(content)
    assert data.startswith(b"%PDF")
    assert result.pages == 1
    assert render_docx(content)


def test_three_hundred_candidates_all_stand_on_the_list_of_nominees(held: TheMeeting, tmp_path: Path) -> None:
    figures = held.workspace.papers.figures(held.id)
    one = figures.facts.nominees[0]
    names = [f"王{chr(0x4E00 + number)}{chr(0x5200 + number)}" for number in range(300)]
    many = tuple(dataclasses.replace(one, name=name) for name in names)
    full = dataclasses.replace(figures, facts=dataclasses.replace(figures.facts, nominees=many))
    content = nominees.compose(full)
    pages = write_pdf(content, tmp_path / "p.pdf").pages
    write_docx(content, tmp_path / "p.docx")
    assert pages > 10
    for words in (text_of(tmp_path / "p.pdf"), words_of_word_file(tmp_path / "p.docx")):
        assert [name for name in names if name not in words] == []


def test_more_candidates_than_vacant_seats_are_refused_by_name_and_not_dropped(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, seats=3)
    with workspace:
        ids = [
            workspace.people.add(PersonDetails(name)).record_id or 0
            for name in ("沈丽华", "李祎", "丁巧云", "苏晓棠")
        ]
        workspace.seats.take_seat(ids[0], seat_number=1)
        meeting_id = workspace.meetings.prepare_by_election(MeetingPlan()).record_id
        assert meeting_id is not None
        workspace.meetings.add_nominee(meeting_id, ids[1])
        workspace.meetings.add_nominee(meeting_id, ids[2])
        with pytest.raises(UserFacingError, match=r"空缺席位只有 2 个.*苏晓棠加不进来"):
            workspace.meetings.add_nominee(meeting_id, ids[3])
