"""What keys do at a cue that is not a count: record it, run its clock, open its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.course import EventKind, Timed
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts.records import CueKind, LineKind, ScriptLine
from ui.desk.cue_face import (
    CORRECTING,
    MINUTES,
    OBJECTED,
    OBJECTIONS,
    SPEAKER,
    CueFace,
    agreement_line,
    face_of,
)
from ui.shell import prompts

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.changes import ChangeSet
    from ui.desk.desk_frame import DeskFrame

_SECOND = 1000
_LONGEST_NUMBER = 4
_AGREEING = (CueKind.ACCLAMATION, CueKind.ORAL)


class CueControl(QObject):
    """Acts for the desk at the cues of its script; the desk shows what came of it."""

    def __init__(self, desk: DeskFrame, go_on: Callable[[], None], moved: Callable[[], None]) -> None:
        """`go_on` goes to the next line, `moved` shows everything after the place has changed."""
        super().__init__(desk)
        self._desk = desk
        self._go_on = go_on
        self._moved = moved
        panel = desk.panel.cue
        panel.enter_wanted.connect(self.enter)
        panel.words_typed.connect(self._on_words)
        panel.left.connect(desk.focus_for_line)
        desk.reader.closed.connect(self._on_reader_closed)
        desk.reader.turned.connect(self._on_page_turned)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._clock.timeout.connect(self.tick)
        self._clock.start()
        self._resume_break()

    @property
    def face(self) -> CueFace | None:
        """Return what the panel shows, None when this line is none of these cues."""
        return face_of(self._desk.session)

    def tick(self) -> None:
        """Let a running clock go on."""
        face = self.face
        running = (CueKind.SPEECH, CueKind.BREAK)
        if face is not None and face.cue in running and self._desk.panel.cue.isVisible():
            self._desk.panel.cue.show_face(face)

    # ---- keys

    def enter(self) -> None:
        """Do what the button says."""
        face = self.face
        if face is None or not face.enter:
            return
        if face.blocked:
            self._desk.say_not_yet(face.blocked)
        elif face.cue in _AGREEING:
            self._agree(face)
        elif face.cue is CueKind.SPEECH:
            self._speak()
        elif face.cue is CueKind.BREAK:
            self._pause(face)
        elif face.cue is CueKind.BALLOT:
            self._hand_over()
        elif face.cue is CueKind.OPEN_PAPER:
            self._open_reader()

    def digit(self, digit: int) -> bool:
        """Take a digit for the number of the cue; False when there is none to type."""
        face = self.face
        if face is None or face.number is None:
            return False
        field, key = self._number_field(face)
        typed = self._desk.session.drafts.get(key, field)
        if len(typed) >= _LONGEST_NUMBER:
            self._desk.say_not_yet("最多填 4 位数，多按的数字没有填进去。填错了按退格")
            return True
        self._put(key, field, (typed + str(digit)).lstrip("0"))
        return True

    def take_back_digit(self) -> bool:
        """Take back the digit typed last; False when there is none, so that Backspace goes a line back."""
        face = self.face
        if face is None or face.number is None:
            return False
        field, key = self._number_field(face)
        typed = self._desk.session.drafts.get(key, field)
        if not typed:
            return False
        self._put(key, field, typed[:-1])
        return True

    def to_words(self) -> bool:
        """Go to the words of the cue; False when it has none."""
        words = self._desk.panel.cue.words
        if self.face is None or not words.isVisible():
            return False
        words.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def correct(self) -> bool:
        """Begin to correct an agreement; False when there is none here."""
        face, session = self.face, self._desk.session
        if face is None or not face.may_correct:
            return False
        found = session.course.agreements[session.step.item_id or 0]
        key = agreement_line(session)
        session.drafts.put(key, CORRECTING, "1")
        session.drafts.put(key, OBJECTIONS, str(found.objections or ""))
        session.drafts.put(key, OBJECTED, found.text)
        session.keep()
        self._moved()
        return True

    def drop_correction(self) -> bool:
        """Give up a correction; False when none was begun."""
        session = self._desk.session
        key = agreement_line(session)
        if not key or not session.drafts.get(key, CORRECTING):
            return False
        session.drafts.drop(key)
        session.keep()
        self._moved()
        return True

    def leaving(self, line: ScriptLine) -> bool:
        """Record what Space says was done at a line; False holds the script back."""
        session = self._desk.session
        if line.cue is CueKind.ROLL_CALL:
            self._finish_roll_call(line)
        elif line.cue is CueKind.QUORUM and session.attendance.present:
            self._happen(EventKind.QUORUM_SAID, line, f"实到 {session.attendance.present}")
        elif line.cue is CueKind.AWARD:
            self._happen(EventKind.AWARDED, line, line.subject)
        elif line.cue is CueKind.CEREMONY:
            self._happen(EventKind.PERFORMED, line, session.step.title)
        elif line.cue is CueKind.SPEECH and self._runs(Timed.SPEECH, line):
            self._run(lambda: session.workspace.course.end(session.meeting_id, Timed.SPEECH, line.key))
        elif line.cue is CueKind.BREAK and self._runs(Timed.BREAK, line):
            self._desk.say_not_yet("正在休息。人到齐了，按回车恢复开会")
            return False
        elif line.agreement and line.kind is LineKind.RESULT and line.pending:
            self._desk.say_not_yet("先登记大家的意见，再往下念：没有意见按回车")
            return False
        return True

    # ---- what Enter does

    def _agree(self, face: CueFace) -> None:
        session = self._desk.session
        item_id, key = session.step.item_id or 0, agreement_line(session)
        if face.number is None:
            result = next(
                (one.key for one in session.section() if one.agreement and one.kind is LineKind.RESULT), ""
            )
            if session.key == key and result:
                session.go_to(result)
                self._moved()
            else:
                self._go_on()
            return
        course, words = session.workspace.course, session.drafts.get(key, OBJECTED)
        number = face.number
        if session.drafts.get(key, CORRECTING):
            reason = prompts.ask_text(
                self._desk,
                "更正登记的结果",
                "原因",
                placeholder="例如：后排有人没有听清",
                act_word="更正",
                check=_wants_reason,
            )
            if reason is None:
                return
            done = self._run(
                lambda: course.correct_agreement(
                    session.meeting_id, item_id, objections=number, text=words, reason=reason
                )
            )
        else:
            done = self._run(lambda: course.agree(session.meeting_id, item_id, objections=number, text=words))
        if not done:
            return
        session.drafts.drop(key)
        session.reload()
        lines = [one for one in session.script.of_item(item_id) if one.agreement]
        session.go_to(next(one.key for one in lines if one.kind is LineKind.RESULT))
        self._moved()
        self._desk.say(f"已登记：{session.course.agreements[item_id].phrase}")

    def _speak(self) -> None:
        session = self._desk.session
        course, meeting_id, line = session.workspace.course, session.meeting_id, session.line
        if self._runs(Timed.SPEECH, line):
            if self._run(lambda: course.end(meeting_id, Timed.SPEECH, line.key)):
                self._desk.say("发言结束，时间已记下")
        else:
            item = session.items.get(session.step.item_id or 0)
            usual = item.presenter if item is not None and item.kind is not AgendaKind.DISCUSSION else ""
            speaker = session.drafts.get(session.key, SPEAKER) or usual
            if self._run(lambda: course.begin(meeting_id, Timed.SPEECH, line.key, speaker)):
                session.drafts.drop(line.key)
                session.keep()
        self._moved()

    def _pause(self, face: CueFace) -> None:
        session = self._desk.session
        course, meeting_id, line = session.workspace.course, session.meeting_id, session.line
        if self._runs(Timed.BREAK, line):
            if self._run(lambda: course.end(meeting_id, Timed.BREAK, line.key)):
                self._desk.hall.follow()
                self._go_on()
                self._desk.say("已恢复开会，请清点人数")
            return
        minutes = face.number
        if minutes is None:
            return
        if self._run(lambda: course.begin(meeting_id, Timed.BREAK, line.key, str(minutes))):
            session.drafts.drop(line.key)
            session.keep()
            self._desk.hall.begin_break(minutes)
        self._moved()

    def _hand_over(self) -> None:
        from ui.pages import PAGES

        session = self._desk.session
        self._happen(EventKind.BALLOT_HANDED_OVER, session.line, session.step.title)
        session.keep()
        if "elections" in PAGES:
            session.context.open_page("elections", meeting_id=session.meeting_id)
        else:
            self._moved()
            self._desk.say("已记下转入选举。选完宣布了结果，按空格往下念")

    def _open_reader(self) -> None:
        session = self._desk.session
        try:
            title, paragraphs = _text_to_read(self._desk)
        except UserFacingError as error:
            prompts.show_error(self._desk, error)
            return
        if not self._runs(Timed.READING, session.line):
            course, key = session.workspace.course, session.key
            self._run(lambda: course.begin(session.meeting_id, Timed.READING, key, title))
        page = session.drafts.get(session.key, "page")
        self._desk.reader.open_text(title, paragraphs, int(page) if page.isdecimal() else 0)
        self._desk.views.setCurrentWidget(self._desk.reader)
        self._desk.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.show_hints()

    def _on_reader_closed(self, read: bool) -> None:
        session = self._desk.session
        self._desk.views.setCurrentIndex(0)
        if read:
            course, key = session.workspace.course, session.key
            if self._runs(Timed.READING, session.line):
                self._run(lambda: course.end(session.meeting_id, Timed.READING, key))
            session.drafts.drop(key)
            session.keep()
            self._go_on()
        else:
            self._moved()

    def _on_page_turned(self, page: int) -> None:
        if self._desk.views.currentWidget() is self._desk.reader:
            self._desk.session.drafts.put(self._desk.session.key, "page", str(page))
            self._desk.session.keep()

    # ---- inside

    def _resume_break(self) -> None:
        """Show the hall the break that was on when the program ended."""
        session = self._desk.session
        pause = session.course.running_break
        if pause is None or not pause.text.isdecimal():
            return
        left = int(pause.text) - pause.seconds(session.now()) // 60
        if left > 0:
            self._desk.hall.begin_break(left)

    def _finish_roll_call(self, line: ScriptLine) -> None:
        session = self._desk.session
        taken = session.course.roll_call_at(line.key)
        present = tuple(session.attendance.present_ids)
        if not present or (taken is not None and taken.present_people == present):
            return
        course = session.workspace.course
        self._run(lambda: course.finish_roll_call(session.meeting_id, line.key))

    def _happen(self, kind: EventKind, line: ScriptLine, text: str) -> None:
        session = self._desk.session
        if not session.course.at_line(line.key, kind):
            self._run(lambda: session.workspace.course.happen(session.meeting_id, kind, line.key, text))

    def _runs(self, what: Timed, line: ScriptLine) -> bool:
        timing = self._desk.session.course.timing_at(what, line.key)
        return timing is not None and timing.runs

    def _run(self, operation: Callable[[], ChangeSet]) -> bool:
        """Record something at this line; its item has begun then, also when the desk jumped here."""
        session = self._desk.session
        item_id = session.step.item_id
        if item_id is not None and item_id in session.untouched - session.skipped:
            session.workspace.running.begin(session.meeting_id, item_id)
        return self._desk.context.run(operation) is not None

    def _number_field(self, face: CueFace) -> tuple[str, str]:
        session = self._desk.session
        if face.cue is CueKind.BREAK:
            return MINUTES, session.key
        return OBJECTIONS, agreement_line(session)

    def _put(self, key: str, field: str, words: str) -> None:
        self._desk.toast.dismiss()
        self._desk.session.drafts.put(key, field, words)
        self._desk.session.keep()
        self._desk.show_all()

    def _on_words(self, words: str) -> None:
        session, face = self._desk.session, self.face
        if face is None:
            return
        agreeing = face.cue in _AGREEING
        key = agreement_line(session) if agreeing else session.key
        session.drafts.put(key, OBJECTED if agreeing else SPEAKER, words)
        session.keep()


def _text_to_read(desk: DeskFrame) -> tuple[str, list[str]]:
    """Return the title and the paragraphs of the paper read at this line.

    Raises:
        UserFacingError: it cannot be made yet, or nothing was entered to be read.
    """
    from fulian_desktop.documents.content import texts_of
    from fulian_desktop.documents.paper_kinds import PaperKind

    session = desk.session
    item = session.items[session.step.item_id or 0]
    kinds = {
        AgendaKind.RESOLUTION_READING: PaperKind.RESOLUTION,
        AgendaKind.COMMENDATION: PaperKind.COMMENDATION,
    }
    if item.kind in kinds:
        content = session.workspace.papers.compose(session.meeting_id, kinds[item.kind])
        paragraphs = ["　".join(texts_of(block)) for block in content.blocks]
        return content.title, [words for words in paragraphs if words.strip()]
    lines = [line.strip() for line in item.details.splitlines() if line.strip()]
    if not lines:
        raise UserFacingError(
            f"“{item.title}”下面没有填要读的全文。",
            advice=("请照纸面的稿子读，读完按空格。", "下次在议项的“内容”里粘贴全文，这里就能大字显示。"),
        )
    return item.title, [f"　　{line}" for line in lines]


def _wants_reason(text: str) -> str:
    return "" if text.strip() else "请写一句原因，例如“后排有人没有听清”。"
