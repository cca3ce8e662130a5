"""The section 换届路线: the steps at the left, the chosen one with all it needs at the right."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from fulian_desktop.chinese.dates import screen_date
from fulian_desktop.elections.congress_records import StepState
from ui.elections import congress_words as words
from ui.elections.congress_dialogs import ask_plan, begin_term_change
from ui.elections.congress_step_panel import StepPanel
from ui.elections.section import STACKED_BELOW, UNLIMITED, Section
from ui.shell.after_paint import AfterPaint
from ui.shell.widgets import (
    Card,
    Chip,
    ClickableBox,
    ElidedLabel,
    EmptyState,
    Icon,
    Lamp,
    Role,
    ScrollColumn,
    Tone,
    horizontal,
    label,
    scrolled,
    secondary_button,
    u,
    vertical,
)
from ui.shell.widgets.box import BoxLook

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from fulian_desktop.elections.congress_records import Congress, PathStep
    from ui.elections.page import ElectionsPage
    from ui.shell.notifier import PageContext

PANEL_WIDTH = 430


class StepLine(ClickableBox):
    """One step of the path: lamp, title, what it lacks, when, how it stands.

    Tab stops at the chosen one only; the arrows go on from there.
    """

    moved = Signal(int)
    """By how many steps the keyboard wants to go on."""

    def __init__(self, step: PathStep, *, narrow: bool) -> None:
        """Two lines, 54 high; `narrow` leaves the chip's room to the words."""
        super().__init__(BoxLook(sides="b", radius=0))
        self.step = step
        self.setObjectName(f"step_{step.step.key}")
        self.setAccessibleName(f"{step.step.title} {step.state.phrase}")
        self.setFixedHeight(u(54))
        row = horizontal(self, margins=(12, 0, 10, 0), spacing=10)
        row.addWidget(Lamp(words.lamp_of(step), 18))
        texts = vertical(spacing=1)
        texts.addStretch(1)
        texts.addWidget(ElidedLabel(step.step.title, Role.NAME))
        lacking = words.lacking(step)
        second = lacking or (f"{step.by_whom}已办" if step.state is StepState.DONE else step.step.who)
        open_step = not step.state.is_settled and step.state is not StepState.WAITING
        tone = Tone.AMBER if lacking and open_step else Tone.TEXT3
        texts.addWidget(ElidedLabel(second, Role.CAPTION, tone))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        when = words.short_day(step.due) if narrow else words.span(step)
        if step.state is StepState.DONE:
            when = f"{screen_date(_day(step.done_on)).split(' ')[0]}办完"
        row.addWidget(label(when, Role.SECONDARY, Tone.TEXT2))
        row.addWidget(Chip(step.state.phrase, words.STATE_CHIPS[step.state], width=66))

    def set_current(self, current: bool) -> None:
        """Show the step as the chosen one, which has the place of the keyboard."""
        super().set_current(current)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the path."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(by)


class CongressPathSection(Section):
    """All steps of the term change, and one of them in full."""

    def __init__(self, context: PageContext, page: ElectionsPage) -> None:
        """Build the empty state and the two columns."""
        super().__init__(context, page)
        self._congress: Congress | None = None
        self._chosen = ""
        self._lines: dict[str, StepLine] = {}
        self._scroll_later = AfterPaint(self, self._bring_chosen_into_view)
        self.empty = EmptyState(
            "换届从这里开始：填上大会的日期，程序倒排出每一步最迟哪天办完、要备哪些材料。",
            "开始筹备换届",
            picture=Icon.CALENDAR,
        )
        self.empty.activated.connect(self._on_begin)
        assert self.empty.button is not None
        self.empty.button.setObjectName("begin_term_change")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._build_path())
        vertical(self).addWidget(self._stack)

    def _build_path(self) -> QWidget:
        box = QWidget()
        row = self._row = horizontal(box, spacing=14)
        self.card = Card("换届路线", " ", margins=(4, 10, 4, 4), spacing=6)
        self.card.head.setContentsMargins(u(12), 0, u(8), 0)
        self.plan_button = secondary_button("换届安排", Icon.PENCIL)
        self.plan_button.setObjectName("change_congress")
        self.plan_button.clicked.connect(self._on_plan)
        self.card.head.addWidget(self.plan_button)
        self.steps = ScrollColumn()
        self.card.body.addWidget(self.steps, 1)
        self.panel = StepPanel(self.context, self.page)
        row.addWidget(self.card, 1)
        row.addWidget(self.panel)
        return scrolled(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel below the steps where there is no room beside them."""
        super().resizeEvent(event)
        stacked = self.width() < u(STACKED_BELOW)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self.panel.setMinimumWidth(0 if stacked else u(PANEL_WIDTH))
        self.panel.setMaximumWidth(UNLIMITED if stacked else u(PANEL_WIDTH))
        for part in (self.card, self.panel):
            part.setMinimumHeight(u(300) if stacked else 0)

    def subtitle(self) -> str:
        """Say which congress, when, where."""
        if self._congress is None:
            return "换届、增补和投票都在这里办"
        plan = self._congress.plan
        where = f"　{plan.place}" if plan.place else ""
        day = screen_date(_day(plan.day))
        left = words.days_left(self._congress, self.today())
        return f"{self._congress.title}　{plan.day[:4]}年{day} {plan.time}{where}　{left}"

    def refresh(self) -> None:
        """Read the congress and its path anew; the chosen step stays chosen."""
        congress = self.context.workspace.congress.current()
        self._congress = congress
        self._stack.setCurrentIndex(0 if congress is None else 1)
        if congress is None:
            return
        path = self.context.workspace.congress.path(congress.id)
        if self._chosen not in {one.step.key for one in path}:
            following = self.context.workspace.congress.next_step(congress.id)
            self._chosen = (following or path[-1]).step.key
        self._show_steps(path)
        settled = sum(one.state.is_settled for one in path)
        self.card.set_count(f"{len(path)} 步，已办 {settled} 步")
        self._show_chosen(path)
        self._scroll_later.request()

    def open_with(self, **arguments: object) -> None:
        """Go to a step (`step`, its key)."""
        key = arguments.get("step")
        if isinstance(key, str) and key in self._lines:
            self._on_step(key)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen step."""
        if self._congress is None:
            assert self.empty.button is not None
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._chosen in self._lines:
            self._lines[self._chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_steps(self, path: tuple[PathStep, ...]) -> None:
        place = self.steps.verticalScrollBar().value()
        self.steps.clear()
        self._lines = {}
        stage = ""
        narrow = self.width() < u(1060)
        for step in path:
            if step.step.stage != stage:
                stage = step.step.stage
                head = label(stage, Role.SECONDARY, Tone.TEXT2, weight=600)
                head.setContentsMargins(u(12), u(8), 0, u(4))
                self.steps.add(head)
            line = StepLine(step, narrow=narrow)
            line.activated.connect(partial(self._on_step, step.step.key))
            line.moved.connect(self._on_moved)
            line.set_current(step.step.key == self._chosen)
            self._lines[step.step.key] = line
            self.steps.add(line)
        self.steps.verticalScrollBar().setValue(place)

    def _show_chosen(self, path: tuple[PathStep, ...]) -> None:
        assert self._congress is not None
        step = next(one for one in path if one.step.key == self._chosen)
        self.panel.show_step(self._congress, step)

    def _bring_chosen_into_view(self) -> None:
        if self._chosen in self._lines:
            self.steps.ensureWidgetVisible(self._lines[self._chosen], 0, u(120))

    def _on_step(self, key: str) -> None:
        if self._congress is None:
            return
        if key == self._chosen:
            self.panel.take_focus()
            return
        if self._chosen in self._lines:
            self._lines[self._chosen].set_current(False)
        self._chosen = key
        self._lines[key].set_current(True)
        self._scroll_later.request()
        self._show_chosen(self.context.workspace.congress.path(self._congress.id))

    def _on_moved(self, by: int) -> None:
        keys = list(self._lines)
        place = keys.index(self._chosen) + by
        if 0 <= place < len(keys):
            self._on_step(keys[place])
            self.take_focus()

    def _on_begin(self) -> None:
        begin_term_change(self, self.context, self.today())

    def _on_plan(self) -> None:
        if self._congress is not None:
            ask_plan(self, self.context, self._congress, self.today())


def _day(text: str) -> date:
    return date.fromisoformat(text)
