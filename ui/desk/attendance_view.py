"""The attendance (F8): rows to mark, times, numbers; every mark is saved at once and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.meetings.attendance import AttendanceState
from ui.desk.attendance_leave import Leave, ask_leave
from ui.desk.attendance_side import AttendanceSide
from ui.desk.attendance_table import AttendanceHead, AttendanceTable
from ui.desk.attendance_times import TimeAxis, TimeMark
from ui.desk.desk_strips import WarningStrip
from ui.desk.desk_words import short_clock
from ui.desk.session import DeskSession, Marking
from ui.desk.vote_zones import set_up_zones
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
    from collections.abc import Sequence

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.meetings.attendance import Attendee


_USUAL_NOTE = "点一下就记，时间自动写上"


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
        self.marks: tuple[TimeMark, ...] = ()
        """The roll calls and votes that are shown."""
        self._by_strokes = False
        self._learning = QTimer(self)
        self._learning.setSingleShot(True)
        self._learning.setInterval(0)
        chair = session.facts.chair
        self._approver = chair.name if chair is not None else ""
        row = horizontal(self)
        self.table_box = Box(BoxLook(Tone.SURFACE, radius=0))
        column = vertical(self.table_box)
        column.addWidget(self._head())
        self.warning = WarningStrip(with_link=False)
        column.addWidget(self.warning)
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
        self._learning.timeout.connect(self.table.learn_names)
        self.table.mark_wanted.connect(self.mark)
        self.table.mark_chosen.connect(self.choose_mark)
        self.head.mark_chosen.connect(self.choose_mark)
        self.table.order_wanted.connect(self.change_order)
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
        rows = (*self._ordered(attendance.members), *attendance.observers)
        arrivals = [stay.since for one in rows for stay in one.stays]
        axis = TimeAxis.of(arrivals, session.facts.time, session.now())
        marks = [
            TimeMark(taken.at, f"点名 {taken.present}", _here_at(attendance.members, taken.at))
            for taken in session.roll_calls[-1:]
        ]
        marks += [
            TimeMark(count.at, f"表决 {count.present}", frozenset(count.present_people), count.question)
            for count in session.counts.values()
        ]
        self.marks = tuple(marks)
        self.table.show_rows(rows, axis, marks)
        self.head.show_axis(axis, marks)
        self.side.show_session(session)
        self._show_chosen()
        self._learning.start()
        unmarked = sum(1 for one in rows if one.state is AttendanceState.UNMARKED)
        self.everyone_button.setEnabled(unmarked > 0)
        self.everyone_button.setToolTip("" if unmarked else "每个人都登记过了")

    def mark(self, row: int, state: AttendanceState) -> None:
        """Mark a row; the reason is asked for a leave."""
        session = self.session
        attendee = self.table.rows[row]
        self.choose_mark(None)
        if attendee.state is state and state is not AttendanceState.EXCUSED:
            self.said.emit(f"{attendee.name}已经是“{state.phrase}”")
            return
        leave = Leave("", "")
        if state is AttendanceState.EXCUSED:
            before = Leave(attendee.reason, attendee.approved_by or self._approver)
            asked = ask_leave(self, attendee.name, before)
            self._on_rows_wanted()
            if asked is None:
                return
            leave = asked
            self._approver = leave.approved_by
        at = self.side.time()

        def operation() -> ChangeSet:
            return session.workspace.attendance.mark(
                session.meeting_id,
                state,
                person_id=attendee.person_id,
                observer_id=attendee.observer_id,
                at=at,
                reason=leave.reason,
                approved_by=leave.approved_by,
            )

        words = f"{attendee.name} {state.phrase}"
        if session.context.run(operation) is None:
            return
        session.undoable.append(Marking(words, 1))
        self.side.time_edit.clear()
        if attendee.state is AttendanceState.UNMARKED:
            self.table.select(row + 1)
        self.marked.emit(f"{words}{'，' + at if at else ''}")

    def choose_mark(self, mark: TimeMark | None) -> None:
        """Show who was in the room at a roll call or vote; None shows the present again."""
        if mark != self.table.chosen:
            self.table.choose_mark(mark)
            self.head.choose_mark(mark)
            self._show_chosen()

    def change_order(self) -> None:
        """Put the rows by strokes of the surname, or by seats again; the same person stays chosen."""
        here = self.table.rows[self.table.selected] if self.table.rows else None
        self._by_strokes = not self._by_strokes
        self.order_button.setText("按席位排　9" if self._by_strokes else "按笔画排　9")
        self.show_session()
        places = [(one.person_id, one.observer_id) for one in self.table.rows]
        if here is not None and (here.person_id, here.observer_id) in places:
            self.table.select(places.index((here.person_id, here.observer_id)))

    def take_back(self, marking: Marking) -> None:
        """Withdraw the marks of one step; they stay in the file as withdrawn."""
        session = self.session

        def operation() -> ChangeSet:
            return session.workspace.attendance.withdraw_marks(session.meeting_id, marking.marks)

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

    def _ordered(self, members: Sequence[Attendee]) -> Sequence[Attendee]:
        return sorted_by_name(members, lambda one: one.name) if self._by_strokes else members

    def _show_chosen(self) -> None:
        mark = self.table.chosen
        self.head.choose_mark(mark)
        words = _USUAL_NOTE
        if mark is not None:
            members = self.session.attendance.entitled
            here = len(mark.people)
            what = "表决" if mark.subject else "点名"
            words = f"{short_clock(mark.at)} {what}时在场 {here} 人，不在 {members - here} 人"
            words += f"：{mark.subject}" if mark.subject else ""
        self.note.setText(words)
        self.note.setToolTip(words if mark is not None else "")

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(u(56))
        row = horizontal(head, margins=(16, 0, 16, 0), spacing=12)
        row.addWidget(label("到会情况", Role.DIALOG_TITLE))
        self.note = ElidedLabel(_USUAL_NOTE, Role.BODY, Tone.TEXT2)
        self.note.setObjectName("attendance_note")
        row.addWidget(self.note, 1)
        self.zones_button = secondary_button("计票分区")
        self.zones_button.setObjectName("attendance_zones")
        self.zones_button.setToolTip("表决时分区清点：每个分区由谁数、坐着谁")
        self.zones_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.zones_button.clicked.connect(self._on_zones)
        row.addWidget(self.zones_button)
        self.order_button = secondary_button("按笔画排　9")
        self.order_button.setObjectName("attendance_order")
        self.order_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.order_button.clicked.connect(self.change_order)
        row.addWidget(self.order_button)
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

    def _on_zones(self) -> None:
        if set_up_zones(self, self.session):
            self.said.emit("计票分区已保存，表决时按 + 打开清点表")
        self._on_rows_wanted()

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
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.marked.emit(words)

    def _on_roll_call(self) -> None:
        session = self.session

        def operation() -> ChangeSet:
            return session.workspace.course.finish_roll_call(session.meeting_id, session.roll_call_line)

        if session.context.run(operation) is not None:
            session.reload()
            self.show_session()
            self.said.emit(f"点名完毕，{session.course.roll_calls[-1].phrase}")

    def _on_time_wanted(self) -> None:
        self.side.time_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.side.time_edit.selectAll()

    def _on_rows_wanted(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selection_changed(self) -> None:
        point = self.table.visible_point()
        self.area.ensureVisible(0, point.y(), 0, u(40))


def _here_at(members: Sequence[Attendee], moment: str) -> frozenset[int]:
    return frozenset(one.person_id for one in members if one.person_id is not None and one.was_here(moment))
