"""Which blanks of a script have no value in a meeting because its preparation is not finished. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts import grammar
from fulian_desktop.scripts.grammar import WordingProblem
from fulian_desktop.scripts.placeholders import names_in
from fulian_desktop.scripts.records import CLOSING, OPENING
from fulian_desktop.scripts.wording import KIND_SECTIONS, SHOW_OF_HANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.scripts.grammar import Section, TextLine


def gaps(sections: Mapping[str, Section], facts: MeetingFacts) -> tuple[WordingProblem, ...]:
    """Return the lines this meeting says whose blanks are not filled in yet, with where to fill them in."""
    lacking = _lacking(facts)
    spoken = {OPENING, CLOSING, SHOW_OF_HANDS, *(KIND_SECTIONS[item.kind] for item in facts.agenda)}
    spoken |= {part for _, part in facts.session.parts} if facts.session is not None else set()
    found = {
        WordingProblem(line.number, f"“{{{name}}}”还没有值：{lacking[name]}")
        for name_of_section, section in sections.items()
        if name_of_section in spoken
        for line in _lines(section)
        for name in names_in(line.text) & lacking.keys()
    }
    return tuple(sorted(found, key=lambda one: (one.line, one.sentence)))


def _lacking(facts: MeetingFacts) -> dict[str, str]:
    """Return the blanks without a value, with what is to be filled in."""
    found: dict[str, str] = {}
    if facts.chair is None:
        found |= dict.fromkeys(("主持人", "主持人职务"), "会议安排里还没有定主持人")
    if facts.minute_taker is None:
        found["记录人"] = "会议安排里还没有定记录人"
    if not facts.day:
        found["日期"] = "会议安排里还没有填开会日期"
    has_by_election = any(item.kind is AgendaKind.BY_ELECTION for item in facts.agenda)
    if has_by_election and not facts.nominees:
        found |= dict.fromkeys(("人选名单", "人选人数"), "会议筹备里还没有加入人选")
    return found


def _lines(section: Section) -> Iterator[TextLine]:
    for step in section.steps:
        for part in step.parts:
            if isinstance(part, grammar.TextLine):
                yield part
                continue
            for branch in part.branches:
                yield from branch.lines
