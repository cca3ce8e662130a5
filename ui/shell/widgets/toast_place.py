"""Where a toast may lie: over no button, field or row, and over no words while there is a place without."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.shell.focus_ring import Ring
from ui.shell.theme import u

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = 4
_STEP = 4
_EDGE = 6

_OPERATED = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)


class Weight(IntEnum):
    """What a toast should keep clear of, the least important first."""

    WORDS = 0
    ROWS = 1
    CONTROL = 2


def free_place(parent: QWidget, toast: QWidget, area: QRect, usual: QPoint) -> QPoint:
    """Return the place in `area` of `parent` nearest to `usual` where the toast covers nothing.

    When words stand everywhere it may lie on words, but on nothing that is operated; with very large type,
    when there is no such place either, on rows of a table, but on no button and no field.
    """
    found = list(_contents(parent, area, toast))
    for least in Weight:
        blocked = [place for place, weight in found if weight >= least]
        place = _nearest(blocked, area, toast.size(), usual)
        if place is not None:
            return place
    return usual


def covers_action(parent: QWidget, toast: QWidget) -> bool:
    """Tell whether the toast lies on a button, a field or a row as it stands now."""
    return any(weight > Weight.WORDS for _place, weight in _contents(parent, toast.geometry(), toast))


def _contents(parent: QWidget, area: QRect, toast: QWidget) -> Iterator[tuple[QRect, Weight]]:
    """Yield what is seen in `area`, in `parent`'s coordinates, and how much it matters."""
    for child in parent.children():
        if not isinstance(child, QWidget) or child is toast or child.isHidden() or child.isWindow():
            continue
        place = child.geometry() & area
        if place.isEmpty() or isinstance(child, Ring):
            continue
        if isinstance(child, QAbstractItemView):
            place = _rows(child) & area
            if not place.isEmpty():
                yield place, Weight.ROWS
        elif _is_operated(child):
            yield place, Weight.CONTROL
        elif _has_children(child):
            offset = child.pos()
            for inner, weight in _contents(child, place.translated(-offset), toast):
                yield inner.translated(offset), weight
        elif type(child) not in (QWidget, QFrame):
            yield (_words(child) & area if isinstance(child, QLabel) else place), Weight.WORDS


def _is_operated(widget: QWidget) -> bool:
    if isinstance(widget, _OPERATED):
        return True
    if (
        widget.testAttribute(Qt.WidgetAttribute.WA_SetCursor)
        and widget.cursor().shape() is Qt.CursorShape.PointingHandCursor
    ):
        return True
    takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return takes_keys and not isinstance(widget, QAbstractScrollArea) and not _has_children(widget)


def _has_children(widget: QWidget) -> bool:
    return any(isinstance(child, QWidget) for child in widget.children())


def _rows(view: QAbstractItemView) -> QRect:
    """Return the part of a table or list that has rows; below them nothing is to be clicked."""
    whole = view.geometry()
    model = view.model()
    if isinstance(view, QHeaderView) or model is None:
        return whole
    below = view.viewport().y()
    if model.rowCount():
        below += view.visualRect(model.index(model.rowCount() - 1, 0)).bottom() + 1
    return QRect(whole.topLeft(), QSize(whole.width(), max(0, min(whole.height(), below))))


def _words(label: QLabel) -> QRect:
    """Return where the words of a label stand: it is often wider than they are."""
    place = label.geometry()
    if label.wordWrap() or label.alignment() & (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignHCenter):
        return place
    return QRect(place.topLeft(), QSize(min(place.width(), label.sizeHint().width()), place.height()))


def _nearest(blocked: Sequence[QRect], area: QRect, size: QSize, usual: QPoint) -> QPoint | None:
    """Return the free place nearest to the usual one; a way up counts double, so that it stays low."""
    best: QPoint | None = None
    least = area.width() + 2 * area.height()
    edge, gap = u(_EDGE), u(_GAP)
    for top in range(area.bottom() + 1 - size.height() - edge, area.top(), -u(_STEP)):
        way = 2 * abs(top - usual.y())
        if way >= least:
            continue
        band = QRect(area.left(), top - gap, area.width(), size.height() + 2 * gap)
        left = _free_left(
            [place for place in blocked if place.intersects(band)], area, size.width(), usual.x()
        )
        if left is not None and way + abs(left - usual.x()) < least:
            least = way + abs(left - usual.x())
            best = QPoint(left, top)
    return best


def _free_left(blocked: Sequence[QRect], area: QRect, width: int, usual: int) -> int | None:
    """Return the left edge nearest to `usual` at which a toast of this width touches none of `blocked`."""
    edge, gap = u(_EDGE), u(_GAP)
    start, found = area.left() + edge, list[int]()
    ends = [(place.left() - gap, place.right() + 1 + gap) for place in blocked]
    for left, right in (*sorted(ends), (area.right() + 1 - edge, area.right() + 1)):
        if left - start >= width:
            found.append(max(start, min(usual, left - width)))
        start = max(start, right)
    return min(found, key=lambda place: abs(place - usual), default=None)
