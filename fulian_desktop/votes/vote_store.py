"""SQL of counts and of bundled votes given up; both only grow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fulian_desktop.rules.thresholds import Base
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.votes.records import MotionKey, VoteCount

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_COLUMNS = (
    "meeting_id, agenda_item_id, nominee_id, question, entitled, present, voters, in_favour, against, "
    "abstaining, not_voting, base, need, quorum_need, outcome, explanation, present_people, corrects_id, "
    "reason, at, user_name"
)
_MARKS = ", ".join("?" * len(_COLUMNS.split(",")))


def _count(row: sqlite3.Row) -> VoteCount:
    return VoteCount(
        id=row["id"],
        meeting_id=row["meeting_id"],
        key=MotionKey(row["agenda_item_id"], row["nominee_id"]),
        question=row["question"],
        entitled=row["entitled"],
        present=row["present"],
        voters=row["voters"],
        in_favour=row["in_favour"],
        against=row["against"],
        abstaining=row["abstaining"],
        not_voting=row["not_voting"],
        base=Base(row["base"]),
        need=row["need"],
        quorum_need=row["quorum_need"],
        outcome=Outcome(row["outcome"]),
        explanation=row["explanation"],
        present_people=tuple(json.loads(row["present_people"])),
        corrects_id=row["corrects_id"],
        reason=row["reason"],
        at=row["at"],
        user=row["user_name"],
    )


class VoteStore:
    """Reads and writes counts; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, count: VoteCount) -> int:
        """Insert a count and return its id; the id of `count` is ignored."""
        return self._database.execute(
            f"INSERT INTO vote_count ({_COLUMNS}) VALUES ({_MARKS})",
            (
                count.meeting_id,
                count.key.item_id,
                count.key.nominee_id,
                count.question,
                count.entitled,
                count.present,
                count.voters,
                count.in_favour,
                count.against,
                count.abstaining,
                count.not_voting,
                count.base.value,
                count.need,
                count.quorum_need,
                count.outcome.value,
                count.explanation,
                json.dumps(count.present_people),
                count.corrects_id,
                count.reason,
                count.at,
                count.user,
            ),
        )

    def counts(self, meeting_id: int) -> tuple[VoteCount, ...]:
        """Return all counts of a meeting in the order they were confirmed, corrected ones included."""
        rows = self._database.rows(
            f"SELECT id, {_COLUMNS} FROM vote_count WHERE meeting_id = ? ORDER BY id", (meeting_id,)
        )
        return tuple(_count(row) for row in rows)

    def counts_of(self, meeting_id: int, key: MotionKey) -> tuple[VoteCount, ...]:
        """Return the counts of one question, the first one first, the one that holds last."""
        rows = self._database.rows(
            f"""SELECT id, {_COLUMNS} FROM vote_count
                 WHERE meeting_id = ? AND agenda_item_id = ? AND nominee_id IS ? ORDER BY id""",
            (meeting_id, key.item_id, key.nominee_id),
        )
        return tuple(_count(row) for row in rows)

    def count(self, count_id: int) -> VoteCount | None:
        """Return one count, or None."""
        row = self._database.row(f"SELECT id, {_COLUMNS} FROM vote_count WHERE id = ?", (count_id,))
        return None if row is None else _count(row)

    def all_counts(self) -> tuple[VoteCount, ...]:
        """Return every count of the file."""
        return tuple(
            _count(row) for row in self._database.rows(f"SELECT id, {_COLUMNS} FROM vote_count ORDER BY id")
        )

    def add_split(self, item_id: int, at: str, reason: str) -> None:
        """Note that a bundled vote was given up for one person by person."""
        self._database.execute(
            "INSERT INTO vote_split (agenda_item_id, at, reason) VALUES (?, ?, ?)", (item_id, at, reason)
        )

    def split_items(self) -> frozenset[int]:
        """Return the agenda items voted person by person because their bundled vote is not carried."""
        rows = self._database.rows(
            """SELECT agenda_item_id FROM vote_split WHERE NOT EXISTS (
                      SELECT 1 FROM vote_count AS bundled
                       WHERE bundled.agenda_item_id = vote_split.agenda_item_id
                         AND bundled.nominee_id IS NULL AND bundled.outcome <> 'not_carried'
                         AND NOT EXISTS (SELECT 1 FROM vote_count AS later
                                          WHERE later.corrects_id = bundled.id))"""
        )
        return frozenset(row["agenda_item_id"] for row in rows)

    def all_split_items(self) -> frozenset[int]:
        """Return every agenda item whose bundled vote was ever given up for one person by person."""
        rows = self._database.rows("SELECT agenda_item_id FROM vote_split")
        return frozenset(row["agenda_item_id"] for row in rows)
