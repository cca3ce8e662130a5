"""会议通知: when, where, who, the agenda and what is asked of those who come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import PaperContent
from fulian_desktop.documents.papers import official_text, phrases, wording_values

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers


def compose(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the notice that calls the meeting."""
    facts = figures.facts
    words = wording_values.of_preparation(figures, registers)
    text = wording_values.paragraphs_of("notice", words, registers)
    blocks: list[Block] = [
        phrases.title(facts, f"关于召开{phrases.session(facts)}的通知"),
        *official_text.blocks_of(text, phrases.names_of(facts)),
        phrases.signature(facts.federation, order.date_before(figures)),
    ]
    what = f"{facts.federation}关于召开{phrases.session(facts)}的通知"
    return PaperContent(what, tuple(blocks), author=facts.federation)
