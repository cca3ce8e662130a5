"""SQL of the agenda of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaDraft, AgendaItem, AgendaKind, DecisionMethod

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_COLUMNS = "id, position, numbered, kind, title, presenter, method, bundled, minutes, details, spontaneous"


class AgendaStore:
    """Reads and writes agenda items; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def agenda(self, meeting_id: int) -> tuple[AgendaItem, ...]:
        """Return the agenda as adopted, in order; numbers are given to the numbered items as they come."""
        items: list[AgendaItem] = []
        number = 0
        for row in self._database.rows(
            f"SELECT {_COLUMNS} FROM agenda_item WHERE meeting_id = ? AND spontaneous = 0"
            " ORDER BY numbered DESC, position, id",
            (meeting_id,),
        ):
            number += row["numbered"]
            items.append(_item(row, len(items) + 1, number if row["numbered"] else 0))
        return tuple(items)

    def spontaneous(self, meeting_id: int) -> tuple[AgendaItem, ...]:
        """Return the items put in while the meeting ran, in the order they were put in."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM agenda_item WHERE meeting_id = ? AND spontaneous = 1 ORDER BY id",
            (meeting_id,),
        )
        return tuple(_item(row, row["position"], 0) for row in rows)

    def add_item(self, meeting_id: int, draft: AgendaDraft, *, spontaneous: bool = False) -> int:
        """Append an agenda item and return its id."""
        position = self._database.value(
            "SELECT coalesce(max(position), 0) + 1 FROM agenda_item WHERE meeting_id = ?", (meeting_id,)
        )
        return self._database.execute(
            """INSERT INTO agenda_item (meeting_id, position, numbered, kind, title, presenter, method,
                                        bundled, minutes, details, spontaneous)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (meeting_id, position, *_item_values(draft), int(spontaneous)),
        )

    def write_item(self, item_id: int, draft: AgendaDraft) -> None:
        """Write an agenda item; its place stays."""
        self._database.execute(
            """UPDATE agenda_item SET numbered = ?, kind = ?, title = ?, presenter = ?, method = ?,
                      bundled = ?, minutes = ?, details = ? WHERE id = ?""",
            (*_item_values(draft), item_id),
        )

    def write_order(self, item_ids: list[int]) -> None:
        """Write the order of agenda items."""
        for position, item_id in enumerate(item_ids, start=1):
            self._database.execute("UPDATE agenda_item SET position = ? WHERE id = ?", (position, item_id))

    def delete_item(self, item_id: int) -> None:
        """Take an item off the agenda of a meeting in preparation."""
        self._database.execute("DELETE FROM agenda_item WHERE id = ?", (item_id,))


def _item(row: sqlite3.Row, position: int, number: int) -> AgendaItem:
    return AgendaItem(
        id=row["id"],
        position=position,
        number=number,
        kind=AgendaKind(row["kind"]),
        title=row["title"],
        presenter=row["presenter"],
        method=DecisionMethod(row["method"]),
        bundled=bool(row["bundled"]),
        minutes=row["minutes"],
        details=row["details"],
        spontaneous=bool(row["spontaneous"]),
    )


def _item_values(draft: AgendaDraft) -> tuple[object, ...]:
    return (
        int(draft.numbered),
        draft.kind.value,
        draft.title.strip(),
        draft.presenter.strip(),
        draft.decided_by.value,
        int(draft.bundled),
        draft.minutes,
        draft.details.strip(),
    )
