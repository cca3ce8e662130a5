"""The right panel when nothing is to be counted: the item and its notes, the roll call, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.meetings.records import AgendaKind, DecisionMethod
from ui.desk.desk_words import clock
from ui.desk.meeting_strip import QuorumBox
from ui.shell.widgets import (
    CARD,
    Box,
    FactRow,
    Icon,
    IconLabel,
    InsetBox,
    LampLabel,
    LampState,
    Line,
    Role,
    ScrollColumn,
    TextEdit,
    Tone,
    WrapLabel,
    broken_name,
    clear_layout,
    danger_button,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from fulian_desktop.meetings.records import AgendaItem, MeetingNote, Nominee
    from fulian_desktop.votes.records import VoteCount
    from ui.desk.session import DeskSession

_INNER = 322
_ROOM = 308


class NoteEdit(TextEdit):
    """Where something is written down; Ctrl+Enter writes it into the record, Esc goes back to the script."""

    finished = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take two keys; the others write."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_F8):
            event.ignore()
        else:
            super().keyPressEvent(event)


class NotesBox(Box):
    """记一笔: a field, and what was written down under this item."""

    note_wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(CARD)
        self.setMinimumHeight(u(182))
        column = vertical(self, margins=(12, 10, 12, 10), spacing=8)
        head = horizontal(spacing=8)
        head.addWidget(label("记一笔", Role.NAME))
        head.addStretch(1)
        head.addWidget(label("写进会议记录", Role.CAPTION, Tone.TEXT2))
        column.addLayout(head)
        self.editor = NoteEdit(placeholder="例如：谁发了言，说了什么", rows=2)
        self.editor.setObjectName("note_editor")
        self.editor.setAccessibleName("记一笔")
        self.editor.finished.connect(self._on_finished)
        self.editor.left.connect(self.left)
        column.addWidget(self.editor)
        row = horizontal()
        self._count = label("", Role.CAPTION, Tone.TEXT2)
        row.addWidget(self._count)
        row.addStretch(1)
        self.button = secondary_button("记下", Icon.PENCIL)
        self.button.setObjectName("write_note")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_finished)
        row.addWidget(self.button)
        column.addLayout(row)

    def show_count(self, number: int) -> None:
        """Say how much was written down under this item."""
        self._count.setText(f"本项已记 {number} 条" if number else "本项还没有记")

    def _on_finished(self) -> None:
        self.note_wanted.emit(self.editor.toPlainText())


class ItemPanel(QWidget):
    """What the current item is about, and its notes."""

    attendance_wanted = Signal()
    closing_wanted = Signal()
    ballot_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        column = vertical(self, margins=(18, 12, 18, 14), spacing=8)
        self._title = WrapLabel("", Role.DIALOG_TITLE, Tone.TEXT, width=u(_INNER))
        column.addWidget(self._title)
        self._facts = ScrollColumn(spacing=8)
        column.addWidget(self._facts, 1)
        self._shown: object = None
        self.leads_to_ballot = False
        """Whether the item is decided in the ballot room."""
        self.notes = NotesBox()
        column.addWidget(self.notes)
        self.attendance_button = primary_button("打开考勤")
        self.attendance_button.setObjectName("open_attendance")
        self.attendance_button.clicked.connect(self.attendance_wanted)
        self.close_button = danger_button("结束会议")
        self.close_button.setObjectName("close_meeting_at_end")
        self.close_button.clicked.connect(self.closing_wanted)
        self.ballot_button = primary_button("去投票计票")
        self.ballot_button.setObjectName("go_to_ballots")
        self.ballot_button.clicked.connect(self.ballot_wanted)
        for button in (self.attendance_button, self.close_button, self.ballot_button):
            button.setFixedHeight(u(48))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            column.addWidget(button)

    def show_item(self, session: DeskSession) -> None:
        """Show the facts of the item the script is at."""
        step = session.step
        item = session.items.get(step.item_id) if step.item_id is not None else None
        self.leads_to_ballot = item is not None and item.method is DecisionMethod.BALLOT
        self._offer(self.ballot_button if self.leads_to_ballot else None)
        if self._shows("item", session.facts, item, step.title, session.notes, session.attendance.entitled):
            return
        self._title.setText(step.title if item is None else item.title)
        self._begin(session)
        if item is None:
            self._add_meeting(session)
        else:
            self._add_item(session, item)
        self._add_notes(session, step.item_id)

    def show_roll_call(self, session: DeskSession) -> None:
        """Show who is here, with the way to the attendance."""
        attendance = session.attendance
        self._offer(self.attendance_button)
        if self._shows("roll call", attendance, session.facts, session.notes, session.step.item_id):
            return
        self._title.setText("清点人数")
        self._begin(session)
        for word, number in (
            ("应到", attendance.entitled),
            ("实到", attendance.present),
            ("请假", len(attendance.excused)),
            ("没有登记", attendance.entitled - attendance.present - _accounted(session)),
        ):
            self._facts.add(_number_row(word, number))
        box = QuorumBox()
        box.show_quorum(attendance, session.facts.rule_pack)
        self._facts.add(box)

    def show_end(self, session: DeskSession) -> None:
        """Show what was decided, with the way to close the meeting."""
        self._offer(self.close_button)
        if self._shows("end", session.motions, session.counts, session.notes, session.step.item_id):
            return
        self._title.setText("会议就要结束")
        self._begin(session)
        for motion in session.motions.values():
            count = session.counts.get(motion.key)
            state = _decision_state(count)
            words = "没有表决" if count is None else f"{count.outcome.phrase}，同意 {count.in_favour}"
            box = InsetBox(spacing=2)
            box.body.addWidget(WrapLabel(motion.question, Role.BODY, Tone.TEXT, width=u(290)))
            box.body.addWidget(LampLabel(state, words, Role.PRIMARY))
            self._facts.add(box)
        self._add_notes(session, session.step.item_id)

    def forget(self) -> None:
        """Draw everything anew the next time."""
        self._shown = None

    # ---- inside

    def _offer(self, wanted: QWidget | None) -> None:
        """Show one of the buttons at the foot, or none."""
        for button in (self.attendance_button, self.close_button, self.ballot_button):
            button.setVisible(button is wanted)

    def _shows(self, *facts: object) -> bool:
        """Tell whether exactly this is shown already; from now on it is."""
        if facts == self._shown:
            return True
        self._shown = facts
        return False

    def _begin(self, session: DeskSession) -> None:
        clear_layout(self._facts.column)
        self._facts.column.addStretch(1)
        own = [n for n in session.notes if n.agenda_item_id == session.step.item_id]
        self.notes.show_count(len(own))

    def _add_meeting(self, session: DeskSession) -> None:
        facts = session.facts
        if facts.chair is not None:
            self._facts.add(FactRow("主持人", f"{facts.chair.name} {facts.chair.post}"))
        if facts.minute_taker is not None:
            self._facts.add(FactRow("记录人", f"{facts.minute_taker.name} {facts.minute_taker.post}"))
        self._facts.add(FactRow("应到", f"{session.attendance.entitled} 人"))
        for observer in facts.observers:
            self._facts.add(FactRow("列席", f"{observer.name} {observer.role}".strip()))

    def _add_item(self, session: DeskSession, item: AgendaItem) -> None:
        if item.presenter:
            self._facts.add(FactRow("主讲", item.presenter))
        if item.minutes is not None:
            self._facts.add(FactRow("计划时间", f"{item.minutes} 分钟"))
        if item.show_of_hands:
            self._facts.add(FactRow("表决", "举手表决"))
        if item.kind is AgendaKind.BY_ELECTION:
            for nominee in session.facts.nominees:
                self._facts.add(_nominee_box(nominee))
        for line in item.details.splitlines():
            self._facts.add(WrapLabel(line, Role.BODY, Tone.TEXT2, width=u(_ROOM)))

    def _add_notes(self, session: DeskSession, item_id: int | None) -> None:
        for note in session.notes:
            if note.agenda_item_id == item_id:
                self._facts.add(_note_row(note))


def _accounted(session: DeskSession) -> int:
    """Return how many of the entitled are not here and were marked."""
    from fulian_desktop.meetings.attendance import AttendanceState

    away = (AttendanceState.EXCUSED, AttendanceState.LEFT, AttendanceState.ABSENT)
    return sum(1 for member in session.attendance.members if member.state in away)


def _decision_state(count: VoteCount | None) -> LampState:
    if count is None:
        return LampState.NOT_YET
    return LampState.HOLDS if count.is_carried else LampState.WRONG


def _number_row(word: str, number: int) -> QWidget:
    box = QWidget()
    column = vertical(box)
    row = horizontal(margins=(4, 0, 6, 0))
    row.addWidget(label(word, Role.NAME))
    row.addStretch(1)
    shown = label(str(number), Role.COUNT, align=Qt.AlignmentFlag.AlignRight)
    shown.setMinimumHeight(u(44))
    row.addWidget(shown)
    column.addLayout(row)
    column.addWidget(Line(Tone.LINE2))
    return box


def _nominee_box(nominee: Nominee) -> QWidget:
    box = Box(CARD)
    row = horizontal(box, margins=(12, 6, 10, 6), spacing=12)
    row.addWidget(IconLabel(Icon.PERSON, Tone.TEXT2, 20))
    words = vertical(spacing=0)
    words.addWidget(label(broken_name(nominee.name), Role.NAME))
    post = "，".join(part for part in (f"席位 {nominee.seat_number}", nominee.unit_post) if part)
    words.addWidget(WrapLabel(post, Role.CAPTION, Tone.TEXT2, width=u(250)))
    row.addLayout(words, 1)
    return box


def _note_row(note: MeetingNote) -> QWidget:
    box = InsetBox(spacing=2)
    box.setObjectName("note_row")
    box.body.addWidget(label(clock(note.at), Role.CAPTION, Tone.TEXT2))
    box.body.addWidget(WrapLabel(note.text, Role.BODY, Tone.TEXT, width=u(286)))
    return box
