"""What the first start does when the program is started again, perhaps with another file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QApplication

from ui.safekeeping.one_window import bring_to_front
from ui.shell import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.workspace import Workspace
    from ui.shell.window import MainWindow


class Opener(Protocol):
    """What the session does when it is asked to come forward."""

    workspace: Workspace | None
    window: MainWindow | None

    def open_file(self, path: Path) -> bool:
        """Open a data file; False after its trouble was shown."""

    def shown(self) -> QWidget | None:
        """Return what is on the screen."""


def come_forward(session: Opener, wanted: Path | None) -> None:
    """Bring the window to the front; open another file after asking, never under an open dialog or a desk."""
    shown = session.shown()
    if shown is None:
        return
    bring_to_front(shown)
    opened = session.workspace.database.path if session.workspace is not None else None
    if wanted is None or opened == wanted.resolve() or QApplication.activeModalWidget() is not None:
        return
    if session.window is not None and not session.window.may_close():
        return
    if opened is not None and not prompts.confirm(
        shown,
        f"要打开“{wanted.name}”吗？",
        (("现在的资料", "备份并关闭"), (wanted.name, "打开")),
        "打开它",
        keep_word="不打开",
    ):
        return
    session.open_file(wanted)
