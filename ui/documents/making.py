"""Making papers: into the meeting's folder, elsewhere, all at once; drawn by a job, noted afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents.paper_files import make_folder
from fulian_desktop.documents.paper_kinds import PaperFormat, PaperStatus
from fulian_desktop.errors import UserFacingError
from ui.documents.choice import Draft, compose_draft, papers_folder
from ui.shell import prompts
from ui.shell.jobs import JobCancelledError, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.paper_kinds import PaperState
    from fulian_desktop.meetings.records import Meeting
    from ui.shell.jobs import JobControl
    from ui.shell.notifier import PageContext


WORD_FILES = "Word 文档 (*.docx)"
WORKBOOK_FILES = "表格 (*.xlsx)"
INDEX = "archive_index"
"""The value of the paper that lists the others as they were made."""


@dataclass(frozen=True)
class Written:
    """What a job wrote, and what stopped it, if anything did."""

    drafts: tuple[tuple[Draft, int], ...]
    """Each with its number of pages."""
    error: UserFacingError | None = None
    is_cancelled: bool = False


def write_drafts(drafts: Sequence[tuple[Draft, Path]], control: JobControl) -> Written:
    """Draw papers into files, one after the other; what was written before a stop stays. On the worker."""
    from fulian_desktop.documents.paper_files import put_file
    from fulian_desktop.documents.pdf_writer import write_pdf
    from fulian_desktop.documents.preview import page_count

    done: list[tuple[Draft, int]] = []
    try:
        for place, (draft, path) in enumerate(drafts):
            control.progress(place, len(drafts), draft.name)
            if draft.pdf:
                put_file(path, draft.pdf)
                done.append((draft, page_count(path)))
            else:
                done.append((draft, write_pdf(draft.content, path).pages))
    except JobCancelledError:
        return Written(tuple(done), is_cancelled=True)
    except UserFacingError as error:
        return Written(tuple(done), error)
    return Written(tuple(done))


def write_word(draft: Draft, path: Path, control: JobControl) -> Path:
    """Write a paper as a Word file and return its place; on the worker."""
    from fulian_desktop.documents.docx_writer import write_docx

    control.check()
    write_docx(draft.content, path)
    return path


class PaperMaking(QObject):
    """Writes papers for one page of the window."""

    def __init__(self, owner: QWidget, context: PageContext) -> None:
        """`owner` is where dialogs stand, and what the jobs work for."""
        super().__init__(owner)
        self._owner = owner
        self._context = context

    def make(self, draft: Draft, then: Callable[[Path], None] | None = None) -> None:
        """Write a paper into the folder of its meeting; `then` gets its place when that went well."""
        folder = self._folder(draft.meeting_id)
        path = folder / draft.kind.file_name(draft.edition)
        message = f"已生成 {draft.name}，放在“{folder.name}”文件夹"
        self._write([(draft, path)], f"正在生成 {draft.name}", message, then)

    def save_as(self, draft: Draft) -> None:
        """Ask for a place and write a paper there."""
        proposal = Path.home() / draft.kind.file_name(draft.edition)
        path = prompts.choose_save_file(self._owner, f"把 {draft.name} 存为 PDF", proposal, prompts.PDF_FILES)
        if path is not None:
            message = f"已把 {draft.name} 存为 {path.name}"
            self._write([(draft, path)], f"正在保存 {draft.name}", message)

    def save_word(self, draft: Draft) -> None:
        """Ask for a place and write a paper there as a Word file; nothing is noted of it."""
        name = draft.kind.file_name(draft.edition, PaperFormat.DOCX)
        path = prompts.choose_save_file(
            self._owner, f"把 {draft.name} 存为 Word", Path.home() / name, WORD_FILES
        )
        if path is not None:
            work = partial(write_word, draft, path)
            run_job(self._owner, work, partial(self._on_word_written, draft), title=f"正在保存 {draft.name}")

    def save_workbook(self, draft: Draft) -> None:
        """Ask for a place and write a roster or a tally there as a spreadsheet; nothing is noted of it."""
        name = draft.kind.file_name(draft.edition, PaperFormat.XLSX)
        path = prompts.choose_save_file(
            self._owner, f"把 {draft.name} 存为表格", Path.home() / name, WORKBOOK_FILES
        )
        if path is not None:
            act = partial(self._write_workbook, draft, path)
            self._context.run(act, f"已存为 {path.name}，可以在 WPS 表格或 Excel 里打开")

    def _write_workbook(self, draft: Draft, path: Path) -> ChangeSet:
        self._context.workspace.papers.write_workbook(draft.meeting_id, draft.kind, path, draft.edition)
        return ChangeSet.of()

    def _on_word_written(self, draft: Draft, path: Path) -> None:
        note = partial(
            self._context.workspace.papers.note_exported, draft.kind, draft.edition, PaperFormat.DOCX.saved
        )
        self._context.run(note, f"已存为 {path.name}，可以在 WPS 或 Word 里接着改")

    def make_all(self, meeting: Meeting) -> None:
        """Write every paper of a meeting that can be made now into its folder; the index comes last."""
        states = self._context.workspace.papers.catalogue(meeting.id)
        first = [one for one in states if one.can_be_made and one.kind.value != INDEX]
        if not first:
            prompts.inform(self._owner, "现在还没有可以生成的文书", states[0].missing[0] if states else "")
            return
        later = sum(1 for one in states if not one.can_be_made and one.kind.value != INDEX)
        rest = f"，另外 {later} 份现在还不能生成" if later else ""
        then = partial(self._make_index, meeting, f"已生成 {len(first) + 1} 份文书{rest}")
        self._write(
            self._placed(meeting, first), "正在生成全部文书", f"已生成 {len(first)} 份文书{rest}", then
        )

    def renew_index(self, meeting: Meeting) -> None:
        """Write the index anew if it was written before: papers it lists have just changed."""
        states = self._context.workspace.papers.catalogue(meeting.id)
        old = [one for one in states if one.kind.value == INDEX and one.made_at is not None]
        if old and old[0].status is PaperStatus.OUTDATED and old[0].can_be_made:
            self._write(self._placed(meeting, old), "正在更新归档目录", "归档目录也更新了")

    def _make_index(self, meeting: Meeting, message: str, _path: Path) -> None:
        """Write the index, if there can be one, when the papers it lists have been noted."""
        states = self._context.workspace.papers.catalogue(meeting.id)
        index = [one for one in states if one.can_be_made and one.kind.value == INDEX]
        if index:
            self._write(self._placed(meeting, index), "正在生成归档目录", message)

    def _placed(self, meeting: Meeting, states: Sequence[PaperState]) -> list[tuple[Draft, Path]]:
        workspace = self._context.workspace
        folder = papers_folder(workspace, meeting)
        return [
            (compose_draft(workspace, meeting.id, one), folder / one.kind.file_name(one.edition))
            for one in states
        ]

    def open_folder(self, meeting: Meeting) -> None:
        """Show the folder of a meeting's papers in the system's file manager."""
        self.open_path(papers_folder(self._context.workspace, meeting))

    def open_path(self, path: Path) -> None:
        """Open a file or a folder with the system's own program; say where it is when that fails."""
        if not path.exists() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            prompts.show_problem(
                self._owner,
                "系统没能打开它。",
                advice=(f"请在文件管理器里打开：{path}",),
                safe="文书已经写好，没有丢。" if path.exists() else "",
            )

    def note(self, drafts: Sequence[tuple[Draft, int]]) -> ChangeSet:
        """Note drafts as made and issued papers as saved elsewhere, all in one transaction."""
        workspace = self._context.workspace
        with workspace.database.transaction():
            for draft, pages in drafts:
                if draft.issued_id is not None:
                    workspace.papers.note_exported(draft.kind, draft.edition, PaperFormat.PDF.saved)
                else:
                    content = draft.content
                    workspace.papers.note_made(draft.meeting_id, draft.kind, draft.edition, content, pages)
        return ChangeSet.of(RecordKind.PAPER)

    def _folder(self, meeting_id: int) -> Path:
        workspace = self._context.workspace
        return papers_folder(workspace, workspace.meetings.get(meeting_id))

    def _write(
        self,
        drafts: Sequence[tuple[Draft, Path]],
        title: str,
        message: str,
        then: Callable[[Path], None] | None = None,
    ) -> None:
        try:
            make_folder(drafts[0][1].parent)
        except UserFacingError as error:
            prompts.show_error(self._owner, error)
            return
        after = None if then is None else partial(then, drafts[0][1])
        run_job(
            self._owner, partial(write_drafts, drafts), partial(self._on_written, message, after), title=title
        )

    def _on_written(self, message: str, after: Callable[[], None] | None, written: Written) -> None:
        whole = written.error is None and not written.is_cancelled
        if written.drafts:
            partly = f"停下来以前生成了 {len(written.drafts)} 份文书"
            noted = self._context.run(partial(self.note, written.drafts), message if whole else partly)
            if noted is not None and whole and after is not None:
                after()
        if written.error is not None:
            prompts.show_error(self._owner, written.error)
