"""Screens that come and go as a test says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.hall.screens import HallScreen, Screens

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

OFFICE = HallScreen("office", "屏幕 1（1366×768）", QRect(0, 0, 1366, 768))
PROJECTOR = HallScreen("projector", "屏幕 2（1024×768）", QRect(1366, 0, 1024, 768))
SECOND_PROJECTOR = HallScreen("second projector", "屏幕 3（1920×1080）", QRect(2390, 0, 1920, 1080))


class FakeScreens(Screens):
    """Screens of a test: the desk is always on the first."""

    plugged: list[HallScreen]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plugged = [OFFICE]

    def all(self) -> list[HallScreen]:
        return list(self.plugged)

    def of(self, widget: QWidget) -> HallScreen | None:
        return self.plugged[0]

    def plug(self, *screens: HallScreen) -> None:
        self.plugged = [OFFICE, *screens]
        self.changed.emit()
