"""The right panel of the attendance: numbers, quorum, what was marked last, a time to put in later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.desk.desk_words import short_clock
from ui.shell.widgets import (
    AMBER,
    GREEN,
    Box,
    BoxLook,
    Icon,
    KeyCap,
    LampLabel,
    LampState,
    Line,
    LineEdit,
    Role,
    ScrollColumn,
    Tone,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
    why_button,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.desk.session import DeskSession

WIDTH = 300
_SHORT = 625
_LATEST = 4


class TimeEdit(LineEdit):
    """A time that was noticed later; Enter and Esc go back to the rows."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the two keys that lead back; F8 belongs to the desk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.done.emit()
        elif event.key() == Qt.Key.Key_F8:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AttendanceSide(Box):
    """300 wide."""

    back_wanted = Signal()
    why_wanted = Signal()
    roll_call_wanted = Signal()
    rows_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(BoxLook(Tone.SUNKEN, radius=0, sides="l", side_tone=Tone.LINE2))
        self.setFixedWidth(u(WIDTH))
        outer = vertical(self, margins=(18, 10, 18, 14), spacing=6)
        upper = ScrollColumn()
        outer.addWidget(upper, 1)
        column = vertical(spacing=6)
        upper.column.insertLayout(0, column)
        column.addWidget(label("考勤", Role.DIALOG_TITLE))
        column.addWidget(label("谁在场，谁就能表决", Role.BODY, Tone.TEXT2))
        self._numbers: dict[str, QLabel] = {}
        self._notes: dict[str, QLabel] = {}
        for word, note in (("应到", " "), ("实到", ""), ("请假", ""), ("有表决权且在场", "表决时以此为准")):
            column.addWidget(self._number_row(word, note))
        self.quorum = Box(GREEN)
        self.quorum.setFixedHeight(u(42))
        row = horizontal(self.quorum, margins=(12, 0, 12, 0))
        self._lamp = LampLabel(LampState.NOT_YET, "", Role.NAME, size=19)
        row.addWidget(self._lamp)
        row.addStretch(1)
        why = why_button()
        why.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        why.setObjectName("why_quorum")
        why.clicked.connect(self.why_wanted)
        row.addWidget(why)
        column.addSpacing(u(4))
        column.addWidget(self.quorum)
        column.addSpacing(u(4))
        column.addWidget(label("刚才", Role.BODY, Tone.TEXT2, weight=600))
        self._lines: list[tuple[QLabel, QLabel]] = []
        for _ in range(_LATEST):
            column.addLayout(self._latest_line())
        outer.addLayout(self._time_row())
        self.roll_call_button = secondary_button("点名完毕", Icon.LIST)
        self.roll_call_button.setObjectName("roll_call_done")
        self.roll_call_button.setFixedHeight(u(44))
        self.roll_call_button.clicked.connect(self.roll_call_wanted)
        outer.addWidget(self.roll_call_button)
        self.back_button = primary_button("回到主持词")
        self.back_button.setObjectName("back_to_script")
        self.back_button.setFixedHeight(u(48))
        self.back_button.clicked.connect(self.back_wanted)
        outer.addWidget(self.back_button)
        for button in (self.roll_call_button, self.back_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._session: DeskSession | None = None

    def time(self) -> str | None:
        """Return the time put in, None for now."""
        return self.time_edit.text().strip() or None

    def show_session(self, session: DeskSession) -> None:
        """Show the numbers."""
        self._session = session
        attendance, facts = session.attendance, session.facts
        voters = attendance.present
        if not facts.rule_pack.chair_votes and facts.chair is not None:
            voters -= 1 if facts.chair.person_id in attendance.present_ids else 0
        for word, number in (
            ("应到", attendance.entitled),
            ("实到", attendance.present),
            ("请假", len(attendance.excused)),
            ("有表决权且在场", voters),
        ):
            self._numbers[word].setText(str(number))
        self._notes["应到"].setText(facts.entitled_words)
        quorum = attendance.quorum
        self.quorum.set_look(GREEN if quorum.met else AMBER)
        self._lamp.set_state(
            LampState.HOLDS if quorum.met else LampState.MISSING,
            f"法定 {quorum.need}，" + ("已达到" if quorum.met else f"还差 {quorum.short_by} 人"),
        )
        self.roll_call_button.setText("再点一次名" if session.roll_calls else "点名完毕")
        self._show_latest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show fewer of the latest marks on a short screen."""
        super().resizeEvent(event)
        self._show_latest()

    # ---- inside

    def _number_row(self, word: str, note: str) -> QWidget:
        box = QWidget()
        box.setFixedHeight(u(46))
        column = vertical(box)
        row = horizontal(margins=(2, 0, 4, 0))
        words = vertical(spacing=0)
        words.addStretch(1)
        words.addWidget(label(word, Role.NAME))
        if note:
            self._notes[word] = label(note, Role.CAPTION, Tone.TEXT2)
            words.addWidget(self._notes[word])
        words.addStretch(1)
        row.addLayout(words, 1)
        self._numbers[word] = label("0", Role.COUNT, align=Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._numbers[word])
        column.addLayout(row, 1)
        column.addWidget(Line(Tone.LINE2))
        return box

    def _time_row(self) -> QHBoxLayout:
        row = horizontal(spacing=8)
        row.addWidget(label("补记时间", Role.SECONDARY, Tone.TEXT2))
        row.addWidget(KeyCap("0"))
        self.time_edit = TimeEdit("", "现在")
        self.time_edit.setObjectName("mark_time")
        self.time_edit.setAccessibleName("补记时间")
        self.time_edit.setFixedHeight(u(36))
        self.time_edit.setToolTip("早先到会或离场的，先填时间（如 09:35），再点状态")
        self.time_edit.done.connect(self.rows_wanted)
        row.addWidget(self.time_edit, 1)
        return row

    def _latest_line(self) -> QHBoxLayout:
        line = horizontal(spacing=10)
        time, what = label("", Role.SECONDARY, Tone.TEXT2), label("", Role.SECONDARY)
        line.addWidget(time)
        line.addWidget(what, 1)
        self._lines.append((time, what))
        return line

    def _show_latest(self) -> None:
        session = self._session
        if session is None:
            return
        limit = 2 if self.height() < u(_SHORT) else _LATEST
        marks = session.workspace.attendance.latest(session.meeting_id, limit)
        shown = [*marks, ("", ""), ("", ""), ("", ""), ("", "")][:_LATEST]
        if not marks:
            shown[0] = ("", "还没有登记")
        for (at, words), (time, what) in zip(shown, self._lines, strict=True):
            time.setText(short_clock(at) if at else "")
            what.setText(words)
            time.setVisible(bool(at))
            what.setVisible(bool(words))
