"""Where the files that come with the program lie."""

from __future__ import annotations

from pathlib import Path

PROGRAM_FOLDER = Path(__file__).resolve().parent.parent
RESOURCES = PROGRAM_FOLDER / "resources"
