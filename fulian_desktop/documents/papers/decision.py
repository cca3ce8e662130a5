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
        Paragraph(phrases.with_whole_names(text, phrases.names_of(facts)))
        for text in scripts.fill("decision", decision_values(figures))
    ]
    blocks.append(Paragraph(_numbers(figures)))
    listing = f"增补委员名单（{len(figures.elected)}名，按姓氏笔画为序）"
    blocks += [
        Together((Heading(listing), name_list(figures.elected))),
        Signature((facts.federation,), figures.date, seal_space=True),
    ]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)


def _numbers(figures: MeetingFigures) -> str:
    """Return the numbers of the votes that added the members, one sentence for each vote."""
    carried = [question for question in figures.by_election if question.is_carried]
    said = []
    for question in carried:
        count = question.standing
        if count is not None:
            whom = (
                f"{phrases.joined([one.name for one in question.motion.nominees])}："
                if len(carried) > 1
                else ""
            )
            said.append(
                f"{whom}应到执委{count.entitled}人，实到{count.present}人，{phrases.hands_in_words(count)}，"
                f"通过需要{count.need}人同意"
            )
    return f"表决情况：{'；'.join(said)}。"
