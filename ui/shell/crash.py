"""What happens when the program itself is wrong: the user is told, and can copy a report."""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from fulian_desktop.errors import UserFacingError
from ui.shell import prompts
from ui.shell.icons import Icon
from ui.shell.theme import Role, font, u
from ui.shell.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_log = logging.getLogger(__name__)
_HAN = re.compile("[\u2e80-\u9fff\U00020000-\U0003ffff]+")
_DIGITS = re.compile(r"\d(?:[ \-]?\d){5,}[Xx]?")
_BYTES = re.compile(r"(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2})+")
_FOLDERS = re.compile(r"(?:[A-Za-z]:)?[\\/](?:[^\\/\n\"'<>|]+[\\/])+")


def scrub(text: str) -> str:
    """Blot out Chinese words, long numbers and folders: nothing of a person leaves in a report.

    Names stand in Chinese, or as bytes and escapes of Chinese; telephones and ID numbers may be written in
    groups; the folders of a path name the user of the computer.
    """
    return _DIGITS.sub("***", _HAN.sub("□", _BYTES.sub("□", _FOLDERS.sub("", text))))


def crash_report(error: BaseException) -> str:
    """Describe an error for the technician: versions, places in the program, no values of variables."""
    import platform
    import traceback

    versions = f"Python {platform.python_version()}  PySide6 {PySide6.__version__}"
    lines = [f"{versions}  {platform.system()} {platform.release()}"]
    for frame in traceback.extract_tb(error.__traceback__):
        place = Path(frame.filename)
        lines.append(f"{place.parent.name}/{place.name}:{frame.lineno} {frame.name}")
    lines.append(f"{type(error).__name__}: {scrub(str(error))}")
    return "\n".join(lines)


class CrashHook(QObject):
    """Catches what nobody caught, on whatever thread, and tells it on the GUI thread."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None, keep: Callable[[str], None] | None = None) -> None:
        """Make it on the GUI thread; install() puts it to work. `keep` keeps reports for the next start."""
        super().__init__(parent)
        self._keep = keep
        self._telling = False
        self._caught.connect(self._tell)

    def install(self) -> None:
        """Take over the hooks of Python and send warnings to the log."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        logging.captureWarnings(True)

    def _on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, UserFacingError):
            report = crash_report(error)
            _log.error("not caught: %s", report)
            if self._keep is not None:
                self._keep(report)
        self._caught.emit(error)

    def _on_thread_exception(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            self._on_exception(type(happened.exc_value), happened.exc_value, happened.exc_traceback)

    def _tell(self, error: BaseException) -> None:
        if self._telling:
            return
        self._telling = True
        try:
            window = QApplication.activeWindow()
            if isinstance(error, UserFacingError):
                prompts.show_error(window, error)
            else:
                show_crash(window, crash_report(error))
        finally:
            self._telling = False


class _LoopRunsError(Exception):
    """Is being handled while the event loop runs; nobody ever sees it."""


def run_event_loop(app: QApplication) -> int:
    """Run the event loop so that a fault in a method Qt calls is told and does not end the process.

    PySide6 6.8 takes the value of an exception out of such a method (paintEvent, sizeHint) for an object;
    until Python 3.12 that may still be a bare text, as after a division by zero, and the process dies.
    Python makes the object at once while another exception is being handled, so the loop runs within one.
    """
    try:
        raise _LoopRunsError
    except _LoopRunsError:
        return app.exec()


def show_crash(parent: QWidget | None, report: str) -> None:
    """Tell the user that the program made a mistake, with a report that can be copied."""
    dialog = prompts.problem_dialog(
        parent,
        "程序出了差错，刚才这一步没有做完",
        safe="已经登记的内容都存好了，没有丢失。",
        advice=("再做一次刚才的操作", "还是不行，就复制下面的说明，发给技术人员"),
    )
    shown = QPlainTextEdit(report)
    shown.setReadOnly(True)
    shown.setFont(font(Role.CAPTION))
    shown.setFixedHeight(u(130))
    shown.setAccessibleName("给技术人员看的说明")
    dialog.body.addWidget(shown)
    dialog.add_left(CopyButton(report))
    dialog.add_note("说明里没有姓名、电话和身份证号")
    dialog.ask()


class CopyButton(Button):
    """Copies a fixed text to the clipboard."""

    def __init__(self, text: str) -> None:
        """Keep the text with the button."""
        super().__init__("复制说明", "secondary", Icon.COPY)
        self._copied = text
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self.setText("已复制")


def watch_for_hard_crashes(folder: Path) -> IO[str] | None:
    """Let Python write where it was into crash.txt when the interpreter itself dies; keep the file open."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = (folder / "crash.txt").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(target)
    return target
