"""Facts about the page 选举, driven like a user: the path, the delegates, their dialogs, two sizes."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from fulian_desktop.elections.congress_records import StepState
from fulian_desktop.people.delegate_records import DelegateStep
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock
from fulian_desktop.workspace import Foundation, Workspace
from tests.ui.structure import problems_of
from ui.elections.page import ElectionsPage
from ui.pages import page_factories
from ui.shell.dialogs import Dialog
from ui.shell.theme import apply_theme
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OCTOBER = date(2028, 10, 10)


@pytest.fixture
def clock() -> StageClock:
    return StageClock(datetime(2026, 3, 2, 9, 0))


@pytest.fixture
def october(tmp_path: Path, clock: StageClock) -> Iterator[Workspace]:
    with create_congress(tmp_path / "october.fulian", clock, until=OCTOBER) as workspace:
        yield workspace


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", 15)
    clock = StageClock(datetime(2028, 9, 1, 9, 0))
    with Workspace.create(tmp_path / "empty.fulian", foundation, clock=clock) as workspace:
        yield workspace


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[Workspace], tuple[MainWindow, ElectionsPage]]:
    def open_page(workspace: Workspace) -> tuple[MainWindow, ElectionsPage]:
        window = MainWindow(workspace, page_factories(), today=lambda: workspace.journal.now().date())
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.open_page("elections")
        QApplication.processEvents()
        page = window.page("elections")
        assert isinstance(page, ElectionsPage)
        return window, page

    return open_page


def at_keyboard() -> QWidget:
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None
    return found


def click(qtbot: QtBot, page: QWidget, name: str) -> None:
    QApplication.processEvents()
    button = next(
        one for one in page.findChildren(QAbstractButton, name) if one.isVisible() and one.isEnabled()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answering(monkeypatch: pytest.MonkeyPatch, fill: Callable[[Dialog], None]) -> list[str]:
    """Let `fill` fill every dialog, then press its button that writes; returns their titles."""
    titles: list[str] = []

    def ask(dialog: Dialog) -> bool:
        titles.append(dialog.windowTitle())
        dialog.show()
        fill(dialog)
        dialog.accept()
        done = dialog.result() == Dialog.DialogCode.Accepted
        dialog.close()
        dialog.deleteLater()
        return bool(done)

    monkeypatch.setattr(Dialog, "ask", ask)
    return titles


def write(dialog: Dialog, name: str, words: str) -> None:
    field = dialog.findChild(QWidget, name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    if isinstance(field, QLineEdit):
        field.setText(words)
    else:
        field.setPlainText(words)


def test_an_empty_file_begins_the_term_change_from_here(
    qtbot: QtBot,
    empty: Workspace,
    opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _window, page = opened(empty)
    titles = answering(monkeypatch, lambda dialog: write(dialog, "congress_place", "村委会大礼堂"))
    click(qtbot, page, "begin_term_change")
    assert titles == ["开始筹备换届"]
    congress = empty.congress.current()
    assert congress is not None
    # Two weeks before the term ends, when that is still far.
    assert (congress.plan.day, congress.plan.place) == ("2029-02-21", "村委会大礼堂")
    assert "第八次妇女代表大会" in page.subtitle_label.text()


def test_the_page_opens_at_the_step_that_is_due_next(
    october: Workspace, opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]]
) -> None:
    _window, page = opened(october)
    words = {one.text() for one in page.findChildren(QLabel) if one.isVisible()}
    assert "代表资格审查" in words
    assert "还没有办好" in words


def test_a_step_is_recorded_as_done_and_taken_back(
    qtbot: QtBot,
    october: Workspace,
    opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, page = opened(october)
    answering(monkeypatch, lambda _dialog: None)
    click(qtbot, page, "step_done")
    state = {one.step.key: one.state for one in october.congress.path(1)}
    assert state["check_delegates"] is StepState.DONE
    window.toast.take_back()
    state = {one.step.key: one.state for one in october.congress.path(1)}
    assert state["check_delegates"] is StepState.DUE


def test_the_path_is_walked_by_keyboard(
    qtbot: QtBot,
    opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]],
    october: Workspace,
) -> None:
    window, page = opened(october)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert at_keyboard().objectName() == "step_check_delegates", "the step that is due has it"
    qtbot.keyClick(at_keyboard(), Qt.Key.Key_Down)
    assert at_keyboard().objectName() == "step_publish_delegates"
    qtbot.keyClick(at_keyboard(), Qt.Key.Key_Tab)
    assert at_keyboard().objectName() == "change_days", "one Tab leads to the step itself"
    qtbot.keyClick(at_keyboard(), Qt.Key.Key_Tab)
    for _each in range(2):
        assert at_keyboard().objectName() == "material_notice", "it keeps the keyboard when it was ticked"
        qtbot.keyClick(at_keyboard(), Qt.Key.Key_Space)
        QApplication.processEvents()
    qtbot.keyClick(at_keyboard(), Qt.Key.Key_Tab)
    assert at_keyboard().objectName() == "material_record", "and Tab goes on from there"
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.segment.value() == "delegates"
    assert at_keyboard().objectName() == "delegate_table"


def test_a_material_is_ticked_with_one_click(
    qtbot: QtBot, october: Workspace, opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]]
) -> None:
    _window, page = opened(october)
    click(qtbot, page, "material_opinion")
    [step] = [one for one in october.congress.path(1) if one.step.key == "check_delegates"]
    assert step.missing_materials == ()


def test_the_sessions_are_made_from_the_path_and_open_their_page(
    qtbot: QtBot, october: Workspace, opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]]
) -> None:
    window, page = opened(october)
    window.open_page("elections", section="path", step="congress_day")
    click(qtbot, page, "prepare_sessions")
    assert len(october.congress.sessions(1)) == 5
    row = page.findChild(QWidget, "session_congress_plenary")
    assert row is not None
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert window.current_name() == "meetings"


def test_chosen_delegates_are_checked_with_one_decision(
    qtbot: QtBot,
    october: Workspace,
    opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, page = opened(october)
    window.open_page("elections", section="delegates")
    section = page.section("delegates")
    table = section.findChild(QTableView, "delegate_table")
    assert table is not None
    table.selectRow(0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    titles = answering(monkeypatch, lambda _dialog: None)
    click(qtbot, section, "check_delegates")
    assert titles == ["资格审查：2 名代表"]
    standings = [one.step for one in october.delegates.all(8)]
    assert standings.count(DelegateStep.QUALIFIED) == 2


def test_an_unqualified_delegate_needs_a_reason_before_the_form_closes(
    qtbot: QtBot,
    october: Workspace,
    opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, page = opened(october)
    window.open_page("elections", section="delegates")
    section = page.section("delegates")
    table = section.findChild(QTableView, "delegate_table")
    assert table is not None
    table.selectRow(0)

    def say_no(dialog: Dialog) -> None:
        dialog.verdict.set_value(DelegateStep.UNQUALIFIED)  # type: ignore[attr-defined]

    answering(monkeypatch, say_no)
    click(qtbot, section, "check_delegates")
    assert {one.step for one in october.delegates.all(8)} == {DelegateStep.NOMINATED}


def test_the_quota_is_typed_a_group_a_line_and_nonsense_is_told(
    qtbot: QtBot,
    october: Workspace,
    opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, page = opened(october)
    window.open_page("elections", section="delegates")
    before = october.delegates.quota(8)
    for wrong in ("一组", "一组 六", "一组 6\n一组 6", ""):
        answering(monkeypatch, lambda dialog, text=wrong: write(dialog, "quota_lines", text))
        click(qtbot, page, "change_quota")
        assert october.delegates.quota(8) == before
    answering(monkeypatch, lambda dialog: write(dialog, "quota_lines", "一组 20\n二组：16"))
    click(qtbot, page, "change_quota")
    assert {one.group_name: one.planned for one in october.delegates.quota(8) if one.planned} == {
        "一组": 20,
        "二组": 16,
    }


SIZES = ((100, 1366, 697), (150, 1920, 1080))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}%")
@pytest.mark.usefixtures("light")
def test_nothing_is_cut_off_at_both_sizes(
    qapp: QApplication,
    october: Workspace,
    opened: Callable[[Workspace], tuple[MainWindow, ElectionsPage]],
    size: tuple[int, int, int],
) -> None:
    scale, width, height = size
    apply_theme(qapp, scale, high_contrast=False)
    window, _page = opened(october)
    for section in ("path", "delegates"):
        window.open_page("elections", section=section)
        assert problems_of(window, width, height) == []
