"""The values the editable wordings of the resolution and of the decision are filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.papers import phrases

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.votes.records import VoteCount


def resolution_values(figures: MeetingFigures) -> dict[str, str]:
    """Return the values of the resolution on the work report, which was carried."""
    question = figures.work_report
    assert question is not None
    assert question.standing is not None
    return _common(figures) | _numbers(question.standing)


def decision_values(figures: MeetingFigures) -> dict[str, str]:
    """Return the values of the decision; the numbers are those of the carried vote that seated the first."""
    carried = next(question for question in figures.by_election if question.is_carried)
    assert carried.standing is not None
    return _common(figures) | _numbers(carried.standing)


def _common(figures: MeetingFigures) -> dict[str, str]:
    facts = figures.facts
    return {"妇联": facts.federation, "届": phrases.committee(facts)}


def _numbers(count: VoteCount) -> dict[str, str]:
    return {"结果": count.outcome.phrase}
