"""The sessions of a congress as rows that open the meeting, and the button that makes them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.elections.congress_sessions import kinds_to_prepare
from fulian_desktop.meetings.records import MeetingState
from ui.shell.widgets import (
    Chip,
    ChipKind,
    InfoRow,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from fulian_desktop.elections.congress_records import Congress
    from ui.shell.notifier import PageContext

_CHIPS = {
    MeetingState.PREPARING: ChipKind.AMBER,
    MeetingState.OPEN: ChipKind.POST,
    MeetingState.CLOSED: ChipKind.GREEN,
}


def session_rows(context: PageContext, congress: Congress) -> list[QWidget]:
    """Return a heading, a row for each session, and the button that makes those that are missing."""
    sessions = context.workspace.congress.sessions(congress.id)
    rows: list[QWidget] = [label("大会各次会议", Role.CARD_TITLE)]
    for meeting in sessions:
        facts = context.workspace.meetings.facts(meeting.id)
        title = meeting.title.removeprefix(congress.short_title)
        numbers = f"应到 {len(facts.entitled)} 人　{len(facts.numbered_items)} 项议程"
        second = f"{meeting.plan.time or '时间未定'}　{numbers}"
        row = InfoRow(title, second, trailing=Chip(meeting.state.phrase, _CHIPS[meeting.state]))
        row.setObjectName(f"session_{meeting.kind.value}")
        row.activated.connect(partial(_open, context, meeting.id))
        rows.append(row)
    if not sessions:
        words = "议程、主持词、时间按大会安排排好，代表就是应到名单。"
        rows.append(WrapLabel(words, Role.SECONDARY, Tone.TEXT2, width=u(390)))
    if _missing(context, congress):
        button = secondary_button("建立各次会议" if not sessions else "补建会议")
        button.setObjectName("prepare_sessions")
        button.clicked.connect(partial(_prepare, context, congress))
        rows.append(_left(button))
    return rows


def _missing(context: PageContext, congress: Congress) -> bool:
    present = {one.kind for one in context.workspace.congress.sessions(congress.id)}
    new_term = context.workspace.seats.current_term().number == congress.number
    return bool(kinds_to_prepare(tuple(present), new_term=new_term))


def _left(button: QWidget) -> QWidget:
    box = QWidget()
    row = horizontal(box)
    row.addWidget(button)
    row.addStretch(1)
    return box


def _open(context: PageContext, meeting_id: int) -> None:
    context.open_page("meetings", meeting_id=meeting_id)


def _prepare(context: PageContext, congress: Congress) -> None:
    context.run(partial(context.workspace.congress.prepare_sessions, congress.id), "大会各次会议已经建好")
