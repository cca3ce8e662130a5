"""The minute-taker of a test: clicks, keys and dialogs in the real window of one session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.desk.desk_view import DeskView
from ui.shell.jobs import running_jobs
from ui.shell.masthead import NavigationButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from ui.session import Session
    from ui.shell.window import MainWindow


class Clerk:
    """The minute-taker at her PC: clicks, keys and dialogs of one session."""

    def __init__(self, session: Session, user: User, clock: StageClock, qtbot: QtBot) -> None:
        self.session, self.user, self.clock, self.qtbot = session, user, clock, qtbot

    @property
    def window(self) -> MainWindow:
        assert self.session.window is not None
        return self.session.window

    @property
    def workspace(self) -> Workspace:
        assert self.session.workspace is not None
        return self.session.workspace

    @property
    def meeting_id(self) -> int:
        return self.workspace.meetings.meetings()[0].id

    @property
    def desk(self) -> DeskView:
        found = self.window.findChild(DeskView)
        assert isinstance(found, DeskView)
        return found

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: running_jobs() == 0, timeout=20_000)
        for _ in range(3):
            QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def see(self, name: str, within: QWidget | None = None) -> QWidget:
        """Return what is visible under this name."""
        self.settle()
        found = [one for one in (within or self.window).findChildren(QWidget, name) if one.isVisible()]
        assert found, f"nothing visible is called {name}"
        return found[0]

    def click(self, name: str, *answers: Callable[[Any], None]) -> None:
        """Click a thing; the dialogs that follow are answered in turn."""
        self.user.will(*answers)
        target = self.see(name)
        if isinstance(target, QAbstractButton):
            target.click()
        else:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.user.answers, timeout=20_000)
        self.settle()

    def go_to(self, page: str) -> None:
        """Click a word of the side bar."""
        buttons = self.window.navigation.findChildren(NavigationButton)
        next(button for button in buttons if button.key == page).click()
        self.settle()
        assert self.window.current_name() == page

    def press(self, *keys: Qt.Key) -> None:
        """Press keys; they go to whatever has the focus."""
        for key in keys:
            target = self.window.focusWidget()
            assert target is not None
            QTest.keyClick(target, key)
            QApplication.processEvents()

    def space_until(self, reached: Callable[[], bool]) -> None:
        for _ in range(90):
            if reached():
                return
            self.press(Qt.Key.Key_Space)
        raise AssertionError(f"stuck at {self.desk.session.line.text!r}")

    def seat_of(self, name: str) -> int:
        return next(
            one.seat_number for one in self.workspace.seats.board().holders() if one.person_name == name
        )

    def person_id(self, name: str) -> int:
        return next(one.id for one in self.workspace.people.everyone() if one.name == name)
