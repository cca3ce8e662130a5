"""Builds the Qt application, the same for production and for tests, and runs the program."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui.shell.icons import forget_icons
from ui.shell.style import FocusRing, RingStyle
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_application(argv: Sequence[str], *, scale: int = 100, high_contrast: bool = False) -> QApplication:
    """Make the one QApplication: Fusion, bundled fonts, Chinese Qt texts, steady cursor, our theme.

    Args:
        argv: the command line, program name first.
        scale: type size in percent, 100 to 200.
        high_contrast: use the high contrast palette.
    """
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_IM_MODULE", "ibus")
    QCoreApplication.setApplicationName("妇联会议助手")
    app = QApplication(list(argv))
    app.setDesktopFileName("fulian-desktop")
    QLocale.setDefault(QLocale("zh_CN"))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    app.setStyle(RingStyle())
    app.setCursorFlashTime(1000)
    FocusRing(app)
    apply_theme(app, scale, high_contrast)
    app.aboutToQuit.connect(forget_icons)
    return app
