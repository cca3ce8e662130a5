"""A child process: show a window, end at its first paint. Run with `empty`, or with `program` [FILE]."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication, QWidget

SIZE = (1366, 768)


class FirstPaint(QObject):
    """Ends the process, without any tidying, right after the first paint of anything."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - named by Qt
        """Wait until the paint event is over."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._end)
        return False

    @staticmethod
    def _end() -> None:
        os._exit(0)


def show_empty_window() -> None:
    """Show a window with nothing in it: what Qt and Python cost by themselves."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    watch = FirstPaint(app)
    app.installEventFilter(watch)
    window: QWidget = QWidget()
    window.resize(*SIZE)
    window.show()
    app.exec()


def show_program(arguments: list[str]) -> None:
    """Start the program as main.py does."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import main
    from ui import application

    build = application.build_application

    def build_and_watch(
        argv: Sequence[str], *, scale: int = 100, high_contrast: bool = False
    ) -> QApplication:
        app = build(argv, scale=scale, high_contrast=high_contrast)
        app.installEventFilter(FirstPaint(app))
        return app

    application.build_application = build_and_watch
    main.main(arguments)


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        show_empty_window()
    else:
        show_program(sys.argv[2:])
