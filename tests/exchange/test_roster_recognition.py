from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.exchange.headings import Field, field_of_heading
from fulian_desktop.exchange.recognition import RosterTable, most_likely_table, recognise
from fulian_desktop.exchange.sheets import Cell, Sheet, read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NUMBERS = ("430626198803154322", "430626199006213363", "430626197505081124")


def columns(table: RosterTable) -> dict[str, int]:
    return {field.value: column for field, column in table.column_map.columns.items()}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓　名", Field.NAME),
        ("姓 名（必填）", Field.NAME),
        ("政治\n面貌", Field.POLITICAL_STATUS),
        ("公民身份号码", Field.ID_NUMBER),
        ("身份证号（18位）", Field.ID_NUMBER),
        ("出生年月\n（岁）", Field.BORN),
        ("手机号码", Field.PHONE),
        ("工作单位及职务", Field.UNIT_POST),
        ("村妇联职务", Field.COMMITTEE_POST),
        ("所在村民小组", Field.GROUP_NAME),
        ("家庭住址", Field.ADDRESS),
        ("身份证住址", Field.ADDRESS),
        ("配偶姓名", None),
        ("单位电话", None),
        ("出生地", None),
        ("序号", None),
        ("××村妇联第七届执行委员会成员花名册", None),
    ],
)
def test_headings_are_understood_as_offices_write_them(heading: str, field: Field | None) -> None:
    assert field_of_heading(heading) is field


def test_the_headings_may_stand_below_titles() -> None:
    sheet = Sheet(
        "名册", (("三合村妇女代表名册",), (), ("填报单位：三合村",), ("姓名", "电话"), ("丁巧云", "1"))
    )
    table = recognise(sheet)
    assert table.first_body_row == 4
    assert columns(table) == {"name": 0, "phone": 1}


def test_two_rows_of_headings_are_joined_without_merged_blocks(an_ods: Callable[..., Path]) -> None:
    path = an_ods(
        ["名册", "", "", ""],
        ["姓名", "性别", "联系方式", ""],
        ["", "", "手机", "住址"],
        ["丁巧云", "女", "13812340001", "三组"],
    )
    table = most_likely_table(read_sheets(path))
    assert table.first_body_row == 3
    assert columns(table) == {"name": 0, "sex": 1, "phone": 2, "address": 3}
    assert table.heading(3) == "联系方式 住址"


def test_an_xls_with_two_rows_of_headings_is_understood(data_folder: Path) -> None:
    table = most_likely_table(read_sheets(data_folder / "small-roster.xls"))
    assert table.first_body_row == 3
    assert columns(table) == {"name": 1, "sex": 2, "born": 3, "phone": 4, "id_number": 5}


def test_a_sheet_without_headings_is_understood_by_its_content() -> None:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, born, number, phone, "汉族")
        for name, born, number, phone in zip(
            ("丁巧云", "苏晓棠", "欧阳㛃"),
            ("1988.03", "1990年6月", "1975/05"),
            NUMBERS,
            (13812340001.0, "13812340002", "13812340003"),
            strict=True,
        )
    )
    table = recognise(Sheet("Sheet1", rows))
    assert table.first_body_row == 0
    assert columns(table) == {"name": 0, "born": 1, "id_number": 2, "phone": 3, "ethnicity": 4}


def test_a_column_under_an_unknown_heading_is_understood_by_its_content(
    a_sheet: Callable[..., Sheet],
) -> None:
    sheet = a_sheet("姓名 本人情况 号码一", ("丁巧云", "女", NUMBERS[0]), ("苏晓棠", "女", NUMBERS[1]))
    assert columns(recognise(sheet)) == {"name": 0, "sex": 1, "id_number": 2}


def test_headings_of_telephone_and_id_that_were_swapped_are_put_right_and_said(
    a_sheet: Callable[..., Sheet],
) -> None:
    sheet = a_sheet("姓名 电话 身份证号", ("丁巧云", NUMBERS[0], "13812340001"))
    table = recognise(sheet)
    assert columns(table) == {"name": 0, "id_number": 1, "phone": 2}
    assert "写反了" in table.notes[0]


@pytest.mark.parametrize(
    ("words", "field"), [(("主席", "执委"), "committee_post"), (("教师", "村医"), "unit_post")]
)
def test_a_column_headed_post_is_told_by_what_stands_in_it(
    a_sheet: Callable[..., Sheet], words: tuple[str, str], field: str
) -> None:
    sheet = a_sheet("姓名 职务", ("丁巧云", words[0]), ("苏晓棠", words[1]))
    assert columns(recognise(sheet)) == {"name": 0, field: 1}


def test_two_persons_in_one_row_are_not_dropped_in_silence(a_sheet: Callable[..., Sheet]) -> None:
    table = recognise(a_sheet("姓名 电话 姓名 电话", ("丁巧云", "1", "苏晓棠", "2")))
    assert "C 列也写着“姓名”" in table.notes[0]


def test_the_sheet_with_the_roster_is_found_among_others(a_sheet: Callable[..., Sheet]) -> None:
    remarks = Sheet("说明", (("填表说明",), ("一、按实填写",)))
    assert most_likely_table([remarks, a_sheet("姓名 电话", ("丁巧云", "1"))]).sheet_name == "名册"


def test_the_user_may_correct_a_column(a_sheet: Callable[..., Sheet]) -> None:
    found = recognise(a_sheet("姓名 备注 联系", ("丁巧云", "x", "y"))).column_map
    corrected = found.with_field(2, Field.NOTE)
    assert corrected.column_of(Field.NOTE) == 2
    assert corrected.field_of(1) is None
    assert corrected.with_field(2, None).column_of(Field.NOTE) is None
    assert found.column_of(Field.NOTE) == 1, "the map as recognised is not touched"
