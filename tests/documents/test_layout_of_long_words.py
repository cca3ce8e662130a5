"""Long names of bodies and long names of persons stay inside the page and are not pulled apart."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import (
    Align,
    Block,
    Column,
    Imprint,
    LabelledLine,
    NameGrid,
    Note,
    PaperContent,
    Paragraph,
    Run,
    Table,
)
from fulian_desktop.documents.docx_writer import write_docx
from fulian_desktop.documents.pdf_writer import write_pdf
from tests.documents.letters_on_pages import MM, PlacedLetter, letters_on_pages, lines_of

if TYPE_CHECKING:
    from pathlib import Path

LONG_BODY = "清溪镇三合村股份经济合作联合社妇女联合会暨巾帼志愿服务大队联合筹备工作领导小组办公室"
RIGHT_EDGE = 184 * MM


def letters_of(tmp_path: Path, *blocks: Block) -> list[list[PlacedLetter]]:
    path = tmp_path / "paper.pdf"
    write_pdf(PaperContent("材料", blocks), path)
    return letters_on_pages(path)


def test_a_long_office_in_the_imprint_wraps_beside_the_date(tmp_path: Path) -> None:
    pages = letters_of(tmp_path, Paragraph("正文。"), Imprint("清溪镇妇联", LONG_BODY, "2026年3月9日"))
    letters = [letter for page in pages for letter in page]
    assert max(letter.right for letter in letters) <= RIGHT_EDGE
    lines = lines_of([letter for letter in pages[-1] if letter.size == 14.0])
    date = next(line for line in lines if "2026年3月9日" in line.text)
    office = [line for line in lines if line.text and line.text in LONG_BODY]
    assert "".join(line.text for line in office) == LONG_BODY
    assert office[-1].y == date.y
    assert max(line.right for line in office) < date.left


def test_a_line_before_a_long_name_stays_short_and_is_not_pulled_apart(tmp_path: Path) -> None:
    names = ("石桂芳", "欧阳慧", "麦麦提依明·", "阿卜杜热合曼·", "吐尔逊江·", "买买提明艾合买")
    text = tuple(Run(name, unbroken=True) for name in names)
    (page,) = letters_of(tmp_path, LabelledLine("出席", text))
    for line in lines_of(page):
        gaps = [after.x - before.x for before, after in zip(line.letters, line.letters[1:], strict=False)]
        assert all(gap < 16 * 1.4 for gap in gaps)


def test_notes_under_names_do_not_make_rows_uneven(tmp_path: Path) -> None:
    names = tuple(f"丁巧{one}" for one in "云霞梅兰竹菊")
    (page,) = letters_of(tmp_path, NameGrid(names, per_row=2, notes=("（回族）", "", "", "", "", "")))
    rows = sorted({round(letter.y, 1) for letter in page if letter.size == 16.0})
    assert abs((rows[1] - rows[0]) - (rows[2] - rows[1])) < 0.2


def test_running_text_in_a_table_keeps_its_size_and_ends_without_a_scrap(tmp_path: Path) -> None:
    columns = (Column("时间", 1.0), Column("工作内容", 2.0, align=Align.LEFT))
    work = "听取和审议工作报告，选举第八届执行委员会委员和候补人"
    (page,) = letters_of(tmp_path, Table(columns, (("2029年2月20日", work),)))
    cell = [line for line in lines_of(page) if line.text and line.text in work]
    assert {line.size for line in cell} == {12.0}
    assert "".join(line.text for line in cell) == work
    assert all(len(line.text) >= 4 for line in cell)


def test_a_note_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    columns = (Column("序号", 1.0), Column("姓名", 3.0, is_name=True))
    for rows in range(20, 24):
        table = Table(columns, tuple((str(n), "丁巧云") for n in range(rows)), row_height_mm=10.0)
        pages = letters_of(tmp_path, table, Note("按姓氏笔画为序。"))
        last = "".join(letter.character for letter in pages[-1])
        assert "丁巧云" in last
        assert "按姓氏笔画为序。" in last
    write_docx(PaperContent("名册", (table, Note("按姓氏笔画为序。"))), tmp_path / "paper.docx")
    words = zipfile.ZipFile(tmp_path / "paper.docx").read("word/document.xml").decode()
    last_row = words[words.rindex("<w:tr>") : words.rindex("</w:tr>")]
    assert "<w:keepNext/>" in last_row
