"""How a list of persons is made up, as plain records: shares of all, ages in whole years."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """So many of all, with the percentage in tenths of a percent, rounded half up."""

    label: str
    count: int
    of: int

    @property
    def tenths(self) -> int:
        """Return the percentage in tenths: 364 for 36.4 %."""
        return (self.count * 2000 + self.of) // (2 * self.of) if self.of else 0

    @property
    def percent(self) -> str:
        """Return the percentage as printed: 36.4%."""
        return f"{self.tenths // 10}.{self.tenths % 10}%"


@dataclass(frozen=True)
class Makeup:
    """How persons are made up. Ages are whole years on one day, of those whose birth is known.

    `average_tenths` is the average age in tenths of a year, None when no birth is known.
    """

    total: int
    average_tenths: int | None
    youngest: int | None
    oldest: int | None
    age_known: int
    ages: tuple[Share, ...]
    sexes: tuple[Share, ...]
    parties: tuple[Share, ...]
    educations: tuple[Share, ...]
    minorities: Share
    occupations: tuple[Share, ...]

    @property
    def average_age(self) -> str:
        """Return the average age with one decimal: 43.2; empty when no birth is known."""
        if self.average_tenths is None:
            return ""
        return f"{self.average_tenths // 10}.{self.average_tenths % 10}"


@dataclass(frozen=True)
class PairedShare:
    """One group in two lists: `topic` 年龄段, `label` 36—45岁, so many before and so many after."""

    topic: str
    label: str
    before: Share
    after: Share
