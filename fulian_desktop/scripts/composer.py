"""Composing a script from a wording and what is known of a meeting. Pure: no SQL, no clock, no files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import people_count_spoken
from fulian_desktop.meetings.agenda_awards import awarded_in
from fulian_desktop.meetings.course import Course
from fulian_desktop.meetings.records import AgendaKind, DecisionMethod
from fulian_desktop.rules import verdicts
from fulian_desktop.scripts import grammar, spoken
from fulian_desktop.scripts.insertions import with_insertions
from fulian_desktop.scripts.known_meeting import KnownMeeting
from fulian_desktop.scripts.placeholders import substitute
from fulian_desktop.scripts.records import CLOSING, OPENING, CueKind, LineKind, Script, ScriptLine, ScriptStep
from fulian_desktop.scripts.wording import (
    ACCLAMATION,
    ORAL,
    SHOW_OF_HANDS,
    SKIPPED,
    outcome_marker,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts
    from fulian_desktop.scripts.grammar import Block, Section, Step, TextLine
    from fulian_desktop.scripts.spoken import RollCall
    from fulian_desktop.votes.records import Motion, MotionKey, VoteCount

_POLL_CUES = {
    "问同意": CueKind.IN_FAVOUR,
    "问不同意": CueKind.AGAINST,
    "问弃权": CueKind.ABSTAINING,
}
_FOR_EACH_PERSON = {"逐人表决", "改为逐人"}
_OTHER_CUES = {
    grammar.ROLL_CALL: CueKind.ROLL_CALL,
    grammar.OPEN_PAPER: CueKind.OPEN_PAPER,
    grammar.APPLAUSE: CueKind.ACCLAMATION,
    grammar.OBJECTIONS: CueKind.ORAL,
    grammar.BALLOT: CueKind.BALLOT,
    grammar.SPEECH: CueKind.SPEECH,
    grammar.AWARD: CueKind.AWARD,
    grammar.BREAK: CueKind.BREAK,
    grammar.CEREMONY: CueKind.CEREMONY,
}
_AGREEMENTS = {DecisionMethod.ACCLAMATION: ACCLAMATION, DecisionMethod.ORAL: ORAL}


def compose(
    wording: Mapping[str, Section],
    facts: MeetingFacts,
    roll_call: RollCall | None,
    motions: Sequence[Motion],
    counts: Mapping[MotionKey, VoteCount],
    *,
    course: Course | None = None,
) -> Script:
    """Return the script of a meeting.

    Args:
        wording: its sections, as `wording.read` gives them.
        facts: the facts of the meeting.
        roll_call: who came; None while the meeting is prepared.
        motions: all questions of the meeting in the order of its agenda.
        counts: the count that holds for each question that was counted.
        course: what else happened so far: agreements, lines put in, incidents.
    """
    meeting = KnownMeeting(wording, facts, roll_call, motions, counts, course=course or Course())
    parts = [_Part(meeting, None, OPENING), *_skipped_after(meeting, 0)]
    for item in facts.agenda:
        parts += [_Part(meeting, item, item.title), *_skipped_after(meeting, item.id)]
    parts += [_Part(meeting, None, CLOSING)]
    lines: list[ScriptLine] = []
    steps: list[ScriptStep] = []
    for part in parts:
        part.compose()
        lines += part.lines
        steps += part.steps()
    return Script(tuple(lines), tuple(steps))


def example_values(
    facts: MeetingFacts,
    roll_call: RollCall | None,
    motions: Sequence[Motion],
    counts: Mapping[MotionKey, VoteCount],
) -> dict[str, str]:
    """Return what the blanks stand for, for the help beside a wording; arguments as for `compose`.

    What differs from item to item is that of the by-election, else of the first item; of the nominees and
    the counts, the first. A blank without a value is left out, as is one that is a line to write on.
    """
    meeting = KnownMeeting({}, facts, roll_call, motions, counts, course=Course())
    values = dict(meeting.values)
    item = next((one for one in facts.agenda if one.kind is AgendaKind.BY_ELECTION), None)
    item = item or next(iter(facts.agenda), None)
    if item is not None:
        own = meeting.of_item(item)
        values |= spoken.item_values(facts, item, own[0] if own else None)
    for nominee in facts.nominees[:1]:
        values |= spoken.nominee_values(nominee)
    counted = [motion for motion in motions if motion.key in counts]
    for motion in counted[:1]:
        count = counts[motion.key]
        verdict = verdicts.decide(facts.rule_pack, count.hands, persons_present=count.present)
        values |= spoken.count_values(facts.rule_pack, count, verdict, facts.kind.member_word)
    return {name: value for name, value in values.items() if value and spoken.BLANK not in value}


class _Part:
    """The lines of one agenda item, or of the opening or the closing, as they are put together."""

    def __init__(self, meeting: KnownMeeting, item: AgendaItem | None, title: str, skipped: str = "") -> None:
        self.lines: list[ScriptLine] = []
        self._meeting = meeting
        self._item = item
        self._title = title
        self._motions = meeting.of_item(item)
        self._skipped = skipped
        self._waiting = False
        self._motion: Motion | None = None
        self._conditions = self._standing_conditions()
        self._values = dict(meeting.values)

    def compose(self) -> None:
        """Put the lines together."""
        meeting, item = self._meeting, self._item
        section = meeting.wording[self._title if item is None else meeting.section_of(item)]
        if item is not None:
            first = self._motions[0] if self._motions else None
            self._values |= spoken.item_values(meeting.facts, item, first)
        if self._skipped:
            section = meeting.wording[SKIPPED]
            self._values["缘由"] = self._skipped
        steps, voting = section.steps, _voting_steps(section)
        before = steps if not voting else steps[: steps.index(voting[0])]
        for step in before:
            self._add_step(step)
        method = None if item is None or self._skipped else meeting.agreed_by(item)
        if method is not None:
            for step in meeting.wording[_AGREEMENTS[method]].steps:
                taken = any(line.step == step.name for line in self.lines)
                self._add_step(step, f"{step.name}·{method.phrase}" if taken else "")
        if self._motions:
            self._add_votes(voting or _voting_steps(meeting.wording[SHOW_OF_HANDS]))
        for step in steps[len(before) + len(voting) :]:
            self._add_step(step)
        where = self._title if item is None else str(item.id)
        self.lines = with_insertions(self.lines, meeting.course, where)

    def steps(self) -> Iterator[ScriptStep]:
        """Yield the steps that have lines."""
        names = dict.fromkeys(line.step for line in self.lines)
        for name in names:
            own = [line for line in self.lines if line.step == name]
            asked = {line.motion for line in own if line.motion is not None}
            counted = all(motion in self._meeting.counts for motion in asked)
            counted = counted and not any(line.pending for line in own)
            item_id = self._item.id if self._item else None
            yield ScriptStep(item_id, self._title, name, own[0].key, own[-1].key, counted)

    # ---- steps

    def _add_votes(self, voting: tuple[Step, ...]) -> None:
        """Add the steps of the show of hands once for each question of the item."""
        several = len(self._motions) > 1
        for index, motion in enumerate(self._motions):
            self._motion = motion
            person = motion.nominees[0] if several and len(motion.nominees) == 1 else None
            if person is not None:
                self._conditions.add("逐人表决")
            if person is not None and index == 1 and self._motions[0].is_bundled:
                self._conditions.add("改为逐人")
            if motion.is_bundled and not several:
                self._conditions.add("可改逐人")
            if self._item is not None:
                self._values |= spoken.item_values(self._meeting.facts, self._item, motion)
            for step in voting:
                name = f"{step.name}·{person.name}" if person else step.name
                self._add_step(step, name, repeated=index > 0)
            self._conditions -= {"改为逐人", "可改逐人"}
        self._motion = None

    def _add_step(self, step: Step, name: str = "", *, repeated: bool = False) -> None:
        """Add a step; what leads to the polls is said once, for later questions only what is marked so."""
        name = name or step.name
        asked = False
        for part in step.parts:
            if isinstance(part, grammar.Block):
                self._add_block(part, name)
            elif part.marker in grammar.POLLS:
                if not asked:
                    self._add_polls(step, name)
                asked = True
            elif asked or not (repeated and step.polls) or _FOR_EACH_PERSON & set(part.conditions):
                self._add_line(part, name)

    def _add_polls(self, step: Step, name: str) -> None:
        """Add the questions in the order of the rule pack; what it does not ask is left out."""
        order = [CueKind(hand) for hand in self._meeting.facts.rule_pack.poll_order]
        by_cue = {_POLL_CUES[line.marker]: line for line in step.polls}
        for cue in order:
            self._add_line(by_cue[cue], name)

    def _add_block(self, block: Block, name: str) -> None:
        first = block.branches[0]
        if first.name == grammar.EACH_NOMINEE:
            for nominee in self._meeting.facts.nominees:
                has_resume = {"有简历"} if nominee.resume else set()
                values = spoken.nominee_values(nominee)
                self._add_repeated(first.lines, name, values, has_resume, nominee.id)
        elif first.name == grammar.EACH_AWARD:
            for mark, (honour, person) in enumerate(self._awards(), start=1):
                values = {"荣誉": honour or self._title, "受表彰": person}
                self._add_repeated(first.lines, name, values, set(), mark)
        elif first.name == grammar.EACH_ITEM:
            for item in self._meeting.adopted_numbered:
                values = spoken.item_values(self._meeting.facts, item, None)
                conditions = {"编号议项"} | ({"有内容"} if item.details else set())
                self._add_repeated(first.lines, name, values, conditions, item.id)
        elif first.name in grammar.OUTCOMES:
            self._add_result(block, name)
        elif first.name in grammar.AGREED:
            self._add_agreement(block, name)
        else:
            in_quorum = first.name in grammar.QUORUM
            chosen = self._meeting.quorum_branch() if in_quorum else self._meeting.report_branch()
            begin = len(self.lines)
            for line in block.branch(chosen):
                self._add_line(line, name)
            if in_quorum and len(self.lines) > begin and self.lines[begin].kind is LineKind.SPOKEN:
                self.lines[begin] = replace(self.lines[begin], cue=CueKind.QUORUM)

    def _add_repeated(
        self,
        lines: tuple[TextLine, ...],
        name: str,
        values: Mapping[str, str],
        conditions: set[str],
        mark: int,
    ) -> None:
        kept_values, kept_conditions = dict(self._values), set(self._conditions)
        self._values |= values
        self._conditions |= conditions
        for line in lines:
            self._add_line(line, name, mark=mark)
        self._values, self._conditions = kept_values, kept_conditions

    def _add_result(self, block: Block, name: str) -> None:
        """Add the result of the question: one pending line, or what is read out after its count."""
        motion = self._motion
        assert motion is not None
        result_key = self._key(name, "result", motion.key.nominee_id)
        pack = self._meeting.facts.rule_pack
        line = ScriptLine(result_key, self._item_id, name, LineKind.RESULT, "", motion=motion.key)
        count = self._meeting.counts.get(motion.key)
        if count is None:
            self._append(replace(line, pending=True, blank=spoken.blank_result(pack)))
            self._waiting = True
            return
        verdict = verdicts.decide(pack, count.hands, persons_present=count.present)
        self._values |= spoken.count_values(pack, count, verdict, self._meeting.facts.kind.member_word)
        lines = block.branch(outcome_marker(verdict.outcome))
        said = [substitute(one.text, self._values) for one in lines if one.marker == grammar.RESULT]
        self._append(replace(line, text="\n".join(said)))
        for one in lines:
            if one.marker != grammar.RESULT:
                self._add_line(one, name)

    def _add_agreement(self, block: Block, name: str) -> None:
        """Add what came of asking to agree: one pending line, or what is read out after it was recorded."""
        assert self._item is not None
        key = self._key(name, "agreed", None)
        line = ScriptLine(key, self._item_id, name, LineKind.RESULT, "", agreement=True)
        agreement = self._meeting.course.agreements.get(self._item.id)
        if agreement is None:
            blank = f"结果：{spoken.BLANK * 3}；提出不同意见{spoken.BLANK}人。"
            self._append(replace(line, pending=True, blank=blank))
            self._waiting = True
            return
        values = self._values | {"不同意见": people_count_spoken(agreement.objections)}
        lines = block.branch(grammar.AGREED[0] if agreement.agreed else grammar.AGREED[1])
        said = [substitute(one.text, values) for one in lines if one.marker == grammar.RESULT]
        self._append(replace(line, text="\n".join(said)))
        for one in lines:
            if one.marker != grammar.RESULT:
                self._add_line(one, name)

    def _awards(self) -> tuple[tuple[str, str], ...]:
        return () if self._item is None else awarded_in(self._item.details)

    # ---- lines

    def _add_line(self, line: TextLine, name: str, *, mark: int | None = None) -> None:
        if not self._conditions.issuperset(line.conditions):
            return
        text = substitute(line.text, self._values)
        if mark is None and self._motion is not None:
            mark = self._motion.key.nominee_id
        cue = _POLL_CUES.get(line.marker)
        kind = LineKind.DIRECTION if line.is_direction else LineKind.SPOKEN
        if line.marker:
            kind = LineKind.CUE
        doing = cue or _OTHER_CUES.get(line.marker)
        subject = self._values.get("受表彰", "") if doing is CueKind.AWARD else ""
        if doing is None and "人选介绍" in self._values and kind is LineKind.SPOKEN:
            subject = self._values["姓名"]
        self._append(
            ScriptLine(
                key=self._key(name, str(line.place), mark),
                item_id=self._item_id,
                step=name,
                kind=kind,
                text=text,
                cue=doing,
                agreement=doing is not None and doing.is_agreement,
                subject=subject,
                motion=self._motion.key if cue and self._motion else None,
                done=self._done(cue) if doing is None or not doing.is_agreement else self._agreed(),
            )
        )

    def _done(self, cue: CueKind | None) -> str:
        """Return what happened at a poll of a question that was counted."""
        count = self._meeting.counts.get(self._motion.key) if self._motion else None
        if cue is None or count is None:
            return ""
        if cue is CueKind.IN_FAVOUR:
            return "已请放下"
        hands = count.against if cue is CueKind.AGAINST else count.abstaining
        return f"{hands} 人" if hands else "没有"

    def _agreed(self) -> str:
        """Return what happened when the meeting was asked to agree."""
        agreement = self._meeting.course.agreements.get(self._item.id) if self._item else None
        if agreement is None:
            return ""
        return "没有不同意见" if agreement.agreed else f"{agreement.objections} 人有意见"

    def _append(self, line: ScriptLine) -> None:
        self.lines.append(replace(line, hidden=True) if self._waiting else line)

    @property
    def _item_id(self) -> int | None:
        return self._item.id if self._item else None

    def _key(self, step: str, place: str, mark: int | None) -> str:
        where = self._title if self._item is None else str(self._item.id)
        return f"{where}:{step}:{place}" + ("" if mark is None else f"@{mark}")

    def _standing_conditions(self) -> set[str]:
        """Return the conditions that hold throughout this part."""
        facts, item = self._meeting.facts, self._item
        holds = {
            "有附带议项": any(not one.numbered for one in facts.adopted_agenda),
            "有列席": bool(facts.observers),
            "有依据": bool(facts.basis),
            "表决完后": self._meeting.all_counted,
        }
        if item is not None:
            holds |= {
                "编号议项": item.numbered,
                "附带议项": not item.numbered,
                "有内容": bool(item.details.strip()),
                "有时间": item.minutes is not None,
                "由他人": not spoken.speaks_herself(facts, item),
            }
        return {condition for condition, is_so in holds.items() if is_so}


def _skipped_after(meeting: KnownMeeting, item_id: int) -> list[_Part]:
    """Return what is said of the items that would have come behind an item (0: the opening)."""
    return [
        _Part(meeting, one.item, one.item.title, one.reason)
        for one in meeting.facts.skipped
        if one.after_id == item_id
    ]


def _voting_steps(section: Section) -> tuple[Step, ...]:
    """Return the step that asks for hands and the one that reads out the result; empty when there is none."""
    asking = next((index for index, step in enumerate(section.steps) if step.polls), None)
    if asking is None:
        return ()
    last = asking if section.steps[asking].outcome else asking + 1
    return section.steps[asking : last + 1]
