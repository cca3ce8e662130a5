"""What a meeting in preparation still lacks. Pure rules over the meeting's facts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaKind, Missing
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import MeetingFacts, Nominee
    from fulian_desktop.seats.records import Term


def missing(facts: MeetingFacts, term: Term) -> tuple[Missing, ...]:
    """Return what is missing, the blocking things first; each says in words what to do about it."""
    found = [
        *_missing_in_plan(facts),
        *_outside_term(facts, term),
        *_missing_in_agenda(facts),
        *_overtaken_nominees(facts),
        *_missing_of_nominees(facts),
    ]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def _missing_in_plan(facts: MeetingFacts) -> list[Missing]:
    found = []
    if not facts.day:
        found.append(Missing("开会日期没有填", "plan", blocks=True))
    if not facts.time:
        found.append(Missing("开会时间没有填", "plan", blocks=False))
    if not facts.place:
        found.append(Missing("会议地点没有填", "plan", blocks=False))
    if facts.chair is None:
        found.append(Missing("主持人没有定", "plan", blocks=True))
    if facts.minute_taker is None:
        found.append(Missing("记录人没有定", "plan", blocks=True))
    if not facts.entitled:
        found.append(_nobody_entitled(facts))
    return found


def _nobody_entitled(facts: MeetingFacts) -> Missing:
    sentence = {
        MeetingKind.PRESIDIUM: "主席团成员还没有定，应到是 0",
        MeetingKind.COMMITTEE: "席位上还没有人，应到是 0",
        MeetingKind.COMMITTEE_FIRST: "席位上还没有人，应到是 0",
    }.get(facts.kind, "还没有确认的代表，应到是 0")
    return Missing(sentence, "congress" if facts.kind.is_of_congress else "seats", blocks=True)


def _outside_term(facts: MeetingFacts, term: Term) -> list[Missing]:
    if facts.day and facts.day > term.last_day:
        return [Missing(f"开会日期 {facts.day} 已过本届届满日 {term.last_day}", "plan", blocks=False)]
    if facts.day and facts.day < term.first_day:
        return [Missing(f"开会日期 {facts.day} 早于本届开始日 {term.first_day}", "plan", blocks=False)]
    return []


def _overtaken_nominees(facts: MeetingFacts) -> list[Missing]:
    """Name nominees who took a seat, or whose seat was taken, after they were nominated."""
    sentences = (_overtaken(facts, nominee) for nominee in facts.nominees)
    return [Missing(sentence, "nominees", blocks=True) for sentence in sentences if sentence]


def _overtaken(facts: MeetingFacts, nominee: Nominee) -> str:
    for member in facts.entitled:
        if member.person_id == nominee.person_id:
            return f"{nominee.name} 已经是第{member.seat_number}席的执委，请从人选里去掉"
        if member.seat_number == nominee.seat_number:
            return f"{nominee.name} 的席位 {nominee.seat_number} 已由{member.name}任职，请去掉后重新加入"
    return ""


def _missing_in_agenda(facts: MeetingFacts) -> list[Missing]:
    found = []
    if not facts.numbered_items:
        found.append(Missing("议程里还没有编号的议项", "agenda", blocks=True))
    found.extend(
        Missing(f"“{item.title}”由谁来讲没有填", "agenda", blocks=False)
        for item in facts.numbered_items
        if item.kind in (AgendaKind.WORK_REPORT, AgendaKind.SPEECH) and not item.presenter
    )
    elects = any(item.kind is AgendaKind.BY_ELECTION for item in facts.agenda)
    if elects and not facts.basis:
        found.append(Missing("增补的依据没有填", "plan", blocks=False))
    if elects and not facts.nominees:
        found.append(Missing("增补执委还没有人选", "nominees", blocks=True))
    if facts.nominees and not elects:
        found.append(Missing("有增补人选，但议程里没有“增补执委”", "agenda", blocks=True))
    return found


def _missing_of_nominees(facts: MeetingFacts) -> list[Missing]:
    names = Counter(nominee.name for nominee in facts.nominees)
    return [
        Missing(sentence, f"person:{nominee.person_id}", blocks=False)
        for nominee in facts.nominees
        for applies, sentence in (
            (not nominee.resume, f"{nominee.name} 的简历没有填"),
            (not nominee.born, f"{nominee.name} 的出生年月没有填"),
            (names[nominee.name] > 1, f"两位人选同名“{nominee.name}”，请在备注里区分"),
        )
        if applies
    ]
