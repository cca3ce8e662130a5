"""What the desk can do at any line: write down, put in a line, change the agenda, go back, show all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.desk.agenda_dialog import AgendaDialog
from ui.desk.desk_keys import Act
from ui.desk.keys_dialog import show_keys
from ui.desk.returning import ask_to_return
from ui.shell import prompts

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.changes import ChangeSet
    from ui.desk.desk_frame import DeskFrame


class DeskActs(QObject):
    """Acts for the desk wherever the script is."""

    def __init__(self, desk: DeskFrame, moved: Callable[[], None]) -> None:
        """`moved` shows everything after the place or the agenda has changed."""
        super().__init__(desk)
        self._desk = desk
        self._moved = moved
        notes = desk.panel.item.notes
        notes.note_wanted.connect(self.write_down)
        notes.left.connect(desk.focus_for_line)
        desk.steps.agenda_wanted.connect(self.open_agenda)

    def do(self, act: Act) -> bool:
        """Do what a key asks for; False when it is not of these."""
        chosen = {
            Act.NOTES: self._go_to_notes,
            Act.PUT_IN: self.put_in,
            Act.AGENDA: self.open_agenda,
            Act.RETURN: self.return_here,
            Act.KEYS: self._show_keys,
        }.get(act)
        if chosen is None:
            return False
        chosen()
        return True

    def write_down(self, text: str) -> None:
        """Write down what happened at this line; it goes into the minutes and stays in the script."""
        session = self._desk.session
        course, key = session.workspace.course, session.key

        def operation() -> ChangeSet:
            return course.note_incident(session.meeting_id, key, text)

        if self._desk.context.run(operation) is not None:
            self._desk.panel.item.notes.editor.clear()
            self._moved()
            self._desk.say("已记下，会写进会议记录")

    def put_in(self) -> None:
        """Ask for a line to say now and put it behind the current one (F5)."""
        session = self._desk.session
        text = prompts.ask_text(
            self._desk,
            "临时加一句",
            "要说的话",
            placeholder="例如：请后排的同志往前坐",
            hint="加在现在这一句后面，打印的主持词里也有",
            act_word="加上",
            rows=2,
            check=_wants_words,
        )
        if text is None:
            self._desk.focus_for_line()
            return
        course, key = session.workspace.course, session.key
        done = self._desk.context.run(lambda: course.say(session.meeting_id, key, text))
        if done is None:
            return
        session.reload()
        made = next((line.key for line in session.script.lines if line.event_id == done.record_id), key)
        session.go_to(made)
        self._moved()
        self._desk.say("已加上这一句", lambda: self._take_back(done.record_id or 0))

    def open_agenda(self) -> None:
        """Show the agenda as it is run: jump, skip, put back, order, put in (F7)."""
        session = self._desk.session
        dialog = AgendaDialog(self._desk, session)
        wanted = dialog.wanted_key() if dialog.ask() else ""
        session.reload()
        if wanted:
            session.go_to(wanted)
        self._moved()

    def return_here(self) -> None:
        """Take the meeting back to the item of this line, after saying what that undoes (F3)."""
        session = self._desk.session
        if ask_to_return(self._desk, session):
            self._moved()
            self._desk.say(f"已回到“{session.step.title}”")
        else:
            self._desk.focus_for_line()

    # ---- inside

    def _take_back(self, event_id: int) -> None:
        session = self._desk.session
        course = session.workspace.course
        if self._desk.context.run(lambda: course.withdraw(session.meeting_id, event_id)) is not None:
            session.reload()
            self._moved()
            self._desk.say("已撤销：临时加的一句")

    def _go_to_notes(self) -> None:
        editor = self._desk.panel.item.notes.editor
        if editor.isVisible():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        text = prompts.ask_text(
            self._desk,
            "记一笔",
            "写进会议记录",
            placeholder="例如：谁发了言，说了什么",
            act_word="记下",
            rows=3,
        )
        if text:
            self.write_down(text)

    def _show_keys(self) -> None:
        show_keys(self._desk)
        self._desk.focus_for_line()


def _wants_words(text: str) -> str:
    return "" if text.strip() else "请写下要说的一句话。"
