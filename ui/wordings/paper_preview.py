"""Brings a paper that is only being tried into a preview: drawn by a job; what comes too late is dropped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fulian_desktop.errors import UserFacingError
from ui.documents.page_images import PreparedPaper, prepare_content
from ui.documents.private_folder import PrivateFolder
from ui.shell.jobs import Job, run_job
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.content import PaperContent
    from ui.documents.preview_pane import PreviewPane


class PaperPreview(QObject):
    """Knows which paper is wanted and keeps its file for as long as it is looked at."""

    drawn = Signal()
    """The paper wanted is on the screen."""

    def __init__(self, owner: QWidget, pane: PreviewPane) -> None:
        """Jobs and files end with `owner`."""
        super().__init__(owner)
        self._owner = owner
        self._pane = pane
        pane.view.prefers_width = True
        self._folder = PrivateFolder()
        owner.destroyed.connect(self._folder.close)
        self._job: Job | None = None
        self._place: object = None
        self.content: PaperContent | None = None
        """The paper wanted last, or None."""
        self.prepared: PreparedPaper | None = None
        """The paper on the screen, or None."""

    def show(self, content: PaperContent, place: object) -> None:
        """Draw a paper; the page in view stays when it is another text of the same `place`."""
        if content == self.content and (self.prepared is not None or self._job is not None):
            return
        same = place == self._place and self.prepared is not None
        self._cancel()
        self.content, self._place = content, place
        if not same:
            self._pane.show_waiting()
            self.prepared = None
        self._job = run_job(
            self._owner,
            partial(prepare_content, content, self._folder, self._folder.epoch),
            partial(self._on_prepared, content, same),
            partial(self._on_failed, content),
        )

    def refuse(self, state: LampState, title: str, sentences: tuple[str, ...]) -> None:
        """Say why there is no paper; what is being drawn is not wanted any more."""
        self.drop()
        self._pane.show_notice(state, title, sentences)

    def drop(self) -> None:
        """Empty the preview and remove its file."""
        self._cancel()
        self.content = self.prepared = self._place = None
        self._folder.close()
        self._pane.show_waiting()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _on_prepared(self, content: PaperContent, keep_place: bool, paper: PreparedPaper) -> None:
        if content is not self.content:
            self._folder.remove(paper.path)
            return
        before, self.prepared, self._job = self.prepared, paper, None
        self._pane.show_paper(paper, keep_place=keep_place)
        if before is not None:
            self._folder.remove(before.path)
        self.drawn.emit()

    def _on_failed(self, content: PaperContent, error: Exception) -> None:
        if content is not self.content:
            return
        self._job = None
        if not isinstance(error, UserFacingError):
            raise error
        self.refuse(LampState.WRONG, error.what, error.advice)
