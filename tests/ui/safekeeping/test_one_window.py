from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from fulian_desktop.locations import PROGRAM_FOLDER
from ui.safekeeping.coming_forward import come_forward
from ui.safekeeping.one_window import Answer, OneWindow, ask_first_start, socket_name
from ui.shell import prompts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def name(qapp: QCoreApplication, tmp_path: Path) -> Iterator[str]:
    made = socket_name(tmp_path)
    yield made
    QLocalServer.removeServer(made)


SECOND_START = (
    "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
    "from ui.safekeeping.one_window import ask_first_start; app = QCoreApplication([]);"
    "path = Path(sys.argv[2]) if sys.argv[2] else None;"
    "print(ask_first_start(sys.argv[1], path).value)"
)


def ask(name: str, path: Path | None, qtbot: QtBot) -> Answer:
    """Start a second program, while the first one goes on living."""
    arguments = [sys.executable, "-c", SECOND_START, name, str(path or "")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=PROGRAM_FOLDER) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.stdout is not None
        return Answer(second.stdout.read().strip())


def test_the_first_start_finds_nobody(name: str) -> None:
    assert ask_first_start(name, None, 200) is Answer.NOBODY


def test_a_second_start_hands_its_file_over_and_ends(name: str, qtbot: QtBot, tmp_path: Path) -> None:
    first = OneWindow(name)
    assert first.listens
    asked: list[object] = []
    first.asked.connect(asked.append)
    assert ask(name, tmp_path / "三合村.fulian", qtbot) is Answer.SHOWN
    assert asked == [tmp_path / "三合村.fulian"]
    assert ask(name, None, qtbot) is Answer.SHOWN
    assert asked[1] is None
    first.close()


def test_a_first_start_that_hangs_is_said_to_be_silent(name: str) -> None:
    hanging = QLocalServer()
    assert hanging.listen(name)
    assert ask_first_start(name, None, 200) is Answer.SILENT
    hanging.close()


def test_what_a_crash_left_behind_does_not_keep_the_next_start_from_listening(
    name: str, qtbot: QtBot
) -> None:
    crashed = QLocalServer()
    assert crashed.listen(name)
    again = OneWindow(name)
    assert again.listens
    assert ask(name, None, qtbot) is Answer.SHOWN
    again.close()
    crashed.close()


def test_words_that_make_no_sense_are_not_answered(name: str, qtbot: QtBot) -> None:
    first = OneWindow(name)
    asked: list[object] = []
    first.asked.connect(asked.append)
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(1000)
    socket.write(b"open sesame\n")
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
    first.close()


def test_two_users_have_two_names(tmp_path: Path) -> None:
    assert socket_name(tmp_path / "a") != socket_name(tmp_path / "b")


class Opener(QObject):
    """Stands for a session that shows a window without a file."""

    def __init__(self, shown: QWidget) -> None:
        super().__init__()
        self.workspace = None
        self.window = None
        self.opened: list[Path] = []
        self._shown = shown

    def open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def shown(self) -> QWidget:
        return self._shown


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_first_window_comes_to_the_front_and_opens_the_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prompts, "confirm", lambda *words, **_more: asked.append(words[1]) or True)
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    session = Opener(window)
    come_forward(session, None)
    assert not window.isMinimized()
    assert session.opened == []
    come_forward(session, tmp_path / "另一村.fulian")
    assert session.opened == [tmp_path / "另一村.fulian"]
    assert asked == [], "nothing is open that could be interrupted"
