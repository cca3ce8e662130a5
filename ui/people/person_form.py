"""The form of one person, new or recorded; saves by itself and says what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from fulian_desktop.changes import ChangeSet
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.operations import PossibleDuplicate
from ui.people import person_saving
from ui.people.form_widgets import PersonFields
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.theme import scale_percent, u
from ui.shell.widgets import ScrollColumn, danger_button, primary_button, secondary_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.people.records import Person
    from ui.shell.notifier import PageContext

WIDEST = 900
_AROUND = 178
"""What title, foot and margins of the dialog take, in px at 100 %."""


class PersonForm(Dialog):
    """Asks for everything that may be known of a person.

    `go_to` holds the id of the person to show once it was accepted.
    """

    def __init__(self, parent: QWidget | None, context: PageContext, person: Person | None) -> None:
        """Without a person a new one is asked for."""
        room = _window_below(parent)
        widest = room.width() * 100 // scale_percent() - 40 if room is not None else WIDEST
        title = f"修改 {person.name}" if person is not None else "新增人员"
        super().__init__(title, parent, width=max(480, min(WIDEST, widest)))
        self.setObjectName("person_form")
        self.go_to: int | None = None
        self._context = context
        self._person = person
        terms = context.workspace.seats.terms()
        self._term_number = terms[0].number if terms else None
        self._was_delegate = self._term_number is not None and any(
            person is not None and delegate.person_id == person.id
            for delegate in context.workspace.people.delegates(self._term_number)
        )
        today = context.workspace.journal.now().date()
        self.fields = PersonFields(person, today, self._term_number, self._was_delegate)
        self.fields.revealed.connect(self._on_revealed)
        self._fields_scroll = ScrollColumn(margins=(5, 4, 14, 4))
        self._fields_scroll.add(self.fields)
        most = (room.height() if room is not None else u(700)) - u(_AROUND)
        self._fields_scroll.setFixedHeight(max(u(180), min(most, self.fields.sizeHint().height() + u(60))))
        self.body.addWidget(self._fields_scroll)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        if person is not None:
            self.remove_button = self.add_left(danger_button("删除误录的人…"))
            self.remove_button.setObjectName("remove_person")
            self.remove_button.clicked.connect(self._on_remove)
        self.save_button = self.add_right(primary_button("保存"))
        self.save_button.setObjectName("save_person")
        self.save_button.clicked.connect(self.accept)
        self.fields.name_field.editor.setFocus()
        self._at_first = self.fields.written()

    def reject(self) -> None:
        """Esc and 取消 never throw away what was written without asking."""
        if self.fields.written() == self._at_first or prompts.confirm(
            self,
            "不保存刚才填的内容？",
            act_word="不保存",
            detail="关闭以后，这次填的内容就没有了。",
            keep_word="继续填",
        ):
            super().reject()

    def accept(self) -> None:
        """Close only when it was saved, or when another person is to be opened instead."""
        wrong = self.fields.first_wrong()
        if wrong is not None:
            self._fields_scroll.ensureWidgetVisible(wrong)
            wrong.editor.setFocus()
            return
        self._save(namesake_allowed=False)

    def _save(self, *, namesake_allowed: bool) -> None:
        try:
            done = person_saving.save(
                self._context.workspace,
                self._person,
                self.fields.details(),
                namesake_allowed=namesake_allowed,
                term_number=self._term_number,
                delegate=(self._was_delegate, self.fields.is_delegate()),
            )
        except PossibleDuplicate as found:
            self._on_duplicate(found)
            return
        except UserFacingError as error:
            prompts.show_error(self, error)
            return
        self.go_to = done.change_set.record_id
        self._context.run(lambda: done.change_set, done.words, done.undo)
        super().accept()

    def _on_duplicate(self, found: PossibleDuplicate) -> None:
        from ui.people.duplicate_dialog import DuplicateDialog

        dialog = DuplicateDialog(self, self._context.workspace, found.people)
        dialog.ask()
        if dialog.add_anyway:
            self._save(namesake_allowed=True)
        elif dialog.open_id is not None:
            self.go_to = dialog.open_id
            super().accept()

    def _on_remove(self) -> None:
        person = self._person
        if person is None or not prompts.confirm(
            self,
            f"从名册里删除{person.name}？",
            ((person.name, "资料和简历一起删除，不能撤销"), ("操作记录", "留下谁在什么时候删除了谁")),
            "删除这个人",
            harmless="只用来删除录错的人。离任的执委请用“任职变动”登记，经过会保留下来。",
        ):
            return
        people = self._context.workspace.people
        done = self._context.run(
            lambda: people.remove_added_by_mistake(person.id, "录入有误"), f"已删除误录的{person.name}"
        )
        if done is not None:
            super().reject()

    def _on_revealed(self, field: str) -> None:
        person = self._person
        if person is None:
            return

        def note() -> ChangeSet:
            self._context.workspace.people.note_revealed(person.id, field)
            return ChangeSet.of()

        self._context.run(note)


def _window_below(parent: QWidget | None) -> QWidget | None:
    """Return the window that gives the form its room: not the small dialog it may be opened from."""
    window = parent.window() if parent is not None else None
    while isinstance(window, QDialog) and (over := window.parentWidget()) is not None:
        window = over.window()
    return window


def open_person_form(parent: QWidget, context: PageContext, person_id: int | None) -> int | None:
    """Ask for a person and save her; return the id of the person to show, or None."""
    person = None
    if person_id is not None:
        try:
            person = context.workspace.people.get(person_id)
        except UserFacingError as error:
            prompts.show_error(parent, error)
            return None
    form = PersonForm(parent, context, person)
    return form.go_to if form.ask() else None
