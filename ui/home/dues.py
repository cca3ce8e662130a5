"""What is due next, worked out from the records; nothing here is typed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import screen_date
from fulian_desktop.meetings.records import MeetingState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fulian_desktop.elections.congress_records import PathStep
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.seats.records import SeatBoard

NOTICE_DAYS = 2
"""A notice should reach every member this many days before the meeting."""
REPORT_DAYS = 5
"""The superior should hear of a by-election within this many days after the meeting."""
MINUTES_DAYS = 3
"""Minutes are best finished within this many days, while what was said is remembered."""
TERM_END_DAYS = 180
"""So many days before the end of the term the preparations of the next one begin."""


@dataclass(frozen=True)
class Due:
    """One thing to do: by when (None: no day), what, why, and the page that does it."""

    day: date | None
    title: str
    reason: str
    page: str
    meeting_id: int | None = None

    @property
    def when(self) -> str:
        """Return the day as the list shows it: 3月4日."""
        return screen_date(self.day).split(" ")[0] if self.day else "尽快"


def dues(
    board: SeatBoard,
    meetings: Sequence[Meeting],
    today: date,
    step: PathStep | None = None,
    *,
    unfinished: Collection[int] = (),
    second_backup: str = "",
) -> tuple[Due, ...]:
    """Return what is due, the earliest first; things without a day come last.

    `step` is the next one on the path of the term change, None when there is none; `unfinished` are the ids
    of the meetings whose minutes are not finished; `second_backup` says what is wrong with the copy on the
    stick, empty when it is in order.
    """
    own = [one for one in meetings if not one.kind.is_of_congress]
    found = [*_of_preparations(own, today), *_of_results(own, today), *_of_seats(board, own)]
    found += _of_minutes([one for one in meetings if one.id in unfinished], today)
    found += [] if step is None else [_of_step(step)]
    if step is None or step.step.key != "congress_day":
        found += _of_congress(meetings)
    if second_backup:
        found.append(Due(today, "把备份复制到 U 盘", second_backup, "backups"))
    term_end = date.fromisoformat(board.term.last_day)
    if step is None and term_end - today <= timedelta(days=TERM_END_DAYS):
        found.append(Due(term_end, "本届任期届满", "提前半年筹备换届", "elections"))
    return tuple(sorted(found, key=lambda due: due.day or date.max))


def _of_step(step: PathStep) -> Due:
    lacking = len(step.missing_materials)
    reason = f"缺 {lacking} 份材料" if lacking else step.step.who
    return Due(
        step.due, f"换届：{step.step.title}", step.lacks[0].sentence if step.lacks else reason, "elections"
    )


def _of_congress(meetings: Sequence[Meeting]) -> list[Due]:
    """Return the first session in preparation of a congress."""
    waiting = [
        one
        for one in meetings
        if one.kind.is_of_congress and one.state is MeetingState.PREPARING and one.plan.day
    ]
    first = min(waiting, key=lambda one: (one.plan.day, one.plan.time, one.id), default=None)
    if first is None:
        return []
    return [Due(date.fromisoformat(first.plan.day), "召开妇女代表大会", first.title, "meetings", first.id)]


def _of_preparations(meetings: Sequence[Meeting], today: date) -> list[Due]:
    found = []
    for meeting in meetings:
        if meeting.state is not MeetingState.PREPARING:
            continue
        if not meeting.plan.day:
            found.append(Due(None, f"定下{meeting.title}的日期", "日期还没有填", "meetings", meeting.id))
            continue
        day = date.fromisoformat(meeting.plan.day)
        notice = day - timedelta(days=NOTICE_DAYS)
        if notice >= today:
            found.append(
                Due(notice, "通知各位执委开会", f"会前 {NOTICE_DAYS} 天送到每位执委", "meetings", meeting.id)
            )
        found.append(
            Due(day, f"召开{meeting.title}", meeting.plan.place or "地点还没有填", "meetings", meeting.id)
        )
    return found


def _of_results(meetings: Sequence[Meeting], today: date) -> list[Due]:
    found = []
    for meeting in meetings:
        if meeting.state is MeetingState.CLOSED and meeting.closed_at is not None:
            report = date.fromisoformat(meeting.closed_at[:10]) + timedelta(days=REPORT_DAYS)
            if report >= today:
                found.append(
                    Due(report, "增补结果报上级妇联备案", f"{meeting.title}已经结束", "papers", meeting.id)
                )
    return found


def _of_minutes(meetings: Sequence[Meeting], today: date) -> list[Due]:
    """Return the minutes to be finished of meetings that closed lately."""
    found = []
    for meeting in meetings:
        if meeting.state is MeetingState.CLOSED and meeting.closed_at is not None:
            day = date.fromisoformat(meeting.closed_at[:10]) + timedelta(days=MINUTES_DAYS)
            if day >= today:
                found.append(Due(day, "整理会议记录", f"{meeting.title}的记录", "minutes", meeting.id))
    return found


def _of_seats(board: SeatBoard, meetings: Sequence[Meeting]) -> list[Due]:
    if not board.held:
        return [Due(None, "导入执委花名册", "从电子表格导入，席位自动排好", "people")]
    if not board.vacant:
        return []
    numbers = "、".join(str(seat.number) for seat in board.vacant)
    for meeting in meetings:
        if meeting.state is not MeetingState.CLOSED:
            day = date.fromisoformat(meeting.plan.day) if meeting.plan.day else None
            return [Due(day, "空缺席位补齐", f"席位 {numbers}，会上增补", "seats")]
    return [Due(None, "空缺席位补齐", f"席位 {numbers} 空着，可以开会增补", "seats")]
