"""How this office prints: on which printer, in grey, on both sides; remembered from one time to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.shell.preferences import load_preferences, save_preferences


@dataclass(frozen=True)
class PrintHabits:
    """What was chosen in the print dialog the last time.

    Args:
        printer_name: as the system calls it; empty before the first time.
        in_grey: without colours, a red head too.
        both_sides: of the sheet, if the printer can.
    """

    printer_name: str = ""
    in_grey: bool = False
    both_sides: bool = False


def load_habits() -> PrintHabits:
    """Return what was chosen the last time on this PC."""
    known = load_preferences()
    return PrintHabits(known.printer_name, known.prints_in_grey, known.prints_both_sides)


def save_habits(habits: PrintHabits) -> None:
    """Remember what was chosen."""
    changed = replace(
        load_preferences(),
        printer_name=habits.printer_name,
        prints_in_grey=habits.in_grey,
        prints_both_sides=habits.both_sides,
    )
    save_preferences(changed)


def habits_of(printer: QPrinter) -> PrintHabits:
    """Return what is chosen in a printer now."""
    return PrintHabits(
        printer.printerName(),
        printer.colorMode() == QPrinter.ColorMode.GrayScale,
        printer.duplex() != QPrinter.DuplexMode.DuplexNone,
    )


def propose_habits(printer: QPrinter, habits: PrintHabits) -> None:
    """Set a printer as it was used the last time; one that is gone leaves the system's own.

    A sheet that lies is turned over its short side, so that its back is not upside down. Nothing is taken
    away from what the printer is set to by itself: one that prints on both sides goes on doing so.
    """
    if habits.printer_name in QPrinterInfo.availablePrinterNames():
        way = printer.pageLayout().orientation()
        printer.setPrinterName(habits.printer_name)
        printer.setPageOrientation(way)
    if habits.in_grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    if habits.both_sides:
        lying = printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
        mode = QPrinter.DuplexMode
        printer.setDuplex(mode.DuplexShortSide if lying else mode.DuplexLongSide)
