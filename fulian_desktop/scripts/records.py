"""Plain records of a composed script and of the place the desk has reached in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.votes.records import MotionKey

OPENING = "开场"
CLOSING = "结束"


class LineKind(Enum):
    """What a line is: words to speak, something to do, a cue to act on, a result to read out."""

    SPOKEN = "spoken"
    DIRECTION = "direction"
    CUE = "cue"
    RESULT = "result"


class CueKind(Enum):
    """What the desk does at a cue; the text of a poll cue is spoken."""

    ROLL_CALL = "roll_call"
    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    OPEN_PAPER = "open_paper"
    QUORUM = "quorum"
    ACCLAMATION = "acclamation"
    ORAL = "oral"
    BALLOT = "ballot"
    SPEECH = "speech"
    AWARD = "award"
    BREAK = "break"
    CEREMONY = "ceremony"

    @property
    def is_agreement(self) -> bool:
        """Return whether the meeting is asked to agree here without counting."""
        return self in (CueKind.ACCLAMATION, CueKind.ORAL)


_SILENT = frozenset({CueKind.ROLL_CALL, CueKind.OPEN_PAPER, CueKind.BREAK, CueKind.CEREMONY})


@dataclass(frozen=True)
class ScriptLine:
    """One line of the script.

    Attributes:
        key: names the line; it stays when the script is composed again from the same wording.
        item_id: the agenda item, None in the opening and the closing.
        step: the step it stands in, one of the names of the script's steps for that item.
        kind: what the line is.
        text: the words; two sentences of a result stand on two lines. Empty while a result is pending.
        cue: what the desk does here, None for most lines.
        motion: the question a poll cue or a result belongs to.
        done: what happened at a poll that was counted: "已请放下", "没有", "1 人"; empty before.
        pending: a result whose question is not counted yet.
        hidden: stands behind a question of its item that is not counted yet, and is not to be shown.
        blank: what the printed script shows in place of a pending result, with lines to write on.
        agreement: a question to agree to without counting, or its result; it has no `motion`.
        subject: whom a line is about: the name of a nominee, of one who receives an award.
        event_id: the record of a line put in, or of an incident, while the meeting ran.
    """

    key: str
    item_id: int | None
    step: str
    kind: LineKind
    text: str
    cue: CueKind | None = None
    motion: MotionKey | None = None
    done: str = ""
    pending: bool = False
    hidden: bool = False
    blank: str = ""
    agreement: bool = False
    subject: str = ""
    event_id: int | None = None

    @property
    def introduces(self) -> str:
        """Return the name of the nominee who is introduced here, empty for any other line."""
        return self.subject if self.cue is None else ""


@dataclass(frozen=True)
class ScriptStep:
    """A step of an agenda item, or of the opening or closing (`item_id` None).

    `title` names the item, `name` the step; `counted` tells that no question in it waits for its count.
    """

    item_id: int | None
    title: str
    name: str
    first_key: str
    last_key: str
    counted: bool


@dataclass(frozen=True)
class Script:
    """All lines of a meeting in order, and the steps they make up."""

    lines: tuple[ScriptLine, ...]
    steps: tuple[ScriptStep, ...]

    def line(self, key: str) -> ScriptLine:
        """Return a line by its key; raises LookupError when there is none."""
        for line in self.lines:
            if line.key == key:
                return line
        raise LookupError(f"no line {key} in this script")

    @property
    def visible(self) -> tuple[ScriptLine, ...]:
        """Return the lines that may be shown now."""
        return tuple(line for line in self.lines if not line.hidden)

    @property
    def spoken_count(self) -> int:
        """Return how many lines are said aloud: words, questions and results, not directions."""
        return sum(
            line.kind is not LineKind.DIRECTION
            and line.cue not in _SILENT
            and not (line.cue is CueKind.SPEECH and line.text[:1] in "（(")
            for line in self.lines
        )

    @property
    def items(self) -> tuple[int, ...]:
        """Return the agenda items in the order in which they come."""
        return tuple(dict.fromkeys(step.item_id for step in self.steps if step.item_id is not None))

    def of_item(self, item_id: int | None) -> tuple[ScriptLine, ...]:
        """Return the lines of an agenda item; None gives the opening and the closing."""
        return tuple(line for line in self.lines if line.item_id == item_id)

    def steps_of(self, item_id: int | None) -> tuple[ScriptStep, ...]:
        """Return the steps of an agenda item; None gives those of the opening and the closing."""
        return tuple(step for step in self.steps if step.item_id == item_id)

    def step_of(self, key: str) -> ScriptStep:
        """Return the step a line stands in; raises LookupError for an unknown line."""
        index = self._index(key)
        for step in self.steps:
            if self._index(step.first_key) <= index <= self._index(step.last_key):
                return step
        raise LookupError(f"line {key} is in no step")

    def after(self, key: str) -> ScriptLine | None:
        """Return the next line that is not hidden, None at the end.

        Behind a pending result that is the first line of the next item: the desk asks before it goes there.
        """
        rest = self.lines[self._index(key) + 1 :]
        return next((line for line in rest if not line.hidden), None)

    def before(self, key: str) -> ScriptLine | None:
        """Return the line before that is not hidden, None at the beginning."""
        rest = self.lines[: self._index(key)]
        return next((line for line in reversed(rest) if not line.hidden), None)

    def nearest(self, key: str) -> str:
        """Return the key itself, or what stands nearest to a line that is no longer there.

        That is the nearest earlier line of the same step, else the first line of its step, of its item, of
        the script. Empty for an empty script.
        """
        keys = [line.key for line in self.visible]
        if key in keys:
            return key
        place, step, number = _parts(key)
        same_step = [one for one in keys if _parts(one)[:2] == (place, step)]
        earlier = [one for one in same_step if _parts(one)[2] <= number]
        same_item = [one for one in keys if _parts(one)[0] == place]
        return next(iter((*earlier[-1:], *same_step[:1], *same_item[:1], *keys[:1])), "")

    def _index(self, key: str) -> int:
        for index, line in enumerate(self.lines):
            if line.key == key:
                return index
        raise LookupError(f"no line {key} in this script")


def _parts(key: str) -> tuple[str, str, int]:
    """Split "12:表决:3@5" into item, step and number."""
    place, _, rest = key.partition(":")
    step, _, tail = rest.rpartition(":")
    number = tail.partition("@")[0]
    return place, step, int(number) if number.isdecimal() else 0


@dataclass(frozen=True)
class DeskPlace:
    """Where the desk stands in the script, and what was typed there and not confirmed yet."""

    line_key: str
    half_typed: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """The text a script or a paper is made from: the federation's own, or the shipped one.

    `saved_at` is the ISO moment the own text was saved, empty for the shipped one.
    """

    kind: str
    text: str
    is_own: bool
    saved_at: str
