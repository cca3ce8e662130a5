"""The facts of a meeting as text, the form in which they are frozen into the data file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import (
    AgendaItem,
    AgendaKind,
    DecisionMethod,
    EntitledMember,
    MeetingFacts,
    Nominee,
    Observer,
    Officer,
    RosterLine,
)
from fulian_desktop.meetings.session_kinds import MeetingKind, SessionFacts
from fulian_desktop.rules.rule_pack import RulePack

# Kept in a form of their own, or not at all: the frozen agenda is the adopted one.
_OTHERWISE = frozenset(
    {
        "chair",
        "minute_taker",
        "agenda",
        "nominees",
        "entitled",
        "observers",
        "rule_pack",
        "adopted",
        "skipped",
        "session",
    }
)


def facts_to_text(facts: MeetingFacts) -> str:
    """Return the facts as JSON with sorted keys, so that equal facts give equal text."""
    plain: dict[str, Any] = {key: value for key, value in vars(facts).items() if key not in _OTHERWISE}
    plain["chair"] = None if facts.chair is None else asdict(facts.chair)
    plain["minute_taker"] = None if facts.minute_taker is None else asdict(facts.minute_taker)
    plain["agenda"] = [
        asdict(item) | {"kind": item.kind.value, "method": item.method.value} for item in facts.adopted_agenda
    ]
    for name in ("nominees", "entitled", "observers"):
        plain[name] = [asdict(record) for record in getattr(facts, name)]
    plain["rule_pack"] = facts.rule_pack.to_text()
    if facts.session is not None:
        plain["session"] = asdict(facts.session) | {"kind": facts.session.kind.value}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=16)
def facts_from_text(text: str) -> MeetingFacts:
    """Return the facts frozen as `text`; read once, because what is frozen never changes.

    Raises:
        UserFacingError: the text was damaged or edited behind the program's back.
    """
    try:
        return _facts(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise UserFacingError(
            f"会议开会时的记录读不出来，资料文件被别的程序改动过（{error}）。",
            advice=("请打开最近的一份备份，核对这次会议的记录。",),
        ) from error


def _facts(plain: dict[str, Any]) -> MeetingFacts:
    for name in ("chair", "minute_taker"):
        plain[name] = None if plain[name] is None else Officer(**plain[name])
    plain["agenda"] = tuple(_agenda_item(item) for item in plain["agenda"])
    plain["nominees"] = tuple(
        Nominee(**nominee | {"resume": tuple((period, line) for period, line in nominee["resume"])})
        for nominee in plain["nominees"]
    )
    plain["entitled"] = tuple(EntitledMember(**member) for member in plain["entitled"])
    plain["observers"] = tuple(Observer(**observer) for observer in plain["observers"])
    plain["rule_pack"] = RulePack.from_text(plain["rule_pack"])
    if "session" in plain:
        plain["session"] = _session(plain["session"])
    return MeetingFacts(**plain)


def _session(plain: dict[str, Any]) -> SessionFacts:
    pairs = {name: tuple((first, second) for first, second in plain[name]) for name in ("blanks", "parts")}
    return SessionFacts(**plain | pairs | {"kind": MeetingKind(plain["kind"])})


def _agenda_item(plain: dict[str, Any]) -> AgendaItem:
    """Return an agenda item; meetings of the first schema kept show_of_hands in place of the method."""
    kind = AgendaKind(plain["kind"])
    if "show_of_hands" in plain:
        hands = plain.pop("show_of_hands")
        plain["method"] = "show_of_hands" if hands else "none"
    return AgendaItem(**plain | {"kind": kind, "method": DecisionMethod(plain["method"])})


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a frozen text, which the journal keeps."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def roster_to_text(lines: tuple[RosterLine, ...]) -> str:
    """Return the closing roster as JSON."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False, sort_keys=True)


def roster_from_text(text: str) -> tuple[RosterLine, ...]:
    """Return the closing roster frozen as `text`."""
    return tuple(RosterLine(**line) for line in json.loads(text))
