"""How a character is written: its number of strokes, their types, and its place in the standard order.

The order is that of GB 13000.1 字序: fewer strokes first; equal counts by stroke types 横竖撇点折 from the
first stroke; equal sequences as the official table of 2013 (通用规范汉字表) has them. The table in
resources/strokes is our own, built by tools/build_stroke_table.py; its provenance stands beside it. It is
read on first use, and a character is looked up in it when it is first met: names need few of 21,000.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from fulian_desktop.locations import RESOURCES

STROKE_NAMES: Final = {"1": "横", "2": "竖", "3": "撇", "4": "点", "5": "折"}

_TABLE_FOLDER: Final = RESOURCES / "strokes"
_RANKS_PER_COUNT: Final = 4_000_000
_COUNT_ONLY: Final = 1_000_000  # within one count, characters of unknown sequence come after all known ones
_FIRST_IN_TABLE: Final = "\u2e80"  # what lies below, the table has only in its columns of numbers
_NO_COUNT: Final = 200  # a count larger than any real one: after all known characters
_NOT_HAN: Final = 201
_COUNT_BASE: Final = 33
_HAN_BLOCKS: Final = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True)
class StrokePlace:
    """Where one character stands in the order.

    Attributes:
        rank: an integer to sort by; no two characters share one.
        count: number of strokes, None when no source gives it.
        opening: the known stroke types from the first stroke on, as digits 1 横 2 竖 3 撇 4 点 5 折; may be
            shorter than count.
        is_guess: True when no source puts the character in order, so that only the count, or not even
            that, decides its place.
    """

    rank: int
    count: int | None
    opening: str
    is_guess: bool


class StrokePlaces(dict[str, StrokePlace]):
    """The place of every character there is, each worked out when it is first asked for, and kept."""

    def __missing__(self, character: str) -> StrokePlace:
        place = _in_table(character) or self._worked_out(character)
        self[character] = place
        return place

    def _worked_out(self, character: str) -> StrokePlace:
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and len(plain) == 1:
            return self[plain]
        code = ord(character)
        count = _count_from_blocks(code)
        if count is not None:
            return StrokePlace(count * _RANKS_PER_COUNT + _COUNT_ONLY + code, count, "", is_guess=True)
        group = _NO_COUNT if _is_han(character) else _NOT_HAN
        return StrokePlace(group * _RANKS_PER_COUNT + code, None, "", is_guess=_is_han(character))


PLACES: Final = StrokePlaces()


def place_of(character: str) -> StrokePlace:
    """Return where one character stands; compatibility forms stand where their plain form stands."""
    return PLACES[character]


def stroke_count(character: str) -> int | None:
    """Return the number of strokes of one character, None when it is not known or no Chinese character."""
    return PLACES[character].count


def first_stroke(character: str) -> str | None:
    """Return 横, 竖, 撇, 点 or 折, None when it is not known."""
    opening = PLACES[character].opening
    return STROKE_NAMES[opening[0]] if opening else None


def _in_table(character: str) -> StrokePlace | None:
    """Return what the table says; the rank counts the signs of the file before the character."""
    table = _order()
    at = table.find(character) if character >= _FIRST_IN_TABLE else -1
    if at < 0:
        return None
    count, opening, _before = table[table.rindex("\n", 0, at) + 1 : at].split("\t")
    return StrokePlace(int(count) * _RANKS_PER_COUNT + at, int(count), opening.rstrip("*"), is_guess=False)


@cache
def _order() -> str:
    return (_TABLE_FOLDER / "order.tsv").read_text(encoding="utf-8")


@cache
def _count_blocks() -> tuple[tuple[int, str], ...]:
    lines = (_TABLE_FOLDER / "counts.tsv").read_text(encoding="ascii").splitlines()
    return tuple((int(first, 16), counts) for first, counts in (line.split("\t") for line in lines))


def _count_from_blocks(code: int) -> int | None:
    for first, counts in _count_blocks():
        if first <= code < first + len(counts):
            return (ord(counts[code - first]) - _COUNT_BASE) or None
    return None


def _is_han(character: str) -> bool:
    code = ord(character)
    return code == 0x3007 or any(first <= code <= last for first, last in _HAN_BLOCKS)
