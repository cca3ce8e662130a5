"""Plain records of minutes in the making: own words, corrections, what was entered later from paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class MinutesPart(Enum):
    """The standard parts of minutes; the items of the agenda stand between topics and decisions."""

    NAME = "name"
    TIME = "time"
    PLACE = "place"
    CHAIR = "chair"
    TAKER = "taker"
    PRESENT = "present"
    ABSENT = "absent"
    OBSERVERS = "observers"
    TOPICS = "topics"
    DECISIONS = "decisions"
    OTHERS = "others"
    END = "end"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen and on paper."""
        return {
            "name": "会议名称",
            "time": "时间",
            "place": "地点",
            "chair": "主持人",
            "taker": "记录人",
            "present": "出席",
            "absent": "缺席",
            "observers": "列席",
            "topics": "议题",
            "decisions": "决议",
            "others": "其他记录",
            "end": "散会",
        }[self.value]


_ITEM = "item:"


def item_part(item_id: int) -> str:
    """Return the key of the part about one agenda item."""
    return f"{_ITEM}{item_id}"


def item_of_part(part: str) -> int | None:
    """Return the agenda item a part is about, None for a standard part."""
    return int(part.removeprefix(_ITEM)) if part.startswith(_ITEM) else None


def is_part(part: str) -> bool:
    """Return whether a text names a part of minutes."""
    if part.startswith(_ITEM):
        return part.removeprefix(_ITEM).isdigit()
    return part in {one.value for one in MinutesPart}


class WordsMode(Enum):
    """Whether own words stand behind what the record says, or in its place."""

    ADDED = "added"
    INSTEAD = "instead"


@dataclass(frozen=True)
class MinutesWords:
    """One version of the minute-taker's own words for a part; an empty text leaves the record alone.

    `facts` is what the record said of this part when they were written.
    """

    id: int
    meeting_id: int
    part: str
    mode: WordsMode
    text: str
    facts: str
    at: str
    user: str


@dataclass(frozen=True)
class MinutesFinish:
    """That the minutes were called finished, after which version of own words, and what was accepted."""

    id: int
    words_id: int
    accepted: str
    at: str
    user: str


@dataclass(frozen=True)
class MeetingCorrection:
    """What was wrong in the record of a closed meeting, what is right, and why."""

    id: int
    meeting_id: int
    part: str
    wrong: str
    correct: str
    reason: str
    at: str
    user: str


class LateSubject(Enum):
    """What kind of record was entered later."""

    OPENING = "opening"
    ATTENDANCE = "attendance"
    COUNT = "count"
    AGREEMENT = "agreement"
    NOTE = "note"
    CLOSING = "closing"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen and on paper."""
        return {
            "opening": "开会时间",
            "attendance": "考勤",
            "count": "表决",
            "agreement": "通过情况",
            "note": "会上记录",
            "closing": "散会时间",
        }[self.value]


@dataclass(frozen=True)
class LateMark:
    """That a record was entered later (补录).

    `true_at` is when it happened, `at` when it was entered, `source` the paper it was taken from.
    """

    id: int
    meeting_id: int
    subject: LateSubject
    subject_id: int
    true_at: str
    source: str
    at: str
    user: str


@dataclass(frozen=True)
class ClosingReason:
    """Why a meeting was closed although questions were undecided."""

    meeting_id: int
    undecided: tuple[str, ...]
    reason: str
    at: str
    user: str


@dataclass(frozen=True)
class MinutesRecord:
    """Everything about the minutes of one meeting that is not in its other records."""

    words: tuple[MinutesWords, ...] = ()
    finish: MinutesFinish | None = None
    corrections: tuple[MeetingCorrection, ...] = ()
    late: tuple[LateMark, ...] = ()
    closing: ClosingReason | None = None

    def words_of(self, part: str) -> MinutesWords | None:
        """Return the version that holds for a part; None where the record stands alone."""
        own = [one for one in self.words if one.part == part]
        return own[-1] if own and own[-1].text else None

    def corrections_of(self, part: str) -> tuple[MeetingCorrection, ...]:
        """Return what was corrected in a part, in the order of entry."""
        return tuple(one for one in self.corrections if one.part == part)

    def late_mark(self, subject: LateSubject, subject_id: int) -> LateMark | None:
        """Return how a record was entered later, None for one entered at the desk."""
        named = (one for one in self.late if (one.subject, one.subject_id) == (subject, subject_id))
        return next(named, None)

    @property
    def is_finished(self) -> bool:
        """Return whether the minutes were called finished and nothing was written since."""
        last = self.words[-1].id if self.words else 0
        return self.finish is not None and self.finish.words_id >= last
