"""What tests of the meetings page share: the window, its page, and what is read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from fulian_desktop.workspace import Workspace
from tests.ui.people.stage import OtherPage
from tests.ui.structure import texts_of
from ui.meetings.missing_popup import MissingPopup
from ui.meetings.page import MeetingsPage
from ui.meetings.person_field import PersonField
from ui.shell.widgets import Button

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import AgendaItem
    from ui.meetings.agenda_row import AgendaRow
    from ui.shell.window import MainWindow


class Stage:
    """The window with the meetings page on it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        page = window.page("meetings")
        assert isinstance(page, MeetingsPage)
        self.page = page
        window.activateWindow()
        QApplication.processEvents()

    @property
    def workspace(self) -> Workspace:
        return self.window.context.workspace

    @property
    def meeting_id(self) -> int:
        assert self.page.meeting_id is not None
        return self.page.meeting_id

    def click(self, name: str) -> None:
        QApplication.processEvents()
        button = next(one for one in self.window.findChildren(Button, name) if one.isVisible())
        button.click()

    def texts(self) -> list[str]:
        """All words on the screen once everything is laid out."""
        QApplication.processEvents()
        return texts_of(self.window)

    def row(self, title: str) -> AgendaRow:
        return next(row for row in self.page.preparation.agenda.rows() if row.item.title == title)

    def titles(self) -> list[str]:
        """The agenda on the screen; follow-on items begin with a dot."""
        return [
            f"{row.item.number} {row.item.title}" if row.item.numbered else f"· {row.item.title}"
            for row in self.page.preparation.agenda.rows()
        ]

    def item(self, title: str) -> AgendaItem:
        return next(one for one in self.workspace.agenda.items(self.meeting_id) if one.title == title)

    def undo(self) -> None:
        self.window.toast.take_back()

    def popup(self) -> MissingPopup:
        self.page.actions_row.primary.click()
        shown = QApplication.activePopupWidget()
        assert isinstance(shown, MissingPopup)
        return shown

    def papers_opened_with(self) -> dict[str, object]:
        return self.opened_with("papers")

    def opened_with(self, name: str) -> dict[str, object]:
        """What a stand-in for another page was opened with."""
        page = self.window.page(name)
        assert isinstance(page, OtherPage)
        return page.opened_with

    def lose_resume_of(self, name: str) -> None:
        """Empty the résumé of a person, as if it had never been filled in."""
        person = next(one for one in self.workspace.people.everyone() if one.name == name)
        changed = replace(person.details(), resume=())
        self.window.run(lambda: self.workspace.people.change(person.id, changed))


OpenStage = Callable[[Workspace], Stage]


def choose_person(dialog: QWidget, name: str, words: str) -> PersonField:
    field = dialog.findChild(PersonField, name)
    assert field is not None, f"no person field {name}"
    field.choose(None)
    field.setText(words)
    field.settle()
    return field


def write_text(dialog: QWidget, name: str, words: str) -> None:
    edit = dialog.findChild(QPlainTextEdit, name) or dialog.findChild(QLineEdit, name)
    assert edit is not None, f"no field {name}"
    edit.setPlainText(words) if isinstance(edit, QPlainTextEdit) else edit.setText(words)
