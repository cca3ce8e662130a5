"""The page 补录: leads through keying in what was held on paper, step by step, with the same checks."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.closing import closing_report
from fulian_desktop.meetings.records import MeetingState
from ui.desk.late_entry_attendance import AttendancePanel, LateArrival
from ui.desk.late_entry_forms import ClosingPanel, NotesPanel, OpeningPanel
from ui.desk.late_entry_votes import VotesPanel
from ui.shell.notifier import Page
from ui.shell.widgets import (
    Box,
    BoxLook,
    Card,
    EmptyState,
    Icon,
    LineEdit,
    Role,
    ScrollColumn,
    Segment,
    Tone,
    WrapLabel,
    empty_row,
    horizontal,
    label,
    scrolled,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.meetings.minutes_records import LateMark
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.votes.records import HandEntry, MotionKey
    from ui.shell.notifier import PageContext

OPENING, ATTENDANCE, VOTES, NOTES, CLOSING = range(5)
STEPS = (
    ("1 开会", OPENING),
    ("2 考勤", ATTENDANCE),
    ("3 表决", VOTES),
    ("4 会上的事", NOTES),
    ("5 散会", CLOSING),
)
SOURCES = {OPENING: "会议记录草稿", ATTENDANCE: "签到册", VOTES: "举手表决记录单", NOTES: "会议记录草稿"}
ENTERED_WIDTH = 300
ROOMY = 1040
"""Width of the page in px at 100 % type from which on there is room beside the step."""


class LateEntryPage(Page):
    """Key in a meeting held on paper, or the part of one after a power cut."""

    title: ClassVar[str] = "补录"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset(
        {RecordKind.MEETING, RecordKind.AGENDA, RecordKind.ATTENDANCE, RecordKind.VOTE}
    )
    navigation_key: ClassVar[str] = "meetings"

    def __init__(self, context: PageContext) -> None:
        """Build the steps; refresh() fills them."""
        super().__init__(context)
        self.setObjectName("late_entry_page")
        self.meeting_id: int | None = None
        self._titles: dict[int, str] = {}
        back = secondary_button("返回会议", Icon.ARROW_LEFT)
        back.setObjectName("late_back")
        back.clicked.connect(self._on_back)
        self.add_action(back)
        self.work = Card(margins=(18, 14, 18, 14), spacing=12)
        self.steps = Segment(STEPS, OPENING, wide=True)
        self.steps.setObjectName("late_steps")
        self.steps.chosen.connect(self._on_step)
        self.source = LineEdit(SOURCES[OPENING], "例如 签到册")
        self.source.setObjectName("late_source")
        self.source.setMaximumWidth(u(240))
        self.work.body.addWidget(self.steps)
        head = horizontal(spacing=16)
        head.addWidget(label("从哪张纸上录", Role.SECONDARY, Tone.TEXT2))
        self.source.setAccessibleName("从哪张纸上录")
        head.addWidget(self.source, 1)
        head.addStretch(1)
        self.work.body.addLayout(head)
        self._build_panels()
        self.done_card = Card("已经补录的", margins=(16, 14, 10, 10), spacing=6)
        self.done_card.setFixedWidth(u(ENTERED_WIDTH))
        self._done = ScrollColumn()
        self.done_card.body.addWidget(self._done, 1)
        row = horizontal(spacing=12)
        row.addWidget(self.work, 1)
        row.addWidget(self.done_card)
        self.content.addLayout(row, 1)
        self.empty = EmptyState("没有可以补录的会：已经结束的会，在“会议记录”里更正", "去会议页")
        self.empty.activated.connect(self._on_back)
        self.content.addWidget(self.empty, 1)

    def _build_panels(self) -> None:
        self.opening, self.attendance = OpeningPanel(), AttendancePanel()
        self.votes, self.notes, self.closing = (
            VotesPanel(self.context.workspace),
            NotesPanel(),
            ClosingPanel(),
        )
        self._panels = QStackedWidget()
        opening, notes, closing = scrolled(self.opening), scrolled(self.notes), scrolled(self.closing)
        for panel in (opening, self.attendance, self.votes, notes, closing):
            self._panels.addWidget(panel)
        self.work.body.addWidget(self._panels, 1)
        self.opening.entered.connect(self._on_began)
        self.attendance.entered.connect(self._on_attendance)
        self.votes.entered.connect(self._on_vote)
        self.votes.agreed.connect(self._on_agreed)
        self.notes.entered.connect(self._on_note)
        self.closing.entered.connect(self._on_closed)
        self.closing.desk_wanted.connect(self._on_desk)

    # ---- showing

    def open_with(self, **arguments: object) -> None:
        """Go to a meeting (`meeting_id`), at the step that is next."""
        meeting_id = arguments.get("meeting_id")
        if isinstance(meeting_id, int):
            self.meeting_id = meeting_id
            meeting = self.context.workspace.meetings.get(meeting_id)
            self.go_to(ATTENDANCE if meeting.state is MeetingState.OPEN else OPENING)
            self.refresh()

    def refresh(self) -> None:
        """Read the meeting anew."""
        meeting = self._meeting()
        for card in (self.work, self.done_card):
            card.setVisible(meeting is not None)
        self._fit()
        self.empty.setVisible(meeting is None)
        if meeting is None:
            self.set_title(self.title)
            return
        workspace = self.context.workspace
        self.set_title(self.title, f"{meeting.title}：纸上记的，照真实的时间录进来，处处注明“补录”")
        self.opening.show_meeting(meeting, _day(meeting))
        self._show_done(workspace.late_entry.told(meeting.id))
        if meeting.state is MeetingState.PREPARING:
            self.go_to(OPENING)
            return
        self.attendance.show_attendance(workspace.attendance.attendance(meeting.id))
        self.votes.show_votes(meeting.id)
        self.notes.show_items(workspace.meetings.facts(meeting.id).agenda)
        report = closing_report(
            workspace.database, workspace.journal, workspace.meetings, workspace.papers, meeting.id
        )
        self.closing.show_undecided(report.undecided)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list of what is entered away where the step needs the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.done_card.setVisible(self.meeting_id is not None and self.width() >= u(ROOMY))

    def go_to(self, step: int) -> None:
        """Show a step; before the meeting is begun there is only the first."""
        meeting = self._meeting()
        if step != OPENING and meeting is not None and meeting.state is MeetingState.PREPARING:
            self.context.say("先填几点开的会")
            step = OPENING
        self.steps.set_value(step)
        self._panels.setCurrentIndex(step)
        if self.source.text().strip() in ("", *SOURCES.values()):
            self.source.setText(SOURCES.get(step, SOURCES[OPENING]))

    def _meeting(self) -> Meeting | None:
        open_to_it = [
            one for one in self.context.workspace.meetings.meetings() if one.state is not MeetingState.CLOSED
        ]
        chosen = [one for one in open_to_it if one.id == self.meeting_id] or open_to_it
        self.meeting_id = chosen[0].id if chosen else None
        return chosen[0] if chosen else None

    def _show_done(self, marks: tuple[tuple[LateMark, str], ...]) -> None:
        self._done.clear()
        self.done_card.set_count(f"{len(marks)} 条")
        for mark, words in reversed(marks):
            box = Box(BoxLook(radius=0, sides="b"))
            column = vertical(box, margins=(2, 6, 2, 6), spacing=2)
            column.addWidget(WrapLabel(f"{mark.true_at[11:16]}　{words}", Role.BODY, Tone.TEXT))
            entered = f"{mark.at[5:7].lstrip('0')}月{mark.at[8:10].lstrip('0')}日 {mark.user} 据{mark.source}"
            column.addWidget(WrapLabel(entered, Role.CAPTION, Tone.TEXT2))
            self._done.add(box)
        if not marks:
            self._done.add(empty_row("还没有补录"))

    # ---- entering

    def _on_step(self, step: object) -> None:
        if isinstance(step, int):
            self.go_to(step)

    def _on_began(self, at: str) -> None:
        if self.meeting_id is None:
            return
        operation = partial(self.context.workspace.late_entry.open, self.meeting_id, at, self.source.text())
        if self.context.run(operation, "已记下开会时间，接着录考勤") is not None:
            self.go_to(ATTENDANCE)

    def _on_attendance(self, entries: tuple[LateArrival, ...]) -> None:
        if self.meeting_id is None:
            return
        if not entries:
            self.context.say("没有新填的考勤")
            return
        if self.context.run(partial(self._enter_all, entries), f"已补录 {len(entries)} 人的考勤") is not None:
            self.refresh()

    def _enter_all(self, entries: tuple[LateArrival, ...]) -> ChangeSet:
        """Enter all rows or none: the first that is wrong names its person and its time."""
        workspace, changes = self.context.workspace, ChangeSet.of(RecordKind.ATTENDANCE)
        assert self.meeting_id is not None
        with workspace.database.transaction():
            for entry in entries:
                for state, at, reason in entry.marks:
                    changes |= workspace.late_entry.mark(
                        self.meeting_id,
                        state,
                        person_id=entry.person_id,
                        observer_id=entry.observer_id,
                        at=at,
                        source=self.source.text(),
                        reason=reason,
                    )
        return changes

    def _on_vote(self, key: MotionKey, entry: HandEntry, at: str) -> None:
        workspace, meeting_id, source = self.context.workspace, self.meeting_id, self.source.text()

        def operation() -> ChangeSet:
            assert meeting_id is not None
            return workspace.late_entry.confirm(meeting_id, key, entry, at=at, source=source).changes

        if self.context.run(operation, "已补录这次表决") is not None:
            self.refresh()

    def _on_agreed(self, item_id: int, objections: int, at: str) -> None:
        if self.meeting_id is None:
            return
        operation = partial(
            self.context.workspace.late_entry.agree,
            self.meeting_id,
            item_id,
            at=at,
            source=self.source.text(),
            objections=objections,
        )
        if self.context.run(operation, "已补录通过情况") is not None:
            self.refresh()

    def _on_note(self, at: str, text: str, item_id: object) -> None:
        if self.meeting_id is None:
            return
        operation = partial(
            self.context.workspace.late_entry.note,
            self.meeting_id,
            text,
            at=at,
            source=self.source.text(),
            agenda_item_id=item_id if isinstance(item_id, int) else None,
        )
        if self.context.run(operation, "已补录这一条") is not None:
            self.notes.empty()

    def _on_closed(self, at: str, reason: str) -> None:
        meeting_id = self.meeting_id
        if meeting_id is None:
            return
        operation = partial(
            self.context.workspace.late_entry.close, meeting_id, at, self.source.text(), reason
        )
        if self.context.run(operation, "补录完毕，会议已经结束") is not None:
            self.context.open_page("minutes", meeting_id=meeting_id)

    # ---- leaving

    def _on_back(self) -> None:
        self.context.open_page("meetings", meeting_id=self.meeting_id)

    def _on_desk(self) -> None:
        from ui.desk.open import open_desk

        if self.meeting_id is not None:
            open_desk(self.context, self.meeting_id, self)


def _day(meeting: Meeting) -> str:
    return paper_date(date.fromisoformat(meeting.plan.day)) if meeting.plan.day else "日期没有填的会，"
