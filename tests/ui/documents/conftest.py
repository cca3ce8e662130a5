"""The villages these tests happen in, and a temporary folder of their own."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from tests.ui.villages import clock, empty_file, held_village, open_real, thousand, user, village

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["clock", "empty_file", "held_village", "open_real", "thousand", "user", "village"]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program puts temporary files during a test; empty at first."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
