"""Reads the topics of the help: plain text files, one each, in the order of their names.

The first line of a file is its title. Then every line is a piece of its own: 【…】 is a heading,
"1. …" a numbered step, "key｜words" a key and what it does, anything else a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from fulian_desktop.locations import RESOURCES

HELP_FOLDER = RESOURCES / "help"
_STEP = re.compile(r"(\d+)\. (.+)")


class PieceKind(Enum):
    """What a line of a topic is."""

    HEADING = "heading"
    STEP = "step"
    KEY = "key"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Piece:
    """One line of a topic.

    Args:
        kind: what it is.
        words: the text.
        mark: the number of a step or the name of a key, else empty.
    """

    kind: PieceKind
    words: str
    mark: str = ""


@dataclass(frozen=True)
class Topic:
    """One subject of the help; `key` is the name of its file without number and suffix."""

    key: str
    title: str
    pieces: tuple[Piece, ...]


def read_topics() -> tuple[Topic, ...]:
    """Return all topics in their order; raises OSError when the files cannot be read."""
    return tuple(
        _topic(path.stem.partition("_")[2], path.read_text(encoding="utf-8"))
        for path in sorted(HELP_FOLDER.glob("*.txt"))
    )


def _topic(key: str, text: str) -> Topic:
    title, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Topic(key, title, tuple(_piece(line) for line in lines))


def _piece(line: str) -> Piece:
    if line.startswith("【") and line.endswith("】"):
        return Piece(PieceKind.HEADING, line[1:-1])
    if step := _STEP.fullmatch(line):
        return Piece(PieceKind.STEP, step[2], step[1])
    key, bar, words = line.partition("｜")
    if bar:
        return Piece(PieceKind.KEY, words, key)
    return Piece(PieceKind.PARAGRAPH, line)
