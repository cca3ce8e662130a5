"""How ballots are set: as many on a sheet as can be read, every name whole, all on a sheet alike."""

from __future__ import annotations

import pypdfium2
import pytest

from fulian_desktop.documents.ballot_blocks import BallotPart, BallotSheet, name_lines
from fulian_desktop.documents.content import PaperContent
from fulian_desktop.documents.docx_writer import render_docx
from fulian_desktop.documents.pdf_writer import render_pdf

SURNAMES = "丁万王韦牛方邓石卢田白冯吕朱任华刘许孙李杨吴沈张陈林周郑胡徐"
RULES = (
    "说明：1.应选15名，候选人17名，差额2名。所选人数等于或少于15名的为有效票，多于15名的为无效票。",
    "2.赞成的，在姓名上方的空格内画“○”；不赞成的画“×”；弃权的不画任何符号。",
    "3.另选他人的，把姓名写在“另选他人”的空格内，并画“○”；只写姓名不画“○”的无效。",
)


def a_sheet(names: list[str], write_ins: int, *, beside: bool = False) -> BallotSheet:
    return BallotSheet(
        ("三合村第八次妇女代表大会", "第八届执行委员会委员选票"),
        "（候选人按姓氏笔画为序）",
        (BallotPart("", tuple(names), write_ins),),
        marks_beside=beside,
        mark_first=True,
        rules=RULES,
    )


def named(number: int) -> list[str]:
    return [f"{SURNAMES[place % 30]}选{'华芳英秀'[place // 30 % 4]}" for place in range(number)]


def drawn(sheet: BallotSheet) -> tuple[str, int, tuple[str, ...]]:
    data, result = render_pdf(PaperContent("选票", (sheet,), page_numbers=False, narrow=True))
    document = pypdfium2.PdfDocument(data)
    words = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(words.split()), len(document), result.missing_characters


@pytest.mark.parametrize(
    ("names", "write_ins", "on_a_sheet"), [(2, 0, 4), (5, 3, 4), (8, 5, 2), (17, 15, 1), (30, 29, 1)]
)
def test_the_number_on_a_sheet_follows_the_list(names: int, write_ins: int, on_a_sheet: int) -> None:
    sheet = a_sheet(named(names), write_ins)
    words, pages, missing = drawn(sheet)
    assert (sheet.per_sheet, pages, missing) == (on_a_sheet, 1, ())
    for name in named(names):
        assert words.count(name) == on_a_sheet, name


@pytest.mark.parametrize("beside", [False, True])
def test_long_names_and_names_of_minorities_stand_whole(beside: bool) -> None:
    names = ["丁一", "欧阳司马云", "阿依古丽·买买提江", "古丽娜尔·艾合买提·阿不都热西提", *named(26)]
    words, _, missing = drawn(a_sheet(names, 4, beside=beside))
    assert missing == ()
    for name in names:
        assert name in words


def test_a_minority_name_breaks_after_its_dot() -> None:
    assert name_lines("古丽娜尔·艾合买提", 14.0, 70.0) == ("古丽娜尔·", "艾合买提")


def test_every_name_is_inside_the_sheet() -> None:
    for number in (1, 4, 9, 17, 30, 40):
        sheet = a_sheet(named(number), min(number, 15))
        plan = sheet.plan
        assert plan is not None
        assert plan.height_mm <= plan.form.height_mm
        assert plan.cells_of_a_row * plan.cell_mm <= plan.form.width_mm + 0.01


def test_a_list_no_sheet_can_hold_is_told_and_no_name_is_dropped() -> None:
    sheet = a_sheet(named(300), 299)
    assert sheet.per_sheet == 0
    with pytest.raises(ValueError, match="no sheet can hold"):
        render_pdf(PaperContent("选票", (sheet,), narrow=True))


def test_all_ballots_of_a_sheet_are_alike() -> None:
    sheet = a_sheet(named(2), 0)
    data, _ = render_pdf(PaperContent("选票", (sheet,), page_numbers=False, narrow=True))
    page = pypdfium2.PdfDocument(data)[0]
    text = page.get_textpage()
    width, height = page.get_size()
    quarters = {
        "".join(text.get_text_bounded(x, y, x + width / 2, y + height / 2).split())
        for x in (0.0, width / 2)
        for y in (0.0, height / 2)
    }
    assert len(quarters) == 1
    assert render_docx(PaperContent("选票", (sheet,), narrow=True)) == render_docx(
        PaperContent("选票", (sheet,), narrow=True)
    )
