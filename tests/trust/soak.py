"""Eight hours of meetings with a faster clock: memory stays flat, widgets and timers do not pile up.

Run by itself for the window, in a process of its own: ``soak.py window FOLDER HOURS``, ``soak.py core ...``.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fulian_desktop.sample_village import StageClock
    from ui.shell.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
STEP = timedelta(seconds=30)
ROUND = 40
"""Steps between two looks at the memory: twenty minutes of a meeting."""
ALLOWED = 5
"""Per cent that memory may grow after the warm-up."""
KINDS = ("core", "window")


@dataclass
class Course:
    """What was measured at each look: memory in KiB, widgets, timers."""

    memory: list[int] = field(default_factory=list)
    widgets: list[int] = field(default_factory=list)
    timers: list[int] = field(default_factory=list)

    def growth(self) -> float:
        """Return by how many per cent memory grew since the warm-up, the first third."""
        warm = self.memory[len(self.memory) // 3 :]
        return 100 * (min(warm[-2:]) - min(warm[:2])) / min(warm[:2])

    def more(self) -> tuple[int, int]:
        """Return how many widgets and timers there are more than after the warm-up."""
        warm = len(self.widgets) // 3
        if not self.widgets:
            return 0, 0
        return self.widgets[-1] - max(self.widgets[: warm + 2]), self.timers[-1] - max(
            self.timers[: warm + 2]
        )


def resident() -> int:
    """Return the memory in use, in KiB."""
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise OSError("no VmRSS")


def soak_core(folder: Path, hours: int) -> Course:
    """Hold one meeting of two hours after another, each with its papers, through the operations alone."""
    from fulian_desktop.sample_village import StageClock, create_village, play_meeting

    course = Course()
    for number in range(hours // 2 * 3):
        clock = StageClock(datetime(2026, 3, 6, 9, 0))
        with create_village(folder / f"{number}.fulian", clock, date(2026, 3, 6)) as village:
            meeting_id = village.meetings.meetings()[0].id
            play_meeting(village, meeting_id, clock)
            village.papers.write_all(meeting_id, folder / "papers")
            assert village.check() == []
        course.memory.append(resident())
    return course


def soak_window(folder: Path, hours: int) -> Course:
    """Sit at the desk with the hall beside it: keys, marks, the hall on and off, the desk entered anew."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from fulian_desktop.sample_village import StageClock, create_village
    from ui.application import build_application
    from ui.shell.notifier import Page
    from ui.shell.window import MainWindow

    app = build_application(["soak"])
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    workspace = create_village(folder / "village.fulian", clock, date(2026, 3, 6))
    clock.moment = datetime(2026, 3, 6, 9, 10)
    meeting_id = workspace.meetings.meetings()[0].id
    workspace.meetings.open(meeting_id)
    workspace.attendance.mark_everyone_present(meeting_id)
    window = MainWindow(workspace, {"home": Page})
    window.show()
    window.open_page("home")
    course = Course()
    for first in range(0, int(timedelta(hours=hours) / STEP), ROUND // 2):
        _sit_at_the_desk(window, meeting_id, clock)
        if first % ROUND:
            course.memory.append(resident())
            course.widgets.append(len(QApplication.allWidgets()))
            course.timers.append(len(window.findChildren(QTimer)))
        window.leave_full()
    app.processEvents()
    window.close()
    workspace.close()
    return course


def _sit_at_the_desk(window: MainWindow, meeting_id: int, clock: StageClock) -> None:
    """Enter the desk, switch the hall on, and press keys and mark a latecomer for ten minutes."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest

    from fulian_desktop.errors import UserFacingError
    from fulian_desktop.meetings.attendance import AttendanceState
    from ui.desk.desk_view import DeskView

    context = window.context
    late = context.workspace.meetings.facts(meeting_id).entitled[-1].person_id
    desk = DeskView(context, meeting_id)
    window.show_full(desk)
    desk.hall.toggle()
    for step in range(ROUND // 2):
        clock.moment += STEP
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Down, Qt.Key.Key_Up):
            QTest.keyClick(desk, key)
        if step % 10 == 0:
            state = AttendanceState.PRESENT if step else AttendanceState.LEFT
            with suppress(UserFacingError):
                context.notifier.publish(context.workspace.attendance.mark(meeting_id, state, person_id=late))
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def figures(kind: str, hours: int) -> dict[str, int]:
    """Soak in a process of its own; return its figures, raises AssertionError when something piles up."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        told = subprocess.run(
            [sys.executable, str(Path(__file__).resolve()), kind, folder, str(hours)],
            check=True,
            capture_output=True,
            text=True,
        )
    course = json.loads(told.stdout.splitlines()[-1])
    memory, more = course["memory"], course["more"]
    assert course["growth"] < ALLOWED, f"memory grew by {course['growth']:.1f} %"
    assert max(more) <= 0, f"widgets and timers pile up: {more}"
    return {
        f"{kind} hours": hours,
        f"{kind} MiB at first": memory[0] // 1024,
        f"{kind} MiB at last": memory[-1] // 1024,
        f"{kind} growth after the warm-up in 1/100 %": round(100 * course["growth"]),
    }


def main(kind: str, folder: Path, hours: int) -> None:
    """Print the course as JSON."""
    course = (soak_core if kind == "core" else soak_window)(folder, hours)
    told = asdict(course) | {"growth": course.growth(), "more": course.more()}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
