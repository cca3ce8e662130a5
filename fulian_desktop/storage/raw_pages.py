"""Reading the pages of a data file without SQLite, for what SQLite refuses to walk.

Only what saving a damaged file needs: which page belongs to which tree, and the rows on a leaf page of a
table (SQLite file format, 1.5 to 2.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    Value = int | float | str | bytes | None

PAGE = 4096  # bytes, SQLite's own choice on every system the program runs on
_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE = 0x02, 0x05, 0x0A, 0x0D
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class BrokenPageError(ValueError):
    """A page or a row does not make sense."""


class RawPages:
    """The pages of one closed file, numbered from 1."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = file.seek(0, 2) // PAGE

    def page(self, number: int) -> bytes:
        """Return a page; raises BrokenPageError for one that is not in the file."""
        if not 1 <= number <= self.count:
            raise BrokenPageError(f"no page {number}")
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE)

    def tree(self, root: int) -> tuple[set[int], bool]:
        """Return the pages that can be reached from a root, and whether every one of them made sense."""
        reached: set[int] = set()
        waiting, sound = [root], True
        while waiting:
            number = waiting.pop()
            if number in reached:
                continue
            try:
                below = list(_children(self.page(number), 100 if number == 1 else 0))
            except (BrokenPageError, IndexError):
                sound = False
                continue
            reached.add(number)
            waiting.extend(below)
        return reached, sound

    def free(self) -> set[int]:
        """Return the pages that hold nothing any more, as far as their list can be followed."""
        found: set[int] = set()
        trunk = int.from_bytes(self.page(1)[32:36], "big")
        while 1 <= trunk <= self.count and trunk not in found:
            found.add(trunk)
            content = self.page(trunk)
            leaves = min(int.from_bytes(content[4:8], "big"), PAGE // 4 - 2)
            found.update(int.from_bytes(content[8 + 4 * n : 12 + 4 * n], "big") for n in range(leaves))
            trunk = int.from_bytes(content[:4], "big")
        return found

    def is_table_leaf(self, number: int) -> bool:
        """Tell whether a page looks like one with rows of a table."""
        return self.page(number)[100 if number == 1 else 0] == _LEAF_TABLE

    def rows(self, number: int) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Yield row number and values of every row on a leaf page that makes sense."""
        content = self.page(number)
        cells = int.from_bytes(content[3:5], "big")
        for index in range(min(cells, PAGE // 4)):
            place = int.from_bytes(content[8 + 2 * index : 10 + 2 * index], "big")
            try:
                yield self._row(content, place)
            except (BrokenPageError, IndexError, UnicodeDecodeError):
                continue

    def _row(self, content: bytes, place: int) -> tuple[int, tuple[Value, ...]]:
        size, place = _varint(content, place)
        rowid, place = _varint(content, place)
        return rowid, _values(self._payload(content, place, size))

    def _payload(self, content: bytes, place: int, size: int) -> bytes:
        """Return a row's bytes, with those on overflow pages."""
        if size > self.count * PAGE:
            raise BrokenPageError("a row longer than the file")
        most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
        if size <= most:
            return content[place : place + size]
        here = least + (size - least) % (PAGE - 4)
        here = here if here <= most else least
        payload = content[place : place + here]
        following = int.from_bytes(content[place + here : place + here + 4], "big")
        while len(payload) < size:
            page = self.page(following)
            payload += page[4 : 4 + size - len(payload)]
            following = int.from_bytes(page[:4], "big")
        return payload


def _children(content: bytes, head: int) -> Iterator[int]:
    """Yield the pages below a page of a tree."""
    kind = content[head]
    if kind in (_LEAF_TABLE, _LEAF_INDEX):
        return
    if kind not in (_INTERIOR_TABLE, _INTERIOR_INDEX):
        raise BrokenPageError(f"a page of kind {kind}")
    yield int.from_bytes(content[head + 8 : head + 12], "big")
    for index in range(int.from_bytes(content[head + 3 : head + 5], "big")):
        pointer = head + 12 + 2 * index
        cell = int.from_bytes(content[pointer : pointer + 2], "big")
        yield int.from_bytes(content[cell : cell + 4], "big")


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for used in range(9):
        byte = content[place + used]
        if used == 8:
            value = value << 8 | byte
            return value - (1 << 64) if value >= 1 << 63 else value, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + used + 1
    raise BrokenPageError("a number without an end")


def _values(payload: bytes) -> tuple[Value, ...]:
    head_size, place = _varint(payload, 0)
    kinds = []
    while place < head_size:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    if place != head_size:
        raise BrokenPageError("a row's head does not end where it says")
    values: list[Value] = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    if place != len(payload):
        raise BrokenPageError("a row does not end where it says")
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    if kind in _INTEGER_BYTES:
        end = place + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[place:end], "big", signed=True), end
    if kind < 12:
        raise BrokenPageError(f"a value of kind {kind}")  # real numbers: the schema has none
    end = place + (kind - 12) // 2
    raw = payload[place:end]
    if end > len(payload):
        raise BrokenPageError("a value beyond its row")
    return (raw.decode("utf-8") if kind % 2 else raw), end
