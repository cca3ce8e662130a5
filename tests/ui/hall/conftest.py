"""The sample village's meeting on the real desk, with screens that come and go as a test says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.desk.desk_stage import DeskStage, mark_everybody, open_village
from tests.ui.hall.hall_screens import FakeScreens
from ui.hall import hall_control

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Said by the offscreen platform for every menu; it is no fault of ours.
    for item in items:
        if "/ui/hall/" in item.path.as_posix():
            words = ("propagateSizeHints", "does not support raise", "does not support grabbing")
            item.add_marker(pytest.mark.qt_log_ignore(*words, extend=True), append=False)


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> FakeScreens:
    made = FakeScreens()
    monkeypatch.setattr(hall_control, "Screens", lambda _parent: made)
    return made


@pytest.fixture(autouse=True)
def _own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot, screens: FakeScreens) -> Iterator[DeskStage]:
    """An open meeting with 11 of 13 here, at the first line of the script, on a PC with one screen."""
    made = open_village(tmp_path / "village.fulian", qtbot)
    mark_everybody(made)
    made.show_desk()
    yield made
    made.close()
