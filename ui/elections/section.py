"""What the page 选举 asks of a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from datetime import date

    from ui.elections.page import ElectionsPage
    from ui.shell.notifier import PageContext


STACKED_BELOW = 800
"""Width of a section (px at 100 %) below which its two columns stand below each other."""
UNLIMITED = 16_777_215
"""What Qt calls no limit of a width."""


class Section(QWidget):
    """One section of the page; it is refreshed by the page while it is shown."""

    def __init__(self, context: PageContext, page: ElectionsPage) -> None:
        """Keep the context; a section builds its widgets here and reads in refresh()."""
        super().__init__()
        self.context = context
        self.page = page

    def subtitle(self) -> str:
        """Return the line under the page's title."""
        return ""

    def refresh(self) -> None:
        """Read the data anew and show it; override this."""

    def open_with(self, **arguments: object) -> None:
        """Go to what open_page() named; override this."""

    def take_focus(self) -> None:
        """Put the keyboard where work goes on; override this."""

    def may_leave(self) -> bool:
        """Say whether another section or page may be shown."""
        return True

    def today(self) -> date:
        """Return the day of the workspace's clock."""
        return self.context.workspace.journal.now().date()
