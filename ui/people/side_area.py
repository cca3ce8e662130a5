"""A table with a panel at its right; on narrow screens the panel covers the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.theme import Tone, u
from ui.shell.widgets import CARD, Box, BoxLook

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

BESIDE = CARD
COVERING = BoxLook(Tone.SURFACE, Tone.CTL)
PANEL_WIDTH = 308
GAP = 14
SIDE_BY_SIDE_FROM = 1032
"""Least width of the area for both: a window of 1240 less the side bar and the margins of the page."""


class SideArea(QWidget):
    """Places a main widget and a panel; the panel lies over the main widget when there is little room."""

    arranged = Signal(int)
    """The width in real px that the main widget has for itself."""

    def __init__(self, main: QWidget, panel: Box) -> None:
        """Start with the panel put away."""
        super().__init__()
        self._main = main
        self._panel = panel
        main.setParent(self)
        panel.setParent(self)
        panel.setProperty("overlay", True)
        panel.hide()
        self.setMinimumHeight(u(120))

    @property
    def covers(self) -> bool:
        """Tell whether the panel would cover the table at this width."""
        return self.width() < u(SIDE_BY_SIDE_FROM)

    def show_panel(self, shown: bool) -> None:
        """Bring the panel out or put it away."""
        if self._panel.isHidden() == shown:
            self._panel.setVisible(shown)
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        panel = min(u(PANEL_WIDTH), self.width())
        beside = not self._panel.isHidden() and not self.covers
        width = self.width() - (panel + u(GAP) if beside else 0)
        self._main.setGeometry(0, 0, width, self.height())
        self._panel.set_look(BESIDE if beside else COVERING)
        self._panel.setGeometry(self.width() - panel, 0, panel, self.height())
        self._panel.raise_()
        self.arranged.emit(width)
