"""Plain reading of what was recorded about an election, for the independent recount. Shares nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class RecountStore:
    """Hands out rows as plain mappings and lists."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def election(self, election_id: int) -> dict[str, Any] | None:
        """Return the election's own row, or None."""
        found = self._all("SELECT * FROM election WHERE id = ?", election_id)
        return found[0] if found else None

    def election_ids(self) -> list[int]:
        """Return the numbers of the elections in the file."""
        return [row["id"] for row in self._database.rows("SELECT id FROM election ORDER BY id")]

    def rounds(self, election_id: int) -> list[dict[str, Any]]:
        """Return the rounds in order with what was on the ballot and who was there."""
        found = self._all("SELECT * FROM election_round WHERE election_id = ? ORDER BY number", election_id)
        for one in found:
            later = self._all(
                "SELECT contest FROM candidate_passing WHERE round_id = ? ORDER BY id DESC LIMIT 1", one["id"]
            )
            one["contest"] = json.loads(later[0]["contest"] if later else one["contest"])
            roll = self._all(
                "SELECT entitled, present FROM round_attendance WHERE round_id = ? ORDER BY id DESC",
                one["id"],
            )
            one["roll"] = roll[0] if roll else None
        return found

    def ballots_moved(self, round_id: int) -> dict[str, int]:
        """Return the numbers of ballots by what happened to them, records taken back left out."""
        rows = self._database.rows(
            """SELECT kind, sum(number) AS total FROM custody_event AS event
                WHERE round_id = ? AND number IS NOT NULL AND withdraws_id IS NULL
                  AND id NOT IN (SELECT withdraws_id FROM custody_event WHERE withdraws_id IS NOT NULL)
                GROUP BY kind""",
            (round_id,),
        )
        return {row["kind"]: row["total"] for row in rows}

    def settled_count(self, round_id: int) -> dict[str, Any] | None:
        """Return the count that holds, or None."""
        found = self._all(
            """SELECT ballot_count.* FROM ballot_count JOIN count_settlement
                   ON count_settlement.count_id = ballot_count.id WHERE count_settlement.round_id = ?""",
            round_id,
        )
        return found[0] if found else None

    def ballots(self, count_id: int) -> list[dict[str, Any]]:
        """Return the ballots entered that were not undone."""
        found = self._all(
            """SELECT marks, write_ins, invalid_reason, copies FROM ballot_entry
                WHERE count_id = ? AND withdraws_id IS NULL
                  AND id NOT IN (SELECT withdraws_id FROM ballot_entry WHERE withdraws_id IS NOT NULL)""",
            count_id,
        )
        for one in found:
            one["write_ins"] = json.loads(one["write_ins"]) if one["write_ins"] else []
        return found

    def calls(self, count_id: int) -> list[dict[str, Any]]:
        """Return the calls that were not undone."""
        return self._all(
            """SELECT number, write_in, post, mark FROM ballot_call
                WHERE count_id = ? AND withdraws_id IS NULL
                  AND id NOT IN (SELECT withdraws_id FROM ballot_call WHERE withdraws_id IS NOT NULL)""",
            count_id,
        )

    def totals(self, count_id: int) -> list[dict[str, Any]]:
        """Return the totals that hold."""
        return self._all(
            """SELECT number, write_in, post, in_favour, against, abstaining, partly_invalid, not_voting
                 FROM ballot_total AS total
                WHERE count_id = ?
                  AND id = (SELECT max(id) FROM ballot_total WHERE count_id = total.count_id
                              AND number = total.number AND write_in = total.write_in
                              AND post = total.post)""",
            count_id,
        )

    def figures(self, count_id: int) -> dict[str, Any] | None:
        """Return the valid and invalid ballots entered, or None."""
        found = self._all(
            "SELECT valid, invalid FROM ballot_figure WHERE count_id = ? ORDER BY id DESC", count_id
        )
        return found[0] if found else None

    def rulings(self, round_id: int) -> dict[str, dict[str, Any]]:
        """Return the decision that holds about each spelling."""
        rows = self._all(
            """SELECT spelling, ruling, name FROM write_in_ruling
                WHERE round_id = ? ORDER BY id""",
            round_id,
        )
        return {row["spelling"]: row for row in rows}

    def withdrawn(self, election_id: int) -> dict[int, str]:
        """Return when each candidate withdrew, by candidate id."""
        rows = self._database.rows(
            """SELECT candidate_id, at FROM candidate_withdrawal
                WHERE candidate_id IN (SELECT id FROM election_candidate WHERE election_id = ?)""",
            (election_id,),
        )
        return {row["candidate_id"]: row["at"] for row in rows}

    def announced(self, round_id: int) -> dict[str, Any] | None:
        """Return what was announced of a round, or None."""
        found = self._all("SELECT valid, outcome, at FROM election_result WHERE round_id = ?", round_id)
        if not found:
            return None
        found[0]["outcome"] = json.loads(found[0]["outcome"])
        return found[0]

    def _all(self, sql: str, number: int) -> list[dict[str, Any]]:
        return [dict(row) for row in self._database.rows(sql, (number,))]
