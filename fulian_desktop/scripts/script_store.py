"""SQL of wordings and of the place of the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fulian_desktop.scripts.records import DeskPlace
from fulian_desktop.storage.table_seal import keeping_seal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.storage.database import Database


class ScriptStore:
    """Reads and writes wordings and the desk's place; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wording(self, kind: str) -> tuple[str, str] | None:
        """Return text and moment of the federation's own wording, or None."""
        row = self._database.row("SELECT text, saved_at FROM wording WHERE kind = ?", (kind,))
        return None if row is None else (row["text"], row["saved_at"])

    def write_wording(self, kind: str, text: str, at: str, user: str) -> None:
        """Keep the federation's own wording."""
        self._database.execute(
            "INSERT INTO wording (kind, text, saved_at, user_name) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at,"
            " user_name = excluded.user_name",
            (kind, text, at, user),
        )

    def delete_wording(self, kind: str) -> None:
        """Forget the federation's own wording."""
        self._database.execute("DELETE FROM wording WHERE kind = ?", (kind,))

    def place(self, meeting_id: int) -> DeskPlace | None:
        """Return where the desk stands in a meeting, None before the first line."""
        row = self._database.row(
            "SELECT line_key, half_typed FROM desk_place WHERE meeting_id = ?", (meeting_id,)
        )
        return None if row is None else DeskPlace(row["line_key"], json.loads(row["half_typed"]))

    def write_place(
        self, meeting_id: int, line_key: str, half_typed: Mapping[str, int | str], at: str
    ) -> None:
        """Keep where the desk stands."""
        with keeping_seal(self._database, "desk_place"):
            self._database.execute(
                "INSERT INTO desk_place (meeting_id, line_key, half_typed, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (meeting_id) DO UPDATE SET line_key = excluded.line_key,"
                " half_typed = excluded.half_typed, at = excluded.at",
                (meeting_id, line_key, json.dumps(dict(half_typed), ensure_ascii=False), at),
            )
