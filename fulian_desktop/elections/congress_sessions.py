"""The sessions of a congress: their agendas and timings as data, their titles by rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.elections.congress_path import PATHS
from fulian_desktop.meetings.clock_times import clock_time
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.elections.congress_records import Congress
    from fulian_desktop.meetings.session_operations import PartDraft
    from fulian_desktop.rules.rule_pack import RulePack

SESSIONS = PATHS / "sessions.toml"
_ROUND_TO = 5


@dataclass(frozen=True)
class ItemRule:
    """An item of a session's usual agenda; `presenter` names an office, `part` a part of the script."""

    kind: AgendaKind
    title: str
    part: str
    presenter: str
    method: DecisionMethod
    minutes: int


@dataclass(frozen=True)
class SessionRule:
    """A session's usual agenda, who presides, and minutes of pause before it."""

    kind: MeetingKind
    after: int
    presiding: str
    items: tuple[ItemRule, ...]

    @property
    def minutes(self) -> int:
        """Return how long it takes."""
        return sum(item.minutes for item in self.items)


@cache
def session_rules() -> tuple[SessionRule, ...]:
    """Return the sessions in the order in which they are held."""
    plain = tomllib.loads(SESSIONS.read_text(encoding="utf-8"))
    return tuple(
        SessionRule(
            MeetingKind(one["kind"]),
            one["after"],
            one["presiding"],
            tuple(_item(item) for item in one["item"]),
        )
        for one in plain["session"]
    )


def starts(congress: Congress) -> dict[MeetingKind, str]:
    """Return when each session begins on the day of the congress: "09:20", rounded up to five minutes."""
    read = clock_time(congress.plan.time)
    if read is None:
        return {rule.kind: "" for rule in session_rules()}
    moment = datetime.combine(date.fromisoformat(congress.plan.day), read)
    found = {}
    for rule in session_rules():
        moment += timedelta(minutes=rule.after)
        found[rule.kind] = f"{moment:%H:%M}"
        moment += timedelta(minutes=-(-rule.minutes // _ROUND_TO) * _ROUND_TO)
    return found


def agenda_of(rule: SessionRule, congress: Congress, presenters: Mapping[str, str]) -> list[PartDraft]:
    """Return the agenda of a session with names put in for the offices that present items."""
    words = {
        "{上届}": ordinal(congress.outgoing_number, "届"),
        "{新届}": ordinal(congress.number, "届"),
        "{大会}": congress.short_title,
    }
    drafts: list[PartDraft] = []
    for item in rule.items:
        title = item.title
        for blank, word in words.items():
            title = title.replace(blank, word)
        draft = AgendaDraft(
            item.kind,
            title,
            presenter=presenters.get(item.presenter, ""),
            minutes=item.minutes,
            method=item.method,
        )
        drafts.append((draft, item.part))
    return drafts


def titles(congress: Congress, kind: MeetingKind, number: int, federation: str) -> tuple[str, str]:
    """Return the short and the full title of a session.

    第八次妇女代表大会预备会议; 三合村第八次妇女代表大会主席团第一次会议; 第八届执委会第一次会议.
    """
    if kind is MeetingKind.COMMITTEE_FIRST:
        term = ordinal(congress.number, "届")
        return f"{term}执委会第一次会议", f"{federation}{term}执行委员会第一次会议"
    tail = {
        MeetingKind.PREPARATORY: "预备会议",
        MeetingKind.PRESIDIUM: f"主席团{ordinal(number, '次')}会议",
        MeetingKind.PLENARY: "第一次全体会议",
        MeetingKind.ELECTION: "第一次全体会议（选举）",
        MeetingKind.CLOSING: "第二次全体会议（闭幕）",
    }[kind]
    return f"{congress.short_title}{tail}", f"{congress.title}{tail}"


def congress_title(federation: str, number: int, *, women_first: bool = False) -> str:
    """Return the title of a congress: 三合村第八次妇女代表大会, or 三合村妇女第八次代表大会 (women_first)."""
    place = federation.removesuffix("妇女联合会").removesuffix("妇联")
    ordinal_word = ordinal(number, "次")
    return f"{place}妇女{ordinal_word}代表大会" if women_first else f"{place}{ordinal_word}妇女代表大会"


def kinds_to_prepare(present: Sequence[MeetingKind], *, new_term: bool) -> tuple[SessionRule, ...]:
    """Return the sessions that do not exist yet; the committee's first one only once the new term began."""
    return tuple(
        rule
        for rule in session_rules()
        if rule.kind not in present and (new_term or rule.kind is not MeetingKind.COMMITTEE_FIRST)
    )


def _item(plain: dict[str, Any]) -> ItemRule:
    return ItemRule(
        AgendaKind(plain["kind"]),
        plain["title"],
        plain.get("part", ""),
        plain.get("presenter", ""),
        DecisionMethod(plain.get("method", "none")),
        plain["minutes"],
    )


def rules_of(kind: MeetingKind, pack: RulePack) -> RulePack:
    """Return the rules a session shows hands by: the federation's numbers, named after who votes there."""
    if not kind.is_of_congress:
        return pack
    body = "主席团会议" if kind is MeetingKind.PRESIDIUM else "代表大会"
    whole = "主席团全体成员" if kind is MeetingKind.PRESIDIUM else "有表决权的代表"
    return replace(
        pack,
        id=f"congress-{pack.id}",
        name=f"{body}表决规则",
        source=f"人数算法与本会执委会会议相同（{pack.name}）；大会通过了自己的办法时，以大会的办法为准",
        notes=f"应到按{whole}计算，请假和缺席的人也在内；列席和特邀的人不算。",
    )
