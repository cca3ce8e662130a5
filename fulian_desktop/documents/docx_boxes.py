"""Boxes that stand at a fixed place on the page of a Word file: the two halves of a name card.

DrawingML text boxes (ECMA-376 part 1, 20.4; shapes as Office 2010 and WPS keep them). The upper half stands
on its head, so that the folded card can be read from both sides. LibreOffice 7.4 shows both halves upright.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.docx_parts import WordBox, WordParagraph, word_runs
from fulian_desktop.documents.docx_tables import NAME_WIDTH, spread_name
from fulian_desktop.documents.word_widths import POINTS_PER_MM, characters

if TYPE_CHECKING:
    from fulian_desktop.documents.content import NameCard
    from fulian_desktop.documents.docx_parts import WordPart
    from fulian_desktop.documents.word_widths import WordPage

WIDTH = 178 * POINTS_PER_MM
HEIGHT = 100 * POINTS_PER_MM
LARGEST = 56 * POINTS_PER_MM
PITCH = 1.2


def name_card_parts(page: WordPage, block: NameCard) -> list[WordPart]:
    """Return the name in two boxes, one in the middle of each half of the page, the upper one turned over."""
    lines = [line for line in block.lines if line]
    if not lines:
        return []
    widest = max(max(characters(line), NAME_WIDTH) for line in lines)
    size = int(min(LARGEST, HEIGHT / (PITCH * len(lines)), WIDTH / widest))
    name = tuple(
        WordParagraph(
            "CardName", spread_name(word_runs(line, style=block.style, size=size), size), line=size * PITCH
        )
        for line in lines
    )
    left = (page.width_of_sheet - WIDTH) / 2
    half = page.height_of_sheet / 2
    top = (half - HEIGHT) / 2
    boxes = (
        WordBox(name, left, top, WIDTH, HEIGHT, turned=True),
        WordBox(name, left, half + top, WIDTH, HEIGHT),
    )
    return [WordParagraph("Room", line=1.0, boxes=boxes)]
