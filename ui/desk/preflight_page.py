"""可以开会吗: one page before the meeting; who comes, its printed page, the pack for a power cut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout

from fulian_desktop.changes import RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.preflight import Lamp
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.meetings.replies import Answer
from ui.desk.preflight_lines import PreflightCard
from ui.desk.preflight_print import LoosePrinting
from ui.desk.preflight_probe import look_around
from ui.desk.preflight_replies import PasteNamesDialog, RepliesCard
from ui.shell import prompts
from ui.shell.notifier import Page
from ui.shell.theme import scale_percent
from ui.shell.widgets import EmptyState, Icon, horizontal, primary_button, secondary_button

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from fulian_desktop.meetings.preflight import Preflight
    from ui.shell.notifier import PageContext

REPORT, PACK = "会前检查单", "停电备用"
NARROW = 900
"""Width of the page in px at 100 % type below which the cards stand below one another."""


class PreflightPage(Page):
    """Looks at everything a meeting depends on, each time the page is shown and on request."""

    title = "可以开会吗"
    navigation_key = "meetings"
    depends_on = frozenset(
        {
            RecordKind.FEDERATION,
            RecordKind.PERSON,
            RecordKind.SEAT,
            RecordKind.MEETING,
            RecordKind.AGENDA,
            RecordKind.NOMINEE,
            RecordKind.PAPER,
            RecordKind.WORDING,
        }
    )

    def __init__(self, context: PageContext) -> None:
        """Build both cards; open_with() says which meeting."""
        super().__init__(context)
        self.setObjectName("preflight_page")
        self.meeting_id = 0
        self.seen: Preflight | None = None
        self._shown_before = False
        self._printing = LoosePrinting(self, context)
        self.back_button = secondary_button("返回会议", Icon.ARROW_LEFT)
        self.back_button.clicked.connect(self._on_back)
        self.print_button = secondary_button("打印检查单", Icon.PRINTER)
        self.print_button.setObjectName("print_preflight")
        self.print_button.clicked.connect(self._on_print)
        self.pack_button = secondary_button("打印停电备用", Icon.PRINTER)
        self.pack_button.setObjectName("print_blank_pack")
        self.pack_button.clicked.connect(self.print_pack)
        self.again_button = secondary_button("再看一次", Icon.REFRESH)
        self.again_button.setObjectName("look_again")
        self.again_button.clicked.connect(self.look)
        self.enter_button = primary_button("进入会场", Icon.CHEVRON_RIGHT, trailing=True)
        self.enter_button.setObjectName("preflight_enter")
        self.enter_button.clicked.connect(self._on_enter)
        for button in (
            self.back_button,
            self.again_button,
            self.print_button,
            self.pack_button,
            self.enter_button,
        ):
            self.add_action(button)
        self._row: QBoxLayout = horizontal(spacing=12)
        self.lines = PreflightCard()
        self.lines.mend_wanted.connect(self._on_mend)
        self.replies = RepliesCard()
        self.replies.answered.connect(self._on_answered)
        self.replies.paste_wanted.connect(self._on_paste)
        self.replies.all_wanted.connect(self._on_all_coming)
        self._row.addWidget(self.lines, 58)
        self._row.addWidget(self.replies, 42)
        self.content.addLayout(self._row, 1)
        self.empty = EmptyState("没有要开的会议。新建会议以后，在这里看看可以不可以开。", "去会议页")
        self.empty.activated.connect(self._on_back)
        self.content.addWidget(self.empty, 1)

    # ---- showing

    def open_with(self, **arguments: object) -> None:
        """Go to a meeting (`meeting_id`); `replies` puts the focus on the first who has not answered."""
        meeting_id = arguments.get("meeting_id")
        if isinstance(meeting_id, int):
            self.meeting_id = meeting_id
            self.refresh()
        if arguments.get("replies"):
            self.replies.focus_first_silent()
        if arguments.get("blank_pack"):
            QTimer.singleShot(0, self, self.print_pack)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again each time: the printer, the screens and the clock change by themselves."""
        if self._shown_before:
            self._dirty = True
        self._shown_before = True
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below one another, and leave the way back to the side bar, where there is no room."""
        super().resizeEvent(event)
        narrow = event.size().width() * 100 // scale_percent() < NARROW
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.back_button.setVisible(not narrow)

    def refresh(self) -> None:
        """Look at the meeting chosen, or at the one that comes next."""
        meetings = self.context.workspace.meetings.meetings()
        known = {meeting.id: meeting for meeting in meetings}
        if self.meeting_id not in known:
            waiting = [one for one in meetings if one.state is not MeetingState.CLOSED]
            self.meeting_id = waiting[0].id if waiting else 0
        meeting = known.get(self.meeting_id)
        has_meeting = meeting is not None and meeting.state is not MeetingState.CLOSED
        self.lines.setVisible(has_meeting)
        self.replies.setVisible(has_meeting)
        self.empty.setVisible(not has_meeting)
        for button in (self.again_button, self.print_button, self.pack_button, self.enter_button):
            button.setVisible(has_meeting)
        if meeting is None or not has_meeting:
            self.set_title(self.title)
            return
        self.enter_button.setText("继续开会" if meeting.state is MeetingState.OPEN else "进入会场")
        self.set_title(self.title, meeting.title)
        self.look()

    def look(self) -> None:
        """Look at everything now."""
        workspace = self.context.workspace
        try:
            self.seen = workspace.preflight.look(self.meeting_id, look_around(workspace.journal.now))
            replies = workspace.replies.replies(self.meeting_id)
            forecast = workspace.replies.forecast(self.meeting_id)
        except UserFacingError as error:
            prompts.show_error(self, error)
            return
        self.lines.show_preflight(self.seen)
        editable = workspace.meetings.get(self.meeting_id).state is MeetingState.PREPARING
        self.replies.show_replies(replies, forecast, editable=editable)
        data = next(line for line in self.seen.lines if line.key == "data")
        self.enter_button.set_blocked(f"还不能开会：{data.sentence}" if data.lamp is Lamp.BAD else "")

    # ---- doing

    def print_pack(self) -> None:
        """Print the papers for a day without power."""
        try:
            content = self.context.workspace.blank_pack.compose_whole(self.meeting_id)
        except UserFacingError as error:
            prompts.show_error(self, error)
            return
        self._printing.print_content(self.meeting_id, content, PACK, self._proposal("停电备用_全套.pdf"))

    def _on_print(self) -> None:
        if self.seen is None:
            return
        content = self.context.workspace.preflight.report(self.meeting_id, self.seen)
        self._printing.print_content(self.meeting_id, content, REPORT, self._proposal(f"{REPORT}.pdf"))

    def _proposal(self, name: str) -> Path:
        return self.context.workspace.database.path.parent / name

    def _on_answered(self, person_id: int, answer: object, reason: str) -> None:
        if isinstance(answer, Answer):
            self._answer((person_id,), answer, reason)

    def _answer(self, person_ids: tuple[int, ...], answer: Answer, reason: str = "", said: str = "") -> None:
        replies = self.context.workspace.replies
        done = self.context.run(
            partial(replies.answer, self.meeting_id, person_ids, answer, reason), said or None
        )
        if done is None:
            self.look()

    def _on_all_coming(self) -> None:
        silent = tuple(row.reply.person_id for row in self.replies.rows if row.reply.answer is Answer.NONE)
        if silent:
            self._answer(silent, Answer.COMING, said=f"未答复的 {len(silent)} 人都记为参加")

    def _on_paste(self) -> None:
        read = partial(self.context.workspace.replies.read_names, self.meeting_id)
        dialog = PasteNamesDialog(self, read)
        if dialog.ask():
            people = tuple(reply.person_id for reply in dialog.found)
            answer = dialog.answer()
            self._answer(people, answer, said=f"{len(people)} 人记为{answer.phrase}")

    def _on_mend(self, place: str) -> None:
        go = self.context.open_page
        if place == "again":
            self.look()
        elif place == "replies":
            self.replies.focus_first_silent()
        elif place == "papers":
            go("papers", meeting_id=self.meeting_id)
        elif place in ("fonts", "backup"):
            go("settings")
        elif place == "people":
            go("people")
        elif place == "seats":
            go("seats")
        elif place == "congress":
            go("elections", section="delegates")
        elif place.startswith("person:"):
            go("people", person_id=int(place.partition(":")[2]))
        elif place == "plan":
            go("meetings", meeting_id=self.meeting_id, plan=True)
        else:
            go("meetings", meeting_id=self.meeting_id)

    def _on_enter(self) -> None:
        from ui.desk.open import open_desk

        open_desk(self.context, self.meeting_id, self)

    def _on_back(self) -> None:
        self.context.open_page("meetings", meeting_id=self.meeting_id or None)
