"""Until when a passed list may be passed anew: until ballots of the round are out, or its count began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.elections.count_records import CustodyEvent, CustodyKind
from fulian_desktop.elections.count_store import CountStore
from fulian_desktop.elections.custody_operations import figures_of
from fulian_desktop.elections.journal_fields import as_fields

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import Round
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

VOIDED = "候选人名单重新通过，原来印的选票全部作废"


def under_way(database: Database, reader: ElectionReader, one: Round) -> str:
    """Return why the lists of a round are fixed, empty while its ballots are not out."""
    issued = any(
        event.kind is CustodyKind.ISSUED and not event.is_withdrawn and event.withdraws_id is None
        for event in reader.rounds.events(one.id)
    )
    if issued:
        return f"第 {one.number} 轮的选票已经发出"
    return f"第 {one.number} 轮已经开始计票" if CountStore(database).counts(one.id) else ""


def void_printed(reader: ElectionReader, journal: Journal, round_id: int) -> int:
    """Record that every ballot printed for a round so far is void; return how many, 0 for none.

    The numbers of custody stay true: the void ones count as spoiled, and those printed next are added.
    """
    figures = figures_of(reader.rounds.events(round_id), 0)
    number = (figures.printed or 0) - (figures.spoiled or 0) - (figures.unused or 0)
    if number <= 0:
        return 0
    at = journal.stamp()
    kind = CustodyKind.SPOILED
    event = CustodyEvent(0, round_id, kind, number, at, (), VOIDED, None, at, journal.user)
    event_id = reader.rounds.add_event(event)
    journal.record(kind.phrase, "custody_event", event_id, new=as_fields(event))
    return number
