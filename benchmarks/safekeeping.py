"""Backup, proof and rehearsal of a large file, against a plain copy of it that is flushed."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from benchmarks.pairs import Pair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BYTES = 100 * 1024 * 1024
_ROUNDS = 3


def measure(folder: Path, village: Path) -> list[Pair]:
    """Fill a copy of a village's file up to 100 MB, and back it up, rehearse it and copy it in turns."""
    from fulian_desktop.storage.backup import back_up
    from fulian_desktop.storage.restoring import rehearse
    from fulian_desktop.workspace import SCHEMA, Workspace

    large, backup, plain = folder / "large.fulian", folder / "large.backup", folder / "large.plain"
    large.write_bytes(village.read_bytes())
    with Workspace.open(large) as workspace:
        _fill(workspace)
        backups, copies, drills = [], [], []
        for _ in range(_ROUNDS):
            backups.append(_timed(lambda: back_up(workspace.database, backup)))
            copies.append(_timed(lambda: _plain_copy(large, plain)))
            drills.append(_timed(lambda: rehearse(backup, SCHEMA)))
    size = large.stat().st_size // 1_000_000
    return [
        Pair(f"backup of {size} MB, proven", tuple(backups), "plain flushed copy", tuple(copies)),
        Pair(f"rehearsal of a restore, {size} MB", tuple(drills), "plain flushed copy", tuple(copies)),
    ]


def _fill(workspace: object) -> None:
    """Add wordings of one megabyte each until the file has its size: the largest rows a user can make."""
    from fulian_desktop.workspace import Workspace

    assert isinstance(workspace, Workspace)
    database = workspace.database
    for number in range(_BYTES // (1024 * 1024)):
        with database.transaction():
            database.execute(
                "INSERT INTO wording (kind, text, saved_at, user_name) VALUES (?, ?, ?, ?)",
                (f"bench-{number}", os.urandom(512 * 1024).hex(), "2026-03-06T09:00:00", "李祎"),
            )


def _plain_copy(source: Path, target: Path) -> None:
    with target.open("wb") as file:
        file.write(source.read_bytes())
        file.flush()
        os.fsync(file.fileno())


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
