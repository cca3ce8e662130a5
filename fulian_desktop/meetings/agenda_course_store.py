"""SQL of what was done with the agenda while the meeting ran, and of what was agreed to without counting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fulian_desktop.meetings.agenda_course import AgendaAct, AgendaActKind

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class AgendaCourseStore:
    """Reads and adds acts with the agenda; never changes one, never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def acts(self, meeting_id: int) -> tuple[AgendaAct, ...]:
        """Return what was done with the agenda of a meeting, in the order of the records."""
        rows = self._database.rows(
            "SELECT id, act, agenda_item_id, ordering, reason, at, user_name FROM agenda_act"
            " WHERE meeting_id = ? ORDER BY id",
            (meeting_id,),
        )
        return tuple(
            AgendaAct(
                row["id"],
                AgendaActKind(row["act"]),
                row["agenda_item_id"],
                tuple(json.loads(row["ordering"])) if row["ordering"] else (),
                row["reason"],
                row["at"],
                row["user_name"],
            )
            for row in rows
        )

    def add(self, meeting_id: int, act: AgendaAct) -> int:
        """Add an act and return its id."""
        return self._database.execute(
            "INSERT INTO agenda_act (meeting_id, act, agenda_item_id, ordering, reason, at, user_name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                meeting_id,
                act.kind.value,
                act.item_id,
                json.dumps(act.ordering) if act.ordering else "",
                act.reason,
                act.at,
                act.user,
            ),
        )

    def objected(self, meeting_id: int) -> frozenset[int]:
        """Return the items whose standing agreement had objections."""
        rows = self._database.rows(
            "SELECT agenda_item_id FROM agreement AS one WHERE meeting_id = ? AND objections > 0"
            " AND NOT EXISTS (SELECT 1 FROM agreement AS other WHERE other.corrects_id = one.id)",
            (meeting_id,),
        )
        return frozenset(row["agenda_item_id"] for row in rows)

    def decided(self, meeting_id: int, item_id: int) -> bool:
        """Return whether anything was counted or agreed to under an item."""
        for table in ("vote_count", "agreement"):
            found = self._database.value(
                f"SELECT 1 FROM {table} WHERE meeting_id = ? AND agenda_item_id = ? LIMIT 1",
                (meeting_id, item_id),
            )
            if found is not None:
                return True
        return False
