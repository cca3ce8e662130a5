from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.errors import UserFacingError
from ui.shell import prompts
from ui.shell.jobs import JobControl, ProgressDialog, run_job, running_jobs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def no_result(_result: object) -> None:
    raise AssertionError


def test_work_is_done_elsewhere_and_delivered_here(qtbot: QtBot, owner: QWidget) -> None:
    threads: list[object] = []
    results: list[int] = []

    def work(_control: JobControl) -> int:
        threads.append(threading.current_thread())
        return 7

    def done(result: int) -> None:
        results.append(result)
        threads.append(QThread.currentThread())

    run_job(owner, work, done)
    qtbot.waitUntil(lambda: running_jobs() == 0)
    assert results == [7]
    assert threads[0] is not threading.main_thread()
    assert threads[1] == QApplication.instance().thread()  # type: ignore[union-attr]


def test_an_error_for_the_user_is_shown(
    qtbot: QtBot, owner: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(prompts, "show_error", lambda _parent, error: shown.append(error.what))

    def work(_control: JobControl) -> None:
        raise UserFacingError("表格打不开")

    run_job(owner, work, no_result)
    qtbot.waitUntil(lambda: running_jobs() == 0)
    assert shown == ["表格打不开"]


def test_every_error_goes_to_who_asked_for_errors(qtbot: QtBot, owner: QWidget) -> None:
    errors: list[Exception] = []

    def work(_control: JobControl) -> int:
        return 1 // 0

    run_job(owner, work, no_result, errors.append)
    qtbot.waitUntil(lambda: running_jobs() == 0)
    assert isinstance(errors[0], ZeroDivisionError)


def test_an_unexpected_error_is_not_swallowed(qtbot: QtBot, owner: QWidget) -> None:
    def work(_control: JobControl) -> int:
        return 1 // 0

    with qtbot.captureExceptions() as caught:
        run_job(owner, work, no_result)
        qtbot.waitUntil(lambda: running_jobs() == 0)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_a_cancelled_job_calls_nobody(qtbot: QtBot, owner: QWidget) -> None:
    go_on = threading.Event()

    def work(control: JobControl) -> None:
        go_on.wait(5)
        control.progress(1, 2, "第 1 件")

    job = run_job(owner, work, no_result)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: running_jobs() == 0)


def test_nothing_is_delivered_to_a_page_that_is_gone(qtbot: QtBot) -> None:
    page = QWidget()
    go_on = threading.Event()

    def work(_control: JobControl) -> None:
        go_on.wait(5)

    run_job(page, work, no_result)
    page.deleteLater()
    qtbot.waitUntil(lambda: not _alive(page))
    go_on.set()
    qtbot.waitUntil(lambda: running_jobs() == 0)


def test_long_work_shows_its_progress_and_can_be_stopped(qtbot: QtBot, owner: QWidget) -> None:
    go_on = threading.Event()

    def work(control: JobControl) -> None:
        control.progress(3, 7, "会议记录")
        go_on.wait(10)
        control.check()

    run_job(owner, work, no_result, title="正在写文书")
    qtbot.waitUntil(lambda: bool(owner.findChildren(ProgressDialog)), timeout=3000)
    dialog = owner.findChildren(ProgressDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: dialog.title_label.text() == "正在写文书")
    dialog.reject()
    assert not dialog.stop_button.isEnabled()
    assert dialog.isVisible(), "it goes when the work has stopped"
    go_on.set()
    qtbot.waitUntil(lambda: running_jobs() == 0)


def test_progress_reported_before_the_dialog_is_not_lost(qtbot: QtBot, owner: QWidget) -> None:
    go_on = threading.Event()

    def work(control: JobControl) -> None:
        control.progress(3, 7, "会议记录")
        go_on.wait(10)

    finished: list[None] = []
    run_job(owner, work, finished.append, title="正在写文书")
    qtbot.waitUntil(lambda: bool(owner.findChildren(ProgressDialog)), timeout=3000)
    dialog = owner.findChildren(ProgressDialog)[0]
    assert (dialog.bar.value(), dialog.bar.maximum(), dialog.words.text()) == (3, 7, "会议记录")
    go_on.set()
    qtbot.waitUntil(lambda: finished == [None])


def test_nobody_is_called_back_before_the_job_is_in_hand(qtbot: QtBot, owner: QWidget) -> None:
    results: list[int] = []
    for number in range(30):
        run_job(owner, lambda _control, number=number: number, results.append)
        assert number not in results
        qtbot.waitUntil(lambda: running_jobs() == 0)
    assert results == list(range(30))


def test_cycles_are_not_freed_on_the_worker(qtbot: QtBot, owner: QWidget) -> None:
    freed_on: list[threading.Thread] = []

    class Loop:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            freed_on.append(threading.current_thread())

    def work(_control: JobControl) -> int:
        kept = [[number] for number in range(100_000)]
        return len(kept)

    results: list[int] = []
    Loop()
    run_job(owner, work, results.append)
    qtbot.waitUntil(lambda: running_jobs() == 0)
    assert results == [100_000]
    assert gc.isenabled()
    gc.collect()
    assert freed_on == [threading.main_thread()]


def _alive(page: QWidget) -> bool:
    from shiboken6 import isValid

    return bool(isValid(page))
