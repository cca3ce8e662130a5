"""会议议程: when, where, who presides, the numbered items and what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_time
from fulian_desktop.documents.content import LabelledLine, ListItem, PaperContent, Spacer
from fulian_desktop.documents.papers import phrases
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts

_SPEAKERS = {AgendaKind.WORK_REPORT: "报告人", AgendaKind.SPEECH: "讲话人", AgendaKind.BY_ELECTION: "说明人"}


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the agenda."""
    facts = figures.facts
    blocks: list[Block] = [
        phrases.title(facts, f"{phrases.session(facts)}议程"),
        Spacer(0.5),
        LabelledLine("时间", when(figures)),
        LabelledLine("地点", facts.place or phrases.NOT_FILLED),
        LabelledLine("主持人", facts.chair.name if facts.chair else phrases.NOT_FILLED),
        LabelledLine("参加人员", _attending(facts)),
        Spacer(0.5),
    ]
    blocks += [
        ListItem(phrases.item_number(item), phrases.item_title(facts, item) + _remark(item))
        for item in facts.numbered_items
    ]
    if facts.follow_on_items:
        follow_on = "；".join(phrases.item_title(facts, item) for item in facts.follow_on_items)
        blocks += [Spacer(0.5), LabelledLine("附带事项", f"{follow_on}。")]
    return PaperContent(f"{facts.full_title}议程", tuple(blocks), author=facts.federation)


def when(figures: MeetingFigures) -> str:
    """Return day, weekday and planned time: 2026年3月6日（星期五）9:30."""
    day = figures.date_with_weekday or phrases.NOT_FILLED
    planned = figures.planned_time
    return day + (paper_time(planned) if planned else "")


def _attending(facts: MeetingFacts) -> str:
    members = f"{phrases.committee(facts)}委员 {len(facts.entitled)} 人"
    guests = f"；列席 {len(facts.observers)} 人" if facts.observers else ""
    return members + guests


def _remark(item: AgendaItem) -> str:
    remarks = []
    if item.presenter and item.kind in _SPEAKERS:
        remarks.append(f"{_SPEAKERS[item.kind]}：{item.presenter}")
    if item.show_of_hands:
        remarks.append("举手表决")
    return f"（{'；'.join(remarks)}）" if remarks else ""
