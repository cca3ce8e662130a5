"""SQL of persons, résumés and the delegates' list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fulian_desktop.access.protection import ID_NUMBER, PHONE, Protection, is_sealed
from fulian_desktop.people.kept_facts import protect_imports
from fulian_desktop.people.records import Delegate, DelegateKind, Person, PersonDetails, ResumeLine

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_COLUMNS = (
    "name",
    "sex",
    "born",
    "ethnicity",
    "political_status",
    "education",
    "unit_post",
    "group_name",
    "phone",
    "id_number",
    "address",
    "note",
)
_NAMES = ", ".join(_COLUMNS)


_PROTECTED = {"phone": PHONE, "id_number": ID_NUMBER}


class PeopleStore:
    """Reads and writes persons; never commits. ID numbers and telephones pass through the protection."""

    def __init__(self, database: Database, protection: Protection | None = None) -> None:
        self._database = database
        self._protection = protection or Protection()

    def _values(self, details: PersonDetails) -> tuple[str, ...]:
        kept = {
            column: self._protection.kept(getattr(details, column), place)
            for column, place in _PROTECTED.items()
        }
        return tuple(kept.get(column, getattr(details, column)) for column in _COLUMNS)

    def _person(self, row: sqlite3.Row, resume: tuple[ResumeLine, ...]) -> Person:
        facts = {column: row[column] for column in _COLUMNS}
        for column, place in _PROTECTED.items():
            facts[column] = self._protection.shown(facts[column], place)
        return Person(id=row["id"], resume=resume, **facts)

    def _mark_id_number(self, person_id: int, id_number: str) -> None:
        """Keep by what an encrypted ID number is found; one that cannot be read now keeps its mark."""
        if is_sealed(id_number):
            return
        self._database.execute(
            "UPDATE person SET id_number_mark = ? WHERE id = ?",
            (self._protection.search_mark(id_number, ID_NUMBER), person_id),
        )

    def protect_everyone(self) -> None:
        """Write the protected fields of every person anew."""
        for person in self.everyone():
            phone, id_number = (
                self._protection.kept(person.phone, PHONE),
                self._protection.kept(person.id_number, ID_NUMBER),
            )
            self._database.execute(
                "UPDATE person SET phone = ?, id_number = ? WHERE id = ?", (phone, id_number, person.id)
            )
            self._mark_id_number(person.id, person.id_number)
        protect_imports(self._database, self._protection)

    def add(self, details: PersonDetails) -> int:
        """Insert a person with her résumé and return her id."""
        marks = ", ".join("?" * len(_COLUMNS))
        person_id = self._database.execute(
            f"INSERT INTO person ({_NAMES}) VALUES ({marks})", self._values(details)
        )
        self._mark_id_number(person_id, details.id_number)
        self._write_resume(person_id, details.resume)
        return person_id

    def change(self, person_id: int, details: PersonDetails) -> None:
        """Replace everything known of a person."""
        settings = ", ".join(f"{column} = ?" for column in _COLUMNS)
        self._database.execute(
            f"UPDATE person SET {settings} WHERE id = ?", (*self._values(details), person_id)
        )
        self._mark_id_number(person_id, details.id_number)
        self._database.execute("DELETE FROM resume_line WHERE person_id = ?", (person_id,))
        self._write_resume(person_id, details.resume)

    def delete(self, person_id: int, at: str) -> None:
        """Remove a person nothing stands on; where a withdrawn tenure names her, everything but her name."""
        if self._database.value("SELECT EXISTS (SELECT 1 FROM tenure WHERE person_id = ?)", (person_id,)):
            self.empty(person_id, kept=("name",))
            self._database.execute("UPDATE person SET removed_at = ? WHERE id = ?", (at, person_id))
        else:
            self._database.execute("DELETE FROM person WHERE id = ?", (person_id,))

    def empty(self, person_id: int, kept: tuple[str, ...] = ("name", "sex")) -> None:
        """Take away everything known of a person but the columns kept; her résumé goes too."""
        emptied = [column for column in _COLUMNS if column not in kept] + ["id_number_mark"]
        blanks = ", ".join(f"{column} = ''" for column in emptied)
        self._database.execute(f"UPDATE person SET {blanks} WHERE id = ?", (person_id,))
        self._database.execute("DELETE FROM resume_line WHERE person_id = ?", (person_id,))

    def is_referred_to(self, person_id: int) -> bool:
        """Return whether a seat, a meeting, a nomination or an attendance names this person."""
        return bool(
            self._database.value(
                """SELECT EXISTS (SELECT 1 FROM tenure WHERE person_id = :id AND withdrawn_at IS NULL)
                       OR EXISTS (SELECT 1 FROM nominee WHERE person_id = :id)
                       OR EXISTS (SELECT 1 FROM entitled WHERE person_id = :id)
                       OR EXISTS (SELECT 1 FROM meeting
                                   WHERE presiding_chair_id = :id OR minute_taker_id = :id)
                       OR EXISTS (SELECT 1 FROM delegate WHERE person_id = :id)
                       OR EXISTS (SELECT 1 FROM delegate_decision WHERE person_id = :id)
                       OR EXISTS (SELECT 1 FROM congress_office WHERE person_id = :id)
                       OR EXISTS (SELECT 1 FROM election_candidate WHERE person_id = :id)
                       OR EXISTS (SELECT 1 FROM election_official WHERE person_id = :id)
                       OR EXISTS (SELECT 1 FROM official_passing AS anew, json_each(anew.officials) AS one
                                   WHERE json_extract(one.value, '$[0]') = :id)
                       OR EXISTS (SELECT 1 FROM election_relative
                                   WHERE person_id = :id OR candidate_person_id = :id)
                       OR EXISTS (SELECT 1 FROM write_in_ruling WHERE person_id = :id)""",
                {"id": person_id},
            )
        )

    def _write_resume(self, person_id: int, resume: tuple[ResumeLine, ...]) -> None:
        for position, line in enumerate(resume, start=1):
            self._database.execute(
                "INSERT INTO resume_line (person_id, position, period, text) VALUES (?, ?, ?, ?)",
                (person_id, position, line.period, line.text),
            )

    def get(self, person_id: int) -> Person | None:
        """Return one person, or None."""
        row = self._database.row(
            f"SELECT id, {_NAMES} FROM person WHERE id = ? AND removed_at IS NULL", (person_id,)
        )
        if row is None:
            return None
        lines = self._database.rows(
            "SELECT period, text FROM resume_line WHERE person_id = ? ORDER BY position", (person_id,)
        )
        return self._person(row, tuple(ResumeLine(line["period"], line["text"]) for line in lines))

    def everyone(self) -> list[Person]:
        """Return all persons in the order they were recorded."""
        resumes: defaultdict[int, list[ResumeLine]] = defaultdict(list)
        for line in self._database.rows(
            "SELECT person_id, period, text FROM resume_line ORDER BY person_id, position"
        ):
            resumes[line["person_id"]].append(ResumeLine(line["period"], line["text"]))
        rows = self._database.rows(f"SELECT id, {_NAMES} FROM person WHERE removed_at IS NULL ORDER BY id")
        return [self._person(row, tuple(resumes.get(row["id"], ()))) for row in rows]

    def with_id_number(self, id_number: str) -> Person | None:
        """Return the person who has this ID number, or None."""
        mark = self._protection.search_mark(id_number, ID_NUMBER)
        column, wanted = ("id_number_mark", mark) if mark else ("id_number", id_number)
        person_id = self._database.value(f"SELECT id FROM person WHERE {column} = ?", (wanted,))
        return None if person_id is None else self.get(person_id)

    def namesakes(self, name: str) -> list[Person]:
        """Return the persons of exactly this name."""
        rows = self._database.rows(
            "SELECT id FROM person WHERE name = ? AND removed_at IS NULL ORDER BY id", (name,)
        )
        found = [self.get(row["id"]) for row in rows]
        return [person for person in found if person is not None]

    def put_delegate(self, person_id: int, term_number: int, kind: DelegateKind, may_vote: bool) -> int:
        """Put a person on a delegates' list, or change how she stands on it."""
        self._database.execute(
            """INSERT INTO delegate (person_id, term_number, kind, may_vote) VALUES (?, ?, ?, ?)
               ON CONFLICT (person_id, term_number)
               DO UPDATE SET kind = excluded.kind, may_vote = excluded.may_vote""",
            (person_id, term_number, kind.value, int(may_vote)),
        )
        value = self._database.value(
            "SELECT id FROM delegate WHERE person_id = ? AND term_number = ?", (person_id, term_number)
        )
        return int(value)

    def delete_delegate(self, person_id: int, term_number: int) -> None:
        """Take a person off a delegates' list."""
        self._database.execute(
            "DELETE FROM delegate_place WHERE person_id = ? AND term_number = ?", (person_id, term_number)
        )
        self._database.execute(
            "DELETE FROM delegate WHERE person_id = ? AND term_number = ?", (person_id, term_number)
        )

    def delegates(self, term_number: int) -> list[Delegate]:
        """Return the delegates' list of one congress in the order it was recorded."""
        rows = self._database.rows(
            """SELECT id, person_id, term_number, kind, may_vote
                 FROM delegate WHERE term_number = ? ORDER BY id""",
            (term_number,),
        )
        return [
            Delegate(
                row["id"],
                row["person_id"],
                row["term_number"],
                DelegateKind(row["kind"]),
                bool(row["may_vote"]),
            )
            for row in rows
        ]
