"""What the meetings page says of a meeting, as words: pure functions over the records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date, screen_date, weekday
from fulian_desktop.meetings.records import AgendaKind, MeetingState
from fulian_desktop.rules.rule_pack import POLL_WORDS
from fulian_desktop.rules.thresholds import Base
from fulian_desktop.seats.records import Ending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.meetings.records import AgendaItem, Meeting, MeetingFacts, MeetingPlan, Nominee
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.seats.records import SeatBoard
    from fulian_desktop.votes.records import MotionKey, VoteCount

DOT = "·"
_LEFT: Mapping[Ending | None, str] = {
    Ending.LAPSE: "职务自行卸免",
    Ending.RESIGNATION: "辞去职务",
    Ending.REMOVAL: "被罢免职务",
    Ending.TRANSFER: "调离，不再担任职务",
    Ending.DEATH: "病故",
}
_DOING: Mapping[AgendaKind, str] = {
    AgendaKind.BY_ELECTION: "主持",
    AgendaKind.WORK_REPORT: "作报告",
    AgendaKind.RESOLUTION_READING: "宣读",
    AgendaKind.SPEECH: "讲话",
    AgendaKind.COMMENDATION: "宣读决定和名单",
    AgendaKind.DISCUSSION: "主持",
    AgendaKind.OTHER: "主讲",
}


def when(plan: MeetingPlan) -> str:
    """Return 2026年3月6日 星期五 09:30, or what is known of it."""
    if not plan.day:
        return "日期未定"
    day = date.fromisoformat(plan.day)
    return f"{paper_date(day)} {weekday(day)}{f' {plan.time}' if plan.time else ''}"


def when_short(plan: MeetingPlan) -> str:
    """Return 3月6日 星期五 09:30."""
    if not plan.day:
        return "日期未定"
    return f"{screen_date(date.fromisoformat(plan.day))}{f' {plan.time}' if plan.time else ''}"


def heading(facts: MeetingFacts, meeting: Meeting) -> str:
    """Return the line below the title: state once it was opened, when, where, who presides, who writes."""
    opened = meeting.state is not MeetingState.PREPARING
    parts = [meeting.state.phrase, when(meeting.plan)] if opened else [when(meeting.plan)]
    if facts.place:
        parts.append(facts.place)
    parts.append(f"主持 {facts.chair.name}" if facts.chair else "主持人未定")
    parts.append(f"记录 {facts.minute_taker.name}" if facts.minute_taker else "记录人未定")
    return DOT.join(parts)


def planned_minutes(items: Sequence[AgendaItem]) -> str:
    """Return 4 项·约 80 分钟: numbered items and the time planned for all."""
    numbered = sum(1 for item in items if item.numbered)
    total = sum(item.minutes or 0 for item in items)
    return f"{numbered} 项{DOT}约 {total} 分钟" if total else f"{numbered} 项"


def minutes_of(item: AgendaItem) -> str:
    """Return 20 分, or 自由 for an open-ended item."""
    return f"{item.minutes} 分" if item.minutes else "自由"


def second_line(item: AgendaItem) -> str:
    """Return who does what in an item: 沈丽华 主持·一并表决."""
    if item.presenter:
        words = f"{item.presenter} {_DOING[item.kind]}"
    else:
        words = item.details.splitlines()[0] if item.details else ""
    if item.kind is AgendaKind.BY_ELECTION and item.show_of_hands:
        way = "一并表决" if item.bundled else "逐人表决"
        words = f"{words}{DOT}{way}" if words else way
    return words


def nominee_count(count: int, vacant: int) -> str:
    """Return 2 名，等额, or how many vacancies are left without a nominee."""
    if count == 0:
        return f"空缺 {vacant} 席"
    if count == vacant:
        return f"{count} 名，等额"
    return f"{count} 名，空缺 {vacant} 席"


def seat_before(nominee: Nominee) -> str:
    """Return 补席位 9（原 周美琴）."""
    former = f"（原 {nominee.former_holder}）" if nominee.former_holder else ""
    return f"补席位 {nominee.seat_number}{former}"


def nominee_gaps(nominee: Nominee) -> tuple[str, ...]:
    """Return what papers lack of a nominee, in words for the lamp."""
    facts = (
        ("出生年月没有填", nominee.born),
        ("简历没有填", nominee.resume),
        ("现任职务没有填", nominee.unit_post),
        ("民族没有填", nominee.ethnicity),
        ("政治面貌没有填", nominee.political_status),
        ("学历没有填", nominee.education),
    )
    return tuple(words for words, filled in facts if not filled)


def basis_from(board: SeatBoard) -> str:
    """Return the basis of a by-election as the recorded departures give it, to be read over by the user."""
    told = []
    for seat in board.vacant:
        former = seat.former
        if former is None or former.ended_by not in _LEFT:
            continue
        words = _LEFT[former.ended_by].replace("职务", f"{former.post.phrase}职务")
        cause = former.cause if former.cause and former.cause not in words else ""
        told.append(f"{former.person_name}同志{f'因{cause}，' if cause else ''}{words}")
    return "；".join(told)


def majority_words(pack: RulePack, entitled: int) -> tuple[str, str]:
    """Return the number of votes needed and of whom it is taken: ("7", "超过应到的半数")."""
    of = f"{pack.majority_base.phrase}的{pack.majority.phrase}"
    if pack.majority_base is Base.ENTITLED:
        return str(pack.majority.need(entitled)), of
    fewest, most = pack.majority.need(pack.quorum.need(entitled)), pack.majority.need(entitled)
    return (str(most) if fewest == most else f"{fewest}–{most}"), f"{of}，看当时到多少人"


def poll_words(pack: RulePack) -> str:
    """Return how hands are asked for, in one line."""
    order = "、".join(POLL_WORDS[hand] for hand in pack.poll_order)
    asked = "弃权也要问" if pack.abstention_polled else f"只问{order}"
    bundled = "人选可以一并表决" if pack.bundled_vote_allowed else "人选逐人表决"
    return f"{asked}；{bundled}"


def differences(pack: RulePack, other: RulePack, entitled: int) -> tuple[str, ...]:
    """Return the lines in which `other` differs from `pack` at this number entitled."""
    mine = set(pack.in_words(entitled))
    found = [line for line in other.in_words(entitled)[1:] if line not in mine]
    if pack.quorum is not other.quorum and not any(line.startswith("到会") for line in found):
        found.insert(0, f"到会：{other.quorum.phrase}，这个人数下同样是 {other.quorum.need(entitled)} 人")
    return tuple(found)


def result_words(count: VoteCount) -> str:
    """Return 通过：同意 10，弃权 1."""
    parts = [f"同意 {count.in_favour}"]
    for words, number in (
        ("不同意", count.against),
        ("弃权", count.abstaining),
        ("未表态", count.not_voting),
    ):
        if number:
            parts.append(f"{words} {number}")
    return f"{count.outcome.phrase}：{'，'.join(parts)}"


def counts_of_item(counts: Mapping[MotionKey, VoteCount], item_id: int) -> list[VoteCount]:
    """Return the standing counts of one agenda item, in the order they were taken."""
    found = [count for key, count in counts.items() if key.item_id == item_id]
    return sorted(found, key=lambda count: count.id)


def votes_in_short(facts: MeetingFacts, counts: Mapping[MotionKey, VoteCount]) -> str:
    """Return 增补执委 通过；工作报告 一致通过, or how many votes are planned."""
    told = []
    for item in facts.agenda:
        of_item = counts_of_item(counts, item.id)
        if of_item:
            outcomes = dict.fromkeys(count.outcome.phrase for count in of_item)
            told.append(f"{item.title} {'、'.join(outcomes)}")
    if told:
        return "；".join(told)
    planned = sum(1 for item in facts.agenda if item.show_of_hands)
    return f"要表决 {planned} 项" if planned else "没有表决"
