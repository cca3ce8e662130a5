"""Draw a sheet of ballots: each alike, with marks to cut along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.ballot_blocks import (
    CELL_PADDING,
    HEADING_MM,
    MM,
    NAME_PITCH,
    RULE_PITCH,
    SHEET,
    TITLE_PITCH,
    WRITE_IN_MM,
    WRITE_IN_WORDS,
    name_lines,
    name_size,
)
from fulian_desktop.documents.page_flow import Slab
from fulian_desktop.documents.runs import TextStyle
from fulian_desktop.documents.table_layout import spread_name

if TYPE_CHECKING:
    from fulian_desktop.documents.ballot_blocks import BallotCell, BallotPlan, BallotRows, BallotSheet
    from fulian_desktop.documents.text_layout import Sheet
    from fulian_desktop.documents.typesetting import Pen

OUTER, INNER = 1.0, 0.5
CUT_MARK = 7 * MM


def ballot_slabs(sheet: Sheet, block: BallotSheet) -> list[Slab]:
    """Return one strip as high as the text block; the ballots are drawn on the whole page."""
    plan = block.plan
    if plan is None:
        raise ValueError("a ballot that no sheet can hold is refused before it is drawn")
    form = plan.form

    def draw(pen: Pen, _top: float) -> None:
        rows = form.per_sheet // form.columns
        width, height = SHEET[0] * MM / form.columns, SHEET[1] * MM / rows
        for row in range(rows):
            for column in range(form.columns):
                left = column * width + form.margin * MM
                top = SHEET[1] * MM - row * height - form.margin * MM
                _Ballot(sheet, block, plan, left).draw(pen, top)
        _cut_marks(pen, form.columns, rows)

    return [Slab(sheet.page.height, draw, new_page=True)]


def _cut_marks(pen: Pen, columns: int, rows: int) -> None:
    width, height = SHEET[0] * MM, SHEET[1] * MM
    for row in range(1, rows):
        y = height * row / rows
        with pen.in_grey():
            pen.dashed_rule(CUT_MARK, y, width - CUT_MARK, y)
        for x in (0.0, width - CUT_MARK):
            pen.rule(x, y, x + CUT_MARK, y)
    for column in range(1, columns):
        x = width * column / columns
        with pen.in_grey():
            pen.dashed_rule(x, CUT_MARK, x, height - CUT_MARK)
        for y in (0.0, height - CUT_MARK):
            pen.rule(x, y, x, y + CUT_MARK)


class _Ballot:
    """Draws one ballot between its margins."""

    def __init__(self, sheet: Sheet, block: BallotSheet, plan: BallotPlan, left: float) -> None:
        self._setter = sheet.setter
        self._block = block
        self._plan = plan
        self._form = plan.form
        self._left = left
        self._width = plan.form.width_mm * MM

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it below its upper edge."""
        form = self._form
        # What the list leaves free is shared: some above the title, the rest below the rules.
        free = form.height_mm - self._plan.height_mm
        top -= min(free * 0.25, 12.0) * MM
        for words in self._plan.title:
            top = self._centred(pen, words, top, size=form.title, style=TextStyle.TITLE, pitch=TITLE_PITCH)
        size = form.small + 2
        top = self._centred(pen, self._block.note, top, size=size, style=TextStyle.KAI, pitch=RULE_PITCH)
        top -= 2 * MM
        for rows in self._plan.parts:
            top = self._part(pen, rows, top)
        top -= 2.5 * MM
        for rule in self._block.rules:
            for line in self._setter.lines(rule, TextStyle.BODY, form.small, width=self._width):
                pitch = form.small * RULE_PITCH
                pen.line_of_text(line, self._left, top, size=form.small, pitch=pitch)
                top -= pitch

    def _centred(
        self, pen: Pen, words: str, top: float, *, size: float, style: TextStyle, pitch: float
    ) -> float:
        line = self._setter.one_line(words, style, size)
        x = self._left + (self._width - line.width) / 2
        pen.line_of_text(line, x, top, size=size, pitch=size * pitch)
        return top - size * pitch

    def _part(self, pen: Pen, rows: BallotRows, top: float) -> float:
        form = self._form
        if rows.heading:
            line = self._setter.one_line(rows.heading, TextStyle.HEADING, form.small + 2)
            pen.line_of_text(line, self._left, top, size=form.small + 2, pitch=HEADING_MM * MM)
            top -= HEADING_MM * MM
        else:
            top -= 1.5 * MM
        for number, (cells, name_mm) in enumerate(zip(rows.rows, rows.name_mm, strict=True)):
            if number == rows.write_ins_from:
                line = self._setter.one_line(WRITE_IN_WORDS, TextStyle.KAI, form.small + 1)
                pen.line_of_text(line, self._left, top, size=form.small + 1, pitch=WRITE_IN_MM * MM)
                top -= WRITE_IN_MM * MM
            top = self._row(pen, cells, name_mm, top)
        return top

    def _row(self, pen: Pen, cells: tuple[BallotCell, ...], name_mm: float, top: float) -> float:
        beside = self._block.marks_beside
        mark = self._form.mark_mm * MM
        name = name_mm * MM
        height = name if beside else name + mark
        low = top - height
        cell_width = self._plan.cell_mm * MM
        right = self._left + len(cells) * cell_width
        for edge in (top, low):
            pen.rule(self._left, edge, right, edge, width=OUTER)
        for place, cell in enumerate(cells):
            x = self._left + place * cell_width
            for edge in (x, x + cell_width):
                pen.rule(edge, top, edge, low, width=OUTER)
            if beside:
                wide = mark + 2 * MM
                split = x + (wide if self._block.mark_first else cell_width - wide)
                pen.rule(split, top, split, low, width=INNER)
                left = split if self._block.mark_first else x
                self._name(pen, cell, left, top, width=cell_width - wide, height=name)
            else:
                split = top - (mark if self._block.mark_first else name)
                pen.rule(x, split, x + cell_width, split, width=INNER)
                upper = split if self._block.mark_first else top
                self._name(pen, cell, x, upper, width=cell_width, height=name)
        return low

    def _name(self, pen: Pen, cell: BallotCell, x: float, top: float, *, width: float, height: float) -> None:
        room = width - 2 * CELL_PADDING * MM
        if cell.is_write_in:
            return
        size = name_size(cell.name, self._form.name, room)
        lines = name_lines(cell.name, self._form.name, room)
        pitch = size * NAME_PITCH
        top -= (height - len(lines) * pitch) / 2
        for words in lines:
            line = spread_name(self._setter.one_line(words, TextStyle.HEADING, size), size)
            pen.line_of_text(line, x + (width - line.width) / 2, top, size=size, pitch=pitch)
            top -= pitch
