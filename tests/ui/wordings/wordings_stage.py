"""What tests of the page of wordings share: opening it, changing words, waiting for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.villages import SIZES, settle
from ui.shell.jobs import running_jobs
from ui.wordings.page import WordingsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.workspace import Workspace
    from tests.ui.villages import OpenReal, Size
    from ui.shell.window import MainWindow

PATIENCE = 20_000


def opened(open_real: OpenReal, workspace: Workspace, kind: str, size: Size = SIZES[0]) -> WordingsPage:
    """Open the page at a wording, as the settings do."""
    window = open_real(workspace, "wordings", size)
    window.open_page("wordings", kind=kind)
    settle()
    page = window.page("wordings")
    assert isinstance(page, WordingsPage)
    return page


def window_of(page: WordingsPage) -> MainWindow:
    from ui.shell.window import MainWindow

    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def rewrite(page: WordingsPage, old: str, new: str) -> int:
    """Replace words and let typing rest; return the line they stand in."""
    text = page.writing.text()
    assert old in text
    page.writing.editor.setPlainText(text.replace(old, new, 1))
    page.writing.check_now()
    page.reading.show_now()
    return text[: text.index(old)].count("\n") + 1


def drawn(page: WordingsPage, qtbot: QtBot) -> PaperContent:
    """Wait until the paper wanted is on the screen, and return it."""
    view = page.reading.pane.view
    qtbot.waitUntil(lambda: running_jobs() == 0 and view.image_of(1) is not None, timeout=PATIENCE)
    content = page.reading.preview.content
    assert content is not None
    return content


def rest(qtbot: QtBot) -> None:
    """Let every job end."""
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=PATIENCE)
    settle()
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=PATIENCE)
