"""What tests of the roster page share: a user who answers dialogs, and stand-ins for other pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from fulian_desktop.workspace import Workspace
from ui.people.page import PeoplePage
from ui.shell.dialogs import Dialog
from ui.shell.jobs import ProgressDialog
from ui.shell.notifier import Page
from ui.shell.widgets import Button
from ui.shell.window import MainWindow

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 3, 2, 9, 0)
PATIENCE_TICKS = 500
Answer = Callable[[Dialog], None]


class OtherPage(Page):
    """Stands for the pages of other rooms; remembers what it was opened with."""

    def __init__(self, context: object) -> None:
        super().__init__(context)  # type: ignore[arg-type]
        self.opened_with: dict[str, object] = {}

    def open_with(self, **arguments: object) -> None:
        self.opened_with = arguments


class User(QObject):
    """Answers the modal dialogs one after the other; one that nobody expected is remembered and closed."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Answer] = []
        self.unexpected: list[str] = []
        self._seen: list[QWidget] = []
        self._ticks = 0
        self._is_looking = True
        QTimer.singleShot(10, self._look)

    def will(self, *answers: Answer) -> None:
        self.answers += answers

    def stop(self) -> None:
        self._is_looking = False

    def _look(self) -> None:
        if not self._is_looking:
            return
        # A new timer each time: one that is being answered would not fire for a dialog above it.
        QTimer.singleShot(10, self._look)
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, Dialog) or isinstance(shown, ProgressDialog):
            return
        if any(known is shown for known in self._seen):
            self._ticks += 1
            if self._ticks > PATIENCE_TICKS:
                self._give_up(shown, "still open")
            return
        self._seen.append(shown)
        self._ticks = 0
        if not self.answers:
            self._give_up(shown, "unexpected")
            return
        try:
            self.answers.pop(0)(shown)
        except BaseException as error:
            self._give_up(shown, repr(error))

    def _give_up(self, dialog: Dialog, why: str) -> None:
        self.unexpected.append(f"{dialog.windowTitle()}: {why}")
        dialog.done(0)


OpenWindow = Callable[[Workspace], MainWindow]
Start = Callable[[PeoplePage, Path], None]


def people_page(window: MainWindow) -> PeoplePage:
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    return page


def shown_names(page: PeoplePage) -> list[str]:
    return [row.person.name for row in page.table.records.records()]


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(Button, name)
    assert button is not None, f"no button {name}"
    button.click()


def write(dialog: QWidget, name: str, words: str) -> None:
    edit = dialog.findChild(QLineEdit, name)
    assert edit is not None, f"no field {name}"
    edit.setText(words)
