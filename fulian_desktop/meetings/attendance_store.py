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
        """Return the entitled list of an opened meeting.

        Someone who joined by a vote of the meeting is on it as long as that vote stands.
        """
        rows = self._database.rows(
            """SELECT person_id, position, name, post, seat_number, joined_at
                 FROM entitled
                WHERE meeting_id = ? AND (joined_at IS NULL OR EXISTS (
                      SELECT 1 FROM tenure JOIN vote_count ON vote_count.id = tenure.source_count_id
                       WHERE tenure.person_id = entitled.person_id AND tenure.withdrawn_at IS NULL
                         AND vote_count.meeting_id = entitled.meeting_id))
                ORDER BY position""",
            (meeting_id,),
        )
        return tuple(EntitledMember(*tuple(row)) for row in rows)

    def everybody(self, meeting_id: int) -> tuple[EntitledMember, ...]:
        """Return all who were ever on the entitled list, also those whose vote does not stand any more."""
        rows = self._database.rows(
            "SELECT person_id, position, name, post, seat_number, joined_at FROM entitled"
            " WHERE meeting_id = ? ORDER BY position",
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

    def has_joined(self, meeting_id: int, person_id: int) -> bool:
        """Return whether someone was put on the entitled list at any time."""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM entitled WHERE meeting_id = ? AND person_id = ?)",
                (meeting_id, person_id),
            )
        )

    def was_counted(self, meeting_id: int, person_id: int) -> bool:
        """Return whether a count that stands has someone among those in the room."""
        return bool(
            self._database.value(
                """SELECT EXISTS (
                          SELECT 1 FROM vote_count, json_each(vote_count.present_people) AS present
                           WHERE vote_count.meeting_id = ? AND present.value = ? AND NOT EXISTS (
                                 SELECT 1 FROM vote_count AS later
                                  WHERE later.corrects_id = vote_count.id))""",
                (meeting_id, person_id),
            )
        )

    def marks(self, meeting_id: int) -> tuple[AttendanceMark, ...]:
        """Return all attendance marks of a meeting in the order of entry."""
        rows = self._database.rows(
            """SELECT id, person_id, observer_id, state, at, reason, withdraws_id, recorded_at,
                      coalesce(approved_by, '') AS approved_by
                 FROM attendance_mark LEFT JOIN leave_approval ON mark_id = id
                WHERE meeting_id = ? ORDER BY id""",
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
                row["recorded_at"],
                row["approved_by"],
            )
            for row in rows
        )

    def latest_moment(self, meeting_id: int) -> str:
        """Return when the latest record of a meeting was made, an ISO moment, empty before it was opened."""
        found = self._database.value(
            """SELECT max(coalesce((SELECT opened_at FROM meeting WHERE id = ?1), ''),
                          coalesce((SELECT max(recorded_at) FROM attendance_mark WHERE meeting_id = ?1), ''),
                          coalesce((SELECT max(at) FROM vote_count WHERE meeting_id = ?1), ''))""",
            (meeting_id,),
        )
        return str(found or "")

    def add_mark(self, meeting_id: int, mark: AttendanceMark, user: str) -> int:
        """Insert a mark with who approved it and return its id; the id of `mark` is ignored."""
        mark_id = self._database.execute(
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
                mark.recorded_at,
                user,
            ),
        )
        if mark.approved_by:
            self._database.execute(
                "INSERT INTO leave_approval (mark_id, approved_by) VALUES (?, ?)", (mark_id, mark.approved_by)
            )
        return mark_id
