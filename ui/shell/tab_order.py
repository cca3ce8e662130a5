"""Tab goes in reading order, as the layouts stand: Qt goes in the order in which widgets were made.

Pages make their rows anew after every change, so that Qt would send the keyboard through the whole window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout


def tab_stops(root: QWidget) -> list[QWidget]:
    """Return what Tab stops at within a widget, in reading order: what is seen, enabled and takes Tab."""
    return list(_stops(root))


def pass_focus_on(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to what comes before or after what has it; False where there is nothing."""
    stops = tab_stops(window)
    here: QWidget | None = window.focusWidget()
    if here is not None and here not in stops:
        within = [one for one in stops if here.isAncestorOf(one)]
        if forward and within:
            here, stops = window, within
    while here is not None and here not in stops and here is not window:
        here = here.parentWidget()
    if not stops or here is None:
        return False
    if here is window:
        after = stops[0] if forward else stops[-1]
    else:
        after = stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    after.setFocus(reason)
    bring_into_view(after)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for child in _children(widget):
        if child.isWindow() or not child.isVisible() or not child.isEnabled():
            continue
        if _takes_tab(child):
            yield child
        yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    """Return the widgets inside: those laid out in their order, then the others."""
    layout = widget.layout()
    laid = [] if layout is None else list(_laid_out(layout))
    known = set(laid)
    return [*laid, *(one for one in widget.children() if isinstance(one, QWidget) and one not in known)]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _takes_tab(widget: QWidget) -> bool:
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked():
        # Of choices that exclude each other only the chosen one is a stop; the arrows go on from it.
        parent = widget.parentWidget()
        return not any(
            isinstance(one, QAbstractButton) and one.autoExclusive() and one.isChecked()
            for one in (parent.children() if parent is not None else ())
        )
    return True


def bring_into_view(widget: QWidget) -> None:
    """Scroll to a widget, through every area that scrolls; a widget higher than the area stays as it is."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and widget.height() <= parent.viewport().height():
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
