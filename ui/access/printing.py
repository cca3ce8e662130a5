"""Printing a single paper about access or personal data, or saving it where there is no printer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from ui.desk.preflight_print import LoosePaper
from ui.documents import print_job, printing
from ui.documents.private_folder import PrivateFolder
from ui.shell import prompts
from ui.shell.jobs import run_job

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.content import PaperContent
    from ui.shell.jobs import JobControl


def print_or_save(
    owner: QWidget,
    content: PaperContent,
    name: str,
    proposal: Path,
    *,
    on_saved: Callable[[Path], None] | None = None,
) -> None:
    """Print a paper; without a printer ask where to save it, and tell `on_saved` the place."""
    if not printing.has_printer():
        path = prompts.choose_save_file(owner, f"没有打印机，把{name}存为 PDF", proposal, prompts.PDF_FILES)
        if path is not None:
            done = on_saved or _nothing
            run_job(owner, partial(_write, content, path), done, title=f"正在写 {name}")
        return
    draft = LoosePaper(0, PaperKind.AGENDA, Edition.PUBLIC, content, words=name)
    printer = print_job.a4_printer(name, landscape=content.landscape)
    if not printing.ask_printer(owner, printer, 0):
        return
    folder = PrivateFolder()
    order = print_job.PrintOrder((draft,), copies=printing.copies_of(printer))
    work = partial(print_job.print_papers, printer, order, folder, folder.epoch)
    run_job(owner, work, partial(_printed, folder), title=f"正在打印 {name}")


def _write(content: PaperContent, path: Path, control: JobControl) -> Path:
    from fulian_desktop.documents.pdf_writer import write_pdf

    write_pdf(content, path, on_progress=lambda done, total: control.progress(done, total, ""))
    return path


def _printed(folder: PrivateFolder, _pages: object) -> None:
    folder.close()


def _nothing(_path: Path) -> None:
    """Say nothing more: the place was just chosen."""
