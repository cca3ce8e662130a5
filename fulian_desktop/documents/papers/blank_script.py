"""The script for a day without power: blanks for every number, and every result ready to be read out."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.documents.content import (
    BlankLine,
    Cue,
    Heading,
    Run,
    Spacer,
    SpokenLine,
    StageDirection,
    Subtitle,
    Together,
    blank,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.operations import COMMITTEE_SESSION
from fulian_desktop.scripts.records import CueKind, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.scripts.operations import ScriptOperations
    from fulian_desktop.scripts.records import Script, ScriptLine
    from fulian_desktop.votes.records import MotionKey

SIZE = 17.0
_POLLS = {CueKind.IN_FAVOUR, CueKind.AGAINST, CueKind.ABSTAINING}
_NUMBER_OF_PEOPLE = re.compile(r"[0-9零〇一二两三四五六七八九十百]+(?=[人票名])")
_BLANK = re.compile(r"[_＿]{2,}")
_WHEN = {
    Outcome.CARRIED_UNANIMOUSLY: "没有人不同意、没有人弃权",
    Outcome.CARRIED: "够了，但有人不同意或弃权",
    Outcome.NOT_CARRIED: "不够",
}


def compose(figures: MeetingFigures, scripts: ScriptOperations) -> list[Block]:
    """Return the script with the three results of each question as boxes to choose from."""
    facts = figures.facts
    script = scripts.compose(figures.meeting.id)
    tried = _tried(figures, scripts)
    place = "　".join(words for words in (figures.date_with_weekday, facts.place) if words)
    blocks: list[Block] = [phrases.title(facts, f"{phrases.session(facts)}主持词")]
    blocks += [Subtitle(place, size=14.0)] if place else []
    for item_id, lines in groupby(script.lines, key=lambda line: line.item_id):
        part = list(_part(tuple(lines), figures, tried))
        if item_id is not None:
            item = facts.item(item_id)
            number = f"{chinese_number(item.number)}、" if item.numbered else "附带事项　"
            blocks += [Spacer(0.3), Heading(f"{number}{item.title}")]
        blocks += part
    return blocks


def _tried(figures: MeetingFigures, scripts: ScriptOperations) -> dict[Outcome, Script]:
    """Return the script as each outcome would make it; an outcome that cannot be is left out."""
    text = scripts.wording(COMMITTEE_SESSION).text
    found: dict[Outcome, Script] = {}
    for outcome in Outcome:
        try:
            found[outcome] = scripts.preview(figures.meeting.id, text, outcome)
        except UserFacingError:
            continue
    return found


def _part(
    lines: Sequence[ScriptLine], figures: MeetingFigures, tried: dict[Outcome, Script]
) -> Iterator[Block]:
    without_quorum: Block | None = None
    step = ""
    for line in lines:
        if without_quorum is not None and line.step != step:
            yield without_quorum
            without_quorum = None
        step = line.step
        if line.kind is LineKind.RESULT and line.pending and line.motion is not None:
            yield _results(line, line.motion, tried)
        elif line.cue is CueKind.ROLL_CALL:
            yield Cue("点名", line.text)
            without_quorum = _without_quorum(figures)
        else:
            yield from _line(line)
    if without_quorum is not None:
        yield without_quorum


def _without_quorum(figures: MeetingFigures) -> Block:
    words = f"应到{figures.entitled}人，实到____人，还差____人，没有达到法定人数，现在还不能表决。"
    head = Cue("改念", f"到会不够{figures.quorum_need}人时，上面“可以开会”不念，念这一句")
    return Together((head, _spoken(words)), framed=True)


def _line(line: ScriptLine) -> list[Block]:
    if line.kind is LineKind.DIRECTION:
        return [StageDirection(line.text)]
    if line.kind is LineKind.CUE and line.cue in _POLLS:
        return [_spoken(line.text), BlankLine((Run("数到"), blank(4), Run("人")), size=14.0)]
    if line.kind is LineKind.CUE:
        return [Cue("提示", line.text)]
    return [_spoken(text) for text in line.text.splitlines() if text]


def _results(line: ScriptLine, motion: MotionKey, tried: dict[Outcome, Script]) -> Block:
    """Return the numbers to fill in, then what is read out for each outcome; one of them is chosen."""
    hands = line.blank.partition("。")[0]
    inner: list[Block] = [Cue("结果", "填好票数，在三种里选一种念"), _spoken(f"{hands}，未表态____人。")]
    for outcome, script in tried.items():
        said = _after(script, motion)
        if said:
            inner.append(Heading(f"□ {outcome.phrase}（{_WHEN[outcome]}）", level=2))
            inner += said
    return Together(tuple(inner), framed=True)


def _after(script: Script, motion: MotionKey) -> list[Block]:
    """Return what is said from the conclusion to the end of its step, numbers left blank."""
    place = next(
        (at for at, one in enumerate(script.lines) if one.kind is LineKind.RESULT and one.motion == motion),
        None,
    )
    if place is None:
        return []
    result = script.lines[place]
    conclusion = result.text.splitlines()[-1] if result.text else ""
    following = []
    for one in script.lines[place + 1 :]:
        if (one.item_id, one.step) != (result.item_id, result.step) or one.motion not in (None, motion):
            break
        following.append(one)
    blocks: list[Block] = [_spoken(_NUMBER_OF_PEOPLE.sub("____", conclusion))] if conclusion else []
    for one in following:
        blocks += _line(replace(one, text=_NUMBER_OF_PEOPLE.sub("____", one.text)))
    return blocks


def _spoken(text: str) -> Block:
    runs: list[Run] = []
    position = 0
    for found in _BLANK.finditer(text):
        runs += [Run(text[position : found.start()])] if found.start() > position else []
        runs.append(blank(max(3, len(found[0]) // 2)))
        position = found.end()
    runs += [Run(text[position:])] if position < len(text) else []
    return SpokenLine(text if len(runs) == 1 else tuple(runs), size=SIZE)
