"""Paired measurements: ours and what it is compared with take turns, so that a slow moment hits both."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Pair:
    """What was measured, in seconds each; `aim` is the largest ratio of medians wanted, None: no aim."""

    name: str
    ours: tuple[float, ...]
    other_name: str
    others: tuple[float, ...]
    aim: float | None = None

    @property
    def ratio(self) -> float:
        """Return the median of ours over the median of the other."""
        return median(self.ours) / median(self.others)

    @property
    def holds(self) -> bool:
        """Tell whether the aim is reached; without an aim it is."""
        return self.aim is None or self.ratio <= self.aim

    def line(self) -> str:
        """Return one line of the table."""
        added = (median(self.ours) - median(self.others)) * 1000
        aim = "" if self.aim is None else f"aim {self.aim:.1f}: {'reached' if self.holds else 'MISSED'}"
        return (
            f"{self.name:<44}{_milliseconds(self.ours):>11}  {self.other_name:<30}"
            f"{_milliseconds(self.others):>11}  x{self.ratio:<6.2f}{added:+8.1f} ms  {aim}"
        )


@dataclass(frozen=True)
class Single:
    """A time that is not compared with anything, in seconds."""

    name: str
    times: tuple[float, ...]

    def line(self) -> str:
        """Return one line of the table."""
        return f"{self.name:<44}{_milliseconds(self.times):>11}"


def take_turns(
    name: str,
    ours: Callable[[], float],
    other_name: str,
    other: Callable[[], float],
    *,
    rounds: int,
    aim: float | None = None,
) -> Pair:
    """Measure both `rounds` times in turns, after one round that does not count; each returns seconds."""
    ours(), other()
    mine: list[float] = []
    others: list[float] = []
    for number in range(rounds):
        first, second = ((ours, mine), (other, others))[:: 1 if number % 2 else -1]
        first[1].append(first[0]())
        second[1].append(second[0]())
    return Pair(name, tuple(mine), other_name, tuple(others), aim)


def _milliseconds(times: tuple[float, ...]) -> str:
    return f"{median(times) * 1000:.1f} ms"
