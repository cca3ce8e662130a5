"""The course of a congress: every session with its start, place and agenda, also those not made yet. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.elections import congress_sessions
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.congress_records import Congress
    from fulian_desktop.meetings.records import Meeting


@dataclass(frozen=True)
class PlannedSession:
    """A session as delegates are told of it: 预备会议, its ISO day, "08:30", its place and numbered items."""

    kind: MeetingKind
    title: str
    day: str
    time: str
    place: str
    items: tuple[str, ...]


def planned_sessions(
    congress: Congress, recorded: Sequence[tuple[Meeting, tuple[str, ...]]]
) -> tuple[PlannedSession, ...]:
    """Return the sessions in the order in which they are held.

    Args:
        congress: the congress.
        recorded: its sessions with their numbered items; those missing stand as they are usually held.
    """
    found = [
        _planned(congress, one.kind, one.title, (one.plan.day, one.plan.time, one.plan.place), items)
        for one, items in recorded
    ]
    starts = congress_sessions.starts(congress)
    made = {one.kind for one, _ in recorded}
    for rule in congress_sessions.session_rules():
        if rule.kind not in made:
            title, _ = congress_sessions.titles(congress, rule.kind, 1, "")
            items = tuple(draft.title for draft, _ in congress_sessions.agenda_of(rule, congress, {}))
            where = (congress.plan.day, starts[rule.kind], congress.plan.place)
            found.append(_planned(congress, rule.kind, title, where, items))
    order = list(MeetingKind)
    return tuple(
        sorted(found, key=lambda one: (one.day or "9999", one.time or "99:99", order.index(one.kind)))
    )


def _planned(
    congress: Congress, kind: MeetingKind, title: str, where: tuple[str, str, str], items: tuple[str, ...]
) -> PlannedSession:
    return PlannedSession(kind, title.removeprefix(congress.short_title), *where, items)
