"""Facts about where a toast lies: on no page over anything that is operated."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village
from ui.pages import page_factories
from ui.shell.jobs import running_jobs
from ui.shell.widgets import Toast
from ui.shell.widgets.toast_place import covers_action
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with create_village(tmp_path / "v.fulian", StageClock(datetime(2026, 3, 2, 9)), MEETING_DAY) as village:
        made = MainWindow(village, page_factories(), today=lambda: MEETING_DAY)
        qtbot.addWidget(made)
        made.show()
        yield made
        made.close()


@pytest.mark.parametrize("size", [(1366, 697), (1920, 1080)])
def test_no_page_has_a_button_field_or_row_under_a_toast(
    window: MainWindow, size: tuple[int, int], qtbot: QtBot
) -> None:
    window.resize(*size)
    covered = []
    for page in page_factories():
        window.open_page(page)
        qtbot.waitUntil(lambda: running_jobs() == 0, timeout=20_000)
        QApplication.processEvents()
        window.say("疑难票已放一边，认定以后才计入")
        if covers_action(window, window.toast) or not window.rect().contains(window.toast.geometry()):
            covered.append(page)
    assert covered == []


def test_a_toast_moves_when_a_button_comes_under_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    toast = Toast(window)
    window.show()
    toast.show_done("已登记")
    usual = toast.geometry()
    button = QPushButton("开始计票", window)
    button.setGeometry(usual)
    button.show()
    assert covers_action(window, toast)
    qtbot.waitUntil(lambda: not covers_action(window, toast), timeout=2000)
    assert toast.geometry() != usual
    assert window.rect().contains(toast.geometry())


def test_a_toast_keeps_its_place_while_nothing_is_under_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    toast = Toast(window)
    window.show()
    toast.show_done("已登记")
    assert toast.geometry().bottom() > 550
    assert abs(toast.geometry().center().x() - 450) <= 1
