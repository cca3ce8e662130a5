"""换届前后: the outgoing and the new committee beside each other, and who stayed, came and left."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.people.makeup import paired
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    BoxLook,
    ElidedLabel,
    Icon,
    Role,
    Tone,
    display_name,
    draw_box,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from fulian_desktop.elections.records import BeforeAfter, MemberChange
    from fulian_desktop.people.makeup_records import Makeup, Share
    from ui.shell.notifier import PageContext

WIDTH, NAMES_WIDTH = 900, 348
ROW, BAR_WIDTH, BAR_HEIGHT, COUNT_WIDTH = 22, 44, 8, 42


class ShareBar(QWidget):
    """How large a share is, as a bar; the number stands beside it."""

    def __init__(self, share: Share, tone: Tone) -> None:
        """Draw `share` in `tone`."""
        super().__init__()
        self._share, self._tone = share, tone
        self.setFixedSize(u(BAR_WIDTH), u(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole, and over it the share."""
        painter = QPainter(self)
        height = u(BAR_HEIGHT)
        area = QRectF(0, (self.height() - height) // 2, self.width(), height)
        draw_box(painter, area, BoxLook(Tone.SUNKEN, Tone.SUNKEN, radius=3))
        if self._share.count and self._share.of:
            area.setWidth(max(height, self.width() * self._share.count // self._share.of))
            draw_box(painter, area, BoxLook(self._tone, self._tone, radius=3))


class BeforeAfterDialog(Dialog):
    """Structure at the left, names at the right; the paper of it is one press away."""

    def __init__(self, parent: QWidget, change: BeforeAfter, *, has_paper: bool) -> None:
        """Show `change`; with `has_paper` its paper is offered."""
        new, old = ordinal(change.term_number, "届"), ordinal(change.term_number - 1, "届")
        super().__init__(f"{old}到{new}：换届前后", parent, width=WIDTH)
        day = paper_date(date.fromisoformat(change.day))
        kept = "构成是换届当天留下的统计" if change.is_kept else "换届当天没有留下统计，构成按现在的资料"
        self.add_text(f"{day}换届。{kept}，年龄算到那一天。", role=Role.SECONDARY)
        row = horizontal(spacing=24)
        row.addLayout(_structure(change, old, new), 1)
        row.addWidget(_names(change))
        self.body.addLayout(row)
        self.add_left(secondary_button("关闭")).clicked.connect(self.reject)
        if has_paper:
            button = primary_button("看对照表，打印", Icon.CHEVRON_RIGHT, trailing=True)
            button.setObjectName("open_comparison")
            self.add_right(button, accepts=True)


def show_before_after(parent: QWidget, context: PageContext, term_number: int) -> None:
    """Show 换届前后 of a term; go to its paper when that is wanted."""
    workspace = context.workspace
    change = workspace.elections.seating.before_after(term_number)
    if change is None:
        return
    first = next(
        (
            one.id
            for one in workspace.meetings.meetings()
            if (one.kind, one.term_number) == (MeetingKind.COMMITTEE_FIRST, term_number)
        ),
        None,
    )
    if BeforeAfterDialog(parent, change, has_paper=first is not None).ask():
        context.open_page("papers", meeting_id=first, paper=PaperKind.TERM_COMPARISON.value)


def _structure(change: BeforeAfter, old: str, new: str) -> QVBoxLayout:
    column = vertical()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(u(10))
    grid.setVerticalSpacing(u(1))
    for place, head in ((2, f"换届前 {old}"), (3, f"换届后 {new}")):
        grid.addWidget(label(head, Role.SECONDARY, Tone.TEXT2, weight=600), 0, place)
    add = partial(_add_row, grid)
    add("执委", "总数", label(f"{change.before.total} 人"), label(f"{change.after.total} 人"))
    add("年龄", "平均", *(label(_age(one)) for one in (change.before, change.after)))
    told = ""
    for one in paired(change.before, change.after):
        topic = one.topic if one.topic != told else ""
        told = one.topic
        add(topic, one.label, _share(one.before, Tone.TEXT3), _share(one.after, Tone.ACCENT))
    grid.setColumnStretch(3, 1)
    column.addLayout(grid)
    column.addStretch(1)
    return column


def _add_row(grid: QGridLayout, topic: str, words: str, before: QWidget, after: QWidget) -> None:
    row = grid.rowCount()
    grid.addWidget(label(topic, Role.SECONDARY, Tone.TEXT2), row, 0)
    grid.addWidget(label(words, Role.SECONDARY), row, 1)
    grid.addWidget(before, row, 2)
    grid.addWidget(after, row, 3)


def _age(makeup: Makeup) -> str:
    if makeup.average_tenths is None:
        return "没有填"
    return f"{makeup.average_age} 岁（{makeup.youngest}—{makeup.oldest}）"


def _share(share: Share, tone: Tone) -> QWidget:
    box = QWidget()
    row = horizontal(box, spacing=8)
    row.addWidget(ShareBar(share, tone))
    count = label(f"{share.count} 人", Role.SECONDARY)
    count.setMinimumWidth(u(COUNT_WIDTH))
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(count)
    row.addWidget(label(share.percent, Role.CAPTION, Tone.TEXT2))
    row.addStretch(1)
    return box


def _names(change: BeforeAfter) -> QWidget:
    box = QWidget()
    box.setFixedWidth(u(NAMES_WIDTH))
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(u(10))
    grid.setVerticalSpacing(u(1))
    for words, people in (("连任", change.stayers), ("新任", change.newcomers), ("离任", change.leavers)):
        row = grid.rowCount()
        head = label(f"{words} {len(people)} 人", Role.SECONDARY, Tone.ACCENT, weight=600)
        grid.addWidget(head, row, 0, 1, 3)
        for number, one in enumerate(people, start=row + 1):
            grid.addWidget(ElidedLabel(display_name(one.name), Role.SECONDARY, weight=600), number, 0)
            grid.addWidget(label(_posts(one), Role.SECONDARY), number, 1)
            grid.addWidget(label(one.how, Role.CAPTION, Tone.TEXT2), number, 2)
    grid.setColumnStretch(0, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return box


def _posts(one: MemberChange) -> str:
    held = [post.phrase for post in (one.before, one.after) if post is not None]
    return "→".join(dict.fromkeys(held))
