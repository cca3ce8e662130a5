"""A recorded vote against a bare SQLite commit of the same durability in the same folder."""

from __future__ import annotations

import sqlite3
import time
from datetime import datetime
from typing import TYPE_CHECKING

from benchmarks.pairs import Pair, take_turns
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind
from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.votes.records import HandEntry

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.votes.records import MotionKey
    from fulian_desktop.workspace import Workspace

ROUNDS = 100
AIM = 1.3
MORNING = datetime(2026, 3, 6, 9, 10)


class RecordedVote:
    """Confirms the next question of a meeting that has many."""

    def __init__(self, workspace: Workspace, questions: int) -> None:
        """Open the prepared meeting with everybody present and so many questions on its agenda."""
        self._workspace = workspace
        self._meeting_id = workspace.meetings.meetings()[0].id
        for number in range(questions):
            draft = AgendaDraft(AgendaKind.OTHER, f"事项之{number + 1}", show_of_hands=True)
            workspace.agenda.add(self._meeting_id, draft)
        workspace.meetings.open(self._meeting_id)
        workspace.attendance.mark_everyone_present(self._meeting_id)
        keys = [motion.key for motion in workspace.votes.motions(self._meeting_id)]
        self._keys: list[MotionKey] = keys[-questions:]

    def __call__(self) -> float:
        """Record one vote: 12 in favour, 1 abstaining."""
        key = self._keys.pop()
        started = time.perf_counter()
        self._workspace.votes.confirm(self._meeting_id, key, HandEntry(against=0, abstaining=1))
        return time.perf_counter() - started


class BareCommit:
    """Inserts one row and commits: WAL, synchronous=FULL, one fsync."""

    def __init__(self, path: Path) -> None:
        """Make a database beside the data file."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT",
        ):
            self._connection.execute(statement)

    def __call__(self) -> float:
        """Commit one row."""
        started = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO note (words) VALUES (?)", ("同意 12，弃权 1",))
        self._connection.execute("COMMIT")
        return time.perf_counter() - started

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def measure(folder: Path) -> Pair:
    """Measure both in turns in one folder, so on one disk."""
    clock = StageClock(MORNING)
    with create_village(folder / "vote.fulian", clock, MORNING.date()) as workspace:
        vote = RecordedVote(workspace, ROUNDS + 1)
        bare = BareCommit(folder / "bare.sqlite")
        try:
            return take_turns("a recorded vote", vote, "bare SQLite commit", bare, rounds=ROUNDS, aim=AIM)
        finally:
            bare.close()
