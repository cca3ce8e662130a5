"""The values the editable wordings of the resolution and of the decision are filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.documents.papers import phrases
from fulian_desktop.meetings.records import AgendaKind

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
    report = figures.item_of_kind(AgendaKind.WORK_REPORT)
    return {
        "妇联": facts.federation_short,
        "妇联全称": facts.federation,
        "上级": facts.superior,
        "会议简称": facts.title,
        "会议全称": facts.full_title,
        "届": ordinal(facts.term_number, "届"),
        "次": ordinal(facts.session_number, "次"),
        "会议日期": figures.date,
        "增补名单": phrases.joined([nominee.name for nominee in figures.elected]),
        "增补人数": str(len(figures.elected)),
        "增补缘由": facts.basis.strip().rstrip("。，；"),
        "作报告人": report.presenter if report else "",
    }


def _numbers(count: VoteCount) -> dict[str, str]:
    return {
        "结果": count.outcome.phrase,
        "结论": f"同意{count.in_favour}人，通过需要{count.need}人，{count.outcome.phrase}",
        "表决情况": f"应到执委{count.entitled}人，实到{count.present}人，{phrases.hands_in_words(count)}",
    }
