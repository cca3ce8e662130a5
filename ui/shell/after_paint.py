"""Do what takes long after a widget was painted, so that the user sees the window first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class AfterPaint(QObject):
    """Calls `act` once after each request(), when the widget has been painted; never while it is hidden."""

    def __init__(self, widget: QWidget, act: Callable[[], None]) -> None:
        """Belong to the widget."""
        super().__init__(widget)
        self._widget = widget
        self._act = act
        self._wanted = False
        widget.installEventFilter(self)

    def request(self) -> None:
        """Ask for the act after the next paint, which comes soon."""
        self._wanted = True
        self._widget.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for the paint."""
        if self._wanted and event.type() == QEvent.Type.Paint:
            self._wanted = False
            QTimer.singleShot(0, self, self._act)
        return False
