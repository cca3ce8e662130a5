"""The card of the meeting's papers and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.documents.paper_kinds import PaperState, PaperStatus, Stage
from ui.meetings.rebuilding import drop_rows
from ui.shell.widgets import (
    Card,
    Chip,
    ChipKind,
    Icon,
    InfoRow,
    Role,
    Tone,
    horizontal,
    label,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext

_CHIPS = {
    PaperStatus.READY: ChipKind.GREEN,
    PaperStatus.MADE: ChipKind.GREEN,
    PaperStatus.OUTDATED: ChipKind.AMBER,
    PaperStatus.INCOMPLETE: ChipKind.RED,
}
_STANDING = (PaperStatus.READY, PaperStatus.MADE)


class PaperRow(InfoRow):
    """One paper; a click opens it in the papers page."""

    def __init__(self, state: PaperState) -> None:
        """The tool tip says what it lacks or when it can be made."""
        words = state.kind.title
        if len(state.kind.editions) > 1:
            words = f"{words}（{state.edition.phrase}）"
        chip = Chip(state.status_phrase, _CHIPS.get(state.status, ChipKind.PLAIN), width=62)
        super().__init__(words, icon=Icon.DOCUMENT, trailing=chip)
        self.state = state
        self.setFixedHeight(u(38))
        self.setToolTip("\n".join(state.missing))
        self.setAccessibleName(f"{words} {state.status_phrase}")


class PapersCard(Card):
    """The catalogue of one meeting by stage."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("文书", margins=(14, 12, 14, 10), spacing=2)
        self._context = context
        self._meeting_id = 0
        self.setObjectName("papers_card")
        self.ready_label = label("", Role.SECONDARY, Tone.AMBER, weight=600)
        self.head.addWidget(self.ready_label)
        self._column = vertical()
        self.body.addLayout(self._column)

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the catalogue as it stands now."""
        self._meeting_id = picture.meeting.id
        drop_rows(self._column)
        for stage in Stage:
            papers = [paper for paper in picture.papers if paper.stage is stage]
            if papers:
                self._column.addWidget(_stage_head(stage, len(papers), editable=picture.editable))
            for paper in papers:
                row = PaperRow(paper)
                row.activated.connect(self._on_activated)
                self._column.addWidget(row)
        self._show_ready(picture)

    def _show_ready(self, picture: MeetingPicture) -> None:
        before = [paper for paper in picture.papers if paper.stage is Stage.BEFORE]
        counted, word = (before, "会前已备") if picture.editable else (list(picture.papers), "已备")
        done = sum(1 for paper in counted if paper.status in _STANDING)
        self.ready_label.setText(f"{word} {done} / {len(counted)}")
        set_tone(self.ready_label, Tone.GREEN if done == len(counted) else Tone.AMBER)

    def _on_activated(self) -> None:
        row = self.sender()
        if isinstance(row, PaperRow):
            self._context.open_page("papers", meeting_id=self._meeting_id, paper=row.state.kind.value)


def _stage_head(stage: Stage, count: int, *, editable: bool) -> QWidget:
    head = QWidget()
    head.setFixedHeight(u(28))
    row = horizontal(head, margins=(0, 2, 0, 0))
    row.addWidget(label(stage.phrase, Role.SECONDARY, Tone.TEXT2, weight=600))
    row.addStretch(1)
    note = "，会后生成" if stage is Stage.AFTER and editable else ""
    row.addWidget(label(f"{count} 件{note}", Role.CAPTION, Tone.TEXT2))
    return head
