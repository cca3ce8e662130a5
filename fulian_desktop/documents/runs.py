"""Words cut into runs, each in one style: the smallest parts of what a paper says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

BODY_SIZE = 16.0
"""3号: the size of running text, in points."""


class TextStyle(StrEnum):
    """The five styles of letters official papers use (GB/T 9704-2012)."""

    BODY = "fang"
    TITLE = "song_bold"
    HEADING = "hei"
    KAI = "kai"
    SONG = "song"


class Align(StrEnum):
    """Where a line or a cell sits between its edges."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Run:
    """A piece of text in one style.

    Args:
        text: the words; no line ends.
        style: None takes the style of the block.
        underline: draw a line below, as for blanks that are filled in by hand.
        unbroken: keep on one line where the line is long enough (a person's name, "45 名").
    """

    text: str
    style: TextStyle | None = None
    underline: bool = False
    unbroken: bool = False


Text = str | tuple[Run, ...]
"""Plain words, or words cut into runs."""


def runs_of(text: Text) -> tuple[Run, ...]:
    """Return text as runs, whichever way it was given."""
    return (Run(text),) if isinstance(text, str) else text


def plain_text(text: Text) -> str:
    """Return the words of a text without their styles."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def name_run(name: str, style: TextStyle | None = None) -> Run:
    """Return a person's name as a run that is not torn at a line end."""
    return Run(name, style=style, unbroken=True)


def blank(characters: int = 4) -> Run:
    """Return an empty rule to write on, as wide as that many characters."""
    return Run("\u3000" * characters, underline=True, unbroken=True)
