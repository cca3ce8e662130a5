"""The values that the editable wordings of papers are filled with, and the conditions of their lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date, paper_time
from fulian_desktop.documents.papers import phrases
from fulian_desktop.rules.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Registers
    from fulian_desktop.meetings.records import MeetingFacts, Nominee
    from fulian_desktop.votes.records import VoteCount


@dataclass(frozen=True)
class WordingValues:
    """What a wording is filled with.

    Args:
        values: a text for each blank; empty or left out where there is none.
        conditions: of lines that hold.
    """

    values: Mapping[str, str]
    conditions: frozenset[str]

    def with_values(self, **more: str) -> WordingValues:
        """Return the same with further values."""
        return replace(self, values={**self.values, **more})


def paragraphs_of(kind: str, words: WordingValues, registers: Registers) -> tuple[str, ...]:
    """Return the paragraphs of a wording.

    Raises:
        UserFacingError: values are missing; each is named with its line and where it is filled in.
    """
    return registers.scripts.fill(kind, words.values, words.conditions)


def of_preparation(figures: MeetingFigures, registers: Registers) -> WordingValues:
    """Return the values of papers that go out before the meeting: a list of one is a list of nominees."""
    return _words(figures, registers, figures.facts.nominees)


def of_resolution(figures: MeetingFigures, registers: Registers) -> WordingValues:
    """Return the values of the resolution on the work report."""
    report = figures.work_report
    count = None if report is None else report.standing
    return _with_count(_words(figures, registers, figures.elected), count)


def of_by_election(figures: MeetingFigures, registers: Registers) -> WordingValues:
    """Return the values of papers on the members added; unanimous only if every vote that added one was."""
    counts = [count for question in figures.by_election if (count := question.standing) is not None]
    carried = [count for count in counts if count.is_carried]
    words = _words(figures, registers, figures.elected)
    if len(carried) == 1:
        return _with_count(words, carried[0])
    if counts and not carried:
        return _with_count(words, counts[0])
    unanimous = bool(carried) and all(one.outcome is Outcome.CARRIED_UNANIMOUSLY for one in carried)
    outcome = Outcome.CARRIED_UNANIMOUSLY if unanimous else Outcome.CARRIED
    return words.with_values(结果=outcome.phrase if carried else "")


def of_meeting(figures: MeetingFigures, registers: Registers) -> WordingValues:
    """Return the values of papers on the meeting as a whole."""
    return _words(figures, registers, figures.elected)


def votes_in_words(figures: MeetingFigures) -> str:
    """Return the numbers of the votes that added members: one sentence part for each vote."""
    carried = [question for question in figures.by_election if question.is_carried]
    said = []
    for question in carried:
        count = question.standing
        if count is not None:
            whom = phrases.joined([one.name for one in question.motion.nominees]) + "："
            said.append(
                f"{whom if len(carried) > 1 else ''}应到执委{count.entitled}人，实到{count.present}人，"
                f"{phrases.hands_in_words(count)}，通过需要{count.need}人同意"
            )
    return "；".join(said)


def person_in_words(nominee: Nominee) -> str:
    """Return 丁巧云，女，汉族，1986年1月出生，大专学历，中共党员，现任村民小组长: what is known, no more."""
    known = (
        nominee.name,
        nominee.sex,
        nominee.ethnicity,
        f"{phrases.birth_text(nominee.born, dotted=False)}出生" if nominee.born else "",
        f"{nominee.education}学历" if nominee.education else "",
        nominee.political_status,
        f"现任{nominee.unit_post}" if nominee.unit_post else "",
    )
    return "，".join(fact for fact in known if fact)


def _words(figures: MeetingFigures, registers: Registers, listed: Sequence[Nominee]) -> WordingValues:
    facts = figures.facts
    values = _values_of_facts(facts) | _values_of_term(registers) | _values_of_attendance(figures)
    values |= {
        "日期": figures.date,
        "日期星期": figures.date_with_weekday,
        "法定": f"{figures.quorum_need}人",
        "表决情况": votes_in_words(figures),
        "当选名单": phrases.joined([one.name for one in figures.elected]),
        "当选人数": f"{len(figures.elected)}名" if figures.elected else "",
        "当选介绍": _list_of(figures.elected),
    }
    holds = {
        "有依据": bool(facts.basis.strip()),
        "没有依据": not facts.basis.strip(),
        "有列席": bool(facts.observers),
        "有附带事项": bool(facts.follow_on_items),
        "一人": len(listed) == 1,
        "多人": len(listed) > 1,
    }
    return WordingValues(values, frozenset(name for name, is_so in holds.items() if is_so))


def _values_of_facts(facts: MeetingFacts) -> dict[str, str]:
    chair, taker = facts.chair, facts.minute_taker
    items = [phrases.item_title(facts, item) for item in facts.numbered_items]
    return {
        "妇联": facts.federation,
        "妇联简称": facts.federation_short,
        "上级": facts.superior,
        "届": phrases.committee(facts),
        "与会者": facts.kind.member_word,
        "出席范围": phrases.attending(facts).replace("会委员", "会全体委员").replace("大会", "全体"),
        "会议全称": facts.full_title,
        "会议简称": facts.title,
        "时间": paper_time(time.fromisoformat(facts.time)) if facts.time else "",
        "地点": facts.place,
        "主持人": chair.name if chair else "",
        "主持人职务": f"{chair.post}{chair.name}" if chair else "",
        "记录人": taker.name if taker else "",
        "联系人": taker.name if taker else "",
        "依据": facts.basis.strip().rstrip("。；"),
        "席位数": f"{facts.seat_count}个",
        "空缺数": f"{facts.vacant_count}个",
        "在任人数": f"{len(facts.entitled)}人",
        "应到": f"{len(facts.entitled)}人",
        "人选名单": phrases.joined([one.name for one in facts.nominees]),
        "人选人数": f"{len(facts.nominees)}名" if facts.nominees else "",
        "人选介绍": _list_of(facts.nominees),
        "议程清单": "\n".join(f"{number}.{title}；" for number, title in enumerate(items, start=1))[:-1]
        + ("。" if items else ""),
        "附带事项": phrases.joined([phrases.item_title(facts, item) for item in facts.follow_on_items]),
        "出席名单": phrases.joined([one.name for one in facts.entitled]),
        "列席名单": phrases.joined([phrases.name_and_role(one.name, one.role) for one in facts.observers]),
    }


def _values_of_term(registers: Registers) -> dict[str, str]:
    term = registers.term
    if term is None:
        return {}
    first, last = (paper_date(date.fromisoformat(day)) for day in (term.first_day, term.last_day))
    return {"任期": f"{first}至{last}", "届满日": last}


def _values_of_attendance(figures: MeetingFigures) -> dict[str, str]:
    if figures.attendance is None:
        return {}
    met = len(figures.attended) >= figures.quorum_need
    return {
        "实到": f"{len(figures.attended)}人",
        "请假": f"{len(figures.excused)}人",
        "缺席": f"{len(figures.absent)}人",
        "到会结论": "达到法定人数" if met else "没有达到法定人数",
    }


def _with_count(words: WordingValues, count: VoteCount | None) -> WordingValues:
    if count is None:
        return words
    return words.with_values(
        实到=f"{count.present}人",
        同意=f"{count.in_favour}人",
        不同意=f"{count.against}人",
        弃权=f"{count.abstaining}人",
        未表态=f"{count.not_voting}人",
        需要=f"{count.need}人",
        结果=count.outcome.phrase,
    )


def _list_of(people: Sequence[Nominee]) -> str:
    several = len(people) > 1
    return "\n".join(
        f"{f'{number}.' if several else ''}{person_in_words(person)}。"
        for number, person in enumerate(people, start=1)
    )
