"""Rows below the headings that hold no person: blanks, totals, remarks, signatures, repeated headings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.exchange import cell_looks
from fulian_desktop.exchange.headings import Field, field_of_heading, is_heading_word
from fulian_desktop.exchange.sheets import Cell, is_filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.exchange.recognition import ColumnMap

TOTAL_ROW = "合计行"
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总人数|人数|本页)|^(?:总共|共|计):?\d+(?:人|名|位)")
_STATED_TOTAL = re.compile(r"^(?:合计|总计|共计|总人数|总共|共):?(\d+)(?:人|名|位)?$")
_REMARK = re.compile(r"^(?:说明|注|备注|附注|附|填表说明|注意|要求)[:：\d(（]|^(?:说明|注)$")
_SIGNATURE = re.compile(
    r"^(?:填表人|制表人|制表|审核人|审核|填报人|填报单位|单位|负责人|联系人|经办人|录入人|填报日期|填表日期|日期|盖章|"
    r"主要负责人|分管领导|审批人|复核人)(?:\([^)]*\))?[:：]"
)
_SECTION = re.compile(
    r"^[一二三四五六七八九十]+[、.]|^第?[一二三四五六七八九十\d]+(?:村民小组|小组|代表团|代表组|组|片|网格)(?:\(.*\))?$"
    r"|^\(?(?:共)?\d+(?:人|名)\)?$"
)


@dataclass(frozen=True)
class SkippedRow:
    """A row that was passed over: 1-based row of the sheet, why, and what stands in it."""

    row_number: int
    reason: str
    text: str


def reason_to_skip(row: Sequence[Cell], columns: ColumnMap) -> str | None:
    """Return why a row holds no person, or None when it is to be read."""
    filled = [(column, cell) for column, cell in enumerate(row) if is_filled(cell)]
    if not filled:
        return "空行"
    if any(cell_looks.looks_like_id(cell) or cell_looks.looks_like_phone(cell) for _, cell in filled):
        return None
    name = columns.column_of(Field.NAME)
    first = _plain(filled[0][1])
    name_text = _plain(row[name]) if name is not None and name < len(row) else ""
    for text in (first, name_text):
        reason = _footer(text)
        if reason:
            return reason
    if name_text and field_of_heading(name_text) is Field.NAME and _mostly_headings(filled):
        return "重复的表头"
    return _few_cells(filled, name, name_text)


def stated_total(row: SkippedRow) -> int | None:
    """Return how many persons a total row says there are, or None when it says something else."""
    found = _STATED_TOTAL.match(_plain(row.text)) if row.reason == TOTAL_ROW else None
    return int(found[1]) if found else None


def _footer(text: str) -> str | None:
    if _TOTAL.match(text):
        return TOTAL_ROW
    if _REMARK.match(text):
        return "说明行"
    return "落款行" if _SIGNATURE.match(text) else None


def _mostly_headings(filled: Sequence[tuple[int, Cell]]) -> bool:
    words = sum(1 for _, cell in filled if isinstance(cell, str) and is_heading_word(cell))
    return words * 2 > len(filled)


def _few_cells(filled: Sequence[tuple[int, Cell]], name: int | None, name_text: str) -> str | None:
    if len(filled) != 1:
        return None
    column, cell = filled[0]
    if column != name:
        return "只有序号" if _plain(cell).isdecimal() else "小标题或说明"
    return "小标题或说明" if _SECTION.match(name_text) or len(name_text) > 20 else None


def _plain(cell: Cell) -> str:
    if not is_filled(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())
