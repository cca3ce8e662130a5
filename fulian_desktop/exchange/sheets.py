"""Reading spreadsheet files into plain grids of cell values, whatever the office saved them as."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.file_kinds import FileKind, kind_of_file
from fulian_desktop.exchange.sheet_limits import (
    LARGEST_FILE,
    MOST_IN_CELL,
    check_size,
    encrypted,
    too_long,
    unreadable,
)
from fulian_desktop.exchange.text_sheets import read_text_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_END_OF_PACKED = b"PK\x05\x06"

Cell = str | int | float | bool | date | None


@dataclass(frozen=True)
class MergedRange:
    """A block of merged cells; all four are 0-based and inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its rows from the very first one on (rows[0] is row 1), its merged blocks."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[MergedRange, ...] = ()

    def is_empty(self) -> bool:
        """Tell whether no cell holds anything."""
        return not any(is_filled(cell) for row in self.rows for cell in row)


def is_filled(cell: Cell) -> bool:
    """Tell whether a cell holds something one can see."""
    return cell is not None and (
        not isinstance(cell, str) or bool(cell.strip("\ufeff\u200b \t\r\n\u3000\xa0"))
    )


def column_letter(index: int) -> str:
    """Return the letters of a 0-based column as spreadsheets show them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_sheets(path: Path) -> list[Sheet]:
    """Read the visible sheets of an xlsx, xls, ods or csv file; the kind is told by content, not by name.

    Raises:
        UserFacingError: the file cannot be read, is of another kind, encrypted, damaged, empty or too large.
    """
    content = _bytes_of(path)
    kind = kind_of_file(content, path)
    if kind is FileKind.TEXT:
        rows = read_text_rows(content, path.name)
        sheets = [_sheet(path.stem, rows, (), path.name)]
    else:
        sheets = _workbook_sheets(content, kind, path.name)
    if all(sheet.is_empty() for sheet in sheets):
        raise UserFacingError(
            f"“{path.name}”是空的，里面没有任何内容。",
            advice=("请在 WPS 里打开看一看，确认名册在这个文件里，并且已经保存。",),
        )
    return sheets


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserFacingError(
                f"“{path.name}”是文件夹，不是表格文件。", advice=("请选择里面的表格文件。",)
            )
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UserFacingError(
                f"“{path.name}”有 {size // (1024 * 1024)} MB，太大了，最多 20 MB。",
                advice=("请把名册单独另存为一个文件，去掉图片和用不到的工作表。",),
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UserFacingError(
            f"找不到文件“{path.name}”。",
            advice=("请确认文件没有被移走或改名；如果在 U 盘上，请确认 U 盘已插好。",),
        ) from None
    except (OSError, ValueError):
        raise UserFacingError(
            f"文件“{path.name}”读不出来。",
            advice=("如果它正在 WPS 里打开，请先关闭。", "请把它复制到电脑桌面上再导入。"),
        ) from None


def _workbook_sheets(content: bytes, kind: FileKind, file_name: str) -> list[Sheet]:
    import python_calamine

    if kind is FileKind.XLS:  # what fails as xls is tried as a packed file, which nobody measured
        content = content.replace(_END_OF_PACKED, bytes(len(_END_OF_PACKED)))
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        chosen = [
            about.name
            for about in workbook.sheets_metadata
            if about.visible is python_calamine.SheetVisibleEnum.Visible
            and about.typ is python_calamine.SheetTypeEnum.WorkSheet
        ]
        return [_from_calamine(workbook.get_sheet_by_name(name), file_name) for name in chosen]
    except UserFacingError:
        raise
    except python_calamine.PasswordError:
        raise encrypted(file_name) from None
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # The reader is Rust; on damaged files it may panic, and a panic is not an Exception.
        raise unreadable(file_name, kind.value) from error


def _from_calamine(sheet: Any, file_name: str) -> Sheet:
    check_size(sheet.total_height, sheet.total_width, sheet.name, file_name)
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(MergedRange(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return _sheet(sheet.name, rows, merged, file_name)


def _sheet(
    name: str, rows: Iterable[Iterable[Any]], merged: tuple[MergedRange, ...], file_name: str
) -> Sheet:
    grid: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows, start=1):
        grid.append(tuple(map(_plain, row)))
        if any(isinstance(cell, str) and len(cell) > MOST_IN_CELL for cell in grid[-1]):
            raise too_long(name, number, file_name)
    while grid and not any(is_filled(cell) for cell in grid[-1]):
        grid.pop()
    check_size(len(grid), max((len(row) for row in grid), default=0), name, file_name)
    return Sheet(name, tuple(grid), merged)


def _plain(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value)
