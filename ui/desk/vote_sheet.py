"""The counting sheet (清点表): zones with sums, a second counter, a recount; only differences are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from fulian_desktop.errors import UserFacingError
from fulian_desktop.votes.tallies import differences, numbers_of, sum_of
from ui.desk.desk_words import clock
from ui.desk.vote_sheet_grid import SheetGrid
from ui.desk.vote_state import Hand
from ui.desk.vote_zones import set_up_zones
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    GREEN,
    Box,
    Button,
    Field,
    LampLabel,
    LampState,
    LineEdit,
    Role,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.votes.records import HandEntry, OpenQuestion
    from fulian_desktop.votes.tallies import Tally
    from ui.desk.session import DeskSession
    from ui.desk.vote_state import VoteState

WIDTH = 860


def count_on_sheet(parent: QWidget, session: DeskSession, state: VoteState, subject: str) -> HandEntry | None:
    """Count on a sheet; return the numbers to enter, None when the user went back. What was taken stays."""
    dialog = SheetDialog(parent, session, state, subject)
    return dialog.adopted if dialog.ask() else None


class SheetDialog(Dialog):
    """Two faces: the grid that is being filled, and the sheets taken so far with what differs."""

    def __init__(self, parent: QWidget, session: DeskSession, state: VoteState, subject: str) -> None:
        """Begin with the comparison when sheets were taken already, else with the grid."""
        super().__init__(f"清点表：{subject}", parent, width=WIDTH)
        self.setObjectName("counting_sheet_dialog")
        self._session = session
        self._state = state
        self._key = state.motion.key
        self._counting = session.workspace.votes.counting
        self.adopted: HandEntry | None = None
        self.grid: SheetGrid | None = None
        self._place = QWidget()
        self._column = vertical(self._place, spacing=10)
        self.body.addWidget(self._place)
        self.sentence = WrapLabel("", Role.SECONDARY, Tone.RED, width=self.inner_width)
        self.sentence.setObjectName("sheet_sentence")
        self.sentence.hide()
        self.body.addWidget(self.sentence)
        self.zones_button = self.add_left(secondary_button("设分区"))
        self.zones_button.setObjectName("set_up_zones")
        self.zones_button.clicked.connect(self._on_zones)
        self.add_left(secondary_button("先不清点")).clicked.connect(self.reject)
        self.again_button = self.add_right(secondary_button(""))
        self.again_button.setObjectName("count_again")
        self.again_button.clicked.connect(self._on_again)
        self.take_button = self.add_right(primary_button("登记，采用这些数"))
        self.take_button.setObjectName("take_tally")
        self.take_button.clicked.connect(self._on_take)
        for button in (self.again_button, self.take_button):
            button.setAutoDefault(False)
            button.setDefault(False)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_take)
        if self._tallies():
            self._show_comparison()
        else:
            self._show_grid()

    # ---- the two faces

    def _show_grid(self) -> None:
        clear_layout(self._column)
        number = len(self._tallies()) + 1
        head = horizontal(spacing=16)
        self._counter = LineEdit("", "可以不填")
        self._counter.setObjectName("sheet_counter")
        self._counter.setFixedWidth(u(220))
        head.addWidget(Field(f"第 {number} 遍由谁清点", self._counter))
        head.addStretch(1)
        people = f"在场有表决权 {self._state.voters} 人，通过需要 {self._state.need} 人"
        head.addWidget(label(people, Role.NAME))
        self._column.addLayout(head)
        rows = self._counting.draft(self._session.meeting_id, self._key)
        blank = self._counting.blank_rows(self._session.meeting_id, self._question())
        if [row.zone for row in rows] != [row.zone for row in blank]:
            rows = blank
        tallies = self._tallies()
        again = differences(tallies[-2], tallies[-1]) if len(tallies) > 1 else ()
        recounted = again and {one.zone for one in again} <= {row.zone for row in tallies[-1].rows}
        if recounted:
            rows = tallies[-1].rows
        self.grid = SheetGrid(rows, abstention_polled=Hand.ABSTAINING in self._state.polls)
        asked = [self.grid.ask_again(one.zone, one.hand) for one in again] if recounted else []
        self.grid.changed.connect(self._on_changed)
        self.grid.refused.connect(self._say)
        self._column.addWidget(self.grid)
        self._lamp = LampLabel(LampState.NOT_YET, "", Role.NAME, size=20)
        self._lamp.setObjectName("sheet_lamp")
        self._column.addWidget(self._lamp)
        note = "“同意”不数就自动算出；每个分区报一次，回车到下一格，Ctrl+回车登记"
        self._column.addWidget(label(note, Role.CAPTION, Tone.TEXT2))
        self.take_button.setText("登记，采用这些数" if number == 1 else "登记，核对两遍")
        self.again_button.setText("登记，换人再数一遍")
        self.again_button.setVisible(number == 1)
        self._show_standing()
        first = next((cell for cell in asked if cell is not None), self.grid.first_cell())
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_comparison(self) -> None:
        clear_layout(self._column)
        self.grid = None
        self._say("")
        tallies = self._tallies()
        for number, tally in enumerate(tallies, start=1):
            self._column.addWidget(self._tally_row(number, tally))
        if len(tallies) > 1:
            self._column.addWidget(self._compared(tallies))
        self.again_button.setText("再数一遍")
        self.again_button.show()
        self.take_button.setText(f"采用第 {len(tallies)} 遍")
        self.take_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _tally_row(self, number: int, tally: Tally) -> QWidget:
        box = QWidget()
        row = horizontal(box, spacing=14)
        who = f"，{tally.counter}" if tally.counter else ""
        row.addWidget(label(f"第 {number} 遍（{clock(tally.at)}{who}）", Role.NAME))
        in_favour, against, abstaining, not_voting = numbers_of(tally.entry, self._state.voters)
        words = f"同意 {in_favour}，不同意 {against}，弃权 {abstaining}，未表态 {not_voting}"
        row.addWidget(label(words, Role.BODY), 1)
        if number < len(self._tallies()):
            adopt: Button = secondary_button(f"采用第 {number} 遍")
            adopt.setObjectName(f"adopt_{number}")
            adopt.setAutoDefault(False)
            adopt.setProperty("tally", number - 1)
            adopt.clicked.connect(self._on_adopt)
            row.addWidget(adopt)
        return box

    def _compared(self, tallies: tuple[Tally, ...]) -> QWidget:
        state = self._state
        fault = self._counting.disagreement(
            self._session.meeting_id, self._key, tallies[-1].entry, state.voters
        )
        box = Box(AMBER if fault else GREEN)
        box.setObjectName("sheet_comparison")
        column = vertical(box, margins=(14, 10, 14, 10), spacing=4)
        if not fault:
            column.addWidget(LampLabel(LampState.HOLDS, "两遍清点一致", Role.NAME, size=20))
            return box
        found = differences(tallies[-2], tallies[-1])
        words = f"两遍有 {len(found)} 个数不一样" if found else "两遍的同意人数不一样"
        column.addWidget(LampLabel(LampState.MISSING, words, Role.NAME, size=20))
        for one in found:
            column.addWidget(label(one.words, Role.NAME))
        note = "只请这几处再数一遍；也可以直接采用一遍，确认时写明原因。两遍都会保留。"
        column.addWidget(WrapLabel(note, Role.SECONDARY, Tone.TEXT2, width=self.inner_width - u(28)))
        return box

    # ---- what happens

    def _on_changed(self) -> None:
        self._say("")
        grid = self.grid
        if grid is None:
            return
        rows = grid.rows()
        self._run(lambda: self._counting.keep_draft(self._session.meeting_id, self._key, rows))
        self._show_standing()

    def _show_standing(self) -> None:
        """Show how the sum grows against what is needed."""
        state, grid = self._state, self.grid
        if grid is None:
            return
        try:
            entry = sum_of(grid.rows())
        except UserFacingError as error:
            self._lamp.set_state(LampState.WRONG, error.what)
            return
        in_favour, *others = numbers_of(entry, state.voters)
        over = sum(others) + max(0, in_favour) - state.voters
        if over > 0:
            self._lamp.set_state(LampState.WRONG, f"合计比在场有表决权的多 {over} 人，请再数一遍")
        elif entry.in_favour is not None and over < 0 and in_favour < state.need:
            missing = state.need - in_favour
            self._lamp.set_state(LampState.NOT_YET, f"还差 {missing} 人，还有 {-over} 人没有数到")
        elif in_favour >= state.need:
            self._lamp.set_state(LampState.HOLDS, f"同意 {in_favour}，需要 {state.need}，已够")
        else:
            self._lamp.set_state(LampState.MISSING, f"同意 {in_favour}，还差 {state.need - in_favour} 人")

    def _on_take(self) -> None:
        if self.grid is None:
            self._adopt(len(self._tallies()) - 1)
            return
        if self._take():
            if len(self._tallies()) == 1:
                self._adopt(0)
            else:
                self._show_comparison()

    def _on_again(self) -> None:
        if self.grid is None or self._take():
            self._show_grid()

    def _on_adopt(self) -> None:
        self._adopt(int(self.sender().property("tally")))

    def _adopt(self, place: int) -> None:
        self.adopted = self._tallies()[place].entry
        self.accept()

    def _take(self) -> bool:
        grid = self.grid
        if grid is None:
            return False
        if missing := grid.uncounted():
            self._say(f"“{missing}”还没有再数。没有人就填 0。")
            return False
        try:
            entry = sum_of(grid.rows())
            over = sum(numbers_of(entry, self._state.voters)) - self._state.voters
            if over > 0 or numbers_of(entry, self._state.voters)[0] < 0:
                rest = entry.against + entry.abstaining + entry.not_voting + (entry.in_favour or 0)
                self._say(
                    f"数出来 {rest} 只手，在场有表决权只有 {self._state.voters} 人，"
                    f"多 {rest - self._state.voters}。请再数一遍，没有登记。"
                )
                return False
        except UserFacingError as error:
            self._say(error.what + "".join(error.advice[:1]))
            return False
        rows, counter = grid.rows(), self._counter.text()
        meeting_id, key = self._session.meeting_id, self._key
        return self._run(lambda: self._counting.take(meeting_id, key, rows, counter=counter)[0])

    def _on_zones(self) -> None:
        if set_up_zones(self, self._session):
            self._run(lambda: self._counting.keep_draft(self._session.meeting_id, self._key, ()))
            self._show_grid()

    def _run(self, operation: Callable[[], ChangeSet]) -> bool:
        return self._session.context.run(operation) is not None

    def _tallies(self) -> tuple[Tally, ...]:
        return self._counting.open_tallies(self._session.meeting_id, self._key)

    def _question(self) -> OpenQuestion:
        return self._session.workspace.votes.open_question(self._session.meeting_id, self._key)

    def _say(self, words: str) -> None:
        self.sentence.setText(words)
        self.sentence.setVisible(bool(words))
