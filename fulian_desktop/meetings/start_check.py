"""Whether a meeting and a rehearsal of it could be mistaken for one another. Pure rules over day and time.

A town once held its real election in the test mode of its voting program; so the day and the PC's own clock
are looked at before either begins, and again while a rehearsal runs.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from fulian_desktop.chinese.dates import paper_date

SOON = timedelta(minutes=30)
"""From so long before the planned start on, a rehearsal may be the meeting itself."""
EARLY = timedelta(minutes=90)
"""Opened so long before its planned start, a meeting may be a rehearsal."""


def planned_start(day: str, clock: str) -> datetime | None:
    """Return when a meeting is planned to begin; without a time at the first minute of the day."""
    if not day:
        return None
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock) if clock else time())


def doubt_about_meeting(day: str, clock: str, now: datetime) -> str:
    """Say why opening the real meeting now is odd, empty when it is its day and about its time.

    Args:
        day: planned, ISO, may be empty.
        clock: planned, "09:30", may be empty.
        now: by the PC's own clock.
    """
    start = planned_start(day, clock)
    if start is None:
        return ""
    if start.date() != now.date():
        days = (start.date() - now.date()).days
        when = f"还有 {days} 天" if days > 0 else f"已经过了 {-days} 天"
        return f"会议安排在{paper_date(start.date())}，今天是{paper_date(now.date())}，{when}。"
    if clock and start - now > EARLY:
        return f"会议安排在今天 {start:%H:%M}，现在才 {now:%H:%M}。"
    return ""


def doubt_about_rehearsal(day: str, clock: str, now: datetime) -> str:
    """Say why this rehearsal may be the real meeting; empty unless it is its day and nearly its time.

    Args:
        day: planned, ISO, may be empty.
        clock: planned, "09:30", may be empty.
        now: by the PC's own clock, never by the rehearsal's.
    """
    start = planned_start(day, clock)
    if start is None or start.date() != now.date() or start - now > SOON:
        return ""
    if not clock:
        return "会议就安排在今天。"
    minutes = round((start - now).total_seconds() / 60)
    if minutes > 0:
        return f"会议安排在今天 {start:%H:%M}，还有 {minutes} 分钟就要正式开了。"
    return f"会议安排在今天 {start:%H:%M}，时间已经到了。"
