"""One program for one user: a second start hands its file over to the first and brings it to the front.

The first start listens on a local socket of the user's own (a named pipe on Windows, a socket file
elsewhere). The second writes one line of JSON, waits for the answer, and ends. If the first one hangs, the
second says so after three seconds.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PATIENCE_MILLISECONDS = 3000
"""How long the first start may take to answer."""
ANOTHER_WINDOW = 2
"""The dialog's result when a second window is wanted."""
_LONGEST = 8192
_ANSWER = b"shown\n"


class Answer(Enum):
    """What became of asking the first start."""

    NOBODY = "nobody"
    """There is none; this is the first."""
    SHOWN = "shown"
    """It is in front now."""
    SILENT = "silent"
    """There is one, and it does not answer: it hangs, or it is busy."""


def socket_name(folder: Path) -> str:
    """Return the name both starts know: of the user and of where her files lie."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    digest = hashlib.sha256(f"{user}\n{folder.resolve()}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"fulian-{digest[:20]}"


def ask_first_start(name: str, data_file: Path | None, patience: int = PATIENCE_MILLISECONDS) -> Answer:
    """Ask the first start to come to the front and to open a file; blocks up to `patience` milliseconds."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(patience):
        refused = socket.error() in (
            QLocalSocket.LocalSocketError.ServerNotFoundError,
            QLocalSocket.LocalSocketError.ConnectionRefusedError,
        )
        return Answer.NOBODY if refused else Answer.SILENT
    asked = {"open": str(data_file.resolve()) if data_file is not None else ""}
    socket.write(json.dumps(asked).encode() + b"\n")
    socket.flush()
    answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(patience)
    said = socket.readAll().data() if answered else b""
    socket.abort()
    return Answer.SHOWN if said == _ANSWER else Answer.SILENT


class OneWindow(QObject):
    """Listens for later starts of the program."""

    asked = Signal(object)
    """Somebody started the program again; with the file named then (a path), or None."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Listen under a name; a name left over by a crash is taken over. Call ask_first_start() before."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(name)
        self.listens = self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_words)
            if socket.canReadLine():
                self._answer(socket)

    def _on_words(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            wanted = str(json.loads(bytes(socket.readLine().data()))["open"])
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        self.asked.emit(Path(wanted) if wanted else None)


def bring_to_front(window: QWidget) -> None:
    """Show a window above the others, out of the task bar if it lies there."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def say_it_does_not_answer() -> bool:
    """Say that the first start hangs; True when a second window is wanted all the same."""
    from ui.shell import prompts
    from ui.shell.widgets import secondary_button

    dialog = prompts.problem_dialog(
        None,
        "程序已经打开，但是没有回应",
        detail="可能正在做一件费时的事，也可能卡住了。",
        safe="登记过的都已经存好，没有丢失。",
        advice=(
            "等一分钟，看看任务栏上的“妇联会议助手”。",
            "还是没有反应，就在任务管理器里结束它，再打开一次。",
        ),
    )
    another = dialog.add_left(secondary_button("另开一个窗口"))
    another.setObjectName("another_window")
    another.clicked.connect(partial(dialog.done, ANOTHER_WINDOW))
    dialog.ask()
    return dialog.result() == ANOTHER_WINDOW
