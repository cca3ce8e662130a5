"""The mark inside a data file that says it is a rehearsal's copy and not the records themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.storage.database import Database


@dataclass(frozen=True)
class RehearsalMark:
    """Which meeting is rehearsed, of which file the copy was made, and when (ISO, by the PC's own clock)."""

    meeting_id: int
    copied_from: str
    began_at: str


class RehearsalFileError(UserFacingError):
    """Someone opens a rehearsal's copy as if it were the records."""

    def __init__(self, path: Path) -> None:
        """Say what the file is."""
        super().__init__(
            f"“{path.name}”是演练用的副本，不是妇联资料，不能当作真的打开。",
            advice=("请打开原来的资料文件。", "要演练，请在会议页点“演练”。"),
            safe="原来的资料没有被改动。",
        )
        self.path = path


def rehearsal_mark(database: Database) -> RehearsalMark | None:
    """Return the mark of an open file, None for the records themselves."""
    row = database.row("SELECT meeting_id, copied_from, began_at FROM rehearsal")
    return None if row is None else RehearsalMark(int(row[0]), str(row[1]), str(row[2]))


def mark_as_rehearsal(database: Database, mark: RehearsalMark) -> None:
    """Mark an open copy; it can never be taken off again."""
    with database.transaction():
        database.execute(
            "INSERT INTO rehearsal (id, meeting_id, copied_from, began_at) VALUES (1, ?, ?, ?)",
            (mark.meeting_id, mark.copied_from, mark.began_at),
        )
