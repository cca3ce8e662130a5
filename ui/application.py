"""Builds the Qt application, the same for production and for tests, and runs the program."""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui.shell.icons import forget_icons
from ui.shell.qt_words import QtWords
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
    if can_reach_an_input_method():
        os.environ.setdefault("QT_IM_MODULE", "ibus")
    QCoreApplication.setApplicationName("妇联会议助手")
    app = QApplication(list(argv))
    app.setDesktopFileName("fulian-desktop")
    QLocale.setDefault(QLocale("zh_CN"))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    app.installTranslator(QtWords(app))
    app.setStyle(RingStyle())
    app.setCursorFlashTime(1000)
    FocusRing(app)
    apply_theme(app, scale, high_contrast)
    app.aboutToQuit.connect(forget_icons)
    return app


def can_reach_an_input_method() -> bool:
    """Tell whether to ask for the input method over D-Bus: fcitx answers there, Qt ships no plugin of its.

    The D-Bus library ends the process on a machine without an identity, as bare containers are, and
    without a screen nobody types.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        return False
    return any(Path(place).is_file() for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"))


def run(argv: Sequence[str], data_file: Path | None = None) -> int:
    """Run the program until its window is closed; return the exit code.

    Args:
        argv: the command line, program name first.
        data_file: the file to open; without one the last file or the first start.
    """
    from ui.pages import page_factories
    from ui.session import Session
    from ui.shell.crash import CrashHook, watch_for_hard_crashes
    from ui.shell.preferences import load_preferences, user_data_folder

    preferences = load_preferences()
    app = build_application(argv, scale=preferences.scale, high_contrast=preferences.high_contrast)
    hook = CrashHook(app)
    hook.install()
    crash_file = watch_for_hard_crashes(user_data_folder())
    session = Session(app, page_factories(), preferences)
    session.start(data_file)
    code = app.exec()
    session.end()
    if crash_file is not None:
        faulthandler.disable()
        crash_file.close()
    return code
