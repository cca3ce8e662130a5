"""Numbers of persons that stand elsewhere than with the person: what an import changed, to be taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fulian_desktop.access.protection import ID_NUMBER, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.access.protection import Protection
    from fulian_desktop.storage.database import Database

_PROTECTED = {"phone": PHONE, "id_number": ID_NUMBER}


def kept_effects(text: str, protection: Protection) -> str:
    """Return what an import did (JSON, as it is stored) with the numbers as they are to be kept."""
    return _with_numbers(text, protection.kept)


def shown_effects(text: str, protection: Protection) -> str:
    """Return the same with the numbers readable, as far as their key is at hand."""
    return _with_numbers(text, protection.shown)


def protect_imports(database: Database, protection: Protection) -> None:
    """Write the numbers in every import anew, in the transaction that begins protection."""
    for row in database.rows("SELECT id, effects FROM roster_import ORDER BY id"):
        database.execute(
            "UPDATE roster_import SET effects = ? WHERE id = ?",
            (kept_effects(row["effects"], protection), row["id"]),
        )


def forget_in_imports(database: Database, person_id: int) -> None:
    """Take a person out of what imports could take back; nothing of her is left there."""
    for row in database.rows("SELECT id, effects FROM roster_import ORDER BY id"):
        effects: dict[str, Any] = json.loads(row["effects"])
        found = [effects[part].pop(str(person_id), None) for part in ("added", "changed")]
        if any(one is not None for one in found):
            database.execute("UPDATE roster_import SET effects = ? WHERE id = ?", (_text(effects), row["id"]))


def _with_numbers(text: str, change: Callable[[str, str], str]) -> str:
    effects: dict[str, Any] = json.loads(text)
    for facts in effects.get("changed", {}).values():
        for field, place in _PROTECTED.items():
            if field in facts:
                facts[field] = [change(value, place) if value else value for value in facts[field]]
    return _text(effects)


def _text(effects: dict[str, Any]) -> str:
    return json.dumps(effects, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
