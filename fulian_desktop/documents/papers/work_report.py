"""工作报告 in official layout, from the text pasted into its agenda item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Align, PaperContent, Paragraph, Run, Subtitle, TextStyle
from fulian_desktop.documents.papers import official_text, phrases
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures

_LINES_OF_A_TITLE = 3
_ENDS_A_TITLE = re.compile(r"工作报告(（草案）|\(草案\))?$")


def text_of(figures: MeetingFigures) -> str:
    """Return the pasted text of the report, empty when there is none."""
    item = figures.item_of_kind(AgendaKind.WORK_REPORT)
    return "" if item is None else official_text.cleaned(item.details).strip()


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the report; only asked for when there is a text."""
    facts = figures.facts
    item = figures.item_of_kind(AgendaKind.WORK_REPORT)
    title = f"{phrases.committee(facts)}工作报告"
    speaker = (item.presenter if item else "") or (facts.chair.name if facts.chair else "")
    post = facts.chair.post if facts.chair and facts.chair.name == speaker else ""
    head: list[Block] = [phrases.title(facts, title)]
    by = "　".join(part for part in (post, speaker) if part)
    lines = [f"（{figures.date}）" if figures.date else "", by]
    told = [Run(line, unbroken=True) for line in lines if line]
    head += [
        Paragraph((line,), first_line_indent=False, align=Align.CENTRE, style=TextStyle.KAI)
        for line in told[:-1]
    ]
    head += [Subtitle((line,)) for line in told[-1:]]
    paragraphs = _without_title(official_text.paragraphs_of(text_of(figures)))
    blocks = [*head, *official_text.blocks_of(paragraphs, phrases.names_of(facts))]
    return PaperContent(f"{facts.federation}{title}", tuple(blocks), author=facts.federation)


def _without_title(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the title that was pasted with the text; the paper has its own."""
    for position, line in enumerate(paragraphs[:_LINES_OF_A_TITLE]):
        if any(mark in line for mark in "。：，；"):
            break
        if _ENDS_A_TITLE.search(line):
            rest = paragraphs[position + 1 :]
            return rest[1:] if rest and _is_date_line(rest[0]) else rest
    return paragraphs


def _is_date_line(line: str) -> bool:
    return re.fullmatch(r"[（(]?\s*\d{4}年\d{1,2}月(\d{1,2}日)?\s*[)）]?", line) is not None
