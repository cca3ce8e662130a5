"""The script of a meeting beside the wording it is made from; a change is seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.scripts.operations import COMMITTEE_SESSION
from ui.shell.widgets import horizontal
from ui.wordings.reading_card import ReadingCard
from ui.wordings.writing_card import WritingCard

if TYPE_CHECKING:
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext


class ScriptView(QWidget):
    """Writes at the left, reads at the right."""

    def __init__(self, context: PageContext) -> None:
        """Start empty; show_picture() fills it."""
        super().__init__()
        self._context = context
        self._meeting_id: int | None = None
        self._kind = COMMITTEE_SESSION
        self.writing = WritingCard(context)
        self.reading = ReadingCard(context)
        self.others_link = self.writing.add_link("全部文稿")
        self.others_link.setObjectName("all_wordings")
        self.others_link.clicked.connect(self._on_others)
        row = horizontal(self, spacing=12)
        row.addWidget(self.writing, 1)
        row.addWidget(self.reading, 1)
        self.writing.checked.connect(self._on_checked)
        self.reading.words_chosen.connect(self.writing.editor.insert)
        self.reading.lacking_found.connect(self.writing.set_lacking)

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the script of a meeting; what was typed and not saved stays."""
        self._meeting_id = picture.meeting.id
        self._kind = self._context.workspace.scripts.wording_kind(picture.meeting.id)
        self.reading.look_at(self._kind, self._meeting_id)
        self.writing.show_wording(self._kind)

    def may_leave(self) -> bool:
        """Ask when something is not saved; the text is put back if the user leaves anyway."""
        return self.writing.may_leave()

    def _on_checked(self) -> None:
        self.reading.take_text(self.writing.text(), self.writing.problems())

    def _on_others(self) -> None:
        if self.may_leave():
            self._context.open_page("wordings", kind=self._kind, meeting_id=self._meeting_id, back="meetings")
