"""Work of the jobs of this page: papers drawn into the private folder, pages as pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.documents.content import PaperContent
    from ui.documents.choice import Draft
    from ui.documents.private_folder import PrivateFolder
    from ui.shell.jobs import JobControl

POINTS_PER_INCH = 72
A4_SHORT, A4_LONG = 595.28, 841.89
"""The sides of A4 in points."""


@dataclass(frozen=True)
class PreparedPaper:
    """A paper drawn into a file of its own, ready to be looked at.

    Args:
        path: the PDF.
        pages: how many.
        width: of each page, in points.
        height: of each page, in points.
        missing_characters: characters no font has.
    """

    path: Path
    pages: int
    width: float
    height: float
    missing_characters: tuple[str, ...] = ()


def render_image(path: Path, index: int, dpi: float) -> QImage:
    """Return a page (0 for the first) as a picture; safe on the worker.

    Raises:
        UserFacingError: the file is missing or damaged.
    """
    from fulian_desktop.documents.preview import render_page

    page = render_page(path, index, dpi)
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888)
    return image.copy()


def prepare_paper(draft: Draft, folder: PrivateFolder, epoch: int, control: JobControl) -> PreparedPaper:
    """Draw a paper into the private folder, or put the PDF kept there; call on the worker.

    Raises:
        UserFacingError: a bundled font is missing, or there is no room for the file.
        JobCancelledError: nobody wants it any more.
    """
    if not draft.pdf:
        return prepare_content(draft.content, folder, epoch, control)
    control.check()
    return _placed(draft.pdf, draft.content, (), folder, epoch)


def prepare_content(
    content: PaperContent, folder: PrivateFolder, epoch: int, control: JobControl
) -> PreparedPaper:
    """Draw what is not, or not yet, a paper of a meeting; otherwise like prepare_paper()."""
    from fulian_desktop.documents.pdf_writer import render_pdf

    control.check()
    data, result = render_pdf(content)
    control.check()
    return _placed(data, content, result.missing_characters, folder, epoch)


def _placed(
    data: bytes, content: PaperContent, missing: tuple[str, ...], folder: PrivateFolder, epoch: int
) -> PreparedPaper:
    from fulian_desktop.documents.preview import page_count

    try:
        path = folder.write(data, epoch)
    except OSError as error:
        raise UserFacingError(
            "临时文件夹写不进去，这份文书排不出来。",
            advice=("请清理磁盘，再试一次。", "也可以直接存为 PDF。"),
            safe="会议资料没有改动。",
        ) from error
    width, height = (A4_LONG, A4_SHORT) if content.landscape else (A4_SHORT, A4_LONG)
    return PreparedPaper(path, page_count(path), width, height, missing)
