"""From key press to painted screen at the desk with 300 members; a mark with its durable commit."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from benchmarks.recorded_vote import BareCommit
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, MeetingPlan
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

PERSONS, QUESTIONS = 300, 12
FRAME = 0.016
"""A key is on the screen within one frame of 60 a second."""
COMMITTED = 0.050
"""A record is durable and on the screen within this."""
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"
_GIVEN = "秀英兰玉梅丽华芳燕红霞敏静春桃珍云翠萍晓"


@dataclass(frozen=True)
class KeyTime:
    """Seconds from key press to painted screen; every one should be below `aim`.

    `bare` is without this program, measured in turns: a bare commit, or a bare window with one label.
    """

    name: str
    times: tuple[float, ...]
    aim: float
    bare: tuple[float, ...] = ()
    bare_name: str = "bare SQLite commit"

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
            words += f"  {self.bare_name} {median(self.bare) * 1000:.1f} ms"
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
    for number in range(QUESTIONS):
        draft = AgendaDraft(AgendaKind.OTHER, f"事项之{number + 1}", show_of_hands=True)
        workspace.agenda.add(meeting_id, draft)
    workspace.meetings.open(meeting_id)
    return workspace, meeting_id


class BareWindow:
    """An empty Qt window of the same size with one label: a key changes its words, and it is painted."""

    def __init__(self, app: QApplication) -> None:
        """Show it."""
        self._app = app
        self.label = QLabel("0")
        self.label.resize(1366, 768)
        self.label.show()
        for _ in range(3):
            app.processEvents()
        self._pressed = 0

    def __call__(self) -> float:
        """Return the seconds from a key to the painted label."""
        started = time.perf_counter()
        QTest.keyClick(self.label, Qt.Key.Key_Space)
        self._pressed += 1
        self.label.setText(str(self._pressed))
        self._app.processEvents()
        return time.perf_counter() - started


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
        window = BareWindow(app)
        desk = Desk(app, workspace, meeting_id)
        found = _attendance_keys(desk, bare)
        workspace.attendance.mark_everyone_present(meeting_id)
        desk.view.session.reload()
        desk.view.close_attendance()
        found += _script_keys(desk, window)
        found += _counting_keys(desk, bare)
        desk.close()
        window.label.deleteLater()
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


def _script_keys(desk: Desk, window: BareWindow) -> list[KeyTime]:
    """Go through the opening and the item up to its first question, forth and back, three times."""
    on: list[float] = []
    back: list[float] = []
    bare: list[float] = []
    for _ in range(3):
        steps = 0
        while desk.view.session.line.cue is not CueKind.IN_FAVOUR:
            on.append(desk.press(Qt.Key.Key_Space))
            bare.append(window())
            steps += 1
        back += [desk.press(Qt.Key.Key_Backspace) for _ in range(steps)]
    empty = "empty window with one label"
    return [
        KeyTime(f"Script among {PERSONS}: the next line, place kept", tuple(on), FRAME, tuple(bare), empty),
        KeyTime(f"Script among {PERSONS}: the line before, place kept", tuple(back), FRAME),
    ]


def _counting_keys(desk: Desk, bare: BareCommit) -> list[KeyTime]:
    while desk.view.session.line.cue is not CueKind.ABSTAINING:
        desk.view.go_on()
    desk.settle()
    digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    times = [desk.press(key) for _ in range(25) for key in digits]
    recorded: list[float] = []
    commits: list[float] = []
    for _ in range(QUESTIONS):
        while desk.view.session.line.cue is not CueKind.ABSTAINING or desk.view.panel.state is None:
            desk.view.go_on()
        desk.settle()
        recorded.append(desk.press(Qt.Key.Key_Return))
        commits.append(bare())
    return [
        KeyTime(f"A count among {PERSONS}: a digit", tuple(times), FRAME),
        KeyTime(f"A count among {PERSONS}: recorded", tuple(recorded), COMMITTED, tuple(commits)),
    ]
