"""What the desk knows without a widget: the place in the script, what is typed, what can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.scripts.records import CueKind, LineKind, ScriptLine, ScriptStep
from fulian_desktop.votes.records import HandEntry, MotionKey
from ui.desk.drafts import Drafts
from ui.desk.vote_state import (
    POLLS,
    Hand,
    VoteState,
    state_of_question,
    typed,
    with_number,
)

if TYPE_CHECKING:
    from datetime import datetime

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.votes.records import VoteCount
    from ui.shell.notifier import PageContext


class Step(Enum):
    """What came of going to the next line."""

    GONE = "gone"
    WAITS_FOR_COUNT = "waits for count"
    AT_THE_END = "at the end"


@dataclass(frozen=True)
class Typing:
    """Something typed that can be taken back: its name and the numbers before."""

    words: str
    motion: MotionKey
    before: HandEntry


@dataclass(frozen=True)
class Marking:
    """Attendance marks that can be taken back: their name and how many there are."""

    words: str
    marks: int


@dataclass(frozen=True)
class RollCallTaken:
    """A roll call as the times bar shows it: ISO moment and the number present."""

    at: str
    present: int


class DeskSession:
    """The state of one open meeting on the desk; call reload() after anything was recorded."""

    def __init__(self, context: PageContext, meeting_id: int) -> None:
        """Take up the meeting at the line that was kept last."""
        self.context = context
        self.workspace = context.workspace
        self.meeting_id = meeting_id
        self.entries: dict[MotionKey, HandEntry] = {}
        self.undoable: list[Typing | Marking] = []
        self.drafts = Drafts()
        self.correcting: VoteCount | None = None
        self.recording = False
        """While a count is recorded: everything is read once behind it, in counted()."""
        self.reload()
        place = self.workspace.scripts.place(meeting_id)
        self.key = place.line_key
        self.resumed = bool(self.key) and self.key != self.script.nearest("")
        self._read_half_typed({name: str(value) for name, value in place.half_typed.items()})

    def reload(self, *, attendance_only: bool = False) -> None:
        """Read anew what may have changed: attendance, counts, script.

        `attendance_only` reads only who is here, for marks one after another; reload() once more behind them.
        """
        if attendance_only:
            self.attendance = self.workspace.attendance.attendance(self.meeting_id)
            return
        self.meeting = self.workspace.meetings.get(self.meeting_id)
        self.facts = self.workspace.meetings.facts(self.meeting_id)
        self.attendance = self.workspace.attendance.attendance(self.meeting_id)
        self.script = self.workspace.scripts.compose(self.meeting_id, self.attendance)
        self.motions = {motion.key: motion for motion in self.workspace.votes.motions(self.meeting_id)}
        self.counts = self.workspace.votes.standing_counts(self.meeting_id)
        self.notes = self.workspace.meetings.notes(self.meeting_id)
        self.course = self.workspace.course.of(self.meeting_id)
        skipped = [one.item for one in self.facts.skipped]
        self.items = {item.id: item for item in (*self.facts.agenda, *skipped)}
        self.skipped = frozenset(item.id for item in skipped)
        self._read_untouched()
        self._steps = self._steps_by_line()
        if hasattr(self, "key"):
            self.key = self.script.nearest(self.key)

    @property
    def roll_calls(self) -> list[RollCallTaken]:
        """Return the finished roll calls, the first one first."""
        return [RollCallTaken(one.at, one.present) for one in self.course.roll_calls]

    def now(self) -> datetime:
        """Return the workspace's time."""
        return self.workspace.journal.now()

    # ---- the place

    @property
    def line(self) -> ScriptLine:
        """Return the current line."""
        return self.script.line(self.key)

    @property
    def step(self) -> ScriptStep:
        """Return the step of the current line."""
        return self._steps[self.key]

    def section(self) -> tuple[ScriptLine, ...]:
        """Return the lines that may be shown of the current item, or of the opening or the closing."""
        here = self.step
        place = (here.item_id, here.title)
        steps = self._steps
        return tuple(
            line for line in self.script.visible if (steps[line.key].item_id, steps[line.key].title) == place
        )

    def go_on(self) -> Step:
        """Go to the next line; a result that is not counted yet holds the script back."""
        line = self.line
        if line.kind is LineKind.RESULT and line.pending:
            return Step.WAITS_FOR_COUNT
        following = self.script.after(self.key)
        if following is None:
            return Step.AT_THE_END
        self._begin_item(self.step.item_id)
        self._move(following.key)
        self._begin_item(self.step.item_id)
        return Step.GONE

    def go_back(self) -> bool:
        """Go to the line before; records stay as they are."""
        before = self.script.before(self.key)
        if before is None:
            return False
        self._move(before.key)
        return True

    def go_to(self, key: str) -> None:
        """Go to a line of the script."""
        self._move(self.script.nearest(key))

    def next_item(self) -> ScriptStep | None:
        """Return the first step behind the current item, None at the end."""
        here = self.step
        passed = False
        for step in self.script.steps:
            same = (step.item_id, step.title) == (here.item_id, here.title)
            if passed and not same:
                return step
            passed = passed or same
        return None

    @property
    def roll_call_line(self) -> str:
        """Return the line a roll call taken now belongs to: the last one asking for it up to here."""
        found = ""
        for line in self.script.visible:
            if line.cue is CueKind.ROLL_CALL:
                found = line.key
            if line.key == self.key:
                break
        first = next((one.key for one in self.script.lines if one.cue is CueKind.ROLL_CALL), self.key)
        return found or first

    def keep(self) -> None:
        """Keep the place and what is half typed; durable when this returns."""
        self.context.run(self._keep)

    # ---- the question

    def question_here(self) -> MotionKey | None:
        """Return the question the current line belongs to: that of its step, or the last one put before."""
        found: MotionKey | None = None
        for line in self.script.visible:
            if line.motion is not None and self._steps[line.key] == self.step:
                return line.motion
        for line in self.section():
            if line.motion is not None:
                found = line.motion
            if line.key == self.key:
                return found
        return None

    def entry(self, motion: MotionKey) -> HandEntry:
        """Return what is typed for a question."""
        return self.entries.get(motion, HandEntry())

    def asking(self) -> Hand | None:
        """Return the hand asked for by the current line."""
        return POLLS.get(self.line.cue) if self.line.cue is not None else None

    def asked(self, motion: MotionKey) -> frozenset[Hand]:
        """Return the hands asked for before the current line."""
        found: set[Hand] = set()
        for line in self.script.lines:
            if line.key == self.key:
                break
            if line.motion == motion and line.cue in POLLS:
                found.add(POLLS[line.cue])
        return frozenset(found)

    def vote_state(self) -> VoteState | None:
        """Return how the question at this line stands; None when there is none to count here."""
        votes = self.workspace.votes
        polls = [Hand(word) for word in self.facts.rule_pack.poll_order]
        motion = self._typing_motion()
        if motion is None or motion not in self.motions:
            return None
        correcting = self.correcting is not None
        if motion in self.counts and not correcting:
            return None
        return state_of_question(
            votes,
            self.meeting_id,
            votes.open_question(self.meeting_id, motion, attendance=self.attendance),
            self.entry(motion),
            polls=polls,
            asked=frozenset(polls) if correcting else self.asked(motion),
            asking=None if correcting else self.asking(),
        )

    def type_number(self, hand: Hand, number: int, *, fresh: bool) -> None:
        """Type a number; `fresh` begins something that can be taken back by name."""
        motion = self._typing_motion()
        if motion is None:
            return
        before = self.entry(motion)
        if fresh:
            self.undoable.append(Typing(f"{hand.phrase} {number}", motion, before))
        elif self.undoable and isinstance(self.undoable[-1], Typing):
            last = self.undoable[-1]
            self.undoable[-1] = Typing(f"{hand.phrase} {number}", motion, last.before)
        if typed(before, hand) != number or (hand is Hand.IN_FAVOUR and before.in_favour is None):
            self.entries[motion] = with_number(before, hand, number)
        self.keep()

    @property
    def half_typed_after_here(self) -> tuple[str, ...]:
        """Return by name what is half typed in later items and not recorded."""
        found = [f"“{self.items[one.item_id].title}”填了没有确认的人数" for one in self._typed_later()]
        return tuple(dict.fromkeys(found))

    def forget_half_typed_after_here(self) -> None:
        """Drop what is half typed in later items."""
        for motion in self._typed_later():
            self.entries.pop(motion, None)
        self.keep()

    def count_directly(self, *, directly: bool) -> None:
        """Count those in favour, or derive them again."""
        motion = self._typing_motion()
        if motion is None:
            return
        before = self.entry(motion)
        self.undoable.append(Typing("直接数同意" if directly else "同意改为算出", motion, before))
        in_favour = 0 if directly else None
        self.entries[motion] = HandEntry(before.against, before.abstaining, before.not_voting, in_favour)
        self.keep()

    def fill_in(self, motion: MotionKey, entry: HandEntry) -> None:
        """Fill in the numbers of a counting sheet; they can be taken back like typed ones."""
        self.undoable.append(Typing("填入清点表的数", motion, self.entry(motion)))
        self.entries[motion] = entry
        self.keep()

    def take_back_typing(self, typing: Typing) -> None:
        """Put back the numbers from before."""
        self.entries[typing.motion] = typing.before
        self.keep()

    def correct(self, count: VoteCount | None) -> None:
        """Begin to correct a count with its numbers filled in; None drops the correction."""
        if self.correcting is not None:
            self.entries.pop(self.correcting.key, None)
            self.undoable.clear()
        self.correcting = count
        if count is not None:
            self.entries[count.key] = HandEntry(count.against, count.abstaining, count.not_voting)

    def counted(self, motion: MotionKey) -> None:
        """Go to the result of a question that was just counted; nothing before it can be undone any more."""
        self.entries.pop(motion, None)
        self.correcting = None
        self.undoable.clear()
        self._begin_item(motion.item_id)
        self.reload()
        for line in self.script.visible:
            if line.kind is LineKind.RESULT and line.motion == motion:
                self._move(line.key)

    # ---- inside

    def _read_untouched(self) -> None:
        """Read which items have not begun; skipped ones and those the meeting jumped over are among them."""
        running = self.workspace.meetings.running_agenda(self.meeting_id)
        self.untouched = frozenset(one.item.id for one in running if one.began_at is None)

    def _typed_later(self) -> list[MotionKey]:
        order = list(self.script.items)
        here = self.step.item_id
        place = order.index(here) if here in order else -1
        later = set(order[place + 1 :])
        return [one for one, entry in self.entries.items() if one.item_id in later and entry != HandEntry()]

    def _begin_item(self, item_id: int | None) -> None:
        """Record that an item begins, as the script reaches it for the first time."""
        if item_id is not None and item_id in self.untouched - self.skipped:
            self.workspace.running.begin(self.meeting_id, item_id)
            self._read_untouched()

    def _steps_by_line(self) -> dict[str, ScriptStep]:
        found: dict[str, ScriptStep] = {}
        steps = iter(self.script.steps)
        step = next(steps, None)
        for line in self.script.lines:
            if step is None:
                break
            found[line.key] = step
            if line.key == step.last_key:
                step = next(steps, None)
        return found

    def _typing_motion(self) -> MotionKey | None:
        return self.correcting.key if self.correcting is not None else self.line.motion

    def _move(self, key: str) -> None:
        self.correct(None)
        self.key = key
        self.keep()

    def _keep(self) -> ChangeSet:
        half_typed: dict[str, int | str] = {}
        for motion, entry in self.entries.items():
            if motion in self.counts:
                continue
            for hand in Hand:
                number = getattr(entry, hand.value)
                if number:
                    half_typed[f"{motion.item_id}/{motion.nominee_id or 0}/{hand.value}"] = number
            if entry.in_favour == 0:
                half_typed[f"{motion.item_id}/{motion.nominee_id or 0}/in_favour"] = 0
        half_typed |= self.drafts.half_typed()
        return self.workspace.scripts.keep_place(self.meeting_id, self.key, half_typed)

    def _read_half_typed(self, kept: dict[str, str]) -> None:
        for name, value in kept.items():
            if self.drafts.read(name, value) or name.count("/") != 2:
                continue
            item, nominee, hand = name.split("/")
            motion = MotionKey(int(item), int(nominee) or None)
            if motion in self.motions and motion not in self.counts:
                self.entries[motion] = with_number(self.entry(motion), Hand(hand), int(value))
