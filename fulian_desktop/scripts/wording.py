"""Wordings of scripts and papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class WordingProblem:
    """Something wrong in a wording, with its line (from 1)."""

    line: int
    sentence: str


class WordingError(UserFacingError):
    """A wording that cannot be used."""

    def __init__(self, problems: tuple[WordingProblem, ...]) -> None:
        super().__init__("；".join(f"第 {one.line} 行：{one.sentence}" for one in problems))
        self.problems = problems


def read(text: str) -> str:
    """Parse a wording."""
    return text


def check(kind: str, text: str) -> tuple[WordingProblem, ...]:
    """Return the problems of a wording."""
    return ()


def fill(kind: str, text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Fill a paper's wording."""
    return tuple(text.splitlines())
