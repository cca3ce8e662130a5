"""Turn tables and grids of names into strips, one for each row, drawn rule by rule.

Rows are laid out one after another while the pages are drawn, so that time and memory grow with the number
of rows and not with its square.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from fulian_desktop.documents.column_widths import column_widths
from fulian_desktop.documents.content import Align, Column, NameGrid, Run, Table, Text, TextStyle, plain_text
from fulian_desktop.documents.line_breaking import Letter, Line
from fulian_desktop.documents.page_flow import Slab
from fulian_desktop.documents.typesetting import LINE_PITCH, POINTS_PER_MM, offset_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.documents.text_layout import Sheet
    from fulian_desktop.documents.typesetting import Pen

CELL_PADDING = 3.0
TEXT_PADDING = 5.0
"""Beside running text, which begins at the rule."""
LONGEST_FACT = 14
"""Characters: what is longer in a column of text is running text, which is not made smaller."""
SHORT_LAST_LINE = 4
"""Characters: a cell whose last line is shorter has its lines made even."""
CELL_PITCH = 1.3
LEAST_NAME_SIZE = 12.0
LEAST_SIZE = 10.0
SIZE_OF_OVERLONG_ROWS = 6.0
CELL_MARGIN = 6.0
OUTER_RULE = 1.0
INNER_RULE = 0.5
_PAUSES = "，；。：、"
NAME_WIDTH = 3
"""Characters: shorter names are spread to this width so that they line up."""
NOTE_SIZE = 11.0


@dataclass(frozen=True)
class Cell:
    """Lines of a cell at one size."""

    lines: tuple[Line, ...]
    size: float

    @property
    def height(self) -> float:
        """Height of the lines, in points."""
        return len(self.lines) * self.size * CELL_PITCH


def spread_name(line: Line, size: float) -> Line:
    """Return a name of two characters spread to the width of three; other names as they are."""
    if len(line.letters) != 2 or any(letter.character.isascii() for letter in line.letters):
        return line
    first, second = line.letters
    wide = Letter(first.character, first.style, first.underline, first.width + size * (NAME_WIDTH - 2))
    return Line((wide, second), wide.width + second.width, line.last)


class TableLayout:
    """Lays out one table."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        """Share the text width among the columns."""
        self._sheet = sheet
        self._table = table
        self._widths = column_widths(table, sheet.page.width)
        self._edges = [sheet.page.left]
        for width in self._widths:
            self._edges.append(self._edges[-1] + width)

    def slabs(self) -> Iterator[Slab]:
        """Yield the head and the rows; each row carries the head for the top of a page."""
        head = self._head()
        yield Slab(head.height, head.draw, keep_with_next=bool(self._table.rows))
        bold = set(self._table.bold_rows)
        last_but_one = len(self._table.rows) - 2
        for number, row in enumerate(self._table.rows):
            slab = self._row(row, head, is_bold=number in bold)
            # The last row does not go to a page of its own.
            yield replace(slab, keep_with_next=True) if number == last_but_one else slab

    def _cell(
        self, text: Text, column: Column, width: float, style: TextStyle, size: float | None = None
    ) -> Cell:
        room = width - 2 * padding_of(column.align)
        size = size or self._table.size
        setter = self._sheet.setter
        least = LEAST_NAME_SIZE if column.is_name else LEAST_SIZE
        if column.is_name:
            size = max(size, LEAST_NAME_SIZE)
            if isinstance(text, str):
                text = (Run(text, unbroken=True),)
        words = plain_text(text)
        if "\n" not in words:
            # Running text goes on in a second line; a fact (a date, a number) rather stands a little smaller.
            is_running = column.align is Align.LEFT and len(words) > LONGEST_FACT
            smallest = size if is_running else max(least, size - 2)
            trial = size
            while trial >= smallest:
                line = setter.one_line(text, style, trial)
                if column.is_name:
                    line = spread_name(line, trial)
                if line.width <= room:
                    return Cell((line,), trial)
                trial -= 1
            return Cell(self._even_lines(text, style, size, room), size)
        lines: list[Line] = []
        for part in words.split("\n"):
            lines += setter.lines(part, style, size, width=room)
        return Cell(tuple(lines), size)

    def _even_lines(self, text: Text, style: TextStyle, size: float, room: float) -> tuple[Line, ...]:
        """Return text in as few lines as it needs, the last of them no scrap of a few characters."""
        setter = self._sheet.setter
        lines = setter.lines(text, style, size, width=room)
        if len(lines) < 2 or len(lines[-1].letters) >= SHORT_LAST_LINE:
            return tuple(lines)
        if len(lines) == 2 and isinstance(text, str):
            for end in range(len(text) - SHORT_LAST_LINE, len(text) // 3, -1):
                halves = setter.one_line(text[:end], style, size), setter.one_line(text[end:], style, size)
                if text[end - 1] in _PAUSES and all(half.width <= room for half in halves):
                    return halves
        for less in range(1, SHORT_LAST_LINE + 1):
            even = setter.lines(text, style, size, width=room - less * size)
            if len(even) == len(lines) and len(even[-1].letters) >= SHORT_LAST_LINE:
                return tuple(even)
        return tuple(lines)

    def _row(self, row: tuple[Text, ...], head: Slab, *, is_bold: bool) -> Slab:
        columns = self._table.columns
        room = self._sheet.page.height - head.height
        size = self._table.size
        while True:
            cells = [
                self._cell(text, column, width, TextStyle.HEADING if is_bold else column.style, size)
                for text, column, width in zip(row, columns, self._widths, strict=True)
            ]
            height = max(cell.height for cell in cells) + CELL_MARGIN
            if height <= room or size <= SIZE_OF_OVERLONG_ROWS:
                break
            size -= 1  # a row is never cut: one that no page can hold is set in smaller letters
        height = max(height, self._table.row_height_mm * POINTS_PER_MM)

        def draw(pen: Pen, top: float) -> None:
            self._rules(pen, top, height)
            for cell, column, x, width in zip(cells, columns, self._edges, self._widths, strict=False):
                draw_cell(pen, cell, x=x, top=top, width=width, height=height, align=column.align)

        return Slab(height, draw, head=head)

    def _rules(self, pen: Pen, top: float, height: float) -> None:
        low = top - height
        pen.rule(self._edges[0], low, self._edges[-1], low, width=INNER_RULE)
        for edge in self._edges[1:-1]:
            pen.rule(edge, top, edge, low, width=INNER_RULE)
        for edge in (self._edges[0], self._edges[-1]):
            pen.rule(edge, top, edge, low, width=OUTER_RULE)

    def _head(self) -> Slab:
        columns = self._table.columns
        plain = [Column(column.header) for column in columns]
        cells = [
            self._cell(column.header, plain_column, width, TextStyle.HEADING)
            for column, plain_column, width in zip(columns, plain, self._widths, strict=True)
        ]
        groups = self._groups()
        least = self._table.row_height_mm * POINTS_PER_MM
        lower = max(least, max(cell.height for cell in cells) + CELL_MARGIN)
        upper = max((cell.height + CELL_MARGIN for _, _, cell in groups), default=0.0)
        upper = max(upper, least * 0.8) if groups else 0.0
        height = lower + upper
        grouped = {index for start, end, _ in groups for index in range(start, end)}

        def draw(pen: Pen, top: float) -> None:
            edges = self._edges
            inside = {index for start, end, _ in groups for index in range(start + 1, end)}
            pen.rule(edges[0], top, edges[-1], top, width=OUTER_RULE)
            pen.rule(edges[0], top - height, edges[-1], top - height, width=INNER_RULE)
            for index, edge in enumerate(edges):
                is_outer = index in {0, len(edges) - 1}
                start = top - upper if index in inside else top
                pen.rule(edge, start, edge, top - height, width=OUTER_RULE if is_outer else INNER_RULE)
            for index, cell in enumerate(cells):
                shift = upper if index in grouped else 0.0
                box = {"x": edges[index], "width": self._widths[index], "height": height - shift}
                draw_cell(pen, cell, top=top - shift, align=Align.CENTRE, **box)
            for first, end, cell in groups:
                width = edges[end] - edges[first]
                draw_cell(pen, cell, x=edges[first], top=top, width=width, height=upper, align=Align.CENTRE)
                pen.rule(edges[first], top - upper, edges[end], top - upper, width=INNER_RULE)

        return Slab(height, draw)

    def _groups(self) -> list[tuple[int, int, Cell]]:
        """Return (first column, column after the last, words) for each merged cell of the head."""
        found = []
        start = 0
        for name, members in groupby(self._table.columns, key=lambda column: column.group):
            end = start + len(list(members))
            if name:
                width = self._edges[end] - self._edges[start]
                found.append((start, end, self._cell(name, Column(name), width, TextStyle.HEADING)))
            start = end
        return found


def padding_of(align: Align) -> float:
    """Return the room between a rule and the words of a cell, in points."""
    return TEXT_PADDING if align is Align.LEFT else CELL_PADDING


def draw_cell(
    pen: Pen, cell: Cell, *, x: float, top: float, width: float, height: float, align: Align
) -> None:
    """Draw the lines of a cell in the middle of its height."""
    pitch = cell.size * CELL_PITCH
    line_top = top - (height - cell.height) / 2
    for line in cell.lines:
        padding = padding_of(align)
        offset = offset_of(align, line.width, width - 2 * padding)
        pen.line_of_text(line, x + padding + offset, line_top, size=cell.size, pitch=pitch)
        line_top -= pitch


def name_grid_slabs(sheet: Sheet, block: NameGrid) -> Iterator[Slab]:
    """Yield rows of names; names in one column begin below one another, two characters are spread to three.

    A name too wide for its place takes as many neighbouring places as it needs.
    """
    per_row = max(1, block.per_row)
    em = sheet.em(block.size)
    indent = em if sheet.page.width / per_row < 6 * em else 2 * em
    place = (sheet.page.width - indent) / per_row
    row: list[tuple[float, Line, Line | None]] = []
    used = 0
    for number, name in enumerate(block.names):
        line = spread_name(sheet.setter.one_line(name, TextStyle.BODY, block.size), block.size)
        note = block.notes[number] if number < len(block.notes) else ""
        under = sheet.setter.one_line(note, TextStyle.KAI, NOTE_SIZE) if note else None
        needed = min(per_row, 1 + int((line.width + em / 2) // place)) if line.width > place else 1
        if used + needed > per_row:
            yield _grid_row(sheet, row, block)
            row, used = [], 0
        row.append((indent + used * place, line, under))
        used += needed
    if row:
        yield _grid_row(sheet, row, block)


def _grid_row(sheet: Sheet, row: list[tuple[float, Line, Line | None]], block: NameGrid) -> Slab:
    has_notes, size = any(block.notes), block.size
    pitch = LINE_PITCH
    height = pitch + (NOTE_SIZE + 4 if has_notes else 0.0)

    def draw(pen: Pen, top: float) -> None:
        for left, line, under in row:
            x = sheet.page.left + left
            pen.line_of_text(line, x, top, size=size, pitch=pitch)
            if under is not None:
                pen.line_of_text(under, x, top - pitch + 4, size=NOTE_SIZE, pitch=NOTE_SIZE)

    return Slab(height, draw)
