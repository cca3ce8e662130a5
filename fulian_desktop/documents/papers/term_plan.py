"""换届选举工作方案: how the next congress is prepared, with its steps counted back from the day it opens.

The facts are a record of their own, so that the plan can be made from a committee meeting in the last year
of a term (`facts_of_meeting`) as well as from a congress being prepared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.documents.content import (
    Align,
    AttachmentMark,
    Column,
    Note,
    PageBreak,
    PaperContent,
    Table,
    Title,
)
from fulian_desktop.documents.papers import official_text, phrases, wording_values
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Order, Registers

KIND = "term_plan"
LAST_YEAR_DAYS = 366
"""A committee meeting this near to the end of its term has a plan among its papers."""
TENTHS_MORE = 10
"""Candidates exceed the seats by a tenth of them at least, one at least."""
_STEP = re.compile(r"^(?:(前|后)(\d{1,3})日|当日)｜([^｜]+)｜(.+)$")
_FEDERATION = re.compile(r"(?:妇女联合会|妇联)$")


@dataclass(frozen=True)
class TermPlanFacts:
    """What a plan is made from; what is not settled is empty or 0, and the plan then says how it is settled.

    Args:
        federation: its full name.
        superior: the superior federation's name, or empty.
        new_term: number of the term to be elected, which is that of the congress.
        term_ends: last day of the present term, ISO, or empty.
        congress_day: the day the congress opens, ISO, or empty.
        seats: of the committee to be elected.
        vice_chairs: to be elected.
        delegates: how many there will be.
        groups: units that send delegates, and how many each.
        officers: of the present committee, post and name, the chair first.
        title: of the congress as it was recorded; empty: made by rule.
    """

    federation: str
    superior: str
    new_term: int
    term_ends: str = ""
    congress_day: str = ""
    seats: int = 0
    vice_chairs: int = 0
    delegates: int = 0
    groups: tuple[tuple[str, int], ...] = ()
    officers: tuple[tuple[str, str], ...] = ()
    title: str = ""

    @property
    def congress(self) -> str:
        """Return 三合村第八次妇女代表大会."""
        if self.title:
            return self.title
        place = _FEDERATION.sub("", self.federation)
        return f"{place}{ordinal(self.new_term, '次')}妇女代表大会"

    @property
    def extra_candidates(self) -> int:
        """Return by how many candidates exceed the seats at least."""
        return max(1, -(-self.seats // TENTHS_MORE))


@dataclass(frozen=True)
class Step:
    """One line of the timetable: days from the opening (negative before it), stage, work."""

    days: int
    stage: str
    work: str

    def when(self, opening: date | None) -> str:
        """Return 2029年1月6日前, or 大会召开60日前 as long as the day is not fixed."""
        if opening is None:
            if self.days == 0:
                return "大会召开当日"
            return f"大会召开{-self.days}日前" if self.days < 0 else f"大会闭幕后{self.days}日内"
        day = paper_date(opening + timedelta(days=self.days))
        return day if self.days == 0 else f"{day}前"


def facts_of_meeting(figures: MeetingFigures, registers: Registers) -> TermPlanFacts:
    """Return what a committee meeting knows of the congress to come: not its day, and no quota."""
    facts = figures.facts
    people = figures.roster if facts.kind.is_of_congress else facts.entitled
    posts = [(one.post, one.name) for one in people if one.post.endswith("主席")]
    posts.sort(key=lambda officer: officer[0] != "主席")
    return TermPlanFacts(
        facts.federation,
        facts.superior,
        facts.term_number + 1,
        term_ends="" if registers.term is None else registers.term.last_day,
        seats=facts.seat_count,
        vice_chairs=sum(post != "主席" for post, _ in posts),
        officers=tuple(posts),
    )


def facts_of(figures: MeetingFigures, registers: Registers) -> TermPlanFacts:
    """Return what is known of the congress to come: its record once it is planned, else the meeting's."""
    known = facts_of_meeting(figures, registers)
    prepared = figures.congress
    if prepared is None or prepared.congress.outgoing_number != known.new_term - 1:
        return known
    plan = prepared.congress.plan
    return replace(
        known,
        congress_day=plan.day,
        seats=plan.seats,
        vice_chairs=plan.vice_chairs,
        delegates=plan.delegates_planned,
        groups=tuple((line.group_name, line.planned) for line in prepared.quota if line.planned),
        title=plan.title,
    )


def missing(facts: TermPlanFacts) -> tuple[str, ...]:
    """Return what the plan lacks or what cannot be right, one sentence each, and where it is filled in."""
    where = "在换届选举的大会筹备里填"
    found = []
    if not facts.superior:
        found.append("上级妇联没有填，在设置里填")
    if not facts.term_ends:
        found.append("本届任期没有登记，在设置里登记")
    if not facts.congress_day:
        found.append(f"大会召开的日期没有定，日程按“大会召开几日前”写，{where}")
    elif facts.term_ends and facts.congress_day > facts.term_ends:
        ends = paper_date(date.fromisoformat(facts.term_ends))
        found.append(f"大会的日期晚于本届任期届满日（{ends}），延期换届要先报上级妇联同意")
    if not facts.delegates:
        found.append(f"代表名额没有定，方案里写的是确定的办法，{where}")
    elif facts.groups and sum(number for _, number in facts.groups) != facts.delegates:
        total = sum(number for _, number in facts.groups)
        found.append(f"各单位的代表名额加起来是{total}名，和总名额{facts.delegates}名不一致，{where}")
    if not facts.seats:
        found.append(f"新一届执委的名额没有定，{where}")
    elif facts.seats % 2 == 0:
        found.append(f"新一届执委名额是{facts.seats}名，一般应为单数，请核对")
    if not facts.vice_chairs:
        found.append(f"副主席的名额没有定，{where}")
    return tuple(found)


def values_of(facts: TermPlanFacts) -> wording_values.WordingValues:
    """Return the values and conditions of the plan's wording."""
    opening = _day(facts.congress_day)
    chairs = [name for post, name in facts.officers if post == "主席"]
    deputies = [name for post, name in facts.officers if post != "主席"]
    values = {
        "妇联": facts.federation,
        "妇联简称": facts.federation.replace("妇女联合会", "妇联"),
        "上级": facts.superior or "上级妇联",
        "届": f"{ordinal(facts.new_term - 1, '届')}执行委员会",
        "新一届": f"{ordinal(facts.new_term, '届')}执行委员会",
        "大会": facts.congress,
        "大会日期": paper_date(opening) if opening else "",
        "届满日": paper_date(date.fromisoformat(facts.term_ends)) if facts.term_ends else "",
        "执委名额": f"{facts.seats}名" if facts.seats else "",
        "副主席名额": f"{facts.vice_chairs}名" if facts.vice_chairs else "",
        "代表名额": f"{facts.delegates}名" if facts.delegates else "",
        "名额分配": "，".join(f"{unit}{number}名" for unit, number in facts.groups),
        "差额": f"{facts.extra_candidates}名" if facts.seats else "",
        "筹备组长": phrases.joined(chairs),
        "筹备副组长": phrases.joined(deputies),
    }
    holds = {f"有{name}" for name in _CONDITIONAL if values[name]}
    holds |= {f"没有{name}" for name in ("届满日", "大会日期", "代表名额") if not values[name]}
    return wording_values.WordingValues(values, frozenset(holds))


_CONDITIONAL = (
    "大会日期",
    "届满日",
    "执委名额",
    "副主席名额",
    "代表名额",
    "名额分配",
    "筹备组长",
    "筹备副组长",
)


def steps_of(paragraphs: Iterable[str]) -> tuple[Step, ...]:
    """Return the timetable's lines (前60日｜筹备启动｜…) in the order of their days."""
    found = []
    for paragraph in paragraphs:
        if line := _STEP.match(paragraph):
            days = int(line[2] or 0) * (-1 if line[1] == "前" else 1)
            found.append(Step(days, line[3].strip(), line[4].strip().rstrip("。；")))
    return tuple(sorted(found, key=lambda step: step.days))


def plan(facts: TermPlanFacts, paragraphs: Sequence[str], date_of_signing: str) -> PaperContent:
    """Return the plan.

    Args:
        facts: what it is made from.
        paragraphs: of its wording (`KIND`), filled with `values_of`.
        date_of_signing: as it is printed.
    """
    what = "换届选举工作方案"
    steps = steps_of(paragraphs)
    text = official_text.blocks_of(
        (one for one in paragraphs if not _STEP.match(one)), tuple(name for _, name in facts.officers)
    )
    attachment = "换届选举工作日程表"
    lines = (facts.federation, what)
    blocks: list[Block] = [
        Title("".join(lines), keep=(facts.federation,), lines=lines if _fits(lines) else ()),
        *(phrases.with_attachments(text, attachment) if steps and text else text),
        phrases.signature(facts.federation, date_of_signing),
    ]
    if steps:
        blocks += [PageBreak(), AttachmentMark("附件"), Title(attachment), *_timetable(facts, steps)]
    return PaperContent(f"{facts.federation}{what}", tuple(blocks), author=facts.federation)


def compose(figures: MeetingFigures, registers: Registers, order: Order) -> PaperContent:
    """Return the plan as a committee meeting in the last year of its term has it."""
    facts = facts_of(figures, registers)
    words = wording_values.of_meeting(figures, registers)
    own = values_of(facts)
    values: Mapping[str, str] = {**words.values, **own.values}
    filled = wording_values.WordingValues(values, words.conditions | own.conditions)
    return plan(
        facts, wording_values.paragraphs_of(KIND, filled, registers), order.date_before_congress(figures)
    )


def prepares_congress(figures: MeetingFigures) -> bool:
    """Return whether a committee meeting is held within the year before the congress being prepared."""
    if figures.facts.kind is not MeetingKind.COMMITTEE or figures.congress is None or not figures.facts.day:
        return False
    left = date.fromisoformat(figures.congress.congress.plan.day) - date.fromisoformat(figures.facts.day)
    return 0 <= left.days <= LAST_YEAR_DAYS


def is_due(figures: MeetingFigures, registers: Registers) -> bool:
    """Return whether a committee meeting has a plan among its papers: its term ends within a year."""
    if figures.facts.kind is not MeetingKind.COMMITTEE:
        return figures.facts.kind is MeetingKind.PREPARATORY
    if any("换届" in item.title for item in figures.facts.agenda):
        return True
    if prepares_congress(figures):
        return True
    if registers.term is None or not figures.facts.day:
        return False
    left = date.fromisoformat(registers.term.last_day) - date.fromisoformat(figures.facts.day)
    return left.days <= LAST_YEAR_DAYS


def _timetable(facts: TermPlanFacts, steps: Sequence[Step]) -> list[Block]:
    opening = _day(facts.congress_day)
    columns = (
        Column("时间", 2.6),
        Column("阶段", 1.6),
        Column("工作内容", 6.6, align=Align.LEFT),
    )
    rows = tuple((step.when(opening), step.stage, step.work) for step in steps)
    note = "各步骤的期限从大会召开之日起推算，可以根据上级的统一部署调整。"
    return [Table(columns, rows, row_height_mm=10.0), Note(note)]


def _fits(lines: Sequence[str]) -> bool:
    return all(len(line) <= phrases.CHARACTERS_OF_A_TITLE_LINE for line in lines)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
