"""SQL of the congress, its offices, the steps of its path and their materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.elections.congress_path import read_path
from fulian_desktop.elections.congress_records import (
    Congress,
    CongressPlan,
    Office,
    OfficeHolder,
    Recorded,
)
from fulian_desktop.elections.election_store import ElectionStore, OfficialStore
from fulian_desktop.elections.passing_store import PassingStore, in_force

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_CONGRESS = """SELECT congress.id, congress.number, outgoing_term_id, term.number AS outgoing_number, title,
       day, time, place, seats, vice_chairs, delegates_planned, path
  FROM congress JOIN term ON term.id = outgoing_term_id"""


class CongressStore:
    """Reads and writes congresses; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def congresses(self) -> list[Congress]:
        """Return all congresses, the newest first."""
        rows = self._database.rows(f"{_CONGRESS} ORDER BY congress.number DESC")
        return [_congress(row) for row in rows]

    def add(self, number: int, outgoing_term_id: int, plan: CongressPlan, path: str) -> int:
        """Insert a congress and return its id."""
        return self._database.execute(
            """INSERT INTO congress (number, outgoing_term_id, title, day, time, place, seats, vice_chairs,
                                     delegates_planned, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (number, outgoing_term_id, *_plan_values(plan), path),
        )

    def write_plan(self, congress_id: int, plan: CongressPlan) -> None:
        """Write when, where and how many."""
        self._database.execute(
            """UPDATE congress SET title = ?, day = ?, time = ?, place = ?, seats = ?, vice_chairs = ?,
                      delegates_planned = ? WHERE id = ?""",
            (*_plan_values(plan), congress_id),
        )

    def write_path(self, congress_id: int, text: str) -> None:
        """Write the path of a congress."""
        self._database.execute("UPDATE congress SET path = ? WHERE id = ?", (text, congress_id))

    def offices(self, congress_id: int) -> tuple[OfficeHolder, ...]:
        """Return who holds an office, in the order of entry."""
        rows = self._database.rows(
            "SELECT id, office, person_id, name, role FROM congress_office WHERE congress_id = ? ORDER BY id",
            (congress_id,),
        )
        return tuple(
            OfficeHolder(row["id"], Office(row["office"]), row["person_id"], row["name"], row["role"])
            for row in rows
        )

    def add_office(self, congress_id: int, holder: OfficeHolder) -> int:
        """Insert a holder of an office; the id she bears is ignored."""
        return self._database.execute(
            "INSERT INTO congress_office (congress_id, office, person_id, name, role) VALUES (?, ?, ?, ?, ?)",
            (congress_id, holder.office.value, holder.person_id, holder.name, holder.role),
        )

    def delete_office(self, holder_id: int) -> None:
        """Take someone out of an office."""
        self._database.execute("DELETE FROM congress_office WHERE id = ?", (holder_id,))

    def steps(self, congress_id: int) -> dict[str, Recorded]:
        """Return what is recorded of the steps, by key."""
        rows = self._database.rows(
            "SELECT step, days, state, on_day, by_whom, note FROM congress_step WHERE congress_id = ?",
            (congress_id,),
        )
        return {
            row["step"]: Recorded(row["days"], row["state"], row["on_day"], row["by_whom"], row["note"])
            for row in rows
        }

    def write_step(self, congress_id: int, key: str, recorded: Recorded) -> None:
        """Write what is recorded of a step."""
        self._database.execute(
            """INSERT INTO congress_step (congress_id, step, days, state, on_day, by_whom, note)
               VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (congress_id, step) DO UPDATE SET days = excluded.days, state = excluded.state,
               on_day = excluded.on_day, by_whom = excluded.by_whom, note = excluded.note""",
            (
                congress_id,
                key,
                recorded.days,
                recorded.state,
                recorded.on_day,
                recorded.by_whom,
                recorded.note,
            ),
        )

    def materials(self, congress_id: int) -> dict[tuple[str, str], tuple[str, str]]:
        """Return (day, note) of the materials that are there, by (step, material)."""
        rows = self._database.rows(
            "SELECT step, material, on_day, note FROM congress_material WHERE congress_id = ?", (congress_id,)
        )
        return {(row["step"], row["material"]): (row["on_day"], row["note"]) for row in rows}

    def tick(self, congress_id: int, where: tuple[str, str], on_day: str, note: str, user: str) -> None:
        """Write that a material, named by (step, material), is there."""
        self._database.execute(
            """INSERT INTO congress_material (congress_id, step, material, on_day, note, user_name)
               VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (congress_id, step, material)
               DO UPDATE SET on_day = excluded.on_day, note = excluded.note,
                             user_name = excluded.user_name""",
            (congress_id, *where, on_day, note, user),
        )

    def untick(self, congress_id: int, where: tuple[str, str]) -> None:
        """Write that a material is not there after all."""
        self._database.execute(
            "DELETE FROM congress_material WHERE congress_id = ? AND step = ? AND material = ?",
            (congress_id, *where),
        )


def _plan_values(plan: CongressPlan) -> tuple[object, ...]:
    return (
        plan.title,
        plan.day,
        plan.time,
        plan.place,
        plan.seats,
        plan.vice_chairs,
        plan.delegates_planned,
    )


def _congress(row: sqlite3.Row) -> Congress:
    return Congress(
        id=row["id"],
        number=row["number"],
        outgoing_term_id=row["outgoing_term_id"],
        outgoing_number=row["outgoing_number"],
        plan=CongressPlan(
            row["day"],
            row["time"],
            row["place"],
            row["seats"],
            row["vice_chairs"],
            row["delegates_planned"],
            row["title"],
        ),
        path=read_path(row["path"]),
    )


LAST = "9999"
"""Later than every moment."""


class BallotNamesStore:
    """Reads who stands in the elections of a congress and who counts; never writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self, kind: str, term_numbers: tuple[int, int]) -> int | None:
        """Return the newest election of a kind in one of two terms."""
        value = self._database.value(
            "SELECT max(id) FROM election WHERE kind = ? AND term_number IN (?, ?)", (kind, *term_numbers)
        )
        return None if value is None else int(value)

    def of_kind(self, kind: str, term_number: int) -> tuple[int, ...]:
        """Return the elections of a kind in a term, the oldest first."""
        rows = self._database.rows(
            "SELECT id FROM election WHERE kind = ? AND term_number = ? ORDER BY id", (kind, term_number)
        )
        return tuple(row["id"] for row in rows)

    def is_passed(self, election_id: int) -> bool:
        """Return whether its list of candidates was passed."""
        return bool(
            self._database.value("SELECT passed_at IS NOT NULL FROM election WHERE id = ?", (election_id,))
        )

    def passed_at(self, election_id: int) -> tuple[str, ...]:
        """Return the moments at which a list of an election was passed."""
        row = ElectionStore(self._database).election_row(election_id)
        moments = [] if row is None else [row["passed_at"], row["officials_passed_at"]]
        moments += [one.at for one in PassingStore(self._database).passings(election_id)]
        moments += [one.at for one in OfficialStore(self._database).passings(election_id)]
        return tuple(at for at in moments if at)

    def candidates(self, election_id: int, post: str, until: str = LAST) -> tuple[str, ...]:
        """Return the candidates for a post in the order of the ballot, without those who withdrew.

        `until` is the moment as of which lists and withdrawals count.
        """
        anew = PassingStore(self._database).passings(election_id)
        known = ElectionStore(self._database).candidates(election_id)
        listed = in_force(known, [one for one in anew if one.at <= until])
        return tuple(
            one.name
            for one in listed
            if (one.post.value, one.origin) == (post, "nominated")
            and (one.withdrawal is None or one.withdrawal.at > until)
        )

    def seats(self, election_id: int) -> int:
        """Return how many are elected in all."""
        value = self._database.value(
            "SELECT sum(seats) FROM election_post WHERE election_id = ?", (election_id,)
        )
        return int(value or 0)

    def officials(self, election_id: int, role: str, until: str = LAST) -> tuple[str, ...]:
        """Return the scrutineers or tellers of a role by the list passed last up to a moment."""
        store = OfficialStore(self._database)
        anew = [one.officials for one in store.passings(election_id) if one.at <= until]
        found = anew[-1] if anew else store.first_officials(election_id)
        return tuple(one.name for one in found if one.role.value == role)
