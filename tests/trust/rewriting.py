"""Rewriting a journal with care: an old entry is changed and the whole chain behind it is built anew."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from fulian_desktop.storage.journal import _FIELDS, _FIRST_HASH, _hash
from tests.tampering import tamper

if TYPE_CHECKING:
    from pathlib import Path


def rewrite_reason(path: Path, entry: int, reason: str) -> dict[str, str]:
    """Give an entry another reason and every entry from there on its proper hash; return old hash to new."""
    raw = sqlite3.connect(path)
    rows = [list(row) for row in raw.execute(f"SELECT {_FIELDS} FROM journal ORDER BY id")]
    raw.close()
    statements, renamed, previous = [], {}, _FIRST_HASH
    for row in rows:
        before = str(row[-1])
        row[8] = reason if row[0] == entry else row[8]
        row[9], row[10] = previous, _hash((*row[:9], previous))
        previous = renamed[before] = str(row[10])
        statements.append(
            f"UPDATE journal SET reason = {_quoted(row[8])}, previous_hash = '{row[9]}', hash = '{row[10]}'"
            f" WHERE id = {row[0]}"
        )
    statements.append(f"UPDATE journal_head SET hash = '{previous}'")
    statements.append("DELETE FROM table_seal")
    tamper(path, *statements)
    return renamed


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
