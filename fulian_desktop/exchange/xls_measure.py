"""Measuring an old workbook (.xls) before anything builds it: one far-away cell would cost a gigabyte.

The records are [MS-XLS] 2.3; read is only what tells where sheets begin, the places of cells, and the number
and lengths of shared texts.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from fulian_desktop.exchange.ole_container import OLE, OleContainer
from fulian_desktop.exchange.sheet_limits import MOST_CHARACTERS, check_size, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINNING, _MANY_NUMBERS, _SHARED_CELL, _SHARED_TEXTS, _GOES_ON = 0x0809, 0x00BD, 0x00FD, 0x00FC, 0x003C
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x027E, 0x0006, 0x00D6, 0x0002, 0x0003, 0x0004, 0x0005})
_SHEET, _EXTENT, _LONG_EXTENT = 0x0085, 0x0200, 14
_MOST_ROWS_IN_XLS, _MOST_COLUMNS_IN_XLS = 65_536, 256
_WIDE, _EXTENDED, _RICH = 1, 4, 8
_SHORTEST_TEXT = 3
"""Bytes of an empty shared text."""


def check_xls(content: bytes, file_name: str) -> None:
    """Refuse an xls workbook beyond the limits.

    Raises:
        UserFacingError: too many rows, columns or characters.
        ValueError, IndexError, struct.error: the container or a record is broken.
    """
    if not content.startswith(OLE):
        _check_records(content, file_name)
        return
    container = OleContainer(content)
    for name in ("Workbook", "Book"):
        stream = container.stream(name)
        if stream is not None:
            _check_records(stream, file_name)


def _check_records(stream: bytes, file_name: str) -> None:
    rows = columns = characters = 0
    lengths: list[int] = []
    parts: list[bytes] = []
    beginnings: set[int] = set()
    sheets: set[int] = set()
    for place, kind, data in _records(stream):
        if parts and kind != _GOES_ON:
            lengths, parts = _lengths(parts), []
        if kind == _SHARED_TEXTS or (parts and kind == _GOES_ON):
            parts.append(data)
        elif kind == _BEGINNING:
            beginnings.add(place)
            rows = columns = 0
        elif kind == _SHEET:
            sheets.add(*struct.unpack_from("<I", data))
        elif kind == _EXTENT:
            _check_extent(data)
        elif (kind in _CELLS or kind in (_MANY_NUMBERS, _SHARED_CELL)) and len(data) >= 6:
            row, column = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _MANY_NUMBERS else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            check_size(rows, columns, "名册", file_name)
            if kind == _SHARED_CELL and len(data) >= 10:
                (index,) = struct.unpack_from("<I", data, 6)
                characters += lengths[index] if index < len(lengths) else 0
                if characters > MOST_CHARACTERS:
                    raise too_large(file_name, f"同样的长文字用了许多遍，合起来超过 {MOST_CHARACTERS} 个字")
    if parts:
        _lengths(parts)
    if not sheets <= beginnings:  # read from elsewhere, the records would be others than those measured
        raise ValueError("a sheet that begins nowhere")


def _check_extent(data: bytes) -> None:
    """Refuse a sheet said to be larger than an xls sheet can be; room is set aside for what is said."""
    first_row, last_row, first, last = struct.unpack_from(
        "<IIHH" if len(data) == _LONG_EXTENT else "<4H", data
    )
    if not (first_row <= last_row <= _MOST_ROWS_IN_XLS and first <= last <= _MOST_COLUMNS_IN_XLS):
        raise ValueError("the extent of a sheet")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _lengths(parts: list[bytes]) -> list[int]:
    """Return the characters of each shared text ([MS-XLS] 2.5.293); what cannot be followed ends the list.

    Raises:
        ValueError: there are said to be more than there can be; room is set aside for what is said.
    """
    (said,) = struct.unpack_from("<I", parts[0], 4)
    if said * _SHORTEST_TEXT > sum(map(len, parts)):
        raise ValueError("more shared texts than there is room for")
    lengths: list[int] = []
    part, place = 0, 8
    try:
        while part < len(parts):
            if place >= len(parts[part]):
                part, place = part + 1, 0
                continue
            count, flags = struct.unpack_from("<HB", parts[part], place)
            place += 3
            runs = more = 0
            if flags & _RICH:
                (runs,) = struct.unpack_from("<H", parts[part], place)
                place += 2
            if flags & _EXTENDED:
                (more,) = struct.unpack_from("<I", parts[part], place)
                place += 4
            lengths.append(count)
            left, width = count, 2 if flags & _WIDE else 1
            while left > (room := (len(parts[part]) - place) // width):
                left -= room
                part, place = part + 1, 1
                width = 2 if parts[part][0] & _WIDE else 1
            place += left * width + runs * 4 + more
            while part < len(parts) and place > len(parts[part]):
                place -= len(parts[part])
                part += 1
    except (struct.error, IndexError):
        pass
    return lengths
