"""Keeps the keyboard where it was while a page builds its rows anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from ui.shell.tab_order import bring_into_view, tab_stops

if TYPE_CHECKING:
    from types import TracebackType

_Face = tuple[str, str, str, str]


class KeptFocus:
    """Around a refresh of `page`: whoever worked by keyboard goes on from the same button or row.

    What had the keyboard is looked for by its names; where it is gone, what stands at its place takes it.
    """

    def __init__(self, page: QWidget) -> None:
        """Take note of nothing yet."""
        self._page = page
        self._had: QWidget | None = None
        self._has: QWidget | None = None
        self._face: _Face = ("", "", "", "")
        self._place = self._turn = 0

    def __enter__(self) -> None:
        """Note what has the keyboard, also behind a dialog."""
        had: QWidget | None = self._page.window().focusWidget()
        if had is None or had is self._page or not self._page.isAncestorOf(had):
            return
        stops = tab_stops(self._page)
        if had in stops:
            self._had, self._face, self._place = had, _face(had), stops.index(had)
            self._turn = [one for one in stops if _face(one) == self._face].index(had)

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Give the keyboard back when the new rows are there."""
        if self._had is not None:
            self._has = self._page.window().focusWidget()
            QTimer.singleShot(0, self._page, self._give_back)

    def _give_back(self) -> None:
        """Look for what had it, unless that is still there or the keyboard was put elsewhere on purpose."""
        had = self._had
        if self._page.window().focusWidget() is not self._has or (
            isValid(had) and had is not None and self._page.isAncestorOf(had) and had.isVisible()
        ):
            return
        stops = tab_stops(self._page)
        twins = [one for one in stops if _face(one) == self._face]
        if not twins and self._has in stops:
            return  # The page itself put the keyboard where work goes on.
        candidates, place = (twins, self._turn) if twins else (stops, self._place)
        if candidates:
            follower = candidates[min(place, len(candidates) - 1)]
            follower.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(follower)


def _face(widget: QWidget) -> _Face:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return type(widget).__name__, widget.objectName(), widget.accessibleName(), words
