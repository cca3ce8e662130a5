"""The meetings page: the list, one meeting in preparation or afterwards, and its script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from fulian_desktop.changes import RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingPlan, MeetingState, Missing
from fulian_desktop.seats.records import Post
from ui.meetings import meeting_words
from ui.meetings.meeting_list import MeetingList
from ui.meetings.meeting_picture import MeetingPicture, read_picture
from ui.meetings.missing_popup import MissingPopup
from ui.meetings.page_actions import PageActions
from ui.meetings.preparation import PreparationView
from ui.meetings.script_view import ScriptView
from ui.shell import prompts
from ui.shell.notifier import Page
from ui.shell.theme import u

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.changes import ChangeSet
    from ui.shell.notifier import PageContext

LIST, MEETING, SCRIPT = range(3)
TITLE_LEAST, BESIDE_TITLE = 330, 56
"""What a title and the line below it have at least; the margins of their row and the gap; at 100 % type."""


class MeetingsPage(Page):
    """All meetings; one of them opened; its script beside its wording."""

    title = "会议"
    depends_on = frozenset(
        {
            RecordKind.FEDERATION,
            RecordKind.TERM,
            RecordKind.PERSON,
            RecordKind.SEAT,
            RecordKind.MEETING,
            RecordKind.AGENDA,
            RecordKind.NOMINEE,
            RecordKind.ATTENDANCE,
            RecordKind.VOTE,
            RecordKind.PAPER,
            RecordKind.SCRIPT,
            RecordKind.WORDING,
        }
    )

    def __init__(self, context: PageContext) -> None:
        """Build the three views; only the one shown is kept up to date."""
        super().__init__(context)
        self.setObjectName("meetings_page")
        self.meeting_id: int | None = None
        self._list_asked_for = False
        self._views = QStackedWidget()
        self.list_view = MeetingList()
        self.list_view.meeting_wanted.connect(self.open_meeting)
        self.list_view.new_wanted.connect(self.create_meeting)
        self.preparation = PreparationView(context)
        self.preparation.script_wanted.connect(self._on_script_wanted)
        self.script_view = ScriptView(context)
        for view in (self.list_view, self.preparation, self.script_view):
            self._views.addWidget(view)
        self.content.addWidget(self._views, 1)
        self.actions_row = PageActions()
        self.actions_row.wanted.connect(self._on_action)
        self.add_action(self.actions_row)
        self._pack_keys = QShortcut(QKeySequence("Ctrl+Shift+P"), self)
        self._pack_keys.activated.connect(self._on_blank_pack)

    # ---- showing

    def refresh(self) -> None:
        """Read what the view shows anew; a meeting that is gone leads back to the list."""
        meetings = self.context.workspace.meetings.meetings()
        known = {meeting.id for meeting in meetings}
        if self.meeting_id is not None and self.meeting_id not in known:
            self.meeting_id = None
        if self.meeting_id is None and len(meetings) == 1 and not self._list_asked_for:
            self.meeting_id = meetings[0].id
        if self.meeting_id is None:
            self._show_list()
        elif self._views.currentIndex() == SCRIPT:
            self._show_script()
        else:
            self._show_meeting()

    def open_with(self, **arguments: object) -> None:
        """Go to a meeting (`meeting_id`), its script (`script`) or plan (`plan`), or begin one (`create`)."""
        meeting_id = arguments.get("meeting_id")
        if arguments.get("create"):
            self.create_meeting()
        elif isinstance(meeting_id, int):
            self.open_meeting(meeting_id)
            if arguments.get("script"):
                self._on_script_wanted()
            if arguments.get("plan"):
                self._on_plan_wanted()

    def open_meeting(self, meeting_id: int) -> None:
        """Show one meeting."""
        self.meeting_id = meeting_id
        self._views.setCurrentIndex(MEETING)
        self.refresh()

    def create_meeting(self) -> None:
        """Prepare a meeting that adds members, and show it; refused when no seat is vacant."""
        done = self.context.run(self._prepare, "已新建增补执委会议，请接着填安排和人选")
        if done is not None and done.record_id is not None:
            self.open_meeting(done.record_id)

    def may_close(self) -> bool:
        """Ask when the script's wording was changed and not saved; another page may be visited meanwhile."""
        return self.script_view.may_leave()

    def picture(self) -> MeetingPicture | None:
        """Return the meeting shown, None while the list is."""
        return self.preparation.picture if self.meeting_id is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the secondary buttons when the window is narrow."""
        super().resizeEvent(event)
        self._fit_actions()

    def _fit_actions(self) -> None:
        """Leave the title whole: the buttons have what it leaves."""
        title = max(self.title_label.sizeHint().width(), u(TITLE_LEAST))
        self.actions_row.fit(self.width() - title - u(BESIDE_TITLE))

    def _show_list(self) -> None:
        self._views.setCurrentIndex(LIST)
        self.set_title("会议")
        self.list_view.show_meetings(self.context.workspace)
        self.actions_row.show_for_list(empty=not self.list_view.table.records.rowCount())

    def _show_meeting(self) -> None:
        picture = self._read()
        if picture is None:
            return
        self._views.setCurrentIndex(MEETING)
        self.set_title(picture.facts.title, meeting_words.heading(picture.facts, picture.meeting))
        self.preparation.show_picture(picture)
        self._fit_actions()
        self.actions_row.show_for_meeting(picture)

    def _show_script(self) -> None:
        picture = self._read()
        if picture is None:
            return
        self._views.setCurrentIndex(SCRIPT)
        self.set_title("主持词", picture.facts.title)
        self.preparation.show_picture(picture)
        self.script_view.show_picture(picture)
        self.actions_row.show_for_script()

    def _read(self) -> MeetingPicture | None:
        if self.meeting_id is None:
            return None
        try:
            return read_picture(self.context.workspace, self.meeting_id)
        except UserFacingError as error:
            prompts.show_error(self, error)
            return None

    # ---- doing

    def _prepare(self) -> ChangeSet:
        """Prepare a by-election under its chair, on the basis that the recorded departures give."""
        workspace = self.context.workspace
        board = workspace.seats.board()
        chair = next((one.person_id for one in board.holders() if one.post is Post.CHAIR), None)
        plan = MeetingPlan(presiding_chair_id=chair, basis=meeting_words.basis_from(board))
        return workspace.meetings.prepare_by_election(plan)

    def _on_action(self, act: str) -> None:
        acts = {
            "new": self.create_meeting,
            "list": self._on_list_wanted,
            "plan": self._on_plan_wanted,
            "print": self._on_papers_wanted,
            "enter": self._on_enter,
            "mend": self._on_mend_wanted,
            "discard": self._on_discard,
            "minutes": self._on_minutes_wanted,
            "late": self._on_late_entry_wanted,
            "back": self._on_back,
            "preflight": self._on_preflight,
            "blank_pack": self._on_blank_pack,
            "rehearse": self._on_rehearse,
            "print_script": self._on_print_script,
        }
        acts[act]()

    def _on_list_wanted(self) -> None:
        self.meeting_id = None
        self._list_asked_for = True
        self.refresh()

    def _on_plan_wanted(self) -> None:
        self.preparation.edit_plan()

    def _on_papers_wanted(self) -> None:
        self.context.open_page("papers", meeting_id=self.meeting_id)

    def _on_minutes_wanted(self) -> None:
        self.context.open_page("minutes", meeting_id=self.meeting_id)

    def _on_late_entry_wanted(self) -> None:
        self.context.open_page("late_entry", meeting_id=self.meeting_id)

    def _on_print_script(self) -> None:
        self.context.open_page("papers", meeting_id=self.meeting_id, paper="chairing_script")

    def _on_enter(self) -> None:
        from ui.desk.open import open_desk

        if self.meeting_id is not None:
            open_desk(self.context, self.meeting_id, self)

    def _on_preflight(self) -> None:
        self.context.open_page("preflight", meeting_id=self.meeting_id)

    def _on_blank_pack(self) -> None:
        if self.meeting_id is not None:
            self.context.open_page("preflight", meeting_id=self.meeting_id, blank_pack=True)

    def _on_rehearse(self) -> None:
        if self.meeting_id is not None and self.context.program is not None:
            self.context.program.begin_rehearsal(self.meeting_id)

    def _on_mend_wanted(self) -> None:
        picture = self.picture()
        if picture is None or not picture.missing:
            return
        popup = MissingPopup(self, picture.missing)
        popup.mend_wanted.connect(self._on_mend)
        popup.show_under(self.actions_row.primary)

    def _on_mend(self, missing: Missing) -> None:
        self.preparation.mend(missing)

    def _on_discard(self) -> None:
        picture = self.picture()
        if picture is None or picture.meeting.state is not MeetingState.PREPARING:
            return
        meeting_id, facts = picture.meeting.id, picture.facts
        consequences = (
            ("议程和安排", f"{len(facts.agenda)} 项一起删去，不能找回"),
            ("人选", "从这次会议里去掉，名册里的人还在" if facts.nominees else "还没有人选"),
            ("名册和席位", "不变"),
        )
        sure = prompts.confirm(
            self,
            f"取消筹备{facts.title}？",
            consequences,
            "取消筹备",
            harmless="会期推迟的，改“会议安排”里的日期就行，不用取消。",
            keep_word="留着",
        )
        if sure:
            self.context.run(
                lambda: self.context.workspace.meetings.discard(meeting_id), f"已取消筹备{facts.title}"
            )

    def _on_script_wanted(self) -> None:
        self._views.setCurrentIndex(SCRIPT)
        self.refresh()

    def _on_back(self) -> None:
        if self.script_view.may_leave():
            self._views.setCurrentIndex(MEETING)
            self.refresh()
