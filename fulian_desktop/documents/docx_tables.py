"""Turn tables, grids of names and framed groups into tables of a Word file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fulian_desktop.documents.column_widths import column_widths
from fulian_desktop.documents.content import (
    Align,
    Column,
    NameGrid,
    StrokeBoxes,
    Table,
    Text,
    TextStyle,
    plain_text,
)
from fulian_desktop.documents.docx_parts import (
    WordCell,
    WordParagraph,
    WordRow,
    WordRun,
    WordTable,
    kept_with_next,
    word_runs,
)
from fulian_desktop.documents.docx_styles import LINE_PITCH, STYLE
from fulian_desktop.documents.docx_text import room, sized
from fulian_desktop.documents.word_widths import POINTS_PER_MM, characters, em_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.documents.docx_parts import WordPart
    from fulian_desktop.documents.word_widths import WordPage

CELL_PADDING = 3.0
CELL_MARGIN = 2.5
"""Above and below the words of a cell; with its rule a row is as high as in the PDF."""
RULE = 0.75
CELL_PITCH = 1.3
LEAST_SIZE = 10.0
LEAST_NAME_SIZE = 12.0
SMALLER_BY = 2
"""Points a text may be set smaller to stand on one line."""
LONGEST_FACT = 14
"""Characters: what is longer in a column of text is running text, which is not made smaller."""
NAME_WIDTH = 3
"""Characters: a name of two is spread to this width."""
NOTE_SIZE = 11.0
FRAME_REACH = 2.5 * POINTS_PER_MM
HEAD = Column("")
BOX_SIDE_MM, BOX_SUM_MM, BOX_LABEL, BOX_TEXT = 11.0, 22.0, 4, 14.0


def table_parts(page: WordPage, block: Table) -> list[WordPart]:
    """Return a ruled table with its head on every page, and the small paragraph that ends it."""
    return [_Ruled(page, block).table(), room(0)]


def stroke_box_parts(page: WordPage, block: StrokeBoxes) -> list[WordPart]:
    """Return rows of squares to write 正 into, as many in a row as in the PDF."""
    side = BOX_SIDE_MM * POINTS_PER_MM
    label, total = BOX_LABEL * block.size, BOX_SUM_MM * POINTS_PER_MM
    most = max(1, int((page.width - label - total) // side))
    rows = -(-max(1, block.boxes) // most)
    parts: list[WordPart] = []
    for row in range(rows):
        count = min(most, block.boxes - row * most)
        words = [block.label if not row else "", *("",) * count, "共＿＿＿" if row + 1 == rows else ""]
        styles = [TextStyle.HEADING, *(None,) * count, None]
        size = min(block.size, BOX_TEXT)
        cells = tuple(
            WordCell((WordParagraph("TableText", word_runs(text, style=style, size=size), line=side - 4),))
            for text, style in zip(words, styles, strict=True)
        )
        widths = (label, *(side,) * count, total)
        parts += [
            WordTable("RuledTable", widths, (WordRow(cells, side - RULE),), padding=1.0, margin=1.0),
            room(0),
        ]
    return parts


class _Ruled:
    """Makes one ruled table."""

    def __init__(self, page: WordPage, block: Table) -> None:
        self._block = block
        self._widths = column_widths(block, page.width)

    def table(self) -> WordTable:
        """Return the whole table; the last row never stands alone on a page."""
        block = self._block
        heads = self._head()
        bold = set(block.bold_rows)
        last_but_one = len(block.rows) - 2
        rows = [
            self._row(row, is_bold=number in bold, keep_next=number == last_but_one)
            for number, row in enumerate(block.rows)
        ]
        return WordTable(
            "RuledTable", self._widths, (*heads, *rows), padding=CELL_PADDING, margin=CELL_MARGIN
        )

    def _row(self, row: tuple[Text, ...], *, is_bold: bool, keep_next: bool) -> WordRow:
        cells = tuple(
            self._cell(text, column, width, is_bold=is_bold, keep_next=keep_next)
            for text, column, width in zip(row, self._block.columns, self._widths, strict=True)
        )
        return WordRow(cells, self._block.row_height_mm * POINTS_PER_MM - RULE)

    def _cell(self, text: Text, column: Column, width: float, *, is_bold: bool, keep_next: bool) -> WordCell:
        size = max(self._block.size, LEAST_NAME_SIZE) if column.is_name else self._block.size
        least = max(LEAST_NAME_SIZE if column.is_name else LEAST_SIZE, size - SMALLER_BY)
        longest = max(characters(line) for line in plain_text(text).split("\n"))
        breaks = "\n" in plain_text(text)
        is_running = column.align is Align.LEFT and longest > LONGEST_FACT
        size = size if breaks or is_running else fitting_size(longest, width - 2 * CELL_PADDING, size, least)
        style = TextStyle.HEADING if is_bold else column.style
        own = None if style is STYLE["TableText"].font else style
        given = sized("TableText", size)
        lines: list[Text] = list(plain_text(text).split("\n")) if breaks else [text]
        paragraphs = []
        for line in lines:
            runs = word_runs(line, style=own, size=given)
            paragraphs.append(
                WordParagraph(
                    "TableText",
                    spread_name(runs, size) if column.is_name else runs,
                    align=None if column.align is Align.CENTRE else _cell_align(column.align),
                    line=None if given is None else size * CELL_PITCH,
                    keep_next=keep_next,
                )
            )
        return WordCell(tuple(paragraphs))

    def _head(self) -> list[WordRow]:
        columns = self._block.columns
        least = self._block.row_height_mm * POINTS_PER_MM - RULE
        lower = []
        upper = []
        start = 0
        for name, members in groupby(columns, key=lambda column: column.group):
            end = start + len(list(members))
            if name:
                upper.append(self._head_cell(name, sum(self._widths[start:end]), span=end - start))
            for index in range(start, end):
                own = self._head_cell(
                    columns[index].header, self._widths[index], merge="" if name else "restart"
                )
                if name:
                    lower.append(own)
                else:
                    upper.append(own)
                    lower.append(self._head_cell("", self._widths[index], merge="continue"))
            start = end
        if not any(column.group for column in columns):
            cells = [
                self._head_cell(column.header, w) for column, w in zip(columns, self._widths, strict=True)
            ]
            return [WordRow(tuple(cells), least, is_head=True)]
        return [
            WordRow(tuple(upper), least * 0.8, is_head=True),
            WordRow(tuple(lower), least, is_head=True),
        ]

    def _head_cell(self, words: str, width: float, *, span: int = 1, merge: str = "") -> WordCell:
        size = self._block.size
        least = max(LEAST_SIZE, size - SMALLER_BY)
        if "\n" not in words:
            size = fitting_size(characters(words), width - 2 * CELL_PADDING, size, least)
        given = sized("TableHead", size)
        paragraphs = tuple(
            WordParagraph(
                "TableHead",
                word_runs(line, size=given),
                line=None if given is None else size * CELL_PITCH,
                keep_next=bool(self._block.rows),
            )
            for line in words.split("\n")
        )
        return WordCell(paragraphs, span, merge)


def fitting_size(longest: float, width: float, size: float, least: float) -> float:
    """Return the largest size, a point less at a time, at which so many characters stand on one line."""
    trial = size
    while trial >= least:
        if longest * trial <= width:
            return trial
        trial -= 1
    return size


def _cell_align(align: Align) -> Align:
    return Align.LEFT if align is Align.JUSTIFY else align


def spread_name(runs: tuple[WordRun, ...], size: float) -> tuple[WordRun, ...]:
    """Return a name of two characters with room between them; its text stays as it is and can be searched."""
    if len(runs) != 1 or len(runs[0].text) != 2 or any(letter.isascii() for letter in runs[0].text):
        return runs
    run = runs[0]
    return (
        WordRun(run.text[0], run.font, run.size, run.underline, widened=size * (NAME_WIDTH - 2)),
        WordRun(run.text[1], run.font, run.size, run.underline),
    )


def name_grid_parts(page: WordPage, block: NameGrid) -> list[WordPart]:
    """Return names in columns; a name too wide for its place takes neighbouring places too."""
    per_row = max(1, block.per_row)
    em = em_of(block.size)
    indent = em if page.width / per_row < 6 * em else 2 * em
    place = (page.width - indent) / per_row
    rows = []
    row: list[WordCell] = []
    used = 0
    for number, name in enumerate(block.names):
        width = characters(name) * em
        needed = min(per_row, 1 + int((width + em / 2) // place)) if width > place else 1
        if used + needed > per_row:
            rows.append(_grid_row(row, per_row - used))
            row, used = [], 0
        note = block.notes[number] if number < len(block.notes) else ""
        row.append(WordCell(tuple(_grid_lines(name, note, block.size)), needed, at_top=True))
        used += needed
    if row:
        rows.append(_grid_row(row, per_row - used))
    if not rows:
        return []
    widths = (place,) * per_row
    return [WordTable("TableNormal", widths, tuple(rows), indent=indent, padding=0, margin=0), room(0)]


def _grid_row(cells: list[WordCell], free: int) -> WordRow:
    rest = (WordCell((WordParagraph("Names"),), free),) if free else ()
    return WordRow((*cells, *rest))


def _grid_lines(name: str, note: str, size: float) -> Iterator[WordParagraph]:
    line = None if sized("Names", size) is None else LINE_PITCH
    yield WordParagraph("Names", spread_name(word_runs(name, size=sized("Names", size)), size), line=line)
    if note:
        yield WordParagraph("NameNote", word_runs(note))


def framed_parts(page: WordPage, parts: list[WordPart]) -> list[WordPart]:
    """Return parts in a thin frame that reaches a little outside the text."""
    inner = tuple(parts) if isinstance(parts[-1], WordParagraph) else (*parts, room(0))
    table = WordTable(
        "FramedGroup",
        (page.width + 2 * FRAME_REACH,),
        (WordRow((WordCell(inner),)),),
        indent=-FRAME_REACH,
        padding=FRAME_REACH,
        margin=FRAME_REACH / 2,
    )
    return [kept_with_next(room(FRAME_REACH / 2)), table, room(FRAME_REACH / 2)]
