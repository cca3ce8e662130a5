"""The attendance (F8): rows to mark, times, numbers; every mark is saved at once and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fulian_desktop.meetings.attendance import AttendanceState
from ui.desk.attendance_side import AttendanceSide
from ui.desk.attendance_table import AttendanceHead, AttendanceTable
from ui.desk.attendance_times import TimeAxis, TimeMark
from ui.desk.session import DeskSession, Marking, RollCallTaken
from ui.shell import prompts
from ui.shell.widgets import (
    Box,
    BoxLook,
    ElidedLabel,
    Icon,
    Role,
    Tone,
    horizontal,
    label,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet


class AttendanceView(QWidget):
    """Marks through the workspace; the desk shows what it says."""

    back_wanted = Signal()
    why_wanted = Signal()
    said = Signal(str)
    marked = Signal(str)
    """What was marked, in words; it can be taken back."""

    def __init__(self, session: DeskSession) -> None:
        """Build rows and panel."""
        super().__init__()
        self.session = session
        row = horizontal(self)
        self.table_box = Box(BoxLook(Tone.SURFACE, radius=0))
        column = vertical(self.table_box)
        column.addWidget(self._head())
        self.table = AttendanceTable()
        self.head = AttendanceHead(self.table)
        column.addWidget(self.head)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("scrolled", True)
        rows = vertical(inner)
        rows.addWidget(self.table)
        rows.addStretch(1)
        self.area.setWidget(inner)
        column.addWidget(self.area, 1)
        row.addWidget(self.table_box, 1)
        self.side = AttendanceSide()
        row.addWidget(self.side)
        self.table.mark_wanted.connect(self.mark)
        self.table.time_wanted.connect(self._on_time_wanted)
        self.table.selection_changed.connect(self._on_selection_changed)
        self.side.back_wanted.connect(self.back_wanted)
        self.side.why_wanted.connect(self.why_wanted)
        self.side.roll_call_wanted.connect(self._on_roll_call)
        self.side.rows_wanted.connect(self._on_rows_wanted)

    def show_session(self) -> None:
        """Show how everybody stands now."""
        session = self.session
        attendance = session.attendance
        rows = (*attendance.members, *attendance.observers)
        arrivals = [stay.since for one in rows for stay in one.stays]
        axis = TimeAxis.of(arrivals, session.facts.time, session.now())
        marks = [TimeMark(taken.at, f"点名 {taken.present}") for taken in session.roll_calls[-1:]]
        marks += [TimeMark(count.at, f"表决 {count.present}") for count in session.counts.values()]
        self.table.show_rows(rows, axis, marks)
        self.head.show_axis(axis, marks)
        self.side.show_session(session)
        unmarked = sum(1 for one in rows if one.state is AttendanceState.UNMARKED)
        self.everyone_button.setEnabled(unmarked > 0)
        self.everyone_button.setToolTip("" if unmarked else "每个人都登记过了")

    def mark(self, row: int, state: AttendanceState) -> None:
        """Mark a row; the reason is asked for a leave."""
        session = self.session
        attendee = self.table.rows[row]
        if attendee.state is state and state is not AttendanceState.EXCUSED:
            self.said.emit(f"{attendee.name}已经是“{state.phrase}”")
            return
        reason = ""
        if state is AttendanceState.EXCUSED:
            asked = prompts.ask_text(
                self,
                f"{attendee.name}请假",
                "事由",
                text=attendee.reason,
                placeholder="例如：家中有事",
                act_word="登记请假",
                check=_wants_reason,
            )
            self._on_rows_wanted()
            if asked is None:
                return
            reason = asked
        at = self.side.time()

        def operation() -> ChangeSet:
            return session.workspace.attendance.mark(
                session.meeting_id,
                state,
                person_id=attendee.person_id,
                observer_id=attendee.observer_id,
                at=at,
                reason=reason,
            )

        words = f"{attendee.name} {state.phrase}"
        if session.context.run(operation) is None:
            return
        session.undoable.append(Marking(words, 1))
        self.side.time_edit.clear()
        if attendee.state is AttendanceState.UNMARKED:
            self.table.select(row + 1)
        self.marked.emit(f"{words}{'，' + at if at else ''}")

    def take_back(self, marking: Marking) -> None:
        """Withdraw the marks of one step; they stay in the file as withdrawn."""
        session = self.session

        def operation() -> ChangeSet:
            changes = session.workspace.attendance.withdraw_last_mark(session.meeting_id)
            for _ in range(marking.marks - 1):
                session.workspace.attendance.withdraw_last_mark(session.meeting_id)
            return changes

        if session.context.run(operation) is not None:
            self.said.emit(f"已撤销：{marking.words}")

    def take_back_latest(self) -> bool:
        """Withdraw the latest mark of an earlier sitting, unless a vote was counted since."""
        session = self.session
        if not self.isVisible():
            return False
        latest = session.workspace.attendance.latest(session.meeting_id, 1)
        counts = session.workspace.votes.counts(session.meeting_id)
        if not latest or (counts and latest[0][0] <= counts[-1].at):
            return False
        self.take_back(Marking(latest[0][1], 1))
        return True

    # ---- inside

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(u(56))
        row = horizontal(head, margins=(16, 0, 16, 0), spacing=12)
        row.addWidget(label("到会情况", Role.DIALOG_TITLE))
        row.addWidget(ElidedLabel("点一下就记，时间自动写上", Role.BODY, Tone.TEXT2), 1)
        self.everyone_button = secondary_button("全部到会")
        self.everyone_button.setObjectName("everyone_present")
        self.everyone_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.everyone_button.clicked.connect(self._on_everyone)
        row.addWidget(self.everyone_button)
        self.print_button = secondary_button("打印签到册", Icon.PRINTER)
        self.print_button.setObjectName("print_sign_in")
        self.print_button.setToolTip("离开会场去打印；回来时接着上次的地方")
        self.print_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.print_button.clicked.connect(self._on_print)
        row.addWidget(self.print_button)
        return head

    def _on_print(self) -> None:
        session = self.session
        session.keep()
        session.context.open_page("papers", meeting_id=session.meeting_id, paper="sign_in_sheet")

    def _on_everyone(self) -> None:
        session = self.session
        unmarked = sum(1 for one in self.table.rows if one.state is AttendanceState.UNMARKED)

        def operation() -> ChangeSet:
            return session.workspace.attendance.mark_everyone_present(session.meeting_id)

        if session.context.run(operation) is not None:
            words = f"全部到会（{unmarked} 人）"
            session.undoable.append(Marking(words, unmarked))
            self.marked.emit(words)

    def _on_roll_call(self) -> None:
        session = self.session
        taken = RollCallTaken(session.workspace.journal.stamp(), session.attendance.present)
        session.roll_calls.append(taken)
        session.keep()
        self.show_session()
        self.said.emit(f"点名完毕，实到 {taken.present} 人")

    def _on_time_wanted(self) -> None:
        self.side.time_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.side.time_edit.selectAll()

    def _on_rows_wanted(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selection_changed(self) -> None:
        point = self.table.visible_point()
        self.area.ensureVisible(0, point.y(), 0, u(40))


def _wants_reason(text: str) -> str:
    return "" if text.strip() else "请写一句事由，例如“家中有事”。"
