"""The toast: what was just done, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.shell.theme import Role, Tone, u
from ui.shell.widgets.box import BoxLook, draw_box
from ui.shell.widgets.buttons import Button
from ui.shell.widgets.chips import KeyCap
from ui.shell.widgets.labels import label
from ui.shell.widgets.lamp import LampState, draw_lamp
from ui.shell.widgets.layouts import horizontal
from ui.shell.widgets.toast_place import covers_action, free_place

if TYPE_CHECKING:
    from collections.abc import Callable

STAY_MILLISECONDS = 8000
LOOK_MILLISECONDS = 200
"""How often it is looked whether the page under the toast changed."""


class _DarkLamp(QWidget):
    """The lamp for a dark ground: done, or not done and why."""

    def __init__(self) -> None:
        super().__init__()
        self.state = LampState.HOLDS
        self.setFixedSize(u(20), u(20) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_lamp(
            QPainter(self),
            QRectF(0, 1.5, u(20), u(20)),
            self.state,
            Tone.TOAST_LAMP if self.state is LampState.HOLDS else Tone.TOAST_ACT,
            mark=Tone.TOAST,
        )


class Toast(QWidget):
    """One dark bar, 8 s long or until the next one; one per parent.

    It lies at the bottom of its parent, or at the nearest place where it covers nothing that is operated.
    """

    def __init__(self, parent: QWidget) -> None:
        """Stay hidden until show_done()."""
        super().__init__(parent)
        self._undo: Callable[[], None] | None = None
        self._left = 0
        row = horizontal(self, margins=(16, 0, 14, 0), spacing=10)
        self.setFixedHeight(u(50))
        self._words = label("", Role.BODY, Tone.ON_DARK, weight=500)
        self.undo_button = Button("撤销", "toast")
        self.undo_button.clicked.connect(self.take_back)
        self._cap = KeyCap("Ctrl+Z", dark=True)
        self.lamp = _DarkLamp()
        row.addWidget(self.lamp)
        row.addWidget(self._words)
        row.addSpacing(u(8))
        row.addWidget(self.undo_button)
        row.addWidget(self._cap)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MILLISECONDS)
        self._look.timeout.connect(self._make_way)
        parent.installEventFilter(self)
        self.hide()

    def show_done(self, words: str, undo: Callable[[], None] | None = None, *, left: int = 0) -> None:
        """Say what was done; with `undo` offer to take it back. `left` (real px) keeps out of a side bar."""
        self._show(LampState.HOLDS, words, undo, left)

    def show_refused(self, words: str, *, left: int = 0) -> None:
        """Say what was not done, and why or what comes first: an amber lamp, nothing to take back."""
        self._show(LampState.MISSING, words, None, left)

    def _show(self, state: LampState, words: str, undo: Callable[[], None] | None, left: int) -> None:
        self.lamp.state = state
        self.lamp.update()
        self._undo = undo
        self._left = left
        self._words.setText(words)
        self.undo_button.setVisible(undo is not None)
        self._cap.setVisible(undo is not None)
        self._timer.start(STAY_MILLISECONDS)
        self._place()
        self.show()
        self.raise_()
        self._look.start()
        QTimer.singleShot(0, self, self._make_way)

    def words(self) -> str:
        """Return what the toast says."""
        return self._words.text()

    def can_undo(self) -> bool:
        """Tell whether Ctrl+Z would take something back now."""
        return self._undo is not None and not self.isHidden()

    def take_back(self) -> None:
        """Do the undo that is offered, once."""
        undo, self._undo = self._undo, None
        self.dismiss()
        if undo is not None:
            undo()

    def dismiss(self) -> None:
        """Go away."""
        self._timer.stop()
        self._look.stop()
        self._undo = None
        self.hide()

    def sizeHint(self) -> QSize:
        """Be as wide as the words."""
        return QSize(super().sizeHint().width(), u(50))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find a place anew when the parent changes size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground."""
        draw_box(QPainter(self), QRectF(self.rect()), BoxLook(Tone.TOAST, radius=6))

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self._fit()
        area = QRect(self._left, 0, parent.width() - self._left, parent.height())
        left = area.left() + (area.width() - self.width()) // 2
        usual = QPoint(left, parent.height() - self.height() - u(24))
        self.move(free_place(parent, self, area, usual))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    def _make_way(self) -> None:
        """Move when the page under the toast has changed and something operated lies there now."""
        parent = self.parentWidget()
        if parent is not None and covers_action(parent, self):
            self._place()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        parent = self.parentWidget()
        limit = parent.width() - self._left - u(24) if parent is not None else 10_000
        self.setFixedWidth(min(self.sizeHint().width(), max(limit, u(200))))
