"""The letters about a by-election: 请示 and 批复 before the meeting, 备案报告, 公告 and 公示 after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Addressee, PaperContent, Paragraph, Spacer, Title
from fulian_desktop.documents.papers import decision, nominees, official_text, phrases, wording_values
from fulian_desktop.documents.papers.registers import date_to_fill

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block, Table
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers


def request(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the request to the superior for the addition of members."""
    facts = figures.facts
    what = f"关于增补{phrases.committee(facts)}委员的请示"
    words = wording_values.of_preparation(figures, registers)
    blocks: list[Block] = [
        phrases.title(facts, what),
        *phrases.with_attachments(_text("request", figures, words, registers), nominees.title_of(figures)),
        phrases.signature(facts.federation, order.date_before(figures)),
    ]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)


def approval(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the superior's answer as a form: she signs, seals and dates it."""
    facts = figures.facts
    what = f"关于同意增补{facts.federation_short}{phrases.committee(facts)}委员的批复"
    words = wording_values.of_preparation(figures, registers)
    day = date.fromisoformat(facts.day) if facts.day else None
    whole = f"{facts.superior}{what}"
    keep = (facts.superior, facts.federation_short, phrases.committee(facts))
    blocks: list[Block] = [
        Title(whole, keep=keep),
        *_text("approval", figures, words, registers),
        phrases.signature(facts.superior, date_to_fill(day)),
    ]
    return PaperContent(whole, tuple(blocks), author=facts.superior)


def filing_report(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the report of the result to the superior, for her files."""
    facts = figures.facts
    what = f"关于增补{phrases.committee(facts)}委员结果的报告"
    words = wording_values.of_by_election(figures, registers)
    attachments = (
        f"{facts.federation}{decision.title_of(figures)}",
        f"{facts.title}举手表决记录单",
        f"{phrases.committee(facts)}委员名册（备案版）",
    )
    blocks: list[Block] = [
        phrases.title(facts, what),
        *phrases.with_attachments(_text("filing_report", figures, words, registers), *attachments),
        phrases.signature(facts.federation, order.date_after(figures)),
    ]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)


def announcement(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the announcement of the members added."""
    title = Title(f"{figures.facts.federation}公告", keep=(figures.facts.federation,))
    return _notice_board_letter("announcement", title, figures, registers, order)


def public_notice(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the notice of the members added with its period and where to object."""
    what = f"关于增补{phrases.committee(figures.facts)}委员结果的公示"
    return _notice_board_letter(
        "public_notice", phrases.title(figures.facts, what), figures, registers, order
    )


def _notice_board_letter(
    kind: str, title: Title, figures: MeetingFigures, registers: Registers, order: Order
) -> PaperContent:
    facts = figures.facts
    words = wording_values.of_by_election(figures, registers)
    blocks: list[Block] = [
        title,
        *_with_list(_text(kind, figures, words, registers), nominees.name_list(figures.elected)),
        phrases.signature(facts.federation, order.date_after(figures)),
    ]
    return PaperContent(title.text, tuple(blocks), author=facts.federation)


def _text(
    kind: str, figures: MeetingFigures, words: wording_values.WordingValues, registers: Registers
) -> list[Block]:
    return official_text.blocks_of(
        wording_values.paragraphs_of(kind, words, registers), phrases.names_of(figures.facts)
    )


def _with_list(blocks: list[Block], listing: Table) -> list[Block]:
    """Return the text with the list behind the paragraph that announces it, else at the end."""
    for position, block in enumerate(blocks):
        if isinstance(block, Addressee) and len(blocks) > 1:
            continue
        if isinstance(block, Paragraph | Addressee) and _words(block).endswith(("：", ":")):
            rest = blocks[position + 1 :]
            return [*blocks[: position + 1], Spacer(0.3), listing, *([Spacer(0.3)] if rest else []), *rest]
    return [*blocks, Spacer(0.3), listing]


def _words(block: Paragraph | Addressee) -> str:
    return block.text if isinstance(block.text, str) else "".join(run.text for run in block.text)
