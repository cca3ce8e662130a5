"""Checking what is entered for a congress and its steps. Pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.elections.congress_records import Recorded, StepState
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.clock_times import clock_time

if TYPE_CHECKING:
    from fulian_desktop.elections.congress_path import Step
    from fulian_desktop.elections.congress_records import CongressPlan

MOST_SEATS, MOST_VICE_CHAIRS, MOST_DELEGATES = 199, 20, 2000
SOON = timedelta(days=7)
"""So many days before it must begin a step is shown as due."""
_NOTHING = "换届路线没有改动。"


def plain_day(text: str, what: str, *, latest: date | None = None) -> date:
    """Return a day; `latest` is the last one allowed.

    Raises:
        UserFacingError: it is no day, or later than allowed.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UserFacingError(
            f"{what}“{text}”不是日期。", advice=("请写成 2028-11-18 这样的日期。",), safe=_NOTHING
        ) from None
    if latest is not None and day > latest:
        raise UserFacingError(f"{what} {day} 还没有到。", advice=("请填今天或以前的日子。",), safe=_NOTHING)
    return day


def checked_plan(plan: CongressPlan) -> CongressPlan:
    """Return a plan with day and time in their usual form.

    Raises:
        UserFacingError: the day or the time is none, or a number is out of range.
    """
    day = plain_day(plan.day, "大会日期").isoformat()
    clock = plan.time.strip()
    if clock:
        read = clock_time(clock)
        if read is None:
            raise UserFacingError(
                f"大会时间“{clock}”不对。", advice=("请写成 09:00 这样的时间。",), safe=_NOTHING
            )
        clock = f"{read:%H:%M}"
    for what, number, least, most in (
        ("执委职数", plan.seats, 1, MOST_SEATS),
        ("副主席职数", plan.vice_chairs, 0, min(MOST_VICE_CHAIRS, max(plan.seats - 1, 0))),
        ("代表名额", plan.delegates_planned, 1, MOST_DELEGATES),
    ):
        if not least <= number <= most:
            raise UserFacingError(
                f"{what} {number} 不对。", advice=(f"请填 {least} 到 {most} 之间的数。",), safe=_NOTHING
            )
    return replace(plan, day=day, time=clock, place=plan.place.strip(), title=plan.title.strip())


def doubts_about(plan: CongressPlan, today: date) -> tuple[str, ...]:
    """Say what is unusual about a plan; nothing of it is refused."""
    found = []
    day = date.fromisoformat(plan.day)
    if day < today:
        found.append(f"大会日期 {day} 已经过去。")
    elif (day - today).days < 60:
        found.append(f"离大会只有 {(day - today).days} 天，前面的步骤会显示已过期限，请逐步核对。")
    if plan.seats % 2 == 0:
        found.append(f"执委职数 {plan.seats} 是双数：不少地方的方案要求单数，请核对。")
    if plan.delegates_planned < 2 * plan.seats:
        found.append(f"代表名额 {plan.delegates_planned} 不到执委职数的两倍，代表面偏小，请核对。")
    return tuple(found)


def checked_step(
    step: Step,
    before: Recorded,
    state: StepState,
    *,
    by_whom: str,
    on_day: str,
    note: str,
    today: date,
) -> Recorded:
    """Return what is to be recorded of a step.

    Raises:
        UserFacingError: the day is in the future or none, or no reason why the step is not needed.
    """
    if state is StepState.DONE:
        day = plain_day(on_day, "办完的日期", latest=today) if on_day else today
        return replace(
            before,
            state="done",
            on_day=day.isoformat(),
            by_whom=by_whom.strip() or step.who,
            note=note.strip(),
        )
    if state is StepState.NOT_NEEDED:
        if not note.strip():
            raise UserFacingError(
                f"“{step.title}”为什么不需要，没有写。", advice=("请写一句理由。",), safe=_NOTHING
            )
        return replace(before, state="not_needed", on_day="", by_whom=by_whom.strip(), note=note.strip())
    if state is StepState.DOING:
        return replace(
            before, state="doing", on_day="", by_whom=by_whom.strip() or step.who, note=note.strip()
        )
    return replace(before, state="open", on_day="", by_whom="", note=note.strip())


def state_of(recorded: Recorded, begin: date, due: date, today: date) -> StepState:
    """Return how a step stands on a day: what is recorded of it, else how near it is."""
    if recorded.state in ("done", "not_needed"):
        return StepState(recorded.state)
    if today > due:
        return StepState.OVERDUE
    if recorded.state == "doing":
        return StepState.DOING
    return StepState.DUE if today >= begin - SOON else StepState.WAITING
