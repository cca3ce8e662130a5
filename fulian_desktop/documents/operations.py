"""The door of the room of documents: which papers a meeting has, how they stand, and making them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents.letterhead import signer_of, with_red_head
from fulian_desktop.documents.paper_files import make_folder, put_file
from fulian_desktop.documents.paper_kinds import (
    Edition,
    PaperFile,
    PaperFormat,
    PaperIssue,
    PaperKind,
    PaperState,
    RecentPaper,
)
from fulian_desktop.documents.paper_sources import PaperSources, content_hash
from fulian_desktop.documents.paper_store import PaperStore
from fulian_desktop.documents.papers import composing
from fulian_desktop.documents.papers.figures import MeetingFigures, questions_of
from fulian_desktop.documents.papers.readiness import kinds_of
from fulian_desktop.documents.papers.registers import Order, Registers
from fulian_desktop.documents.register_store import RegisterStore
from fulian_desktop.documents.rehearsal_papers import marked_as_rehearsal
from fulian_desktop.documents.tally_sheets import WORKBOOK_KINDS, tally_sheet
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.course_store import CourseStore
from fulian_desktop.meetings.minutes_store import MinutesStore
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.storage.rehearsal_mark import rehearsal_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from fulian_desktop.access.file_acts import FileActs
    from fulian_desktop.access.protection import Protection
    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.election_sources import ElectionRooms
    from fulian_desktop.documents.wording_trial import WordingTrial
    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.rules.verdicts import Outcome
    from fulian_desktop.scripts.operations import ScriptOperations
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal
    from fulian_desktop.votes.operations import VoteOperations


class DocumentOperations:
    """Compose, write and keep account of the papers of a meeting."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        *,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
        votes: VoteOperations,
        scripts: ScriptOperations,
        people: PeopleOperations,
        seats: SeatOperations,
        elections: ElectionRooms,
        protection: Protection,
        file_acts: FileActs,
    ) -> None:
        self._elections = elections
        self._database = database
        self._journal = journal
        self._meetings = meetings
        self._attendance = attendance
        self._votes = votes
        self._scripts = scripts
        self._people = people
        self._seats = seats
        self._store = PaperStore(database)
        self.protection = protection
        self._file_acts = file_acts
        self._register = RegisterStore(database, protection)

    # ---- reading

    def catalogue(self, meeting_id: int) -> tuple[PaperState, ...]:
        """Return all papers of a meeting, each edition by itself, with how they stand now."""
        sources = self.sources(meeting_id)
        return tuple(
            sources.state(kind, edition)
            for kind in kinds_of(sources.figures, sources.registers)
            for edition in kind.editions
        )

    def compose(
        self,
        meeting_id: int,
        kind: PaperKind,
        edition: Edition = Edition.PUBLIC,
        *,
        red_head: bool = False,
    ) -> PaperContent:
        """Return a paper as it stands now, for the preview and for printing.

        Args:
            meeting_id: the meeting.
            kind: the paper.
            edition: of the paper.
            red_head: under the red head of the federation; it does not count as a change of its words.

        Raises:
            PaperNotReady: it cannot be made yet, or never in this meeting; says why and when.
            UserFacingError: there is no such edition, or the paper is not one that has a red head.
        """
        sources = self.sources(meeting_id)
        content = sources.composed(kind, edition)
        if not red_head:
            return content
        return with_red_head(content, kind, signer=signer_of(kind, sources.figures))

    def try_wording(
        self, meeting_id: int, kind: PaperKind, text: str, outcome: Outcome | None = None
    ) -> WordingTrial:
        """Return a paper as another text of its wording would make it; nothing is kept or noted.

        Args:
            meeting_id: the meeting the numbers are taken from.
            kind: a paper that is made from a wording.
            text: the wording, saved or not.
            outcome: try it in a meeting held to its end with everybody there and this outcome of all
                questions; None takes the meeting as it stands.
        """
        from fulian_desktop.documents.wording_trial import try_wording, wording_of

        wording = wording_of(kind)
        if wording is None or kind is PaperKind.SCRIPT:
            raise UserFacingError(f"《{kind.title}》没有可以改的文稿。", advice=("它的字句由程序写。",))
        sources = self.sources(meeting_id, self._scripts.trying(wording, text))
        order = Order(Edition.PUBLIC, sources.today)
        return try_wording(kind, sources.figures, sources.registers, order, outcome)

    def check_characters(self, meeting_id: int) -> tuple[tuple[str, str], ...]:
        """Return the names and words that hold a character no font can draw: (words, character)."""
        from fulian_desktop.documents.fonts import unprintable_characters

        return tuple(unprintable_characters(composing.words_of(self.figures(meeting_id))))

    def recent(self, limit: int) -> tuple[RecentPaper, ...]:
        """Return the papers made last, newest first, with how they stand now."""
        made = self._store.last_made(limit)
        phrases = {
            (meeting_id, state.kind, state.edition): state.status_phrase
            for meeting_id in {one[0] for one in made}
            for state in self.catalogue(meeting_id)
        }
        return tuple(
            RecentPaper(meeting_id, kind, edition, at, phrases.get((meeting_id, kind, edition), ""))
            for meeting_id, kind, edition, at in made
        )

    def latest_issue(self, meeting_id: int, kind: PaperKind, edition: Edition) -> PaperIssue | None:
        """Return when, by whom and with how many pages a paper was last made, or None."""
        return self._store.latest(meeting_id).get((kind, edition))

    def figures(self, meeting_id: int) -> MeetingFigures:
        """Return the figures of a meeting that all its papers share."""
        meeting = self._meetings.get(meeting_id)
        opened = meeting.state is not MeetingState.PREPARING
        facts = self._meetings.facts(meeting_id)
        return MeetingFigures(
            meeting=meeting,
            facts=facts,
            attendance=self._attendance.attendance(meeting_id) if opened else None,
            questions=questions_of(
                self._votes.motions(meeting_id),
                self._votes.counts(meeting_id),
                self._votes.counting.how_counted,
            ),
            roster=self._meetings.roster(meeting_id),
            notes=self._meetings.notes(meeting_id),
            minutes=MinutesStore(self._database).record(meeting_id),
            agreements=CourseStore(self._database).agreements(meeting_id),
            events=CourseStore(self._database).events(meeting_id),
            roll_calls=CourseStore(self._database).roll_calls(meeting_id),
            elections=self._elections.of_meeting(meeting, facts),
            congress=self._elections.congress_of(facts),
            comparison=self._elections.comparison_of(facts),
        )

    def sources(self, meeting_id: int, scripts: ScriptOperations | None = None) -> PaperSources:
        """Return what all papers of a meeting are made from; `scripts` may have wordings on trial."""
        figures = self.figures(meeting_id)
        registers = Registers(
            self._people,
            self._seats,
            scripts or self._scripts,
            figures.facts.term_number,
            self._store.latest(meeting_id),
            standings=self._elections.delegates.all,
        )
        today = date.fromisoformat(self._journal.stamp()[:10])
        # A rehearsal knows no issued papers: nothing is final in it, and no real 文号 stands on its papers.
        issued = {} if self.is_rehearsal else self._register.latest(meeting_id)
        registers.document_numbers = {
            key: paper.document_number.text
            for key, paper in issued.items()
            if paper.document_number is not None and paper.withdrawal is None
        }
        return PaperSources(figures, registers, today, issued, is_rehearsal=self.is_rehearsal)

    @cached_property
    def is_rehearsal(self) -> bool:
        """Return whether this is a rehearsal, whose papers are all marked 演练."""
        return rehearsal_mark(self._database) is not None

    def marked(self, content: PaperContent) -> PaperContent:
        """Return a paper that was not composed here, marked 演练 in a rehearsal."""
        return marked_as_rehearsal(content) if self.is_rehearsal else content

    # ---- making

    def write(
        self, meeting_id: int, kind: PaperKind, path: Path, edition: Edition = Edition.PUBLIC
    ) -> PaperFile:
        """Write a paper as a PDF and note that it was made; of an issued one that holds, the PDF kept.

        Raises:
            PaperNotReady: it cannot be made yet; says why and when.
            UserFacingError: the place cannot be written.
        """
        return self._write(self.sources(meeting_id), kind, edition, path)

    def write_docx(
        self, meeting_id: int, kind: PaperKind, path: Path, edition: Edition = Edition.PUBLIC
    ) -> PaperFile:
        """Write a paper as a Word file to go on with in WPS or Word; only a PDF is noted as made.

        Raises:
            PaperNotReady: it cannot be made yet; says why and when.
            UserFacingError: the place cannot be written.
        """
        return self._write_docx(self.sources(meeting_id), kind, edition, path)

    def write_workbook(
        self, meeting_id: int, kind: PaperKind, path: Path, edition: Edition = Edition.PUBLIC
    ) -> PaperFile:
        """Write a roster or a tally as a spreadsheet, figures as numbers; only a PDF is noted as made.

        Raises:
            PaperNotReady: it cannot be made yet; says why and when.
            UserFacingError: this paper is no table, there is no such edition, or the place cannot be written.
        """
        sources = self.sources(meeting_id)
        return self._write_workbook(sources, kind, edition, path)

    def write_all(
        self,
        meeting_id: int,
        folder: Path,
        *,
        formats: Sequence[PaperFormat] = (PaperFormat.PDF,),
        on_progress: Callable[[int, int, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[PaperFile, ...]:
        """Write all papers that can be made now into a folder, with Chinese names and order numbers.

        Args:
            meeting_id: the meeting.
            folder: made when it is not there.
            formats: each paper is written in each of them, as a spreadsheet only rosters and tallies; only a
                PDF is noted as made.
            on_progress: called before each paper and at the end with (papers done, all papers, title).
            cancelled: asked before each paper; what was written until then stays and is returned.

        Raises:
            UserFacingError: no paper can be made yet, or the place cannot be written.
        """
        sources = self.sources(meeting_id)
        index = PaperKind.ARCHIVE_INDEX
        wanted = [one for one in self.catalogue(meeting_id) if one.can_be_made and one.kind is not index]
        # The index lists what was made, so it comes last and only when the meeting is over.
        last = [(index, Edition.PUBLIC)] if sources.figures.is_closed and not self._database.read_only else []
        papers = [(one.kind, one.edition) for one in wanted] + last
        make_folder(folder)
        files: list[PaperFile] = []
        for done, (kind, edition) in enumerate(papers):
            if cancelled is not None and cancelled():
                return tuple(files)
            if on_progress is not None:
                on_progress(done, len(papers), kind.title)
            if kind is index:
                sources = self.sources(meeting_id)
            for paper_format in formats:
                if paper_format is PaperFormat.XLSX and kind not in WORKBOOK_KINDS:
                    continue
                path = folder / kind.file_name(edition, paper_format)
                files.append(self._write(sources, kind, edition, path, paper_format))
        if on_progress is not None:
            on_progress(len(papers), len(papers), "")
        return tuple(files)

    def note_made(
        self, meeting_id: int, kind: PaperKind, edition: Edition, content: PaperContent, pages: int
    ) -> ChangeSet:
        """Note that a paper composed before was made elsewhere: by a job, or on a printer."""
        if not self._database.read_only:
            self._note_made(self.figures(meeting_id), kind, edition, content_hash(content), pages)
        return ChangeSet.of(RecordKind.PAPER)

    def note_exported(self, kind: PaperKind, edition: Edition, how: str) -> ChangeSet:
        """Note that a paper left the file, if its edition may bear numbers; `how` says 打印, 存为PDF.

        That a paper was drawn anew is noted by `note_made`, that an issued one was printed by the register.

        Raises:
            NotAllowed: the acting user only looks, or nobody is signed in.
        """
        if edition is Edition.PUBLIC or self._database.read_only:
            return ChangeSet.of()
        return self._file_acts.note_export(f"{kind.title}（{edition.phrase}），{how}")

    # ---- inside

    def _write(
        self,
        sources: PaperSources,
        kind: PaperKind,
        edition: Edition,
        path: Path,
        paper_format: PaperFormat = PaperFormat.PDF,
    ) -> PaperFile:
        from fulian_desktop.documents.pdf_writer import write_pdf

        content = sources.composed(kind, edition)
        if paper_format is PaperFormat.DOCX:
            return self._write_docx(sources, kind, edition, path)
        if paper_format is PaperFormat.XLSX:
            return self._write_workbook(sources, kind, edition, path)
        issued = sources.in_force(kind, edition, content)
        kept = None if issued is None else self._register.pdf(issued.id)
        if issued is not None and kept is not None:
            put_file(path, kept)
            self.note_exported(kind, edition, PaperFormat.PDF.saved)
            return PaperFile(path, issued.pages, ())
        result = write_pdf(content, path)
        if not self._database.read_only:
            self._note_made(sources.figures, kind, edition, content_hash(content), result.pages)
        return PaperFile(path, result.pages, tuple(result.missing_characters))

    def _write_docx(self, sources: PaperSources, kind: PaperKind, edition: Edition, path: Path) -> PaperFile:
        from fulian_desktop.documents.docx_writer import write_docx

        content = sources.composed(kind, edition)
        issued = sources.in_force(kind, edition, content)
        foot = "" if issued is None else self._register.with_entry(issued).foot
        write_docx(content, path, foot=foot)
        self.note_exported(kind, edition, PaperFormat.DOCX.saved)
        return PaperFile(path, pages=0, missing_characters=())

    def _write_workbook(
        self, sources: PaperSources, kind: PaperKind, edition: Edition, path: Path
    ) -> PaperFile:
        from fulian_desktop.exchange.workbook_out import write_roster_workbook

        content = sources.composed(kind, edition)
        sheet = tally_sheet(kind, sources.figures, content)
        title = f"【{content.watermark}】{sheet.title}" if content.watermark else sheet.title
        write_roster_workbook(path, title, sheet.columns, sheet.rows, sheet_name=sheet.name)
        self.note_exported(kind, edition, PaperFormat.XLSX.saved)
        return PaperFile(path, pages=0, missing_characters=())

    def _note_made(
        self, figures: MeetingFigures, kind: PaperKind, edition: Edition, words: str, pages: int
    ) -> None:
        with self._database.transaction():
            issue = PaperIssue(kind, edition, words, pages, self._journal.stamp(), self._journal.user)
            issue_id = self._store.add(figures.meeting.id, issue)
            self._journal.record(
                "生成文书",
                "paper_issue",
                issue_id,
                new={
                    "meeting": figures.facts.title,
                    "paper": kind.title,
                    "edition": edition.phrase,
                    "pages": pages,
                    "content_hash": words,
                },
            )
