"""聘书: one lying page for each person an agenda item appoints, framed, with room for the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fulian_desktop.documents.content import PageBreak, PaperContent
from fulian_desktop.documents.paper_kinds import PaperStatus
from fulian_desktop.documents.papers import framed_page, official_text, phrases, wording_values
from fulian_desktop.documents.papers.not_ready import PaperNotReady
from fulian_desktop.meetings.agenda_awards import honours_of

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.meetings.records import AgendaItem

KIND = "appointment"
TITLE = "聘　书"
WORD = "聘"


class Appointment(NamedTuple):
    """Who is appointed to what."""

    name: str
    duty: str


def items_of(figures: MeetingFigures) -> tuple[AgendaItem, ...]:
    """Return the agenda items that appoint somebody: 聘任、聘请、颁发聘书 in their title."""
    return tuple(item for item in figures.facts.agenda if WORD in item.title)


def appointments_in(figures: MeetingFigures) -> tuple[AgendaItem, ...]:
    """Return the same; a meeting with none has no letters of appointment."""
    return items_of(figures)


def appointed(figures: MeetingFigures) -> tuple[Appointment, ...]:
    """Return who is appointed: one duty a line in the item's contents (维权顾问：甲、乙)."""
    return tuple(
        Appointment(name, duty)
        for item in items_of(figures)
        for duty, names in honours_of(official_text.paragraphs_of(item.details))
        for name in names
        if duty
    )


def require(figures: MeetingFigures) -> None:
    """Refuse letters of appointment without names.

    Raises:
        PaperNotReady: nobody is named.
    """
    if not appointed(figures):
        raise PaperNotReady(
            "聘任名单是空的，印不出聘书。",
            "请在会议筹备的议程里打开聘任这一项，在“内容”里一行写一种职务，例如“巾帼维权顾问：甲、乙”。",
            PaperStatus.INCOMPLETE,
        )


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the letters; only asked for when somebody is appointed."""
    facts = figures.facts
    words = wording_values.of_meeting(figures, registers)
    blocks: list[Block] = []
    for one in appointed(figures):
        blocks += [PageBreak()] if blocks else []
        filled = words.with_values(受聘人=one.name, 聘任职务=one.duty)
        text = wording_values.paragraphs_of(KIND, filled, registers)
        keep = (*phrases.names_of(facts), one.name, one.duty, phrases.committee(facts))
        blocks += framed_page.blocks_of(TITLE, text, keep, facts.federation, figures.date)
    return PaperContent(
        f"{facts.federation}聘书",
        tuple(blocks),
        author=facts.federation,
        landscape=True,
        page_numbers=False,
        page_frame=True,
    )
