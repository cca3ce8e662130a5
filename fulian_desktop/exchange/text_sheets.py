"""Reading comma, tab or semicolon separated text in the encodings offices use."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.sheet_limits import MOST_COLUMNS, MOST_ROWS, too_large

_DELIMITERS = (",", "\t", ";", "，", "；", "|")
_LOOKED_AT = 50
_MOST_LINES_IN_A_CELL = 30


def read_text_rows(content: bytes, file_name: str) -> list[list[str]]:
    """Decode (UTF-8 with or without mark, UTF-16 with mark, GB18030) and split into rows of cells.

    A blank line stays as an empty row, so that row numbers agree with what a spreadsheet program shows.

    Raises:
        UserFacingError: the text cannot be decoded, or is no table of cells.
    """
    text = _decoded(content, file_name)
    sample = "\n".join(text[: 64 * 1024].splitlines()[:_LOOKED_AT])
    delimiter = max(_DELIMITERS, key=lambda one: _agreement(sample, one))
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cell.count("\n") > _MOST_LINES_IN_A_CELL for cell in row):
                raise csv.Error("a quote swallowed the lines that follow")
            if len(row) > MOST_COLUMNS:
                raise too_large(file_name, f"第 {len(rows) + 1} 行有 {len(row)} 列")
            rows.append(row)
            if len(rows) > MOST_ROWS + 1000:
                raise too_large(file_name, f"超过 {MOST_ROWS} 行")
    except csv.Error:
        raise UserFacingError(
            f"“{file_name}”第 {len(rows) + 1} 行附近的引号不成对，分不清各栏。",
            advice=("请在 WPS 中打开它，另存为 .xlsx，再导入。",),
        ) from None
    return rows


def _decoded(content: bytes, file_name: str) -> str:
    encodings = ("utf-8-sig", "gb18030")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserFacingError(
        f"“{file_name}”里的文字编码认不出来，不是 UTF-8，也不是国标 GB18030。",
        advice=("请在 WPS 中打开它，确认文字不乱，另存为 .xlsx，再导入。",),
    )


def _agreement(sample: str, delimiter: str) -> tuple[int, int]:
    """Return how many sampled rows share the commonest width above one, and that width."""
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return (0, 0)
    widths.pop(0, None)
    widths.pop(1, None)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count, width)
