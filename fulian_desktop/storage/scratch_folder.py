"""Scratch folders of the program: only this user reads them, and what a killed program left is swept away.

A rehearsal, a salvage and a preview put personal data there for a moment.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

USES = ("preview", "rehearsal", "salvage", "assessing", "sealing")
_STALE_SECONDS = 24 * 3600


def scratch_folder(use: str) -> tempfile.TemporaryDirectory[str]:
    """Return a new folder of the system's place for temporary files, removed with its `with` block.

    Args:
        use: one of `USES`, part of its name.

    Raises:
        OSError: the disk is full, or the place cannot be written.
    """
    _sweep(Path(tempfile.gettempdir()))
    return tempfile.TemporaryDirectory(prefix=f"fulian-{use}-{os.getpid()}-", ignore_cleanup_errors=True)


def _sweep(place: Path) -> None:
    """Remove what a killed program left behind a day ago or earlier; what this one uses is left alone."""
    oldest = time.time() - _STALE_SECONDS
    for use in USES:
        for folder in place.glob(f"fulian-{use}-*"):
            if folder.name.startswith(f"fulian-{use}-{os.getpid()}-"):
                continue
            with contextlib.suppress(OSError):
                if folder.is_dir() and not folder.is_symlink() and folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)
