"""SQL of the federation, terms, seats and tenures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.seats.records import (
    Beginning,
    Ending,
    Engagement,
    Federation,
    Post,
    Seat,
    SeatBoard,
    Tenure,
    Term,
)

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_TENURE = """SELECT tenure.id, tenure.seat_id, seat.number AS seat_number, term.number AS term_number,
       tenure.person_id, person.name AS person_name, tenure.post, tenure.engagement, tenure.duty,
       tenure.began_on, tenure.began_by, tenure.source_count_id, tenure.ended_on, tenure.ended_by,
       tenure.cause
  FROM tenure JOIN seat ON seat.id = tenure.seat_id JOIN term ON term.id = seat.term_id
  JOIN person ON person.id = tenure.person_id
 WHERE tenure.withdrawn_at IS NULL"""


def _tenure(row: sqlite3.Row) -> Tenure:
    return Tenure(
        id=row["id"],
        seat_id=row["seat_id"],
        seat_number=row["seat_number"],
        term_number=row["term_number"],
        person_id=row["person_id"],
        person_name=row["person_name"],
        post=Post(row["post"]),
        engagement=Engagement(row["engagement"]),
        duty=row["duty"],
        began_on=row["began_on"],
        began_by=Beginning(row["began_by"]),
        source_count_id=row["source_count_id"],
        ended_on=row["ended_on"],
        ended_by=None if row["ended_by"] is None else Ending(row["ended_by"]),
        cause=row["cause"],
    )


class SeatStore:
    """Reads and writes seats and tenures; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def federation(self) -> Federation | None:
        """Return the federation that owns the file."""
        row = self._database.row("SELECT name, superior, rule_pack FROM federation")
        return None if row is None else Federation(row["name"], row["superior"], row["rule_pack"])

    def write_federation(self, federation: Federation) -> None:
        """Write the federation's name, superior and rules."""
        self._database.execute(
            """INSERT INTO federation (id, name, superior, rule_pack) VALUES (1, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, superior = excluded.superior, rule_pack = excluded.rule_pack""",
            (federation.name, federation.superior, federation.rule_pack),
        )

    def add_term(self, number: int, first_day: str, last_day: str, seats: int) -> int:
        """Insert a term with its seats and return its id."""
        term_id = self._database.execute(
            "INSERT INTO term (number, first_day, last_day) VALUES (?, ?, ?)", (number, first_day, last_day)
        )
        for seat_number in range(1, seats + 1):
            self._database.execute("INSERT INTO seat (term_id, number) VALUES (?, ?)", (term_id, seat_number))
        return term_id

    def change_term(self, term_id: int, first_day: str, last_day: str) -> None:
        """Write other days for a term."""
        self._database.execute(
            "UPDATE term SET first_day = ?, last_day = ? WHERE id = ?", (first_day, last_day, term_id)
        )

    def set_seat_count(self, term_id: int, seats: int) -> None:
        """Add seats at the end of a term, or take away those behind the last one."""
        known = int(self._database.value("SELECT count(*) FROM seat WHERE term_id = ?", (term_id,)) or 0)
        for number in range(known + 1, seats + 1):
            self._database.execute("INSERT INTO seat (term_id, number) VALUES (?, ?)", (term_id, number))
        self._database.execute("DELETE FROM seat WHERE term_id = ? AND number > ?", (term_id, seats))

    def is_used(self, seat_id: int) -> bool:
        """Return whether anybody holds or held a seat, or is nominated for it."""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM tenure WHERE seat_id = ?1)"
                " OR EXISTS (SELECT 1 FROM nominee WHERE seat_id = ?1)",
                (seat_id,),
            )
        )

    def terms(self) -> list[Term]:
        """Return all terms, the newest first."""
        rows = self._database.rows(
            """SELECT term.id, term.number, first_day, last_day, count(seat.id) AS seat_count
                 FROM term LEFT JOIN seat ON seat.term_id = term.id
                GROUP BY term.id ORDER BY term.number DESC"""
        )
        return [
            Term(row["id"], row["number"], row["first_day"], row["last_day"], row["seat_count"])
            for row in rows
        ]

    def board(self, term: Term, on: str | None) -> SeatBoard:
        """Return the seats of a term now (`on` None) or as they were at the end of a day."""
        tenures: dict[int, list[Tenure]] = {}
        for row in self._database.rows(f"{_TENURE} AND seat.term_id = ? ORDER BY tenure.id", (term.id,)):
            tenure = _tenure(row)
            if on is None or tenure.began_on <= on:
                tenures.setdefault(tenure.seat_id, []).append(tenure)
        seats = []
        for row in self._database.rows(
            "SELECT id, number FROM seat WHERE term_id = ? ORDER BY number", (term.id,)
        ):
            held = tenures.get(row["id"], [])
            living = [tenure for tenure in held if _holds(tenure, on)]
            gone = [tenure for tenure in held if not _holds(tenure, on)]
            seats.append(
                Seat(row["id"], row["number"], living[-1] if living else None, gone[-1] if gone else None)
            )
        return SeatBoard(term, tuple(seats))

    def add_tenure(
        self,
        *,
        seat_id: int,
        person_id: int,
        post: Post,
        engagement: Engagement,
        duty: str,
        began_on: str,
        began_by: Beginning,
        source_count_id: int | None,
    ) -> int:
        """Insert a tenure and return its id; the database refuses a second holder or a second seat."""
        return self._database.execute(
            """INSERT INTO tenure (seat_id, person_id, post, engagement, duty, began_on, began_by,
                                   source_count_id)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                seat_id,
                person_id,
                post.value,
                engagement.value,
                duty,
                began_on,
                began_by.value,
                source_count_id,
            ),
        )

    def end_tenure(self, tenure_id: int, on: str, ending: Ending, cause: str) -> None:
        """Write how a living tenure ended."""
        self._database.execute(
            "UPDATE tenure SET ended_on = ?, ended_by = ?, cause = ? WHERE id = ?",
            (on, ending.value, cause, tenure_id),
        )

    def restore_tenure(self, tenure_id: int) -> None:
        """Make a tenure living again, as if it had not ended."""
        self._database.execute(
            "UPDATE tenure SET ended_on = NULL, ended_by = NULL, cause = '' WHERE id = ?", (tenure_id,)
        )

    def withdraw_tenure(self, tenure_id: int, at: str, reason: str) -> None:
        """Mark a tenure as never having been valid; it stays in the file."""
        self._database.execute(
            "UPDATE tenure SET withdrawn_at = ?, withdrawn_reason = ? WHERE id = ?", (at, reason, tenure_id)
        )

    def describe_tenure(self, tenure_id: int, post: Post, engagement: Engagement, duty: str) -> None:
        """Write the post, the way of serving and the duty of a tenure."""
        self._database.execute(
            "UPDATE tenure SET post = ?, engagement = ?, duty = ? WHERE id = ?",
            (post.value, engagement.value, duty, tenure_id),
        )

    def tenure(self, tenure_id: int) -> Tenure | None:
        """Return one tenure that was not withdrawn."""
        row = self._database.row(f"{_TENURE} AND tenure.id = ?", (tenure_id,))
        return None if row is None else _tenure(row)

    def tenures_of(self, person_id: int) -> list[Tenure]:
        """Return the tenures of a person, the newest first."""
        rows = self._database.rows(
            f"{_TENURE} AND tenure.person_id = ? ORDER BY tenure.id DESC", (person_id,)
        )
        return [_tenure(row) for row in rows]

    def tenures_of_seat(self, seat_id: int) -> list[Tenure]:
        """Return the tenures on a seat, the newest first."""
        rows = self._database.rows(f"{_TENURE} AND seat.id = ? ORDER BY tenure.id DESC", (seat_id,))
        return [_tenure(row) for row in rows]

    def living_tenures(self) -> list[Tenure]:
        """Return all living tenures of all terms."""
        return [
            _tenure(row)
            for row in self._database.rows(f"{_TENURE} AND tenure.ended_on IS NULL ORDER BY seat_number")
        ]

    def tenures_from_count(self, count_id: int) -> list[Tenure]:
        """Return the tenures a count brought about and that were not withdrawn."""
        return [
            _tenure(row)
            for row in self._database.rows(
                f"{_TENURE} AND tenure.source_count_id = ? ORDER BY tenure.id", (count_id,)
            )
        ]

    def tenure_facts(self) -> list[sqlite3.Row]:
        """Return how every tenure of the file began and ended, those taken back included."""
        return self._database.rows(
            """SELECT id, person_id, seat_id, began_on, began_by, source_count_id, ended_on, ended_by, cause,
                      withdrawn_at
                 FROM tenure ORDER BY id"""
        )

    def person_name(self, person_id: int) -> str | None:
        """Return the name of a person, or None."""
        value = self._database.value("SELECT name FROM person WHERE id = ?", (person_id,))
        return None if value is None else str(value)


def _holds(tenure: Tenure, on: str | None) -> bool:
    if on is None:
        return tenure.ended_on is None
    return tenure.ended_on is None or tenure.ended_on > on
