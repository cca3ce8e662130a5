"""Words of the desk: clock times, planned times of items, counts in one line."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ui.shell.masthead import WEEKDAYS

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import MeetingFacts

OPENING_MINUTES = 5


def clock(moment: str) -> str:
    """Return "09:41" of an ISO moment."""
    return moment[11:16]


def short_clock(moment: str) -> str:
    """Return "9:41" of an ISO moment, as the times bar writes it."""
    return clock(moment).removeprefix("0")


def elapsed(opened_at: str | None, planned: str, now: datetime) -> str:
    """Return how long the meeting runs, "00:11" in hours and minutes.

    It begins at the planned time when the desk was opened before that, so that people could come in.

    Args:
        opened_at: ISO moment the meeting was opened, None before.
        planned: the planned start as ISO moment, may be empty.
        now: the time.
    """
    if opened_at is None:
        return "00:00"
    since = datetime.fromisoformat(max(opened_at, planned))
    minutes = max(0, int((now - since).total_seconds()) // 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def day_words(day: str) -> str:
    """Return 2026年3月6日 星期五 for an ISO day, an empty text for none."""
    if not day:
        return ""
    read = date.fromisoformat(day)
    return f"{read.year}年{read.month}月{read.day}日 星期{WEEKDAYS[read.weekday()]}"


def plain_day(day: str) -> str:
    """Return 2026年3月6日 for an ISO day."""
    read = date.fromisoformat(day[:10])
    return f"{read.year}年{read.month}月{read.day}日"


def short_title(title: str) -> str:
    """Shorten 宣读《关于工作报告的决议》 to what fits a column: 宣读决议."""
    return "宣读决议" if title.startswith("宣读《") and title.endswith("决议》") else title


def planned_times(facts: MeetingFacts) -> dict[int, str]:
    """Return the planned time of each numbered item, "09:35", as far as the minutes are planned.

    The opening takes five minutes; behind an item without a planned length nothing is known any more.
    """
    if not facts.time:
        return {}
    start = time.fromisoformat(facts.time)
    moment = datetime(2000, 1, 1, start.hour, start.minute) + timedelta(minutes=OPENING_MINUTES)
    planned: dict[int, str] = {}
    for item in facts.adopted_agenda:
        if not item.numbered:
            break
        planned[item.id] = f"{moment:%H:%M}"
        if item.minutes is None:
            break
        moment += timedelta(minutes=item.minutes)
    return planned


def hands_in_one_line(
    *, present: int, voters: int, in_favour: int, against: int, abstaining: int, not_voting: int
) -> str:
    """Return the line read back before a count is confirmed: 实到11，同意10，…，共11."""
    people = f"实到{present}" if present == voters else f"实到{present}，参加表决{voters}"
    total = in_favour + against + abstaining + not_voting
    return f"{people}，同意{in_favour}，不同意{against}，弃权{abstaining}，未表态{not_voting}，共{total}"
