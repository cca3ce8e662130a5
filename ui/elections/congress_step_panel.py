"""The panel of one step: what to look to, what is missing and where, its materials, and what was recorded."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.chinese.dates import screen_date
from fulian_desktop.elections.congress_records import Office, StepState
from ui.elections import congress_words as words
from ui.elections.congress_dialogs import ask_done, ask_not_needed, ask_step_days
from ui.elections.congress_offices import office_rows
from ui.elections.congress_session_rows import session_rows
from ui.shell.widgets import (
    CARD,
    INSET,
    Box,
    Button,
    CheckBox,
    Chip,
    InsetBox,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.congress_records import Congress, Lack, Material, PathStep
    from ui.elections.page import ElectionsPage
    from ui.shell.notifier import PageContext

_OFFICES = {
    "group": (Office.GROUP_HEAD, Office.GROUP_MEMBER),
    "check_delegates": (Office.QUALIFICATION,),
    "notice": (Office.EXECUTIVE_CHAIR, Office.PRESIDIUM, Office.SECRETARY),
}
"""Offices that are named in a step."""
_SESSION_STEPS = ("notice", "papers", "rehearsal")
_INNER = 390
"""Width of wrapped words in px at 100 % type."""


class StepPanel(Box):
    """One step in full; every part of it leads to where it is mended."""

    def __init__(self, context: PageContext, page: ElectionsPage) -> None:
        """Start empty."""
        super().__init__(CARD)
        self._context = context
        self._page = page
        column = vertical(self, margins=(0, 12, 0, 12), spacing=8)
        self._scroll = ScrollColumn(spacing=8, margins=(16, 0, 16, 0))
        column.addWidget(self._scroll, 1)
        self._foot = vertical(margins=(16, 0, 16, 0), spacing=6)
        column.addLayout(self._foot)

    def show_step(self, congress: Congress, step: PathStep) -> None:
        """Show a step of a congress."""
        self._scroll.clear()
        clear_layout(self._foot)
        self._add_head(congress, step)
        self._add_lacks(step)
        if step.step.key == "congress_day":
            self._add_sessions(congress)
        self._add_materials(congress, step)
        for office in _OFFICES.get(step.step.key, ()):
            for row in office_rows(self._context, congress, office):
                self._scroll.add(row)
        if step.step.key in _SESSION_STEPS:
            self._add_sessions(congress)
        self._add_foot(congress, step)

    def take_focus(self) -> None:
        """Put the keyboard on what settles the step, or opens it again."""
        button = self.findChild(Button, "step_done") or self.findChild(Button, "reopen_step")
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_sessions(self, congress: Congress) -> None:
        for row in session_rows(self._context, congress):
            self._scroll.add(row)

    def _add_head(self, congress: Congress, step: PathStep) -> None:
        head = horizontal(spacing=10)
        head.addWidget(label(step.step.title, Role.DIALOG_TITLE), 1)
        head.addWidget(Chip(step.state.phrase, words.STATE_CHIPS[step.state]))
        self._scroll.column.insertLayout(self._scroll.column.count() - 1, head)
        when = f"{step.step.who}　{words.span(step)}"
        self._scroll.add(WrapLabel(when, Role.SECONDARY, Tone.TEXT2, width=u(_INNER)))
        distance = f"大会前 {step.days} 天" if step.days >= 0 else f"大会后 {-step.days} 天"
        counting = (
            f"，要做 {step.step.lasts} 个{'工作日' if step.step.working else '自然日'}"
            if step.step.lasts > 1
            else ""
        )
        row = horizontal(spacing=8)
        row.addWidget(
            label(
                f"{distance}{'（本会改过）' if step.own_days else ''}{counting}", Role.SECONDARY, Tone.TEXT3
            )
        )
        row.addStretch(1)
        change = link_button("改天数")
        change.setObjectName("change_days")
        change.clicked.connect(partial(ask_step_days, self, self._context, congress, step))
        row.addWidget(change)
        self._scroll.column.insertLayout(self._scroll.column.count() - 1, row)
        if step.step.note:
            box = InsetBox()
            box.body.addWidget(WrapLabel(step.step.note, Role.SECONDARY, Tone.TEXT, width=u(_INNER - 28)))
            self._scroll.add(box)
        if step.note:
            self._scroll.add(WrapLabel(f"备注：{step.note}", Role.SECONDARY, Tone.TEXT2, width=u(_INNER)))

    def _add_lacks(self, step: PathStep) -> None:
        if not step.lacks:
            return
        self._scroll.add(label("还没有办好", Role.CARD_TITLE))
        for lack in step.lacks:
            self._scroll.add(self._lack_row(lack))

    def _lack_row(self, lack: Lack) -> QWidget:
        key = {"delegates": "delegates", "elections": "ballots"}.get(lack.place, "")
        box = Box(INSET)
        row = horizontal(box, margins=(12, 8, 10, 8), spacing=8)
        row.addWidget(Lamp(LampState.MISSING, 17), 0, Qt.AlignmentFlag.AlignTop)
        width = u(_INNER - (110 if key else 60))
        row.addWidget(WrapLabel(lack.sentence, Role.SECONDARY, Tone.TEXT, width=width))
        row.addStretch(1)
        if key:
            link = link_button("去办")
            link.setObjectName(f"go_{lack.place}")
            link.clicked.connect(partial(self._on_section, key))
            row.addWidget(link)
        return box

    def _add_materials(self, congress: Congress, step: PathStep) -> None:
        if not step.materials:
            return
        ticked = sum(bool(one.ticked_on) for one in step.materials)
        head = horizontal(spacing=10)
        head.addWidget(label("材料", Role.CARD_TITLE))
        head.addWidget(label(f"备好 {ticked} / {len(step.materials)}", Role.SECONDARY, Tone.TEXT2))
        head.addStretch(1)
        self._scroll.column.insertLayout(self._scroll.column.count() - 1, head)
        for material in step.materials:
            self._scroll.add(self._material_row(congress, step, material))

    def _material_row(self, congress: Congress, step: PathStep, material: Material) -> QWidget:
        box = Box(INSET)
        row = horizontal(box, margins=(10, 0, 10, 0), spacing=8)
        box.setFixedHeight(u(40))
        tick = CheckBox(material.name, bool(material.ticked_on))
        tick.setObjectName(f"material_{material.key}")
        tick.clicked.connect(partial(self._on_material, congress.id, step.step.key, material))
        row.addWidget(tick)
        row.addStretch(1)
        state = (
            words.short_day(_day(material.ticked_on))
            if material.ticked_on
            else ("可有可无" if material.optional else "")
        )
        if state:
            row.addWidget(label(state, Role.CAPTION, Tone.TEXT2))
        if material.paper and (sessions := self._context.workspace.congress.sessions(congress.id)):
            paper = link_button("文书")
            paper.setObjectName(f"paper_{material.key}")
            paper.setAccessibleName(f"看文书：{material.name}")
            paper.clicked.connect(
                partial(self._context.open_page, "papers", meeting_id=sessions[0].id, paper=material.paper)
            )
            row.addWidget(paper)
        return box

    def _add_foot(self, congress: Congress, step: PathStep) -> None:
        row = horizontal(spacing=10)
        run = partial(self._on_state, congress.id, step)
        if step.state.is_settled:
            said = (
                f"{screen_date(_day(step.done_on)).split(' ')[0]}，{step.by_whom}"
                if step.done_on
                else "不需要"
            )
            row.addWidget(label(said, Role.SECONDARY, Tone.TEXT2), 1)
            again = secondary_button("重新打开")
            again.setObjectName("reopen_step")
            again.clicked.connect(partial(run, StepState.WAITING))
            row.addWidget(again)
        else:
            skip = link_button("不需要")
            skip.setObjectName("step_not_needed")
            skip.clicked.connect(partial(ask_not_needed, self, self._context, congress, step))
            row.addWidget(skip)
            row.addStretch(1)
            if step.state is not StepState.DOING:
                doing = secondary_button("正在办")
                doing.setObjectName("step_doing")
                doing.clicked.connect(partial(run, StepState.DOING))
                row.addWidget(doing)
            done = primary_button("登记办完")
            done.setObjectName("step_done")
            done.clicked.connect(partial(ask_done, self, self._context, congress, step))
            row.addWidget(done)
        self._foot.addLayout(row)

    def _on_section(self, key: str) -> None:
        self._page.show_section(key)

    def _on_material(self, congress_id: int, key: str, material: Material) -> None:
        congress = self._context.workspace.congress
        tick = partial(congress.tick_material, congress_id, key, material.key)
        untick = partial(congress.untick_material, congress_id, key, material.key)
        if material.ticked_on:
            self._context.run(untick, f"已撤销：{material.name}备好", tick)
        else:
            self._context.run(tick, f"已登记：{material.name}备好", untick)

    def _on_state(self, congress_id: int, step: PathStep, state: StepState) -> None:
        record = partial(self._context.workspace.congress.record_step, congress_id, step.step.key, state)
        said = "正在办" if state is StepState.DOING else "重新打开"
        self._context.run(record, f"已登记：{step.step.title}{said}")


def _day(text: str) -> date:
    return date.fromisoformat(text)
