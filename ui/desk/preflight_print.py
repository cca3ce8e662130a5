"""Printing what is no paper of the catalogue: the pre-flight's page and the blank pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from ui.documents import print_job, printing
from ui.documents.choice import Draft
from ui.documents.private_folder import PrivateFolder
from ui.shell import prompts
from ui.shell.jobs import run_job

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.content import PaperContent
    from ui.shell.jobs import JobControl
    from ui.shell.notifier import PageContext


@dataclass(frozen=True)
class LoosePaper(Draft):
    """A paper that stands in no catalogue; its kind says nothing."""

    words: str = ""

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.words


class LoosePrinting(QObject):
    """Prints such papers for one page of the window, or saves them where there is no printer."""

    def __init__(self, owner: QWidget, context: PageContext) -> None:
        """Keep a private folder as long as the owner lives."""
        super().__init__(owner)
        self._owner = owner
        self._context = context
        self._folder = PrivateFolder()
        owner.destroyed.connect(self._folder.close)

    def print_content(self, meeting_id: int, content: PaperContent, name: str, proposal: Path) -> None:
        """Print a paper; without a printer ask where to save it as PDF."""
        if not printing.has_printer():
            self.save(content, name, proposal)
            return
        draft = LoosePaper(meeting_id, PaperKind.AGENDA, Edition.PUBLIC, content, words=name)
        printer = print_job.a4_printer(name, landscape=content.landscape)
        if not printing.ask_printer(self._owner, printer, 0):
            return
        order = print_job.PrintOrder((draft,), copies=printing.copies_of(printer))
        work = partial(print_job.print_papers, printer, order, self._folder, self._folder.epoch)
        run_job(self._owner, work, partial(self._on_printed, name), title=f"正在打印 {name}")

    def save(self, content: PaperContent, name: str, proposal: Path) -> None:
        """Ask where to save a paper as PDF, and write it."""
        path = prompts.choose_save_file(
            self._owner, f"没有打印机，把{name}存为 PDF", proposal, prompts.PDF_FILES
        )
        if path is not None:
            run_job(self._owner, partial(_write, content, path), self._on_saved, title=f"正在写 {name}")

    def _on_printed(self, name: str, _pages: tuple[int, ...]) -> None:
        self._context.say(f"已交给打印机：{name}")

    def _on_saved(self, path: Path) -> None:
        self._context.say(f"已存为 {path.name}")


def _write(content: PaperContent, path: Path, control: JobControl) -> Path:
    from fulian_desktop.documents.pdf_writer import write_pdf

    write_pdf(content, path, on_progress=lambda done, total: control.progress(done, total, ""))
    return path
