"""Turn the red head of an official paper into strips (GB/T 9704-2012, 7.2.4 to 7.2.7 and 10.3)."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import BODY_SIZE, RedHead, Run, TextStyle
from fulian_desktop.documents.page_flow import Slab
from fulian_desktop.documents.title_breaking import break_title
from fulian_desktop.documents.typesetting import LINE_PITCH, POINTS_PER_MM

if TYPE_CHECKING:
    from fulian_desktop.documents.text_layout import Sheet
    from fulian_desktop.documents.typesetting import Pen

MARK_DROP = 35 * POINTS_PER_MM
"""From the upper edge of the text block to that of the mark."""
LARGEST_MARK = 48.0
LEAST_MARK = 30.0
"""Points; a name that would need smaller letters stands on several lines."""
MARK_PITCH = 1.25
LINES_UNDER_MARK = 2
RULE_DROP = 4 * POINTS_PER_MM
RULE_WEIGHT = 1.5
LINES_UNDER_RULE = 2
TITLE_LEADING = 0.3
"""Lines of empty room a title brings along above its letters."""


@dataclass(frozen=True)
class MarkLines:
    """The mark, broken into lines, and the size at which the longest fills the width of the text.

    Args:
        lines: from top to bottom.
        size: points.
    """

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Return the height of all lines in points, from the first's upper edge to the last's lower one."""
        return self.size * (1 + MARK_PITCH * (len(self.lines) - 1))


def mark_lines(issuer: str, width: float) -> MarkLines:
    """Return the mark as it stands in a text block of this width (points); nothing is ever left out."""
    lines = break_title(issuer, longest=int(width / LEAST_MARK)) if issuer else ()
    longest = max(map(len, lines), default=1)
    return MarkLines(tuple(lines), min(LARGEST_MARK, int(2 * width / longest) / 2))


def drop_of_number(mark: MarkLines) -> float:
    """Return how far below the text block's upper edge the line of the document number begins, in points."""
    return MARK_DROP + mark.height + LINES_UNDER_MARK * LINE_PITCH


def drop_of_rule(block: RedHead, mark: MarkLines) -> float:
    """Return how far below the text block's upper edge the red rule stands, in points."""
    if not (block.document_number or block.signer):
        return MARK_DROP + mark.height + LINE_PITCH
    return drop_of_number(mark) + (LINE_PITCH + BODY_SIZE) / 2 + RULE_DROP


def height_of_head(block: RedHead, mark: MarkLines) -> float:
    """Return the height of the whole head, a whole number of text lines, two empty ones below the rule."""
    used = drop_of_rule(block, mark) + (LINES_UNDER_RULE - TITLE_LEADING) * LINE_PITCH
    return ceil(used / LINE_PITCH) * LINE_PITCH


def red_head_slabs(sheet: Sheet, block: RedHead) -> list[Slab]:
    """Return the head: mark, document number and signer, rule, and the room down to the title."""
    setter, page, em = sheet.setter, sheet.page, sheet.em(BODY_SIZE)
    mark = mark_lines(block.issuer, page.width)
    names = [setter.one_line(line, TextStyle.TITLE, mark.size) for line in mark.lines]
    number = setter.one_line(block.document_number, TextStyle.BODY, BODY_SIZE)
    signer = setter.one_line(
        (Run("签发人："), Run(block.signer, TextStyle.KAI)) if block.signer else "", TextStyle.BODY, BODY_SIZE
    )
    number_left = em if block.signer else (page.width - number.width) / 2
    signer_left = page.width - em - signer.width

    def draw(pen: Pen, top: float) -> None:
        with pen.in_red():
            y = top - MARK_DROP
            for line in names:
                x = page.left + (page.width - line.width) / 2
                pen.line_of_text(line, x, y, size=mark.size, pitch=mark.size)
                y -= mark.size * MARK_PITCH
            y = top - drop_of_rule(block, mark)
            pen.rule(page.left, y, page.left + page.width, y, width=RULE_WEIGHT)
        y = top - drop_of_number(mark)
        pen.line_of_text(number, page.left + number_left, y, size=BODY_SIZE, pitch=LINE_PITCH)
        pen.line_of_text(signer, page.left + signer_left, y, size=BODY_SIZE, pitch=LINE_PITCH)

    return [Slab(height_of_head(block, mark), draw, keep_with_next=True)]
