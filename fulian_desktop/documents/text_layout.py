"""Turn blocks of running text into strips: titles, headings, paragraphs, lists, notes, the script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import (
    BODY_SIZE,
    Addressee,
    Align,
    AttachmentMark,
    BlankLine,
    Cue,
    Heading,
    LabelledLine,
    ListItem,
    Note,
    Paragraph,
    Run,
    SpokenLine,
    StageDirection,
    Subtitle,
    Text,
    TextStyle,
    Title,
    plain_text,
    runs_of,
)
from fulian_desktop.documents.page_flow import Slab, gap, keep_together
from fulian_desktop.documents.title_breaking import break_title
from fulian_desktop.documents.typesetting import (
    LINE_PITCH,
    POINTS_PER_MM,
    line_pitch,
    offset_of,
    stretch_of,
)

if TYPE_CHECKING:
    from fulian_desktop.documents.line_breaking import Line
    from fulian_desktop.documents.typesetting import Geometry, Pen, Typesetter

HEADING_STYLES = {1: TextStyle.HEADING, 2: TextStyle.KAI, 3: TextStyle.BODY, 4: TextStyle.BODY}
TITLE_PITCH = 1.55
CUE_PADDING = 5.0


@dataclass(frozen=True)
class Sheet:
    """What every layout needs: the text block and the means to measure text."""

    page: Geometry
    setter: Typesetter

    def em(self, size: float) -> float:
        """Return the room one full-width letter takes, in points."""
        return self.setter.measure(size)("一", TextStyle.BODY)


@dataclass(frozen=True)
class Shape:
    """How a stretch of text stands in the text block; lengths in points from its left edge."""

    style: TextStyle
    size: float
    left: float = 0.0
    first: float = 0.0
    right: float = 0.0
    align: Align = Align.JUSTIFY


def text_slabs(sheet: Sheet, text: Text, shape: Shape) -> list[Slab]:
    """Return one strip for each line of a text."""
    width = sheet.page.width - shape.left - shape.right
    lines = sheet.setter.lines(text, shape.style, shape.size, width=width, first_indent=shape.first)
    slabs = []
    for number, line in enumerate(lines):
        indent = shape.first if number == 0 else 0.0
        slabs.append(line_slab(sheet, line, shape, left=shape.left + indent, width=width - indent))
    return slabs


def line_slab(sheet: Sheet, line: Line, shape: Shape, *, left: float, width: float) -> Slab:
    """Return the strip of one line, left and width in points within the text block."""
    pitch = line_pitch(shape.size)
    stretch = stretch_of(line, width) if shape.align is Align.JUSTIFY else 0.0
    x = sheet.page.left + left + offset_of(shape.align, line.width, width)

    def draw(pen: Pen, top: float) -> None:
        pen.line_of_text(line, x, top, size=shape.size, pitch=pitch, stretch=stretch)

    return Slab(pitch, draw)


def title_slabs(sheet: Sheet, block: Title) -> list[Slab]:
    """Return the title with room below it, together a whole number of text lines high."""
    size = block.size
    longest = int(sheet.page.width / size) - 1
    lines = block.lines or break_title(block.text, longest=longest, keep=block.keep)
    pitch = size * TITLE_PITCH
    setter = sheet.setter
    slabs = []
    for words in lines:
        line = setter.one_line(words, TextStyle.TITLE, size)
        x = sheet.page.left + (sheet.page.width - line.width) / 2
        slabs.append(_fixed_line(line, x, size, pitch))
    used = pitch * len(lines)
    rest = ceil((used + 14) / LINE_PITCH) * LINE_PITCH - used
    return [replace(slab, keep_with_next=True) for slab in slabs] + [
        Slab(rest, lambda _pen, _top: None, keep_with_next=True)
    ]


def _fixed_line(line: Line, x: float, size: float, pitch: float) -> Slab:
    return Slab(pitch, lambda pen, top: pen.line_of_text(line, x, top, size=size, pitch=pitch))


def subtitle_slabs(sheet: Sheet, block: Subtitle) -> list[Slab]:
    """Return the centred line under the title and an empty line."""
    shape = Shape(block.style, block.size, align=Align.CENTRE)
    slabs = keep_together([*text_slabs(sheet, block.text, shape), gap(LINE_PITCH)])
    return [replace(slab, keep_with_next=True) for slab in slabs]


def addressee_slabs(sheet: Sheet, block: Addressee) -> list[Slab]:
    """Return the addressee, ending in a full-width colon."""
    runs = runs_of(block.text)
    if not plain_text(runs).endswith("："):
        runs = (*runs, Run("："))
    return keep_together(text_slabs(sheet, runs, Shape(TextStyle.BODY, BODY_SIZE)))


def heading_slabs(sheet: Sheet, block: Heading) -> list[Slab]:
    """Return a heading bound to what follows."""
    shape = Shape(HEADING_STYLES.get(block.level, TextStyle.BODY), BODY_SIZE, first=2 * sheet.em(BODY_SIZE))
    return [replace(slab, keep_with_next=True) for slab in text_slabs(sheet, block.text, shape)]


def paragraph_slabs(sheet: Sheet, block: Paragraph) -> list[Slab]:
    """Return the lines of a paragraph."""
    first = 2 * sheet.em(block.size) if block.first_line_indent else 0.0
    inset = block.inset * sheet.em(block.size)
    shape = Shape(block.style, block.size, left=inset, first=first, right=inset, align=block.align)
    slabs = text_slabs(sheet, block.text, shape)
    return keep_together(slabs) if block.together else slabs


def _hanging(sheet: Sheet, label: Text, text: Text, label_shape: Shape, shape: Shape) -> list[Slab]:
    """Return a label with text that wraps aligned behind it."""
    line = sheet.setter.one_line(label, label_shape.style, label_shape.size)
    left = label_shape.left + line.width
    slabs = text_slabs(sheet, text, replace(shape, left=left))
    x = sheet.page.left + label_shape.left
    first = slabs[0]

    def draw(pen: Pen, top: float) -> None:
        pen.line_of_text(line, x, top, size=label_shape.size, pitch=first.height)
        first.draw(pen, top)

    return [replace(first, draw=draw), *slabs[1:]]


def list_item_slabs(sheet: Sheet, block: ListItem) -> list[Slab]:
    """Return an item with its marker."""
    shape = Shape(block.style, block.size)
    return _hanging(
        sheet, block.marker, block.text, replace(shape, left=block.indent * sheet.em(block.size)), shape
    )


def labelled_slabs(sheet: Sheet, block: LabelledLine) -> list[Slab]:
    """Return a label with its colon and the value behind it."""
    shape = Shape(TextStyle.BODY, block.size)
    label_shape = Shape(block.label_style, block.size, left=block.indent * sheet.em(block.size))
    return _hanging(sheet, block.label + "：", block.text, label_shape, shape)


def note_slabs(sheet: Sheet, block: Note) -> list[Slab]:
    """Return small words in 楷体."""
    left = block.indent * sheet.em(block.size)
    slabs = text_slabs(sheet, block.text, Shape(TextStyle.KAI, block.size, left=left))
    return keep_together([gap(4.0), *slabs])


def attachment_mark_slabs(sheet: Sheet, block: AttachmentMark) -> list[Slab]:
    """Return "附件1" on the first line and an empty line; the title then stands on the third."""
    slabs = text_slabs(sheet, block.text, Shape(TextStyle.HEADING, BODY_SIZE))
    return [replace(slab, keep_with_next=True) for slab in [*slabs, gap(LINE_PITCH)]]


def spoken_slabs(sheet: Sheet, block: SpokenLine) -> list[Slab]:
    """Return what is said, in large letters, never cut after its first or before its last line."""
    slabs = text_slabs(sheet, block.text, Shape(TextStyle.BODY, block.size, first=2 * sheet.em(block.size)))
    if len(slabs) <= 3:
        return keep_together(slabs)
    return [*keep_together(slabs[:2]), *slabs[2:-2], *keep_together(slabs[-2:])]


def direction_slabs(sheet: Sheet, block: StageDirection) -> list[Slab]:
    """Return what is done, in 楷体 and in brackets."""
    runs = runs_of(block.text)
    if not plain_text(runs).startswith("（"):
        runs = (Run("（"), *runs, Run("）"))
    indent = 2 * sheet.em(block.size)
    return keep_together(text_slabs(sheet, runs, Shape(TextStyle.KAI, block.size, first=indent)))


def cue_slabs(sheet: Sheet, block: Cue) -> list[Slab]:
    """Return a framed word and what to do, for the chair's eye."""
    size = block.size
    pitch = line_pitch(size)
    label = sheet.setter.one_line(block.label, TextStyle.HEADING, size)
    box = label.width + 2 * CUE_PADDING
    slabs = text_slabs(sheet, block.text, Shape(TextStyle.KAI, size, left=box + CUE_PADDING))
    first = slabs[0]
    x = sheet.page.left

    def draw(pen: Pen, top: float) -> None:
        height = size + 6
        pen.frame(x, top - (pitch + height) / 2, box, height, line=1.0)
        pen.line_of_text(label, x + CUE_PADDING, top, size=size, pitch=pitch)
        first.draw(pen, top)

    slabs[0] = replace(first, draw=draw)
    # A bare word ("鼓掌") belongs to the line before it, one with words to the line it announces.
    announces = bool(plain_text(block.text))
    return [replace(slab, keep_with_next=announces) for slab in slabs]


def blank_line_slabs(sheet: Sheet, block: BlankLine) -> list[Slab]:
    """Return a line to be filled in by hand."""
    left = block.indent * sheet.em(block.size)
    shape = Shape(TextStyle.BODY, block.size, left=left, align=Align.LEFT)
    return keep_together(text_slabs(sheet, block.parts, shape))


def framed_slab(sheet: Sheet, slabs: list[Slab]) -> Slab:
    """Return strips as one strip inside a thin frame that reaches a little outside the text block."""
    padding = 2.5 * POINTS_PER_MM
    height = sum(slab.height for slab in slabs) + 2 * padding

    def draw(pen: Pen, top: float) -> None:
        low = top - height + padding / 2
        pen.frame(sheet.page.left - padding, low, sheet.page.width + 2 * padding, height - padding, line=0.5)
        inner = top - padding
        for slab in slabs:
            slab.draw(pen, inner)
            inner -= slab.height

    return Slab(height, draw)
