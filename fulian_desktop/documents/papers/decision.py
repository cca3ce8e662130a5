"""增补决定（名单）: who was added to the committee by which vote, for the notice board and the superior."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.content import Heading, PaperContent, Paragraph, Signature, Spacer, Together
from fulian_desktop.documents.papers import phrases
from fulian_desktop.documents.papers.nominees import name_list
from fulian_desktop.documents.papers.wording_values import decision_values

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.scripts.operations import ScriptOperations


def compose(figures: MeetingFigures, scripts: ScriptOperations) -> PaperContent:
    """Return the decision with the list of the members added; only asked for when someone was."""
    facts = figures.facts
    what = f"关于增补{phrases.committee(facts)}委员的决定"
    blocks: list[Block] = [phrases.title(facts, what), Spacer(0.5)]
    blocks += [
        Paragraph(phrases.with_whole_names(text, figures.names))
        for text in scripts.fill("decision", decision_values(figures))
    ]
    listing = f"增补委员名单（{len(figures.elected)}名，按姓氏笔画为序）"
    blocks += [
        Together((Heading(listing), name_list(figures.elected))),
        Signature((facts.federation,), figures.date, seal_space=True),
    ]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)
