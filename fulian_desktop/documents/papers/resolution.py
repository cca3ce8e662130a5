"""关于工作报告的决议: the text follows the wording and the outcome of the vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import PaperContent, Title
from fulian_desktop.documents.papers import official_text, phrases, wording_values

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.meetings.records import MeetingFacts


def _title(facts: MeetingFacts) -> Title:
    """Return the title: a meeting of the committee is named, a congress resolves as a whole."""
    if facts.session is None or not facts.kind.is_of_congress:
        return phrases.title(facts, phrases.session(facts), "关于工作报告的决议")
    return phrases.title(facts, facts.session.congress_title, f"关于{phrases.committee(facts)}工作报告的决议")


def compose(figures: MeetingFigures, registers: Registers, _order: Order) -> PaperContent:
    """Return the resolution on the work report; only asked for when the report was carried."""
    facts, report = figures.facts, figures.work_report
    words = wording_values.of_resolution(figures, registers)
    blocks: list[Block] = [
        _title(facts),
        *((phrases.passed_note(figures),) if report is not None and report.is_carried else ()),
        *official_text.blocks_of(
            wording_values.paragraphs_of("resolution", words, registers), phrases.names_of(facts)
        ),
    ]
    return PaperContent(f"{facts.full_title}关于工作报告的决议", tuple(blocks), author=facts.federation)
