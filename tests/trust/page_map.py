"""Which bytes of a database file mean something, by SQLite's published file format; the rest is unallocated.

Read straight from the bytes, without SQLite: pages of trees with their cells, overflow pages, the free list.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 100
_INNER_INDEX, _INNER_TABLE, _LEAF_INDEX, _LEAF_TABLE = 2, 5, 10, 13


class PageMap:
    """Marks every byte of a closed file that SQLite gives a meaning to."""

    def __init__(self, file: Path) -> None:
        self._content = file.read_bytes()
        self.page_size = self._number(16, 2)
        self._usable = self.page_size - self._content[20]
        self._marks = bytearray(len(self._content))
        self._mark(0, HEAD)
        connection = sqlite3.connect(file)
        roots = connection.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0").fetchall()
        connection.close()
        for root in (1, *(row[0] for row in roots)):
            self._tree(root)
        self._free_list(self._number(32, 4))

    def used(self) -> list[int]:
        """Return the places of all bytes that mean something."""
        return [place for place, mark in enumerate(self._marks) if mark]

    def unallocated(self) -> list[int]:
        """Return the places of all bytes that mean nothing."""
        return [place for place, mark in enumerate(self._marks) if not mark]

    def _number(self, place: int, size: int) -> int:
        return int.from_bytes(self._content[place : place + size], "big")

    def _mark(self, place: int, size: int) -> None:
        self._marks[place : place + size] = b"\x01" * size

    def _start(self, page: int) -> int:
        return (page - 1) * self.page_size

    def _tree(self, page: int) -> None:
        start = self._start(page)
        head = start + (HEAD if page == 1 else 0)
        kind, cells = self._content[head], self._number(head + 3, 2)
        inner = kind in (_INNER_INDEX, _INNER_TABLE)
        pointers = head + (12 if inner else 8)
        self._mark(head, pointers - head + 2 * cells)
        block = self._number(head + 1, 2)
        while block:
            self._mark(start + block, 4)
            block = self._number(start + block, 2)
        for number in range(cells):
            place = start + self._number(pointers + 2 * number, 2)
            self._cell(place, kind)
            if inner:
                self._tree(self._number(place, 4))
        if inner:
            self._tree(self._number(head + 8, 4))

    def _cell(self, place: int, kind: int) -> None:
        end = place + (4 if kind in (_INNER_INDEX, _INNER_TABLE) else 0)
        if kind == _INNER_TABLE:
            self._mark(place, self._varint(end)[1] - place)
            return
        payload, end = self._varint(end)
        if kind == _LEAF_TABLE:
            end = self._varint(end)[1]
        most = self._usable - 35 if kind == _LEAF_TABLE else (self._usable - 12) * 64 // 255 - 23
        if payload <= most:
            self._mark(place, max(end + payload - place, 4))
            return
        least = (self._usable - 12) * 32 // 255 - 23
        here = least + (payload - least) % (self._usable - 4)
        here = here if here <= most else least
        self._mark(place, end + here + 4 - place)
        self._overflow(self._number(end + here, 4), payload - here)

    def _overflow(self, page: int, rest: int) -> None:
        while page and rest > 0:
            here = min(rest, self._usable - 4)
            self._mark(self._start(page), 4 + here)
            page, rest = self._number(self._start(page), 4), rest - here

    def _free_list(self, trunk: int) -> None:
        while trunk:
            start = self._start(trunk)
            self._mark(start, 8 + 4 * self._number(start + 4, 4))
            trunk = self._number(start, 4)

    def _varint(self, place: int) -> tuple[int, int]:
        value = 0
        for number in range(8):
            byte = self._content[place + number]
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, place + number + 1
        return value << 8 | self._content[place + 8], place + 9
