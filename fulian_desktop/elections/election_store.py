"""SQL of elections and their preparation: own rules, posts, candidates, officials."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from fulian_desktop.elections.records import (
    Body,
    Candidate,
    ElectionKind,
    Official,
    OfficialPassing,
    PostSeats,
    Relative,
    Role,
    Withdrawal,
)
from fulian_desktop.rules.election_pack import ElectionPack
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from fulian_desktop.storage.database import Database

_ELECTION = """SELECT id, body, kind, term_number, meeting_id, agenda_item_id, pack_text, passed_at,
       officials_passed_at, created_at FROM election"""
_CANDIDATE = """SELECT c.id, c.election_id, c.position, c.post, c.person_id, c.name, c.seat_id,
       seat.number AS seat_number, c.origin, w.stage, w.reason, w.consequence, w.at AS withdrawn_at
  FROM election_candidate AS c LEFT JOIN seat ON seat.id = c.seat_id
  LEFT JOIN candidate_withdrawal AS w ON w.candidate_id = c.id"""


@lru_cache(maxsize=32)
def pack_from(text: str) -> ElectionPack:
    """Read rules kept with an election."""
    return ElectionPack.from_text(text)


def _candidate(row: sqlite3.Row) -> Candidate:
    gone = None
    if row["stage"] is not None:
        gone = Withdrawal(row["id"], row["stage"], row["reason"], row["consequence"], row["withdrawn_at"])
    return Candidate(
        row["id"],
        row["position"],
        Post(row["post"]),
        row["person_id"],
        row["name"],
        row["seat_number"],
        row["origin"],
        gone,
    )


def _by_role(officials: Iterable[Official]) -> tuple[Official, ...]:
    order = list(Role)
    return tuple(sorted(officials, key=lambda one: order.index(one.role)))


def officials_to_text(officials: Iterable[Official]) -> str:
    """Return a list of scrutineers and tellers as it is kept."""
    return json.dumps([[one.person_id, one.name, one.role.value] for one in officials], ensure_ascii=False)


class PackStore:
    """Reads and writes the federation's own rules; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_pack(self, pack_id: str, text: str, *, removed: bool, at: str, user: str) -> int:
        """Insert a version of the federation's own rules."""
        return self._database.execute(
            "INSERT INTO election_pack (pack_id, text, removed, at, user_name) VALUES (?, ?, ?, ?, ?)",
            (pack_id, text, int(removed), at, user),
        )

    def packs(self) -> list[str]:
        """Return the texts of the federation's own rules that hold, in the order they were first saved."""
        rows = self._database.rows(
            """SELECT text FROM election_pack AS pack
                WHERE removed = 0
                  AND id = (SELECT max(id) FROM election_pack WHERE pack_id = pack.pack_id)
                ORDER BY (SELECT min(id) FROM election_pack WHERE pack_id = pack.pack_id)"""
        )
        return [row["text"] for row in rows]

    def all_packs(self) -> list[sqlite3.Row]:
        """Return every version of the federation's own rules, those removed included."""
        return self._database.rows("SELECT id, pack_id, text, removed FROM election_pack ORDER BY id")


class OfficialStore:
    """Reads and writes scrutineers, tellers and declared relatives; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def officials(self, election_id: int) -> tuple[Official, ...]:
        """Return scrutineers and tellers as they hold now, the chief first."""
        anew = self.passings(election_id)
        return anew[-1].officials if anew else self.first_officials(election_id)

    def passings(self, election_id: int) -> tuple[OfficialPassing, ...]:
        """Return the lists passed anew in order, without the first one."""
        rows = self._database.rows(
            "SELECT * FROM official_passing WHERE election_id = ? ORDER BY id", (election_id,)
        )
        return tuple(
            OfficialPassing(
                election_id,
                _by_role(
                    Official(place, person_id, name, Role(role))
                    for place, (person_id, name, role) in enumerate(json.loads(row["officials"]), start=1)
                ),
                row["reason"],
                row["at"],
                row["id"],
            )
            for row in rows
        )

    def all_passings(self) -> list[sqlite3.Row]:
        """Return every list passed anew of the file."""
        return self._database.rows(
            "SELECT id, election_id, reason, officials FROM official_passing ORDER BY id"
        )

    def add_passing(self, anew: OfficialPassing, user: str) -> int:
        """Insert a list passed anew."""
        return self._database.execute(
            """INSERT INTO official_passing (election_id, reason, officials, at, user_name)
               VALUES (?, ?, ?, ?, ?)""",
            (anew.election_id, anew.reason, officials_to_text(anew.officials), anew.at, user),
        )

    def first_officials(self, election_id: int) -> tuple[Official, ...]:
        """Return scrutineers and tellers as they were first passed, or are prepared, the chief first."""
        rows = self._database.rows(
            "SELECT id, person_id, name, role FROM election_official WHERE election_id = ? ORDER BY id",
            (election_id,),
        )
        return _by_role(Official(row["id"], row["person_id"], row["name"], Role(row["role"])) for row in rows)

    def add_official(self, election_id: int, person_id: int, name: str, role: Role) -> int:
        """Insert a scrutineer or teller."""
        return self._database.execute(
            "INSERT INTO election_official (election_id, person_id, name, role) VALUES (?, ?, ?, ?)",
            (election_id, person_id, name, role.value),
        )

    def delete_official(self, official_id: int) -> None:
        """Take a scrutineer or teller off a list that was not passed."""
        self._database.execute("DELETE FROM election_official WHERE id = ?", (official_id,))

    def relatives(self, election_id: int) -> tuple[Relative, ...]:
        """Return who declared to be a relative of a candidate."""
        rows = self._database.rows(
            """SELECT id, person_id, candidate_person_id, relation FROM election_relative
                WHERE election_id = ? ORDER BY id""",
            (election_id,),
        )
        return tuple(
            Relative(row["id"], row["person_id"], row["candidate_person_id"], row["relation"]) for row in rows
        )

    def add_relative(
        self, election_id: int, pair: tuple[int, int], relation: str, *, at: str, user: str
    ) -> int:
        """Insert a declaration; `pair` is the person and the candidate's person."""
        return self._database.execute(
            """INSERT INTO election_relative
                      (election_id, person_id, candidate_person_id, relation, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (election_id, *pair, relation, at, user),
        )

    def delete_relative(self, relative_id: int) -> None:
        """Take back a declaration."""
        self._database.execute("DELETE FROM election_relative WHERE id = ?", (relative_id,))


class ElectionStore:
    """Reads and writes elections in preparation; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- elections

    def add_election(
        self,
        *,
        body: Body,
        kind: ElectionKind,
        term_number: int,
        meeting: tuple[int | None, int | None],
        pack_text: str,
        at: str,
    ) -> int:
        """Insert an election in preparation; `meeting` is meeting and agenda item."""
        return self._database.execute(
            """INSERT INTO election
                      (body, kind, term_number, meeting_id, agenda_item_id, pack_text, created_at)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (body.value, kind.value, term_number, *meeting, pack_text, at),
        )

    def election_row(self, election_id: int) -> sqlite3.Row | None:
        """Return one election, or None."""
        return self._database.row(f"{_ELECTION} WHERE id = ?", (election_id,))

    def election_ids(self) -> list[int]:
        """Return the ids of all elections, the newest first."""
        return [row["id"] for row in self._database.rows("SELECT id FROM election ORDER BY id DESC")]

    def write_pack(self, election_id: int, text: str) -> None:
        """Write the rules of an election in preparation."""
        self._database.execute("UPDATE election SET pack_text = ? WHERE id = ?", (text, election_id))

    def write_meeting(self, election_id: int, meeting_id: int | None, item_id: int | None) -> None:
        """Write at which meeting, under which agenda item, an election in preparation is held."""
        self._database.execute(
            "UPDATE election SET meeting_id = ?, agenda_item_id = ? WHERE id = ?",
            (meeting_id, item_id, election_id),
        )

    def mark_passed(self, election_id: int, at: str) -> None:
        """Freeze the list of candidates and the rules."""
        self._database.execute("UPDATE election SET passed_at = ? WHERE id = ?", (at, election_id))

    def mark_officials_passed(self, election_id: int, at: str) -> None:
        """Freeze the list of scrutineers and tellers."""
        self._database.execute("UPDATE election SET officials_passed_at = ? WHERE id = ?", (at, election_id))

    def delete_election(self, election_id: int) -> None:
        """Delete an election in preparation; a trigger refuses any other."""
        self._database.execute("DELETE FROM election WHERE id = ?", (election_id,))

    def posts(self, election_id: int) -> tuple[PostSeats, ...]:
        """Return the posts with their seats, the chair first."""
        rows = self._database.rows(
            "SELECT post, seats FROM election_post WHERE election_id = ?", (election_id,)
        )
        found = [PostSeats(Post(row["post"]), row["seats"]) for row in rows]
        return tuple(sorted(found, key=lambda one: one.post.rank))

    def write_posts(self, election_id: int, posts: tuple[PostSeats, ...]) -> None:
        """Replace the posts of an election in preparation."""
        self._database.execute("DELETE FROM election_post WHERE election_id = ?", (election_id,))
        for one in posts:
            self._database.execute(
                "INSERT INTO election_post (election_id, post, seats) VALUES (?, ?, ?)",
                (election_id, one.post.value, one.seats),
            )

    # ---- candidates

    def candidates(self, election_id: int) -> tuple[Candidate, ...]:
        """Return every candidate on record: the first list in its order, then those who came later."""
        rows = self._database.rows(
            f"{_CANDIDATE} WHERE c.election_id = ? ORDER BY c.position, c.id", (election_id,)
        )
        return tuple(_candidate(row) for row in rows)

    def add_candidate(
        self,
        election_id: int,
        post: Post,
        who: tuple[int | None, str],
        *,
        position: int,
        seat_id: int | None = None,
        origin: str = "nominated",
    ) -> int:
        """Insert a candidate; `who` is her person id and name."""
        return self._database.execute(
            """INSERT INTO election_candidate (election_id, post, person_id, name, position, seat_id, origin)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (election_id, post.value, *who, position, seat_id, origin),
        )

    def delete_candidate(self, candidate_id: int) -> None:
        """Take a candidate off a list that was not passed."""
        self._database.execute("DELETE FROM election_candidate WHERE id = ?", (candidate_id,))

    def write_position(self, candidate_id: int, position: int) -> None:
        """Give a candidate her number on a ballot that was not passed."""
        self._database.execute(
            "UPDATE election_candidate SET position = ? WHERE id = ?", (position, candidate_id)
        )

    def election_of_candidate(self, candidate_id: int) -> int | None:
        """Return the election a candidate stands in, or None."""
        value = self._database.value(
            "SELECT election_id FROM election_candidate WHERE id = ?", (candidate_id,)
        )
        return None if value is None else int(value)

    def add_withdrawal(self, gone: Withdrawal, user: str) -> int:
        """Insert that a candidate withdrew."""
        return self._database.execute(
            """INSERT INTO candidate_withdrawal (candidate_id, stage, reason, consequence, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (gone.candidate_id, gone.stage, gone.reason, gone.consequence, gone.at, user),
        )

    def all_withdrawals(self) -> list[sqlite3.Row]:
        """Return every withdrawal of the file."""
        return self._database.rows("SELECT * FROM candidate_withdrawal ORDER BY id")

    def seat_id(self, term_number: int, seat_number: int) -> int | None:
        """Return the id of a seat, or None."""
        value = self._database.value(
            """SELECT seat.id FROM seat JOIN term ON term.id = seat.term_id
                WHERE term.number = ? AND seat.number = ?""",
            (term_number, seat_number),
        )
        return None if value is None else int(value)

    def frozen_list(self, election_id: int) -> list[sqlite3.Row]:
        """Return the list of candidates as it was first passed."""
        return self._database.rows(
            """SELECT position, post, name, person_id FROM election_candidate
                WHERE election_id = ? AND origin = 'nominated' ORDER BY position""",
            (election_id,),
        )
