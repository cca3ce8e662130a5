"""Plain records of a congress and of the path to it. Days are ISO days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal

if TYPE_CHECKING:
    from datetime import date

    from fulian_desktop.elections.congress_path import Path, Step


class Office(Enum):
    """An office of the congress or of its preparation."""

    GROUP_HEAD = "group_head"
    GROUP_MEMBER = "group_member"
    PRESIDIUM = "presidium"
    EXECUTIVE_CHAIR = "executive_chair"
    SECRETARY = "secretary"
    QUALIFICATION = "qualification"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen and on paper."""
        return {
            "group_head": "筹备组组长",
            "group_member": "筹备组成员",
            "presidium": "主席团成员",
            "executive_chair": "执行主席",
            "secretary": "秘书长",
            "qualification": "代表资格审查委员会成员",
        }[self.value]

    @property
    def needs_a_person(self) -> bool:
        """Return whether only someone on the roster can hold it: the presidium meets and votes."""
        return self in (Office.PRESIDIUM, Office.EXECUTIVE_CHAIR)


class StepState(Enum):
    """How a step of the path stands."""

    WAITING = "waiting"
    DUE = "due"
    DOING = "doing"
    DONE = "done"
    OVERDUE = "overdue"
    NOT_NEEDED = "not_needed"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen."""
        return {
            "waiting": "未到时间",
            "due": "该办了",
            "doing": "正在办",
            "done": "已办完",
            "overdue": "已过期限",
            "not_needed": "不需要",
        }[self.value]

    @property
    def is_settled(self) -> bool:
        """Return whether nothing is left to do."""
        return self in (StepState.DONE, StepState.NOT_NEEDED)


@dataclass(frozen=True)
class CongressPlan:
    """What the user enters for a congress: when, where, how many. An empty title is made by rule."""

    day: str
    time: str = "09:00"
    place: str = ""
    seats: int = 15
    vice_chairs: int = 2
    delegates_planned: int = 36
    title: str = ""


@dataclass(frozen=True)
class Congress:
    """A congress as recorded; `number` is also that of the term it elects."""

    id: int
    number: int
    outgoing_term_id: int
    outgoing_number: int
    plan: CongressPlan
    path: Path

    @property
    def title(self) -> str:
        """Return the title on papers: 三合村第八次妇女代表大会."""
        return self.plan.title

    @property
    def short_title(self) -> str:
        """Return the title within the federation: 第八次妇女代表大会."""
        return f"{ordinal(self.number, '次')}妇女代表大会"


@dataclass(frozen=True)
class OfficeHolder:
    """Someone in an office; one from outside has no person but a role: 清溪镇妇联主席."""

    id: int
    office: Office
    person_id: int | None
    name: str
    role: str


@dataclass(frozen=True)
class Material:
    """A material of a step; `ticked_on` is empty while it is missing, `paper` a kind of the catalogue."""

    key: str
    name: str
    paper: str
    optional: bool
    ticked_on: str = ""
    note: str = ""

    @property
    def is_missing(self) -> bool:
        """Return whether it is needed and not there."""
        return not self.optional and not self.ticked_on


@dataclass(frozen=True)
class Lack:
    """Something a step lacks and where it is mended: congress, offices, delegates, elections, sessions."""

    sentence: str
    place: str


@dataclass(frozen=True)
class PathStep:
    """A step as it stands: when it begins and is due, its state, its materials, what it lacks.

    `days` are those in force, negative after the congress; `own_days` tells whether they were changed here.
    """

    step: Step
    days: int
    own_days: bool
    begin: date
    due: date
    state: StepState
    done_on: str
    by_whom: str
    note: str
    materials: tuple[Material, ...]
    lacks: tuple[Lack, ...]

    @property
    def missing_materials(self) -> tuple[Material, ...]:
        """Return the materials that are needed and not there."""
        return tuple(one for one in self.materials if one.is_missing)

    @property
    def is_complete(self) -> bool:
        """Return whether nothing is missing of it."""
        return not self.missing_materials and not self.lacks


@dataclass(frozen=True)
class StepMove:
    """A step whose dates move with the congress."""

    title: str
    old: date
    new: date
    is_done: bool


@dataclass(frozen=True)
class Recorded:
    """What is recorded of a step."""

    days: int | None = None
    state: str = "open"
    on_day: str = ""
    by_whom: str = ""
    note: str = ""
