from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES
from ui.shell import crash, prompts
from ui.shell.crash import CopyButton, CrashHook, crash_report, scrub, watch_for_hard_crashes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def failure(message: str) -> Exception:
    try:
        raise KeyError(message)
    except KeyError as error:
        return error


@pytest.fixture
def hook(qtbot: QtBot) -> Iterator[CrashHook]:
    before = sys.excepthook, threading.excepthook
    made = CrashHook()
    made.install()
    yield made
    sys.excepthook, threading.excepthook = before


def test_a_report_names_places_but_nobody() -> None:
    report = crash_report(failure("古丽娜尔 13800002604 110101199003070000 row 12"))
    assert "test_crash.py" in report
    assert "KeyError" in report
    assert "row 12" in report
    for personal in ("古丽娜尔", "13800002604", "110101199003070000"):
        assert personal not in report


def test_rare_characters_are_blotted_out_too() -> None:
    assert scrub("𬱖 䶮 x") == "□ □ x"


def test_a_bug_is_told_with_a_report(
    hook: CrashHook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(crash, "show_crash", lambda _parent, report: told.append(report))
    error = failure("seat")
    sys.excepthook(KeyError, error, error.__traceback__)
    assert len(told) == 1
    assert "KeyError" in caplog.text


def test_an_error_for_the_user_is_no_crash(hook: CrashHook, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "show_error", lambda _parent, error: told.append(error.what))
    sys.excepthook(UserFacingError, UserFacingError("磁盘满了"), None)
    assert told == ["磁盘满了"]


def test_an_error_on_a_thread_is_told_on_the_gui_thread(
    qtbot: QtBot, hook: CrashHook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[threading.Thread] = []
    monkeypatch.setattr(crash, "show_crash", lambda _parent, _report: told.append(threading.current_thread()))

    def fail() -> None:
        raise failure("seat")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]


def test_a_second_error_while_telling_the_first_is_only_logged(
    hook: CrashHook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []

    def tell(_parent: object, report: str) -> None:
        told.append(report)
        again = failure("again")
        sys.excepthook(KeyError, again, again.__traceback__)

    monkeypatch.setattr(crash, "show_crash", tell)
    error = failure("first")
    sys.excepthook(KeyError, error, error.__traceback__)
    assert len(told) == 1
    assert caplog.text.count("not caught") == 2


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    button = CopyButton("KeyError: seat")
    qtbot.addWidget(button)
    button.click()
    assert QGuiApplication.clipboard().text() == "KeyError: seat"
    assert button.text() == "已复制"


def test_the_file_for_hard_crashes_may_be_impossible(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert watch_for_hard_crashes(blocked / "folder") is None


FAULTY = """
import sys
from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
import shiboken6
from ui.shell.crash import run_event_loop

def divide():
    1 / 0

def miscall():
    len(3)

def touch_what_is_gone():
    gone = QObject()
    shiboken6.delete(gone)
    gone.objectName()

class Faulty(QWidget):
    def __init__(self, fault):
        super().__init__()
        self.fault = fault

    def sizeHint(self):
        self.fault()
        return QSize(3, 3)

    def paintEvent(self, event):
        self.fault()

app = QApplication(sys.argv)
sys.excepthook = lambda kind, error, trace: print(kind.__name__)
window = QWidget()
column = QVBoxLayout(window)
for fault in (divide, miscall, touch_what_is_gone):
    column.addWidget(Faulty(fault))
QTimer.singleShot(0, window.show)
QTimer.singleShot(0, window.grab)
QTimer.singleShot(0, app.quit)
run_event_loop(app)
print("alive")
"""


def test_a_fault_while_qt_asks_for_a_size_or_a_picture_does_not_end_the_program() -> None:
    told = subprocess.run(
        [sys.executable, "-c", FAULTY],
        check=False,
        capture_output=True,
        text=True,
        cwd=RESOURCES.parent,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert told.stdout.splitlines()[-1:] == ["alive"]
    assert set(told.stdout.split()) & {"ZeroDivisionError", "TypeError", "RuntimeError"}
