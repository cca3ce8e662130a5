"""The villages these tests happen in, and a temporary folder of their own."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from tests.ui.villages import clock, empty_file, held_village, open_real, thousand, user, village
from ui.shell.jobs import running_jobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["clock", "empty_file", "held_village", "open_real", "thousand", "user", "village"]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program puts temporary files during a test; empty at first."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _let_jobs_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pages that came into view at the very end are drawn before the test is over."""
    yield
    if "qtbot" in request.fixturenames:
        deadline = QDeadlineTimer(10_000)
        while running_jobs() and not deadline.hasExpired():
            QApplication.processEvents()
