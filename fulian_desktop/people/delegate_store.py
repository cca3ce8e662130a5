"""SQL of the quota of delegates, of their groups and of what was decided on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.people.delegate_records import DelegateDecision, DelegateStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.storage.database import Database


class DelegateStore:
    """Reads and writes what belongs to delegates beside the list itself; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def quota(self, term_number: int) -> dict[str, int]:
        """Return the planned delegates by group, in the order of the table."""
        rows = self._database.rows(
            "SELECT group_name, planned FROM delegate_quota WHERE term_number = ? ORDER BY position",
            (term_number,),
        )
        return {row["group_name"]: row["planned"] for row in rows}

    def write_quota(self, term_number: int, quota: Mapping[str, int]) -> None:
        """Replace the whole table."""
        self._database.execute("DELETE FROM delegate_quota WHERE term_number = ?", (term_number,))
        for position, (group, planned) in enumerate(quota.items(), start=1):
            self._database.execute(
                "INSERT INTO delegate_quota (term_number, group_name, position, planned) VALUES (?, ?, ?, ?)",
                (term_number, group, position, planned),
            )

    def places(self, term_number: int) -> dict[int, tuple[str, int | None]]:
        """Return by person her group and whom she replaces."""
        rows = self._database.rows(
            "SELECT person_id, group_name, replaces_id FROM delegate_place WHERE term_number = ?",
            (term_number,),
        )
        return {row["person_id"]: (row["group_name"], row["replaces_id"]) for row in rows}

    def write_place(self, person_id: int, term_number: int, group: str, replaces_id: int | None) -> None:
        """Write the group of a delegate and whom she replaces."""
        self._database.execute(
            """INSERT INTO delegate_place (person_id, term_number, group_name, replaces_id)
               VALUES (?, ?, ?, ?)
               ON CONFLICT (person_id, term_number)
               DO UPDATE SET group_name = excluded.group_name,
                             replaces_id = coalesce(excluded.replaces_id, replaces_id)""",
            (person_id, term_number, group, replaces_id),
        )

    def add_decision(self, decision: DelegateDecision) -> int:
        """Insert a decision and return its id; the id it bears is ignored."""
        return self._database.execute(
            """INSERT INTO delegate_decision (person_id, term_number, decision, on_day, by_whom, reason, at,
                                              user_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                decision.person_id,
                decision.term_number,
                decision.step.value,
                decision.on_day,
                decision.by_whom,
                decision.reason,
                decision.at,
                decision.user,
            ),
        )

    def decisions(self, term_number: int) -> list[DelegateDecision]:
        """Return all decisions on the delegates of a congress in the order they were recorded."""
        return [one for one in self.all_decisions() if one.term_number == term_number]

    def all_decisions(self) -> list[DelegateDecision]:
        """Return all decisions on the delegates of all congresses in the order they were recorded."""
        rows = self._database.rows(
            """SELECT id, person_id, term_number, decision, on_day, by_whom, reason, at, user_name
                 FROM delegate_decision ORDER BY id"""
        )
        return [
            DelegateDecision(
                row["id"],
                row["person_id"],
                row["term_number"],
                DelegateStep(row["decision"]),
                row["on_day"],
                row["by_whom"],
                row["reason"],
                row["at"],
                row["user_name"],
            )
            for row in rows
        ]

    def was_opened(self, term_number: int) -> bool:
        """Return whether a session of the congress, whose entitled list are its delegates, was opened."""
        return bool(
            self._database.value(
                """SELECT EXISTS (SELECT 1 FROM meeting_session JOIN meeting ON meeting.id = meeting_id
                                   WHERE congress_number = ? AND state <> 'preparing'
                                     AND kind IN ('congress_preparatory', 'congress_plenary',
                                                  'congress_election', 'congress_closing'))""",
                (term_number,),
            )
        )
