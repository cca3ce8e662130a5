"""Drives the real desk by keys, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.sample_village import StageClock
from fulian_desktop.scripts.records import CueKind, LineKind
from tests.ui.sample_files import prepared_village
from ui.desk.desk_view import DeskView
from ui.shell.notifier import Page
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace

SPACE, BACK, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Return
DIGITS = [getattr(Qt.Key, f"Key_{digit}") for digit in range(10)]


class PapersStub(Page):
    """Remembers which paper was asked for."""

    def open_with(self, **arguments: object) -> None:
        self.asked = arguments


@dataclass
class DeskStage:
    """A window with the desk of the sample village's meeting."""

    window: MainWindow
    workspace: Workspace
    clock: StageClock
    meeting_id: int
    people: dict[str, int] = field(default_factory=dict)
    desk: DeskView = field(init=False)

    def show_desk(self) -> DeskView:
        self.desk = DeskView(self.window.context, self.meeting_id)
        self.window.show_full(self.desk)
        self.settle()
        return self.desk

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        """Press keys as a person does: they go to whatever has the focus."""
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            target = self.window.focusWidget()
            assert target is not None
            QTest.keyClick(target, key, modifier)
            QApplication.processEvents()

    def type_number(self, number: int) -> None:
        self.press(*(DIGITS[int(digit)] for digit in str(number)))

    def space_until(self, reached: Callable[[], bool], limit: int = 80) -> None:
        for _ in range(limit):
            if reached():
                return
            self.press(SPACE)
        raise AssertionError(f"stuck at {self.desk.session.line.text!r}")

    def space_to_cue(self, cue: CueKind) -> None:
        self.space_until(lambda: self.desk.session.line.cue is cue)

    def space_to_result(self) -> None:
        self.space_until(lambda: self.desk.session.line.kind is LineKind.RESULT)

    def set_time(self, clock: str) -> None:
        self.clock.set_time(clock)

    def mark(self, name: str, state: AttendanceState, reason: str = "") -> None:
        self.window.context.run(
            lambda: self.workspace.attendance.mark(
                self.meeting_id, state, person_id=self.people[name], reason=reason
            )
        )

    def toast(self) -> str:
        """Return what the desk says now, empty when it says nothing."""
        return self.desk.toast.words() if not self.desk.toast.isHidden() else ""

    def counts(self) -> list[tuple[int, int, int, int, str]]:
        """Return all counts recorded: in favour, against, abstaining, not voting, outcome."""
        return [
            (one.in_favour, one.against, one.abstaining, one.not_voting, one.outcome.phrase)
            for one in self.workspace.votes.counts(self.meeting_id)
        ]

    def widget(self, name: str) -> QWidget:
        found = self.desk.findChild(QWidget, name)
        assert found is not None, name
        return found

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.workspace.close()


def open_village(path: Path, qtbot: QtBot, *, opened: bool = True) -> DeskStage:
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    workspace = prepared_village(path, clock)
    meeting_id = workspace.meetings.meetings()[0].id
    clock.moment = datetime(2026, 3, 6, 9, 10)
    if opened:
        workspace.meetings.open(meeting_id)
    window = MainWindow(workspace, {"home": Page, "papers": PapersStub, "minutes": Page})
    window.resize(1366, 768)
    window.show()
    window.open_page("home")
    qtbot.waitExposed(window)
    people = {one.name: one.person_id for one in workspace.meetings.facts(meeting_id).entitled}
    return DeskStage(window, workspace, clock, meeting_id, people)


def mark_everybody(stage: DeskStage) -> None:
    """应到 13, 实到 11, 请假 2."""
    attendance, meeting_id = stage.workspace.attendance, stage.meeting_id
    for name, reason in (("覃玉兰", "家中有事"), ("陈雪梅", "外出")):
        attendance.mark(meeting_id, AttendanceState.EXCUSED, person_id=stage.people[name], reason=reason)
    attendance.mark_everyone_present(meeting_id)
