"""The values the editable wordings of the resolution and of the decision are filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.papers import phrases
from fulian_desktop.rules.verdicts import Outcome

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.votes.records import VoteCount


def resolution_values(figures: MeetingFigures) -> dict[str, str]:
    """Return the values of the resolution on the work report."""
    report = figures.work_report
    return _values(figures, None if report is None else report.standing)


def decision_values(figures: MeetingFigures) -> dict[str, str]:
    """Return the values of the decision; it is unanimous only if every vote that added someone was."""
    carried = [question.standing for question in figures.by_election if question.is_carried]
    mixed = [count for count in carried if count is not None and count.outcome is Outcome.CARRIED]
    return _values(figures, next(iter((*mixed, *carried)), None))


def _values(figures: MeetingFigures, count: VoteCount | None) -> dict[str, str]:
    return {
        "妇联": figures.facts.federation,
        "届": phrases.committee(figures.facts),
        "结果": count.outcome.phrase if count is not None else "",
    }
