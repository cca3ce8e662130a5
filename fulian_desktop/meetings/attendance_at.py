"""Attendance as it was at a moment, for what is entered later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings import facts_text
from fulian_desktop.meetings.attendance import (
    TIMED,
    Attendance,
    AttendanceMark,
    AttendanceState,
    attendance_of,
    standing_marks,
)
from fulian_desktop.meetings.attendance_operations import AttendanceOperations

if TYPE_CHECKING:
    from datetime import datetime

    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


class AttendanceAt(AttendanceOperations):
    """The door of attendance as it stood at a moment, by everything that is recorded by now."""

    def __init__(self, database: Database, journal: Journal, moment: datetime) -> None:
        """`journal` gives the moment to what is recorded through this door."""
        super().__init__(database, journal)
        self._at = moment.isoformat()

    def attendance(self, meeting_id: int) -> Attendance:
        """Return how everyone stood to the meeting at the moment."""
        meeting = self._opened(meeting_id)
        frozen = facts_text.facts_from_text(self._meetings.frozen_facts(meeting_id) or "")
        entitled = [
            member
            for member in self._store.entitled(meeting_id)
            if member.joined_at is None or member.joined_at <= self._at
        ]
        marks = [mark for mark in standing_marks(self._store.marks(meeting_id)) if _is_before(mark, self._at)]
        return attendance_of(entitled, frozen.observers, marks, meeting.rule_pack)

    def stamp(self, meeting_id: int) -> str:
        """Return the moment: what is entered later bears the time it happened at."""
        return self._at


def _is_before(mark: AttendanceMark, moment: str) -> bool:
    """Return whether a mark holds at a moment; who left within its minute was still there."""
    if mark.state not in TIMED:
        return True
    if mark.state is AttendanceState.LEFT:
        return mark.at[:16] < moment[:16]
    return mark.at[:16] <= moment[:16]
