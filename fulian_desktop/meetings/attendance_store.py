"""SQL of the entitled list and of attendance marks; both only grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.attendance import AttendanceMark, AttendanceState
from fulian_desktop.meetings.records import EntitledMember

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class AttendanceStore:
    """Reads and writes who is entitled and who is in the room; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entitled(self, meeting_id: int) -> tuple[EntitledMember, ...]:
        """Return the entitled list of an opened meeting."""
        rows = self._database.rows(
            """SELECT person_id, position, name, post, seat_number, joined_at
                 FROM entitled WHERE meeting_id = ? ORDER BY position""",
            (meeting_id,),
        )
        return tuple(EntitledMember(*tuple(row)) for row in rows)

    def add_entitled(self, meeting_id: int, member: EntitledMember) -> None:
        """Add one to the entitled list."""
        self._database.execute(
            """INSERT INTO entitled (meeting_id, person_id, position, name, post, seat_number, joined_at)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                meeting_id,
                member.person_id,
                member.position,
                member.name,
                member.post,
                member.seat_number,
                member.joined_at,
            ),
        )

    def marks(self, meeting_id: int) -> tuple[AttendanceMark, ...]:
        """Return all attendance marks of a meeting in the order of entry."""
        rows = self._database.rows(
            """SELECT id, person_id, observer_id, state, at, reason, withdraws_id
                 FROM attendance_mark WHERE meeting_id = ? ORDER BY id""",
            (meeting_id,),
        )
        return tuple(
            AttendanceMark(
                row["id"],
                row["person_id"],
                row["observer_id"],
                AttendanceState(row["state"]),
                row["at"],
                row["reason"],
                row["withdraws_id"],
            )
            for row in rows
        )

    def add_mark(self, meeting_id: int, mark: AttendanceMark, recorded_at: str, user: str) -> int:
        """Insert a mark and return its id; the id of `mark` is ignored."""
        return self._database.execute(
            """INSERT INTO attendance_mark (meeting_id, person_id, observer_id, state, at, reason,
                                            withdraws_id, recorded_at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                meeting_id,
                mark.person_id,
                mark.observer_id,
                mark.state.value,
                mark.at,
                mark.reason,
                mark.withdraws_id,
                recorded_at,
                user,
            ),
        )
