"""SQL of roll calls, agreements and events; insert-only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fulian_desktop.meetings.course import Agreement, Course, CourseEvent, EventKind, RollCallRecord
from fulian_desktop.meetings.records import DecisionMethod

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class CourseStore:
    """Reads and adds what happened; never changes anything, never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def course(self, meeting_id: int) -> Course:
        """Return all that holds of the course of a meeting."""
        agreements = self.agreements(meeting_id)
        corrected = {one.corrects_id for one in agreements}
        events = self.events(meeting_id)
        withdrawn = {event.withdraws_id for event in events}
        return Course(
            tuple(
                event
                for event in events
                if event.id not in withdrawn and event.kind is not EventKind.WITHDRAWN
            ),
            self.roll_calls(meeting_id),
            {one.item_id: one for one in agreements if one.id not in corrected},
        )

    def events(self, meeting_id: int) -> tuple[CourseEvent, ...]:
        """Return all events in the order of the records, withdrawn ones and withdrawals included."""
        rows = self._database.rows(
            "SELECT id, agenda_item_id, kind, line_key, text, at, user_name, withdraws_id FROM course_event"
            " WHERE meeting_id = ? ORDER BY id",
            (meeting_id,),
        )
        return tuple(
            CourseEvent(
                row["id"],
                row["agenda_item_id"],
                EventKind(row["kind"]),
                row["line_key"],
                row["text"],
                row["at"],
                row["user_name"],
                row["withdraws_id"],
            )
            for row in rows
        )

    def add_event(self, meeting_id: int, event: CourseEvent) -> int:
        """Add an event and return its id."""
        return self._database.execute(
            "INSERT INTO course_event (meeting_id, agenda_item_id, kind, line_key, text, withdraws_id, at,"
            " user_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                meeting_id,
                event.item_id,
                event.kind.value,
                event.line_key,
                event.text,
                event.withdraws_id,
                event.at,
                event.user,
            ),
        )

    def roll_calls(self, meeting_id: int) -> tuple[RollCallRecord, ...]:
        """Return the finished roll calls in the order of the records."""
        rows = self._database.rows("SELECT * FROM roll_call WHERE meeting_id = ? ORDER BY id", (meeting_id,))
        return tuple(
            RollCallRecord(
                row["id"],
                row["line_key"],
                row["counted_by"],
                row["entitled"],
                row["present"],
                row["excused"],
                row["absent"],
                row["quorum_need"],
                bool(row["quorum_met"]),
                tuple(json.loads(row["present_people"])),
                row["at"],
                row["user_name"],
            )
            for row in rows
        )

    def add_roll_call(self, meeting_id: int, taken: RollCallRecord) -> int:
        """Add a finished roll call and return its id."""
        return self._database.execute(
            "INSERT INTO roll_call (meeting_id, line_key, counted_by, entitled, present, excused, absent,"
            " quorum_need, quorum_met, present_people, at, user_name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                meeting_id,
                taken.line_key,
                taken.counted_by,
                taken.entitled,
                taken.present,
                taken.excused,
                taken.absent,
                taken.quorum_need,
                int(taken.quorum_met),
                json.dumps(taken.present_people),
                taken.at,
                taken.user,
            ),
        )

    def agreements(self, meeting_id: int) -> tuple[Agreement, ...]:
        """Return the agreements in the order of the records, corrected ones included."""
        rows = self._database.rows("SELECT * FROM agreement WHERE meeting_id = ? ORDER BY id", (meeting_id,))
        return tuple(
            Agreement(
                row["id"],
                row["agenda_item_id"],
                DecisionMethod(row["method"]),
                row["question"],
                row["entitled"],
                row["present"],
                row["quorum_need"],
                row["objections"],
                row["text"],
                tuple(json.loads(row["present_people"])),
                row["corrects_id"],
                row["reason"],
                row["at"],
                row["user_name"],
            )
            for row in rows
        )

    def was_counted(self, item_id: int) -> bool:
        """Return whether hands were counted under an item."""
        found = self._database.value("SELECT 1 FROM vote_count WHERE agenda_item_id = ? LIMIT 1", (item_id,))
        return found is not None

    def add_agreement(self, meeting_id: int, agreement: Agreement) -> int:
        """Add an agreement and return its id."""
        return self._database.execute(
            "INSERT INTO agreement (meeting_id, agenda_item_id, method, question, entitled, present,"
            " quorum_need, objections, text, present_people, corrects_id, reason, at, user_name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                meeting_id,
                agreement.item_id,
                agreement.method.value,
                agreement.question,
                agreement.entitled,
                agreement.present,
                agreement.quorum_need,
                agreement.objections,
                agreement.text,
                json.dumps(agreement.present_people),
                agreement.corrects_id,
                agreement.reason,
                agreement.at,
                agreement.user,
            ),
        )
