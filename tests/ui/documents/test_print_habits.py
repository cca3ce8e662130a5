"""The printer, grey and both sides: chosen once, proposed the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from fulian_desktop.documents.paper_kinds import PaperKind
from tests.ui.documents.papers_stage import meeting_id, opened, wait_for_jobs
from ui.documents import print_habits, printing
from ui.documents.choice import Draft
from ui.documents.page_images import render_image
from ui.documents.print_habits import PrintHabits, habits_of, load_habits, propose_habits, save_habits
from ui.documents.print_job import PrintOrder, a4_printer
from ui.shell import preferences
from ui.shell.dialogs import Dialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.villages import OpenReal

OFFICE_PRINTER = "办公室打印机"


class DuplexPrinter(QPrinter):
    """A printer that can print on both sides, which a PC without one cannot show."""

    def __init__(self, *, landscape: bool = False) -> None:
        super().__init__()
        self.mode = QPrinter.DuplexMode.DuplexNone
        self.name = "系统默认"
        way = self.pageLayout().orientation()
        self.setPageOrientation(type(way).Landscape if landscape else type(way).Portrait)

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:  # noqa: N802
        self.mode = duplex

    def duplex(self) -> QPrinter.DuplexMode:
        return self.mode

    def setPrinterName(self, name: str) -> None:  # noqa: N802
        self.name = name

    def printerName(self) -> str:  # noqa: N802
        return self.name


@pytest.fixture(autouse=True)
def remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "preferences.json"
    monkeypatch.setattr(preferences, "preferences_path", lambda: path)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [OFFICE_PRINTER])
    return path


def reddest(image: QImage) -> int:
    """Return how far red stands out at most, looked at on a coarse grid: 0 in a grey picture."""
    colours = [
        image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    ]
    return max(colour.red() - colour.blue() for colour in colours)


def red_headed(workspace: Workspace) -> Draft:
    kind = PaperKind.FILING_REPORT
    content = workspace.papers.compose(meeting_id(workspace), kind, red_head=True)
    return Draft(meeting_id(workspace), kind, kind.editions[0], content)


def test_what_was_chosen_is_proposed_the_next_time(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = Dialog("文书", None)
    qtbot.addWidget(owner)

    def choose(dialog: QPrintDialog) -> int:
        chosen = dialog.printer()
        chosen.setPrinterName(OFFICE_PRINTER)
        chosen.setColorMode(QPrinter.ColorMode.GrayScale)
        chosen.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        return int(QPrintDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QPrintDialog.DialogCode(choose(dialog)))
    assert printing.ask_printer(owner, DuplexPrinter(), 2)
    assert load_habits() == PrintHabits(OFFICE_PRINTER, in_grey=True, both_sides=True)
    later = DuplexPrinter()
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QPrintDialog.DialogCode.Rejected)
    assert not printing.ask_printer(owner, later, 2)
    assert habits_of(later) == PrintHabits(OFFICE_PRINTER, in_grey=True, both_sides=True)


def test_going_back_from_the_dialog_changes_no_habit(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = Dialog("文书", None)
    qtbot.addWidget(owner)
    save_habits(PrintHabits(OFFICE_PRINTER, both_sides=True))

    def change_and_go_back(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setColorMode(QPrinter.ColorMode.GrayScale)
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", change_and_go_back)
    assert not printing.ask_printer(owner, DuplexPrinter(), 1)
    assert load_habits() == PrintHabits(OFFICE_PRINTER, both_sides=True)


@pytest.mark.parametrize(
    ("landscape", "mode"),
    [(False, QPrinter.DuplexMode.DuplexLongSide), (True, QPrinter.DuplexMode.DuplexShortSide)],
)
def test_a_lying_sheet_is_turned_over_its_short_side(*, landscape: bool, mode: QPrinter.DuplexMode) -> None:
    printer = DuplexPrinter(landscape=landscape)
    propose_habits(printer, PrintHabits(both_sides=True))
    assert printer.duplex() == mode


def test_a_printer_that_is_gone_leaves_the_systems_own() -> None:
    printer = DuplexPrinter()
    propose_habits(printer, PrintHabits("会议室打印机"))
    assert printer.printerName() == "系统默认"
    propose_habits(printer, PrintHabits(OFFICE_PRINTER))
    assert printer.printerName() == OFFICE_PRINTER


@pytest.mark.parametrize("in_grey", [False, True])
def test_a_red_head_printed_in_grey_has_no_red(
    *, open_real: OpenReal, held_village: Workspace, qtbot: QtBot, tmp_path: Path, in_grey: bool
) -> None:
    page = opened(open_real, held_village, qtbot)
    out = tmp_path / "printed.pdf"
    printer = a4_printer("备案报告")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    propose_habits(printer, PrintHabits(in_grey=in_grey))
    page.printing.start(printer, PrintOrder((red_headed(held_village),)))
    wait_for_jobs(qtbot)
    red = reddest(render_image(out, 0, 72))
    assert (red <= 2) if in_grey else (red > 100)


def test_the_habits_stand_among_the_other_preferences(remembered: Path) -> None:
    preferences.save_preferences(preferences.Preferences(user_name="李祎"))
    print_habits.save_habits(PrintHabits(OFFICE_PRINTER, in_grey=True))
    assert preferences.load_preferences(remembered).user_name == "李祎"
    assert load_habits() == PrintHabits(OFFICE_PRINTER, in_grey=True)
