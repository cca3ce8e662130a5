"""Turns of phrase that the papers of an election share, and the values of their wordings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.papers import phrases, wording_values
from fulian_desktop.documents.papers.election_figures import body_of, post_word
from fulian_desktop.elections.contests import passing_of
from fulian_desktop.elections.records import ElectionKind
from fulian_desktop.rules.election_pack import Mode
from fulian_desktop.rules.winners import Passing, Standing
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fulian_desktop.documents.papers.election_figures import ElectionFigures, RoundFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.documents.papers.registers import Registers
    from fulian_desktop.documents.papers.wording_values import WordingValues
    from fulian_desktop.elections.count_records import Elected
    from fulian_desktop.rules.winners import Place

_KINDS = {
    ElectionKind.TERM_ELECTION: "换届选举",
    ElectionKind.OFFICERS: "选举主席副主席",
    ElectionKind.REPLACEMENT: "替补执委",
    ElectionKind.ADDITION: "增补执委选举",
    ElectionKind.OFFICER_ADDITION: "增选主席副主席",
    ElectionKind.REMOVAL: "罢免执委",
}
"""The condition of lines that belong to one kind of election."""


def held_at(figures: MeetingFigures, one: ElectionFigures) -> str:
    """Return where it was held: 三合村第八次妇女代表大会, or the full title of a committee's meeting."""
    if one.election.kind is ElectionKind.TERM_ELECTION:
        return body_of(figures.facts, one)
    return figures.facts.full_title


def method(one: ElectionFigures) -> str:
    """Return 无记名投票选举 or 举手表决."""
    return "无记名投票选举" if one.is_secret else "举手表决"


def mode(one: ElectionFigures) -> str:
    """Return 差额选举, 等额选举, or a primary in words."""
    return {Mode.EQUAL: "等额选举", Mode.MORE: "差额选举", Mode.PRIMARY: "差额预选后等额选举"}[one.mode]


def day_of(figures: MeetingFigures, one: ElectionFigures) -> date | None:
    """Return the day the last result was announced, else that of the meeting; None while none is fixed."""
    deciding = one.deciding
    if deciding is not None and deciding.result is not None:
        return date.fromisoformat(deciding.result.at[:10])
    return date.fromisoformat(figures.facts.day) if figures.facts.day else None


def date_of(figures: MeetingFigures, one: ElectionFigures) -> str:
    """Return the same as papers write it; empty while it is not fixed."""
    day = day_of(figures, one)
    return paper_date(day) if day else ""


def names_of(figures: MeetingFigures, one: ElectionFigures) -> tuple[str, ...]:
    """Return all names that must not be torn."""
    names = (
        *phrases.names_of(figures.facts),
        *(each.name for each in one.election.candidates),
        *(each.name for each in one.election.officials),
        *(each.name for each in one.elected),
    )
    return tuple(dict.fromkeys(names))


def elected_in_words(elected: Iterable[Elected]) -> str:
    """Return 主席甲；副主席乙、丙, or the names alone where all have one post."""
    by_post: dict[Post, list[str]] = {}
    for one in elected:
        by_post.setdefault(one.post, []).append(one.name)
    if set(by_post) <= {Post.MEMBER}:
        return phrases.joined(by_post.get(Post.MEMBER, []))
    return "；".join(f"{post_word(post)}{phrases.joined(names)}" for post, names in by_post.items())


def roll_in_words(one: ElectionFigures, each: RoundFigures) -> str:
    """Return 应到代表36人，实到31人，发出选票31张，收回31张，其中有效票29张、无效票2张."""
    told = [f"应到{one.electors}{each.round.entitled}人", f"实到{each.round.present}人"]
    ballots = each.custody
    if ballots.issued is not None:
        told.append(f"发出选票{ballots.issued}张")
    if ballots.returned is not None:
        told.append(f"收回{ballots.returned}张")
    if each.tally is not None and one.is_secret:
        told.append(f"其中有效票{each.tally.valid}张、无效票{each.tally.invalid}张")
    return "，".join(told)


def need_in_words(one: ElectionFigures, each: RoundFigures) -> str:
    """Return what was needed to win a round: 应到36人，过半数即19票, or 以得票多的当选."""
    if each.outcome is None or not each.outcome.parts:
        return ""
    part = each.outcome.parts[0]
    passing = passing_of(each.round.kind, one.election)
    if passing is Passing.MOST_VOTES:
        return "就同票的候选人重新投票，以得票多的当选"
    if passing is Passing.FLOOR:
        return f"以得票多的当选，得票不少于{part.need}票"
    majority = one.election.pack.majority.phrase
    return f"{part.base.phrase}{part.base_size}{part.base.unit}，{majority}即{part.need}票"


def votes_in_words(each: RoundFigures) -> str:
    """Return who got how many, most votes first, those written in and those not elected included."""
    if each.outcome is None:
        return ""
    parts = each.outcome.parts
    told = []
    for part in parts:
        word = post_word(Post(part.post)) if len(parts) > 1 else ""
        told.append(word + "、".join(_votes(place) for place in part.places))
    return "；".join(told)


def _votes(place: Place) -> str:
    other = "（另选人）" if not place.number else ""
    tied = "（同票）" if place.standing is Standing.TIED else ""
    return f"{place.name}{other}{place.in_favour}票{tied}"


def values_of(figures: MeetingFigures, one: ElectionFigures, registers: Registers) -> WordingValues:
    """Return the values of an election's wordings, on top of those of its meeting."""
    words = wording_values.of_meeting(figures, registers)
    rounds = [each for each in one.rounds if each.result is not None]
    removed = phrases.joined([each.name for each in one.listed])
    values = {
        **words.values,
        "届": one.committee,
        "日期": date_of(figures, one),
        "大会": held_at(figures, one),
        "选举事项": one.election.title,
        "选举方式": mode(one),
        "投票方式": "无记名投票" if one.is_secret else "举手表决",
        "选举职务": one.what,
        "应选名额": f"{one.election.seats}名",
        "候选名单": phrases.joined([each.name for each in one.listed]),
        "候选人数": f"{len(one.listed)}名" if one.listed else "",
        "罢免对象": removed,
        "到会和选票": "\n".join(_of_round(one, each, roll_in_words(one, each)) for each in rounds),
        "得票情况": "\n".join(_of_round(one, each, votes_in_words(each)) for each in rounds),
        "当选": elected_in_words(one.by_strokes),
        "当选人数": f"{len(one.elected)}名" if one.elected else "",
        "空缺名额": f"{one.end[0]}名" if one.end and one.end[0] else "",
        "空缺说明": one.end[1].strip().rstrip("。") if one.end else "",
    }
    holds = set(words.conditions) | {_KINDS[one.election.kind]}
    holds.add("有空缺" if values["空缺名额"] else "没有空缺")
    holds.add("不是罢免" if not one.is_removal else "是罢免")
    holds -= {"一人", "多人"}
    holds.add("一人" if len(one.elected) == 1 else "多人")
    return wording_values.WordingValues(values, frozenset(holds))


def _of_round(one: ElectionFigures, each: RoundFigures, words: str) -> str:
    several = sum(1 for every in one.rounds if every.result is not None) > 1
    invalid = "" if each.result is None or each.result.valid else "，选举无效"
    head = f"第{each.round.number}轮（{each.round.kind.phrase}{invalid}）：" if several else ""
    return f"{head}{words}。" if words else f"{head}没有计票{invalid}。"
