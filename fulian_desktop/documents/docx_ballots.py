"""A sheet of ballots in a Word file: a table to cut along, in each of its cells one ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.ballot_blocks import (
    CELL_PADDING,
    HEADING_MM,
    MM,
    NAME_PITCH,
    RULE_PITCH,
    TITLE_PITCH,
    WRITE_IN_MM,
    WRITE_IN_WORDS,
    name_lines,
    name_size,
)
from fulian_desktop.documents.content import Align, TextStyle
from fulian_desktop.documents.docx_parts import WordCell, WordParagraph, WordRow, WordTable, word_runs
from fulian_desktop.documents.docx_tables import spread_name
from fulian_desktop.documents.docx_text import room

if TYPE_CHECKING:
    from fulian_desktop.documents.ballot_blocks import BallotCell, BallotPlan, BallotRows, BallotSheet
    from fulian_desktop.documents.docx_parts import WordPart
    from fulian_desktop.documents.word_widths import WordPage

SLACK = 20.0
"""Points left free at the foot of a sheet: rules and the paragraph behind the table take room."""
RULE = 0.75


def ballot_parts(page: WordPage, block: BallotSheet) -> list[WordPart]:
    """Return the ballots of one sheet."""
    plan = block.plan
    if plan is None:
        raise ValueError("a ballot that no sheet can hold is refused before it is written")
    form = plan.form
    rows = form.per_sheet // form.columns
    column = page.width / form.columns
    inner = min(form.width_mm * MM, column - 2 * MM)
    ballot = _ballot(block, plan, inner)
    if form.per_sheet == 1:
        return ballot
    height = (page.height - SLACK) / rows
    cell = WordCell(tuple(ballot), at_top=True)
    table = WordTable(
        "CutSheet",
        (column,) * form.columns,
        tuple(WordRow((cell,) * form.columns, height - RULE) for _ in range(rows)),
        padding=(column - inner) / 2,
        margin=max(0.0, form.margin * MM - page.top),
    )
    return [table, room(0)]


def _ballot(block: BallotSheet, plan: BallotPlan, width: float) -> list[WordPart]:
    form = plan.form
    parts: list[WordPart] = [
        _line(words, form.title, TextStyle.TITLE, line=form.title * TITLE_PITCH, align=Align.CENTRE)
        for words in plan.title
    ]
    size = form.small + 2
    parts.append(_line(block.note, size, TextStyle.KAI, line=size * RULE_PITCH, align=Align.CENTRE))
    for rows in plan.parts:
        if rows.heading:
            size = form.small + 2
            parts.append(
                WordParagraph(
                    "TableText",
                    word_runs(rows.heading, style=TextStyle.HEADING, size=size),
                    align=Align.LEFT,
                    line=HEADING_MM * MM,
                )
            )
        start = rows.write_ins_from
        groups = [rows] if start is None else [rows.part(0, start), rows.part(start, len(rows.rows))]
        for group in groups:
            if group.write_ins_from is not None:
                parts.append(_line(WRITE_IN_WORDS, form.small + 1, TextStyle.KAI, line=WRITE_IN_MM * MM))
            if group.rows:
                parts.append(_grid(block, plan, group, width))
    parts.append(room(2.5 * MM))
    parts += [_line(rule, form.small, None, line=form.small * RULE_PITCH) for rule in block.rules]
    return parts


def _line(
    words: str, size: float, style: TextStyle | None, *, line: float, align: Align = Align.LEFT
) -> WordParagraph:
    return WordParagraph("TableText", word_runs(words, style=style, size=size), align=align, line=line)


def _grid(block: BallotSheet, plan: BallotPlan, rows: BallotRows, width: float) -> WordTable:
    form = plan.form
    count = min(plan.cells_of_a_row, max(len(row) for row in rows.rows))
    cell_width = plan.cell_mm * MM
    mark = (form.mark_mm + 2.0) * MM if block.marks_beside else 0.0
    one = (
        (cell_width,)
        if not mark
        else (mark, cell_width - mark)
        if block.mark_first
        else (cell_width - mark, mark)
    )
    lines: list[WordRow] = []
    for cells, name_mm in zip(rows.rows, rows.name_mm, strict=True):
        names = [_name(cell, plan, cell_width - mark) for cell in cells]
        marks = [_empty() for _ in cells]
        if mark:
            pairs = zip(marks, names, strict=True) if block.mark_first else zip(names, marks, strict=True)
            lines.append(WordRow(tuple(cell for pair in pairs for cell in pair), name_mm * MM - RULE))
            continue
        both = [(marks, form.mark_mm), (names, name_mm)]
        for row, height in both if block.mark_first else both[::-1]:
            lines.append(WordRow(tuple(row), height * MM - RULE))
    left = (width - plan.cells_of_a_row * cell_width) / 2
    return WordTable("RuledTable", one * count, tuple(lines), indent=left, padding=CELL_PADDING, margin=0.0)


def _empty() -> WordCell:
    return WordCell((WordParagraph("TableText"),))


def _name(cell: BallotCell, plan: BallotPlan, width: float) -> WordCell:
    if cell.is_write_in:
        return _empty()
    inner = width - 2 * CELL_PADDING * MM
    size = name_size(cell.name, plan.form.name, inner)
    return WordCell(
        tuple(
            WordParagraph(
                "TableText",
                spread_name(word_runs(words, style=TextStyle.HEADING, size=size), size),
                line=size * NAME_PITCH,
            )
            for words in name_lines(cell.name, plan.form.name, inner)
        )
    )
