"""Measuring an old workbook (.xls) before anything builds it: one far-away cell would cost a gigabyte.

The container is [MS-CFB], the records are [MS-XLS] 2.3; read is only what tells the places of cells and the
lengths of shared texts.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from fulian_desktop.exchange.sheet_limits import MOST_CHARACTERS, check_size, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF0
_BEGINNING, _MANY_NUMBERS, _SHARED_CELL, _SHARED_TEXTS, _GOES_ON = 0x0809, 0x00BD, 0x00FD, 0x00FC, 0x003C
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x027E, 0x0006, 0x00D6, 0x0002, 0x0003, 0x0004, 0x0005})
_WIDE, _EXTENDED, _RICH = 1, 4, 8


def check_xls(content: bytes, file_name: str) -> None:
    """Refuse an xls workbook beyond the limits.

    Raises:
        UserFacingError: too many rows, columns or characters.
        ValueError, IndexError, struct.error: the container is broken.
    """
    rows = columns = characters = 0
    lengths: list[int] = []
    parts: list[bytes] = []
    for kind, data in _records(_workbook(content) if content.startswith(_OLE) else content):
        if parts and kind != _GOES_ON:
            lengths, parts = _lengths(parts), []
        if kind == _SHARED_TEXTS or (parts and kind == _GOES_ON):
            parts.append(data)
        elif kind == _BEGINNING:
            rows = columns = 0
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


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _workbook(content: bytes) -> bytes:
    """Return the stream of records of an OLE container; empty when there is none."""
    size, small = 1 << content[30], 1 << content[32]
    if not (64 <= size <= 4096 and 16 <= small <= size):
        raise ValueError("sizes of sectors")
    table = _allocation(content, size)

    def stream(start: int, source: bytes, unit: int, links: tuple[int, ...], offset: int) -> bytes:
        pieces: list[bytes] = []
        while start < _END and len(pieces) <= len(links):
            pieces.append(source[offset + start * unit : offset + (start + 1) * unit])
            start = links[start]
        return b"".join(pieces)

    directory_at, _, cutoff, small_at = struct.unpack_from("<4I", content, 48)
    directory = stream(directory_at, content, size, table, size)
    root = b""
    for place in range(0, len(directory) - 127, 128):
        name = directory[place : place + 64].decode("utf-16-le", "replace").split("\0")[0]
        start, length = struct.unpack_from("<II", directory, place + 116)
        if directory[place + 66] == 5:
            root = stream(start, content, size, table, size)
        elif name in ("Workbook", "Book"):
            if length >= cutoff:
                return stream(start, content, size, table, size)[:length]
            links = stream(small_at, content, size, table, size)
            return stream(start, root, small, struct.unpack(f"<{len(links) // 4}I", links), 0)[:length]
    return b""


def _allocation(content: bytes, size: int) -> tuple[int, ...]:
    """Return the links of all sectors."""
    sectors = list(struct.unpack_from("<109I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    while following < _END and len(sectors) < len(content) // size + 110:
        links = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        sectors += links[:-1]
        following = links[-1]
    table = b"".join(content[(one + 1) * size : (one + 2) * size] for one in sectors if one < _END)
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _lengths(parts: list[bytes]) -> list[int]:
    """Return the characters of each shared text ([MS-XLS] 2.5.293); what cannot be followed ends the list."""
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
