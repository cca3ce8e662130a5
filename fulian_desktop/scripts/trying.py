"""The room of scripts as it would be with one wording changed; nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.scripts.operations import ScriptOperations

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.scripts.records import Wording
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal
    from fulian_desktop.votes.operations import VoteOperations


class ScriptTrial(ScriptOperations):
    """Answers like the room of scripts, with another text in place of one wording.

    `filled_with` holds the values a paper last gave for the blanks of that wording.
    """

    def __init__(
        self,
        database: Database,
        journal: Journal,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
        votes: VoteOperations,
        *,
        tried: Wording,
    ) -> None:
        """Try `tried`; the other wordings are those in force."""
        super().__init__(database, journal, meetings, attendance, votes)
        self._tried = tried
        self.filled_with: dict[str, str] = {}

    def wording(self, kind: str = "committee_session") -> Wording:
        """Return the text that is tried for its kind, any other as it is."""
        return self._tried if kind == self._tried.kind else super().wording(kind)

    def fill(self, kind: str, values: Mapping[str, str], conditions: Collection[str] = ()) -> tuple[str, ...]:
        """Fill as always, and remember what with."""
        if kind == self._tried.kind:
            self.filled_with = dict(values)
        return super().fill(kind, values, conditions)
