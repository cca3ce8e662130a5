"""What a Word file is made of, as plain records: paragraphs, tables, rows, cells, words.

Layouts make these from blocks, `docx_xml` writes them. Lengths are points; indents are characters of the
paragraph's own size, as Word keeps them, so that they hold when an office changes the size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Align, Text, TextStyle, runs_of
from fulian_desktop.documents.fonts import printable
from fulian_desktop.documents.word_widths import BODY_EM

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words in one look.

    Args:
        text: a line end is a line break inside the paragraph.
        font: None takes the font of the paragraph's style.
        size: points; None takes the size of the paragraph's style.
        underline: with a rule below, blanks too.
        widened: points added after each letter (the first of a two-character name, spread to three).
        framed: in a thin box.
    """

    text: str
    font: TextStyle | None = None
    size: float | None = None
    underline: bool = False
    widened: float = 0.0
    framed: bool = False


@dataclass(frozen=True, slots=True)
class WordBox:
    """Paragraphs in the middle of a box at a fixed place on the page; lengths in points from its corner.

    Args:
        paragraphs: its words.
        left: its left edge.
        top: its upper edge.
        width: of the box.
        height: of the box.
        turned: stands on its head.
    """

    paragraphs: tuple[WordParagraph, ...]
    left: float
    top: float
    width: float
    height: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph.

    Args:
        style: a style of `docx_styles`.
        runs: its words.
        align: None takes that of the style.
        left: characters from the left edge; None takes that of the style.
        right: characters from the right edge.
        first: characters the first line stands further in; less than 0 hangs out.
        em: points of one character of its size.
        line: exact pitch of its lines; None takes that of the style.
        before: room above.
        after: room below; None takes that of the style.
        keep_next: on one page with what follows.
        keep_lines: never cut by a page end.
        new_page: begins a page.
        widows: never leaves one line alone at a page end.
        foot_width: takes it to the foot of the page in this width; neighbours share one place there.
        boxes: held by the paragraph, each at its own place on the page.
        stop: right edge of words after a tab, in points from the left edge.
    """

    style: str
    runs: tuple[WordRun, ...] = ()
    align: Align | None = None
    left: float | None = None
    right: float = 0.0
    first: float = 0.0
    em: float = BODY_EM
    line: float | None = None
    before: float = 0.0
    after: float | None = None
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    widows: bool = False
    foot_width: float = 0.0
    boxes: tuple[WordBox, ...] = ()
    stop: float = 0.0


@dataclass(frozen=True, slots=True)
class WordCell:
    """One cell.

    Args:
        parts: paragraphs, or a table and a paragraph at the end; never empty.
        span: columns it covers.
        merge: "restart" begins a cell that reaches down, "continue" goes on with it.
        at_top: its words stand at the top and not in the middle.
    """

    parts: tuple[WordPart, ...]
    span: int = 1
    merge: str = ""
    at_top: bool = False


@dataclass(frozen=True, slots=True)
class WordRow:
    """One row, never cut by a page end.

    Args:
        cells: from left to right.
        height: least height; 0 for as high as its words.
        is_head: repeated on every page.
    """

    cells: tuple[WordCell, ...]
    height: float = 0.0
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class WordTable:
    """One table.

    Args:
        style: a table style of `docx_styles`.
        widths: of the columns, in points.
        rows: from top to bottom.
        indent: from the left edge, in points; may be negative.
        padding: points at the left and right of each cell.
        margin: points above and below the words of each cell.
    """

    style: str
    widths: tuple[float, ...]
    rows: tuple[WordRow, ...]
    indent: float = 0.0
    padding: float = 3.0
    margin: float = 3.0


WordPart = WordParagraph | WordTable
"""What follows one another from top to bottom."""


def word_runs(
    text: Text, *, style: TextStyle | None = None, size: float | None = None
) -> tuple[WordRun, ...]:
    """Return the runs of a text.

    Args:
        text: the words.
        style: for runs that name none; None when the paragraph's style has it.
        size: points; None when the paragraph's style has it.
    """
    return tuple(
        WordRun(printable(run.text), run.style or style, size, run.underline) for run in runs_of(text)
    )


def kept_with_next(part: WordPart) -> WordPart:
    """Return a part bound to what follows: a paragraph, or every row of a table."""
    if isinstance(part, WordParagraph):
        return replace(part, keep_next=True)
    return replace(part, rows=tuple(_row_kept(row) for row in part.rows))


def _row_kept(row: WordRow) -> WordRow:
    # One bound paragraph in each row is enough; Word looks at the first cell.
    cells = tuple(
        replace(cell, parts=tuple(kept_with_next(part) for part in cell.parts)) for cell in row.cells
    )
    return replace(row, cells=cells)


def kept_together(parts: Iterable[WordPart]) -> list[WordPart]:
    """Return parts that stay on one page when a page can hold them."""
    whole = [replace(part, keep_lines=True) if isinstance(part, WordParagraph) else part for part in parts]
    return [kept_with_next(part) for part in whole[:-1]] + whole[-1:]


def on_new_page(part: WordPart) -> WordPart:
    """Return a part that begins a page; a table does so by its first paragraph."""
    if isinstance(part, WordParagraph):
        return replace(part, new_page=True)
    first, *rows = part.rows
    cell, *cells = first.cells
    cell = replace(cell, parts=(on_new_page(cell.parts[0]), *cell.parts[1:]))
    return replace(part, rows=(replace(first, cells=(cell, *cells)), *rows))
