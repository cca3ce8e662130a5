"""Opening pages with 1,000 people against the same pages of the sample village, warm."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from benchmarks.pairs import Pair, take_turns
from fulian_desktop.workspace import Workspace
from ui.pages import page_factories
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

ROUNDS = 7
PAGES = {"home": "首页", "people": "名册", "seats": "届次席位", "meetings": "会议", "papers": "文书"}


class OpenPage:
    """Builds the window, opens one page and waits until it is painted."""

    def __init__(self, app: QApplication, workspace: Workspace, page: str) -> None:
        """Nothing is built yet."""
        self._app = app
        self._workspace = workspace
        self._page = page

    def __call__(self) -> float:
        """Return the seconds from the click on the side bar to the painted page."""
        window = MainWindow(self._workspace, page_factories())
        window.resize(1366, 768)
        window.show()
        self._app.processEvents()
        started = time.perf_counter()
        window.open_page(self._page)
        self._app.processEvents()
        window.grab()
        taken = time.perf_counter() - started
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return taken


def measure(app: QApplication, many: Path, few: Path) -> list[Pair]:
    """Measure every page; `many` is the file with 1,000 people, `few` the sample village."""
    with Workspace.open(many) as large, Workspace.open(few) as small:
        return [
            take_turns(
                f"{words}, 1,000 people",
                OpenPage(app, large, page),
                "sample village",
                OpenPage(app, small, page),
                rounds=ROUNDS,
            )
            for page, words in PAGES.items()
        ]
