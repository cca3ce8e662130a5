"""Short ways to make the two box layouts with the margins of the style sheet, in px at 100 % type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.shell.theme import u

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

Margins = tuple[int, int, int, int]


def vertical(parent: QWidget | None = None, *, margins: Margins | int = 0, spacing: int = 0) -> QVBoxLayout:
    """Make a vertical layout; margins are left, top, right, bottom, or one number for all."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _space(layout, margins, spacing)
    return layout


def horizontal(parent: QWidget | None = None, *, margins: Margins | int = 0, spacing: int = 0) -> QHBoxLayout:
    """Make a horizontal layout; margins are left, top, right, bottom, or one number for all."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _space(layout, margins, spacing)
    return layout


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout; widgets are hidden at once and deleted when the loop runs."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down only; put rows into `column`, a stretch is kept at its end."""

    def __init__(
        self, *, spacing: int = 0, margins: Margins | int = 0, parent: QWidget | None = None
    ) -> None:
        """Start empty and transparent."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("scrolled", True)
        self.column = vertical(inner, margins=margins, spacing=spacing)
        self.column.addStretch(1)
        self.setWidget(inner)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def add(self, widget: QWidget) -> None:
        """Add a row at the end."""
        self.column.insertWidget(self.column.count() - 1, widget)

    def clear(self) -> None:
        """Remove all rows."""
        clear_layout(self.column)
        self.column.addStretch(1)

    def sizeHint(self) -> QSize:
        """Ask for what the rows need; the layout may give less."""
        inner = self.widget()
        return inner.sizeHint() if inner is not None else super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hold the rows to the width of the view, so that words wrap or elide instead of hiding."""
        super().resizeEvent(event)
        inner = self.widget()
        if inner is not None:
            inner.setMaximumWidth(self.viewport().width())


def scrolled(widget: QWidget) -> ScrollColumn:
    """Return a widget that fills its place, and scrolls where the place is lower than it can be."""
    scroll = ScrollColumn()
    scroll.column.insertWidget(0, widget, 1)
    scroll.column.setStretch(1, 0)
    return scroll


def _space(layout: QBoxLayout, margins: Margins | int, spacing: int) -> None:
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    left, top, right, bottom = (u(side) for side in sides)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(u(spacing))
