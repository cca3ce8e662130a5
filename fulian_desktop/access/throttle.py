"""How guessing a secret is slowed down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


def wait_after(failures: int) -> timedelta:
    """Return how long the next try must wait after so many failures in a row.

    Five are free; then 30 seconds, doubling up to one hour: 1,000 wrong tries take more than 41 days.
    """
    if failures < FREE_TRIES:
        return timedelta(0)
    factor = 1 << min(failures - FREE_TRIES, 7)  # 128 times 30 s is beyond an hour
    return min(FIRST_WAIT * factor, LONGEST_WAIT)


def still_to_wait(failed_at: Sequence[str], now: datetime) -> timedelta:
    """Return how long to wait yet.

    Args:
        failed_at: the ISO moments of the failures since the last success, the oldest first.
        now: the present moment. A clock set back does not shorten the wait: the full time counts again.
    """
    wait = wait_after(len(failed_at))
    if not wait:
        return timedelta(0)
    passed = now - datetime.fromisoformat(failed_at[-1])
    if passed < timedelta(0):
        return wait
    return max(timedelta(0), wait - passed)
