"""增补决定（名单）: who was added to the committee by which vote, for the notice board and the superior."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Heading, PaperContent, Together
from fulian_desktop.documents.papers import official_text, phrases, wording_values
from fulian_desktop.documents.papers.nominees import name_list

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the decision with the list of the members added; only asked for when someone was."""
    facts = figures.facts
    what = title_of(figures)
    words = wording_values.of_by_election(figures, registers)
    text = wording_values.paragraphs_of("decision", words, registers)
    listing = f"增补委员名单（{len(figures.elected)}名，按姓氏笔画为序）"
    if len(figures.elected) == 1:
        listing = "增补委员名单（1名）"
    blocks: list[Block] = [
        phrases.title(facts, what),
        *official_text.blocks_of(text, phrases.names_of(facts)),
        *((Together((Heading(listing), name_list(figures.elected))),) if figures.elected else ()),
        phrases.signature(facts.federation, figures.date),
    ]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)


def title_of(figures: MeetingFigures) -> str:
    """Return 关于增补第七届执行委员会委员的决定."""
    return f"关于增补{phrases.committee(figures.facts)}委员的决定"
