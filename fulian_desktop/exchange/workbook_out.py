"""Writing workbooks for offices: long numbers stay text, and nothing becomes a formula."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fulian_desktop.storage.durable_file import write_durably

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))
_TEXT = "@"
_NARROWEST, _WIDEST = 6, 48


@dataclass(frozen=True)
class SheetColumn:
    """One column: its heading, and its width in characters (0: as wide as its contents)."""

    heading: str
    width: int = 0


TEMPLATE_COLUMNS = (
    SheetColumn("序号", 6),
    SheetColumn("姓名", 12),
    SheetColumn("性别", 6),
    SheetColumn("出生年月", 12),
    SheetColumn("民族", 10),
    SheetColumn("政治面貌", 14),
    SheetColumn("文化程度", 10),
    SheetColumn("妇联职务", 10),
    SheetColumn("单位及职务", 24),
    SheetColumn("所在组", 10),
    SheetColumn("公民身份号码", 22),
    SheetColumn("联系电话", 14),
    SheetColumn("住址", 24),
    SheetColumn("备注", 16),
)
_TEMPLATE_ROWS = 200


def write_roster_workbook(
    path: Path,
    title: str,
    columns: Sequence[SheetColumn | str],
    rows: Iterable[Sequence[str | int]],
    *,
    sheet_name: str = "名册",
) -> None:
    """Write a roster as xlsx: a title, headings that are repeated on every printed page, one row a person.

    Every text is stored as text, so that ID numbers keep all their digits and a text that begins with
    = + - or @ never becomes a formula. The file appears complete or not at all.

    Raises:
        UserFacingError: the file cannot be written (folder read-only, disk full, open in another program).
    """
    wanted = [SheetColumn(one) if isinstance(one, str) else one for one in columns]
    contents = [list(row) for row in rows]
    workbook, sheet = _workbook(title, wanted, contents)
    sheet.title = sheet_name
    for row_index, row in enumerate(contents, start=3):
        for column_index, value in enumerate(row, start=1):
            _put(sheet.cell(row_index, column_index), value)
    _save(workbook, path)


def write_import_template(path: Path) -> None:
    """Write an empty roster to be filled in: 200 ruled rows, all cells text, so that no number is spoilt.

    Raises:
        UserFacingError: the file cannot be written.
    """
    workbook, sheet = _workbook("××村妇联执委（代表）名册", TEMPLATE_COLUMNS, [])
    for row_index in range(3, 3 + _TEMPLATE_ROWS):
        for column_index in range(1, len(TEMPLATE_COLUMNS) + 1):
            _put(sheet.cell(row_index, column_index), "")
    _offer(sheet, 3, ("女",))
    _offer(sheet, 8, ("主席", "副主席", "执委"))
    _save(workbook, path)


def _workbook(title: str, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Any]]) -> tuple[Any, Any]:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "名册"
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=max(1, len(columns)))
    _put(sheet.cell(1, 1), title)
    sheet.cell(1, 1).font = Font(name="宋体", size=18, bold=True)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 34
    side = Side(style="thin")
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(2, index)
        _put(cell, column.heading)
        cell.font = Font(name="宋体", size=11, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.fill = PatternFill("solid", fgColor="F2F2F2")
        texts = [column.heading, *(str(row[index - 1]) for row in rows if index <= len(row))]
        width = column.width or max(_text_width(text) for text in texts) + 2
        sheet.column_dimensions[get_column_letter(index)].width = min(max(width, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    return workbook, sheet


def _put(cell: Any, value: str | int) -> None:
    """Write a whole number as a number and everything else as text that no program evaluates."""
    if isinstance(value, int) and not isinstance(value, bool):
        cell.value = value
        return
    text = str(value).translate(_ILLEGAL)[:32767]
    cell.number_format = _TEXT
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r"))


def _offer(sheet: Any, column: int, words: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    offer = DataValidation(
        type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False
    )
    letter = get_column_letter(column)
    offer.add(f"{letter}3:{letter}{2 + _TEMPLATE_ROWS}")
    sheet.add_data_validation(offer)


def _text_width(text: str) -> int:
    """Return the width in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _save(workbook: Any, path: Path) -> None:
    write_durably(path, _packed(workbook))


def _packed(workbook: Any) -> bytes:
    """Return the file, made in memory: nothing of a roster passes through a folder for temporary files."""
    import zipfile

    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class _InMemory(ExcelWriter):  # type: ignore[misc]
        def write_worksheet(self, sheet: Any) -> None:
            writer = WorksheetWriter(sheet, out=io.BytesIO())
            writer.write()
            sheet._rels = writer._rels
            self._archive.writestr(sheet.path[1:], writer.out.getvalue())
            self.manifest.append(sheet)

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _InMemory(workbook, archive).write_data()
    return packed.getvalue()
