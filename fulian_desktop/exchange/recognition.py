"""Finding the table inside a sheet: where the headings are, and which column holds what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from fulian_desktop.exchange import cell_looks
from fulian_desktop.exchange.headings import (
    Field,
    field_of_heading,
    is_ambiguous_post,
    is_exact_heading,
    is_heading_word,
)
from fulian_desktop.exchange.sheets import Cell, Sheet, column_letter, is_filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADINGS_WITHIN = 40  # rows from the top
_LOOKED_AT = 200  # rows of content
_SURE = 60  # per cent of a column's cells
_CONTRADICTED = 80


@dataclass(frozen=True)
class ColumnMap:
    """Which column (0-based) holds which field; a field that is missing is not in the sheet."""

    columns: Mapping[Field, int]

    def column_of(self, field: Field) -> int | None:
        """Return the column of a field, or None."""
        return self.columns.get(field)

    def field_of(self, column: int) -> Field | None:
        """Return the field of a column, or None."""
        return next((field for field, place in self.columns.items() if place == column), None)

    def with_field(self, column: int, field: Field | None) -> ColumnMap:
        """Return the map after the user's correction: this column holds this field, or nothing we take.

        Another column that held the field loses it.
        """
        kept = {one: place for one, place in self.columns.items() if place != column and one is not field}
        return ColumnMap(kept if field is None else {**kept, field: column})


@dataclass(frozen=True)
class TableColumn:
    """A column as the user sees it: letter, heading, the first few contents."""

    index: int
    letter: str
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class RosterTable:
    """A sheet in which the table was found.

    Attributes:
        sheet_name: the name of the sheet.
        first_body_row: 0-based row below the headings.
        columns: all columns that hold anything.
        column_map: what was recognised; `Field.NAME` may be missing.
        body: the rows below the headings, from `first_body_row` on, footers and blanks included.
        notes: what the user should know about the columns, in words.
    """

    sheet_name: str
    first_body_row: int
    columns: tuple[TableColumn, ...]
    column_map: ColumnMap
    body: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def heading(self, column: int) -> str:
        """Return the heading of a column, or an empty text."""
        return next((one.heading for one in self.columns if one.index == column), "")


def recognise(sheet: Sheet) -> RosterTable:
    """Find the headings and the columns of a roster; never fails, whatever the sheet holds."""
    width = max((len(row) for row in sheet.rows), default=0)
    heading_row = _heading_row(sheet)
    headings: list[tuple[str, ...]] = [()] * width
    first_body_row = 0
    if heading_row is not None:
        depth = 2 if _has_second_row(sheet, heading_row) else 1
        first_body_row = heading_row + depth
        headings = _headings(sheet, heading_row, depth, width)
    body = sheet.rows[first_body_row:]
    contents = [_contents(body, column) for column in range(width)]
    columns, notes = _assigned(headings, contents)
    return RosterTable(
        sheet_name=sheet.name,
        first_body_row=first_body_row,
        columns=tuple(
            TableColumn(index, column_letter(index), " ".join(headings[index]), _samples(contents[index]))
            for index in range(width)
            if contents[index] or any(headings[index])
        ),
        column_map=ColumnMap(columns),
        body=body,
        notes=notes,
    )


def most_likely_table(sheets: Sequence[Sheet]) -> RosterTable:
    """Return the table of the sheet with the most recognised columns; among equals the one with more rows."""
    tables = [recognise(sheet) for sheet in sheets if not sheet.is_empty()] or [recognise(Sheet("", ()))]
    return max(
        tables,
        key=lambda table: (
            Field.NAME in table.column_map.columns,
            len(table.column_map.columns),
            len(table.body),
        ),
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and is_filled(cell)]


def _heading_row(sheet: Sheet) -> int | None:
    """Return the row that has the most heading words; the word for name counts most."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(islice(sheet.rows, _HEADINGS_WITHIN)):
        texts = _texts(row)
        score = sum(1 for text in texts if is_heading_word(text))
        has_name = any(field_of_heading(text) is Field.NAME for text in texts)
        if any(cell_looks.looks_like_id(cell) or cell_looks.looks_like_phone(cell) for cell in row):
            continue
        if score < 2 and not has_name and not (score == 1 and _may_be_headings(row)):
            continue
        if best is None or score + 5 * has_name > best[0]:
            best = (score + 5 * has_name, index)
    return None if best is None else best[1]


def _may_be_headings(row: Sequence[Cell]) -> bool:
    """Tell whether a row with a single known heading may be the row of headings all the same."""
    filled = [cell for cell in row if is_filled(cell)]
    return len(filled) >= 2 and not any(
        not isinstance(cell, str) or cell_looks.looks_like_birth(cell) for cell in filled
    )


def _has_second_row(sheet: Sheet, heading_row: int) -> bool:
    """Tell whether the row below belongs to the headings too (手机 and 住址 under 联系方式)."""
    if heading_row + 1 >= len(sheet.rows):
        return False
    top, below = sheet.rows[heading_row], sheet.rows[heading_row + 1]
    filled = [(column, cell) for column, cell in enumerate(below) if is_filled(cell)]
    if any(
        block.first_row == heading_row and block.last_row == heading_row + 1 for block in sheet.merged
    ) and all(isinstance(cell, str) for _, cell in filled):
        return True
    if not filled or any(not isinstance(cell, str) or not is_heading_word(cell) for _, cell in filled):
        return False
    # Without merged blocks: below stand only heading words, and fewer than above.
    above = sum(1 for cell in top if is_filled(cell))
    return len(filled) < above


def _headings(sheet: Sheet, heading_row: int, depth: int, width: int) -> list[tuple[str, ...]]:
    """Return for each column its headings from the top down, merged headings spread over their columns."""
    rows: list[list[str]] = []
    for index in range(heading_row, heading_row + depth):
        row = sheet.rows[index]
        rows.append([_heading_text(row[column]) if column < len(row) else "" for column in range(width)])
    for block in sheet.merged:
        for level, row_index in enumerate(range(heading_row, heading_row + depth)):
            if block.first_row == row_index and block.first_column < width:
                for column in range(block.first_column, min(block.last_column + 1, width)):
                    rows[level][column] = rows[level][block.first_column]
    if depth == 2:
        for column in range(1, width):
            if not rows[0][column] and rows[1][column]:
                rows[0][column] = rows[0][column - 1]
    return [tuple(row[column] for row in rows if row[column]) for column in range(width)]


def _heading_text(cell: Cell) -> str:
    return "".join(str(cell).split()) if is_filled(cell) else ""


def _contents(body: Sequence[Sequence[Cell]], column: int) -> list[Cell]:
    found = (row[column] for row in islice(body, _LOOKED_AT) if column < len(row) and is_filled(row[column]))
    return list(found)


def _samples(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(str(cell).strip() for cell in cells[:3])


def _assigned(
    headings: Sequence[tuple[str, ...]], contents: Sequence[list[Cell]]
) -> tuple[dict[Field, int], tuple[str, ...]]:
    columns: dict[Field, int] = {}
    notes: list[str] = []
    wishes = sorted(
        (
            (_strength(texts), column, field)
            for column, texts in enumerate(headings)
            if (field := _field_of(texts, contents[column])) is not None
        ),
        key=lambda wish: (-wish[0], wish[1]),
    )
    for _, column, field in wishes:
        if field not in columns:
            columns[field] = column
        elif field is Field.NAME and contents[column]:
            notes.append(
                f"{column_letter(column)} 列也写着“姓名”：一行排了两个人的表，"
                "请先改成一行一个人，否则只读前一个。"
            )
    _correct_by_content(columns, contents, notes)
    _fill_by_content(columns, headings, contents)
    return dict(sorted(columns.items(), key=lambda item: item[1])), tuple(notes)


def _field_of(texts: tuple[str, ...], cells: Sequence[Cell]) -> Field | None:
    for text in reversed(texts):
        if is_ambiguous_post(text):
            looks, count = cell_looks.share(cells, Field.COMMITTEE_POST)
            return Field.COMMITTEE_POST if count and looks >= _SURE else Field.UNIT_POST
        field = field_of_heading(text)
        if field is not None:
            return field
    return field_of_heading("".join(texts)) if len(texts) > 1 else None


def _strength(texts: tuple[str, ...]) -> int:
    return 2 if texts and is_exact_heading(texts[-1]) else 1


def _correct_by_content(columns: dict[Field, int], contents: Sequence[list[Cell]], notes: list[str]) -> None:
    """Swap telephone and ID columns whose contents say that the headings stand the wrong way round."""
    phone, number = columns.get(Field.PHONE), columns.get(Field.ID_NUMBER)
    if phone is None or number is None:
        return
    phones_there = cell_looks.share(contents[number], Field.PHONE)[0]
    numbers_there = cell_looks.share(contents[phone], Field.ID_NUMBER)[0]
    if phones_there >= _CONTRADICTED and numbers_there >= _CONTRADICTED:
        columns[Field.PHONE], columns[Field.ID_NUMBER] = number, phone
        notes.append("电话和身份证号两栏的标题写反了，已按内容对调，请核对。")


def _fill_by_content(
    columns: dict[Field, int], headings: Sequence[tuple[str, ...]], contents: Sequence[list[Cell]]
) -> None:
    """Recognise columns without a known heading by what stands in them."""
    for field in cell_looks.LOOKS:
        if field in columns:
            continue
        taken = set(columns.values())
        best: tuple[int, int] | None = None
        for column, cells in enumerate(contents):
            if column in taken or any(is_heading_word(text) for text in headings[column]):
                continue
            looks, _ = cell_looks.share(cells, field)
            if field is Field.NAME and len({cell_looks.plain_text(cell) for cell in cells}) * 2 <= len(cells):
                continue
            if looks >= _SURE and (best is None or looks > best[0]):
                best = (looks, column)
        if best is not None:
            columns[field] = best[1]


def with_columns(table: RosterTable, column_map: ColumnMap) -> RosterTable:
    """Return the table with the user's columns."""
    return replace(table, column_map=column_map)
