"""How wide words are in Word, without loading a font: Chinese one character, Latin and digits half of one.

Offices open the file with fonts we do not know; 仿宋, 黑体, 楷体 and 宋体 all keep to these widths. They
decide indents and how many names stand in a row, never where a running line breaks: Word breaks its own.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from fulian_desktop.documents.content import BODY_SIZE, Text, plain_text

POINTS_PER_MM = 72 / 25.4
CHARACTERS_PER_LINE = 28
BODY_EM = 156 * POINTS_PER_MM / CHARACTERS_PER_LINE
"""Points from one character of running text to the next: 15.79."""
TWIPS = 20
"""Twentieths of a point, the unit Word keeps lengths in."""


def twips(points: float) -> int:
    """Return points in twentieths of a point."""
    return round(points * TWIPS)


def em_of(size: float) -> float:
    """Return the room one Chinese character of this size takes, in points."""
    return BODY_EM if size == BODY_SIZE else size


def characters(text: Text) -> float:
    """Return the width of words, in Chinese characters."""
    return sum(1.0 if _is_wide(character) else 0.5 for character in plain_text(text))


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA" and not character.isascii()


@dataclass(frozen=True)
class WordPage:
    """An A4 page and its margins, in points."""

    width_of_sheet: float
    height_of_sheet: float
    top: float
    left: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width of the text."""
        return self.width_of_sheet - self.left - self.right

    @property
    def height(self) -> float:
        """Height of the text."""
        return self.height_of_sheet - self.top - self.bottom


def word_page(*, landscape: bool, narrow: bool = False) -> WordPage:
    """Return an upright page (margins 37, 28, 26, 35 mm), a lying one for rosters, or a sheet to cut up."""
    if narrow:
        return WordPage(*(measure * POINTS_PER_MM for measure in (210, 297, 9, 9, 9, 9)))
    measures = (297, 210, 28, 25, 25, 26) if landscape else (210, 297, 37, 28, 26, 35)
    return WordPage(*(measure * POINTS_PER_MM for measure in measures))
