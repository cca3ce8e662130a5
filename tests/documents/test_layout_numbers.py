"""The numbers of GB/T 9704-2012, measured from the letters of the PDF itself."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import (
    Addressee,
    AttachmentMark,
    AttachmentNote,
    Block,
    Heading,
    ListItem,
    PageBreak,
    PaperContent,
    Paragraph,
    Signature,
    Title,
)
from fulian_desktop.documents.pdf_writer import write_pdf
from tests.documents.letters_on_pages import MM, PAGE_HEIGHT, PlacedLine, letters_on_pages, lines_of

if TYPE_CHECKING:
    from pathlib import Path

LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, 37 * MM, PAGE_HEIGHT - 35 * MM
EM = 156 * MM / 28
PITCH = 28.95
ISSUER = "三合村妇女联合会"
DAY = "2026年3月6日"
TITLE = "三合村妇女联合会关于增补第七届执行委员会委员的决定"


def pages_of(tmp_path: Path, *blocks: Block) -> list[list[PlacedLine]]:
    path = tmp_path / "paper.pdf"
    write_pdf(PaperContent("材料", blocks), path)
    return [lines_of(letters) for letters in letters_on_pages(path)]


def line_with(lines: list[PlacedLine], words: str) -> PlacedLine:
    (found,) = [line for line in lines if words in line.text]
    return found


def near(value: float) -> object:
    return pytest.approx(value, abs=0.6)


def test_a_page_is_22_lines_of_28_characters_on_an_even_grid(tmp_path: Path) -> None:
    first, second = pages_of(tmp_path, Paragraph("村" * 28 * 23, first_line_indent=False))
    *lines, number = first
    assert [len(line.letters) for line in lines] == [28] * 22
    assert {line.size for line in lines} == {16.0}
    assert {round(line.left, 2) for line in lines} == {round(LEFT, 2)}
    for above, below in pairwise(lines):
        assert below.y - above.y == pytest.approx(PITCH, abs=0.02)
    for line in lines:
        for here, after in pairwise(line.letters):
            assert after.x - here.x == pytest.approx(EM, abs=0.02)
    assert len(second[0].letters) == 28
    assert number.text == "—1—"


def test_the_text_stays_inside_the_margins(tmp_path: Path) -> None:
    (lines, _) = pages_of(tmp_path, Paragraph("村" * 28 * 23, first_line_indent=False))
    *lines, _number = lines
    for line in lines:
        assert line.left >= LEFT - 0.01
        assert line.right <= RIGHT + 0.25  # the last letter is set closer on its right as well
    # The ink of a Chinese letter reaches from 0.88 above its baseline to 0.12 below it.
    assert lines[0].y - 0.88 * 16 >= TOP
    assert lines[0].y - 0.88 * 16 <= TOP + (PITCH - 16)
    assert lines[-1].y + 0.12 * 16 <= BOTTOM
    assert lines[-1].y + 0.12 * 16 >= BOTTOM - (PITCH - 16)


def test_page_numbers_stand_7_mm_below_one_character_in_and_change_sides(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, Paragraph("甲"), PageBreak(), Paragraph("乙"), PageBreak(), Paragraph("丙"))
    for number, lines in enumerate(pages, start=1):
        mark = line_with(lines, f"—{number}—")
        assert mark.size == 14.0
        top_of_mark = mark.y - 0.88 * 14
        assert top_of_mark - BOTTOM == pytest.approx(7 * MM, abs=1.0)
        if number % 2:
            assert mark.right == near(RIGHT - 14)
        else:
            assert mark.left == near(LEFT + 14)


def test_the_title_is_centred_in_22_points_and_its_lines_are_balanced(tmp_path: Path) -> None:
    (lines,) = pages_of(tmp_path, Title(TITLE), Paragraph("甲乙丙"))
    title = [line for line in lines if line.size == 22.0]
    assert "".join(line.text for line in title) == TITLE
    assert len(title) == 2
    for line in title:
        assert (line.left + line.right) / 2 == near((LEFT + RIGHT) / 2)
        assert line.left > LEFT
    assert abs(len(title[0].letters) - len(title[1].letters)) <= 4
    # One empty line at least between title and text, on the same grid.
    gap = line_with(lines, "甲乙丙").y - title[-1].y
    assert PITCH < gap < 2 * PITCH + 10


def test_text_begins_two_characters_in_and_the_addressee_at_the_edge(tmp_path: Path) -> None:
    (lines,) = pages_of(
        tmp_path,
        Addressee("清溪镇妇联"),
        Paragraph("会议" * 20),
        Heading("一、议程"),
        ListItem("1.", "执委" * 30),
    )
    assert line_with(lines, "清溪镇妇联：").left == near(LEFT)
    paragraph = [line for line in lines if line.text.startswith("会议")]
    assert [round((line.left - LEFT) / EM, 1) for line in paragraph] == [2.0, 0.0]
    assert line_with(lines, "一、议程").left == near(LEFT + 2 * EM)
    item = [line for line in lines if "执委" in line.text]
    begins = item[0].letters[2].x
    assert item[0].text.startswith("1.执委")
    assert [line.left for line in item[1:]] == [near(begins)] * (len(item) - 1)


def test_with_a_seal_the_date_is_four_characters_from_the_edge_and_the_issuer_above_it(
    tmp_path: Path,
) -> None:
    (lines,) = pages_of(tmp_path, Paragraph("甲乙丙"), Signature((ISSUER,), DAY))
    date, issuer = line_with(lines, DAY), line_with(lines, ISSUER)
    assert date.right == near(RIGHT - 4 * EM)
    assert (issuer.left + issuer.right) / 2 == near((date.left + date.right) / 2)
    assert date.y - issuer.y == pytest.approx(PITCH, abs=0.02)


def test_a_seal_of_45_mm_fits_within_one_line_of_the_text(tmp_path: Path) -> None:
    filled = Paragraph("村" * 28 * 15, first_line_indent=False)
    (lines,) = pages_of(tmp_path, filled, Signature((ISSUER,), DAY))
    text_ends = max(line.y for line in lines if line.text.startswith("村")) + 0.12 * 16 + (PITCH - 16) / 2
    issuer, date = line_with(lines, ISSUER), line_with(lines, DAY)
    middle = (issuer.y + date.y) / 2 - 0.38 * 16
    # The seal lies with its middle on issuer and date, or a little higher.
    assert 0 <= middle - 22.5 * MM - text_ends <= PITCH
    # Further down the seal would reach over the edge of the text: the signature goes along to page 2.
    longer = Paragraph("村" * 28 * 19, first_line_indent=False)
    pages = pages_of(tmp_path, longer, Signature((ISSUER,), DAY))
    assert [ISSUER in "".join(line.text for line in lines) for lines in pages] == [False, True]


def test_without_a_seal_the_date_begins_two_characters_right_of_the_issuer(tmp_path: Path) -> None:
    (lines,) = pages_of(tmp_path, Paragraph("甲"), Signature((ISSUER,), DAY, seal_space=False))
    issuer, date = line_with(lines, ISSUER), line_with(lines, DAY)
    assert date.left - issuer.left == near(2 * EM)
    assert max(date.right, issuer.right) == near(RIGHT - 2 * EM)


def test_attachment_titles_are_aligned_behind_their_numbers(tmp_path: Path) -> None:
    (lines,) = pages_of(tmp_path, Paragraph("甲"), AttachmentNote(("执委名册" * 8, "签到册")))
    first, wrapped, second = (line for line in lines if line.text[0] not in "甲—")
    assert first.left == near(LEFT + 2 * EM)
    assert first.text.startswith("附件：1.执委名册")
    assert second.left == near(LEFT + 5 * EM)
    assert wrapped.left == near(first.letters[5].x)


def test_an_attachment_begins_with_its_mark_on_line_1_and_its_title_on_line_3(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, Paragraph("甲"), PageBreak(), AttachmentMark("附件1"), Title("执委名册"))
    mark, title = line_with(pages[1], "附件1"), line_with(pages[1], "执委名册")
    assert mark.left == near(LEFT)
    assert mark.y - 0.88 * 16 <= TOP + (PITCH - 16)
    assert 2 * PITCH - 1 <= title.y - mark.y <= 2 * PITCH + 10
