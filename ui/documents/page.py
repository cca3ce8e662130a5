"""The page 文书: the papers of a meeting, each as it will be printed, and making, printing, saving them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from fulian_desktop.changes import RecordKind
from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperState, PaperStatus, Stage
from fulian_desktop.documents.wording_trial import wording_of
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState
from ui.documents.catalogue import is_needed, is_page_key
from ui.documents.changes_since import changes_since, why_outdated
from ui.documents.choice import compose_draft, papers_folder, short_title, usual_meeting
from ui.documents.issuing import PaperIssuing
from ui.documents.making import PaperMaking
from ui.documents.preview_loading import PreviewLoader
from ui.documents.printing import PaperPrinting, ask_despite
from ui.documents.set_issuing import SetIssuing
from ui.documents.side_panel import PaperFacts, dress, wants_issuing, wants_making
from ui.documents.work_area import WorkArea
from ui.shell import prompts
from ui.shell.notifier import Page, PageContext
from ui.shell.widgets import (
    EmptyState,
    FilterChip,
    Icon,
    scrolled,
    secondary_button,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.records import Meeting

_WORK_PLACE, _EMPTY_PLACE = 0, 1
NO_MEETING = "还没有会议。新建一次会议，主持词、签到册、决定这些文书就有了。"


class PapersPage(Page):
    """Catalogue, preview and actions of one meeting's papers."""

    title: ClassVar[str] = "文书"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset(RecordKind)

    def __init__(self, context: PageContext) -> None:
        """Build the page; it is filled by refresh()."""
        super().__init__(context)
        self.setObjectName("papers_page")
        self._meeting: Meeting | None = None
        self._states: dict[tuple[PaperKind, Edition], PaperState] = {}
        self._editions: dict[PaperKind, Edition] = {}
        self._changes: tuple[str, ...] = ()
        self.making = PaperMaking(self, context)
        self.printing = PaperPrinting(self, context, self.making)
        self.issuing = PaperIssuing(self, context, self.making)
        self.set_issuing = SetIssuing(self, context, self.making)
        self._build_actions()
        self._build_work()
        self._build_set_acts()
        self.loader = PreviewLoader(self, context.workspace, self.preview)
        self.loader.loaded.connect(self._show_panel)
        self._build_keys()

    # ---- building

    def _build_actions(self) -> None:
        self.meeting_chip = FilterChip("会议")
        self.meeting_chip.setObjectName("meeting_chip")
        self.meeting_chip.changed.connect(self._on_meeting_chosen)
        self.register_button = secondary_button("定稿登记", Icon.SHIELD)
        self.register_button.setObjectName("register")
        self.register_button.setToolTip("看发出过的定稿，凭校验码核对手里的文书")
        self.register_button.clicked.connect(self.show_register)
        self.queue_button = secondary_button("打印队列", Icon.PRINTER)
        self.queue_button.setObjectName("print_queue")
        self.queue_button.setCheckable(True)
        self.queue_button.setToolTip("看什么在打印、什么等着、什么没有印成")
        self.queue_button.clicked.connect(self.show_queue)
        self._heads: tuple[QWidget, ...] = (self.meeting_chip, self.register_button, self.queue_button)
        for widget in self._heads:
            self.add_action(widget)

    def _build_set_acts(self) -> None:
        bar = self.work.set_bar
        self.make_all_button, self.print_before_button = bar.make_button, bar.print_button
        self.finalise_all_button = bar.final_button
        bar.make_button.clicked.connect(self.make_all)
        bar.final_button.clicked.connect(self.finalise_set)
        bar.print_button.clicked.connect(self.print_set)
        self.printing.queue.changed.connect(self._on_queue)
        self.work.queue_shown.connect(self.queue_button.setChecked)
        self.work.queue_panel.retry_wanted.connect(self.printing.retry)
        self.work.queue_panel.printer_wanted.connect(self.printing.change_printer)

    def _build_work(self) -> None:
        self.work = WorkArea(self.printing.queue)
        self.catalogue, self.preview, self.panel = self.work.catalogue, self.work.preview, self.work.panel
        self.catalogue.chosen.connect(self._on_paper_chosen)
        self.catalogue.key_pressed.connect(self._on_key)
        self.panel.final_wanted.connect(self.finalise)
        self.panel.word_wanted.connect(self.save_word)
        self.panel.workbook_wanted.connect(self.save_workbook)
        self.panel.make_wanted.connect(self.make)
        self.panel.print_wanted.connect(self.print_paper)
        self.panel.save_wanted.connect(self.save)
        self.panel.folder_wanted.connect(self._on_folder)
        self.panel.wording_wanted.connect(self._on_wording)
        self.panel.edition_chosen.connect(self._on_edition_chosen)
        self.panel.state_box.why_wanted.connect(self._on_why)
        self.panel.state_box.repair_wanted.connect(self._on_repair)
        empty = EmptyState(NO_MEETING, "新建会议", picture=Icon.PLUS)
        empty.setObjectName("empty_papers")
        empty.activated.connect(self._on_new_meeting)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(self.work))
        self._stack.addWidget(empty)
        self.content.addWidget(self._stack, 1)

    def _build_keys(self) -> None:
        self._keys = []
        find = self.preview.find_bar.open
        for keys, act in (("Ctrl+P", self.print_paper), ("Ctrl+S", self.save), ("Ctrl+F", find)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            self._keys.append(shortcut)

    # ---- what is shown

    def refresh(self) -> None:
        """Read the meeting and its papers anew; the paper chosen stays."""
        meetings = self.context.workspace.meetings.meetings()
        known = {meeting.id: meeting for meeting in meetings}
        kept = known.get(self._meeting.id) if self._meeting is not None else None
        self._meeting = kept or usual_meeting(meetings)
        is_empty = self._meeting is None
        self._stack.setCurrentIndex(_EMPTY_PLACE if is_empty else _WORK_PLACE)
        for widget in self._heads:
            widget.setVisible(not is_empty)
        if self._meeting is None:
            self.set_title(self.title)
            self.loader.drop()
            return
        self.meeting_chip.set_items([(short_title(one), one.id) for one in meetings], with_all=False)
        self.meeting_chip.set_value(self._meeting.id)
        self._show_catalogue()

    def open_with(self, **arguments: object) -> None:
        """Go to the papers of `meeting_id`, and to `paper`, the value of a PaperKind."""
        meeting_id = arguments.get("meeting_id")
        if isinstance(meeting_id, int):
            self.show_meeting(meeting_id)
        wanted = arguments.get("paper")
        kind = next((one for one in PaperKind if wanted in (one, one.value)), None)
        if kind is not None and self.catalogue.row_of(kind) is not None:
            self.show_paper(kind)

    def show_meeting(self, meeting_id: int) -> None:
        """Show the papers of another meeting."""
        found = [one for one in self.context.workspace.meetings.meetings() if one.id == meeting_id]
        if found and found[0] != self._meeting:
            self._meeting = found[0]
            self.refresh()

    def show_paper(self, kind: PaperKind, edition: Edition | None = None) -> None:
        """Choose a paper and show it."""
        if edition is not None:
            self._editions[kind] = edition
        self.catalogue.set_chosen(kind)
        self._show_chosen()

    def chosen_state(self) -> PaperState | None:
        """Return how the chosen paper, in the chosen edition, stands."""
        kind = self.catalogue.chosen_kind()
        return None if kind is None else self._states.get((kind, self._edition_of(kind)))

    # ---- what is done

    def make(self) -> None:
        """Write the paper into the folder of its meeting."""
        if self.loader.draft is not None:
            self.making.make(self.loader.draft)

    def save(self) -> None:
        """Save the paper as a PDF elsewhere."""
        if self.loader.draft is not None:
            self.making.save_as(self.loader.draft)

    def save_word(self) -> None:
        """Save the paper as a Word file elsewhere."""
        if self.loader.draft is not None:
            self.making.save_word(self.loader.draft)

    def save_workbook(self) -> None:
        """Save a roster or a tally as a spreadsheet elsewhere."""
        if self.loader.draft is not None:
            self.making.save_workbook(self.loader.draft)

    def finalise(self) -> None:
        """Issue the paper."""
        state = self.chosen_state()
        if self.loader.draft is not None and state is not None:
            self.issuing.finalise(self.loader.draft, state)

    def show_register(self) -> None:
        """Show the issued papers of the meeting, and verify a code."""
        if self._meeting is not None:
            self.issuing.show_register(self._meeting, self.catalogue.chosen_kind())

    def print_paper(self) -> None:
        """Print the paper."""
        if self.loader.draft is not None:
            self.printing.print_one(
                self.loader.draft, 0 if self.loader.prepared is None else self.loader.prepared.pages
            )

    def make_all(self) -> None:
        """Write every paper of the meeting that can be made now."""
        if self._meeting is not None:
            self._guarded(partial(self.making.make_all, self._meeting))

    def finalise_set(self) -> None:
        """Issue every paper of the meeting that is ready, in one go."""
        if self._meeting is not None:
            self._guarded(partial(self.set_issuing.finalise_set, self._meeting))

    def show_queue(self) -> None:
        """Show the print queue in the place of the panel, or the panel again."""
        self.work.show_queue(not self.work.is_queue_shown)

    def may_close(self) -> bool:
        """Ask before papers that wait for the printer are given up."""
        return self.printing.may_stop() and super().may_close()

    def print_set(self) -> None:
        """Print what is needed before the meeting, or of a meeting held everything needed, in order."""
        states = [one for one in self._states.values() if is_needed(one) and self._is_of_the_set(one)]
        lacking = [one for one in states if one.missing]
        if self._meeting is None or not states or (lacking and not ask_despite(self, lacking)):
            return
        able = [one for one in states if one.can_be_made]
        if able and self.issuing.settle(self._meeting, "照这样打印"):
            self._guarded(partial(self._print_many, self._meeting, able))

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions under the preview when three columns have no room."""
        super().resizeEvent(event)
        self.work.arrange(self.width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no file behind when the page goes away; it is drawn again when it comes back."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.loader.drop()
            self._dirty = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose, Enter goes into the preview, the page keys turn its pages."""
        if is_page_key(event.key(), self.focusWidget()):
            self._on_key(event.key())
        else:
            super().keyPressEvent(event)

    # ---- inside: showing

    def _edition_of(self, kind: PaperKind) -> Edition:
        return self._editions.get(kind, kind.editions[0])

    def _show_catalogue(self) -> None:
        assert self._meeting is not None
        states = self.context.workspace.papers.catalogue(self._meeting.id)
        self._states = {(one.kind, one.edition): one for one in states}
        rows = [one for one in states if one.edition is self._edition_of(one.kind)]
        self.set_title(self.title, f"{self._meeting.title}，共 {len(rows)} 件")
        self.catalogue.show_papers(rows, is_closed=self._meeting.state is MeetingState.CLOSED)
        if self.catalogue.chosen_kind() is None and rows:
            urgent = next((one for one in rows if one.status is PaperStatus.OUTDATED), rows[0])
            self.catalogue.set_chosen(urgent.kind)
        wanted = [one for one in rows if self._is_of_the_set(one) and one.can_be_made and is_needed(one)]
        self.print_before_button.setText("全部打印" if self._is_over() else "打印会前")
        self.print_before_button.set_blocked("" if wanted else "会前的文书还都不能生成。")
        able = any(one.can_be_made for one in states)
        self.make_all_button.set_blocked("" if able else "现在还没有可以生成的文书。")
        self.finalise_all_button.set_blocked("" if able else "现在还没有可以定稿的文书。")
        self._show_chosen()

    def _show_chosen(self) -> None:
        state = self.chosen_state()
        if state is None or self._meeting is None:
            self.loader.drop()
            return
        self.loader.show(self._meeting.id, state)
        self._changes = (
            changes_since(self.context.workspace, self._meeting.id, state.kind, state.edition)
            if state.status is PaperStatus.OUTDATED
            else ()
        )
        self._show_panel()

    def _show_panel(self) -> None:
        state = self.chosen_state()
        if state is None or self._meeting is None:
            return
        workspace = self.context.workspace
        self.panel.show_facts(
            PaperFacts(
                state,
                workspace.papers.latest_issue(self._meeting.id, state.kind, state.edition),
                self._changes,
                self.loader.unprintable,
                0 if self.loader.prepared is None else self.loader.prepared.pages,
                papers_folder(workspace, self._meeting).is_dir(),
                workspace.register.in_force(self._meeting.id, state.kind, state.edition),
                superior=workspace.seats.federation().superior,
            )
        )
        busy = wants_making(state) or wants_issuing(state)
        dress(self.make_all_button, primary=not busy)

    # ---- inside: acting

    def _on_queue(self) -> None:
        left = self.printing.queue.left
        self.queue_button.setText(f"打印队列 {left}" if left else "打印队列")

    def _guarded(self, act: partial[None]) -> None:
        try:
            act()
        except UserFacingError as error:
            prompts.show_error(self, error)

    def _print_many(self, meeting: Meeting, states: Sequence[PaperState]) -> None:
        drafts = [compose_draft(self.context.workspace, meeting.id, one) for one in states]
        words = "全部文书" if self._is_over() else "会前文书"
        self.printing.print_many(drafts, f"{meeting.title} {words}")

    def _is_over(self) -> bool:
        return self._meeting is not None and self._meeting.state is MeetingState.CLOSED

    def _is_of_the_set(self, state: PaperState) -> bool:
        """Of rosters only the edition that goes to everybody is printed with the others."""
        if not self._is_over():
            return state.stage is Stage.BEFORE
        return state.edition is Edition.PUBLIC

    def _on_key(self, key: int) -> None:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.catalogue.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.preview.view.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            self.preview.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_meeting_chosen(self, meeting_id: object) -> None:
        if isinstance(meeting_id, int):
            self.show_meeting(meeting_id)

    def _on_paper_chosen(self, kind: object) -> None:
        if isinstance(kind, PaperKind):
            self.work.show_queue(False)
            self._show_chosen()

    def _on_edition_chosen(self, edition: object) -> None:
        kind = self.catalogue.chosen_kind()
        if isinstance(edition, Edition) and kind is not None and edition is not self._edition_of(kind):
            self._editions[kind] = edition
            self._show_catalogue()

    def _on_folder(self) -> None:
        if self._meeting is not None:
            self.making.open_folder(self._meeting)

    def _on_wording(self) -> None:
        kind = self.catalogue.chosen_kind()
        if kind is not None and self._meeting is not None:
            wording = wording_of(kind)
            self.context.open_page("wordings", kind=wording, meeting_id=self._meeting.id, back="papers")

    def _on_why(self) -> None:
        state = self.chosen_state()
        if state is None or state.made_at is None:
            return
        words = why_outdated(state.made_at, self._changes)
        prompts.inform(self, f"{state.kind.title}为什么过期了", words)

    def _on_repair(self) -> None:
        if self._meeting is not None:
            self.context.open_page("meetings", meeting_id=self._meeting.id)

    def _on_new_meeting(self) -> None:
        self.context.open_page("meetings", create=True)
