"""Checking when, where and by whom a meeting is to be held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.clock_times import clock_time

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import MeetingPlan

NOTHING_CHANGED = "会议没有改动。"


def checked_plan(plan: MeetingPlan) -> MeetingPlan:
    """Return a plan with its day as an ISO day and its time as "09:30".

    Raises:
        UserFacingError: the day or the time makes no sense.
    """
    day, clock = plan.day.strip(), plan.time.strip()
    if day:
        try:
            day = date.fromisoformat(day).isoformat()
        except ValueError:
            raise UserFacingError(
                f"开会日期“{day}”不是日期。",
                advice=("请写成 2026-03-06 这样的日期。",),
                safe=NOTHING_CHANGED,
            ) from None
    if clock:
        read = clock_time(clock)
        if read is None:
            raise UserFacingError(
                f"开会时间“{clock}”不对。", advice=("请写成 09:30 这样的时间。",), safe=NOTHING_CHANGED
            )
        clock = f"{read:%H:%M}"
    return replace(plan, day=day, time=clock, place=plan.place.strip(), basis=plan.basis.strip())
