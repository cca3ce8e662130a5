"""The villages these tests happen in, and a place of their own for the files of the preview."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from tests.ui.villages import clock, empty_file, held_village, open_real, thousand, user, village
from tests.ui.wordings.wordings_stage import rest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

__all__ = ["clock", "empty_file", "held_village", "open_real", "thousand", "user", "village"]


@pytest.fixture(autouse=True)
def _own_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))


@pytest.fixture(autouse=True)
def _every_job_ends(qtbot: QtBot) -> Iterator[None]:
    yield
    rest(qtbot)
