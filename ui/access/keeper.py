"""Locks the window by key and after some time without one, and lets in whoever signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.changes import ChangeSet, RecordKind
from ui.access.clipboard import clear_copied
from ui.access.lock_page import LockPage
from ui.shell.widgets import Role, Tone, label, vertical
from ui.shell.widgets.box import Box, BoxLook

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.shell.window import MainWindow

WARNING_SECONDS = 30
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


def _elapsed_seconds() -> Callable[[], float]:
    timer = QElapsedTimer()
    timer.start()
    return lambda: timer.elapsed() / 1000


class Cover(Box):
    """Hides the content of a window that stays open behind the lock page."""

    def __init__(self, window: QWidget) -> None:
        """Lie over everything of the window."""
        super().__init__(BoxLook(Tone.BG, radius=0))
        self.setParent(window)
        self.setObjectName("lock_cover")
        self.setProperty("overlay", True)
        column = vertical(self)
        words = label("已锁定", Role.CARD_TITLE, Tone.TEXT2)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


class LockKeeper(QObject):
    """Watches one window; belongs to it."""

    locked = Signal()
    unlocked = Signal()
    leave_wanted = Signal()

    def __init__(self, window: MainWindow, seconds: Callable[[], float] | None = None) -> None:
        """`seconds` is a clock that only goes forward; tests wind it."""
        super().__init__(window)
        self._window = window
        self._workspace = window.context.workspace
        self._seconds = seconds or _elapsed_seconds()
        self._last_sign = self._seconds()
        self._warned = False
        self._covers: list[Cover] = []
        self.page: LockPage | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(1000)
        self._watch.timeout.connect(self.look)
        self._watch.start()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    @property
    def is_locked(self) -> bool:
        """Return whether the lock page is shown."""
        return self.page is not None

    def look(self) -> None:
        """Lock when nobody touched the program for long enough; say so half a minute before."""
        state = self._workspace.access.state()
        if not state.sign_in or self.is_locked:
            return
        left = state.idle_minutes * 60 - (self._seconds() - self._last_sign)
        if left <= 0:
            self.lock()
        elif left <= WARNING_SECONDS and not self._warned:
            self._warned = True
            self._window.warn(f"{WARNING_SECONDS} 秒后锁定。按任意键或动一下鼠标就不锁。")

    def lock(self) -> None:
        """Sign out and cover the window; the page, its line and half-typed values stay as they are behind."""
        access = self._workspace.access
        if not access.state().sign_in or self.is_locked:
            return
        user = access.state().user
        access.sign_out()
        clear_copied()
        self._window.notifier.publish(ChangeSet.of(RecordKind.ACCESS))
        self._cover_windows()
        page = self.page = LockPage(self._window, self._workspace, user.name if user is not None else "")
        page.signed_in.connect(self._on_signed_in)
        page.reset_wanted.connect(self._on_reset)
        page.leave_wanted.connect(self.leave_wanted)
        page.quit_wanted.connect(self._on_quit)
        page.show()
        page.activateWindow()
        self.locked.emit()

    def forget(self) -> None:
        """Let go of the window without anyone signing in: the file is closed."""
        self._watch.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._uncover()
        page, self.page = self.page, None
        if page is not None:
            page.done(0)
            page.hide()
            page.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice signs of life, and the key that locks."""
        kind = event.type()
        if kind in _SIGNS_OF_LIFE:
            self._last_sign = self._seconds()
            self._warned = False
        if (
            kind == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_L
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and self._workspace.access.state().sign_in
            and not self.is_locked
        ):
            QTimer.singleShot(0, self, self.lock)
            return True
        return False

    def _cover_windows(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.objectName() != "hall_window" and window is not self.page:
                self._covers.append(Cover(window))

    def _uncover(self) -> None:
        covers, self._covers = self._covers, []
        for cover in covers:
            cover.hide()
            cover.deleteLater()

    def _on_signed_in(self) -> None:
        page, self.page = self.page, None
        self._uncover()
        self._last_sign = self._seconds()
        self._warned = False
        if page is not None:
            page.deleteLater()
        self._window.notifier.publish(ChangeSet.of(RecordKind.ACCESS))
        self._window.heading_wanted.emit()
        self.unlocked.emit()

    def _on_reset(self) -> None:
        from ui.access.code_dialogs import reset_with_code

        page = self.page
        if page is not None and reset_with_code(page, self._workspace):
            page.open_up()

    def _on_quit(self) -> None:
        self.forget()
        self._window.asks_before_closing = False
        self._window.close()
