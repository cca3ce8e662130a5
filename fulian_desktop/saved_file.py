"""Whether a file that was saved from a damaged one can be worked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.storage.findings import Finding


def try_file(path: Path) -> list[Finding] | None:
    """Open a closed file as the program would and check it; None when it cannot be worked with.

    A salvage may lack what every page asks for first: federation, term, the facts of a meeting.
    """
    try:
        with Workspace.open(path, read_only=True) as workspace:
            found = workspace.check()
            workspace.seats.federation()
            workspace.seats.board()
            for meeting in workspace.meetings.meetings():
                workspace.meetings.facts(meeting.id)
    except (UserFacingError, LookupError, ValueError, TypeError, RuntimeError):
        return None
    return found
