"""Bringing an older file to the program's own version: a copy kept, a rehearsal on a copy, then the file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from fulian_desktop.storage.copying import keep_copy
from fulian_desktop.storage.durable_file import sync_folder
from fulian_desktop.storage.errors import BugError, UpgradeFailedError, translate
from fulian_desktop.storage.schema import apply_script, read_scripts, schema_objects

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fulian_desktop.storage.schema import SchemaScript

_CHAIN = "SELECT count(*), max(id), (SELECT hash FROM journal ORDER BY id DESC LIMIT 1) FROM journal"
_ROWS = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def kept_before(path: Path, version: int) -> Path:
    """Return where the copy from before the upgrade to a version is kept."""
    return path.with_name(f"{path.name}.before-v{version}")


def upgrade(connection: sqlite3.Connection, path: Path, scripts: Path) -> None:
    """Run the scripts the file has not seen, each in its own transaction.

    First a copy is kept beside the file; then the scripts run on a second copy, which is checked. Only when
    that went well is the file itself touched.

    Raises:
        UpgradeFailedError: the rehearsal went wrong; the file was not touched.
        FileError: disk full, folder read-only; the file was not touched.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    pending = read_scripts(scripts)[version:]
    if not pending:
        return
    kept = kept_before(path, pending[0].version)
    keep_copy(connection, path, kept)
    _rehearse(kept, path, pending)
    for script in pending:
        apply_script(connection, script)


def _rehearse(kept: Path, path: Path, pending: Sequence[SchemaScript]) -> None:
    """Upgrade a second copy and look whether it is whole, and whether anything got lost on the way."""
    trial = path.with_name(f".{path.name}.{os.getpid()}.trial")
    try:
        shutil.copyfile(kept, trial)
        with closing(sqlite3.connect(trial, isolation_level=None)) as copy:
            before, rows = copy.execute(_CHAIN).fetchone(), _rows(copy)
            for script in pending:
                apply_script(copy, script)
            _look(copy, path, kept, rows, same_chain=copy.execute(_CHAIN).fetchone() == before)
    except sqlite3.Error as error:
        told = translate(error, path)
        raise (UpgradeFailedError(path, kept) if isinstance(told, BugError) else told) from error
    except BugError as error:
        raise UpgradeFailedError(path, kept) from error
    except OSError as error:
        raise translate(error, path) from error
    finally:
        for left_over in (trial, trial.with_name(trial.name + "-journal")):
            left_over.unlink(missing_ok=True)
        sync_folder(path.parent)


def _look(
    copy: sqlite3.Connection, path: Path, kept: Path, rows: dict[str, int], *, same_chain: bool
) -> None:
    """Refuse an upgraded copy with broken pages, another journal, or rows gone that no script takes away."""
    sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    after = _rows(copy)
    lost = [name for name, count in rows.items() if name in after and after[name] < count]
    if not sound or not same_chain or lost or not schema_objects(copy):
        raise UpgradeFailedError(path, kept)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = [str(row[0]) for row in connection.execute(_ROWS).fetchall()]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
