"""The sessions of a congress among the meetings: prepare one with its agenda, name it, find them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.agenda_store import AgendaStore
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.plans import checked_plan
from fulian_desktop.meetings.records import MeetingPlan, MeetingState
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.meetings.session_store import SessionStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import AgendaDraft, Meeting
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

PartDraft = tuple["AgendaDraft", str]
"""An agenda item and the part of the script it is said with (empty: its kind tells)."""


class SessionOperations:
    """Prepare the sessions of a congress as meetings; from then on they are meetings like any other."""

    def __init__(self, database: Database, journal: Journal, meetings: MeetingOperations) -> None:
        self._database = database
        self._journal = journal
        self._meetings = meetings
        self._store = SessionStore(database)
        self._meeting_store = MeetingStore(database)
        self._agenda = AgendaStore(database)

    def of_congress(self, congress_number: int) -> tuple[Meeting, ...]:
        """Return the sessions of a congress in the order of day and time, then of the usual course."""
        found = [self._meetings.get(row[0]) for row in self._store.of_congress(congress_number)]
        order = list(MeetingKind)
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    one.plan.day or "9999",
                    one.plan.time or "99:99",
                    order.index(one.kind),
                    one.id,
                ),
            )
        )

    def prepare(
        self,
        kind: MeetingKind,
        congress_number: int,
        *,
        term_id: int,
        title: str,
        full_title: str,
        plan: MeetingPlan,
        agenda: Sequence[PartDraft],
        rule_pack: RulePack,
    ) -> ChangeSet:
        """Make a session with its agenda; `record_id` is the id of the meeting.

        Args:
            kind: not COMMITTEE.
            congress_number: the congress it belongs to.
            term_id: the outgoing term for a session of the congress, the new one for the committee's first.
            title: the short title.
            full_title: the title of papers.
            plan: when, where and by whom.
            agenda: the items in order.
            rule_pack: what its shows of hands are counted by.

        Raises:
            UserFacingError: the day or time makes no sense, or the committee's session exists already.
        """
        plan = checked_plan(plan)
        with self._database.transaction():
            number = self._store.next_number(congress_number, kind)
            session_number = self._session_number(kind, term_id)
            meeting_id = self._meeting_store.add(term_id, session_number, plan, rule_pack.to_text())
            self._store.add(meeting_id, kind, congress_number, number, title=title, full_title=full_title)
            for draft, part in agenda:
                item_id = self._agenda.add_item(meeting_id, draft)
                if part:
                    self._store.add_part(item_id, part)
            self._journal.record(
                "新建会议",
                "meeting",
                meeting_id,
                new={"title": full_title, "kind": kind.value, "rule_pack": rule_pack.id},
            )
        return ChangeSet.of(RecordKind.MEETING, RecordKind.AGENDA, record_id=meeting_id)

    def rename(self, meeting_id: int, title: str, full_title: str) -> ChangeSet:
        """Write the titles of a session that was not opened yet; an opened one keeps its own."""
        with self._database.transaction():
            meeting = self._meetings.get(meeting_id)
            if meeting.state is not MeetingState.PREPARING or meeting.own_title == title:
                return ChangeSet.of()
            self._store.write_titles(meeting_id, title, full_title)
            self._journal.record(
                "改会议名称", "meeting", meeting_id, old={"title": meeting.title}, new={"title": title}
            )
        return ChangeSet.of(RecordKind.MEETING)

    def next_number(self, congress_number: int, kind: MeetingKind) -> int:
        """Return which session of its kind the next one will be."""
        return self._store.next_number(congress_number, kind)

    def _session_number(self, kind: MeetingKind, term_id: int) -> int:
        """Return the value for meeting.session_number: 1 for the committee's first, else a high one."""
        if kind is not MeetingKind.COMMITTEE_FIRST:
            return self._store.next_number_of_congress(term_id)
        if self._meeting_store.next_session_number(term_id) != 1:
            raise UserFacingError(
                "这一届执委会已经有第一次会议。", advice=("请在“会议”页打开它。",), safe="没有新建会议。"
            )
        return 1
