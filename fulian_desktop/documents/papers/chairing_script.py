"""主持词: the script in large letters for the presiding chair; results stand there once counted."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.documents.content import (
    BlankLine,
    Cue,
    Heading,
    PaperContent,
    Run,
    Spacer,
    SpokenLine,
    StageDirection,
    Subtitle,
    Together,
    blank,
)
from fulian_desktop.documents.papers import phrases
from fulian_desktop.scripts.records import CueKind, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.scripts.operations import ScriptOperations
    from fulian_desktop.scripts.records import Script, ScriptLine

SPOKEN_SIZE = 17.0
_BLANK = re.compile(r"[_＿]{2,}")
_POLLS = {CueKind.IN_FAVOUR, CueKind.AGAINST, CueKind.ABSTAINING}
_MARKS = {CueKind.ROLL_CALL: "点名", CueKind.OPEN_PAPER: "文稿"}


def compose(figures: MeetingFigures, scripts: ScriptOperations) -> PaperContent:
    """Return the script as it is printed now: blanks where nothing is counted, results where it is."""
    facts = figures.facts
    script = scripts.compose(figures.meeting.id)
    when = figures.date_with_weekday
    place = "　".join(words for words in (when, facts.place) if words)
    blocks: list[Block] = [phrases.title(facts, f"{phrases.session(facts)}主持词")]
    if place:
        blocks.append(Subtitle(place, size=14.0))
    for item_id, lines in groupby(script.lines, key=lambda line: line.item_id):
        blocks += _part(script, item_id, tuple(lines), figures)
    return PaperContent(f"{facts.full_title}主持词", tuple(blocks), author=facts.federation)


def _part(
    script: Script, item_id: int | None, lines: Sequence[ScriptLine], figures: MeetingFigures
) -> list[Block]:
    """Return one agenda item, or the opening or closing: its heading and its lines, votes kept whole."""
    blocks = [block for group in _votes_kept_whole(lines) for block in group]
    heading = _heading(item_id, figures)
    if heading is None or not blocks:
        return blocks
    return [Spacer(0.3), heading, *blocks]


def _heading(item_id: int | None, figures: MeetingFigures) -> Heading | None:
    if item_id is None:
        return None
    item = figures.facts.item(item_id)
    number = f"{chinese_number(item.number)}、" if item.numbered else "附带事项　"
    return Heading(f"{number}{item.title}")


def _votes_kept_whole(lines: Sequence[ScriptLine]) -> Iterator[list[Block]]:
    """Yield blocks; all lines from the first poll of a question to its last result are one block."""
    index = 0
    while index < len(lines):
        motion = lines[index].motion
        if motion is None:
            yield _line(lines[index])
            index += 1
            continue
        last = max(place for place, line in enumerate(lines) if line.motion == motion)
        inner = [block for line in lines[index : last + 1] for block in _line(line)]
        yield [Together((Cue("表决", "清点举手人数"), *inner), framed=True)]
        index = last + 1


def _line(line: ScriptLine) -> list[Block]:
    """Return the blocks of one line of the script."""
    if line.kind is LineKind.DIRECTION:
        return [StageDirection(line.text)]
    if line.kind is LineKind.CUE and line.cue in _POLLS:
        return [SpokenLine(line.text, size=SPOKEN_SIZE), *_after_poll(line)]
    if line.kind is LineKind.CUE:
        return [Cue(_MARKS.get(line.cue, "提示") if line.cue else "提示", line.text)]
    if line.kind is LineKind.RESULT and line.pending:
        return [BlankLine(_with_blanks(part), size=SPOKEN_SIZE) for part in _sentences(line.blank)]
    return [_spoken(text) for text in line.text.splitlines() if text]


def _sentences(text: str) -> list[str]:
    """Return a result to fill in sentence by sentence, so that no blank is torn off its words."""
    return [part for part in re.split(r"(?<=。)|\n", text) if part.strip()]


def _spoken(text: str) -> Block:
    parts = _with_blanks(text)
    return SpokenLine(text if len(parts) == 1 else parts, size=SPOKEN_SIZE)


def _after_poll(line: ScriptLine) -> list[Block]:
    return [StageDirection(line.done)] if line.done else []


def _with_blanks(text: str) -> tuple[Run, ...]:
    """Cut words at underscores, which become rules to write on."""
    runs: list[Run] = []
    position = 0
    for found in _BLANK.finditer(text):
        runs += [Run(text[position : found.start()])] if found.start() > position else []
        runs.append(blank(max(3, len(found[0]) // 2)))
        position = found.end()
    runs += [Run(text[position:])] if position < len(text) else []
    return tuple(runs)
