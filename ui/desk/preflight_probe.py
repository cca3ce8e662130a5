"""What the screen's side knows of the PC: printers and screens; the core is told, it never asks Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from fulian_desktop.meetings.preflight import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def look_around(clock: Callable[[], datetime] | None = None) -> Surroundings:
    """Return printers, the default one, and how many screens there are that do not show the same place."""
    places = {screen.geometry().topLeft().toTuple() for screen in QGuiApplication.screens()}
    return Surroundings(
        printers=tuple(QPrinterInfo.availablePrinterNames()),
        default_printer=QPrinterInfo.defaultPrinterName(),
        screens=len(places),
        now=None if clock is None else clock(),
    )
