"""Taking rows away while one of them may still be handling the click that caused it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


def drop_rows(layout: QLayout) -> None:
    """Empty a layout: its widgets are hidden now and deleted once the event that runs is over."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setProperty("overlay", True)
            widget.setObjectName("")
            widget.deleteLater()
        elif inner is not None:
            drop_rows(inner)
