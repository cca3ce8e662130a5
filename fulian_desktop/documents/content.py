"""What a paper says, block by block, without a word about fonts, millimetres on a page or file formats.

A paper is composed from these records by `documents/papers/` and drawn by a writer. Text names a style
(`TextStyle`), never a font. Sizes are points; lengths that end up as ruled space are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fulian_desktop.documents.ballot_blocks import BallotPart, BallotSheet
from fulian_desktop.documents.counting_blocks import StrokeBoxes
from fulian_desktop.documents.formal_blocks import (
    AttachmentMark,
    AttachmentNote,
    Imprint,
    RedHead,
    Signature,
    SignatureLines,
)
from fulian_desktop.documents.runs import (
    BODY_SIZE,
    Align,
    Run,
    Text,
    TextStyle,
    blank,
    name_run,
    plain_text,
    runs_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "BODY_SIZE",
    "Align",
    "AttachmentMark",
    "AttachmentNote",
    "BallotPart",
    "BallotSheet",
    "Imprint",
    "RedHead",
    "Run",
    "Signature",
    "SignatureLines",
    "StrokeBoxes",
    "Text",
    "TextStyle",
    "blank",
    "name_run",
    "plain_text",
    "runs_of",
]
"""Names passed on from `runs` and `formal_blocks`, so that papers are composed from this one module."""


@dataclass(frozen=True)
class Title:
    """The title, 2号小标宋, centred.

    Args:
        text: the whole title; broken into balanced lines at word boundaries when too long for one.
        keep: phrases that are not torn (names, "第三次会议").
        lines: the lines when the composer wants to break by hand; text is then ignored on the page.
        size: points.
    """

    text: str
    keep: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    size: float = 22.0


@dataclass(frozen=True)
class Subtitle:
    """A centred 楷体 line under the title: "（2026年3月6日第七届执委会第三次会议通过）"."""

    text: Text
    size: float = BODY_SIZE
    style: TextStyle = TextStyle.KAI


@dataclass(frozen=True)
class Addressee:
    """主送: at the left edge, ending in a full-width colon (added when missing)."""

    text: Text


@dataclass(frozen=True)
class Heading:
    """A heading in the text.

    Args:
        text: with its number, as it shall stand: "一、会议议程", "（一）…", "1.…", "（1）…".
        level: 1 黑体, 2 楷体, 3 and 4 仿宋.
    """

    text: Text
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text, 3号仿宋, first line two characters in.

    Args:
        text: the words.
        first_line_indent: False begins at the left edge.
        align: JUSTIFY for running text.
        style: for runs that name none.
        size: points.
        together: never cut by a page end.
        inset: characters it stands in on either side (certificates).
    """

    text: Text
    first_line_indent: bool = True
    align: Align = Align.JUSTIFY
    style: TextStyle = TextStyle.BODY
    size: float = BODY_SIZE
    together: bool = False
    inset: float = 0.0


@dataclass(frozen=True)
class ListItem:
    """One item of a list with a hanging indent.

    Args:
        marker: "1.", "（一）", "一、".
        text: wraps aligned to its own first character.
        indent: characters from the left edge to the marker.
    """

    marker: str
    text: Text
    indent: float = 2.0
    style: TextStyle = TextStyle.BODY
    size: float = BODY_SIZE


@dataclass(frozen=True)
class LabelledLine:
    """A 黑体 label with a full-width colon, and a value that wraps aligned behind it (出席, 请假, 时间).

    Args:
        label: without the colon.
        text: the value.
        indent: characters from the left edge to the label.
    """

    label: str
    text: Text
    indent: float = 2.0
    label_style: TextStyle = TextStyle.HEADING
    size: float = BODY_SIZE


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Args:
        header: words in the head; a line end breaks the line.
        width: relative to the other columns.
        align: of the cells; heads are always centred.
        is_name: cells are names: not torn except after the dot of a minority name, and never under 12 pt.
        group: neighbours with the same group share a merged cell above their headers.
        style: for runs that name none.
    """

    header: str
    width: float = 1.0
    align: Align = Align.CENTRE
    is_name: bool = False
    group: str = ""
    style: TextStyle = TextStyle.BODY


@dataclass(frozen=True)
class Table:
    """A ruled table whose head repeats on every page and whose rows are never cut.

    Args:
        columns: from left to right; widths share the text width.
        rows: one text per column.
        row_height_mm: least height of a row; rows grow for text that wraps. 12 mm or more for signatures.
        size: points of cells and heads; names are never under 12.
        bold_rows: indexes of rows drawn in 黑体 (totals).
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    row_height_mm: float = 9.0
    size: float = 12.0
    bold_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class NameGrid:
    """Names in columns, in reading order.

    Args:
        names: as they shall stand; two-character names are spread to the width of three.
        per_row: names in a row.
        notes: small words under a name, one for each name, or empty.
    """

    names: tuple[str, ...]
    per_row: int = 5
    notes: tuple[str, ...] = ()
    size: float = BODY_SIZE


@dataclass(frozen=True)
class SpokenLine:
    """What the presiding chair says, in large letters.

    Args:
        text: the words.
        size: points, 16 to 18.
    """

    text: Text
    size: float = 18.0


@dataclass(frozen=True)
class StageDirection:
    """What is done and not said: 楷体 in full-width brackets (added when missing)."""

    text: Text
    size: float = 16.0


@dataclass(frozen=True)
class Cue:
    """A mark for the chair's eye, ruled at its left: "表决", "鼓掌", "宣读名单".

    Args:
        label: one or two words, 黑体 in a frame.
        text: what is to be done.
    """

    label: str
    text: Text = ""
    size: float = 14.0


@dataclass(frozen=True)
class BlankLine:
    """A line to write on by hand: label, blank rule, words after it.

    Args:
        parts: words and blanks in turn; a blank is a run of spaces made with `blank()`.
    """

    parts: tuple[Run, ...]
    size: float = 18.0
    indent: float = 2.0


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page when a page can hold them (one vote of the chairing script)."""

    blocks: tuple[Block, ...]
    framed: bool = False


@dataclass(frozen=True)
class Spacer:
    """Empty room, in lines of running text."""

    lines: float = 1.0


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class NameCard:
    """A name card (桌签): a page folded across the middle, the lines of a name below and, turned, above."""

    lines: tuple[str, ...]
    style: TextStyle = TextStyle.HEADING


@dataclass(frozen=True)
class Note:
    """Small words in 楷体 below a table or at the end (how to fill in, where numbers come from)."""

    text: Text
    size: float = 12.0
    indent: float = 0.0


Block = (
    RedHead
    | Title
    | Subtitle
    | Addressee
    | Heading
    | Paragraph
    | ListItem
    | LabelledLine
    | Table
    | NameGrid
    | SpokenLine
    | StageDirection
    | Cue
    | BlankLine
    | Together
    | Signature
    | SignatureLines
    | AttachmentNote
    | AttachmentMark
    | Imprint
    | Spacer
    | PageBreak
    | NameCard
    | Note
    | StrokeBoxes
    | BallotSheet
)
"""Everything a page can hold."""


@dataclass(frozen=True)
class PaperContent:
    """One paper.

    Args:
        title: for the file's metadata and window titles; the title on the page is a `Title` block.
        blocks: from top to bottom.
        author: the federation, for the file's metadata.
        landscape: A4 lying (rosters).
        page_numbers: "— 1 —" at the outer foot of each page.
        running_mark: a few words at the top left of each page ("内部版 注意保管", "演练").
        page_frame: a double rule round the text block of each page (certificates).
        watermark: a few words written large and pale across each page (演练).
        narrow: margins of a centimetre, for a sheet that is cut up (Word; a PDF draws on the whole sheet).
    """

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    landscape: bool = False
    page_numbers: bool = True
    running_mark: str = ""
    page_frame: bool = False
    watermark: str = ""
    narrow: bool = False


def texts_of(part: object) -> Iterator[str]:
    """Yield all words of a block, a row, a text, in the order of their fields; for checks before printing."""
    if isinstance(part, StrEnum):
        return
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        if part and all(isinstance(inner, Run) for inner in part):
            yield plain_text(part)
            return
        for inner in part:
            yield from texts_of(inner)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts_of(getattr(part, field.name))


def texts_of_paper(content: PaperContent) -> Iterator[str]:
    """Yield all words of a paper, for checks before printing."""
    yield content.running_mark
    for block in content.blocks:
        yield from texts_of(block)
