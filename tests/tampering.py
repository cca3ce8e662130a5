"""Changing a data file behind the program's back, the way somebody who knows SQLite would."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def tamper(path: Path, *statements: str) -> None:
    """Run statements on a closed data file with every trigger out of the way, and put the triggers back."""
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        guards = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        raw.execute("PRAGMA foreign_keys = OFF")
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        changed = 0
        for statement in statements:
            changed += max(0, raw.execute(statement).rowcount)
        assert changed, "nothing was tampered with"
        for _, guard in guards:
            raw.execute(guard)
    finally:
        raw.close()
