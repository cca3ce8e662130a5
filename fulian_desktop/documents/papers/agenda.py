"""会议议程: when, where, who presides, the numbered items and what follows them."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_time
from fulian_desktop.documents.content import LabelledLine, ListItem, PaperContent, Run, Spacer
from fulian_desktop.documents.papers import phrases
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts

_SPEAKERS = {AgendaKind.WORK_REPORT: "报告人", AgendaKind.SPEECH: "讲话人"}


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the agenda."""
    facts = figures.facts
    blocks: list[Block] = [
        phrases.title(facts, f"{phrases.session(facts)}议程"),
        Spacer(0.5),
        LabelledLine("时　间", when(figures)),
        LabelledLine("地　点", facts.place or phrases.NOT_FILLED),
        LabelledLine("主持人", facts.chair.name if facts.chair else phrases.NOT_FILLED),
        LabelledLine("出　席", f"{phrases.attending(facts)}{figures.entitled}人"),
        *_observers(facts),
        Spacer(0.5),
    ]
    blocks += [
        ListItem(phrases.item_number(item), (Run(phrases.item_title(facts, item)), *_remarks(item)))
        for item in facts.numbered_items
    ]
    if facts.follow_on_items:
        follow_on = "；".join(phrases.item_title(facts, item) for item in facts.follow_on_items)
        blocks += [Spacer(0.5), LabelledLine("附带事项", f"{follow_on}。")]
    return PaperContent(f"{facts.full_title}议程", tuple(blocks), author=facts.federation)


def when(figures: MeetingFigures) -> str:
    """Return day, weekday and planned time: 2026年3月6日（星期五）9:30."""
    day = figures.date_with_weekday or phrases.NOT_FILLED
    planned = figures.facts.time
    return day + (paper_time(time.fromisoformat(planned)) if planned else "")


def _observers(facts: MeetingFacts) -> list[Block]:
    if not facts.observers:
        return []
    named = (f"{one.name}（{one.role}）" if one.role else one.name for one in facts.observers)
    return [LabelledLine("列　席", phrases.names_text(named))]


def _remarks(item: AgendaItem) -> list[Run]:
    """Return what stands in brackets behind an item: who speaks, and whether it is voted on."""
    remarks: list[Run] = []
    if item.presenter and item.kind in _SPEAKERS:
        remarks += [Run(f"{_SPEAKERS[item.kind]}："), Run(item.presenter, unbroken=True)]
    if item.show_of_hands:
        remarks.append(Run("，举手表决" if remarks else "举手表决"))
    return [Run("（"), *remarks, Run("）")] if remarks else []
