"""The stage of one picture: a copy of a data file, a window at a size, dialogs caught and drawn."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.sample_village import StageClock
from fulian_desktop.workspace import Workspace
from ui.pages import page_factories
from ui.shell.jobs import ProgressDialog, running_jobs
from ui.shell.widgets import LampState
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from tools.pictures.looks import Look
    from tools.pictures.states import Village

PATIENCE_SECONDS = 20
BACKUP_SHOWN = "已备份 09:12"


class PictureError(Exception):
    """A picture could not be made; says which and why."""


class DialogWatch(QObject):
    """Hands a modal dialog to who waits for it; one that nobody waits for is an error and is closed."""

    def __init__(self) -> None:
        """Start watching."""
        super().__init__()
        self._waiting: list[Callable[[QWidget], None]] = []
        self._seen: set[int] = set()
        self.failures: list[str] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def expect(self, visit: Callable[[QWidget], None]) -> None:
        """Call `visit` with the next modal dialog; it must close it."""
        self._waiting.append(visit)

    def start_anew(self) -> None:
        """Forget what was expected and what went wrong."""
        self._waiting.clear()
        self.failures.clear()

    @property
    def is_waiting(self) -> bool:
        """Tell whether an expected dialog has not come yet."""
        return bool(self._waiting)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self._seen.clear()
            return
        if isinstance(dialog, ProgressDialog) or running_jobs() or id(dialog) in self._seen:
            return
        self._seen.add(id(dialog))
        if not self._waiting:
            self.failures.append(f"an unexpected dialog: {dialog.windowTitle()}")
            dialog.close()
            return
        visit = self._waiting.pop(0)
        try:
            visit(dialog)
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")
            dialog.close()


class Stage:
    """One scene: what it may use, and shoot() to take the picture."""

    def __init__(self, village: Village, look: Look, name: str, place: Path, watch: DialogWatch) -> None:
        """Copy the village into `place` and show it in a window; pictures are named after `name`."""
        self.look = look
        self.folder = place
        self.meeting_id = village.meeting_id
        self.clock = StageClock(village.moment)
        self.pictures: list[tuple[str, QPixmap]] = []
        self._name = name
        self._watch = watch
        path = place / "三合村妇女联合会.fulian"
        shutil.copyfile(village.path, path)
        self.workspace = Workspace.open(path, user="李祎", clock=self.clock)
        self.window = MainWindow(self.workspace, page_factories(), today=self._today)
        federation = self.workspace.seats.federation()
        self.window.set_heading(federation.name, ordinal(self.workspace.seats.current_term().number, "届"))
        self.window.set_backup(LampState.HOLDS, BACKUP_SHOWN)
        self.window.resize(look.width, look.height)
        self.window.show()

    def open_page(self, page: str, **arguments: object) -> None:
        """Go to a page and let it settle."""
        self.window.open_page(page, **arguments)
        self.settle()

    def find(self, name: str, within: QWidget | None = None) -> QWidget:
        """Return the visible widget of this object name.

        Raises:
            PictureError: there is none.
        """
        children: list[QObject] = list((within or self.window).findChildren(QObject, name))
        for child in children:
            if isinstance(child, QWidget) and child.isVisible():
                return child
        raise PictureError(f"{self._name}: no visible widget is called {name!r}")

    def button(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        """Return the visible button of this object name.

        Raises:
            PictureError: there is none.
        """
        found = self.find(name, within)
        if not isinstance(found, QAbstractButton):
            raise PictureError(f"{self._name}: {name!r} is not a button")
        return found

    def settle(self) -> None:
        """Let jobs end, layouts settle and deferred deletions happen."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while running_jobs():
            if time.monotonic() > deadline:
                raise PictureError(f"{self._name}: a job does not end")
            QApplication.processEvents()
        for _ in range(4):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def shoot(self, detail: str = "") -> None:
        """Take a picture of the window with whatever lies over it."""
        self.settle()
        self.pictures.append((detail, composed(self.window)))

    def shoot_dialog(
        self,
        act: Callable[[], object],
        detail: str = "",
        prepare: Callable[[QWidget], None] | None = None,
    ) -> None:
        """Do something that opens a dialog, take a picture of it over the window, close it without effect.

        `prepare` fills the dialog before the picture.
        """

        def visit(dialog: QWidget) -> None:
            if prepare is not None:
                prepare(dialog)
            self.shoot(detail)
            dialog.close()

        self._watch.expect(visit)
        act()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._watch.is_waiting:
            if time.monotonic() > deadline:
                raise PictureError(f"{self._name}: no dialog appeared")
            QApplication.processEvents()
        self.settle()

    def _today(self) -> date:
        return self.clock.moment.date()

    def strike(self) -> None:
        """Close window and file."""
        self.settle()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.workspace.close()


def composed(window: QWidget) -> QPixmap:
    """Return the window as it is seen: dialogs and popovers are windows of their own and drawn over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible() or other.parentWidget() is None:
            continue
        offset = other.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        painter.drawPixmap(offset, other.grab())
    painter.end()
    return picture
