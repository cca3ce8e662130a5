"""No dialog may hold up the run: one that nobody answers is ended, and its test fails."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

DIALOG_SECONDS = 30
"""Longer than any test leaves a dialog without an answer, on a machine however busy."""


class DialogLimit(QObject):
    """Ends a modal dialog that nobody answers, so that its test fails and the run goes on."""

    def __init__(self, seconds: float = DIALOG_SECONDS) -> None:
        super().__init__()
        self.ended: list[str] = []
        self._milliseconds = round(seconds * 1000)
        self._shown: QWidget | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(min(500, self._milliseconds))

    def _look(self) -> None:
        shown = QApplication.activeModalWidget()
        if shown is None or shown is not self._shown:
            self._shown = shown
            self._since.start()
        elif self._since.hasExpired(self._milliseconds):
            self.ended.append(shown.windowTitle())
            if isinstance(shown, QDialog):
                QDialog.done(shown, 0)
            else:
                shown.close()
