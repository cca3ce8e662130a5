"""The roster page in the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.sample_village import StageClock
from fulian_desktop.workspace import Foundation, Workspace
from tests.ui.people.stage import NOW, OpenWindow, OtherPage, User
from tests.ui.sample_files import prepared_village
from ui.people.page import PeoplePage
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def user(qapp: QApplication) -> Iterator[User]:
    made = User()
    yield made
    made.stop()
    assert made.unexpected == [], "a dialog came that nobody expected"
    assert made.answers == [], "a dialog that was expected did not come"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Workspace]:
    with prepared_village(tmp_path / "village.fulian", StageClock(NOW)) as workspace:
        yield workspace


@pytest.fixture
def empty_file(tmp_path: Path) -> Iterator[Workspace]:
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", 15)
    clock = StageClock(NOW)
    with Workspace.create(tmp_path / "empty.fulian", foundation, clock=clock) as workspace:
        yield workspace


@pytest.fixture
def open_window(qtbot: QtBot) -> OpenWindow:
    def make(workspace: Workspace) -> MainWindow:
        others = dict.fromkeys(("home", "seats", "meetings", "papers", "settings"), OtherPage)
        window = MainWindow(workspace, {**others, "people": PeoplePage}, today=NOW.date)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.open_page("people")
        return window

    return make
