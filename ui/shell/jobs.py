"""Work off the GUI thread, one job after the other, with progress and cancel.

A job gets plain values: database connections belong to the GUI thread. So do widgets: while a job runs
Python frees no reference cycles, because it would do so on whichever thread happens to allocate, and a
widget that is freed on the worker takes the program down or leaves both threads waiting for each other.
"""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from fulian_desktop.errors import UserFacingError
from ui.shell.dialogs import Dialog
from ui.shell.theme import Role, Tone, u
from ui.shell.widgets.buttons import secondary_button
from ui.shell.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_MILLISECONDS = 400
"""How long a job may run before its progress is shown."""

T = TypeVar("T")


class JobCancelledError(Exception):
    """Raised inside a job by JobControl.check() when the user does not want it any more."""


@dataclass
class JobControl:
    """What the work is given: a place to report progress and to ask whether to go on."""

    report: Callable[[int, int, str], None]
    _cancelled: Event = field(default_factory=Event)

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Report progress (total 0 = unknown), and stop here if the user cancelled."""
        self.check()
        self.report(done, total, words)

    def check(self) -> None:
        """Stop here if the user cancelled."""
        if self._cancelled.is_set():
            raise JobCancelledError

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()


class Job(QObject):
    """One piece of work and who waits for it; lives on the GUI thread and frees itself."""

    finished = Signal()
    reported = Signal(int, int, str)
    """How far the work is: done, all (0: unknown), words."""
    _ended = Signal(object)

    def __init__(
        self,
        owner: QWidget,
        on_done: Callable[[object], None],
        on_error: Callable[[Exception], None] | None,
        title: str,
    ) -> None:
        """Use run_job()."""
        super().__init__()
        self._owner = owner
        self._on_done = on_done
        self._on_error = on_error
        self._title = title
        self._dialog: ProgressDialog | None = None
        self._latest: tuple[int, int, str] | None = None
        self.reported.connect(self._on_reported)
        self.control = JobControl(self.reported.emit)
        self._delivered = Event()
        # Queued even when the work has ended before run_job() has: nobody is called back inside the call.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_patience_ended)
        if title:
            self._patience.start(PATIENCE_MILLISECONDS)

    def cancel(self) -> None:
        """Ask the work to stop; neither on_done nor on_error is called then."""
        self.control.cancel()

    def deliver(self, future: Future[object]) -> None:
        """Hand the end of the work over to the GUI thread; called on the worker."""
        self._ended.emit(future)
        self._delivered.set()

    def wait(self) -> None:
        """Wait until the work has ended, and tell who waits for it; blocks the GUI thread."""
        self._delivered.wait()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _on_patience_ended(self) -> None:
        if not isValid(self._owner):
            return
        self._dialog = ProgressDialog(self._title, self._owner)
        if self._latest is not None:
            self._dialog.show_progress(*self._latest)
        self._dialog.stop_button.clicked.connect(self.cancel)
        self._dialog.open()

    def _on_reported(self, done: int, total: int, words: str) -> None:
        self._latest = (done, total, words)
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.show_progress(done, total, words)

    def _on_ended(self, future: Future[object]) -> None:
        self._patience.stop()
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.done(0)
            self._dialog.deleteLater()
        self._dialog = None
        _running.discard(self)
        if not _running:
            gc.enable()
        try:
            self._tell(future)
        finally:
            self.finished.emit()
            self.deleteLater()

    def _tell(self, future: Future[object]) -> None:
        if future.cancelled() or not isValid(self._owner):
            return
        error = future.exception()
        if error is None:
            self._on_done(future.result())
        elif isinstance(error, JobCancelledError):
            return
        elif self._on_error is not None and isinstance(error, Exception):
            self._on_error(error)
        elif isinstance(error, UserFacingError):
            from ui.shell import prompts

            prompts.show_error(self._owner, error)
        else:
            raise error


class ProgressDialog(Dialog):
    """What a job is doing, how far it is, and a way to stop it."""

    def __init__(self, title: str, owner: QWidget) -> None:
        """Start with an unknown length."""
        super().__init__(title, owner, width=520)
        self.words = ElidedLabel("请稍等", Role.BODY, Tone.TEXT2)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(u(10))
        self.body.addWidget(self.words)
        self.body.addWidget(self.bar)
        self.stop_button = self.add_right(secondary_button("停下来"))
        self.stop_button.clicked.connect(self._on_stop)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far the work is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if words:
            self.words.setText(words)

    def reject(self) -> None:
        """Esc stops the work; the dialog goes when the work has stopped."""
        self.stop_button.click()

    def _on_stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.words.setText("正在停下来")


_running: set[Job] = set()
_pool: list[ThreadPoolExecutor] = []


def run_job(
    owner: QWidget,
    work: Callable[[JobControl], T],
    on_done: Callable[[T], None],
    on_error: Callable[[Exception], None] | None = None,
    title: str = "",
) -> Job:
    """Run `work` on the worker thread and call `on_done` with its result on the GUI thread.

    Nothing is called when the owner is gone or the job was cancelled. Without `on_error` a
    UserFacingError is shown and anything else goes to the crash hook. With a title a progress
    dialog appears after 400 ms. Call from the GUI thread only.
    """
    job = Job(owner, on_done, on_error, title)  # type: ignore[arg-type]
    _running.add(job)
    gc.disable()
    future: Future[object] = _executor().submit(work, job.control)
    future.add_done_callback(job.deliver)
    return job


def running_jobs() -> int:
    """Return how many jobs have not ended yet."""
    return len(_running)


def _executor() -> ThreadPoolExecutor:
    if not _pool:
        _pool.append(ThreadPoolExecutor(max_workers=1, thread_name_prefix="job"))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(stop_jobs)
    return _pool[0]


def stop_jobs() -> None:
    """Cancel what is waiting and running, and let the worker end; called when the program ends."""
    for job in list(_running):
        job.cancel()
    while _pool:
        _pool.pop().shutdown(wait=True, cancel_futures=True)
