"""Plain records of the delegates of a congress: the quota, what was decided on each, how they are made up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.people.makeup_records import Makeup, Share

if TYPE_CHECKING:
    from fulian_desktop.people.records import DelegateKind, Person


class DelegateStep(Enum):
    """What was decided on a delegate; the last decision tells how she stands."""

    NOMINATED = "nominated"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    PUBLISHED = "published"
    APPROVED = "approved"
    REPLACED = "replaced"
    TAKEN_OFF = "taken_off"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen."""
        return {
            "nominated": "已提名",
            "qualified": "审查合格",
            "unqualified": "审查不合格",
            "published": "公示中",
            "approved": "已确认",
            "replaced": "已更换",
            "taken_off": "已移出",
        }[self.value]

    @property
    def passed(self) -> bool:
        """Return whether a delegate who stands so has passed the check of her qualification."""
        return self in (DelegateStep.QUALIFIED, DelegateStep.PUBLISHED, DelegateStep.APPROVED)

    @property
    def counts(self) -> bool:
        """Return whether she still takes a place of her group's quota."""
        return self not in (DelegateStep.UNQUALIFIED, DelegateStep.REPLACED, DelegateStep.TAKEN_OFF)


@dataclass(frozen=True)
class DelegateDecision:
    """One decision on a delegate: what, on which ISO day, by whom, why."""

    id: int
    person_id: int
    term_number: int
    step: DelegateStep
    on_day: str
    by_whom: str
    reason: str
    at: str
    user: str


@dataclass(frozen=True)
class DelegateStanding:
    """A delegate as she stands: who, what kind, with a vote or not, of which group, what was decided."""

    person: Person
    kind: DelegateKind
    may_vote: bool
    group_name: str
    step: DelegateStep
    decided_on: str
    by_whom: str
    reason: str
    replaces: str = ""

    @property
    def votes_at_congress(self) -> bool:
        """Return whether she is on the entitled list of the congress: approved, with a vote."""
        return self.may_vote and self.step is DelegateStep.APPROVED


@dataclass(frozen=True)
class QuotaLine:
    """A line of the quota table. `planned` None: the group sends delegates but has no quota."""

    group_name: str
    planned: int | None
    proposed: int
    passed: int
    approved: int

    @property
    def difference(self) -> int:
        """Return how many more delegates than planned are proposed; negative when some are missing."""
        return self.proposed - (self.planned or 0)


@dataclass(frozen=True)
class DelegateStatistics(Makeup):
    """How the delegates are made up on the day of the congress, by kind and group too."""

    of_kind: tuple[Share, ...]
    groups: tuple[Share, ...]
