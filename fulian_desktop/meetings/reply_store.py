"""SQL of the answers to a meeting's notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.replies import Answer

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class ReplyStore:
    """Reads and writes answers; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answers(self, meeting_id: int) -> dict[int, tuple[Answer, str, str]]:
        """Return answer, reason and ISO moment by person id."""
        rows = self._database.rows(
            "SELECT person_id, answer, reason, at FROM meeting_reply WHERE meeting_id = ?", (meeting_id,)
        )
        return {row[0]: (Answer(row[1]), str(row[2]), str(row[3])) for row in rows}

    def put(
        self, meeting_id: int, person_id: int, answer: Answer, *, reason: str, at: str, user: str
    ) -> None:
        """Write an answer in the place of the one before; NONE takes it away."""
        self._database.execute(
            "DELETE FROM meeting_reply WHERE meeting_id = ? AND person_id = ?", (meeting_id, person_id)
        )
        if answer is not Answer.NONE:
            self._database.execute(
                """INSERT INTO meeting_reply (meeting_id, person_id, answer, reason, at, user_name)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (meeting_id, person_id, answer.value, reason, at, user),
            )
