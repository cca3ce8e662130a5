"""SQL of users, their secrets and their tries to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.access.records import Role, User
from fulian_desktop.access.secret_keys import KeptSecret
from fulian_desktop.storage.table_seal import keeping_seal

if TYPE_CHECKING:
    import sqlite3

    from fulian_desktop.storage.database import Database


def _user(row: sqlite3.Row) -> User:
    return User(row["id"], row["name"], Role(row["role"]), row["since"], row["retired_at"])


class AccessStore:
    """Reads and writes users; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choice(self) -> tuple[bool, int] | None:
        """Return whether people sign in and the idle minutes, None when nobody chose yet."""
        row = self._database.row("SELECT sign_in, idle_minutes FROM access_choice ORDER BY id DESC LIMIT 1")
        return None if row is None else (bool(row["sign_in"]), int(row["idle_minutes"]))

    def choose(self, sign_in: bool, idle_minutes: int, at: str, user: str) -> int:
        """Write a choice down."""
        return self._database.execute(
            "INSERT INTO access_choice (sign_in, idle_minutes, at, user_name) VALUES (?, ?, ?, ?)",
            (int(sign_in), idle_minutes, at, user),
        )

    def users(self) -> list[User]:
        """Return everyone who ever signed in here, in the order they came."""
        return [_user(row) for row in self._database.rows("SELECT * FROM app_user ORDER BY id")]

    def user(self, name: str) -> User | None:
        """Return a user by name."""
        row = self._database.row("SELECT * FROM app_user WHERE name = ?", (name,))
        return None if row is None else _user(row)

    def add(self, name: str, role: Role, kept: KeptSecret, since: str) -> int:
        """Insert a user."""
        return self._database.execute(
            "INSERT INTO app_user (name, role, verifier, wrapped_key, since) VALUES (?, ?, ?, ?, ?)",
            (name, role.value, kept.verifier, kept.wrapped_key, since),
        )

    def secret(self, user_id: int) -> KeptSecret:
        """Return what is kept of a user's secret."""
        row = self._database.row("SELECT verifier, wrapped_key FROM app_user WHERE id = ?", (user_id,))
        if row is None:
            raise LookupError(f"no user {user_id}")
        return KeptSecret(row["verifier"], row["wrapped_key"])

    def change_secret(self, user_id: int, kept: KeptSecret) -> None:
        """Replace what is kept of a user's secret."""
        self._database.execute(
            "UPDATE app_user SET verifier = ?, wrapped_key = ? WHERE id = ?",
            (kept.verifier, kept.wrapped_key, user_id),
        )

    def change_role(self, user_id: int, role: Role, retired_at: str | None) -> None:
        """Set what a user is, and from when she no longer signs in."""
        self._database.execute(
            "UPDATE app_user SET role = ?, retired_at = ? WHERE id = ?", (role.value, retired_at, user_id)
        )

    def key_wrap(self, holder: str) -> KeptSecret | None:
        """Return how the key can be had from the recovery sheet or from this computer."""
        row = self._database.row("SELECT verifier, wrapped_key FROM key_wrap WHERE holder = ?", (holder,))
        return None if row is None else KeptSecret(row["verifier"], row["wrapped_key"])

    def write_key_wrap(self, holder: str, kept: KeptSecret | None, at: str) -> None:
        """Replace or, with None, remove such a way."""
        self._database.execute("DELETE FROM key_wrap WHERE holder = ?", (holder,))
        if kept is not None:
            self._database.execute(
                "INSERT INTO key_wrap (holder, verifier, wrapped_key, at) VALUES (?, ?, ?, ?)",
                (holder, kept.verifier, kept.wrapped_key, at),
            )

    def note_try(self, who: str, succeeded: bool, at: str) -> None:
        """Write a try to sign in down."""
        with keeping_seal(self._database, "sign_in_try"):
            self._database.execute(
                "INSERT INTO sign_in_try (who, succeeded, at) VALUES (?, ?, ?)", (who, int(succeeded), at)
            )

    def failures(self, who: str) -> list[str]:
        """Return the moments of the failures since the last success, the oldest first."""
        rows = self._database.rows(
            """SELECT at FROM sign_in_try WHERE who = :who AND succeeded = 0 AND id >
                   (SELECT coalesce(max(id), 0) FROM sign_in_try WHERE who = :who AND succeeded = 1)
               ORDER BY id""",
            {"who": who},
        )
        return [str(row["at"]) for row in rows]

    def has_plain_papers(self) -> bool:
        """Tell whether issued papers that may bear numbers of persons are still kept as they were drawn."""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM paper_final WHERE edition <> 'public'"
                " AND id NOT IN (SELECT final_id FROM paper_sealing))"
            )
        )
