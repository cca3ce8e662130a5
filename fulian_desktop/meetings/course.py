"""The course of a meeting beside its counts: roll calls, agreements, speeches, breaks, lines put in. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import DecisionMethod

if TYPE_CHECKING:
    from collections.abc import Mapping


class EventKind(Enum):
    """What can happen at a line of the script."""

    LINE = "line"
    INCIDENT = "incident"
    QUORUM_SAID = "quorum_said"
    SPEECH_BEGAN = "speech_began"
    SPEECH_ENDED = "speech_ended"
    BREAK_BEGAN = "break_began"
    BREAK_ENDED = "break_ended"
    READING_BEGAN = "reading_began"
    READING_ENDED = "reading_ended"
    AWARDED = "awarded"
    BALLOT_HANDED_OVER = "ballot_handed_over"
    PERFORMED = "performed"
    WITHDRAWN = "withdrawn"

    @property
    def phrase(self) -> str:
        """Return the words shown on the screen and in the journal."""
        return {
            "line": "临时加一句",
            "incident": "会上记事",
            "quorum_said": "宣布到会人数",
            "speech_began": "开始发言",
            "speech_ended": "发言结束",
            "break_began": "开始休息",
            "break_ended": "恢复开会",
            "reading_began": "开始宣读",
            "reading_ended": "宣读完毕",
            "awarded": "颁发",
            "ballot_handed_over": "转入投票选举",
            "performed": "仪式完毕",
            "withdrawn": "撤销",
        }[self.value]


class Timed(Enum):
    """What takes time at a line and is begun and ended."""

    SPEECH = (EventKind.SPEECH_BEGAN, EventKind.SPEECH_ENDED)
    BREAK = (EventKind.BREAK_BEGAN, EventKind.BREAK_ENDED)
    READING = (EventKind.READING_BEGAN, EventKind.READING_ENDED)

    @property
    def began(self) -> EventKind:
        """Return the kind of event it begins with."""
        return self.value[0]

    @property
    def ended(self) -> EventKind:
        """Return the kind of event it ends with."""
        return self.value[1]


@dataclass(frozen=True)
class CourseEvent:
    """Something that happened at a line; `text` says who or what, `at` is an ISO moment."""

    id: int
    item_id: int | None
    kind: EventKind
    line_key: str
    text: str
    at: str
    user: str
    withdraws_id: int | None = None


@dataclass(frozen=True)
class RollCallRecord:
    """A roll call finished (点名完毕): who counted, when, and the numbers; they add up to `entitled`."""

    id: int
    line_key: str
    counted_by: str
    entitled: int
    present: int
    excused: int
    absent: int
    quorum_need: int
    quorum_met: bool
    present_people: tuple[int, ...]
    at: str
    user: str

    @property
    def phrase(self) -> str:
        """Return the numbers in one line: 应到 13，实到 11，请假 2，缺席 0，达到法定人数 9."""
        met = "达到" if self.quorum_met else "没有达到"
        return (
            f"应到 {self.entitled}，实到 {self.present}，请假 {self.excused}，缺席 {self.absent}，"
            f"{met}法定人数 {self.quorum_need}"
        )


@dataclass(frozen=True)
class Agreement:
    """An item put to the meeting without counting: by applause, or by asking whether anybody objects.

    One objection is enough for it not to be agreed; it is decided by a show of hands then.
    """

    id: int
    item_id: int
    method: DecisionMethod
    question: str
    entitled: int
    present: int
    quorum_need: int
    objections: int
    text: str
    present_people: tuple[int, ...]
    corrects_id: int | None
    reason: str
    at: str
    user: str

    @property
    def agreed(self) -> bool:
        """Return whether nobody objected."""
        return self.objections == 0

    @property
    def phrase(self) -> str:
        """Return the result in words: 鼓掌通过, 没有不同意见，通过, or how many objected."""
        if not self.agreed:
            return f"有 {self.objections} 人提出不同意见，改为举手表决"
        return "鼓掌通过" if self.method is DecisionMethod.ACCLAMATION else "没有不同意见，通过"


@dataclass(frozen=True)
class Timing:
    """A speech, a reading or a break, and whose: ISO moments it began and ended (None while it runs)."""

    kind: Timed
    line_key: str
    text: str
    began_at: str
    ended_at: str | None

    @property
    def runs(self) -> bool:
        """Return whether it is not ended yet."""
        return self.ended_at is None

    def seconds(self, now: datetime) -> int:
        """Return how long it took, or runs so far; never negative, also when the clock was set back."""
        end = datetime.fromisoformat(self.ended_at) if self.ended_at else now
        return max(0, int((end - datetime.fromisoformat(self.began_at)).total_seconds()))


@dataclass(frozen=True)
class Course:
    """All that was recorded of the course of a meeting; withdrawn events are left out of `events`."""

    events: tuple[CourseEvent, ...] = ()
    roll_calls: tuple[RollCallRecord, ...] = ()
    agreements: Mapping[int, Agreement] = field(default_factory=dict)
    """The agreement that holds for each item that was put to the meeting so."""

    def timings(self) -> tuple[Timing, ...]:
        """Return speeches, readings and breaks in the order in which they began."""
        found: list[Timing] = []
        for event in self.events:
            for kind in Timed:
                if event.kind is kind.began:
                    found.append(Timing(kind, event.line_key, event.text, event.at, None))
                elif event.kind is kind.ended:
                    for place in reversed(range(len(found))):
                        one = found[place]
                        if one.kind is kind and one.line_key == event.line_key and one.runs:
                            found[place] = Timing(kind, one.line_key, one.text, one.began_at, event.at)
                            break
        return tuple(found)

    def timing_at(self, kind: Timed, line_key: str) -> Timing | None:
        """Return what was begun last at a line, None when nothing was."""
        own = [one for one in self.timings() if one.kind is kind and one.line_key == line_key]
        return own[-1] if own else None

    @property
    def running_break(self) -> Timing | None:
        """Return the break that is on, None while the meeting goes on."""
        return next((one for one in self.timings() if one.kind is Timed.BREAK and one.runs), None)

    def at_line(self, line_key: str, *kinds: EventKind) -> tuple[CourseEvent, ...]:
        """Return what happened at a line, of these kinds."""
        return tuple(one for one in self.events if one.line_key == line_key and one.kind in kinds)

    def roll_call_at(self, line_key: str) -> RollCallRecord | None:
        """Return the last roll call finished at a line."""
        return next((one for one in reversed(self.roll_calls) if one.line_key == line_key), None)


def item_of_key(line_key: str) -> int | None:
    """Return the agenda item a line belongs to, None in the opening and the closing."""
    place = line_key.partition(":")[0]
    return int(place) if place.isascii() and place.isdecimal() else None
