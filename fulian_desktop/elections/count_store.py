"""SQL of counts: ballots entered, calls, totals, doubtful ballots. All of it only grows."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fulian_desktop.elections import frozen_text
from fulian_desktop.elections.count_records import BallotCount, Call, Doubtful, Entry, Way
from fulian_desktop.rules.ballot_tally import CallOut, Total
from fulian_desktop.rules.ballots import Ballot, Mark

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_COUNT = """SELECT id, round_id, number, way, counter_name, at, user_name,
       (SELECT step FROM ballot_count_step WHERE count_id = ballot_count.id ORDER BY id DESC LIMIT 1) AS step
  FROM ballot_count"""
_LETTERS = {mark.value: mark for mark in Mark}


class BallotFigures(NamedTuple):
    """Valid, invalid and wholly blank ballots of a count by calling or by totals."""

    valid: int
    invalid: int
    blank: int = 0


def _count(row: sqlite3.Row) -> BallotCount:
    return BallotCount(
        row["id"],
        row["round_id"],
        row["number"],
        Way(row["way"]),
        row["counter_name"],
        row["step"] == "finished",
        row["step"] == "paused",
        row["at"],
        row["user_name"],
    )


@lru_cache(maxsize=4096)
def _ballot(marks: str, write_ins: str, invalid_reason: str) -> Ballot:
    return Ballot(
        tuple(_LETTERS[letter] for letter in marks),
        frozen_text.write_ins_from_text(write_ins),
        invalid_reason,
    )


def _doubtful(row: sqlite3.Row) -> Doubtful:
    return Doubtful(
        row["id"],
        row["count_id"],
        row["description"],
        row["at"],
        None if row["counted"] is None else bool(row["counted"]),
        row["reason"] or "",
        tuple(json.loads(row["names"])) if row["names"] else (),
        row["decided_at"] or "",
    )


def letters(ballot: Ballot) -> str:
    """Return the marks of a ballot as the letters of the record."""
    return "".join(mark.value for mark in ballot.marks)


class CountStore:
    """Reads and writes counts; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_count(self, one: BallotCount) -> int:
        """Insert a count and return its id; the id of `one` is ignored."""
        return self._database.execute(
            """INSERT INTO ballot_count (round_id, number, way, counter_name, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (one.round_id, one.number, one.way.value, one.counter_name, one.at, one.user),
        )

    def counts(self, round_id: int | None = None) -> tuple[BallotCount, ...]:
        """Return the counts of a round (None: of every round) in order."""
        rows = self._database.rows(f"{_COUNT} WHERE ?1 IS NULL OR round_id = ?1 ORDER BY id", (round_id,))
        return tuple(_count(row) for row in rows)

    def count(self, count_id: int) -> BallotCount | None:
        """Return one count, or None."""
        row = self._database.row(f"{_COUNT} WHERE id = ?", (count_id,))
        return None if row is None else _count(row)

    def add_step(self, count_id: int, step: str, tally: str, reason: str, *, at: str, user: str) -> int:
        """Insert a step of a count: paused, resumed, finished, reopened."""
        return self._database.execute(
            """INSERT INTO ballot_count_step (count_id, step, tally, reason, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (count_id, step, tally, reason, at, user),
        )

    def all_steps(self) -> list[sqlite3.Row]:
        """Return every step of every count."""
        return self._database.rows("SELECT id, count_id, step, tally, reason FROM ballot_count_step")

    # ---- ballots

    def add_entry(self, one: Entry) -> int:
        """Insert a ballot, or the undoing of one; the id of `one` is ignored."""
        return self._database.execute(
            """INSERT INTO ballot_entry (count_id, copies, marks, write_ins, invalid_reason, code,
                                         doubtful_id, withdraws_id, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                one.count_id,
                one.copies,
                letters(one.ballot),
                frozen_text.write_ins_to_text(one.ballot.write_ins),
                one.ballot.invalid_reason,
                one.code,
                one.doubtful_id,
                one.withdraws_id,
                one.at,
                one.user,
            ),
        )

    def entries(
        self, count_id: int | None = None, *, after: int = 0, last: int | None = None
    ) -> tuple[Entry, ...]:
        """Return the ballots of a count and what undoes them, in the order of entry.

        Args:
            count_id: the count; None: all counts.
            after: only those entered after this id.
            last: only so many, the latest, without those that undo others.
        """
        chosen = "(?1 IS NULL OR count_id = ?1) AND id > ?2"
        order = "ORDER BY id" if last is None else "AND withdraws_id IS NULL ORDER BY id DESC LIMIT ?3"
        parameters = (count_id, after) if last is None else (count_id, after, last)
        rows = self._database.rows(
            f"""SELECT *, EXISTS (SELECT 1 FROM ballot_entry WHERE withdraws_id = entry.id) AS gone
                  FROM ballot_entry AS entry WHERE {chosen} {order}""",
            parameters,
        )
        found = tuple(
            Entry(
                row["id"],
                row["count_id"],
                row["copies"],
                _ballot(row["marks"], row["write_ins"], row["invalid_reason"]),
                row["code"],
                row["doubtful_id"],
                row["withdraws_id"],
                row["at"],
                row["user_name"],
                bool(row["gone"]),
            )
            for row in rows
        )
        return found if last is None else found[::-1]

    def entered(self, count_id: int) -> int:
        """Return how many ballots of a count stand."""
        value = self._database.value(
            """SELECT coalesce(sum(CASE WHEN withdraws_id IS NULL THEN copies ELSE -copies END), 0)
                 FROM ballot_entry WHERE count_id = ?""",
            (count_id,),
        )
        return int(value)

    # ---- calls

    def add_call(self, one: Call) -> int:
        """Insert a call, or the undoing of one."""
        return self._database.execute(
            """INSERT INTO ballot_call (count_id, number, write_in, post, mark, withdraws_id, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                one.count_id,
                one.number,
                one.write_in,
                one.post,
                one.mark.value,
                one.withdraws_id,
                one.at,
                one.user,
            ),
        )

    def calls(self, count_id: int | None = None, *, last: int | None = None) -> tuple[Call, ...]:
        """Return the calls of a count (None: of all) and what undoes them; or only so many, the latest."""
        order = "ORDER BY id" if last is None else "AND withdraws_id IS NULL ORDER BY id DESC LIMIT ?2"
        rows = self._database.rows(
            f"""SELECT *, EXISTS (SELECT 1 FROM ballot_call WHERE withdraws_id = called.id) AS gone
                  FROM ballot_call AS called WHERE (?1 IS NULL OR count_id = ?1) {order}""",
            (count_id,) if last is None else (count_id, last),
        )
        found = tuple(
            Call(
                row["id"],
                row["count_id"],
                row["number"],
                row["write_in"],
                row["post"],
                _LETTERS[row["mark"]],
                row["withdraws_id"],
                row["at"],
                row["user_name"],
                bool(row["gone"]),
            )
            for row in rows
        )
        return found if last is None else found[::-1]

    def called(self, count_id: int) -> list[CallOut]:
        """Return how many times each candidate, or name written in, was called for what."""
        rows = self._database.rows(
            """SELECT number, mark, write_in, post,
                      sum(CASE WHEN withdraws_id IS NULL THEN 1 ELSE -1 END) AS times
                 FROM ballot_call WHERE count_id = ? GROUP BY number, mark, write_in, post""",
            (count_id,),
        )
        return [
            CallOut(row["number"], _LETTERS[row["mark"]], row["write_in"], row["post"], row["times"])
            for row in rows
        ]

    # ---- totals and figures

    def add_total(self, count_id: int, total: Total, *, at: str, user: str) -> int:
        """Insert the totals of a candidate, or of a name written in."""
        return self._database.execute(
            """INSERT INTO ballot_total (count_id, number, in_favour, against, abstaining, partly_invalid,
                                         not_voting, write_in, post, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (count_id, *total, at, user),
        )

    def totals(self, count_id: int | None = None) -> dict[int, tuple[int, Total]]:
        """Return the totals in the order of entry: by id, the count and the total."""
        rows = self._database.rows(
            "SELECT * FROM ballot_total WHERE ?1 IS NULL OR count_id = ?1 ORDER BY id", (count_id,)
        )
        return {row["id"]: (row["count_id"], Total(*(row[name] for name in Total._fields))) for row in rows}

    def add_figures(self, count_id: int, figures: BallotFigures, *, at: str, user: str) -> int:
        """Insert the valid, invalid and blank ballots of a count."""
        return self._database.execute(
            """INSERT INTO ballot_figure (count_id, valid, invalid, blank, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (count_id, *figures, at, user),
        )

    def figures(self, count_id: int) -> BallotFigures | None:
        """Return the figures that hold for a count, or None."""
        row = self._database.row(
            "SELECT valid, invalid, blank FROM ballot_figure WHERE count_id = ? ORDER BY id DESC LIMIT 1",
            (count_id,),
        )
        return None if row is None else BallotFigures(row["valid"], row["invalid"], row["blank"])

    def all_figures(self) -> list[sqlite3.Row]:
        """Return every figure entered."""
        return self._database.rows("SELECT id, count_id, valid, invalid, blank FROM ballot_figure")

    # ---- doubtful ballots

    def add_doubtful(self, count_id: int, description: str, *, at: str, user: str) -> int:
        """Insert a ballot set aside."""
        return self._database.execute(
            "INSERT INTO doubtful_ballot (count_id, description, at, user_name) VALUES (?, ?, ?, ?)",
            (count_id, description, at, user),
        )

    def add_decision(self, doubtful: Doubtful, user: str) -> int:
        """Insert what the scrutineers decided about a ballot set aside."""
        return self._database.execute(
            """INSERT INTO doubtful_decision (doubtful_id, counted, reason, names, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (
                doubtful.id,
                int(bool(doubtful.counted)),
                doubtful.reason,
                json.dumps(doubtful.names, ensure_ascii=False),
                doubtful.decided_at,
                user,
            ),
        )

    def doubtful(self, count_id: int | None = None) -> tuple[Doubtful, ...]:
        """Return the ballots set aside in a count (None: in every count), with the decisions taken."""
        rows = self._database.rows(
            """SELECT d.id, d.count_id, d.description, d.at, x.counted, x.reason, x.names, x.at AS decided_at
                 FROM doubtful_ballot AS d LEFT JOIN doubtful_decision AS x
                   ON x.id = (SELECT max(id) FROM doubtful_decision WHERE doubtful_id = d.id)
                WHERE ?1 IS NULL OR d.count_id = ?1 ORDER BY d.id""",
            (count_id,),
        )
        return tuple(_doubtful(row) for row in rows)

    def decisions(self) -> dict[int, Doubtful]:
        """Return every decision about a ballot set aside, by decision id; later ones replace earlier."""
        rows = self._database.rows(
            """SELECT x.id AS decision_id, d.id, d.count_id, d.description, d.at, x.counted, x.reason,
                      x.names, x.at AS decided_at
                 FROM doubtful_decision AS x JOIN doubtful_ballot AS d ON d.id = x.doubtful_id
                ORDER BY x.id"""
        )
        return {row["decision_id"]: _doubtful(row) for row in rows}
