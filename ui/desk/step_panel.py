"""The left column: the agenda with the steps of the current item, planned times, the end of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fulian_desktop.scripts.records import CLOSING
from ui.desk.desk_words import planned_times, short_title
from ui.hall.mirror import HallMirror, MirrorForm
from ui.shell.widgets import (
    Box,
    BoxLook,
    ClickableBox,
    Role,
    ScrollColumn,
    StepDisc,
    StepItem,
    StepRow,
    StepState,
    Tone,
    horizontal,
    label,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.scripts.records import ScriptStep
    from ui.desk.session import DeskSession

WIDTH, RAIL_WIDTH = 246, 76
SHORT = 720
"""Below this height of the desk (px at 100 %) the mirror of the hall is one line."""


class RailItem(ClickableBox):
    """An item on the rail: its disc, the title as tool tip."""

    def __init__(self, number: str, title: str, state: StepState) -> None:
        """Show the disc in the middle."""
        super().__init__(BoxLook(Tone.TINT if state is StepState.NOW else None, radius=5))
        self.setFixedHeight(u(40))
        self.setToolTip(title)
        self.setAccessibleName(title)
        row = horizontal(self)
        row.addStretch(1)
        row.addWidget(StepDisc(number, state))
        row.addStretch(1)


class StepPanel(Box):
    """246 wide; a click on an item or a step goes there."""

    step_wanted = Signal(str)
    closing_wanted = Signal()
    agenda_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(BoxLook(Tone.NAV, radius=0, sides="r", side_tone=Tone.LINE2))
        self.setFixedWidth(u(WIDTH))
        self.is_rail = False
        column = vertical(self, margins=(0, 8, 1, 12), spacing=6)
        self._head = head = horizontal(margins=(20, 0, 16, 0), spacing=10)
        self._heading = label("议程", Role.BODY, Tone.TEXT2, weight=600)
        head.addWidget(self._heading)
        self.progress = label("", Role.BODY, Tone.TEXT2)
        head.addWidget(self.progress)
        head.addStretch(1)
        self.close_button = secondary_button("结束会议")
        self.close_button.setObjectName("close_meeting")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.closing_wanted)
        head.addWidget(self.close_button)
        column.addLayout(head)
        self.rows = ScrollColumn(margins=(12, 0, 12, 0), spacing=1)
        column.addWidget(self.rows, 1)
        self.mirror = HallMirror()
        column.addWidget(self.mirror)
        self._shown: object = None
        self._rows: list[tuple[tuple[object, ...], ClickableBox]] = []
        self._before: list[tuple[tuple[object, ...], ClickableBox]] = []
        self._place = 0
        self.current_row: QWidget | None = None

    def show_session(self, session: DeskSession) -> None:
        """Show where the meeting is."""
        here = session.step
        signature = (session.script.steps, here, self.is_rail, session.untouched)
        if signature == self._shown:
            return
        self._shown = signature
        self.current_row = None
        self._begin_rows()
        times = planned_times(session.facts)
        order = list(dict.fromkeys((step.item_id, step.title) for step in session.script.steps))
        place = order.index((here.item_id, here.title))
        for index, (item_id, title) in enumerate(order):
            steps = [s for s in session.script.steps if (s.item_id, s.title) == (item_id, title)]
            item = session.items.get(item_id) if item_id is not None else None
            state = StepState.NOW if index == place else StepState.TO_COME
            if index < place and all(step.counted for step in steps) and item_id not in session.untouched:
                state = StepState.DONE
            number = str(item.number) if item is not None and item.numbered else ""
            words = title if item is None else short_title(item.title)
            if self.is_rail:
                self._add(("rail", number, words, state), steps[0].first_key)
                continue
            note = times.get(item_id, "") if item_id is not None else ""
            note = "跳过" if item_id in session.skipped else note
            row = self._add(("item", number, words, note, state), steps[0].first_key)
            row.setObjectName(f"step_item_{index}")
            if index == place:
                self._add_steps(session, steps, here)
        self._end_rows()
        self._show_progress(session, here)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _show_progress(self, session: DeskSession, here: ScriptStep) -> None:
        numbered = session.facts.numbered_items
        current = session.items.get(here.item_id) if here.item_id is not None else None
        done = current.number if current is not None and current.numbered else 0
        if current is not None and not current.numbered:
            ids = [item.id for item in session.facts.agenda]
            passed = ids[: ids.index(current.id)] if current.id in ids else []
            done = sum(item.id in passed for item in numbered)
        elif here.title == CLOSING:
            done = len(numbered)
        self.progress.setText(f"{done} / {len(numbered)}")

    def _bring_into_sight(self) -> None:
        if self.current_row is not None:
            self.rows.ensureWidgetVisible(self.current_row, 0, u(40))

    def set_rail(self, rail: bool) -> None:
        """Become a rail of discs, 76 wide, where the window is narrow; or the list again."""
        if rail == self.is_rail:
            return
        self.is_rail = rail
        self.setFixedWidth(u(RAIL_WIDTH if rail else WIDTH))
        self._heading.setVisible(not rail)
        self.progress.setVisible(not rail)
        self.close_button.setText("结束" if rail else "结束会议")
        self._head.setContentsMargins(u(2 if rail else 20), 0, u(1 if rail else 16), 0)
        self.rows.column.setContentsMargins(u(4 if rail else 12), 0, u(4 if rail else 12), 0)

    def set_height(self, height: int) -> None:
        """Choose how the hall's mirror is drawn: a rail has only its words, a short desk one line."""
        form = MirrorForm.LINE if height < u(SHORT) else MirrorForm.PICTURE
        self.mirror.set_form(MirrorForm.RAIL if self.is_rail else form)

    def _add_steps(self, session: DeskSession, steps: list[ScriptStep], here: ScriptStep) -> None:
        if len(steps) == 1:
            return
        passed = True
        for step in steps:
            is_here = step == here
            passed = passed and not is_here
            state = (
                StepState.NOW if is_here else StepState.DONE if passed and step.counted else StepState.TO_COME
            )
            row = self._add(("step", step.name, state), step.first_key)
            if is_here:
                self.current_row = row

    def _begin_rows(self) -> None:
        """Begin to fill the column: what looks as before stays where it is."""
        self._place = 0
        self._before = [(said, row) for said, row in self._rows if isValid(row)]
        self._rows = []

    def _end_rows(self) -> None:
        """Take away the rows that are not wanted any more."""
        for _, row in self._before:
            self.rows.column.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._before = []

    def _add(self, said: tuple[object, ...], key: str) -> ClickableBox:
        """Put the next row: one that says the same and was there before, else a new one."""
        at = next((at for at, (words, _) in enumerate(self._before) if words == said), None)
        row = _row_of(said) if at is None else self._before.pop(at)[1]
        if at is None:
            row.activated.connect(self._on_activated)
        row.setProperty("line_key", key)
        if self.rows.column.indexOf(row) != self._place:
            self.rows.column.insertWidget(self._place, row)
        self._place += 1
        self._rows.append((said, row))
        return row

    def _on_activated(self) -> None:
        row = self.sender()
        if isinstance(row, QWidget):
            self.step_wanted.emit(str(row.property("line_key")))


def _row_of(said: tuple[object, ...]) -> ClickableBox:
    """Make the row that says this."""
    match said:
        case ("rail", str(number), str(words), StepState() as state):
            return RailItem(number, words, state)
        case ("item", str(number), str(words), str(note), StepState() as state):
            return StepItem(number, words, note, state)
        case (_, str(name), StepState() as state):
            return StepRow(name, state)
        case _:
            raise AssertionError(said)
