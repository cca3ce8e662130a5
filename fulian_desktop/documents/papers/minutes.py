"""会议记录: its standard parts, the record and own words in each of them, and lines to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import (
    Heading,
    LabelledLine,
    PaperContent,
    Paragraph,
    SignatureLines,
    Spacer,
    Together,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.minutes_parts import parts_of
from fulian_desktop.meetings.minutes_records import MinutesPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.minutes_parts import MinutesText

SHORT_PARAGRAPH = 75
"""Characters: about three lines, which are better moved to the next page than torn."""
_CONTINUED = "　　　"


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the minutes of a closed meeting."""
    facts = figures.facts
    names = phrases.names_of(facts)
    texts = parts_of(figures)
    head = [line for text in texts if text.in_head for line in _labelled(text, names)]
    parts = [
        _body(text, names)
        for text in texts
        if not text.in_head and text.part != MinutesPart.END.value and text.lines
    ]
    blocks: list[Block] = [
        phrases.title(facts, f"{phrases.session(facts)}记录"),
        Spacer(0.5),
        *head,
        Spacer(0.5),
    ]
    blocks += [block for part in parts[:-1] for block in part]
    *rest, last = parts[-1]
    closing = (*_end(texts, names), SignatureLines(("主持人（签字）", "记录人（签字）")))
    # The signatures never stand on a page alone.
    kept = (*rest, last, *closing) if len(rest) == 1 else (last, *closing)
    blocks += [*([] if len(rest) == 1 else rest), Together(kept)]
    return PaperContent(f"{facts.full_title}记录", tuple(blocks), author=facts.federation)


def _labelled(text: MinutesText, names: Sequence[str]) -> list[LabelledLine]:
    return [
        LabelledLine(label or _CONTINUED, phrases.with_whole_names(words, names))
        for label, words in text.lines
    ]


def _body(text: MinutesText, names: Sequence[str]) -> tuple[Block, ...]:
    return (Heading(text.title), *(_paragraph(words, names) for _, words in text.lines))


def _end(texts: Sequence[MinutesText], names: Sequence[str]) -> tuple[Block, ...]:
    """Return 散会 on a line of its own."""
    end = next(text for text in texts if text.part == MinutesPart.END.value)
    return tuple(_paragraph(words, names) for _, words in end.lines)


def _paragraph(text: str, names: Sequence[str]) -> Paragraph:
    """Return a paragraph that tears no name, and no page end when it is short."""
    return Paragraph(phrases.with_whole_names(text, names), together=len(text) <= SHORT_PARAGRAPH)
