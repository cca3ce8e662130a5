"""The columns of the page: catalogue over what is done with all, preview, and panel or print queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.documents.catalogue import CatalogueCard
from ui.documents.preview_pane import PreviewPane
from ui.documents.queue_panel import QueuePanel
from ui.documents.set_bar import SetBar
from ui.documents.side_panel import PANEL_WIDTH, SidePanel
from ui.shell.widgets import horizontal, u, vertical

if TYPE_CHECKING:
    from ui.documents.print_queue import PrintQueue

SIDE_BY_SIDE_FROM = 1076
"""Width of the page (px at 100 %) for three columns: a window of 1240 less the side bar."""
CATALOGUE_WIDTH = 318
NARROW_CATALOGUE_WIDTH = 290
_QUEUE_HEIGHT = 260
_NO_LIMIT = 16_777_215


class WorkArea(QWidget):
    """Three columns, or two with the panel under the preview."""

    queue_shown = Signal(bool)
    """The print queue stands in the place of the panel, or no longer."""

    def __init__(self, queue: PrintQueue) -> None:
        """Build everything; the page connects and fills it."""
        super().__init__()
        self.catalogue = CatalogueCard()
        self.set_bar = SetBar()
        self.preview = PreviewPane()
        self.preview.view.left.connect(self.catalogue.focus_chosen)
        self.panel = SidePanel()
        self.queue_panel = QueuePanel(queue)
        self.queue_panel.hide()
        self._queue, self._left_in_queue = queue, 0
        queue.changed.connect(self._on_queue)
        self.queue_panel.close_wanted.connect(self._on_close)
        row = horizontal(self, spacing=14)
        self._left = vertical(spacing=10)
        self._left.addWidget(self.catalogue, 1)
        self._left.addWidget(self.set_bar)
        row.addLayout(self._left)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(u(14))
        self._middle.addWidget(self.preview, 1)
        self._middle.addWidget(self.panel)
        self._middle.addWidget(self.queue_panel)
        row.addLayout(self._middle, 1)

    def arrange(self, width: int) -> None:
        """Put panel and set bar under the preview when a page of this width has no room for three columns."""
        narrow = width < u(SIDE_BY_SIDE_FROM)
        if narrow != self.panel.is_lying or not self.catalogue.minimumWidth():
            self.panel.set_lying(narrow)
            way = QBoxLayout.Direction
            self._middle.setDirection(way.TopToBottom if narrow else way.LeftToRight)
            (self._middle if narrow else self._left).addWidget(self.set_bar)
            self._fit_queue(lying=narrow)
        self.preview.setMinimumHeight(u(150) if narrow else 0)
        least = min(u(NARROW_CATALOGUE_WIDTH), width * 9 // 20)
        self.catalogue.setFixedWidth(least if narrow else u(CATALOGUE_WIDTH))

    @property
    def is_queue_shown(self) -> bool:
        """Tell whether the print queue stands in the place of the panel."""
        return not self.queue_panel.isHidden()

    def show_queue(self, shown: bool) -> None:
        """Show the print queue in the place of the panel, or the panel again."""
        if shown != self.is_queue_shown:
            self.queue_panel.setVisible(shown)
            self.panel.setVisible(not shown)
            self.queue_shown.emit(shown)

    def _fit_queue(self, *, lying: bool) -> None:
        policy = QSizePolicy.Policy
        self.queue_panel.setMinimumWidth(0 if lying else u(PANEL_WIDTH))
        self.queue_panel.setMaximumWidth(_NO_LIMIT if lying else u(PANEL_WIDTH))
        self.queue_panel.setMinimumHeight(u(_QUEUE_HEIGHT) if lying else 0)
        self.queue_panel.setSizePolicy(policy.Preferred if lying else policy.Fixed, policy.Expanding)

    def _on_queue(self) -> None:
        """Show the queue when several papers go into it, and when it stopped by itself."""
        if 1 < self._queue.left > self._left_in_queue or self._queue.why_paused:
            self.show_queue(True)
        self._left_in_queue = self._queue.left

    def _on_close(self) -> None:
        self.show_queue(False)
