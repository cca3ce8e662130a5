"""Boxes for counting in 正: squares with a pale 正 of five strokes in each, to draw over with a pen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.documents.page_flow import Slab
from fulian_desktop.documents.runs import TextStyle
from fulian_desktop.documents.typesetting import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.documents.counting_blocks import StrokeBoxes
    from fulian_desktop.documents.text_layout import Sheet
    from fulian_desktop.documents.typesetting import Pen

SIDE_MM = 11.0
LABEL_CHARACTERS = 4
SUM_MM = 22.0
STROKES = (
    ((0.14, 0.80), (0.86, 0.80)),
    ((0.50, 0.80), (0.50, 0.16)),
    ((0.50, 0.50), (0.80, 0.50)),
    ((0.26, 0.54), (0.26, 0.16)),
    ((0.08, 0.16), (0.92, 0.16)),
)
"""The strokes of 正 in the order of writing, in parts of the side from the lower left corner."""


def per_row(width: float, size: float) -> int:
    """Return how many squares stand beside the label in a text block so wide (points)."""
    room = width - LABEL_CHARACTERS * size - SUM_MM * POINTS_PER_MM
    return max(1, int(room // (SIDE_MM * POINTS_PER_MM)))


def stroke_box_slabs(sheet: Sheet, block: StrokeBoxes) -> Iterator[Slab]:
    """Yield one strip for each row of squares; the last one has the room for the sum."""
    side = SIDE_MM * POINTS_PER_MM
    most = per_row(sheet.page.width, block.size)
    rows = -(-max(1, block.boxes) // most)
    for row in range(rows):
        count = min(most, block.boxes - row * most)
        yield Slab(
            side + (0 if row + 1 < rows else 2 * POINTS_PER_MM),
            _Row(sheet, block, count, is_first=row == 0, is_last=row + 1 == rows),
            keep_with_next=row + 1 < rows,
        )


@dataclass(frozen=True)
class _Row:
    """Draws one row."""

    sheet: Sheet
    block: StrokeBoxes
    count: int
    is_first: bool
    is_last: bool

    def __call__(self, pen: Pen, top: float) -> None:
        side = SIDE_MM * POINTS_PER_MM
        page, size, setter = self.sheet.page, self.block.size, self.sheet.setter
        if self.is_first:
            label = setter.one_line(self.block.label, TextStyle.HEADING, size)
            pen.line_of_text(label, page.left, top, size=size, pitch=side)
        left = page.left + LABEL_CHARACTERS * size
        for place in range(self.count):
            x = left + place * side
            with pen.in_grey():
                for (x1, y1), (x2, y2) in STROKES:
                    pen.rule(x + x1 * side, top - side + y1 * side, x + x2 * side, top - side + y2 * side)
            pen.frame(x, top - side, side, side)
        if self.is_last:
            words = setter.one_line("共＿＿＿", TextStyle.BODY, size)
            x = page.left + page.width - words.width
            pen.line_of_text(words, x, top, size=size, pitch=side)
