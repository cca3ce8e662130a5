"""会前检查单: what was looked at before a meeting, on one page for the file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.content import (
    Align,
    BlankLine,
    Column,
    PaperContent,
    Paragraph,
    Run,
    Spacer,
    Table,
    TextStyle,
    blank,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.agenda import when

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.preflight import CheckLine, Preflight

SMALL = 12.0
LONGEST_SENTENCE = 64
"""Characters: twelve rows of so many stand on one page."""


def compose(figures: MeetingFigures, seen: Preflight) -> PaperContent:
    """Return the page: one row for each thing, the word of its lamp, and lines for who looked."""
    facts = figures.facts
    looked = datetime.fromisoformat(seen.at)
    blocks = (
        phrases.title(facts, f"{facts.title}会前检查单"),
        _line(f"会议：{when(figures)}　{facts.place or phrases.NOT_FILLED}"),
        _line(f"检查：{paper_date(looked.date())} {looked:%H:%M}"),
        Paragraph(
            f"结论：{phrases.without_number_spaces(seen.sentence)}",
            first_line_indent=False,
            align=Align.LEFT,
            style=TextStyle.HEADING,
            size=14.0,
        ),
        Spacer(0.15),
        Table(
            (
                Column("序号", 0.75),
                Column("检查事项", 1.55),
                Column("情况", 0.9, style=TextStyle.HEADING),
                Column("说明", 6.9, align=Align.LEFT),
                Column("复核", 0.7),
            ),
            tuple(_row(number, line) for number, line in enumerate(seen.lines, start=1)),
            row_height_mm=8.6,
            size=SMALL,
        ),
        Spacer(0.3),
        BlankLine(
            (Run("检查人（签字）"), blank(6), Run("　复核时间"), blank(5)),
            size=14.0,
            indent=0,
        ),
    )
    return PaperContent(f"{facts.full_title}会前检查单", blocks, author=facts.federation, page_numbers=False)


def _line(words: str) -> Paragraph:
    return Paragraph(words, first_line_indent=False, align=Align.LEFT, size=14.0)


def _row(number: int, line: CheckLine) -> tuple[str, ...]:
    words = phrases.without_number_spaces(line.sentence)
    if len(words) > LONGEST_SENTENCE:
        words = words[: LONGEST_SENTENCE - 1] + "…"
    return (str(number), line.title, line.lamp.word, words, "")
