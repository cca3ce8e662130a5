"""How steps, days and delegates are said on the page 选举. No Qt widgets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import screen_date
from fulian_desktop.elections.congress_records import StepState
from fulian_desktop.people.delegate_records import DelegateStep
from ui.shell.widgets.chips import ChipKind
from ui.shell.widgets.lamp import LampState

if TYPE_CHECKING:
    from fulian_desktop.elections.congress_records import Congress, PathStep

STATE_CHIPS = {
    StepState.WAITING: ChipKind.PLAIN,
    StepState.DUE: ChipKind.AMBER,
    StepState.DOING: ChipKind.POST,
    StepState.DONE: ChipKind.GREEN,
    StepState.OVERDUE: ChipKind.RED,
    StepState.NOT_NEEDED: ChipKind.NEUTRAL,
}
DELEGATE_CHIPS = {
    DelegateStep.NOMINATED: ChipKind.AMBER,
    DelegateStep.QUALIFIED: ChipKind.POST,
    DelegateStep.UNQUALIFIED: ChipKind.RED,
    DelegateStep.PUBLISHED: ChipKind.POST,
    DelegateStep.APPROVED: ChipKind.GREEN,
    DelegateStep.REPLACED: ChipKind.NEUTRAL,
    DelegateStep.TAKEN_OFF: ChipKind.NEUTRAL,
}


def days_left(congress: Congress, today: date) -> str:
    """Return how far the congress is: 还有 78 天, 就在今天, 已过 3 天."""
    left = (date.fromisoformat(congress.plan.day) - today).days
    if left == 0:
        return "就在今天"
    return f"还有 {left} 天" if left > 0 else f"已过 {-left} 天"


def short_day(day: date) -> str:
    """Return a day without its weekday: 9月27日."""
    return screen_date(day).split(" ")[0]


def span(step: PathStep) -> str:
    """Return when a step is done: 9月28日至10月7日, or 9月27日 星期三以前."""
    if step.begin < step.due:
        return f"{short_day(step.begin)}至{short_day(step.due)}"
    return f"{screen_date(step.due)}以前"


def lacking(step: PathStep) -> str:
    """Return what a step lacks in a few words; empty when nothing."""
    parts = []
    if step.missing_materials:
        parts.append(f"缺 {len(step.missing_materials)} 份材料")
    if step.lacks:
        parts.append(step.lacks[0].sentence if len(step.lacks) == 1 else f"{len(step.lacks)} 件事没有办好")
    return "，".join(parts)


def lamp_of(step: PathStep) -> LampState:
    """Return the lamp of a step: holds when settled and complete, missing when settled without all."""
    if step.state is StepState.OVERDUE:
        return LampState.WRONG
    if step.state is StepState.NOT_NEEDED:
        return LampState.HOLDS
    if step.state is StepState.DONE:
        return LampState.HOLDS if step.is_complete else LampState.MISSING
    return LampState.MISSING if step.state in (StepState.DUE, StepState.DOING) else LampState.NOT_YET
