"""A printer for tests: each document it is given lands in a file of its own, and it can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.documents import print_job, printing
from ui.documents.print_job import PRINT_DPI, set_a4

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

OFFICE_PRINTER = "办公室打印机"


class Office:
    """The printers of the office, and what came out of them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        folder.mkdir()
        self.names = [OFFICE_PRINTER]
        self.copies = 1
        self.asked = 0
        monkeypatch.setattr(printing, "has_printer", lambda: bool(self.names))
        monkeypatch.setattr(printing, "a4_printer", self.printer)
        monkeypatch.setattr(printing, "ask_printer", self._ask)
        monkeypatch.setattr(print_job, "is_file", lambda _printer: False)
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: self.names)

    def printer(self, title: str, *, landscape: bool = False) -> QPrinter:
        return _OfficePrinter(self, title, landscape=landscape)

    def came_out(self) -> list[str]:
        """Return the names of what was printed, in the order of printing."""
        return [path.stem.split(" ", 1)[1] for path in sorted(self.folder.glob("*.pdf"))]

    def _ask(self, _owner: object, _printer: QPrinter, _pages: int) -> bool:
        self.asked += 1
        return True


class _OfficePrinter(QPrinter):
    def __init__(self, office: Office, title: str, *, landscape: bool) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.folder, self.copies = office.folder, office.copies
        self.setResolution(PRINT_DPI)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        set_a4(self, landscape=landscape)
        self.setDocName(title)

    def setDocName(self, name: str) -> None:  # noqa: N802
        super().setDocName(name)
        place = len(list(self.folder.glob("*.pdf")))
        self.setOutputFileName(str(self.folder / f"{place:02d} {name}.pdf"))

    def printerName(self) -> str:  # noqa: N802
        return OFFICE_PRINTER

    def copyCount(self) -> int:  # noqa: N802
        return self.copies
