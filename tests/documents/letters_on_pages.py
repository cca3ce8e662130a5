"""Where each letter stands on the pages of a PDF, measured from the file itself."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MM = 72 / 25.4
PAGE_HEIGHT = 297 * MM


@dataclass(frozen=True)
class PlacedLetter:
    """One letter; lengths in points, `y` of its baseline from the upper edge of the page."""

    character: str
    x: float
    y: float
    right: float
    size: float


@dataclass(frozen=True)
class PlacedLine:
    """Letters on one baseline with no wide gap between them: a line of text, or of one cell."""

    letters: tuple[PlacedLetter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.character for letter in self.letters)

    @property
    def left(self) -> float:
        return self.letters[0].x

    @property
    def right(self) -> float:
        return self.letters[-1].right

    @property
    def y(self) -> float:
        return self.letters[0].y

    @property
    def size(self) -> float:
        return self.letters[0].size


def letters_on_pages(path: Path) -> list[list[PlacedLetter]]:
    """Return the letters of each page, in the order they were drawn, without white space."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [list(_letters(page)) for page in document]


def _letters(page: object) -> Iterator[PlacedLetter]:
    import pypdfium2.raw as pdfium

    height = page.get_height()  # type: ignore[attr-defined]
    text = page.get_textpage()  # type: ignore[attr-defined]
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        character = chr(code)
        if character.isspace() or not code:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        _, _, right, _ = text.get_charbox(index, loose=True)
        size = pdfium.FPDFText_GetFontSize(text, index)
        yield PlacedLetter(character, x.value, height - y.value, right, size)


def lines_of(letters: Sequence[PlacedLetter]) -> list[PlacedLine]:
    """Return the lines of a page from top to bottom, those of neighbouring cells apart."""
    lines = []
    rows = groupby(sorted(letters, key=lambda one: (round(one.y), one.x)), key=lambda one: round(one.y))
    for _, row in rows:
        waiting = list(row)
        cuts = [
            number
            for number, (here, after) in enumerate(pairwise(waiting), start=1)
            if after.x - here.right > 0.8 * here.size
        ]
        for start, end in pairwise([0, *cuts, len(waiting)]):
            lines.append(PlacedLine(tuple(waiting[start:end])))
    return lines
