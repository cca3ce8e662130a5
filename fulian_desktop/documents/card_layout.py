"""Draw name cards: one page folded across the middle, the name readable from both sides of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.page_flow import Slab
from fulian_desktop.documents.table_layout import spread_name
from fulian_desktop.documents.typesetting import POINTS_PER_MM

if TYPE_CHECKING:
    from fulian_desktop.documents.content import NameCard
    from fulian_desktop.documents.text_layout import Sheet
    from fulian_desktop.documents.typesetting import Pen

WIDTH = 178 * POINTS_PER_MM
HEIGHT = 100 * POINTS_PER_MM
LARGEST = 56 * POINTS_PER_MM
PITCH = 1.2
FOLD_MARK = 6 * POINTS_PER_MM


def name_card_slabs(sheet: Sheet, block: NameCard) -> list[Slab]:
    """Return one strip as high as the text block; the name is drawn on both halves of the whole page."""
    size = min(LARGEST, HEIGHT / (PITCH * len(block.lines)))
    widest = max(sheet.setter.width(words, block.style, size) for words in block.lines)
    size = min(size, size * WIDTH / widest)
    lines = [spread_name(sheet.setter.one_line(words, block.style, size), size) for words in block.lines]
    page = sheet.page

    def half(pen: Pen) -> None:
        top = (page.page_height / 2 + size * PITCH * len(lines)) / 2
        for number, line in enumerate(lines):
            x = (page.page_width - line.width) / 2
            pen.line_of_text(line, x, top - number * size * PITCH, size=size, pitch=size * PITCH)

    def draw(pen: Pen, _top: float) -> None:
        half(pen)
        with pen.turned_over(page):
            half(pen)
        middle = page.page_height / 2
        for left in (0.0, page.page_width - FOLD_MARK):
            pen.rule(left, middle, left + FOLD_MARK, middle)

    return [Slab(page.height, draw, new_page=True)]
