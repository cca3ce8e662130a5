"""The card of the meeting's papers and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.documents.paper_kinds import PaperKind, PaperState, PaperStatus, Stage
from ui.meetings.rebuilding import drop_rows
from ui.shell.widgets import (
    Card,
    ElidedLabel,
    Icon,
    InfoRow,
    Line,
    Role,
    ScrollColumn,
    Tone,
    horizontal,
    label,
    link_button,
    paper_chip,
    set_tone,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext

LEAST_HEIGHT = 200
"""Px at 100 % type the list keeps when it shares the column."""
_STANDING = (PaperStatus.READY, PaperStatus.MADE, PaperStatus.FINAL)


class PaperRow(InfoRow):
    """One paper; a click opens it in the papers page."""

    def __init__(self, state: PaperState) -> None:
        """The tool tip says what it lacks or when it can be made."""
        words = state.kind.title
        chip = paper_chip(state.status_phrase)
        super().__init__(words, icon=Icon.DOCUMENT, trailing=chip)
        self.setObjectName(f"paper_{state.kind.value}")
        self.state = state
        self.setFixedHeight(u(38))
        self.setToolTip("\n".join(state.missing))
        self.setAccessibleName(f"{words} {state.status_phrase}")


class PapersCard(Card):
    """The papers a meeting needs, by stage; a paper of several editions stands once."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("文书", margins=(14, 12, 14, 10), spacing=2)
        self._context = context
        self._meeting_id = 0
        self._whole = False
        self.setObjectName("papers_card")
        self.ready_label = label("", Role.SECONDARY, Tone.AMBER, weight=600)
        self.head.addWidget(self.ready_label)
        self._list = ScrollColumn()
        self.body.addWidget(self._list, 1)
        self.body.addWidget(Line())
        foot = horizontal(spacing=8)
        self._others = ElidedLabel("", Role.CAPTION, Tone.TEXT2)
        foot.addWidget(self._others, 1)
        self.all_link = link_button("全部文书")
        self.all_link.setObjectName("all_papers")
        self.all_link.clicked.connect(self._on_all)
        foot.addWidget(self.all_link)
        self.body.addLayout(foot)

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the catalogue as it stands now."""
        self._meeting_id = picture.meeting.id
        drop_rows(self._list.column)
        self._list.column.addStretch(1)
        needed = needed_papers(picture.papers)
        for stage in Stage:
            papers = [paper for paper in needed if paper.stage is stage]
            if papers:
                self._list.add(_stage_head(stage, len(papers), editable=picture.editable))
            for paper in papers:
                row = PaperRow(paper)
                row.activated.connect(self._on_activated)
                self._list.add(row)
        others = len({paper.kind for paper in picture.papers}) - len(needed)
        self._others.setText(f"还有 {others} 种，用到时再印" if others else "")
        self._show_ready(picture, needed)
        self._fit_list()

    def set_whole(self, whole: bool) -> None:
        """Show every row without a scroll bar of its own, where the column around scrolls."""
        self._whole = whole
        self._fit_list()

    def _fit_list(self) -> None:
        inner = self._list.widget()
        rows = inner.sizeHint().height() if inner is not None and self._whole else u(LEAST_HEIGHT)
        self._list.setMinimumHeight(rows)

    def _show_ready(self, picture: MeetingPicture, needed: Sequence[PaperState]) -> None:
        before = [paper for paper in needed if paper.stage is Stage.BEFORE]
        counted, word = (before, "会前已备") if picture.editable else (list(needed), "已备")
        done = sum(1 for paper in counted if paper.status in _STANDING)
        self.ready_label.setText(f"{word} {done} / {len(counted)}")
        set_tone(self.ready_label, Tone.GREEN if done == len(counted) else Tone.AMBER)

    def _on_all(self) -> None:
        self._context.open_page("papers", meeting_id=self._meeting_id)

    def _on_activated(self) -> None:
        row = self.sender()
        if isinstance(row, PaperRow):
            self._context.open_page("papers", meeting_id=self._meeting_id, paper=row.state.kind.value)


def needed_papers(papers: Sequence[PaperState]) -> tuple[PaperState, ...]:
    """Return the papers a meeting needs, each kind once: of several editions the one that lags behind."""
    found: dict[PaperKind, PaperState] = {}
    for paper in papers:
        first = found.get(paper.kind)
        if paper.kind.is_needed and (first is None or first.status in _STANDING):
            found[paper.kind] = paper
    return tuple(found.values())


def _stage_head(stage: Stage, count: int, *, editable: bool) -> QWidget:
    head = QWidget()
    head.setFixedHeight(u(28))
    row = horizontal(head, margins=(0, 2, 0, 0))
    row.addWidget(label(stage.phrase, Role.SECONDARY, Tone.TEXT2, weight=600))
    row.addStretch(1)
    note = "，会后生成" if stage is Stage.AFTER and editable else ""
    row.addWidget(label(f"{count} 件{note}", Role.CAPTION, Tone.TEXT2))
    return head
