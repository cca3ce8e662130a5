"""The page 文稿: one wording in an editor, beside what it gives in a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from fulian_desktop.changes import RecordKind
from fulian_desktop.documents.wording_trial import paper_of
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, KINDS
from ui.documents.choice import short_title, usual_meeting
from ui.shell.notifier import Page
from ui.shell.widgets import FilterChip, Icon, horizontal, secondary_button
from ui.wordings.reading_card import ReadingCard
from ui.wordings.writing_card import WritingCard

if TYPE_CHECKING:
    from ui.shell.notifier import PageContext

_WAYS_BACK = {"settings": "返回设置", "papers": "返回文书", "meetings": "返回主持词"}


class WordingsPage(Page):
    """Edit a copy of a wording with live preview; the shipped one can always be had back."""

    title: ClassVar[str] = "文稿"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset(RecordKind)
    navigation_key: ClassVar[str] = "settings"

    def __init__(self, context: PageContext) -> None:
        """Build the page; it is filled by refresh()."""
        super().__init__(context)
        self.setObjectName("wordings_page")
        self._kind = COMMITTEE_SESSION
        self._meeting_id: int | None = None
        self._came_from = "settings"
        self._is_away = False
        self._build_actions()
        work = QWidget()
        row = horizontal(work, spacing=12)
        self.writing = WritingCard(context)
        self.reading = ReadingCard(context)
        row.addWidget(self.writing, 1)
        row.addWidget(self.reading, 1)
        self.content.addWidget(work, 1)
        self.writing.checked.connect(self._on_checked)
        self.reading.words_chosen.connect(self.writing.editor.insert)
        self.reading.lacking_found.connect(self.writing.set_lacking)
        self._save_keys = QShortcut(QKeySequence("Ctrl+S"), self)
        self._save_keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._save_keys.activated.connect(self._on_save_keys)

    def _build_actions(self) -> None:
        self.back_button = secondary_button(_WAYS_BACK["settings"], Icon.ARROW_LEFT)
        self.back_button.setObjectName("wordings_back")
        self.back_button.clicked.connect(self._on_back)
        self.kind_chip = FilterChip("文稿")
        self.kind_chip.setObjectName("wording_chip")
        self.kind_chip.set_items([(words, kind) for kind, words in KINDS.items()], with_all=False)
        self.kind_chip.changed.connect(self._on_kind_chosen)
        self.meeting_chip = FilterChip("预览用")
        self.meeting_chip.setObjectName("wording_meeting_chip")
        self.meeting_chip.changed.connect(self._on_meeting_chosen)
        for widget in (self.kind_chip, self.meeting_chip, self.back_button):
            self.add_action(widget)

    # ---- what is shown

    def refresh(self) -> None:
        """Read the wording and the meeting anew; what was typed and not saved stays."""
        meetings = self.context.workspace.meetings.meetings()
        if self._meeting_id not in [one.id for one in meetings]:
            usual = usual_meeting(meetings)
            self._meeting_id = None if usual is None else usual.id
        self.meeting_chip.setVisible(bool(meetings))
        self.meeting_chip.set_items([(short_title(one), one.id) for one in meetings], with_all=False)
        self.meeting_chip.set_value(self._meeting_id)
        self._show()

    def open_with(self, **arguments: object) -> None:
        """Go to a wording (`kind`, one of KINDS) with a `meeting_id`; `back` names the page before."""
        back, kind, meeting_id = arguments.get("back"), arguments.get("kind"), arguments.get("meeting_id")
        self._came_from = back if isinstance(back, str) and back in _WAYS_BACK else "settings"
        self.back_button.setText(_WAYS_BACK[self._came_from])
        if isinstance(meeting_id, int):
            self._meeting_id = meeting_id
        if isinstance(kind, str) and kind in KINDS and (kind == self._kind or self.writing.may_leave()):
            self._kind = kind
        self.refresh()

    def may_leave(self) -> bool:
        """Ask when something is not saved."""
        return self.writing.may_leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no file behind when the page goes away; it is drawn again when it comes back."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._is_away = True
            self.reading.drop()
            self._dirty = True

    def showEvent(self, event: QShowEvent) -> None:
        """Draw again."""
        self._is_away = False
        super().showEvent(event)

    # ---- inside

    def _show(self) -> None:
        self.set_title(self.title, "改好保存以后，新写出来的都用改过的文稿")
        self.kind_chip.set_value(self._kind)
        self.reading.look_at(self._kind, self._meeting_id)
        self.writing.show_wording(self._kind)

    def _on_checked(self) -> None:
        if not self._is_away:
            self.reading.take_text(self.writing.text(), self.writing.problems())

    def _on_kind_chosen(self, kind: object) -> None:
        if isinstance(kind, str) and kind != self._kind:
            if self.writing.may_leave():
                self._kind = kind
            self._show()

    def _on_meeting_chosen(self, meeting_id: object) -> None:
        if isinstance(meeting_id, int) and meeting_id != self._meeting_id:
            self._meeting_id = meeting_id
            self._show()

    def _on_save_keys(self) -> None:
        if self.writing.save_button.isEnabled():
            self.writing.save()

    def _on_back(self) -> None:
        arguments: dict[str, object] = {}
        if self._came_from != "settings" and self._meeting_id is not None:
            arguments["meeting_id"] = self._meeting_id
        paper = paper_of(self._kind)
        if self._came_from == "papers":
            arguments["paper"] = "chairing_script" if paper is None else paper.value
        elif self._came_from == "meetings":
            arguments["script"] = True
        self.context.open_page(self._came_from, **arguments)
