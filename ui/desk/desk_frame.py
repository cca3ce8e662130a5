"""The frame of the desk: its strip, its columns, its keys bar, where the focus is, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desk.attendance_hints import ATTENDANCE_ALWAYS, ATTENDANCE_HINTS
from ui.desk.attendance_view import AttendanceView
from ui.desk.desk_keys import ALWAYS, Act, PanelKind, hints_of
from ui.desk.desk_strips import ReadAloudStrip, WarningStrip, vote_warning
from ui.desk.key_hints import KeyHintBar
from ui.desk.meeting_strip import MeetingStrip
from ui.desk.reader import READER_HINTS, Reader
from ui.desk.right_panel import RightPanel
from ui.desk.script_view import ScriptView
from ui.desk.session import DeskSession
from ui.desk.step_panel import StepPanel
from ui.desk.vote_actions import VoteActions
from ui.desk.vote_state import Hand
from ui.hall.composing import HallScene
from ui.hall.hall_control import HallControl
from ui.shell.widgets import Toast, horizontal, u, vertical

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QResizeEvent

    from fulian_desktop.votes.records import VoteCount
    from ui.desk.hand_rows import HandField
    from ui.shell.notifier import PageContext

NARROW = 1180
"""Below this width (px at 100 %) the steps are a rail."""


class DeskFrame(QWidget):
    """Builds the desk and shows the session; what keys and buttons do is DeskView's."""

    def __init__(self, context: PageContext, meeting_id: int) -> None:
        """Take up the meeting where it was left."""
        super().__init__()
        self.setObjectName("desk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.context = context
        self.session = DeskSession(context, meeting_id)
        self.voting = VoteActions(self, self.session)
        self._minute = ""
        column = vertical(self)
        self.strip = MeetingStrip(self.session.facts)
        column.addWidget(self.strip)
        self.views = QStackedWidget()
        script = QWidget()
        row = horizontal(script)
        self.steps = StepPanel()
        self.script = ScriptView()
        self.panel = RightPanel()
        row.addWidget(self.steps)
        self.warning = WarningStrip()
        self.read_aloud = ReadAloudStrip()
        middle = vertical()
        middle.addWidget(self.warning)
        middle.addWidget(self.script, 1)
        middle.addWidget(self.read_aloud)
        row.addLayout(middle, 1)
        row.addWidget(self.panel)
        self.views.addWidget(script)
        self.attendance = AttendanceView(self.session)
        self.views.addWidget(self.attendance)
        self.reader = Reader()
        self.views.addWidget(self.reader)
        column.addWidget(self.views, 1)
        self.hints = KeyHintBar()
        column.addWidget(self.hints)
        self._script_toast = Toast(self.script)
        self._attendance_toast = Toast(self.attendance.table_box)
        self.hall = HallControl(
            self,
            self.steps.mirror,
            self.hall_scene,
            self.say,
            record=self.record_release,
            released=self.session.workspace.votes.released(meeting_id),
        )
        self.hall.changed.connect(self.show_hints)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the steps a rail where the window is narrow."""
        super().resizeEvent(event)
        rail = self.width() < u(NARROW)
        if rail != self.steps.is_rail:
            self.steps.set_rail(rail)
            if not self.in_attendance:
                self.steps.show_session(self.session)
        self.steps.set_height(self.height())

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the hall's window away with the desk, but not when the desk is only minimised."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hall.end()

    @property
    def toast(self) -> Toast:
        """The toast of what is shown."""
        return self._attendance_toast if self.in_attendance else self._script_toast

    @property
    def in_attendance(self) -> bool:
        """Return whether the attendance is shown instead of the script."""
        return self.views.currentWidget() is self.attendance

    def show_all(self) -> None:
        """Show everything as it stands now."""
        session = self.session
        self.strip.show_attendance(session.attendance, session.facts.rule_pack)
        self.show_time()
        if self.in_attendance:
            self.attendance.show_session()
        else:
            self.steps.show_session(session)
            self.panel.show_session(session, self.voting)
            self.read_aloud.show_state(self.panel.state)
            self.script.show_session(session)
        self.hall.show_scene()
        self.show_hints()
        self.show_warning()

    def show_warning(self) -> None:
        """Say what stands in the way: a clock that went back, or a vote that cannot be held now."""
        session = self.session
        clock = session.workspace.attendance.clock_warning(session.meeting_id)
        self.warning.show_words(clock or vote_warning(session))
        self.attendance.warning.show_words(clock)

    def hall_scene(self) -> HallScene:
        """Return what the hall's screen is made from; only what it may show gets out of it."""
        session = self.session
        return HallScene(
            session.facts,
            session.script,
            session.key,
            session.motions,
            session.counts,
            session.attendance.entitled,
            session.attendance.present,
            session.now(),
        )

    def record_release(self, count: VoteCount) -> bool:
        """Keep that the hall may see a result; True when it is kept."""
        counting = self.session.workspace.votes.counting
        return self.context.run(lambda: counting.release(count)) is not None

    def do_in_hall(self, act: Act | None) -> bool:
        """Do what a key asks for the hall's screen, from the script and from the attendance alike."""
        if act is Act.PROJECTOR:
            self.hall.toggle()
        elif act is Act.RELEASE:
            self.hall.release()
        elif act in (Act.PAGE_ON, Act.PAGE_BACK):
            self.hall.turn(1 if act is Act.PAGE_ON else -1)
        else:
            return False
        return True

    def show_time(self) -> None:
        """Let the clocks go on, and the times of the attendance with them."""
        minute = f"{self.session.now():%H:%M}"
        if self.in_attendance and minute != self._minute:
            self.attendance.show_session()
        self._minute = minute
        facts = self.session.facts
        planned = f"{facts.day}T{facts.time}:00" if facts.day and facts.time else ""
        self.strip.show_time(self.session.meeting.opened_at, planned, self.session.now())
        self.show_warning()

    def show_hints(self) -> None:
        """Show the keys of this step."""
        if self.in_attendance:
            self.hints.show_hints(ATTENDANCE_HINTS, ATTENDANCE_ALWAYS)
            return
        if self.views.currentWidget() is self.reader:
            self.hints.show_hints(READER_HINTS, ())
            return
        here = list(hints_of(self.panel.kind, self.panel.state, self.enter_words()))
        in_hall = [("F10", "公布结果")] if self.hall.director.to_release is not None else []
        in_hall += [("PgUp PgDn", "会场翻页")] if self.hall.may_turn else []
        face = self.panel.cue.face if self.panel.kind is PanelKind.CUE else None
        if face is not None:
            here += [("0-9", "填数")] if face.number is not None else []
            here += [("下", face.words_name)] if face.words is not None else []
            here += [("F2", "更正")] if face.may_correct else []
        place = next((at for at, hint in enumerate(here) if hint[0] == "F1"), len(here))
        anywhere = [("F5", "加一句"), ("F3", "回到这一步")] if self.panel.state is None else []
        self.hints.show_hints([*here[:place], *in_hall, *here[place:], *anywhere], ALWAYS)

    def enter_words(self) -> str:
        """Return what Enter does at this step, empty for nothing."""
        state, kind = self.panel.state, self.panel.kind
        if state is not None:
            if state.missing_polls:
                return "问下一项"
            if state.confirm_blocked:
                return ""
            return self.panel.vote.confirm_button.text()
        if kind is PanelKind.RESULT:
            return self.panel.result.primary_words()
        if kind is PanelKind.CUE and self.panel.cue.face is not None:
            return self.panel.cue.face.enter
        at_item = "去投票计票" if self.panel.item.leads_to_ballot else ""
        return {PanelKind.ITEM: at_item, PanelKind.ROLL_CALL: "打开考勤", PanelKind.END: "结束会议"}.get(
            kind, ""
        )

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show a toast in the middle column; with `undo` it offers to take back what was done."""
        self.toast.show_done(words, undo)

    def say_not_yet(self, words: str) -> None:
        """Say in the middle column why something was not done."""
        self.toast.show_refused(words)

    def focus_for_line(self) -> None:
        """Put the focus where the next digit belongs: the field being asked, else the desk."""
        field = self._field_for_line()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.begin_anew()
            self.panel.vote.reveal(field)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def change_field(self, direction: int) -> None:
        """Go to the field above or below."""
        fields = self.panel.vote.fields if self.panel.state is not None else ()
        if not fields:
            return
        focus = self.window().focusWidget()
        held = next((place for place, field in enumerate(fields) if field is focus), None)
        place = 0 if held is None else (held + direction) % len(fields)
        fields[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.vote.reveal(fields[place])

    def next_column(self) -> None:
        """Go round the columns: steps, script, panel."""
        focus = self.window().focusWidget()
        if focus is not None and self.panel.isAncestorOf(focus):
            target: QWidget | None = self.steps.current_row
        elif focus is not None and self.steps.isAncestorOf(focus):
            target = self
        else:
            target = self.panel.first_target()
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        (target or self).setFocus(Qt.FocusReason.TabFocusReason)

    def place_of(self, widget: QWidget) -> QRect:
        """Return where a part stands in the desk."""
        return QRect(widget.mapTo(self, QPoint(0, 0)), widget.size())

    def place_words(self) -> str:
        """Return where the script is: 1 增补执委·表决，“弃权的请举手。”."""
        words = self.session.line.text.replace("\n", "")
        short = words if len(words) <= 14 else words[:13] + "…"
        return self.script.place_label.text() + (f"，“{short}”" if short else "")

    def _field_for_line(self) -> HandField | None:
        state, vote = self.panel.state, self.panel.vote
        if state is None or self.in_attendance:
            return None
        if state.corrects is not None:
            return vote.field_of(Hand.AGAINST)
        if state.asking is Hand.IN_FAVOUR:
            return vote.field_of(Hand.IN_FAVOUR) if state.is_direct else None
        return vote.field_of(state.asking or Hand.NOT_VOTING)
