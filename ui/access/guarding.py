"""What signing in means for a window: locking, who is named in the masthead, what is greyed, the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from fulian_desktop.changes import ChangeSet, RecordKind
from ui.access.keeper import LockKeeper
from ui.access.permission import PermissionFilter
from ui.access.words import LOCK_KEY

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


class WindowGuard(QObject):
    """Keeps masthead, greyed buttons and the lock of one window in step with who is signed in."""

    leave_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        """Lock at once where people sign in and nobody has."""
        super().__init__(window)
        self._window = window
        self._access = window.context.workspace.access
        self.keeper = LockKeeper(window)
        self.keeper.leave_wanted.connect(self._on_leave)
        self.permission = PermissionFilter(window)
        self._menu = QMenu(window)
        self._menu.addAction(f"锁定　{LOCK_KEY}", self.keeper.lock)
        self._menu.addAction("换我的口令…", self._on_change_secret)
        window.masthead.user_button.clicked.connect(self._on_user)
        window.notifier.changed.connect(self._on_changed)
        window.closed.connect(self.keeper.forget)
        self.show_user()
        state = self._access.state()
        if state.sign_in and state.user is None:
            self.keeper.lock()

    def show_user(self) -> None:
        """Show who is signed in, and grey what she may not do."""
        user = self._access.state().user if self._access.state().sign_in else None
        self._window.masthead.set_user(*((user.name, user.role.phrase) if user is not None else ("", "")))
        self.permission.refresh()

    def _on_changed(self, changes: ChangeSet) -> None:
        if RecordKind.ACCESS in changes.kinds:
            self.show_user()

    def _on_user(self) -> None:
        button = self._window.masthead.user_button
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_change_secret(self) -> None:
        from ui.access.user_dialogs import change_own_secret

        change_own_secret(self._window, self._window.context)

    def _on_leave(self) -> None:
        self.keeper.forget()
        self.leave_wanted.emit()


def guard_window(window: MainWindow) -> WindowGuard:
    """Return what guards a window as long as it lives."""
    return WindowGuard(window)


def ask_after_creating(window: MainWindow | None) -> None:
    """Ask once, after a file was made, whether people sign in; any answer can be changed in the settings."""
    from ui.access.user_dialogs import SignInQuestion, leave_off, start_signing_in

    if window is None or window.context.workspace.access.state().decided:
        return
    question = SignInQuestion(window)
    question.ask()
    if question.answer == "sign in":
        start_signing_in(window, window.context)
    elif question.answer == "leave off":
        leave_off(window, window.context)
