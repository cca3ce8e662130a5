"""SQL of the agenda of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaDraft, AgendaItem, AgendaKind

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class AgendaStore:
    """Reads and writes agenda items; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def agenda(self, meeting_id: int) -> tuple[AgendaItem, ...]:
        """Return the agenda in order; numbers are given to the numbered items as they come."""
        items: list[AgendaItem] = []
        number = 0
        for row in self._database.rows(
            """SELECT id, position, numbered, kind, title, presenter, show_of_hands, bundled, minutes, details
                 FROM agenda_item WHERE meeting_id = ? ORDER BY numbered DESC, position, id""",
            (meeting_id,),
        ):
            number += row["numbered"]
            items.append(
                AgendaItem(
                    id=row["id"],
                    position=len(items) + 1,
                    number=number if row["numbered"] else 0,
                    kind=AgendaKind(row["kind"]),
                    title=row["title"],
                    presenter=row["presenter"],
                    show_of_hands=bool(row["show_of_hands"]),
                    bundled=bool(row["bundled"]),
                    minutes=row["minutes"],
                    details=row["details"],
                )
            )
        return tuple(items)

    def add_item(self, meeting_id: int, draft: AgendaDraft) -> int:
        """Append an agenda item and return its id."""
        position = self._database.value(
            "SELECT coalesce(max(position), 0) + 1 FROM agenda_item WHERE meeting_id = ?", (meeting_id,)
        )
        return self._database.execute(
            """INSERT INTO agenda_item (meeting_id, position, numbered, kind, title, presenter, show_of_hands,
                                        bundled, minutes, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (meeting_id, position, *_item_values(draft)),
        )

    def write_item(self, item_id: int, draft: AgendaDraft) -> None:
        """Write an agenda item; its place stays."""
        self._database.execute(
            """UPDATE agenda_item SET numbered = ?, kind = ?, title = ?, presenter = ?, show_of_hands = ?,
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


def _item_values(draft: AgendaDraft) -> tuple[object, ...]:
    return (
        int(draft.numbered),
        draft.kind.value,
        draft.title.strip(),
        draft.presenter.strip(),
        int(draft.show_of_hands),
        int(draft.bundled),
        draft.minutes,
        draft.details.strip(),
    )
