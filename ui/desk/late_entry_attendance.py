"""补录，第二步：who came when, who left when, who was on leave, taken from the sign-in sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from fulian_desktop.meetings.attendance import AttendanceState
from ui.shell.widgets import (
    Box,
    BoxLook,
    ElidedLabel,
    LineEdit,
    Role,
    ScrollColumn,
    Tone,
    display_name,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.meetings.attendance import Attendance, Attendee

NAME_WIDTH, FIELD_WIDTH = 190, 92


@dataclass(frozen=True)
class LateArrival:
    """What is typed for one person; empty texts are not entered."""

    person_id: int | None
    observer_id: int | None
    came: str
    left: str
    leave_reason: str

    @property
    def marks(self) -> tuple[tuple[AttendanceState, str, str], ...]:
        """Return the marks to enter: state, time, reason."""
        found = []
        if self.leave_reason:
            found.append((AttendanceState.EXCUSED, "", self.leave_reason))
        if self.came:
            found.append((AttendanceState.PRESENT, self.came, ""))
        if self.left:
            found.append((AttendanceState.LEFT, self.left, ""))
        return tuple(found)


class PersonRow(Box):
    """One person: what is recorded of her, and three fields."""

    def __init__(self, attendee: Attendee) -> None:
        """Start with empty fields; what is recorded already is said, not typed again."""
        super().__init__(BoxLook(radius=0, sides="b"))
        self.attendee = attendee
        row = horizontal(self, margins=(4, 4, 8, 4), spacing=10)
        words = vertical(spacing=0)
        name = ElidedLabel(display_name(attendee.name), Role.BODY, Tone.TEXT)
        name.setFixedWidth(u(NAME_WIDTH))
        words.addWidget(name)
        words.addWidget(ElidedLabel(self._known(), Role.CAPTION, Tone.TEXT2))
        row.addLayout(words, 1)
        self.came, self.left = LineEdit("", "到会"), LineEdit("", "离开")
        self.leave = LineEdit("", "请假事由")
        for field, what in ((self.came, "到会时间"), (self.left, "离开时间"), (self.leave, "请假事由")):
            field.setAccessibleName(f"{attendee.name}：{what}")
            row.addWidget(field)
        for field in (self.came, self.left):
            field.setFixedWidth(u(FIELD_WIDTH))
        self.leave.setFixedWidth(u(FIELD_WIDTH * 2))

    def entry(self) -> LateArrival:
        """Return what is typed."""
        return LateArrival(
            self.attendee.person_id,
            self.attendee.observer_id,
            self.came.text().strip(),
            self.left.text().strip(),
            self.leave.text().strip(),
        )

    def _known(self) -> str:
        one = self.attendee
        if one.stays:
            times = (f"{stay.since[11:16]}到会" for stay in one.stays)
            gone = f"，{one.stays[-1].until[11:16]}离开" if one.stays[-1].until else ""
            return f"已登记：{'、'.join(times)}{gone}"
        if one.state is AttendanceState.UNMARKED:
            return f"列席　{one.post}" if one.is_observer else one.post
        return f"已登记：{one.state.phrase}{one.reason}"


class AttendancePanel(Box):
    """All rows, a time for everybody who is still blank, and one button that enters them together."""

    entered = Signal(object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(BoxLook(radius=0))
        column = vertical(self, spacing=8)
        head = horizontal(spacing=10)
        head.addWidget(label("没有写时间的，都按", Role.BODY, Tone.TEXT2))
        self.usual = LineEdit("", "例如 09:25")
        self.usual.setObjectName("late_usual_time")
        self.usual.setAccessibleName("到会时间")
        self.usual.setFixedWidth(u(FIELD_WIDTH + 20))
        head.addWidget(self.usual)
        head.addWidget(label("到会", Role.BODY, Tone.TEXT2))
        self.fill_button = secondary_button("填上")
        self.fill_button.setObjectName("late_fill")
        self.fill_button.clicked.connect(self._on_fill)
        head.addWidget(self.fill_button)
        head.addStretch(1)
        self.save_button = primary_button("登记这些考勤")
        self.save_button.setObjectName("late_save_attendance")
        self.save_button.clicked.connect(self._on_save)
        head.addWidget(self.save_button)
        column.addLayout(head)
        self._scroll = ScrollColumn()
        column.addWidget(self._scroll, 1)
        self.rows: list[PersonRow] = []

    def show_attendance(self, attendance: Attendance) -> None:
        """Show everybody with what is recorded by now; typed fields start empty."""
        self._scroll.clear()
        self.rows = [PersonRow(one) for one in (*attendance.members, *attendance.observers)]
        for row in self.rows:
            self._scroll.add(row)

    def entries(self) -> tuple[LateArrival, ...]:
        """Return what is typed, row by row, without the blank ones."""
        return tuple(entry for row in self.rows if (entry := row.entry()).marks)

    def _on_fill(self) -> None:
        for row in self.rows:
            entry = row.entry()
            if row.attendee.state is AttendanceState.UNMARKED and not entry.marks:
                row.came.setText(self.usual.text())

    def _on_save(self) -> None:
        self.entered.emit(self.entries())
