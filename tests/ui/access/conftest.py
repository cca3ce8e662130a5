"""The villages these tests happen in."""

from __future__ import annotations

from tests.ui.villages import clock, empty_file, open_real, thousand, user, village

__all__ = ["clock", "empty_file", "open_real", "thousand", "user", "village"]
