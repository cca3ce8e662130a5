"""会议通知: when, where, who, the agenda and what is asked of those who come.

Delegates are called to the whole congress, with the notice of its first session.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_time, with_weekday
from fulian_desktop.documents.content import PaperContent
from fulian_desktop.documents.papers import official_text, phrases, wording_values
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers
    from fulian_desktop.elections.congress_schedule import PlannedSession
    from fulian_desktop.meetings.records import MeetingFacts

_WHO = {MeetingKind.PRESIDIUM: "主席团成员", MeetingKind.COMMITTEE_FIRST: "新当选的执委"}


def compose(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the notice that calls the meeting, or the congress whose first session it is."""
    facts, congress = figures.facts, figures.congress
    words = wording_values.of_preparation(figures, registers)
    called, title = phrases.session(facts), facts.full_title
    if facts.session is not None and congress is not None and congress.sessions:
        called = title = facts.session.congress_title
        words = words.with_values(
            会议全称=title, 会议简称=congress.congress.short_title, 议程清单=_course(facts, congress.sessions)
        )
    text = wording_values.paragraphs_of("notice", words, registers)
    blocks: list[Block] = [
        phrases.title(facts, f"关于召开{called}的通知"),
        *official_text.blocks_of(text, phrases.names_of(facts)),
        phrases.signature(facts.federation, order.date_before(figures)),
    ]
    what = f"{facts.federation}关于召开{called}的通知"
    return PaperContent(what, tuple(blocks), author=facts.federation)


def _course(facts: MeetingFacts, sessions: tuple[PlannedSession, ...]) -> str:
    lines = [f"{number}.{_told(facts, one)}" for number, one in enumerate(sessions, start=1)]
    return "；\n".join(lines) + "。"


def _told(facts: MeetingFacts, one: PlannedSession) -> str:
    """Return 预备会议，8:30，全体代表参加：通过大会议程（草案），…; day and place where they are others.

    What is on the agenda of a session of few is told to those few.
    """
    when = with_weekday(date.fromisoformat(one.day)) if one.day and one.day != facts.day else ""
    when += paper_time(time.fromisoformat(one.time)) if one.time else ""
    place = f"在{one.place}" if one.place and one.place != facts.place else ""
    who = f"{_WHO.get(one.kind, '全体代表')}参加"
    head = "，".join(part for part in (one.title, when, place, who) if part)
    return f"{head}：{'，'.join(one.items)}" if one.items and one.kind not in _WHO else head
