"""会议日程: the agenda as a table with times, reckoned from the planned start and minutes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_time
from fulian_desktop.documents.content import Align, Column, LabelledLine, Note, PaperContent, Spacer, Table
from fulian_desktop.documents.papers import phrases

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts

AFTER_THE_LAST = "接上项"
"""When an item begins whose predecessor has no planned end."""


def compose(figures: MeetingFigures) -> PaperContent:
    """Return the timed table; only asked for when day and time are fixed."""
    facts = figures.facts
    columns = (
        Column("时间", 1.9),
        Column("内容", 4.6, align=Align.LEFT),
        Column("主讲（主持）", 2.4),
        Column("备注", 1.3),
    )
    rows = tuple(
        (
            when,
            _content(item),
            item.presenter or _chair(facts),
            "举手表决" if item.show_of_hands else "",
        )
        for item, when in zip(facts.agenda, times_of(facts), strict=True)
    )
    blocks: list[Block] = [
        phrases.title(facts, f"{phrases.session(facts)}日程"),
        Spacer(0.5),
        LabelledLine("日　期", figures.date_with_weekday, indent=0),
        LabelledLine("地　点", facts.place or phrases.NOT_FILLED, indent=0),
        LabelledLine("主持人", _chair(facts) or phrases.NOT_FILLED, indent=0),
        Spacer(0.5),
        Table(columns, rows, row_height_mm=12.0),
        Note("时间按预计用时推算，会议可以根据进展情况调整。"),
    ]
    return PaperContent(f"{facts.full_title}日程", tuple(blocks), author=facts.federation)


def times_of(facts: MeetingFacts) -> tuple[str, ...]:
    """Return for each item 9:30—9:50, 10:40起 for one without an end, 接上项 for what follows that."""
    day = date.fromisoformat(facts.day)
    moment: datetime | None = datetime.combine(day, time.fromisoformat(facts.time))
    times: list[str] = []
    for item in facts.agenda:
        if moment is None:
            times.append(AFTER_THE_LAST)
        elif item.minutes is None:
            times.append(f"{paper_time(moment.time())}起")
            moment = None
        else:
            end = moment + timedelta(minutes=item.minutes)
            times.append(f"{paper_time(moment.time())}—{paper_time(end.time())}")
            moment = end
    return tuple(times)


def without_minutes(facts: MeetingFacts) -> tuple[AgendaItem, ...]:
    """Return the items but the last that have no planned time, so that what follows cannot be timed."""
    return tuple(item for item in facts.agenda[:-1] if item.minutes is None)


def _content(item: AgendaItem) -> str:
    return f"{phrases.item_number(item)}{item.title}"


def _chair(facts: MeetingFacts) -> str:
    return facts.chair.name if facts.chair else ""
