"""From key press to painted screen at the desk with 300 members; a mark with its durable commit."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from benchmarks.recorded_vote import BareCommit
from fulian_desktop.meetings.records import MeetingPlan
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import StageClock
from fulian_desktop.scripts.records import CueKind
from fulian_desktop.seats import operations
from fulian_desktop.seats.records import Post
from fulian_desktop.workspace import Foundation, Workspace
from ui.desk.desk_view import DeskView
from ui.shell.notifier import Page
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

PERSONS = 300
FRAME = 0.016
"""A key is on the screen within one frame of 60 a second."""
COMMITTED = 0.050
"""A record is durable and on the screen within this."""
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"
_GIVEN = "秀英兰玉梅丽华芳燕红霞敏静春桃珍云翠萍晓"


@dataclass(frozen=True)
class KeyTime:
    """Seconds from key press to painted screen; every one should be below `aim`, `bare` is a bare commit."""

    name: str
    times: tuple[float, ...]
    aim: float
    bare: tuple[float, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the aim is reached: the median always, the worst of 100 within three frames more."""
        return median(self.times) <= self.aim

    def line(self) -> str:
        """Return one line of the table."""
        held = "reached" if self.holds else "MISSED"
        words = (
            f"{self.name:<44}{median(self.times) * 1000:>8.1f} ms  worst {max(self.times) * 1000:>6.1f} ms"
        )
        if self.bare:
            words += f"  bare SQLite commit {median(self.bare) * 1000:.1f} ms"
        return f"{words}  aim {self.aim * 1000:.0f} ms: {held}"


def large_committee(path: Path, clock: StageClock, persons: int = PERSONS) -> tuple[Workspace, int]:
    """Make a file with so many seats, all held, and an open meeting with a show of hands; nobody marked."""
    operations.MOST_SEATS = persons + 1  # a congress is as large; a committee stands for it here
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", persons + 1)
    workspace = Workspace.create(path, foundation, user="李祎", clock=clock)
    with workspace.database.transaction():
        ids: list[int] = []
        for number in range(persons + 1):
            name = _SURNAMES[number % 20] + _GIVEN[number // 20 % 20] + _GIVEN[(number * 7 + 3) % 20]
            ids.append(workspace.people.add(PersonDetails(name=name)).record_id or 0)
            if number < persons:
                post = Post.CHAIR if not number else Post.MEMBER
                workspace.seats.take_seat(ids[-1], post, seat_number=number + 1)
    plan = MeetingPlan("2026-03-06", "09:30", "村委会二楼会议室", ids[0], ids[1], "执委会有空缺席位")
    meeting_id = workspace.meetings.prepare_by_election(plan).record_id or 0
    workspace.meetings.add_nominee(meeting_id, ids[-1])
    workspace.meetings.open(meeting_id)
    return workspace, meeting_id


class Desk:
    """The real desk in the real window; keys go to what has the focus, time runs until it is painted."""

    def __init__(self, app: QApplication, workspace: Workspace, meeting_id: int) -> None:
        """Show it."""
        self._app = app
        self.window = MainWindow(workspace, {"home": Page})
        self.window.resize(1366, 768)
        self.window.show()
        self.window.open_page("home")
        self.view = DeskView(self.window.context, meeting_id)
        self.window.show_full(self.view)
        self.settle()

    def settle(self) -> None:
        """Let everything be painted."""
        for _ in range(3):
            self._app.processEvents()

    def press(self, key: Qt.Key) -> float:
        """Return the seconds from the key to the painted screen."""
        target = self.window.focusWidget() or self.view
        started = time.perf_counter()
        QTest.keyClick(target, key)
        self._app.processEvents()
        taken = time.perf_counter() - started
        self.settle()
        return taken

    def close(self) -> None:
        """Take the window away."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def measure(app: QApplication, folder: Path) -> list[KeyTime]:
    """Measure the keys of the attendance and of a count."""
    clock = StageClock(datetime(2026, 3, 6, 9, 10))
    workspace, meeting_id = large_committee(folder / "large.fulian", clock)
    bare = BareCommit(folder / "bare-keys.sqlite")
    try:
        desk = Desk(app, workspace, meeting_id)
        found = [*_attendance_keys(desk, bare), _counting_keys(desk, workspace, meeting_id)]
        desk.close()
    finally:
        bare.close()
        workspace.close()
    return found


def _attendance_keys(desk: Desk, bare: BareCommit) -> list[KeyTime]:
    desk.view.open_attendance()
    desk.settle()
    marks: list[float] = []
    commits: list[float] = []
    desk.press(Qt.Key.Key_1)
    for _ in range(100):
        marks.append(desk.press(Qt.Key.Key_1))
        commits.append(bare())
    moves = [desk.press(Qt.Key.Key_Up) for _ in range(100)]
    letters = [desk.press(key) for _ in range(25) for key in (Qt.Key.Key_W, Qt.Key.Key_X)]
    return [
        KeyTime(f"Attendance of {PERSONS}: next person", tuple(moves), FRAME),
        KeyTime(f"Attendance of {PERSONS}: find by initials", tuple(letters), FRAME),
        KeyTime(f"Attendance of {PERSONS}: mark, recorded", tuple(marks), COMMITTED, tuple(commits)),
    ]


def _counting_keys(desk: Desk, workspace: Workspace, meeting_id: int) -> KeyTime:
    workspace.attendance.mark_everyone_present(meeting_id)
    desk.view.session.reload()
    desk.view.close_attendance()
    while desk.view.session.line.cue is not CueKind.ABSTAINING:
        desk.view.go_on()
    desk.settle()
    digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    times = [desk.press(key) for _ in range(25) for key in digits]
    return KeyTime(f"A count among {PERSONS}: a digit", tuple(times), FRAME)
