"""A recorded session: the data file as it began, its whole write-ahead log, and where each commit ended.

A power cut leaves the log up to some byte, because the log only grows at its end between two checkpoints.
What was flushed before the cut is there; of what came after, any sectors may be there or not. So every state
a power cut can leave is the first file with some beginning of the log, and a tail of sectors that may hold
anything.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from fulian_desktop.storage.database import Database

SECTOR = 512


@dataclass(frozen=True)
class Commit:
    """One durable transaction: where the log ended, and how long the journal was then."""

    log_end: int
    entries: int


@dataclass(frozen=True)
class Recording:
    """A session from its first commit to its last."""

    start: bytes
    log: bytes
    commits: tuple[Commit, ...]

    def promised(self, cut: int) -> Commit:
        """Return the last commit that was durable when the log ended at `cut`."""
        return [commit for commit in self.commits if commit.log_end <= cut][-1]

    def next_end(self, cut: int) -> int:
        """Return where the log ends with the first commit after `cut`, or the end of everything."""
        return min((commit.log_end for commit in self.commits if commit.log_end > cut), default=len(self.log))

    def torn(self, cut: int, dice: random.Random) -> bytes:
        """Return the log after a cut: what was promised, and of what was in flight any sectors."""
        durable = self.promised(cut).log_end
        tail = bytearray()
        for place in range(durable, self.next_end(durable), SECTOR):
            sector = self.log[place : min(place + SECTOR, self.next_end(durable))]
            if place >= cut and dice.random() < 0.5:
                sector = dice.choice((bytes(len(sector)), dice.randbytes(len(sector))))
            tail += sector
        if dice.random() < 0.5:
            del tail[max(0, cut - durable) :]
        return self.log[:durable] + bytes(tail)


def record(workspace: Workspace, play: Callable[[Workspace], None]) -> Recording:
    """Play a session on an open file and keep everything a power cut could leave of it; closes the file."""
    commits: list[Commit] = []
    try:
        database = workspace.database
        path = database.path
        log = path.with_name(path.name + "-wal")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA wal_autocheckpoint = 0")
        start = path.read_bytes()

        def note() -> None:
            size = log.stat().st_size if log.exists() else 0
            head = database._connection.execute("SELECT entries FROM journal_head").fetchone()
            commits.append(Commit(size, int(head[0])))

        note()
        control = database._control

        def watched(sql: str) -> None:
            control(sql)
            if sql == "COMMIT":
                note()

        database._control = watched  # type: ignore[method-assign]
        play(workspace)
        kept = log.read_bytes()
    finally:
        workspace.close()
    return Recording(start, kept[: commits[-1].log_end], tuple(commits))


def content_of(path: Path) -> str:
    """Return a digest of every row of every table of a file that is opened, recovered and closed for it."""
    with Workspace.open(path, read_only=True) as workspace:
        return content_in(workspace.database)


def content_in(database: Database) -> str:
    """Return a digest of every row of every table of an open file."""
    digest = hashlib.sha256()
    names = database.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    for (name,) in names:
        for row in database.rows(f'SELECT * FROM "{name}" ORDER BY rowid'):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def lay(folder: Path, start: bytes, log: bytes) -> Path:
    """Put a file and its log down as a power cut left them, with nothing else beside."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / "village.fulian"
    path.write_bytes(start)
    path.with_name(path.name + "-wal").write_bytes(log)
    return path
