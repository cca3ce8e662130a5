"""SQL of the imports that were made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fulian_desktop.access.protection import Protection
from fulian_desktop.exchange.import_records import ImportEffects, ImportRecord
from fulian_desktop.people.kept_facts import kept_effects, shown_effects

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_COLUMNS = "id, at, user_name, source_name, post, effects, undone_at"


class ImportStore:
    """Reads and writes what imports did; never commits."""

    def __init__(self, database: Database, protection: Protection | None = None) -> None:
        self._database = database
        self._protection = protection or Protection()

    def add(self, at: str, user: str, source_name: str, post: str, effects: ImportEffects) -> int:
        """Insert an import and return its id."""
        return self._database.execute(
            "INSERT INTO roster_import (at, user_name, source_name, post, effects) VALUES (?, ?, ?, ?, ?)",
            (at, user, source_name, post, self._kept(effects)),
        )

    def get(self, import_id: int) -> ImportRecord | None:
        """Return one import, or None."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM roster_import WHERE id = ?", (import_id,))
        return None if row is None else self._record(row)

    def all(self) -> list[ImportRecord]:
        """Return all imports, the newest first."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM roster_import ORDER BY id DESC")
        return [self._record(row) for row in rows]

    def mark_undone(self, import_id: int, at: str, effects: ImportEffects) -> None:
        """Mark an import as undone; of its effects only what is given stays."""
        self._database.execute(
            "UPDATE roster_import SET undone_at = ?, effects = ? WHERE id = ?",
            (at, self._kept(effects), import_id),
        )

    def _kept(self, effects: ImportEffects) -> str:
        return kept_effects(_as_json(effects), self._protection)

    def _record(self, row: sqlite3.Row) -> ImportRecord:
        return ImportRecord(
            id=row["id"],
            at=row["at"],
            user=row["user_name"],
            source_name=row["source_name"],
            post=row["post"],
            effects=_from_json(shown_effects(row["effects"], self._protection)),
            undone_at=row["undone_at"],
        )


def _as_json(effects: ImportEffects) -> str:
    return json.dumps(effects.__dict__, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _from_json(text: str) -> ImportEffects:
    values: dict[str, Any] = json.loads(text)
    return ImportEffects(
        term_number=values["term_number"],
        added={int(person_id): mark for person_id, mark in values["added"].items()},
        changed={
            int(person_id): {name: (old, new) for name, (old, new) in facts.items()}
            for person_id, facts in values["changed"].items()
        },
        delegates=tuple(values["delegates"]),
        tenures=tuple(values["tenures"]),
        counts=dict(values["counts"]),
    )
