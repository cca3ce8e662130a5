"""The desk: a meeting is held here line by line, with space, digits, Enter and Backspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from fulian_desktop.changes import RecordKind
from ui.desk.closing import ask_to_close
from ui.desk.cue_control import CueControl
from ui.desk.desk_acts import DeskActs
from ui.desk.desk_frame import DeskFrame
from ui.desk.desk_keys import Act, PanelKind, act_of, digit_of
from ui.desk.desk_why import why_face
from ui.desk.right_panel import next_question
from ui.desk.rules_dialog import read_rules
from ui.desk.session import Step, Typing
from ui.desk.vote_state import Hand
from ui.desk.why_popover import WhyPopover

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from ui.shell.notifier import PageContext

_TICK_MILLISECONDS = 2000
_RELOADS = frozenset({RecordKind.ATTENDANCE, RecordKind.VOTE, RecordKind.WORDING, RecordKind.MEETING})


class DeskView(DeskFrame):
    """Holds an open meeting; show it with context.show_full(DeskView(context, meeting_id))."""

    def __init__(self, context: PageContext, meeting_id: int) -> None:
        """Go on at the line where the meeting was left."""
        super().__init__(context, meeting_id)
        self._why: WhyPopover | None = None
        self._greeted = False
        self._closed = False
        self.cues = CueControl(self, self.go_on, self._moved)
        self.acts = DeskActs(self, self._moved)
        self._connect()
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MILLISECONDS)
        self._ticker.timeout.connect(self.show_time)
        self._ticker.start()
        self.show_all()

    def _connect(self) -> None:
        self.strip.leave_wanted.connect(self._on_leave)
        self.steps.step_wanted.connect(self.go_to)
        self.steps.closing_wanted.connect(self.close_meeting)
        self.script.line_wanted.connect(self.go_to)
        vote, result, item = self.panel.vote, self.panel.result, self.panel.item
        vote.number_typed.connect(self._on_number_typed)
        vote.direct_wanted.connect(self._on_direct)
        vote.attendance_wanted.connect(self.open_attendance)
        vote.confirm_wanted.connect(self.confirm)
        vote.refused.connect(self.say_not_yet)
        vote.sheet_wanted.connect(self.open_sheet)
        self.warning.attendance_wanted.connect(self.open_attendance)
        vote.unanimous_wanted.connect(self.carry_unanimously)
        vote.correction_dropped.connect(self._on_correction_dropped)
        vote.why_wanted.connect(self.explain)
        result.why_wanted.connect(self.explain)
        result.correction_wanted.connect(self.begin_correction)
        result.split_wanted.connect(self._on_split)
        result.next_wanted.connect(self._on_next_item)
        item.attendance_wanted.connect(self.open_attendance)
        item.ballot_wanted.connect(self.go_to_ballots)
        item.closing_wanted.connect(self.close_meeting)
        self.attendance.back_wanted.connect(self.close_attendance)
        self.attendance.why_wanted.connect(self.explain)
        self.attendance.said.connect(self.say)
        self.attendance.marked.connect(self._on_marked)
        self.context.notifier.changed.connect(self._on_changed)

    # ---- what the user does

    def go_on(self) -> None:
        """Go to the next line, or say what holds the script back."""
        self.toast.dismiss()
        if not self.cues.leaving(self.session.line):
            return
        step = self.session.go_on()
        if step is Step.WAITS_FOR_COUNT:
            self.say_not_yet("先确认票数，再往下念：人数填好，按回车")
        elif step is Step.AT_THE_END:
            self.say("主持词念完了，按回车结束会议")
        else:
            self._moved()

    def go_back(self) -> None:
        """Go to the line before; records stay as they are. A number typed at a cue is taken back first."""
        self.toast.dismiss()
        if not self.cues.take_back_digit() and self.session.go_back():
            self._moved()

    def go_to(self, key: str) -> None:
        """Go to a line."""
        self.toast.dismiss()
        self.session.go_to(key)
        self._moved()

    def confirm(self) -> None:
        """Record the count that is typed, when nothing is in the way."""
        state = self.session.vote_state()
        if state is None:
            return
        if state.confirm_blocked:
            self.say_not_yet(state.confirm_blocked)
            return
        self._recorded(self.voting.confirm(state))

    def carry_unanimously(self) -> None:
        """Record that nobody was against and nobody abstained, in one step."""
        state = self.session.vote_state()
        if state is None or state.corrects is not None:
            return
        if state.unanimous_blocked:
            self.say_not_yet(state.unanimous_blocked)
            return
        self._recorded(self.voting.carry_unanimously(state))

    def open_sheet(self) -> None:
        """Count in zones, by two counters or again (+); what comes out is filled in, not confirmed."""
        state = self.panel.state
        if state is None:
            return
        entry = self.voting.count_on_sheet(state)
        if entry is not None:
            self.session.fill_in(state.motion.key, entry)
        self._moved()

    def begin_correction(self) -> None:
        """Show the fields again, filled with what was counted."""
        key = self.session.question_here()
        count = self.session.counts.get(key) if key is not None else None
        if self.cues.correct():
            return
        if count is not None and self.session.correcting is None:
            self.session.correct(count)
            self._moved()

    def explain(self) -> None:
        """Answer 为什么 for the question at this line, or for the quorum when the attendance is open."""
        quorum = self.in_attendance
        face = why_face(self.session, self.panel.state, quorum=quorum)
        if self._why is not None or face is None:
            return
        target: QWidget = self.panel.vote.verdict
        panel: QWidget = self.panel
        if quorum:
            target, panel = self.attendance.side.quorum, self.attendance.side
        elif self.panel.kind is PanelKind.RESULT:
            target = self.panel.result.why_anchor()
        self._why = WhyPopover(self, face, self.place_of(target), self.place_of(panel))
        self._why.closed.connect(self._on_why_closed)
        self._why.rule_wanted.connect(self._on_rule_wanted)

    def open_attendance(self) -> None:
        """Show who is here (F8)."""
        self.toast.dismiss()
        self.views.setCurrentWidget(self.attendance)
        self.show_all()
        self.attendance.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_attendance(self) -> None:
        """Go back to the script."""
        self.toast.dismiss()
        self.session.reload()
        self.views.setCurrentIndex(0)
        self._moved()

    def close_meeting(self) -> None:
        """End the meeting after a question; the desk goes away then."""
        reason = ask_to_close(self, self.session)
        if reason is None:
            self.focus_for_line()
            return
        workspace, meeting_id = self.session.workspace, self.session.meeting_id

        def operation() -> ChangeSet:
            return workspace.meetings.close(meeting_id, reason)

        self._closed = True
        done = self.context.run(operation, f"{self.session.facts.title}已经结束，可以整理记录、打印文书")
        self._closed = done is not None
        if self._closed:
            self.context.leave_full()
            self.context.open_page("minutes", meeting_id=meeting_id)

    def undo(self) -> None:
        """Take back what was done last and is not confirmed, by name."""
        self.toast.dismiss()
        if not self.session.undoable:
            if not self.attendance.take_back_latest():
                self.say_not_yet("没有可以撤销的了。登记过的表决用“更正结果”改")
            return
        last = self.session.undoable.pop()
        if isinstance(last, Typing):
            self.session.take_back_typing(last)
            self._moved()
            self.say(f"已撤销：{last.words}")
        else:
            self.attendance.take_back(last)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+Z for the desk before the window's own shortcut takes it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and act_of(event) is Act.UNDO
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key asks for; digits go to the field of the question."""
        act = act_of(event)
        if self.do_in_hall(act):
            return
        if self.in_attendance:
            if act in (Act.ATTENDANCE, Act.ESCAPE):
                self.close_attendance()
            elif act is Act.UNDO:
                self.undo()
            elif act is Act.WHY:
                self.explain()
        elif act is not None:
            self._do(act)
        elif (digit := digit_of(event)) is not None:
            if not self.cues.digit(digit):
                self._type_digit(event)
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """Say once where the meeting goes on."""
        super().showEvent(event)
        if not self._greeted:
            self._greeted = True
            # Being shown for the first time puts back the colours labels were made with; say them again.
            self.panel.forget_faces()
            self.show_all()
            self.focus_for_line()
            if self.session.resumed:
                self.say(f"已回到上次的地方：{self.place_words()}")

    def _do(self, act: Act) -> None:
        if act is Act.NEXT and self.session.correcting is None:
            self.go_on()
        elif act is Act.BACK and self.session.correcting is None:
            self.go_back()
        elif self.acts.do(act) or (act is Act.DOWN and self.cues.to_words()):
            return
        elif act in (Act.UP, Act.DOWN):
            self.change_field(1 if act is Act.DOWN else -1)
        elif act in (Act.SMALLER, Act.LARGER):
            self.script.change_size(1 if act is Act.LARGER else -1)
        else:
            chosen = {
                Act.ENTER: self._enter,
                Act.UNANIMOUS: self.carry_unanimously,
                Act.DIRECT: self._on_direct,
                Act.SHEET: self.open_sheet,
                Act.ATTENDANCE: self.open_attendance,
                Act.WHY: self.explain,
                Act.CORRECT: self.begin_correction,
                Act.COLUMNS: self.next_column,
                Act.UNDO: self.undo,
                Act.ESCAPE: self._escape,
            }.get(act)
            if chosen is not None:
                chosen()

    def _enter(self) -> None:
        """Confirm when every hand was asked for; before that Enter only goes on asking."""
        state, kind = self.panel.state, self.panel.kind
        if state is not None:
            if state.missing_polls and state.quorum.met and not state.problem:
                self.go_on()
            else:
                self.confirm()
        elif kind is PanelKind.RESULT:
            self.panel.result.press_primary()
        elif kind is PanelKind.CUE:
            self.cues.enter()
        elif kind is PanelKind.ROLL_CALL:
            self.open_attendance()
        elif kind is PanelKind.END:
            self.close_meeting()
        elif kind is PanelKind.ITEM and self.panel.item.leads_to_ballot:
            self.go_to_ballots()

    def go_to_ballots(self) -> None:
        """Leave the desk for the ballot room of this session; the line the script is at stays."""
        self.session.keep()
        self.context.open_page("elections", section="ballots", meeting_id=self.session.meeting_id)

    def _type_digit(self, event: QKeyEvent) -> None:
        state = self.panel.state
        if state is None:
            return
        if state.asking is Hand.IN_FAVOUR and not state.is_direct:
            self.session.count_directly(directly=True)
            self.show_all()
        self.focus_for_line()
        field = self.panel.vote.field_of(state.asking or Hand.NOT_VOTING)
        QCoreApplication.sendEvent(field, event)
        event.accept()

    def _escape(self) -> None:
        if self.session.correcting is not None:
            self._on_correction_dropped()
        elif not self.cues.drop_correction():
            self.toast.dismiss()
            self.focus_for_line()

    # ---- inside

    def _moved(self) -> None:
        self.show_all()
        self.focus_for_line()

    def _recorded(self, words: str) -> None:
        self._moved()
        if words:
            self.say(words)

    def _on_number_typed(self, hand: Hand, number: int, fresh: bool) -> None:
        self.toast.dismiss()
        self.session.type_number(hand, number, fresh=fresh)
        self.show_all()

    def _on_direct(self) -> None:
        state = self.panel.state
        if state is None:
            return
        self.session.count_directly(directly=not state.is_direct)
        self.show_all()
        if state.is_direct:
            self.focus_for_line()
        else:
            self.panel.vote.field_of(Hand.IN_FAVOUR).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_marked(self, words: str) -> None:
        self.say(words, self.undo)

    def _on_correction_dropped(self) -> None:
        self.session.correct(None)
        self._moved()

    def _on_split(self) -> None:
        key = self.session.question_here()
        if key is not None and self.voting.split(key):
            self._moved()
            self.say("改为逐人表决，一位一位地问")

    def _on_next_item(self) -> None:
        key = self.session.question_here()
        count = self.session.counts.get(key) if key is not None else None
        following = self.session.next_item()
        if count is not None and next_question(self.session, count) is not None:
            self.go_on()
        elif following is not None:
            self.go_to(following.first_key)

    def _on_leave(self) -> None:
        self.session.keep()
        self.context.leave_full()

    def _on_why_closed(self) -> None:
        self._why = None
        if self.in_attendance:
            self.attendance.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_for_line()

    def _on_rule_wanted(self) -> None:
        read_rules(self, self.session.facts.rule_pack, self.session.attendance.entitled)

    def _on_changed(self, change_set: ChangeSet) -> None:
        if not self._closed and not self.session.recording and _RELOADS & change_set.kinds:
            only = self.in_attendance and change_set.kinds == {RecordKind.ATTENDANCE}
            self.session.reload(attendance_only=only)
            self.show_all()
