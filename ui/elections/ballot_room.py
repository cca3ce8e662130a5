"""The section 投票计票: one election at a time, led through lists, ballots, count, check and result."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QWidget

from fulian_desktop.elections.records import ElectionState
from ui.elections.ballot_hall import BallotHall
from ui.elections.ballot_state import RoomState, Step, read_state, usual_election
from ui.elections.ballot_steps import RoomPanel, StepStrip
from ui.elections.section import Section
from ui.shell.widgets import (
    ComboBox,
    EmptyState,
    Icon,
    horizontal,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from fulian_desktop.elections.records import Election
    from ui.elections.page import ElectionsPage
    from ui.shell.notifier import PageContext

PANELS: dict[Step, tuple[str, str]] = {
    Step.LISTS: ("ui.elections.ballot_lists", "ListsPanel"),
    Step.BALLOTS: ("ui.elections.custody_panel", "CustodyPanel"),
    Step.COUNT: ("ui.elections.counting_panel", "CountingPanel"),
    Step.CHECK: ("ui.elections.counting_check", "CheckPanel"),
    Step.RESULT: ("ui.elections.result_panel", "ResultPanel"),
}

ELECTION_LEAST, ELECTION_MOST = 186, 250


class BallotSection(Section):
    """The ballot room."""

    def __init__(self, context: PageContext, page: ElectionsPage) -> None:
        """Build the head; a panel is built when it is first shown."""
        super().__init__(context, page)
        self.state: RoomState | None = None
        self._election_id: int | None = None
        self._round_id: int | None = None
        self._step: Step | None = None
        self._meeting_id: int | None = None
        self._panels: dict[Step, RoomPanel] = {}
        self.hall = BallotHall(self)
        self.empty = EmptyState(
            "还没有选举。换届选执委、选主席副主席、替补、增补、增选、罢免，都从这里开始。",
            "新建选举",
            picture=Icon.PLUS,
        )
        self.empty.activated.connect(self.new_election)
        self._page_keys = [
            QShortcut(QKeySequence(key), self, partial(self.hall.turn, pages))
            for key, pages in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1))
        ]
        self.hall.changed.connect(self._on_hall_changed)
        self._on_hall_changed()
        self._whole = QStackedWidget()
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self._build())
        vertical(self).addWidget(self._whole)

    def _build(self) -> QWidget:
        box = QWidget()
        column = vertical(box, spacing=12)
        head = horizontal(spacing=10)
        self.election_box = ComboBox()
        self.election_box.setObjectName("election_box")
        self.election_box.setAccessibleName("选举")
        self.election_box.setMinimumWidth(u(ELECTION_LEAST))
        self.election_box.setMaximumWidth(u(ELECTION_MOST))
        self.election_box.activated.connect(self._on_election)
        self.round_box = ComboBox()
        self.round_box.setObjectName("round_box")
        self.round_box.setAccessibleName("轮次")
        self.round_box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.round_box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.round_box.activated.connect(self._on_round)
        self.strip = StepStrip()
        self.strip.chosen.connect(self.go)
        self.more = secondary_button("更多")
        self.more.setObjectName("election_more")
        self.more.clicked.connect(self._on_more)
        head.addWidget(self.election_box, 1)
        head.addWidget(self.round_box)
        head.addWidget(self.strip, 3)
        head.addWidget(self.more)
        column.addLayout(head)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        return box

    # ---- what the page asks

    def subtitle(self) -> str:
        """Say what is elected, how many stand."""
        if self.state is None:
            return ""
        election = self.state.election
        one_round = self.state.round
        if one_round is not None and one_round.number > 1:
            contest = one_round.contest
            about = f"第 {one_round.number} 轮 {one_round.kind.phrase}"
            return (
                f"{election.title}　{about}：应选 {contest.seats} 名，"
                f"候选人 {len(contest.entrants)} 名　{election.state.phrase}"
            )
        posts = "，".join(f"{one.post.phrase} {one.seats} 名" for one in election.posts)
        return f"{election.title}　应选{posts}，候选人 {len(election.candidates)} 名　{election.state.phrase}"

    def refresh(self) -> None:
        """Read the election anew and show the step that is due, or the one looked at."""
        elections = self.context.workspace.elections.elections()
        election = usual_election(elections, self._meeting_id, self._election_id)
        self._whole.setCurrentIndex(0 if election is None else 1)
        if election is None:
            self.state = None
            return
        self._election_id = election.id
        before = self.state
        self.state = read_state(self.context.workspace.elections, election.id, self._round_id)
        if before is None or before.election.id != election.id or before.due is not self.state.due:
            self._step = None
        self._fill_boxes(elections)
        self._show()

    def open_with(self, **arguments: object) -> None:
        """Go to the election of a meeting (`meeting_id`), one by id (`election`), a step (`step`)."""
        meeting_id, election_id, step = (arguments.get(key) for key in ("meeting_id", "election", "step"))
        if isinstance(meeting_id, int):
            self._meeting_id, self._election_id = meeting_id, None
        if isinstance(election_id, int):
            self._election_id = election_id
        self._round_id = None
        self.page.refresh()
        if isinstance(step, str) and self.state is not None:
            self.go(Step(step))

    def may_leave(self) -> bool:
        """Ask the panel shown."""
        panel = self._stack.currentWidget()
        return panel.may_leave() if isinstance(panel, RoomPanel) and self.state is not None else True

    def hideEvent(self, event: object) -> None:
        """Take the hall's picture along only while the room is shown."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.hall.pause()

    def showEvent(self, event: object) -> None:
        """Bring the hall's picture back, and the keyboard to where the next thing is typed."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.hall.resume()
        panel = self._stack.currentWidget()
        if isinstance(panel, RoomPanel) and self.state is not None:
            QTimer.singleShot(0, panel, panel.take_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 opens and closes the hall's screen."""
        if event.key() == Qt.Key.Key_F9:
            self.hall.toggle()
            return
        super().keyPressEvent(event)

    # ---- what the panels ask

    def go(self, step: object) -> None:
        """Look at a step."""
        if not isinstance(step, Step) or self.state is None:
            return
        if step is not self._shown_step() and not self.may_leave():
            return
        self._step = None if step is self.state.due else step
        self._show()

    def show_election(self, election_id: int, round_id: int | None = None) -> None:
        """Show another election, or an earlier round."""
        self._election_id, self._round_id, self._step = election_id, round_id, None
        self.page.refresh()

    def panel(self, step: Step) -> RoomPanel:
        """Return the panel of a step, building it on the first visit."""
        found = self._panels.get(step)
        if found is None:
            module, name = PANELS[step]
            made: RoomPanel = getattr(import_module(module), name)(self)
            found = self._panels[step] = made
            self._stack.addWidget(made)
        return found

    def new_election(self) -> None:
        """Ask what is elected and prepare it."""
        from ui.elections.ballot_new import ask_new_election

        made = ask_new_election(self, self.context, self._meeting_id)
        if made is not None:
            self.show_election(made)

    # ---- inside

    def _shown_step(self) -> Step:
        assert self.state is not None
        return self._step or self.state.due

    def _show(self) -> None:
        assert self.state is not None
        step = self._shown_step()
        moved = step not in self._panels or self._stack.currentWidget() is not self._panels[step]
        panel = self.panel(step)
        panel.show_state(self.state)
        self._stack.setCurrentWidget(panel)
        finished = self.state.election.state is ElectionState.DONE and self.state.result is not None
        self.strip.show_steps(self.state.due, step, finished=finished)
        if moved and self.isVisible():
            QTimer.singleShot(0, panel, panel.take_focus)

    def _fill_boxes(self, elections: tuple[Election, ...]) -> None:
        assert self.state is not None
        shown = [(f"{one.title}", one.id) for one in elections]
        _refill(self.election_box, shown, self.state.election.id)
        rounds: list[tuple[str, object]] = [
            (f"第 {one.number} 轮 {one.kind.phrase}", one.id) for one in reversed(self.state.rounds)
        ]
        here = self.state.round.id if self.state.round is not None else None
        _refill(self.round_box, rounds, here)
        self.round_box.setVisible(len(rounds) > 1)

    def _on_election(self, *_values: object) -> None:
        chosen = self.election_box.value()
        if isinstance(chosen, int) and chosen != self._election_id:
            self.show_election(chosen)

    def _on_round(self, *_values: object) -> None:
        chosen = self.round_box.value()
        if isinstance(chosen, int) and self._election_id is not None:
            self.show_election(self._election_id, chosen)

    def _on_hall_changed(self) -> None:
        """Let the page keys turn the hall's pages while there are several."""
        for key in self._page_keys:
            key.setEnabled(self.hall.is_open and len(self.hall.pages) > 1)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.addAction("新建选举").triggered.connect(self.new_election)
        menu.addAction("选举办法…").triggered.connect(self._on_packs)
        if self.state is not None and self.state.election.state is ElectionState.PREPARING:
            menu.addAction("放弃这次选举…").triggered.connect(self._on_discard)
        words = "关闭投影　F9" if self.hall.is_open else "打开投影　F9"
        menu.addAction(words).triggered.connect(self.hall.toggle)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_packs(self) -> None:
        from ui.elections.pack_dialog import PacksDialog

        PacksDialog(self, self.context, self.state).ask()

    def _on_discard(self) -> None:
        from ui.shell import prompts

        if self.state is None:
            return
        election = self.state.election
        rows = (
            (f"候选人 {len(election.candidates)} 名", "名单删去，人员资料不变"),
            ("监票人、计票人", "名单删去"),
        )
        if prompts.confirm(self, f"放弃“{election.title}”？", rows, "放弃这次选举"):
            self._election_id = None
            discard = partial(self.context.workspace.elections.discard, election.id)
            self.context.run(discard, "已放弃这次选举")


def _refill(box: ComboBox, items: list[tuple[str, object]] | list[tuple[str, int]], value: object) -> None:
    known = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    if known != list(items):
        box.clear()
        for words, data in items:
            box.addItem(words, data)
    box.set_value(value)
