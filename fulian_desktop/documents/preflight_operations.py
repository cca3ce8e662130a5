"""Looking around before a meeting: gathers what `meetings/preflight.py` judges; writes nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import PaperStatus, Stage
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings import preflight
from fulian_desktop.meetings.preflight import BackupSeen, PapersSeen, Preflight, Surroundings
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.storage.backup import backups_in, same_state
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.documents.register_operations import PaperRegister
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.reply_operations import ReplyOperations
    from fulian_desktop.storage.journal import Journal

BACKUP_FOLDER = "备份"


class PreflightOperations:
    """Answers 可以开会吗 for one meeting, and writes the answer as a page."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        *,
        meetings: MeetingOperations,
        replies: ReplyOperations,
        papers: DocumentOperations,
        register: PaperRegister,
    ) -> None:
        self._database = database
        self._journal = journal
        self._meetings = meetings
        self._replies = replies
        self._papers = papers
        self._register = register

    def look(
        self, meeting_id: int, around: Surroundings | None = None, *, backups: Path | None = None
    ) -> Preflight:
        """Look at everything a meeting depends on.

        Args:
            meeting_id: the meeting.
            around: printers and screens as the screen knows them; disk and time zone are looked at here when
                they are left out.
            backups: the folder of backups; the one beside the data file when left out.
        """
        facts = self._meetings.facts(meeting_id)
        meeting = self._meetings.get(meeting_id)
        around = self._completed(around or Surroundings())
        replies = self._replies.replies(meeting_id)
        opened = "" if meeting.state is MeetingState.PREPARING else meeting.state.phrase
        folder = backups or self._database.path.parent / BACKUP_FOLDER
        last = self._journal.entries(limit=1)
        now = around.now or self._journal.now()
        lines = (
            preflight.judge_data(self._meetings.missing(meeting_id), opened),
            preflight.judge_quorum(self._replies.forecast(meeting_id)),
            preflight.judge_officers(facts, replies),
            preflight.judge_rules(facts),
            preflight.judge_papers(self._papers_seen(meeting_id)),
            self._names(meeting_id),
            self._fonts(),
            preflight.judge_printer(around),
            preflight.judge_screen(around),
            preflight.judge_disk(around),
            preflight.judge_backup(self._backup_seen(folder), now.date()),
            preflight.judge_clock(facts, last[0].at if last else None, around),
        )
        return Preflight(facts.title, now.isoformat(), lines)

    def report(self, meeting_id: int, seen: Preflight) -> PaperContent:
        """Return what was seen as one page for the file (会前检查单)."""
        from fulian_desktop.documents.papers import preflight_report

        content = preflight_report.compose(self._papers.figures(meeting_id), seen)
        return self._papers.marked(content)

    def _completed(self, around: Surroundings) -> Surroundings:
        if around.now is None:
            around = replace(around, now=self._journal.now())
        if around.utc_offset is None:
            around = replace(around, utc_offset=datetime.now().astimezone().utcoffset())
        if around.free_bytes is None:
            try:
                around = replace(around, free_bytes=shutil.disk_usage(self._database.path.parent).free)
            except OSError:  # a drive that does not tell: said to be unknown
                return around
        return around

    def _papers_seen(self, meeting_id: int) -> PapersSeen:
        found: dict[str, list[str]] = {name: [] for name in ("printed", "made", "outdated", "not_made")}
        for state in self._papers.catalogue(meeting_id):
            if state.stage is not Stage.BEFORE or not state.is_needed:
                continue
            group = "not_made"
            if state.status is PaperStatus.OUTDATED:
                group = "outdated"
            elif state.status is PaperStatus.FINAL:
                issued = self._register.in_force(meeting_id, state.kind, state.edition)
                group = "printed" if issued is not None and self._register.prints(issued.id) else "made"
            elif state.made_at is not None and state.status is not PaperStatus.WITHDRAWN:
                group = "made"
            if state.kind.title not in found[group]:
                found[group].append(state.kind.title)
        return PapersSeen(**{name: tuple(titles) for name, titles in found.items()})

    def _names(self, meeting_id: int) -> preflight.CheckLine:
        try:
            return preflight.judge_names(self._papers.check_characters(meeting_id))
        except UserFacingError as error:  # without fonts nothing can be said of names
            return preflight.CheckLine("names", "人名用字", preflight.Lamp.UNKNOWN, f"看不了：{error.what}")

    def _fonts(self) -> preflight.CheckLine:
        from fulian_desktop.documents.content import TextStyle
        from fulian_desktop.documents.fonts import font_book, uses_system_fonts

        try:
            book = font_book()
            for style in TextStyle:
                book.glyph("妇", style)
        except UserFacingError as error:
            return preflight.judge_fonts(error.what, system=False)
        return preflight.judge_fonts("", system=uses_system_fonts())

    def _backup_seen(self, folder: Path) -> BackupSeen | None:
        """Open and check the newest backup of this file."""
        found = backups_in(folder, self._database.path.stem)
        if not found:
            return None
        newest = max(found, key=lambda one: (one.day, one.path.stat().st_mtime))
        problem = ""
        try:
            with Database.open(newest.path, self._database.scripts, read_only=True) as copy:
                errors = [one for one in check_file(copy) if one.severity is Severity.ERROR]
                problem = errors[0].sentence if errors else ""
        except UserFacingError as error:
            problem = error.what
        return BackupSeen(newest.day, problem, not problem and same_state(self._database, newest.path))
