"""The two lists at the right of the home page: what is due, and the last papers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.shell.widgets import (
    Card,
    Icon,
    IconLabel,
    InfoRow,
    Role,
    Tone,
    clear_layout,
    empty_row,
    horizontal,
    label,
    paper_chip,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.documents.paper_kinds import RecentPaper
    from ui.home.dues import Due
    from ui.shell.notifier import PageContext

MOST_DUES = 4
FEWER_DUES = 3
SHORT_WINDOW = 740
PAPERS_HEAD, ROW = 56, 40


class DueCard(Card):
    """近期要办: what is due, the earliest first."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("近期要办", margins=(15, 12, 15, 8), spacing=4)
        self._context = context
        self._dues: Sequence[Due] = ()
        self._rows = vertical()
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_dues(self, dues: Sequence[Due]) -> None:
        """Show other dues; a short window shows one row less."""
        self._dues = dues
        self.set_count(f"{len(dues)} 件" if dues else "")
        clear_layout(self._rows)
        if not dues:
            self._rows.addWidget(empty_row("眼下没有要办的事。"))
        window = self.window()
        short = window.height() < u(SHORT_WINDOW) if window is not None else False
        for place, due in enumerate(dues[: FEWER_DUES if short else MOST_DUES]):
            when = label(due.when, Role.SECONDARY, Tone.AMBER, weight=600)
            when.setFixedWidth(u(66))
            row = InfoRow(
                due.title, due.reason, lead=when, trailing=IconLabel(Icon.CHEVRON_RIGHT, Tone.TEXT3, 17)
            )
            row.setProperty("place", place)
            row.activated.connect(self._on_due)
            self._rows.addWidget(row)

    def _on_due(self) -> None:
        sender = self.sender()
        if sender is None:
            return
        due = self._dues[sender.property("place")]
        if due.page == "people":
            self._context.open_page("people", start="import")
        elif due.meeting_id is None:
            self._context.open_page(due.page)
        else:
            self._context.open_page(due.page, meeting_id=due.meeting_id)


class RecentPapersCard(Card):
    """最近文书: the papers made last, with how they stand."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("最近文书", link="全部", margins=(15, 12, 15, 8), spacing=4)
        self._context = context
        self.link_clicked.connect(self._on_all)
        self._rows = vertical()
        self._papers: Sequence[RecentPaper] = ()
        self._whole = False
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_papers(self, papers: Sequence[RecentPaper], now: datetime) -> None:
        """Show other papers; as many as there is room for."""
        self._papers = papers
        clear_layout(self._rows)
        if not papers:
            self._rows.addWidget(empty_row("还没有做过文书。"))
        for place, paper in enumerate(papers):
            trailing = _trailing(_when(paper.made_at, now), paper.status_phrase)
            row = InfoRow(paper.title, icon=Icon.DOCUMENT, trailing=trailing)
            row.setProperty("place", place)
            row.activated.connect(self._on_paper)
            self._rows.addWidget(row)
        self._fit()

    def set_whole(self, whole: bool) -> None:
        """Show all rows, however high that is, or as many as there is room for."""
        self._whole = whole
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Give way: rows that do not fit are hidden, never squeezed."""
        hint = super().minimumSizeHint()
        return hint if self._whole else QSize(hint.width(), u(PAPERS_HEAD + ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(1, (self.height() - u(PAPERS_HEAD)) // u(ROW))
        for place in range(self._rows.count()):
            item = self._rows.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(self._whole or place < room)

    def _on_all(self) -> None:
        self._context.open_page("papers")

    def _on_paper(self) -> None:
        sender = self.sender()
        if sender is not None:
            paper = self._papers[sender.property("place")]
            self._context.open_page("papers", meeting_id=paper.meeting_id, paper=paper.kind.value)


def _trailing(when: str, status: str) -> QWidget:
    box = QWidget()
    row = horizontal(box, spacing=10)
    row.addWidget(label(when, Role.CAPTION, Tone.TEXT2))
    row.addWidget(paper_chip(status))
    return box


def _when(made_at: str, now: datetime) -> str:
    made = datetime.fromisoformat(made_at)
    days = (now.date() - made.date()).days
    if days == 0:
        return f"今天 {made:%H:%M}"
    if days == 1:
        return f"昨天 {made:%H:%M}"
    return f"{made.month}月{made.day}日"
