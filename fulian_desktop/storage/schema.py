"""The numbered SQL scripts: the only truth for new files and for upgrades."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fulian_desktop.storage.errors import BugError
from fulian_desktop.storage.table_seal import seal_new_tables, tables_of

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x46554C4E
"""``FULN``, kept in the file's header, so that the file says whose it is."""

SCHEMA_QUERY = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"
"""Type, name and SQL text of every table, index, trigger and view."""

_LEADING_COMMENT = re.compile(r"\A(?:\s+|--[^\n]*\n)*")
_CREATE_TRIGGER = re.compile(r'CREATE\s+TRIGGER\s+"?(?P<name>\w+)"?', re.I)
_TRIGGER_TABLE = re.compile(r'\b(?:INSERT|UPDATE|DELETE)\b[^;]*?\bON\s+"?(?P<table>\w+)"?', re.I)
_DROP = re.compile(r'DROP\s+(?P<kind>TRIGGER|TABLE)\s+(?:IF\s+EXISTS\s+)?"?(?P<name>\w+)"?', re.I)
_SCRIPT_NAME = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True)
class SchemaScript:
    """One numbered script, cut into its statements."""

    version: int
    name: str
    statements: tuple[str, ...]


def read_scripts(folder: Path) -> tuple[SchemaScript, ...]:
    """Read the scripts of a folder in the order of their numbers.

    Raises:
        BugError: there is none, a number is missing or doubled, or a script ends inside a statement.
    """
    scripts = []
    for file in sorted(folder.glob("*.sql")):
        match = _SCRIPT_NAME.fullmatch(file.name)
        if match is None:
            raise BugError(f"schema script with an odd name: {file.name}")
        statements = split_statements(file.read_text(encoding="utf-8"), file.name)
        scripts.append(SchemaScript(int(match[1]), file.name, statements))
    if not scripts or [script.version for script in scripts] != list(range(1, len(scripts) + 1)):
        raise BugError(f"schema scripts are not numbered 1, 2, 3 ... in {folder}")
    return tuple(scripts)


@lru_cache(maxsize=32)
def split_statements(text: str, name: str = "script") -> tuple[str, ...]:
    """Cut a script into statements; trigger bodies with their inner semicolons stay whole.

    Raises:
        BugError: the text ends inside a statement.
    """
    statements: list[str] = []
    pending = ""
    for piece in re.split(r"(?<=;)", text):
        pending += piece
        if piece.endswith(";") and sqlite3.complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    rest = "\n".join(line for line in pending.splitlines() if not line.lstrip().startswith("--"))
    if rest.strip():
        raise BugError(f"{name} ends inside a statement: {rest.strip()[:60]}")
    return tuple(statements)


def apply_script(connection: sqlite3.Connection, script: SchemaScript) -> None:
    """Run one script and its version number in one transaction; foreign keys are checked at its end.

    New tables come under the seal the file has.

    Raises:
        sqlite3.Error: as SQLite says it; nothing of the script remains.
        BugError: the script leaves a foreign key pointing nowhere; nothing of it remains.
    """
    connection.execute("PRAGMA foreign_keys = OFF")  # a table can only be rebuilt with them off
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = tables_of(connection)
        for statement in script.statements:
            connection.execute(statement)
        seal_new_tables(connection, before)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BugError(f"{script.name} leaves a foreign key pointing nowhere")
        connection.execute(f"PRAGMA user_version = {script.version}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def schema_objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the SQL text of every table, index, trigger and view by (type, name)."""
    return {(str(kind), str(name)): str(sql) for kind, name, sql in connection.execute(SCHEMA_QUERY)}


def expected_triggers(folder: Path, version: int) -> dict[str, str]:
    """Return the SQL text of every trigger the scripts up to ``version`` leave.

    Only read, not built: quick enough for every opening, which `expected_objects` is not.
    """
    return dict(_read_triggers(read_scripts(folder)[:version]))


@lru_cache(maxsize=8)
def _read_triggers(scripts: tuple[SchemaScript, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for script in scripts:
        for statement in script.statements:
            words = _LEADING_COMMENT.sub("", statement)
            made, gone = _CREATE_TRIGGER.match(words), _DROP.match(words)
            if made is not None:
                found[made["name"]] = words.removesuffix(";")
            elif gone is not None and gone["kind"].upper() == "TRIGGER":
                found.pop(gone["name"], None)
            elif gone is not None:
                found = {name: sql for name, sql in found.items() if _table_of(sql) != gone["name"]}
    return found


def _table_of(trigger: str) -> str:
    match = _TRIGGER_TABLE.search(trigger)
    return match["table"] if match is not None else ""


def expected_objects(folder: Path, version: int) -> dict[tuple[str, str], str]:
    """Return what the scripts up to ``version`` create, from a fresh build in memory."""
    return dict(_build(read_scripts(folder)[:version]))


@lru_cache(maxsize=8)
def _build(scripts: tuple[SchemaScript, ...]) -> dict[tuple[str, str], str]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for script in scripts:
            apply_script(connection, script)
        return schema_objects(connection)
    finally:
        connection.close()
