"""What must hold for the structure of every page and dialog: call problems_of() and expect nothing.

Looks for words that are cut off, siblings that lie on each other, words outside of their window,
characters without a glyph, and fields without a name.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.shell.focus_ring import Ring
from ui.shell.widgets import ElidedLabel, Toast
from ui.shell.widgets.chips import Chip

OVERLAYS = ("shade", "qt_scrollarea_viewport")


def problems_of(window: QWidget, width: int = 1366, height: int = 768) -> list[str]:
    """Show a window at a size and return everything wrong with its structure, in words.

    The window is left shown: qtbot.addWidget() it, or close it.
    """
    window.resize(width, height)
    window.show()
    for _ in range(3):
        QApplication.processEvents()
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and not isinstance(w, Ring)]
    problems: list[str] = []
    for widget in shown:
        problems += _cut_words(widget)
        problems += _outside(widget, window)
        problems += _unnamed(widget)
        problems += _missing_glyphs(widget)
    for parent in [window, *shown]:
        problems += _overlaps(parent)
    return problems


def texts_of(window: QWidget) -> list[str]:
    """Return all words shown in labels, chips, buttons and fields."""
    return [text for w in window.findChildren(QWidget) if w.isVisible() and (text := _words(w))]


def _words(widget: QWidget) -> str:
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, Chip)):
        return widget.text()
    return ""


def _describe(widget: QWidget) -> str:
    words = _words(widget) or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__}({words[:20]!r})"


def _cut_words(widget: QWidget) -> list[str]:
    if isinstance(widget, ElidedLabel) or not _words(widget):
        return []
    if isinstance(widget, QLabel):
        metrics = QFontMetrics(widget.font())
        if widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            return [f"{_describe(widget)} needs {needed} px height"] if needed > widget.height() + 1 else []
        lines = widget.text().split("\n")
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        high = metrics.height() * len(lines)
        if wide > widget.contentsRect().width() + 1 or high > widget.height() + 2:
            return [f"{_describe(widget)} is cut: {wide}x{high} in {widget.width()}x{widget.height()}"]
    if isinstance(widget, (QAbstractButton, Chip)):
        hint = widget.minimumSizeHint()
        if hint.width() > widget.width() + 1:
            return [f"{_describe(widget)} is cut: {hint.width()} in {widget.width()}"]
    return []


def _outside(widget: QWidget, window: QWidget) -> list[str]:
    if not _words(widget) or _inside_scroll_area(widget, window):
        return []
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return [] if window.rect().contains(place) else [f"{_describe(widget)} lies outside of the window"]


def _inside_scroll_area(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _unnamed(widget: QWidget) -> list[str]:
    if isinstance(widget.parentWidget(), (QAbstractSpinBox, QComboBox)):
        return []
    is_field = isinstance(widget, (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit))
    if is_field and not widget.accessibleName():
        return [f"{_describe(widget)} has no name for a screen reader"]
    if isinstance(widget, QAbstractButton) and not (widget.text() or widget.accessibleName()):
        return [f"{_describe(widget)} has neither words nor a name"]
    return []


def _missing_glyphs(widget: QWidget) -> list[str]:
    words = _words(widget)
    metrics = QFontMetrics(widget.font())
    lost = sorted({sign for sign in words if not sign.isspace() and not metrics.inFontUcs4(ord(sign))})
    return [f"{_describe(widget)} has no glyph for {''.join(lost)}"] if lost else []


def _overlaps(parent: QWidget) -> list[str]:
    if isinstance(parent, (QAbstractScrollArea, QComboBox, QAbstractSpinBox, QLineEdit)):
        return []
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not isinstance(child, (Toast, Ring))
        and child.objectName() not in OVERLAYS
        and not child.property("overlay")
    ]
    found: list[str] = []
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > 1 and common.height() > 1:
                found.append(
                    f"{_describe(one)} and {_describe(other)} lie on each other in {_describe(parent)}"
                )
    return found
