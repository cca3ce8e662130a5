"""How large a sheet may be, and the sentences for files that cannot be taken."""

from __future__ import annotations

from fulian_desktop.errors import UserFacingError

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000
LARGEST_TEXT = 100 * 1024 * 1024
"""Bytes of all XML parts of a packed file together, unpacked."""
MOST_IN_CELL = 32_767
"""Characters in one cell: what spreadsheet programs themselves allow."""
MOST_CHARACTERS = 20_000_000
"""Characters of a whole sheet, a shared text counted as often as it is used."""


def check_size(rows: int, columns: int, sheet_name: str, file_name: str) -> None:
    """Refuse a sheet of more than 50,000 rows, 200 columns or 2,000,000 cells."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise too_large(file_name, f"工作表“{sheet_name}”有 {rows} 行 {columns} 列")


def too_long(sheet_name: str, row: int, file_name: str) -> UserFacingError:
    """Return the error for a cell with more than 32,767 characters; `row` counts from 1."""
    return UserFacingError(
        f"“{file_name}”的工作表“{sheet_name}”第 {row} 行有一格超过 {MOST_IN_CELL} 个字，不像名册。",
        advice=("请把名册复制到一个新的表格里，另存为 .xlsx 后再导入。",),
    )


def too_large(file_name: str, what: str) -> UserFacingError:
    """Return the error for a sheet beyond the limits."""
    return UserFacingError(
        f"“{file_name}”太大：{what}，最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列。",
        advice=("请把名册复制到一个新的表格里，另存为 .xlsx 后再导入。",),
    )


def encrypted(file_name: str) -> UserFacingError:
    """Return the error for a workbook that needs a password."""
    return UserFacingError(
        f"“{file_name}”加了密码，打不开。",
        advice=("请在 WPS 中打开它，取消密码，另存一份，再导入另存的那一份。",),
    )


def unreadable(file_name: str, kind: str) -> UserFacingError:
    """Return the error for a damaged file of this kind ("xlsx", "ods", ...)."""
    if file_name.lower().endswith(".et"):
        return UserFacingError(
            f"“{file_name}”是 WPS 自己的格式，这里读不了。",
            advice=("请在 WPS 中打开它，另存为 .xlsx，再导入。",),
        )
    return UserFacingError(
        f"“{file_name}”损坏了，或者不是完整的 {kind} 表格，读不出来。",
        advice=(
            "请在 WPS 中打开看一看；能打开的话，另存为 .xlsx 再导入。",
            "打不开的话，请向交表的人重新要一份。",
        ),
    )
