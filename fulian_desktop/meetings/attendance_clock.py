"""The times of attendance and counts: always in the order of what happened, also when the PC's clock jumps.

A record never bears an earlier time than the one before it: while the clock is behind, it bears that one's
time, and the screen says so. Nothing is refused in front of a full room because a clock is wrong.
"""

from __future__ import annotations

from datetime import datetime, timedelta

UNNOTICED = timedelta(minutes=2)
"""A clock put right by less than this is no event."""


def ordered(now: datetime, latest: str) -> datetime:
    """Return the time of the next record: `now`, or that of the latest record when the clock is behind it.

    Args:
        now: the PC's clock.
        latest: ISO moment of the latest record of the meeting, may be empty.
    """
    return max(now, datetime.fromisoformat(latest)) if latest else now


def is_behind(now: datetime, latest: str) -> bool:
    """Return whether the PC's clock went back by more than a small correction."""
    return bool(latest) and datetime.fromisoformat(latest) - now > UNNOTICED


def clock_warning(now: datetime, latest: str) -> str:
    """Return the sentence about a clock that went back, empty when it did not."""
    if not is_behind(now, latest):
        return ""
    before = datetime.fromisoformat(latest)
    pattern = "%H:%M" if before.date() == now.date() else "%m月%d日 %H:%M"
    return (
        f"电脑的时间倒退了：现在显示 {now:{pattern}}，先前已经登记到 {before:{pattern}}。"
        f"记录都在，会议可以继续，新的登记先记作 {before:%H:%M}；请调对电脑的时间。"
    )
