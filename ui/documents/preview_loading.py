"""Brings a paper into the preview: composed here, drawn by a job; what comes too late is dropped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fulian_desktop.documents.paper_kinds import PaperStatus
from fulian_desktop.errors import UserFacingError
from ui.documents.choice import Draft, compose_draft, paper_name
from ui.documents.page_images import PreparedPaper, prepare_paper
from ui.documents.private_folder import PrivateFolder
from ui.shell.jobs import Job, run_job
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.paper_kinds import PaperState
    from fulian_desktop.workspace import Workspace
    from ui.documents.preview_pane import PreviewPane

_NOTICES = {
    PaperStatus.AFTER_MEETING: LampState.NOT_YET,
    PaperStatus.NOT_YET: LampState.NOT_YET,
    PaperStatus.INCOMPLETE: LampState.WRONG,
}


class PreviewLoader(QObject):
    """Knows which paper is in the preview and keeps its file for as long as it is looked at."""

    loaded = Signal()
    """The paper asked for is drawn."""

    def __init__(self, owner: QWidget, workspace: Workspace, pane: PreviewPane) -> None:
        """`owner` is the page: its jobs end with it, and so does the folder."""
        super().__init__(owner)
        self._owner = owner
        self._workspace = workspace
        self._pane = pane
        self._folder = PrivateFolder()
        owner.destroyed.connect(self._folder.close)
        self._job: Job | None = None
        self.draft: Draft | None = None
        """The paper composed, or None when it cannot be made."""
        self.prepared: PreparedPaper | None = None
        """The paper drawn, or None until it is."""
        self.unprintable: tuple[str, ...] = ()
        """Sentences about characters no font has."""

    def show(self, meeting_id: int, state: PaperState) -> None:
        """Show a paper, or why it cannot be made; nothing happens when it is the same, word for word."""
        draft: Draft | None = None
        sentences = state.missing
        if state.can_be_made:
            try:
                draft = compose_draft(self._workspace, meeting_id, state)
            except UserFacingError as error:
                sentences = (error.what, *error.advice)
        if draft is not None and draft == self.draft and (self.prepared is not None or self._job):
            return
        before = self.draft
        same = (
            before is not None
            and draft is not None
            and (before.meeting_id, before.kind, before.edition)
            == (draft.meeting_id, draft.kind, draft.edition)
        )
        self._forget()
        self.draft = draft
        if draft is None:
            title = f"{paper_name(state.kind, state.edition)}：{state.status_phrase}"
            self._pane.show_notice(_NOTICES.get(state.status, LampState.MISSING), title, sentences)
            return
        if not same:
            self._pane.show_waiting()
        self._job = run_job(
            self._owner,
            partial(prepare_paper, draft, self._folder, self._folder.epoch),
            partial(self._on_prepared, draft, same),
            partial(self._on_failed, draft),
        )

    def drop(self) -> None:
        """Empty the preview and remove its file."""
        self._forget()
        self._pane.show_waiting()

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self.draft = None
        self.prepared = None
        self.unprintable = ()
        self._folder.close()

    def _on_prepared(self, draft: Draft, keep_place: bool, paper: PreparedPaper) -> None:
        if draft is not self.draft:
            self._folder.remove(paper.path)
            return
        self._job = None
        self.prepared = paper
        self.unprintable = self._unprintable_in(draft, paper)
        self._pane.show_paper(paper, keep_place=keep_place)
        self.loaded.emit()

    def _on_failed(self, draft: Draft, error: Exception) -> None:
        if draft is not self.draft:
            return
        self._job = None
        if not isinstance(error, UserFacingError):
            raise error
        sentences = tuple(one for one in (*error.advice, error.safe) if one)
        self._pane.show_notice(LampState.WRONG, error.what, sentences)

    def _unprintable_in(self, draft: Draft, paper: PreparedPaper) -> tuple[str, ...]:
        if not paper.missing_characters:
            return ()
        found = self._workspace.papers.check_characters(draft.meeting_id)
        names = {sign: words for words, sign in found if sign in paper.missing_characters}
        sentences = [
            f"{names[sign]}：“{sign}”没有字体，会印成它的编号。"
            if sign in names
            else f"“{sign}”会印成它的编号。"
            for sign in paper.missing_characters
        ]
        return (*sentences, "打印以后，请在编号的位置手写这个字。")
