"""SQL of the sessions of a congress among the meetings, and of the parts of their scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.meeting_store import FIRST_OF_CONGRESS
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database


class SessionStore:
    """Reads and writes which meeting is which session; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_number_of_congress(self, term_id: int) -> int:
        """Return the next value for meeting.session_number of a session of a congress."""
        value = self._database.value(
            "SELECT max(session_number) FROM meeting WHERE term_id = ? AND session_number >= ?",
            (term_id, FIRST_OF_CONGRESS),
        )
        return FIRST_OF_CONGRESS if value is None else int(value) + 1

    def next_number(self, congress_number: int, kind: MeetingKind) -> int:
        """Return 1 for the first session of a kind at a congress, 2 for the next one."""
        value = self._database.value(
            "SELECT count(*) FROM meeting_session WHERE congress_number = ? AND kind = ?",
            (congress_number, kind.value),
        )
        return int(value) + 1

    def add(
        self,
        meeting_id: int,
        kind: MeetingKind,
        congress_number: int,
        number: int,
        *,
        title: str,
        full_title: str,
    ) -> None:
        """Insert what kind of session a meeting is."""
        self._database.execute(
            """INSERT INTO meeting_session (meeting_id, kind, congress_number, number, title, full_title)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (meeting_id, kind.value, congress_number, number, title, full_title),
        )

    def write_titles(self, meeting_id: int, title: str, full_title: str) -> None:
        """Write the titles of a session in preparation."""
        self._database.execute(
            "UPDATE meeting_session SET title = ?, full_title = ? WHERE meeting_id = ?",
            (title, full_title, meeting_id),
        )

    def session(self, meeting_id: int) -> sqlite3.Row | None:
        """Return kind, congress_number, number, title and full_title of a session, or None."""
        return self._database.row(
            """SELECT kind, congress_number, number, title, full_title
                 FROM meeting_session WHERE meeting_id = ?""",
            (meeting_id,),
        )

    def of_congress(self, congress_number: int) -> list[tuple[int, MeetingKind, int]]:
        """Return (meeting id, kind, number) of the sessions of a congress in the order of preparing."""
        rows = self._database.rows(
            """SELECT meeting_id, kind, number FROM meeting_session WHERE congress_number = ?
                ORDER BY meeting_id""",
            (congress_number,),
        )
        return [(row["meeting_id"], MeetingKind(row["kind"]), row["number"]) for row in rows]

    def add_part(self, item_id: int, part: str) -> None:
        """Name the part of the script an agenda item is said with."""
        self._database.execute(
            "INSERT INTO agenda_part (agenda_item_id, part) VALUES (?, ?)", (item_id, part)
        )

    def parts(self, meeting_id: int) -> tuple[tuple[int, str], ...]:
        """Return (item id, part) of the agenda of a meeting."""
        rows = self._database.rows(
            """SELECT agenda_item_id, part FROM agenda_part
                 JOIN agenda_item ON agenda_item.id = agenda_item_id
                WHERE meeting_id = ? ORDER BY agenda_item_id""",
            (meeting_id,),
        )
        return tuple((row["agenda_item_id"], row["part"]) for row in rows)
