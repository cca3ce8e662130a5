"""SQL of rounds: custody, rulings, settlements, results, effects on seats. All of it only grows."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from fulian_desktop.elections import frozen_text
from fulian_desktop.elections.count_records import (
    CustodyEvent,
    CustodyKind,
    Difference,
    Effect,
    Round,
    RoundKind,
    RoundResult,
    RulingKind,
    RulingRecord,
    SeatEffect,
    Settlement,
)
from fulian_desktop.rules.election_pack import Method
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_ROUND = """SELECT r.id, r.election_id, number, kind, method, coalesce(anew.contest, r.contest) AS contest,
       r.contest AS first_contest, r.reason, r.at, entitled, present,
    a.at AS roll_called_at
  FROM election_round AS r LEFT JOIN round_attendance AS a
    ON a.id = (SELECT max(id) FROM round_attendance WHERE round_id = r.id)
  LEFT JOIN candidate_passing AS anew
    ON anew.id = (SELECT max(id) FROM candidate_passing WHERE round_id = r.id)"""


def _round(row: sqlite3.Row) -> Round:
    return Round(
        row["id"],
        row["election_id"],
        row["number"],
        RoundKind(row["kind"]),
        Method(row["method"]),
        frozen_text.contest_from_text(row["contest"]),
        row["reason"],
        row["at"],
        row["entitled"],
        row["present"],
        row["roll_called_at"],
    )


class RoundStore:
    """Reads and writes rounds; never commits.

    What is on the ballot follows the list of candidates passed last before ballots were issued.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_round(self, one: Round, user: str) -> int:
        """Insert a round and return its id; the id of `one` is ignored."""
        return self._database.execute(
            """INSERT INTO election_round (election_id, number, kind, method, contest, reason, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                one.election_id,
                one.number,
                one.kind.value,
                one.method.value,
                frozen_text.contest_to_text(one.contest),
                one.reason,
                one.at,
                user,
            ),
        )

    def rounds(self, election_id: int) -> tuple[Round, ...]:
        """Return the rounds of an election in order."""
        rows = self._database.rows(f"{_ROUND} WHERE r.election_id = ? ORDER BY number", (election_id,))
        return tuple(_round(row) for row in rows)

    def round(self, round_id: int) -> Round | None:
        """Return one round, or None."""
        row = self._database.row(f"{_ROUND} WHERE r.id = ?", (round_id,))
        return None if row is None else _round(row)

    def all_rounds(self, *, as_opened: bool = False) -> tuple[Round, ...]:
        """Return every round of the file; `as_opened`: with the ballot it was opened with."""
        rows = self._database.rows(f"{_ROUND} ORDER BY r.id")
        if not as_opened:
            return tuple(_round(row) for row in rows)
        return tuple(
            replace(_round(row), contest=frozen_text.contest_from_text(row["first_contest"])) for row in rows
        )

    def add_attendance(self, round_id: int, entitled: int, present: int, *, at: str, user: str) -> int:
        """Insert how many are entitled and there."""
        return self._database.execute(
            """INSERT INTO round_attendance (round_id, entitled, present, at, user_name)
               VALUES (?, ?, ?, ?, ?)""",
            (round_id, entitled, present, at, user),
        )

    def all_attendance(self) -> list[sqlite3.Row]:
        """Return every roll call of every round."""
        return self._database.rows("SELECT id, round_id, entitled, present FROM round_attendance ORDER BY id")

    # ---- custody

    def add_event(self, event: CustodyEvent) -> int:
        """Insert something that happened to the ballots."""
        return self._database.execute(
            """INSERT INTO custody_event (round_id, kind, number, happened_at, names, note, withdraws_id, at,
                                          user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                event.round_id,
                event.kind.value,
                event.number,
                event.happened_at,
                json.dumps(event.names, ensure_ascii=False),
                event.note,
                event.withdraws_id,
                event.at,
                event.user,
            ),
        )

    def events(self, round_id: int | None = None) -> tuple[CustodyEvent, ...]:
        """Return what happened to the ballots of a round (None: of every round), in the order of entry."""
        rows = self._database.rows(
            "SELECT * FROM custody_event WHERE ?1 IS NULL OR round_id = ?1 ORDER BY id", (round_id,)
        )
        gone = {row["withdraws_id"] for row in rows}
        return tuple(
            CustodyEvent(
                row["id"],
                row["round_id"],
                CustodyKind(row["kind"]),
                row["number"],
                row["happened_at"],
                tuple(json.loads(row["names"])),
                row["note"],
                row["withdraws_id"],
                row["at"],
                row["user_name"],
                row["id"] in gone,
            )
            for row in rows
        )

    # ---- rulings about names written in

    def add_ruling(self, round_id: int, ruling: RulingRecord, user: str) -> int:
        """Insert what the scrutineers decided about a spelling."""
        return self._database.execute(
            """INSERT INTO write_in_ruling (round_id, spelling, ruling, name, person_id, reason, names, at,
                                            user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                round_id,
                ruling.spelling,
                ruling.kind.value,
                ruling.name,
                ruling.person_id,
                ruling.reason,
                json.dumps(ruling.names, ensure_ascii=False),
                ruling.at,
                user,
            ),
        )

    def rulings(self, round_id: int | None = None) -> tuple[RulingRecord, ...]:
        """Return the decisions about spellings of a round (None: of every round), the last of each holds."""
        rows = self._database.rows(
            "SELECT * FROM write_in_ruling WHERE ?1 IS NULL OR round_id = ?1 ORDER BY id", (round_id,)
        )
        return tuple(
            RulingRecord(
                row["id"],
                row["spelling"],
                RulingKind(row["ruling"]),
                row["name"],
                row["person_id"],
                row["reason"],
                tuple(json.loads(row["names"])),
                row["at"],
            )
            for row in rows
        )

    # ---- settlements and results

    def add_settlement(self, one: Settlement, user: str) -> int:
        """Insert which count of a round holds."""
        return self._database.execute(
            """INSERT INTO count_settlement (round_id, count_id, differences, reason, names, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                one.round_id,
                one.count_id,
                json.dumps([asdict(difference) for difference in one.differences], ensure_ascii=False),
                one.reason,
                json.dumps(one.names, ensure_ascii=False),
                one.at,
                user,
            ),
        )

    def settlements(self, round_id: int | None = None) -> dict[int, Settlement]:
        """Return the settlements (None: of every round), by their ids."""
        rows = self._database.rows(
            "SELECT * FROM count_settlement WHERE ?1 IS NULL OR round_id = ?1", (round_id,)
        )
        return {
            row["id"]: Settlement(
                row["round_id"],
                row["count_id"],
                tuple(Difference(**one) for one in json.loads(row["differences"])),
                row["reason"],
                tuple(json.loads(row["names"])),
                row["at"],
            )
            for row in rows
        }

    def add_result(self, result: RoundResult) -> int:
        """Insert what a round came to."""
        return self._database.execute(
            "INSERT INTO election_result (round_id, valid, outcome, at, user_name) VALUES (?, ?, ?, ?, ?)",
            (
                result.round_id,
                int(result.valid),
                frozen_text.outcome_to_text(result.outcome),
                result.at,
                result.user,
            ),
        )

    def results(self, round_id: int | None = None) -> dict[int, RoundResult]:
        """Return the results (None: of every round), by their ids."""
        rows = self._database.rows(
            "SELECT * FROM election_result WHERE ?1 IS NULL OR round_id = ?1 ORDER BY id", (round_id,)
        )
        return {
            row["id"]: RoundResult(
                row["round_id"],
                bool(row["valid"]),
                frozen_text.outcome_from_text(row["outcome"]),
                row["at"],
                row["user_name"],
            )
            for row in rows
        }

    def result(self, round_id: int) -> RoundResult | None:
        """Return what a round came to, or None."""
        return next(iter(self.results(round_id).values()), None)

    # ---- ends and effects

    def add_end(self, election_id: int, vacant: int, reason: str, *, at: str, user: str) -> int:
        """Insert that nothing further is voted on in an election."""
        return self._database.execute(
            "INSERT INTO election_end (election_id, vacant, reason, at, user_name) VALUES (?, ?, ?, ?, ?)",
            (election_id, vacant, reason, at, user),
        )

    def end(self, election_id: int) -> tuple[int, str] | None:
        """Return how many seats stay vacant and why, None while the election goes on."""
        row = self._database.row(
            "SELECT vacant, reason FROM election_end WHERE election_id = ?", (election_id,)
        )
        return None if row is None else (row["vacant"], row["reason"])

    def all_ends(self) -> list[sqlite3.Row]:
        """Return every end of an election."""
        return self._database.rows("SELECT id, election_id, vacant, reason FROM election_end ORDER BY id")

    def add_effect(self, effect: SeatEffect, user: str) -> int:
        """Insert what an election did to a tenure."""
        return self._database.execute(
            """INSERT INTO tenure_election
                      (election_id, round_id, tenure_id, effect, post, votes, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                effect.election_id,
                effect.round_id,
                effect.tenure_id,
                effect.effect.value,
                effect.post.value,
                effect.votes,
                effect.at,
                user,
            ),
        )

    def effects(self, election_id: int | None = None) -> dict[int, SeatEffect]:
        """Return what elections did to tenures (None: all elections), by ids."""
        rows = self._database.rows(
            "SELECT * FROM tenure_election WHERE ?1 IS NULL OR election_id = ?1 ORDER BY id", (election_id,)
        )
        return {
            row["id"]: SeatEffect(
                row["tenure_id"],
                row["election_id"],
                row["round_id"],
                Effect(row["effect"]),
                Post(row["post"]),
                row["votes"],
                row["at"],
            )
            for row in rows
        }
