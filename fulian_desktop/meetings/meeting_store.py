"""SQL of meetings, their nominees, observers and notes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import (
    Meeting,
    MeetingNote,
    MeetingPlan,
    MeetingState,
    Observer,
)
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.rules.rule_pack import RulePack

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

FIRST_OF_CONGRESS = 1001
"""Sessions of a congress are numbered from here on in meeting.session_number, which nobody reads."""

_MEETING = """SELECT meeting.id, term_id, term.number AS term_number, session_number, state, day, time, place,
       presiding_chair_id, minute_taker_id, basis, rule_pack, opened_at, closed_at,
       meeting_session.kind, meeting_session.title AS own_title
  FROM meeting JOIN term ON term.id = meeting.term_id
  LEFT JOIN meeting_session ON meeting_session.meeting_id = meeting.id"""


@lru_cache(maxsize=16)
def _pack(text: str) -> RulePack:
    return RulePack.from_text(text)


def _meeting(row: sqlite3.Row) -> Meeting:
    plan = MeetingPlan(
        row["day"], row["time"], row["place"], row["presiding_chair_id"], row["minute_taker_id"], row["basis"]
    )
    return Meeting(
        id=row["id"],
        term_id=row["term_id"],
        term_number=row["term_number"],
        session_number=row["session_number"],
        state=MeetingState(row["state"]),
        plan=plan,
        rule_pack=_pack(row["rule_pack"]),
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
        kind=MeetingKind(row["kind"]) if row["kind"] else MeetingKind.COMMITTEE,
        own_title=row["own_title"] or "",
    )


class MeetingStore:
    """Reads and writes meetings; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, term_id: int, session_number: int, plan: MeetingPlan, rule_pack: str) -> int:
        """Insert a meeting in preparation and return its id."""
        return self._database.execute(
            """INSERT INTO meeting (term_id, session_number, state, day, time, place, presiding_chair_id,
                                    minute_taker_id, basis, rule_pack)
               VALUES (?, ?, 'preparing', ?, ?, ?, ?, ?, ?, ?)""",
            (
                term_id,
                session_number,
                plan.day,
                plan.time,
                plan.place,
                plan.presiding_chair_id,
                plan.minute_taker_id,
                plan.basis,
                rule_pack,
            ),
        )

    def next_session_number(self, term_id: int) -> int:
        """Return the number after the highest one used in a term; sessions of a congress bear their own."""
        value = self._database.value(
            "SELECT max(session_number) FROM meeting WHERE term_id = ? AND session_number < ?",
            (term_id, FIRST_OF_CONGRESS),
        )
        return 1 if value is None else int(value) + 1

    def write_plan(self, meeting_id: int, session_number: int, plan: MeetingPlan) -> None:
        """Write when, where and by whom a meeting is held."""
        self._database.execute(
            """UPDATE meeting SET session_number = ?, day = ?, time = ?, place = ?, presiding_chair_id = ?,
                      minute_taker_id = ?, basis = ? WHERE id = ?""",
            (
                session_number,
                plan.day,
                plan.time,
                plan.place,
                plan.presiding_chair_id,
                plan.minute_taker_id,
                plan.basis,
                meeting_id,
            ),
        )

    def write_rule_pack(self, meeting_id: int, text: str) -> None:
        """Write the rule pack of a meeting in preparation."""
        self._database.execute("UPDATE meeting SET rule_pack = ? WHERE id = ?", (text, meeting_id))

    def open(self, meeting_id: int, facts: str, at: str) -> None:
        """Freeze the facts and mark the meeting as open."""
        self._database.execute(
            "UPDATE meeting SET state = 'open', facts = ?, opened_at = ? WHERE id = ?",
            (facts, at, meeting_id),
        )

    def close(self, meeting_id: int, roster: str, at: str) -> None:
        """Freeze the roster and mark the meeting as closed."""
        self._database.execute(
            "UPDATE meeting SET state = 'closed', closing_roster = ?, closed_at = ? WHERE id = ?",
            (roster, at, meeting_id),
        )

    def delete(self, meeting_id: int) -> None:
        """Delete a meeting in preparation; the triggers refuse any other."""
        self._database.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))

    def meeting(self, meeting_id: int) -> Meeting | None:
        """Return one meeting, or None."""
        row = self._database.row(f"{_MEETING} WHERE meeting.id = ?", (meeting_id,))
        return None if row is None else _meeting(row)

    def meetings(self) -> list[Meeting]:
        """Return all meetings, the newest first."""
        return [
            _meeting(row)
            for row in self._database.rows(f"{_MEETING} ORDER BY term.number DESC, session_number DESC")
        ]

    def frozen_facts(self, meeting_id: int) -> str | None:
        """Return the facts frozen when the meeting opened, or None."""
        value = self._database.value("SELECT facts FROM meeting WHERE id = ?", (meeting_id,))
        return None if value is None else str(value)

    def closing_roster(self, meeting_id: int) -> str | None:
        """Return the roster frozen when the meeting closed, or None."""
        value = self._database.value("SELECT closing_roster FROM meeting WHERE id = ?", (meeting_id,))
        return None if value is None else str(value)

    def nominee_rows(self, meeting_id: int) -> list[tuple[int, int, int]]:
        """Return (nominee id, person id, seat id) in the order of entry."""
        rows = self._database.rows(
            "SELECT id, person_id, seat_id FROM nominee WHERE meeting_id = ? ORDER BY id", (meeting_id,)
        )
        return [(row["id"], row["person_id"], row["seat_id"]) for row in rows]

    def add_nominee(self, meeting_id: int, person_id: int, seat_id: int) -> int:
        """Insert a nominee for a seat and return its id."""
        return self._database.execute(
            "INSERT INTO nominee (meeting_id, person_id, seat_id) VALUES (?, ?, ?)",
            (meeting_id, person_id, seat_id),
        )

    def delete_nominee(self, nominee_id: int) -> None:
        """Take a nominee off the list of a meeting in preparation."""
        self._database.execute("DELETE FROM nominee WHERE id = ?", (nominee_id,))

    def observers(self, meeting_id: int) -> tuple[Observer, ...]:
        """Return who attends without a vote."""
        rows = self._database.rows(
            "SELECT id, name, role FROM observer WHERE meeting_id = ? ORDER BY id", (meeting_id,)
        )
        return tuple(Observer(row["id"], row["name"], row["role"]) for row in rows)

    def add_observer(self, meeting_id: int, name: str, role: str) -> int:
        """Insert an observer and return its id."""
        return self._database.execute(
            "INSERT INTO observer (meeting_id, name, role) VALUES (?, ?, ?)", (meeting_id, name, role)
        )

    def delete_observer(self, observer_id: int) -> None:
        """Take an observer off the list."""
        self._database.execute("DELETE FROM observer WHERE id = ?", (observer_id,))

    def add_note(self, meeting_id: int, item_id: int | None, at: str, text: str) -> int:
        """Insert a note of the minute-taker."""
        return self._database.execute(
            "INSERT INTO meeting_note (meeting_id, agenda_item_id, at, text) VALUES (?, ?, ?, ?)",
            (meeting_id, item_id, at, text),
        )

    def notes(self, meeting_id: int) -> tuple[MeetingNote, ...]:
        """Return the notes of a meeting in the order they were written."""
        rows = self._database.rows(
            "SELECT id, agenda_item_id, at, text FROM meeting_note WHERE meeting_id = ? ORDER BY id",
            (meeting_id,),
        )
        return tuple(MeetingNote(row["id"], row["agenda_item_id"], row["at"], row["text"]) for row in rows)
