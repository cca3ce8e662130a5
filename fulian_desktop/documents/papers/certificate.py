"""当选证书: one lying page for each person elected or added, framed, with room for the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.content import PageBreak, PaperContent
from fulian_desktop.documents.papers import election_words, framed_page, phrases, wording_values
from fulian_desktop.documents.papers.election_figures import post_word

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers

KIND = "certificate"
TITLE = "当　选　证　书"


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the certificates; only asked for when someone was elected or added."""
    facts = figures.facts
    words = wording_values.of_by_election(figures, registers)
    pages: list[list[Block]] = []
    for nominee in figures.elected:
        filled = words.with_values(当选人=nominee.name, 当选职务="委员", 表决方式="表决通过")
        text = wording_values.paragraphs_of(KIND, filled, registers)
        keep = (*phrases.names_of(facts), phrases.committee(facts), f"{phrases.session(facts)}")
        pages.append(framed_page.blocks_of(TITLE, text, keep, facts.federation, figures.date))
    for one in figures.elections:
        if one.is_removal:
            continue
        own = words.with_values(届=one.committee, 会议全称=election_words.held_at(figures, one))
        for each in one.by_strokes:
            filled = own.with_values(
                当选人=each.name, 当选职务=post_word(each.post), 表决方式=election_words.method(one)
            )
            text = wording_values.paragraphs_of(KIND, filled, registers)
            keep = (each.name, one.committee, election_words.held_at(figures, one))
            day = election_words.day_of(figures, one)
            date = paper_date(day) if day else figures.date
            pages.append(framed_page.blocks_of(TITLE, text, keep, facts.federation, date))
    blocks: list[Block] = []
    for page in pages:
        blocks += [PageBreak(), *page] if blocks else page
    return PaperContent(
        f"{facts.federation}{phrases.committee(facts)}委员当选证书",
        tuple(blocks),
        author=facts.federation,
        landscape=True,
        page_numbers=False,
        page_frame=True,
    )
