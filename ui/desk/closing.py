"""What is asked before a meeting is opened or closed, because neither can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.closing import closing_report
from fulian_desktop.scripts.records import CLOSING
from ui.desk.closing_dialog import ClosingDialog
from ui.desk.desk_words import short_title
from ui.shell import prompts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.meetings.records import MeetingFacts
    from ui.desk.session import DeskSession


def not_held(session: DeskSession) -> tuple[list[str], list[str]]:
    """Return the short titles of the numbered items that were not held, and of those without a number.

    That is what the script has not reached, and what has a question that was not counted.
    """
    here = session.step
    if here.item_id is None:
        reached = len(session.facts.agenda) if here.title == CLOSING else -1
    else:
        reached = next(i for i, item in enumerate(session.facts.agenda) if item.id == here.item_id)
    open_questions = {key.item_id for key in session.motions if key not in session.counts}
    left = [
        item
        for place, item in enumerate(session.facts.agenda)
        if place > reached or item.id in open_questions
    ]
    return (
        [short_title(item.title) for item in left if item.numbered],
        [short_title(item.title) for item in left if not item.numbered],
    )


def ask_to_close(parent: QWidget, session: DeskSession) -> str | None:
    """Ask whether the meeting is to end now, naming what it leaves behind.

    Returns why it ends with questions undecided, an empty text when there are none, None for going on.
    """
    workspace = session.workspace
    report = closing_report(
        workspace.database, workspace.journal, workspace.meetings, workspace.papers, session.meeting_id
    )
    undecided = {short_title(title) for title in report.undecided}
    left = (title for titles in not_held(session) for title in titles if title not in undecided)
    dialog = ClosingDialog(parent, replace(report, not_held=tuple(left)))
    return dialog.reason() if dialog.ask() else None


def ask_to_open(parent: QWidget | None, facts: MeetingFacts, today: date, leave: str = "") -> bool:
    """Ask whether the meeting is to begin: what is frozen, whether this is its day, who is on leave."""
    entitled = len(facts.entitled)
    pack = facts.rule_pack
    quorum = pack.quorum.need(entitled)
    items = "、".join(short_title(item.title) for item in facts.numbered_items)
    return prompts.confirm(
        parent,
        f"现在就开始{facts.title}？",
        (
            *_wrong_day(facts, today),
            ("应到名单", f"{entitled} 人（{facts.entitled_words}），从这时起定下来"),
            ("规则", f"《{pack.name}》：{pack.quorum.phrase}即 {quorum} 人到会，{pack.majority.phrase}通过"),
            ("议程", f"{len(facts.numbered_items)} 项：{items}"),
            ("人选", "、".join(nominee.name for nominee in facts.nominees) or "没有"),
            *((("请假", leave),) if leave else ()),
        ),
        "进入会场",
        detail="进入会场就算开会。下面几样从这时起定下来，名册以后再改也不影响这次会议。",
        after="定下来的内容",
        harmless="还没有准备好，先不进入就行，什么都不会变。",
        keep_word="还没准备好",
    )


def _wrong_day(facts: MeetingFacts, today: date) -> tuple[tuple[str, str], ...]:
    """Say so when the meeting is opened on another day than its papers will name."""
    planned = date.fromisoformat(facts.day)
    if planned == today:
        return ()
    return (("日期", f"安排的是{paper_date(planned)}，今天是{paper_date(today)}；要改请先改安排"),)
