"""The sample village's meeting, opened and with everybody marked, on the real desk in the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.desk.desk_stage import DeskStage, mark_everybody, open_village

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def empty_hall(tmp_path: Path, qtbot: QtBot) -> Iterator[DeskStage]:
    """An open meeting where nobody has been marked yet."""
    stage = open_village(tmp_path / "village.fulian", qtbot)
    yield stage
    stage.close()


@pytest.fixture
def stage(empty_hall: DeskStage) -> DeskStage:
    """An open meeting with 11 of 13 here, at the first line of the script."""
    mark_everybody(empty_hall)
    empty_hall.show_desk()
    return empty_hall
