"""The one short style sheet, and the focus ring that shows where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from ui.shell.theme import Tone, color, token, u

RINGED = "ringed"
"""Property of a widget that is operable by keyboard and wants the focus ring."""


def style_sheet() -> str:
    """Return the style sheet for the theme in use; heights are never set here, only in code."""
    colours = {tone.value: token(tone) for tone in Tone}
    return _buttons_and_fields(colours) + _surroundings(colours)


def _buttons_and_fields(t: dict[str, str]) -> str:
    return f"""
QPushButton {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["ctl"]};
  border-radius: {u(6)}px; padding: 0 {u(15)}px; }}
QPushButton:hover {{ background: {t["sunken"]}; border-color: {t["text2"]}; }}
QPushButton:pressed {{ background: {t["nav"]}; }}
QPushButton[kind="primary"] {{ background: {t["accent"]}; color: {t["on_dark"]};
  border-color: {t["accent"]}; }}
QPushButton[kind="primary"]:hover {{ background: {t["accent_hover"]}; border-color: {t["accent_hover"]}; }}
QPushButton[kind="primary"]:pressed {{ background: {t["accent_pressed"]}; }}
QPushButton[kind="danger"] {{ color: {t["red"]}; border: 2px solid {t["red"]}; padding: 0 {u(14)}px; }}
QPushButton:disabled, QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {{
  background: {t["nav"]}; color: {t["off"]}; border: 1px solid {t["line2"]}; }}
QPushButton[kind="link"], QPushButton[kind="why"], QPushButton[kind="plain"],
QPushButton[kind="toast"] {{ background: transparent;
  color: {t["accent"]}; border: none; padding: 0; }}
QPushButton[kind="link"]:hover, QPushButton[kind="why"]:hover {{ color: {t["accent_pressed"]}; }}
QPushButton[kind="plain"] {{ color: {t["text2"]}; }}
QPushButton[kind="toast"] {{ color: {t["toast_act"]}; }}
QPushButton[kind="link"]:disabled, QPushButton[kind="why"]:disabled {{ background: transparent;
  color: {t["off"]}; border: none; }}
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit {{ background: {t["surface"]};
  color: {t["text"]}; placeholder-text-color: {t["text3"]}; border: 1px solid {t["ctl"]};
  border-radius: {u(6)}px; padding: 0 {u(10)}px; selection-background-color: {t["tint_line"]};
  selection-color: {t["text"]}; }}
QPlainTextEdit, QTextEdit {{ padding: {u(6)}px {u(6)}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
  border: 2px solid {t["ink"]}; padding-left: {u(10) - 1}px; padding-right: {u(10) - 1}px; }}
*[wrong="true"] {{ border: 2px solid {t["red"]}; padding-left: {u(10) - 1}px; padding-right: {u(10) - 1}px; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {t["nav"]};
  color: {t["off"]}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {u(30)}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: none; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
"""


def _surroundings(t: dict[str, str]) -> str:
    return f"""
QHeaderView {{ background: {t["surface"]}; }}
QHeaderView::section {{ background: {t["surface"]}; color: {t["text2"]}; border: none;
  border-bottom: 1px solid {t["line2"]}; padding: 0 {u(12)}px; }}
QProgressBar {{ background: {t["nav"]}; border: 1px solid {t["line2"]}; border-radius: {u(4)}px; }}
QProgressBar::chunk {{ background: {t["accent"]}; border-radius: {u(3)}px; }}
QScrollBar:vertical {{ background: transparent; width: {u(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {u(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t["ctl"]}; border-radius: {u(3)}px; margin: {u(3)}px;
  min-height: {u(36)}px; min-width: {u(36)}px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; border: none; width: 0; height: 0; }}
QMenu {{ background: {t["surface"]}; border: 1px solid {t["ctl"]}; padding: {u(4)}px; }}
QMenu::item {{ color: {t["text"]}; padding: {u(9)}px {u(28)}px {u(9)}px {u(14)}px; border-radius: {u(4)}px; }}
QMenu::item:selected {{ background: {t["tint"]}; }}
QMenu::item:disabled {{ color: {t["off"]}; }}
QToolTip {{ background: {t["toast"]}; color: {t["on_dark"]}; border: none; padding: {u(6)}px {u(8)}px; }}
QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] {{ background: transparent; border: none; }}
"""


class RingStyle(QProxyStyle):
    """Fusion with an ink ring around the focused widget instead of Fusion's dotted frame."""

    def __init__(self) -> None:
        """Stand on Fusion whatever the platform offers."""
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Leave out the built-in focus rectangle: the ring is drawn outside of the widget."""
        if element != QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the ring of a QFocusFrame: 2 px of ink, 2 px away, radius + 3."""
        if element != QStyle.ControlElement.CE_FocusFrame:
            super().drawControl(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(Tone.INK), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)  # type: ignore[attr-defined]
        painter.drawRoundedRect(area, u(9), u(9))
        painter.restore()

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Keep the ring 4 px outside of the widget."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return 4
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Put the ring above its widget, without a mask, and show tool tips soon."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QObject):
    """Moves one focus frame to whatever got the focus by keyboard."""

    def __init__(self, app: QApplication) -> None:
        """Follow the focus of the whole application."""
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        if new is None or not isValid(new) or not self._wants_ring(new):
            return
        frame = QFocusFrame(new)
        frame.setWidget(new)
        self._frame = frame

    def _drop(self) -> None:
        if self._frame is not None and isValid(self._frame):
            self._frame.setWidget(None)  # type: ignore[arg-type]
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None

    @staticmethod
    def _wants_ring(widget: QWidget) -> bool:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
            return False
        if not widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return False
        return isinstance(widget, QAbstractButton) or bool(widget.property(RINGED))
