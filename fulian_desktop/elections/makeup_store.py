"""SQL of how committees were made up when a term began. It only grows."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from fulian_desktop.people.makeup_records import Makeup, Share

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database

_SHARES = ("ages", "sexes", "parties", "educations", "occupations")


def makeup_to_text(makeup: Makeup) -> str:
    """Write how persons are made up as the JSON that is kept."""
    return json.dumps(asdict(makeup), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def makeup_from_text(text: str) -> Makeup:
    """Read what `makeup_to_text` wrote."""
    data = json.loads(text)
    shares = {name: tuple(Share(**one) for one in data.pop(name)) for name in _SHARES}
    return Makeup(**data | shares | {"minorities": Share(**data["minorities"])})


class MakeupStore:
    """Reads and writes kept makeups; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_term(self, term_number: int) -> dict[str, Makeup]:
        """Return the committee before and the one after a term began, as kept; empty where nothing was."""
        rows = self._database.rows(
            "SELECT side, makeup FROM committee_makeup WHERE term_number = ?", (term_number,)
        )
        return {row["side"]: makeup_from_text(row["makeup"]) for row in rows}

    def add(self, term_number: int, side: str, day: str, makeup: str, *, at: str, user: str) -> int:
        """Insert how a committee was made up; `side` is before or after."""
        return self._database.execute(
            """INSERT INTO committee_makeup (term_number, side, day, makeup, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (term_number, side, day, makeup, at, user),
        )

    def all(self) -> list[sqlite3.Row]:
        """Return everything kept in the file."""
        return self._database.rows(
            "SELECT id, term_number, side, day, makeup FROM committee_makeup ORDER BY id"
        )
