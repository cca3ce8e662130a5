"""Which dated backups are kept: the last seven days, eight weeks and twelve months that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import date

DAYS_KEPT = 7
WEEKS_KEPT = 8
MONTHS_KEPT = 12


def days_to_keep(days: Iterable[date]) -> frozenset[date]:
    """Return the days whose backups stay, counted over the days that have one.

    Of a week (Monday to Sunday) and of a month the last backup stands for the whole. Weeks and months
    without a change cost nothing, so a village that meets twice a year keeps years of backups.
    """
    newest_first = sorted(set(days), reverse=True)
    kept = set(newest_first[:DAYS_KEPT])
    kept.update(_last_of_each(newest_first, lambda day: day.isocalendar()[:2], WEEKS_KEPT))
    kept.update(_last_of_each(newest_first, lambda day: (day.year, day.month), MONTHS_KEPT))
    return frozenset(kept)


def _last_of_each(
    newest_first: Iterable[date], period: Callable[[date], Hashable], periods: int
) -> Iterable[date]:
    last: dict[Hashable, date] = {}
    for day in newest_first:
        last.setdefault(period(day), day)
    return list(last.values())[:periods]
