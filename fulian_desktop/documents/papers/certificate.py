"""当选证书: one lying page for each member added, framed, with room for the seal."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Addressee, PageBreak, PaperContent, Paragraph, Run, Spacer, Title
from fulian_desktop.documents.papers import official_text, phrases, wording_values
from fulian_desktop.documents.typesetting import LINE_PITCH, line_pitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.documents.papers.wording_values import WordingValues
    from fulian_desktop.meetings.records import Nominee

TITLE = "当　选　证　书"
TITLE_SIZE = 42.0
SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
WIDTH = 700.0
HEIGHT = 190.0
"""Points: what a lying page leaves for the text between the title and the room for the seal."""


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the certificates; only asked for when someone was added."""
    facts = figures.facts
    words = wording_values.of_by_election(figures, registers)
    blocks: list[Block] = []
    for nominee in figures.elected:
        blocks += [PageBreak()] if blocks else []
        blocks += _page(figures, registers, words, nominee)
    return PaperContent(
        f"{facts.federation}{phrases.committee(facts)}委员当选证书",
        tuple(blocks),
        author=facts.federation,
        landscape=True,
        page_numbers=False,
        page_frame=True,
    )


def _page(
    figures: MeetingFigures, registers: Registers, words: WordingValues, nominee: Nominee
) -> list[Block]:
    text = wording_values.paragraphs_of("certificate", words.with_values(当选人=nominee.name), registers)
    size, rest = _size_for(text)
    facts = figures.facts
    blocks: list[Block] = [Title(TITLE, lines=(TITLE,), size=TITLE_SIZE), Spacer(rest / 2 / LINE_PITCH)]
    keep = (*phrases.names_of(facts), phrases.committee(facts), f"{phrases.session(facts)}")
    for block in official_text.blocks_of(text, keep):
        if isinstance(block, Addressee):
            runs = block.text if isinstance(block.text, tuple) else (Run(block.text),)
            blocks.append(Paragraph((*runs, Run("：")), first_line_indent=False, size=size))
        elif isinstance(block, Paragraph):
            blocks.append(Paragraph(block.text, size=size))
        else:
            blocks.append(block)
    return [*blocks, phrases.signature(facts.federation, figures.date)]


def _size_for(text: Sequence[str]) -> tuple[float, float]:
    """Return the largest size at which the text leaves room for the seal on its page, and the height left."""
    for size in SIZES:
        lines = sum(ceil((len(paragraph) + 2) * size / WIDTH) for paragraph in text)
        rest = HEIGHT - lines * line_pitch(size)
        if rest >= 0:
            return size, rest
    return SIZES[-1], 0.0
