"""Answers to the notice of a meeting, and what they promise for the quorum. Plain records and pure rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN_NAMES = re.compile(r"[\s,，、;；。/|]+")
_NUMBERING = re.compile(r"^[\d.、)）(（]+")


class Answer(Enum):
    """What someone said to the notice."""

    COMING = "coming"
    LEAVE = "leave"
    NONE = "none"

    @property
    def phrase(self) -> str:
        """Return 参加, 请假 or 未答复."""
        return {"coming": "参加", "leave": "请假", "none": "未答复"}[self.value]


@dataclass(frozen=True)
class Reply:
    """One person and her answer.

    Args:
        person_id: of the person.
        name: as the roster has it.
        post: in the committee, or what she does at the meeting.
        answer: to the notice.
        reason: why she is on leave, may be empty.
        at: ISO moment of the answer, empty without one.
        counts: whether she is entitled; the minute-taker may not be.
    """

    person_id: int
    name: str
    post: str
    answer: Answer
    reason: str
    at: str
    counts: bool = True


@dataclass(frozen=True)
class Forecast:
    """How many will come, as far as is known.

    Args:
        entitled: 应到.
        need: 法定人数.
        coming: said they come.
        leave: said they do not.
        silent: have not answered.
    """

    entitled: int
    need: int
    coming: int
    leave: int
    silent: int

    @property
    def at_least(self) -> int:
        """Return how many come even if no one who is silent does."""
        return self.coming

    @property
    def possible(self) -> int:
        """Return how many come if everyone who is silent does."""
        return self.coming + self.silent

    @property
    def is_sure(self) -> bool:
        """Return whether those who said they come are enough."""
        return self.at_least >= self.need

    @property
    def is_possible(self) -> bool:
        """Return whether it can still be enough."""
        return self.possible >= self.need

    @property
    def sentence(self) -> str:
        """Return the forecast in words, with what is needed and what is short."""
        known = f"应到 {self.entitled} 人，至少来 {self.at_least} 人，可能来 {self.possible} 人；"
        if self.is_sure:
            return f"{known}法定人数 {self.need} 人，已够。"
        if self.is_possible:
            return f"{known}法定人数 {self.need} 人，还差 {self.need - self.at_least} 人答复参加。"
        return f"{known}法定人数 {self.need} 人，全来也差 {self.need - self.possible} 人。"


@dataclass(frozen=True)
class PastedNames:
    """What a pasted list of names means.

    Args:
        found: those on the list, in its order, each once.
        unknown: names that nobody on the list has.
        ambiguous: names that several on the list have.
    """

    found: tuple[Reply, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]


def forecast_of(replies: Sequence[Reply], need: int) -> Forecast:
    """Return the forecast of those entitled."""
    counted = [reply.answer for reply in replies if reply.counts]
    return Forecast(
        len(counted),
        need,
        counted.count(Answer.COMING),
        counted.count(Answer.LEAVE),
        counted.count(Answer.NONE),
    )


def read_names(text: str, replies: Sequence[Reply]) -> PastedNames:
    """Find the persons a pasted list names: one a line, or parted by commas, spaces, with or without numbers.

    A name of two characters may be spread (李 祎), as spreadsheets and the group chat have it.
    """
    found: dict[int, Reply] = {}
    unknown: dict[str, None] = {}
    ambiguous: dict[str, None] = {}
    for line in text.splitlines():
        for word in _words(line, {_bare(reply.name) for reply in replies}):
            same = [reply for reply in replies if _bare(reply.name) == _bare(word)]
            if len(same) == 1:
                found[same[0].person_id] = same[0]
            elif same:
                ambiguous[word] = None
            else:
                unknown[word] = None
    return PastedNames(tuple(found.values()), tuple(unknown), tuple(ambiguous))


def _words(line: str, known: set[str]) -> list[str]:
    """Split a line into names; two single characters in a row are one name spread out."""
    parts = [part for raw in _BETWEEN_NAMES.split(line) if (part := _NUMBERING.sub("", raw))]
    words: list[str] = []
    at = 0
    while at < len(parts):
        pair = "".join(parts[at : at + 2])
        if at + 1 < len(parts) and _bare(parts[at]) not in known and _bare(pair) in known:
            words.append(pair)
            at += 2
        else:
            words.append(parts[at])
            at += 1
    return words


def _bare(name: str) -> str:
    return re.sub(r"[\s·•．.]", "", name)
