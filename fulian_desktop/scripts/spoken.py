"""How facts, numbers and verdicts are said aloud: the values of a script's blanks. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date, parse_iso_birth, spoken_time
from fulian_desktop.chinese.numerals import chinese_number, ordinal, people_count_spoken, spoken_count
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.rules import verdicts
from fulian_desktop.rules.rule_pack import ABSTAINING, AGAINST, IN_FAVOUR
from fulian_desktop.rules.thresholds import Base, Threshold
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.placeholders import CONGRESS_BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fulian_desktop.meetings.attendance import Attendance
    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts, Nominee
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.rules.verdicts import Verdict
    from fulian_desktop.votes.records import Motion, VoteCount

BLANK = "____"
_SHARES = {
    Threshold.MORE_THAN_HALF: ("超过", "的半数"),
    Threshold.AT_LEAST_HALF: ("达到", "的半数"),
    Threshold.MORE_THAN_TWO_THIRDS: ("超过", "的三分之二"),
    Threshold.AT_LEAST_TWO_THIRDS: ("达到", "的三分之二"),
}
_TITLES = re.compile(
    "(主席|书记|主任|部长|镇长|乡长|局长|所长|会长|组长|院长|校长|老师|同志|委员|女士|先生|领导|代表|家庭)$"
)
_NOBODY_NAMED = {
    AgendaKind.WORK_REPORT: "报告人",
    AgendaKind.SPEECH: "到会领导",
    AgendaKind.RESOLUTION_READING: "宣读的同志",
    AgendaKind.COMMENDATION: "宣读的同志",
    AgendaKind.READING: "宣读的同志",
}
_PERIOD = re.compile(
    r"(\d{4})[.年/-](\d{1,2})月?\s*(?:[—–~～-]+|至|到)?\s*(?:(\d{4})[.年/-](\d{1,2})月?|(?:至今|今))?"
)


@dataclass(frozen=True)
class RollCall:
    """Who came: numbers of members, those who may vote, and whether there is a quorum."""

    entitled: int
    present: int
    voters: int
    excused: int
    absent: int
    met: bool
    short_by: int

    @property
    def taken(self) -> bool:
        """Return whether anybody was marked present."""
        return self.present > 0

    @classmethod
    def of(cls, attendance: Attendance, facts: MeetingFacts, *, closed: bool) -> RollCall:
        """Return the roll call now, or of everybody who came once the meeting is closed."""
        pack = facts.rule_pack
        came = [one.person_id for one in attendance.attended] if closed else attendance.present_ids
        present = len(came)
        silent_chair = not pack.chair_votes and facts.chair is not None and facts.chair.person_id in came
        quorum = verdicts.quorum(pack, attendance.entitled, present)
        excused, absent = len(attendance.excused), len(attendance.absent)
        return cls(
            attendance.entitled,
            present,
            present - silent_chair,
            excused,
            absent,
            quorum.met,
            quorum.short_by,
        )

    @classmethod
    def of_everybody(cls, facts: MeetingFacts) -> RollCall:
        """Return the roll call of a meeting to which all came, for trying a wording out."""
        pack, entitled = facts.rule_pack, len(facts.entitled)
        quorum = verdicts.quorum(pack, entitled, entitled)
        silent_chair = not pack.chair_votes and facts.chair is not None
        return cls(entitled, entitled, entitled - silent_chair, 0, 0, quorum.met, quorum.short_by)


def listed(names: Sequence[str]) -> str:
    """Return names as they are read out: 表彰先进、交流和座谈."""
    return "和".join(filter(None, ("、".join(names[:-1]), *names[-1:])))


def meeting_values(facts: MeetingFacts, roll_call: RollCall | None) -> dict[str, str]:
    """Return the values that hold anywhere; before the roll was called, who came is a line to write on."""
    entitled, pack = len(facts.entitled), facts.rule_pack
    quorum = pack.quorum.need(entitled)
    voters = roll_call.voters if roll_call is not None and roll_call.taken else None
    base = entitled if pack.majority_base is Base.ENTITLED else voters
    return (
        {
            "妇联": facts.federation_short,
            "妇联全称": facts.federation,
            "上级": facts.superior or "上级妇联",
            "会议简称": facts.title,
            "会议全称": facts.full_title,
            "届": ordinal(facts.term_number, "届"),
            "次": ordinal(facts.session_number, "次"),
            "日期": _day(facts.day),
            "时间": spoken_time(time.fromisoformat(facts.time)) if facts.time else "现在",
            "地点": facts.place or "本会场",
            "主持人": facts.chair.name if facts.chair else BLANK,
            "主持人职务": f"{facts.chair.post}{facts.chair.name}" if facts.chair else BLANK,
            "记录人": facts.minute_taker.name if facts.minute_taker else BLANK,
            "列席名单": "、".join(f"{one.role}{_with_title(one.name)}" for one in facts.observers),
            "席位数": spoken_count(facts.seat_count, "个"),
            "空缺数": spoken_count(facts.vacant_count, "个"),
            "应到": people_count_spoken(entitled),
            "法定": people_count_spoken(quorum),
            "法定办法": f"应到人数的{pack.quorum.phrase}",
            "需要": BLANK if base is None else people_count_spoken(pack.majority.need(base)),
            "通过办法": "".join(
                (
                    _SHARES[pack.majority][0],
                    _base_words(pack, facts.kind.member_word),
                    _SHARES[pack.majority][1],
                )
            ),
            "议项数": spoken_count(sum(item.numbered for item in facts.adopted_agenda), "项"),
            "附带议项": listed([item.title for item in facts.adopted_agenda if not item.numbered]),
        }
        | _roll_call_values(entitled, roll_call)
        | _session_values(facts)
    )


def _session_values(facts: MeetingFacts) -> dict[str, str]:
    """Return the values of a session of a congress; elsewhere they are lines to write on."""
    unknown = {blank.name: BLANK for blank in CONGRESS_BLANKS}
    return unknown | (dict(facts.session.blanks) if facts.session is not None else {})


def _roll_call_values(entitled: int, roll_call: RollCall | None) -> dict[str, str]:
    if roll_call is None or not roll_call.taken:
        written = f"应到{people_count_spoken(entitled)}，实到{BLANK}人，请假{BLANK}人"
        return {
            "实到": f"{BLANK}人",
            "请假": f"{BLANK}人",
            "缺席": f"{BLANK}人",
            "还差人数": f"{BLANK}人",
            "到会情况": written,
        }
    said = [f"应到{people_count_spoken(roll_call.entitled)}", f"实到{people_count_spoken(roll_call.present)}"]
    away = (("请假", roll_call.excused), ("缺席", roll_call.absent))
    said += [f"{word}{people_count_spoken(number)}" for word, number in away if number]
    return {
        "应到": people_count_spoken(roll_call.entitled),
        "实到": people_count_spoken(roll_call.present),
        "请假": people_count_spoken(roll_call.excused),
        "缺席": people_count_spoken(roll_call.absent),
        "还差人数": people_count_spoken(roll_call.short_by),
        "到会情况": "，".join(said),
    }


def item_values(facts: MeetingFacts, item: AgendaItem, motion: Motion | None) -> dict[str, str]:
    """Return the values of an agenda item, and of the question put to the vote in it."""
    chair = facts.chair.name if facts.chair else ""
    by_chair = speaks_herself(facts, item)
    presenter = _presenter(item) if item.presenter else (chair if by_chair else "")
    named = _with_title(presenter) if presenter else _NOBODY_NAMED.get(item.kind, "有关同志")
    values = {
        "序号": chinese_number(item.number) if item.numbered else "",
        "议项": item.title,
        "议题": motion.question if motion else item.title,
        "报告人": named,
        "请报告人": "由我" if by_chair else f"请{named}",
        "内容": _one_line(item.details),
        "计划时间": spoken_count(item.minutes, "分钟") if item.minutes else "",
    }
    if item.kind is not AgendaKind.BY_ELECTION:
        return values
    return (
        values
        | {"依据": _one_line(facts.basis)}
        | nominees_values(motion.nominees if motion else facts.nominees)
    )


def nominees_values(nominees: Sequence[Nominee]) -> dict[str, str]:
    """Return the values that name the nominees a question is about."""
    several = len(nominees) > 1
    number = spoken_count(len(nominees), "位")
    return {
        "人选名单": "、".join(one.name for one in nominees) or BLANK,
        "人选人数": spoken_count(len(nominees), "名") if nominees else f"{BLANK}名",
        "人选称呼": f"这{number}人选" if several else "这位人选",
        "当选称呼": f"新当选的{number}执委" if several else "新当选的执委",
    }


def nominee_values(nominee: Nominee) -> dict[str, str]:
    """Return the values that introduce one nominee; what is not filled in is not mentioned."""
    parts = (
        nominee.name,
        nominee.sex,
        nominee.ethnicity,
        f"{_birth(nominee.born)}出生" if nominee.born else "",
        f"{nominee.education.removesuffix('学历')}学历" if nominee.education else "",
        nominee.political_status,
        f"现任{nominee.unit_post}" if nominee.unit_post else "",
    )
    return {
        "姓名": nominee.name,
        "人选介绍": "，".join(part for part in parts if part),
        "简历": "；".join(_resume_line(period, text) for period, text in nominee.resume),
        "席位": str(nominee.seat_number),
    }


def count_values(pack: RulePack, count: VoteCount, verdict: Verdict, member: str = "执委") -> dict[str, str]:
    """Return the values of a count and of what was decided by it."""
    numbers = {"同意": count.in_favour, "不同意": count.against, "弃权": count.abstaining}
    asked = {IN_FAVOUR: "同意", AGAINST: "不同意", ABSTAINING: "弃权"}
    said = [
        f"{asked[hand]}{people_count_spoken(numbers[asked[hand]])}"
        for hand in asked
        if hand in pack.poll_order
    ]
    if count.not_voting:
        said.append(f"未表态{people_count_spoken(count.not_voting)}")
    return {
        **{word: people_count_spoken(number) for word, number in numbers.items()},
        "未表态": people_count_spoken(count.not_voting),
        "需要": people_count_spoken(verdict.need),
        "计票": "，".join(said),
        "结果": verdict.outcome.phrase,
        "结论": conclusion(pack, verdict, member),
    }


def conclusion(pack: RulePack, verdict: Verdict, member: str = "执委") -> str:
    """Return the verdict as the chair says it: 同意人数超过应到执委的半数，通过."""
    if not verdict.quorum.met:
        short = people_count_spoken(verdict.quorum.short_by)
        return f"到会人数没有达到法定人数，还差{short}，表决没有效力，{Outcome.NOT_CARRIED.phrase}"
    reach, share = _SHARES[pack.majority]
    base = _base_words(pack, member)
    if verdict.outcome is not Outcome.NOT_CARRIED:
        return f"同意人数{reach}{base}{share}，{verdict.outcome.phrase}"
    short = people_count_spoken(verdict.short_by)
    if pack.majority.exactly_on_the_line(verdict.have, verdict.base_size):
        line = "一半" if pack.majority.share == (1, 2) else "三分之二"
        return f"同意人数正好是{base}的{line}，没有超过，还差{short}，{verdict.outcome.phrase}"
    return f"同意人数没有{reach}{base}{share}，还差{short}，{verdict.outcome.phrase}"


def blank_result(pack: RulePack) -> str:
    """Return what the printed script shows where a result will be written in by hand."""
    words = {IN_FAVOUR: "同意", AGAINST: "不同意", ABSTAINING: "弃权"}
    hands = "，".join(f"{words[hand]}{BLANK}人" for hand in words if hand in pack.poll_order)
    return f"{hands}。表决结果：{BLANK * 3}。"


def achievements(
    facts: MeetingFacts, decided: Iterable[tuple[Motion, Outcome]], agreed: Sequence[str] = ()
) -> str:
    """Return what a meeting has decided: 增补了丁巧云、苏晓棠两位执委，审议通过了工作报告.

    `agreed` are the titles of what was agreed to without counting.
    """
    added: list[str] = []
    others: list[str] = [f"通过了{title.removeprefix('通过')}" for title in agreed]
    for motion, outcome in decided:
        if outcome is Outcome.NOT_CARRIED:
            continue
        item = facts.item(motion.key.item_id)
        if motion.nominees:
            added += [one.name for one in motion.nominees]
        elif item.kind is AgendaKind.WORK_REPORT:
            others.append("审议通过了工作报告")
        else:
            others.append(f"表决通过了{_ACT.sub('', item.title)}")
    number = spoken_count(len(added), "位") if len(added) > 1 else ""
    first = [f"增补{'、'.join(added)}{f'{number}同志' if number else '同志'}为执委"] if added else []
    return "，".join((*first, *others)) or "对各项议题作了认真的审议和表决"


_ACT = re.compile("^(通过|审议通过|审议|讨论通过|讨论)")
"""What an item's title begins with and what was done with it: 通过了讨论 is not said."""


def speaks_herself(facts: MeetingFacts, item: AgendaItem) -> bool:
    """Return whether the presiding chair presents an item herself."""
    if not item.presenter:
        return item.kind not in _NOBODY_NAMED
    return facts.chair is not None and _presenter(item) == facts.chair.name


def _presenter(item: AgendaItem) -> str:
    return re.sub(r"\s+", "", item.presenter).removesuffix("同志")


def _with_title(name: str) -> str:
    return name if _TITLES.search(name) else f"{name}同志"


def _base_words(pack: RulePack, member: str) -> str:
    if pack.majority_base is Base.ENTITLED:
        return f"应到{member}"
    return f"实到{member}" if pack.chair_votes else f"参加表决的{member}"


def _day(day: str) -> str:
    return paper_date(date.fromisoformat(day)) if day else BLANK


def _birth(born: str) -> str:
    return parse_iso_birth(born).text


def _resume_line(period: str, text: str) -> str:
    found = _PERIOD.fullmatch(period.strip())
    if found is None:
        return "，".join(part for part in (period.strip(), _one_line(text)) if part)
    begin = f"{found[1]}年{int(found[2])}月"
    end = f"{found[3]}年{int(found[4])}月" if found[3] else "今"
    return f"{begin}至{end}，{_one_line(text)}"


def _one_line(text: str) -> str:
    """Return free text on one line, without the full stop the wording sets itself."""
    return "；".join(line.strip() for line in text.splitlines() if line.strip()).rstrip("。；;.")
