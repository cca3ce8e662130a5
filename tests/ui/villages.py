"""What tests of home, seats and settings share: villages in each state, the real window, a user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import StageClock
from fulian_desktop.workspace import Foundation, Workspace
from tests.ui.people.stage import OtherPage, User
from tests.ui.sample_files import MEETING_DAY, NOW, held_village_after_its_papers, prepared_village
from ui.pages import page_factories
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fulian_desktop.documents.fonts import FontChoice

__all__ = ["MEETING_DAY", "NOW"]

OpenReal = Callable[..., MainWindow]


class Size(NamedTuple):
    width: int
    height: int
    scale: int


SIZES = (
    Size(1366, 768, 100),
    Size(1366, 697, 100),
    Size(1920, 1080, 150),
    Size(1920, 1080, 200),
    Size(1366, 768, 150),
)
STATES = ("village", "held_village", "empty_file", "thousand")


class Program:
    """Stands for the session: remembers what the settings page asked of the program."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.looks: list[tuple[int, bool]] = []
        self.paper_fonts: list[FontChoice] = []
        self.left = 0
        self.rehearsed: list[int] = []
        self.backups = None
        self.gone_back: list[Path] = []

    def go_back_to(self, backup: Path, _passphrase: str) -> None:
        self.gone_back.append(backup)

    def change_look(self, scale: int, high_contrast: bool) -> None:
        self.looks.append((scale, high_contrast))

    def choose_paper_fonts(self, choice: FontChoice) -> None:
        self.paper_fonts.append(choice)

    def name_user(self, name: str) -> None:
        self._workspace.act_as(name)

    def leave_file(self) -> None:
        self.left += 1

    def begin_rehearsal(self, meeting_id: int) -> None:
        self.rehearsed.append(meeting_id)

    def end_rehearsal(self) -> None:
        self.rehearsed.clear()


@pytest.fixture
def user(qapp: QApplication) -> Iterator[User]:
    made = User()
    yield made
    made.stop()
    assert not made.unexpected, f"dialogs that went wrong: {made.unexpected}"
    assert made.answers == [], "a dialog that was expected did not come"


@pytest.fixture
def clock() -> StageClock:
    return StageClock(NOW)


@pytest.fixture
def village(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    """15 seats, 9 and 13 vacant, the meeting of 6 March prepared; it is 2 March."""
    with prepared_village(tmp_path / "village.fulian", clock) as workspace:
        yield workspace


@pytest.fixture
def held_village(clock: StageClock, tmp_path: Path) -> Iterator[Workspace]:
    """The meeting was held and its papers were written; it is 6 March, 11:20."""
    with held_village_after_its_papers(tmp_path / "village.fulian", clock) as workspace:
        yield workspace


@pytest.fixture
def thousand(village: Workspace) -> Workspace:
    """The village with 1,000 people on its roster."""
    with village.database.transaction():
        for number in range(1000 - len(village.people.everyone())):
            village.people.add(PersonDetails(name=f"林{chr(0x4E00 + number)}", born="1980-01"))
    return village


@pytest.fixture
def empty_file(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", 15)
    with Workspace.create(tmp_path / "empty.fulian", foundation, clock=clock) as workspace:
        yield workspace


@pytest.fixture
def open_real(qtbot: QtBot, clock: StageClock) -> OpenReal:
    """Open the window at a page that is real; the other pages are stand-ins."""

    def make(workspace: Workspace, page: str, size: Size = SIZES[0]) -> MainWindow:
        pages: dict[str, Any] = dict.fromkeys(page_factories(), OtherPage)
        pages[page] = page_factories()[page]
        window = MainWindow(workspace, pages, today=clock.moment.date, program=Program(workspace))
        qtbot.addWidget(window)
        window.resize(size.width, size.height)
        window.show()
        window.open_page(page)
        settle()
        return window

    return make


def application() -> QApplication:
    """Return the one application; the fixture that made it is in use by every window."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def widget(window: QWidget, name: str) -> Any:
    """Return the visible widget of this name."""
    found = [one for one in window.findChildren(QWidget, name) if one.isVisible()]
    assert found, f"nothing visible is called {name}"
    return found[0]


def opened_with(window: MainWindow, page: str) -> dict[str, object]:
    """Return what a stand-in page was opened with; it must be the page shown."""
    assert window.current_name() == page
    other = window.page(page)
    assert isinstance(other, OtherPage)
    return other.opened_with
