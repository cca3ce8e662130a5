"""The container of an old workbook ([MS-CFB]), read strictly before the library reads it.

The library trusts what such a file says of itself: a chain of sectors in a circle, a sector number or a size
beyond the end of the file make it ask for more memory than there is, and that ends the whole program. So
every chain and every size it goes by is followed here first.
"""

from __future__ import annotations

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_HEAD_LINKS, _HEAD = 109, 512
_SECTOR_SHIFTS, _SMALL_SHIFT = (9, 12), 6
_ENTRY, _ROOT = 128, 5
_MARKS_OF_ORDER = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_SMALLER_THAN = 4096
"""Bytes; a shorter stream lies in the sectors of 64 bytes that the root entry's stream is cut into."""


class OleContainer:
    """A container whose chains end, and whose sizes are those of the file.

    Raises:
        ValueError, IndexError, struct.error: it is broken.
    """

    def __init__(self, content: bytes) -> None:
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in _SECTOR_SHIFTS or small_shift != _SMALL_SHIFT:
            raise ValueError("sizes of sectors")
        self._content, self._size = content, 1 << shift
        directories, links, directory, _, cutoff, small, smalls, more, mores = struct.unpack_from(
            "<9I", content, 40
        )
        if cutoff != _SMALLER_THAN:
            raise ValueError("length of small streams")
        if max(directories, links, smalls, mores) > len(content) // self._size:
            raise ValueError("more sectors than there are")
        self._links = self._read_links(more)
        entries = self._chain(directory)
        self._entries = [entries[at : at + _ENTRY] for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
        if any(entry.startswith(_MARKS_OF_ORDER) for entry in self._entries):
            raise ValueError("a name that reads differently")
        self._small = self._chain(small)
        start, length = self._extent(self._entries[0])
        self._root = self._chain(start)[: length or None]

    def stream(self, name: str) -> bytes | None:
        """Return the first stream of this name, None when there is none."""
        for entry in self._entries:
            if entry[:64].decode("utf-16-le", "replace").split("\0")[0] == name:
                start, length = self._extent(entry)
                read = self._small_chain(start) if length < _SMALLER_THAN else self._chain(start)
                return read[: length or None]
        return None

    def _read_links(self, more: int) -> tuple[int, ...]:
        sectors = list(struct.unpack_from(f"<{_HEAD_LINKS}I", self._content, 76))
        seen: set[int] = set()
        while more < _END:
            if more in seen:
                raise ValueError("a chain in a circle")
            seen.add(more)
            *further, more = _numbers(self._sector(more))
            sectors += further
        return _numbers(b"".join(self._sector(one) for one in sectors if one != _FREE))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise ValueError("a sector beyond the end")
        return self._content[start : start + self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(one) for one in _followed(start, self._links))

    def _small_chain(self, start: int) -> bytes:
        links, unit = _numbers(self._small), 1 << _SMALL_SHIFT
        chain = _followed(start, links)
        if any(one * unit >= len(self._root) for one in chain):
            raise ValueError("a sector beyond the end")
        return b"".join(self._root[one * unit : (one + 1) * unit] for one in chain)

    def _extent(self, entry: bytes) -> tuple[int, int]:
        start, length, upper = struct.unpack_from("<III", entry, 116)
        length += (upper << 32) if self._size > _HEAD else 0
        if length > len(self._content):
            raise ValueError("longer than the file")
        return start, length


def _numbers(piece: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])


def _followed(start: int, links: tuple[int, ...]) -> list[int]:
    """Return the sectors of a chain; only the mark of the end ends it."""
    chain: list[int] = []
    while start != _END:
        if len(chain) > len(links):
            raise ValueError("a chain in a circle")
        chain.append(start)
        start = links[start]
    return chain
