"""SQL of papers made: which, when, and the hash of their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import Edition, PaperIssue, PaperKind

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class PaperStore:
    """Reads and writes papers made; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, meeting_id: int, issue: PaperIssue) -> int:
        """Insert a paper made and return its id."""
        return self._database.execute(
            "INSERT INTO paper_issue (meeting_id, kind, edition, content_hash, pages, at, user_name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                meeting_id,
                issue.kind.value,
                issue.edition.value,
                issue.content_hash,
                issue.pages,
                issue.at,
                issue.user,
            ),
        )

    def latest(self, meeting_id: int) -> dict[tuple[PaperKind, Edition], PaperIssue]:
        """Return the latest making of each paper of a meeting."""
        rows = self._database.rows(
            "SELECT kind, edition, content_hash, pages, at, user_name FROM paper_issue"
            " WHERE meeting_id = ? ORDER BY id",
            (meeting_id,),
        )
        issues = (
            PaperIssue(
                PaperKind(row["kind"]),
                Edition(row["edition"]),
                row["content_hash"],
                row["pages"],
                row["at"],
                row["user_name"],
            )
            for row in rows
        )
        return {(issue.kind, issue.edition): issue for issue in issues}

    def last_made(self, limit: int) -> list[tuple[int, PaperKind, Edition, str]]:
        """Return (meeting id, paper, edition, ISO moment) of the papers made last, each paper once."""
        rows = self._database.rows(
            "SELECT meeting_id, kind, edition, max(id) AS newest, at FROM paper_issue"
            " WHERE meeting_id IS NOT NULL GROUP BY meeting_id, kind, edition ORDER BY newest DESC LIMIT ?",
            (limit,),
        )
        return [
            (row["meeting_id"], PaperKind(row["kind"]), Edition(row["edition"]), row["at"]) for row in rows
        ]
