"""A congress played up to its ballot, and the window at the ballot room."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from fulian_desktop.sample_congress import create_congress, play_to_the_ballot
from fulian_desktop.sample_village import StageClock
from fulian_desktop.workspace import Workspace
from tests.ui.elections.room_stage import DAY, RoomStage
from ui.pages import page_factories
from ui.shell.dialogs import Dialog
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("congress") / "base.fulian"
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(path, clock) as workspace:
        congress = workspace.congress.current()
        assert congress is not None
        play_to_the_ballot(workspace, congress.id, clock)
    return path


@pytest.fixture
def clock() -> StageClock:
    return StageClock(DAY)


@pytest.fixture
def congress(base: Path, tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    path = tmp_path / "congress.fulian"
    shutil.copyfile(base, path)
    with Workspace.open(path, user="李祎", clock=clock) as workspace:
        yield workspace


@pytest.fixture
def opened(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Workspace], RoomStage]:
    def make(workspace: Workspace) -> RoomStage:
        window = MainWindow(workspace, page_factories(), today=lambda: workspace.journal.now().date())
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.open_page("elections", section="ballots")
        QApplication.processEvents()
        stage = RoomStage(workspace, window)

        def ask(dialog: Dialog) -> bool:
            stage.titles.append(dialog.windowTitle())
            dialog.show()
            if stage.fills:
                stage.fills.pop(0)(dialog)
            dialog.accept()
            done = dialog.result() == Dialog.DialogCode.Accepted
            dialog.close()
            dialog.deleteLater()
            return bool(done)

        monkeypatch.setattr(Dialog, "ask", ask)
        return stage

    return make
