"""The meetings page in the real window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.workspace import Foundation, Workspace
from tests.ui.meetings.meeting_stage import Stage
from tests.ui.people.stage import NOW, OtherPage, User
from tests.ui.sample_files import prepared_village
from ui.meetings.page import MeetingsPage
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from fulian_desktop.sample_village import StageClock
    from tests.ui.meetings.meeting_stage import OpenStage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Said by the offscreen platform for every window and popup; it is no fault of ours.
    here = Path(__file__).parent
    ignored = pytest.mark.qt_log_ignore(
        "propagateSizeHints", "does not support raise", "does not support grabbing", extend=True
    )
    for item in items:
        if here in item.path.parents:
            item.add_marker(ignored, append=False)


@pytest.fixture
def user(qapp: QApplication) -> Iterator[User]:
    made = User()
    yield made
    made.stop()
    assert made.unexpected == [], "a dialog came that nobody expected"
    assert made.answers == [], "a dialog that was expected did not come"


@pytest.fixture
def clock() -> StageClock:
    from fulian_desktop.sample_village import StageClock

    return StageClock(NOW)


@pytest.fixture
def village(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    with prepared_village(tmp_path / "village.fulian", clock) as workspace:
        yield workspace


@pytest.fixture
def empty_file(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", 15)
    with Workspace.create(tmp_path / "empty.fulian", foundation, clock=clock) as workspace:
        yield workspace


@pytest.fixture
def open_stage(qtbot: QtBot) -> OpenStage:
    def make(workspace: Workspace) -> Stage:
        others = dict.fromkeys(
            ("home", "people", "seats", "papers", "settings", "minutes", "late_entry"), OtherPage
        )
        window = MainWindow(workspace, {**others, "meetings": MeetingsPage}, today=NOW.date)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.open_page("meetings")
        return Stage(window)

    return make
