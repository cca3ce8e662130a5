"""The settings page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from fulian_desktop.changes import RecordKind
from ui.access.card import AccessCard, PrivacyCard
from ui.settings.federation_card import FederationCard
from ui.settings.file_card import AboutCard, FileCard
from ui.settings.fonts_card import FontsCard
from ui.settings.look_card import LookCard
from ui.settings.wordings_card import WordingsCard
from ui.shell.after_paint import AfterPaint
from ui.shell.notifier import Page
from ui.shell.widgets import ScrollColumn, horizontal, u, vertical

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.shell.notifier import PageContext

STACKED_BELOW = 1110
"""Width of the page (px at 100 % type) below which the cards stand in one column."""


class SettingsPage(Page):
    """Look, federation, data file, fonts of papers, wordings; every choice takes effect at once."""

    title = "设置"
    depends_on = frozenset({RecordKind.FEDERATION, RecordKind.TERM, RecordKind.WORDING, RecordKind.ACCESS})

    def __init__(self, context: PageContext) -> None:
        """Build the cards in two columns."""
        super().__init__(context)
        self.federation_card = FederationCard(context)
        self.look_card = LookCard(context)
        self.file_card = FileCard(context)
        self.fonts_card = FontsCard(context)
        self.wordings_card = WordingsCard(context)
        self.access_card = AccessCard(context)
        self.privacy_card = PrivacyCard(context)
        scroll = self._scroll = ScrollColumn()
        self._row = row = horizontal(spacing=14)
        left, right = vertical(spacing=14), vertical(spacing=14)
        left.addWidget(self.federation_card)
        left.addWidget(self.access_card)
        left.addWidget(self.look_card)
        left.addStretch(1)
        right.addWidget(self.file_card)
        right.addWidget(self.privacy_card)
        right.addWidget(self.fonts_card)
        right.addWidget(AboutCard(context))
        right.addStretch(1)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        scroll.column.setSpacing(u(14))
        scroll.column.insertLayout(0, row)
        scroll.column.insertWidget(1, self.wordings_card)
        self.content.addWidget(scroll, 1)
        self._shown_first = AfterPaint(self, self._show_look)

    def open_with(self, **arguments: object) -> None:
        """Show the choice of type size again (`show="look"`) after the window was built anew for it."""
        if arguments.get("show") == "look":
            self._shown_first.request()

    def _show_look(self) -> None:
        self._scroll.ensureWidgetVisible(self.look_card, 0, u(16))
        self.look_card.size_segment.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns under each other when both have no room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        stacked = self.width() < u(STACKED_BELOW)
        self._row.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    def refresh(self) -> None:
        """Read what the cards show."""
        self.federation_card.show_federation()
        self.file_card.show_file()
        self.access_card.show_access()
        self.privacy_card.show_privacy()
        self.fonts_card.show_fonts()
        self.wordings_card.show_wordings()
