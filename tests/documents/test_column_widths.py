"""Columns fit their content where there is room to spare, and are the same in both forms."""

from __future__ import annotations

import pytest

from fulian_desktop.documents.column_widths import column_widths
from fulian_desktop.documents.content import Align, Column, Table

WIDTH = 440.0


def test_columns_stay_as_the_paper_wants_them_when_everything_fits() -> None:
    table = Table((Column("序号", 1.0), Column("姓名", 3.0, is_name=True)), (("1", "丁巧云"),))
    assert column_widths(table, WIDTH) == (110.0, 330.0)


def test_a_long_name_takes_room_from_a_column_that_has_some_to_spare() -> None:
    columns = (Column("姓名", 1.0, is_name=True), Column("备注", 3.0))
    narrow, wide = column_widths(Table(columns, (("古丽娜尔·艾合买提", "好"),)), WIDTH)
    assert narrow >= 9 * 12
    assert narrow + wide == pytest.approx(WIDTH)


def test_a_column_to_sign_in_gives_nothing_away() -> None:
    columns = (Column("姓名", 1.0, is_name=True), Column("签名", 2.0), Column("单位", 2.0))
    rows = (("阿依古丽·买买提·艾合买提江", "", "村委会"),)
    widths = column_widths(Table(columns, rows), WIDTH)
    assert widths[1] == WIDTH * 2 / 5
    assert widths[0] > WIDTH / 5 > widths[2] / 2


def test_running_text_does_not_push_the_facts_out() -> None:
    columns = (Column("时间", 1.0), Column("内容", 1.0, align=Align.LEFT))
    rows = (("2026年3月6日", "说明依据，介绍人选，征求意见，举手表决，宣布结果。" * 9),)
    time, content = column_widths(Table(columns, rows), WIDTH)
    assert time >= 12 * 9
    assert content <= WIDTH * 0.75


def test_a_table_without_rows_keeps_its_shares() -> None:
    table = Table((Column("姓名", 1.0), Column("签名", 1.0)), ())
    assert column_widths(table, WIDTH) == (220.0, 220.0)
