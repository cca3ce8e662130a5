"""Papers onto a printer: each page as a picture of 300 dpi, drawn by a job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from fulian_desktop.errors import UserFacingError
from ui.documents.page_images import prepare_paper, render_image

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.documents.choice import Draft
    from ui.documents.private_folder import PrivateFolder
    from ui.shell.jobs import JobControl

PRINT_DPI = 300


@dataclass(frozen=True)
class PrintOrder:
    """Which pages of which papers are printed.

    Args:
        drafts: the papers, one after the other.
        first: first page, 1 for the first; only for a single paper.
        last: last page, 0 for all.
        copies: asked for in the dialog.
        reason: of printing an issued paper again.
    """

    drafts: tuple[Draft, ...]
    first: int = 1
    last: int = 0
    copies: int = 1
    reason: str = ""


@dataclass(frozen=True)
class _Sheet:
    path: Path
    index: int
    words: str


def a4_printer(title: str, *, landscape: bool = False) -> QPrinter:
    """Make a printer set to A4 without margins: the papers bring their own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setDocName(title)
    printer.setCreator("妇联会议助手")
    set_a4(printer, landscape=landscape)
    return printer


def set_a4(printer: QPrinter, *, landscape: bool) -> None:
    """Set A4, the way the paper lies, and the whole sheet as the area."""
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    way = QPageLayout.Orientation
    printer.setPageOrientation(way.Landscape if landscape else way.Portrait)


def fit_printer(printer: QPrinter, draft: Draft) -> None:
    """Set a printer for one paper: its name in the system's list, how it lies, over which side it turns."""
    printer.setDocName(draft.name)
    set_a4(printer, landscape=draft.content.landscape)
    mode = QPrinter.DuplexMode
    if printer.duplex() in (mode.DuplexLongSide, mode.DuplexShortSide):
        printer.setDuplex(mode.DuplexShortSide if draft.content.landscape else mode.DuplexLongSide)


def orders_of(order: PrintOrder, printer: QPrinter) -> tuple[PrintOrder, ...]:
    """Return an order taken apart, a paper each, in its order; into a file everything goes at once."""
    if is_file(printer) or len(order.drafts) == 1:
        return (order,)
    return tuple(replace(order, drafts=(draft,)) for draft in order.drafts)


def is_file(printer: QPrinter) -> bool:
    """Tell whether a printer writes a PDF file instead of sheets."""
    return printer.outputFormat() == QPrinter.OutputFormat.PdfFormat


def print_papers(
    printer: QPrinter, order: PrintOrder, folder: PrivateFolder, epoch: int, control: JobControl
) -> tuple[int, ...]:
    """Print papers and return the number of pages of each; call on the worker.

    A page that lies the other way than the printer's is turned.

    Raises:
        UserFacingError: the printer does not take the work.
        JobCancelledError: the user stopped it; what the printer has already stays there.
    """
    papers = [prepare_paper(draft, folder, epoch, control) for draft in order.drafts]
    try:
        sheets = [
            _Sheet(paper.path, index, f"{draft.name} 第 {index + 1} 页")
            for draft, paper in zip(order.drafts, papers, strict=True)
            for index in range(paper.pages)
        ]
        _draw_sheets(printer, _chosen(sheets, order, printer), control)
    finally:
        for paper in papers:
            folder.remove(paper.path)
    return tuple(paper.pages for paper in papers)


def _chosen(sheets: Sequence[_Sheet], order: PrintOrder, printer: QPrinter) -> list[_Sheet]:
    chosen = list(sheets[order.first - 1 : order.last or None])
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    # A driver that makes copies by itself reports 1 here or supports them; the others get the sheets again.
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return chosen * copies


def _draw_sheets(printer: QPrinter, sheets: Sequence[_Sheet], control: JobControl) -> None:
    in_grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    try:
        for place, sheet in enumerate(sheets):
            control.progress(place, len(sheets), sheet.words)
            if place and not printer.newPage():
                raise _refused()
            _draw_sheet(painter, QSizeF(painter.viewport().size()), sheet, in_grey=in_grey)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _refused() -> UserFacingError:
    return UserFacingError(
        "打印机没有接受这份文书。",
        advice=("请看打印机是否开机、有纸，数据线是否插好。", "也可以先存为 PDF，换一台电脑打印。"),
        safe="会议资料没有改动。",
    )


def _draw_sheet(painter: QPainter, room: QSizeF, sheet: _Sheet, *, in_grey: bool) -> None:
    image = render_image(sheet.path, sheet.index, PRINT_DPI)
    if (image.width() > image.height()) != (room.width() > room.height()):
        image = image.transformed(QTransform().rotate(90))
    if in_grey or image.isGrayscale():
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    painter.drawImage(QRectF(0, 0, room.width(), room.height()), image)
