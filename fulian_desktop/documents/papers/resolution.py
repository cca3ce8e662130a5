"""关于工作报告的决议: the text follows the wording and the outcome of the vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import PaperContent, Paragraph
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.wording_values import resolution_values

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.scripts.operations import ScriptOperations


def compose(figures: MeetingFigures, scripts: ScriptOperations) -> PaperContent:
    """Return the resolution on the work report; only asked for when the report was carried."""
    facts = figures.facts
    blocks: list[Block] = [
        phrases.title(facts, phrases.session(facts), "关于工作报告的决议"),
        phrases.passed_note(figures),
    ]
    blocks += [
        Paragraph(phrases.with_whole_names(text, phrases.names_of(facts)))
        for text in scripts.fill("resolution", resolution_values(figures))
    ]
    return PaperContent(f"{facts.full_title}关于工作报告的决议", tuple(blocks), author=facts.federation)
