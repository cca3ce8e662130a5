"""What a meeting leaves undecided; it is closed so only with a reason, as in OneGov GEVER."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.minutes_records import ClosingReason
from fulian_desktop.meetings.minutes_store import MinutesStore
from fulian_desktop.meetings.records import AgendaKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

Answered = tuple[int, int | None]
"""Agenda item, and nominee in a vote person by person: a question that was counted or agreed to."""


class UndecidedItems(UserFacingError):
    """A meeting cannot be closed without a reason, because questions on its agenda are undecided."""


class ClosingRule:
    """Finds the undecided items of a meeting and keeps the reason for closing it nevertheless."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._journal = journal
        self._store = MinutesStore(database)

    def undecided(self, meeting_id: int, facts: MeetingFacts) -> tuple[AgendaItem, ...]:
        """Return the items that ask a question not decided; skipped ones have a reason already."""
        return undecided_items(
            facts, self._store.answered(meeting_id), self._store.voted_one_by_one(meeting_id)
        )

    def allow(self, meeting_id: int, facts: MeetingFacts, reason: str) -> None:
        """Let a meeting be closed; the reason is kept when something is undecided.

        Raises:
            UndecidedItems: something is undecided and no reason was given.
        """
        titles = tuple(item.title for item in self.undecided(meeting_id, facts))
        if not titles:
            return
        if not reason.strip():
            raise UndecidedItems(
                f"还有 {len(titles)} 项没有表决：{'、'.join(titles)}。",
                advice=("请先表决，或者写明为什么不表决就散会。",),
                safe="会议还开着，没有改动。",
            )
        closing = ClosingReason(meeting_id, titles, reason.strip(), self._journal.stamp(), self._journal.user)
        self._store.add_closing(closing)
        self._journal.record(
            "有议项未决而散会",
            "meeting_closing",
            meeting_id,
            new={"undecided": [*titles], "reason": closing.reason},
            reason=closing.reason,
        )


def undecided_items(
    facts: MeetingFacts, answered: Collection[Answered], one_by_one: Collection[int]
) -> tuple[AgendaItem, ...]:
    """Return the items of the running agenda that ask a question nobody answered.

    Args:
        facts: of the meeting.
        answered: what was counted or agreed to.
        one_by_one: ids of items whose bundled vote was given up for one person by person.
    """
    return tuple(item for item in facts.agenda if not _is_decided(facts, item, answered, one_by_one))


def _is_decided(
    facts: MeetingFacts, item: AgendaItem, answered: Collection[Answered], one_by_one: Collection[int]
) -> bool:
    if not (item.show_of_hands or item.by_agreement):
        return True
    if item.kind is not AgendaKind.BY_ELECTION:
        return (item.id, None) in answered
    singly = all((item.id, nominee.id) in answered for nominee in facts.nominees)
    bundled = (item.id, None) in answered and item.id not in one_by_one
    return singly or bundled
