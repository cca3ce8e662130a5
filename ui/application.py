"""Builds the Qt application, the same for production and for tests, and runs the program."""

from __future__ import annotations

import faulthandler
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui.shell.focus_ring import FocusRing
from ui.shell.icons import forget_icons
from ui.shell.qt_words import QtWords
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
    app.setStyle("Fusion")
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
    from ui.safekeeping import one_window
    from ui.safekeeping.coming_forward import come_forward
    from ui.safekeeping.last_crash import CrashKeeper
    from ui.session import Session
    from ui.shell.crash import CrashHook, run_event_loop, watch_for_hard_crashes
    from ui.shell.preferences import load_preferences, user_data_folder

    preferences, folder = load_preferences(), user_data_folder()
    app = build_application(argv, scale=preferences.scale, high_contrast=preferences.high_contrast)
    name = one_window.socket_name(folder)
    answer = one_window.ask_first_start(name, data_file)
    if answer is one_window.Answer.SHOWN:
        return 0
    if answer is one_window.Answer.SILENT and not one_window.say_it_does_not_answer():
        return 0
    crashes = CrashKeeper(folder)
    hook = CrashHook(app, crashes.keep)
    hook.install()
    crash_file = watch_for_hard_crashes(folder)
    session = Session(app, page_factories(), preferences)
    listener = one_window.OneWindow(name, app) if answer is one_window.Answer.NOBODY else None
    if listener is not None:
        listener.asked.connect(partial(come_forward, session))
    session.start(data_file)
    crashes.tell_of_last_time(session.shown())
    code = run_event_loop(app)
    session.end()
    if listener is not None:
        listener.close()
    if crash_file is not None:
        faulthandler.disable()
        crash_file.close()
    return code
