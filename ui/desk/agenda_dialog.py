"""The agenda as it is run: jump to an item, skip it with a reason, put it back, order, put one in (F7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.meetings.agenda_course import ItemState
from fulian_desktop.meetings.records import AgendaKind
from ui.desk.desk_words import clock
from ui.meetings.item_dialog import AgendaItemDialog
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    BoxLook,
    Chip,
    ChipKind,
    ClickableBox,
    ElidedLabel,
    KeyCap,
    Role,
    ScrollColumn,
    StepDisc,
    StepState,
    Tone,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.meetings.agenda_course import RunningItem
    from fulian_desktop.meetings.records import AgendaDraft
    from ui.desk.session import DeskSession
    from ui.shell.widgets import Button

WIDTH = 860
_ROW, _MOST_ROWS = 52, 8
_DISCS = {
    ItemState.WAITING: StepState.TO_COME,
    ItemState.RUNNING: StepState.NOW,
    ItemState.DONE: StepState.DONE,
    ItemState.SKIPPED: StepState.TO_COME,
}
_CHIPS = {
    ItemState.WAITING: ChipKind.PLAIN,
    ItemState.RUNNING: ChipKind.RED,
    ItemState.DONE: ChipKind.GREEN,
    ItemState.SKIPPED: ChipKind.AMBER,
}


class RunningRow(ClickableBox):
    """One item: number, title, how it is decided, how far it is."""

    def __init__(self, one: RunningItem) -> None:
        """Show the item as it stands."""
        super().__init__(BoxLook(radius=6))
        self.item_id = one.item.id
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(u(_ROW))
        self.setObjectName("running_row")
        item = one.item
        self.setAccessibleName(f"{item.title} {one.state.phrase}")
        row = horizontal(self, margins=(10, 0, 12, 0), spacing=12)
        row.addWidget(StepDisc(str(item.number) if item.number else "", _DISCS[one.state]))
        words = vertical(spacing=0)
        tone = Tone.TEXT3 if one.state is ItemState.SKIPPED else Tone.TEXT
        words.addStretch(1)
        words.addWidget(ElidedLabel(item.title, Role.NAME, tone))
        second = _second_line(one)
        if second:
            words.addWidget(ElidedLabel(second, Role.CAPTION, Tone.TEXT2))
        words.addStretch(1)
        row.addLayout(words, 1)
        if item.spontaneous:
            row.addWidget(Chip("临时加的", ChipKind.PLAIN))
        row.addWidget(Chip(one.state.phrase, _CHIPS[one.state]))


class AgendaDialog(Dialog):
    """Everything is done at once and kept; only 去这一项 closes the dialog."""

    def __init__(self, parent: QWidget, session: DeskSession) -> None:
        """Begin at the item the script is at."""
        super().__init__("议程", parent, width=WIDTH)
        self.setObjectName("agenda_dialog")
        self._session = session
        self._workspace = session.workspace
        self._chosen = session.step.item_id
        self._rows = ScrollColumn(spacing=2)
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._version = label("", Role.SECONDARY, Tone.TEXT2)
        self._version.setObjectName("agenda_version")
        self._said = label("", Role.SECONDARY, Tone.AMBER)
        self.body.addWidget(self._version)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._said)
        keys = horizontal(spacing=10)
        for key, words in (
            ("上下", "选"),
            ("Ctrl+上下", "调顺序"),
            ("Delete", "跳过或恢复"),
            ("Insert", "临时加"),
        ):
            keys.addWidget(KeyCap(key))
            keys.addWidget(label(words, Role.SECONDARY, Tone.TEXT2))
        keys.addStretch(1)
        self.body.addLayout(keys)
        self.insert_button = self._button("临时加一项", self.insert_item)
        self.skip_button = self._button("跳过", self.skip_or_put_back)
        self.earlier_button = self._button("上移", self._on_earlier)
        self.later_button = self._button("下移", self._on_later)
        self.close_button = self.add_right(secondary_button("关闭"), accepts=False)
        self.go_button = self.add_right(primary_button("去这一项"), accepts=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show()
        self.setFocus()

    def wanted_key(self) -> str:
        """Return the first line of the chosen item."""
        script = self._workspace.scripts.compose(self._session.meeting_id)
        steps = script.steps_of(self._chosen)
        return steps[0].first_key if steps else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, move with Ctrl and the arrows, skip with Delete, put in with Insert."""
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            if control:
                self._move(step)
            else:
                self._choose(step)
        elif key == Qt.Key.Key_Delete:
            self.skip_or_put_back()
        elif key == Qt.Key.Key_Insert:
            self.insert_item()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focusWidget() in (None, self):
            self.accept()
        else:
            super().keyPressEvent(event)

    def skip_or_put_back(self) -> None:
        """Skip the chosen item with a reason, or put it back."""
        one = self._one()
        if one is None:
            return
        running, meeting_id, item_id = self._workspace.running, self._session.meeting_id, one.item.id
        if one.state is ItemState.SKIPPED:
            self._do(lambda: running.put_back(meeting_id, item_id))
            return
        reason = prompts.ask_text(
            self,
            f"跳过“{one.item.title}”",
            "原因",
            placeholder="例如：领导临时有事",
            hint="主持词里会照这个原因说明，会议记录里也写上",
            act_word="跳过",
            check=_wants_reason,
        )
        if reason is not None:
            self._do(lambda: running.skip(meeting_id, item_id, reason))

    def insert_item(self) -> None:
        """Ask for an item and put it in behind the chosen one."""
        AgendaItemDialog(
            self,
            "临时加一项议程",
            self._insert,
            pack=self._session.facts.rule_pack,
            numbered=False,
            taken=frozenset({AgendaKind.BY_ELECTION, AgendaKind.ELECTION}),
            spontaneous=True,
        ).ask()

    # ---- inside

    def _button(self, words: str, act: Callable[[], None]) -> Button:
        button = self.add_left(secondary_button(words))
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    def _insert(self, draft: AgendaDraft) -> bool:
        running, meeting_id, after = self._workspace.running, self._session.meeting_id, self._chosen
        done = self._session.context.run(lambda: running.insert(meeting_id, draft, after_id=after))
        if done is None:
            return False
        self._chosen = done.record_id
        self._show()
        return True

    def _on_earlier(self) -> None:
        self._move(-1)

    def _on_later(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        one = self._one()
        if one is None:
            return
        if one.state is not ItemState.WAITING:
            self._said.setText(f"“{one.item.title}”{one.state.phrase}，顺序不能再调")
            return
        running, meeting_id, item_id = self._workspace.running, self._session.meeting_id, one.item.id
        self._do(lambda: running.move(meeting_id, item_id, steps))

    def _do(self, operation: Callable[[], ChangeSet]) -> None:
        self._session.context.run(operation)
        self._show()

    def _items(self) -> tuple[RunningItem, ...]:
        return self._workspace.running.items(self._session.meeting_id)

    def _one(self) -> RunningItem | None:
        return next((one for one in self._items() if one.item.id == self._chosen), None)

    def _choose(self, step: int) -> None:
        ids = [one.item.id for one in self._items()]
        place = ids.index(self._chosen) + step if self._chosen in ids else 0
        self._chosen = ids[min(max(place, 0), len(ids) - 1)]
        self._show()

    def _on_activated(self) -> None:
        row = self.sender()
        if isinstance(row, RunningRow):
            self._chosen = row.item_id
        self._show()

    def _show(self) -> None:
        self._said.setText("")
        self._rows.clear()
        items = self._items()
        chosen: QWidget | None = None
        for one in items:
            row = RunningRow(one)
            row.set_current(one.item.id == self._chosen)
            row.activated.connect(self._on_activated)
            self._rows.add(row)
            if one.item.id == self._chosen:
                chosen = row
        self._rows.setFixedHeight(u((_ROW + 2) * min(len(items), _MOST_ROWS)))
        last = self._workspace.running.versions(self._session.meeting_id)[-1]
        words = (
            "会议通过的议程，没有改动"
            if last.number == 1
            else f"第 {last.number} 版，{clock(last.at)} 起：{last.words}"
        )
        self._version.setText(words)
        one_chosen = self._one()
        self.skip_button.setText(
            "恢复" if one_chosen is not None and one_chosen.state is ItemState.SKIPPED else "跳过"
        )
        if chosen is not None:
            layout = self._rows.column
            layout.activate()
            self._rows.ensureWidgetVisible(chosen, 0, u(20))


def _second_line(one: RunningItem) -> str:
    if one.reason:
        return f"原因：{one.reason}"
    parts = [one.item.method.phrase] if one.item.method.value != "none" else []
    parts += [one.item.presenter] if one.item.presenter else []
    parts += [f"{one.item.minutes} 分钟"] if one.item.minutes else []
    if one.began_at:
        until = f" 至 {clock(one.ended_at)}" if one.ended_at else " 开始"
        parts.append(f"{clock(one.began_at)}{until}")
    return " · ".join(parts)


def _wants_reason(text: str) -> str:
    return "" if text.strip() else "请写一句原因，例如“领导临时有事”。"
