"""Copying a number so that it stays out of the clipboard's history and goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_SECONDS = 60
CONCEALED: tuple[tuple[str, bytes], ...] = (
    # Windows: read by the clipboard's history, its cloud copy and other watchers of the clipboard.
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"\x01"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\x00\x00\x00\x00"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\x00\x00\x00\x00"),
    # KDE's Klipper and those who follow it.
    ("x-kde-passwordManagerHint", b"secret"),
)


class _Clearing(QObject):
    """Empties the clipboard when it still holds what was copied here."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._copied = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    def begin(self, text: str) -> None:
        self._copied = text
        self._timer.start(KEPT_SECONDS * 1000)

    def clear(self) -> None:
        self._timer.stop()
        copied, self._copied = self._copied, ""
        clipboard = QGuiApplication.clipboard()
        if copied and clipboard.text() == copied:
            clipboard.clear(QClipboard.Mode.Clipboard)


_clearing: list[_Clearing] = []


def concealed(text: str) -> QMimeData:
    """Return text for the clipboard with the marks that keep it out of histories, where these are heeded."""
    data = QMimeData()
    data.setText(text)
    for name, value in CONCEALED:
        data.setData(name, QByteArray(value))
    return data


def copy_concealed(text: str) -> None:
    """Put a telephone or ID number on the clipboard; after a minute it is cleared if it is still there."""
    if not _clearing:
        _clearing.append(_Clearing())
    QGuiApplication.clipboard().setMimeData(concealed(text))
    _clearing[0].begin(text)


def clear_copied() -> None:
    """Clear at once what was copied here, if it is still on the clipboard: on locking and on closing."""
    if _clearing:
        _clearing[0].clear()
