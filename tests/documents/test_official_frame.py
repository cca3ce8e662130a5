"""The red head and 版记: where GB/T 9704-2012 wants them, in the PDF and in the Word file."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import (
    Block,
    Imprint,
    PaperContent,
    Paragraph,
    RedHead,
    Signature,
    Title,
)
from fulian_desktop.documents.docx_writer import render_docx
from fulian_desktop.documents.letterhead import RED_HEADED, with_red_head
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.documents.preview import render_page
from fulian_desktop.errors import UserFacingError
from tests.documents.letters_on_pages import MM, PAGE_HEIGHT, PlacedLine, letters_on_pages, lines_of

if TYPE_CHECKING:
    from pathlib import Path

ISSUER = "三合村妇女联合会"
NUMBER = "三合妇〔2026〕2号"
LEFT, RIGHT, TOP = 28 * MM, 184 * MM, 37 * MM
EM = 156 * MM / 28
PITCH = 28.95
IMPRINT = Imprint("清溪镇妇联", ISSUER, "2026年3月9日印发")
FULL_LINES = "村" * 28
LETTER = PaperContent(
    "请示", (Title("请示"), Paragraph("妥否，请批示。"), Signature((ISSUER,), "2026年3月1日")), author=ISSUER
)


def pages_of(tmp_path: Path, *blocks: Block) -> list[list[PlacedLine]]:
    path = tmp_path / "paper.pdf"
    write_pdf(PaperContent("材料", blocks, author=ISSUER), path)
    return [lines_of(letters) for letters in letters_on_pages(path)]


def line_with(lines: list[PlacedLine], words: str) -> PlacedLine:
    (found,) = [line for line in lines if words in line.text]
    return found


def red_rows(path: Path, dpi: int = 144) -> list[tuple[int, int]]:
    """Return (row, red pixels) of each row of the first page that has any; 144 dpi: two pixels a point."""
    page = render_page(path, 0, dpi)
    rows = []
    for y in range(page.height):
        row = page.pixels[y * page.stride : y * page.stride + page.width * 3]
        reds = sum(
            blue < 100 and green < 100 and red > 200
            for blue, green, red in zip(row[0::3], row[1::3], row[2::3], strict=True)
        )
        if reds:
            rows.append((y, reds))
    return rows


# --- The red head ----------------------------------------------------------------------------------------


def test_the_mark_begins_35_mm_below_the_upper_edge_of_the_text_block_in_red(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    write_pdf(PaperContent("材料", (RedHead(ISSUER, NUMBER), Title("甲")), author=ISSUER), path)
    first_row, _ = red_rows(path)[0]
    assert first_row / 2 == pytest.approx(TOP + 35 * MM, abs=1.5 * MM)


def test_the_red_rule_is_as_wide_as_the_text_and_4_mm_below_the_document_number(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    write_pdf(PaperContent("材料", (RedHead(ISSUER, NUMBER), Title("甲")), author=ISSUER), path)
    rule_rows = [(row, reds) for row, reds in red_rows(path) if reds > 800]
    assert rule_rows[0][1] / 2 == pytest.approx(156 * MM, abs=1.5)
    (lines,) = pages_of(tmp_path, RedHead(ISSUER, NUMBER), Title("甲"))
    letters_end = line_with(lines, NUMBER).y + 0.12 * 16
    assert rule_rows[0][0] / 2 - letters_end == pytest.approx(4 * MM, abs=1.2)


def test_a_number_alone_stands_in_the_middle_two_lines_below_the_mark(tmp_path: Path) -> None:
    (lines,) = pages_of(tmp_path, RedHead(ISSUER, NUMBER), Title("甲"))
    mark, number = line_with(lines, ISSUER), line_with(lines, NUMBER)
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    mark_end = mark.y + 0.12 * mark.size
    assert number.y - 0.88 * 16 - mark_end == pytest.approx(2 * PITCH + (PITCH - 16) / 2, abs=1)


def test_with_a_signer_the_number_moves_to_the_left_and_she_stands_right_on_the_same_line(
    tmp_path: Path,
) -> None:
    (lines,) = pages_of(tmp_path, RedHead(ISSUER, NUMBER, "沈丽华"), Title("甲"))
    number, signer = line_with(lines, NUMBER), line_with(lines, "签发人：沈丽华")
    assert number.left == pytest.approx(LEFT + EM, abs=0.6)
    assert signer.letters[-1].x == pytest.approx(RIGHT - 2 * EM, abs=0.6)
    assert signer.y == pytest.approx(number.y, abs=0.6)


def test_text_below_a_red_head_stays_on_the_grid_of_22_lines(tmp_path: Path) -> None:
    (with_head,) = pages_of(tmp_path, RedHead(ISSUER, NUMBER), Title("甲"), Paragraph("第一行"))
    (without,) = pages_of(tmp_path, Title("甲"), Paragraph("第一行"))
    moved = line_with(with_head, "第一行").y - line_with(without, "第一行").y
    assert moved / PITCH == pytest.approx(round(moved / PITCH), abs=0.02)


def test_a_name_of_sixty_characters_fills_several_lines_and_loses_none(tmp_path: Path) -> None:
    name = (
        "清溪镇三合村妇女联合会暨三合村妇女儿童工作委员会办公室及巾帼志愿服务队联合工作委员会" + "筹备组" * 6
    )
    assert len(name) >= 60
    lines = pages_of(tmp_path, RedHead(name, NUMBER), Title("甲"))[0]
    letters = "".join(line.text for line in lines if line.size > 25)
    assert letters == name
    assert all(line.left >= LEFT - 1 and line.right <= RIGHT + 1 for line in lines if line.size > 25)


def test_a_paper_without_red_head_has_no_red(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    write_pdf(LETTER, path)
    assert not red_rows(path, 36)


def test_a_request_gets_the_name_of_who_issues_it() -> None:
    paper = with_red_head(LETTER, PaperKind.REQUEST, document_number=NUMBER, signer="沈丽华")
    assert paper.blocks[0] == RedHead(ISSUER, NUMBER, "沈丽华")
    assert paper.blocks[1:] == LETTER.blocks


def test_a_summary_bears_its_own_mark() -> None:
    assert with_red_head(LETTER, PaperKind.SUMMARY).blocks[0] == RedHead("三合村妇女联合会会议纪要")


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind not in RED_HEADED])
def test_a_paper_that_is_not_issued_has_no_red_head(kind: PaperKind) -> None:
    with pytest.raises(UserFacingError, match="没有红头"):
        with_red_head(LETTER, kind)


def test_only_papers_to_the_superior_name_a_signer() -> None:
    with pytest.raises(UserFacingError, match="不写签发人"):
        with_red_head(LETTER, PaperKind.NOTICE, signer="沈丽华")


def test_the_word_file_has_the_mark_in_red_and_the_number_as_text() -> None:
    data = render_docx(with_red_head(LETTER, PaperKind.REQUEST, document_number=NUMBER, signer="沈丽华"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert text.index('w:val="RedMark"') < text.index(ISSUER) < text.index(NUMBER) < text.index("签发人：")
    red_mark = re.search(r'w:styleId="RedMark".*?</w:style>', styles)
    assert red_mark is not None
    assert '<w:color w:val="FF0000"/>' in red_mark[0]


# --- 版记 ------------------------------------------------------------------------------------------------


def numbers_on(pages: list[list[PlacedLine]]) -> list[str]:
    found = [re.findall(r"—(\d+)—", "".join(line.text for line in page)) for page in pages]
    return ["".join(one) for one in found]


def test_a_text_of_one_page_has_its_imprint_on_the_back_at_the_foot(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, Paragraph("村" * 28), IMPRINT)
    assert len(pages) == 2
    assert not [line for line in pages[0] if "抄送" in line.text]
    assert line_with(pages[1], "印发").y == pytest.approx(PAGE_HEIGHT - 35 * MM - 6.7, abs=1)
    assert numbers_on(pages) == ["1", "2"]


def test_a_text_that_ends_on_an_even_page_has_its_imprint_there(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, Paragraph(FULL_LINES * 30, first_line_indent=False), IMPRINT)
    assert len(pages) == 2
    assert line_with(pages[1], "抄送")


def test_after_a_blank_page_neither_it_nor_the_imprint_has_a_number(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, Paragraph(FULL_LINES * 44, first_line_indent=False), IMPRINT)
    assert len(pages) == 4
    assert pages[2] == []
    assert line_with(pages[3], "抄送")
    assert numbers_on(pages) == ["1", "2", "", ""]


@pytest.mark.parametrize(("lines", "word_sections"), [(1, 1), (30, 1), (44, 2)])
def test_the_word_file_has_the_imprint_once_and_a_bare_page_only_after_a_blank_one(
    lines: int, word_sections: int
) -> None:
    content = PaperContent("材料", (Paragraph(FULL_LINES * lines, first_line_indent=False), IMPRINT))
    with zipfile.ZipFile(io.BytesIO(render_docx(content))) as package:
        text = package.read("word/document.xml").decode()
    assert text.count("印发") == 1
    assert text.count("<w:sectPr") == word_sections
    assert ('w:val="evenPage"' in text) == (word_sections == 2)
    assert text.index("村" * 28) < text.index("印发") < text.rindex("<w:sectPr")
