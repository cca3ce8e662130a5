"""The path to a congress as data: its steps, their days before the congress, working days. Pure.

The days are the usual ones, no rule of anybody; each can be changed for one congress, and the file can be
copied and edited.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable

PATHS = RESOURCES / "congress"
MOST_DAYS = 400
_SATURDAY = 5


@dataclass(frozen=True)
class MaterialRule:
    """A material a step needs."""

    key: str
    name: str
    paper: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Step:
    """A step of the path.

    Attributes:
        key: short name.
        stage: the heading it stands under: 启动, 代表, 候选人 ...
        title: what is done.
        who: who does it.
        days: by how many days before the congress it is done; negative after it. -400 to 400.
        lasts: how many days it takes; it begins that much earlier.
        working: whether `lasts` counts working days only.
        shift: whether a due day that is no working day moves to the working day before it.
        note: what to look to.
        check: what the program can look up itself; see `congress_lacks`.
        materials: what must be there.
    """

    key: str
    stage: str
    title: str
    who: str
    days: int
    lasts: int
    working: bool
    shift: bool
    note: str
    check: str
    materials: tuple[MaterialRule, ...]


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are no working days beside Saturday and Sunday, and which Saturdays and Sundays are.

    `holidays` are "05-01", every year; the others are ISO days.
    """

    holidays: frozenset[str] = frozenset()
    days_off: frozenset[str] = frozenset()
    working_weekends: frozenset[str] = frozenset()

    def works(self, day: date) -> bool:
        """Return whether a day is a working day."""
        text = day.isoformat()
        if text in self.working_weekends:
            return True
        return day.weekday() < _SATURDAY and text not in self.days_off and text[5:] not in self.holidays

    def before(self, day: date, count: int) -> date:
        """Return the first of `count` working days that end with `day` or the last working day before it."""
        day = self.latest_working(day)
        while count > 1:
            day = self.latest_working(day - timedelta(days=1))
            count -= 1
        return day

    def latest_working(self, day: date) -> date:
        """Return the day itself or the last working day before it."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day


@dataclass(frozen=True)
class Path:
    """The whole path: steps in order, the calendar, and the text it was read from."""

    id: str
    name: str
    source: str
    steps: tuple[Step, ...]
    calendar: WorkCalendar
    text: str

    def step(self, key: str) -> Step:
        """Return a step by its key.

        Raises:
            UserFacingError: there is none.
        """
        for step in self.steps:
            if step.key == key:
                return step
        raise UserFacingError(f"换届路线里没有“{key}”这一步。", advice=("请刷新页面再看。",))

    def due(self, step: Step, congress_day: date, days: int | None = None) -> date:
        """Return the day a step is to be done by; `days` in place of its own ones."""
        due = congress_day - timedelta(days=step.days if days is None else days)
        return self.calendar.latest_working(due) if step.shift else due

    def begin(self, step: Step, due: date) -> date:
        """Return the day a step must begin to be done by its due day."""
        if step.lasts <= 1:
            return due
        if step.working:
            return self.calendar.before(due, step.lasts)
        return due - timedelta(days=step.lasts - 1)


def shipped_path(path_id: str = "village") -> Path:
    """Return a path that comes with the program."""
    return read_path((PATHS / f"{path_id}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def read_path(text: str) -> Path:
    """Read a path from TOML.

    Raises:
        UserFacingError: it cannot be read, or something in it is missing or out of range.
    """
    try:
        plain = tomllib.loads(text)
        calendar = plain.get("calendar", {})
        steps = tuple(_step(step) for step in plain["step"])
        path = Path(
            id=str(plain["id"]),
            name=str(plain["name"]),
            source=str(plain["source"]),
            steps=steps,
            calendar=WorkCalendar(
                *(frozenset(calendar.get(key, ())) for key in ("holidays", "days_off", "working_weekends"))
            ),
            text=text,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise UserFacingError(
            f"换届路线读不出来：{error}。", advice=("请换一份路线，或恢复程序自带的路线。",)
        ) from error
    _refuse_doubled(step.key for step in steps)
    return path


def checked_days(days: int) -> int:
    """Return the days before the congress if they are possible.

    Raises:
        UserFacingError: more than 400 before or after.
    """
    if not -MOST_DAYS <= days <= MOST_DAYS:
        raise UserFacingError(
            f"提前 {days} 天不对。",
            advice=(f"请填 -{MOST_DAYS} 到 {MOST_DAYS} 之间的数，大会以后的填负数。",),
            safe="换届路线没有改动。",
        )
    return days


def _step(plain: dict[str, Any]) -> Step:
    materials = tuple(
        MaterialRule(one["key"], one["name"], one.get("paper", ""), bool(one.get("optional", False)))
        for one in plain.get("materials", ())
    )
    _refuse_doubled(one.key for one in materials)
    return Step(
        key=plain["key"],
        stage=plain["stage"],
        title=plain["title"],
        who=plain["who"],
        days=checked_days(int(plain["days"])),
        lasts=max(1, int(plain.get("lasts", 1))),
        working=plain.get("counting", "calendar") == "working",
        shift=bool(plain.get("shift", False)),
        note=plain.get("note", ""),
        check=plain.get("check", ""),
        materials=materials,
    )


def _refuse_doubled(keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise UserFacingError(f"换届路线里“{key}”出现了两次。", advice=("请给其中一个换名称。",))
        seen.add(key)
