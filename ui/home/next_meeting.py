"""The card of the next meeting: when, where, what is still missing, and the one button that goes on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fulian_desktop.chinese.dates import weekday
from fulian_desktop.meetings.records import MeetingState
from ui.seats.by_election import begin_by_election, words_of_all
from ui.shell.theme import font
from ui.shell.widgets import (
    Box,
    BoxLook,
    Card,
    ElidedLabel,
    Icon,
    IconLabel,
    Lamp,
    LampLabel,
    LampState,
    Line,
    Role,
    Tone,
    clear_layout,
    draw_box,
    horizontal,
    label,
    link_button,
    primary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from fulian_desktop.elections.records import ByElectionChoice
    from fulian_desktop.meetings.records import Meeting, MeetingFacts, Missing
    from fulian_desktop.seats.records import SeatBoard
    from ui.shell.notifier import PageContext

MOST_MISSING_ROWS = 3
WORDS_SHARE, STATE_SHARE = 8, 10
BAND = 28
LEAST_HEIGHT = 132
ENTER = "进入会场"
TIGHT_BELOW = 780
"""Width of the page (px at 100 % type) below which the state of the meeting stands under its words."""


class DateTile(Box):
    """A leaf of a calendar: month on red, day, weekday."""

    def __init__(self, day: date | None) -> None:
        """Without a day the tile says that it is not fixed."""
        super().__init__(BoxLook(Tone.SURFACE, Tone.LINE2))
        self.setFixedSize(u(84), u(104))
        column = vertical(self)
        month = label(f"{day.month}月" if day else "日期", Role.SECONDARY, Tone.ON_DARK, weight=600)
        month.setFixedHeight(u(BAND))
        column.addWidget(month, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        number = label(str(day.day) if day else "未定", Role.PERSON, weight=700)
        if day:
            number.setFont(font(Role.VERDICT, pixels=34))
        column.addWidget(number, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(
            label(weekday(day) if day else "", Role.CAPTION, Tone.TEXT2), 0, Qt.AlignmentFlag.AlignHCenter
        )
        column.addSpacing(u(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the leaf, and the band of the month over its upper end."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setClipRect(QRectF(0, 0, self.width(), u(BAND)))
        draw_box(painter, QRectF(self.rect()), BoxLook(Tone.ACCENT, Tone.ACCENT))


class MissingRow(QWidget):
    """One thing that is missing, with the link that goes to mend it."""

    mend = Signal(str)

    def __init__(self, missing: Missing) -> None:
        """Show the sentence of `missing`."""
        super().__init__()
        self._place = missing.place
        row = horizontal(self, spacing=10)
        self.setFixedHeight(u(27))
        row.addWidget(Lamp(LampState.WRONG if missing.blocks else LampState.MISSING))
        row.addWidget(ElidedLabel(missing.sentence, Role.BODY), 1)
        link = link_button("去填写")
        link.clicked.connect(self._on_clicked)
        row.addWidget(link)

    def _on_clicked(self) -> None:
        self.mend.emit(self._place)


class NextMeetingCard(Card):
    """The first card of the home page."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__(margins=(16, 13, 20, 13))
        self._context = context
        self._meeting: Meeting | None = None
        self._row = horizontal(spacing=18)
        self.body.addLayout(self._row)
        self._line: Line | None = None
        self._enters = False
        self._made: ElidedLabel | None = None
        self._vacancies: tuple[ByElectionChoice, ...] = ()

    def minimumSizeHint(self) -> QSize:
        """Be as high without a meeting as with one."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), u(LEAST_HEIGHT)))

    def stack(self, stacked: bool) -> None:
        """Put the state of the meeting under its words, or beside them."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        if self._line is not None:
            self._line.setVisible(not stacked)

    def show_meeting(self, meeting: Meeting | None, board: SeatBoard, today: date) -> None:
        """Show a meeting, or what to do when there is none."""
        clear_layout(self._row)
        self._line = None
        self._enters = False
        self._made = None
        self._meeting = meeting
        if meeting is None:
            self._show_none(board)
            return
        facts = self._context.workspace.meetings.facts(meeting.id)
        day = date.fromisoformat(facts.day) if facts.day else None
        left, right = horizontal(spacing=18), horizontal(spacing=18)
        left.addWidget(DateTile(day))
        left.addLayout(self._words(meeting, facts, day, today), 1)
        missing = self._context.workspace.meetings.missing(meeting.id)
        self._line = Line(upright=True)
        right.addWidget(self._line)
        right.addLayout(self._state(meeting, missing), 1)
        right.addLayout(self._button(meeting, missing, today))
        self._row.addLayout(left, WORDS_SHARE)
        self._row.addLayout(right, STATE_SHARE)
        self._line.setVisible(self._row.direction() == QBoxLayout.Direction.LeftToRight)

    def _words(self, meeting: Meeting, facts: MeetingFacts, day: date | None, today: date) -> QVBoxLayout:
        column = vertical(spacing=4)
        head = horizontal(spacing=10)
        head.addWidget(label(_heading(meeting), Role.SECONDARY, Tone.ACCENT, weight=600))
        head.addWidget(label(_distance(meeting, day, today), Role.SECONDARY, Tone.TEXT2))
        head.addStretch(1)
        column.addStretch(1)
        column.addLayout(head)
        column.addWidget(ElidedLabel(facts.title, Role.DIALOG_TITLE, weight=700))
        place = horizontal(spacing=8)
        place.addWidget(IconLabel(Icon.CLOCK, Tone.TEXT3, 17))
        where = "  ".join(part for part in (facts.time, facts.place) if part) or "时间和地点还没有填"
        place.addWidget(ElidedLabel(where, Role.SECONDARY, Tone.TEXT2), 1)
        column.addLayout(place)
        agenda = f"议程 {len(facts.numbered_items)} 项"
        nominees = f"·增补执委 {len(facts.nominees)} 名" if facts.nominees else ""
        column.addWidget(ElidedLabel(agenda + nominees, Role.SECONDARY, Tone.TEXT2))
        column.addStretch(1)
        return column

    def _state(self, meeting: Meeting, missing: Sequence[Missing]) -> QVBoxLayout:
        column = vertical(spacing=2)
        column.addStretch(1)
        if meeting.state is not MeetingState.PREPARING:
            for state, sentence in self._results(meeting):
                column.addWidget(LampLabel(state, sentence), 0, Qt.AlignmentFlag.AlignLeft)
        elif missing:
            head = horizontal(spacing=10)
            head.addWidget(label(f"还缺 {len(missing)} 件", Role.BODY, weight=600))
            head.addWidget(self._made_label())
            head.addStretch(1)
            column.addLayout(head)
            for one in missing[:MOST_MISSING_ROWS]:
                row = MissingRow(one)
                row.mend.connect(self._on_mend)
                column.addWidget(row)
            if len(missing) > MOST_MISSING_ROWS:
                rest = len(missing) - MOST_MISSING_ROWS
                column.addWidget(label(f"还有 {rest} 件，见会议页", Role.CAPTION, Tone.TEXT2))
        else:
            column.addWidget(LampLabel(LampState.HOLDS, "已经备齐，可以开会"), 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(self._made_label())
        column.addStretch(1)
        return column

    def _made_label(self) -> ElidedLabel:
        self._made = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        return self._made

    def show_papers(self) -> None:
        """Say how many of the papers needed before the meeting are made."""
        from fulian_desktop.documents.paper_kinds import PaperStatus, Stage

        if self._meeting is None or self._made is None:
            return
        papers = self._context.workspace.papers.catalogue(self._meeting.id)
        before = [paper for paper in papers if paper.stage is Stage.BEFORE]
        made = [paper for paper in before if paper.status is PaperStatus.MADE]
        self._made.setText(f"会前文书已备 {len(made)} / {len(before)}")

    def _results(self, meeting: Meeting) -> list[tuple[LampState, str]]:
        workspace = self._context.workspace
        counts = workspace.votes.standing_counts(meeting.id)
        if not counts:
            words = "还没有登记表决" if meeting.state is MeetingState.OPEN else "没有表决"
            return [(LampState.NOT_YET, words)]
        facts = workspace.meetings.facts(meeting.id)
        names: dict[int | None, str] = {nominee.id: nominee.name for nominee in facts.nominees}
        one_by_one = {key.item_id for key in counts if key.nominee_id is not None}
        return [
            (
                LampState.HOLDS if count.is_carried else LampState.WRONG,
                f"{names.get(key.nominee_id, facts.item(key.item_id).title)}：{count.outcome.phrase}",
            )
            for key, count in counts.items()
            if key.nominee_id is not None or key.item_id not in one_by_one
        ][:MOST_MISSING_ROWS]

    def _button(self, meeting: Meeting, missing: Sequence[Missing], today: date) -> QVBoxLayout:
        column = vertical(spacing=6)
        words, below = _next_step(meeting, missing, today)
        self._enters = words == ENTER
        button = primary_button(words, Icon.CHEVRON_RIGHT, trailing=True)
        button.setObjectName("next_step")
        button.setMinimumWidth(u(140))
        button.clicked.connect(self._on_next)
        column.addStretch(1)
        column.addWidget(button)
        column.addWidget(label(below, Role.CAPTION, Tone.TEXT2), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return column

    def _show_none(self, board: SeatBoard) -> None:
        self._vacancies = self._context.workspace.elections.by_election_choices() if board.held else ()
        words = vertical(spacing=4)
        words.addStretch(1)
        if not board.held:
            text, second, button = "先把名册放进来", "从电子表格导入执委花名册，席位会自动排好。", "导入名册"
        elif self._vacancies:
            text = f"有 {len(board.vacant)} 个席位空着" if board.vacant else self._vacancies[0].trigger
            button = words_of_all(self._vacancies)
            second = f"开一次执委会议，就可以{button}。"
        else:
            text, second, button = "没有要开的会", "席位都已有人；有人离任时在“届次席位”登记。", "届次席位"
        words.addWidget(label(text, Role.DIALOG_TITLE, weight=700))
        words.addWidget(label(second, Role.BODY, Tone.TEXT2))
        words.addStretch(1)
        self._row.addLayout(words, 1)
        made = primary_button(button, Icon.CHEVRON_RIGHT, trailing=True)
        made.setObjectName("next_step")
        made.setProperty("wanted", button)
        made.clicked.connect(self._on_first_step)
        self._row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_first_step(self) -> None:
        sender = self.sender()
        wanted = sender.property("wanted") if sender is not None else ""
        if wanted == "导入名册":
            self._context.open_page("people", start="import")
        elif self._vacancies:
            begin_by_election(self, self._context, self._vacancies)
        else:
            self._context.open_page("seats")

    def _on_next(self) -> None:
        if self._meeting is None:
            return
        is_open = self._meeting.state is MeetingState.OPEN
        if is_open or self._enters:
            from ui.desk.open import open_desk

            open_desk(self._context, self._meeting.id, self)
        elif self._meeting.state is MeetingState.CLOSED:
            self._context.open_page("papers", meeting_id=self._meeting.id)
        else:
            self._context.open_page("meetings", meeting_id=self._meeting.id)

    def _on_mend(self, place: str) -> None:
        if self._meeting is None:
            return
        kind, _, number = place.partition(":")
        if kind == "person":
            self._context.open_page("people", person_id=int(number))
        elif kind == "seats":
            self._context.open_page("seats")
        else:
            self._context.open_page("meetings", meeting_id=self._meeting.id)


def _heading(meeting: Meeting) -> str:
    return {
        MeetingState.OPEN: "正在开的会",
        MeetingState.PREPARING: "下一次会议",
        MeetingState.CLOSED: "上一次会议",
    }[meeting.state]


def _distance(meeting: Meeting, day: date | None, today: date) -> str:
    if meeting.state is not MeetingState.PREPARING or day is None:
        return meeting.state.phrase if day is None else ""
    days = (day - today).days
    if days == 0:
        return "就在今天"
    return f"还有 {days} 天" if days > 0 else f"原定日期已过 {-days} 天"


def _next_step(meeting: Meeting, missing: Sequence[Missing], today: date) -> tuple[str, str]:
    if meeting.state is MeetingState.OPEN:
        return "回到会场", "会议还没有结束"
    if meeting.state is MeetingState.CLOSED:
        return "整理文书", "记录、决定、名册"
    if missing:
        return "继续筹备", "备齐后可进入会场"
    day = date.fromisoformat(meeting.plan.day) if meeting.plan.day else today
    return (ENTER, "考勤、表决都在里面") if day <= today else ("查看安排", "开会那天从这里进场")
