"""选举办法: the examples and her own, what each comes to at her numbers, copy, edit, adopt, choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.records import ElectionState
from fulian_desktop.rules.election_examples import examples, warnings
from ui.elections.pack_form import PackForm
from ui.elections.pack_numbers import numbers_of
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    CARD,
    ClickableBox,
    DateEdit,
    Field,
    Lamp,
    LampState,
    LineEdit,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from datetime import date

    from fulian_desktop.rules.election_pack import ElectionPack
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext

_LIST_WIDTH = 300
_HEIGHT = 430


class PacksDialog(Dialog):
    """The rules there are, and what may be done with the chosen ones."""

    def __init__(self, parent: QWidget, context: PageContext, state: RoomState | None) -> None:
        """Begin with the rules of the election, else with her own."""
        super().__init__("选举办法", parent, width=900)
        self._context, self._state = context, state
        self._packs = context.workspace.elections.packs
        self._numbers = numbers_of(context.workspace, state)
        row = horizontal(spacing=16)
        self._list = ScrollColumn(spacing=8, margins=(4, 0, 8, 0))
        self._list.setFixedSize(u(_LIST_WIDTH), u(_HEIGHT))
        row.addWidget(self._list)
        self._told = ScrollColumn(spacing=6, margins=(0, 0, 8, 0))
        self._told.setFixedHeight(u(_HEIGHT))
        row.addWidget(self._told, 1)
        self.body.addLayout(row)
        self.frozen_label = label(self._why_frozen(), Role.SECONDARY, Tone.AMBER)
        self.frozen_label.setObjectName("rules_frozen")
        self.frozen_label.setVisible(bool(self.frozen_label.text()))
        self.body.addWidget(self.frozen_label)
        self.copy_button = self.add_left(secondary_button("复制一份"))
        self.edit_button = self.add_left(secondary_button("修改"))
        self.adopt_button = self.add_left(secondary_button("登记已通过"))
        self.use_button = self.add_left(secondary_button("这次选举用它"))
        for button, name, act in (
            (self.copy_button, "copy_pack", self.copy),
            (self.edit_button, "edit_pack", self.edit),
            (self.adopt_button, "adopt_pack", self.adopt),
            (self.use_button, "use_pack", self.use),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
        self.add_right(primary_button("关闭"), accepts=True)
        self.chosen = state.election.pack if state is not None else self._packs.default()
        self.show_packs()

    def show_packs(self) -> None:
        """Read the list anew."""
        self._list.clear()
        known = self._packs.packs()
        if all(pack.id != self.chosen.id for pack in known):
            self._list.add(self._box(self.chosen))
        for pack in known:
            self._list.add(self._box(pack))
        self._show_chosen()

    def _box(self, pack: ElectionPack) -> QWidget:
        box = ClickableBox(CARD)
        box.setObjectName(f"pack_{pack.id}")
        box.setAccessibleName(pack.name)
        column = vertical(box, margins=(14, 8, 10, 8), spacing=2)
        width = u(_LIST_WIDTH - 50)
        column.addWidget(WrapLabel(pack.name, Role.BUTTON, Tone.TEXT, width=width))
        column.addWidget(WrapLabel(_standing(self._packs.own(), pack), Role.CAPTION, Tone.TEXT2, width=width))
        box.activated.connect(partial(self.choose, pack))
        box.set_current(pack.id == self.chosen.id)
        return box

    def choose(self, pack: ElectionPack) -> None:
        """Look at other rules."""
        self.chosen = pack
        self.show_packs()

    def _show_chosen(self) -> None:
        pack = self.chosen
        self._told.clear()
        width = self.inner_width - u(_LIST_WIDTH + 40)
        n = self._numbers
        at = f"按应到 {n.entitled}、实到 {n.present}、应选 {n.seats}、候选人 {n.candidates} 算"
        self._told.add(label(at, Role.SECONDARY, Tone.TEXT2))
        for one in examples(pack, n):
            self._told.add(_rule(one.heading, one.rule, one.at_numbers, width))
        for words in warnings(pack, n):
            box = QWidget()
            row = horizontal(box, spacing=8)
            row.addWidget(Lamp(LampState.MISSING, 17), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT, width=width - u(30)))
            self._told.add(box)
        self._told.add(WrapLabel(f"来源：{pack.source}", Role.CAPTION, Tone.TEXT2, width=width))
        own = any(one.id == pack.id for one in self._packs.own())
        self.edit_button.set_blocked("" if own else "示例不能改，先复制一份")
        self.adopt_button.set_blocked("" if own else "示例不能通过，先复制一份")
        self.use_button.set_blocked(self._why_not_used())

    def _why_not_used(self) -> str:
        if self._state is None:
            return "还没有选举"
        if self._why_frozen():
            return self._why_frozen()
        same = self._state.election.pack == self.chosen
        return "这次选举用的就是它" if same else ""

    def _why_frozen(self) -> str:
        if self._state is None or self._state.election.state is ElectionState.PREPARING:
            return ""
        custody = self._state.custody
        events = custody.events if custody is not None else ()
        if any(one.kind is CustodyKind.ISSUED and not one.is_withdrawn for one in events):
            return "选票已经发出，这次选举的办法不能再换。登记的选票和票数都在，没有改动。"
        return "名单已经通过，这次选举的办法跟着定下了，不能再换。"

    # ---- acting

    def copy(self) -> None:
        """Copy the rules under a name of her own."""
        name = prompts.ask_text(
            self,
            "复制成自己的选举办法",
            "名称",
            placeholder="例如 三合村第八次妇女代表大会选举办法",
            act_word="复制",
            check=lambda text: "" if text.strip() else "请填名称。",
        )
        if name is None:
            return
        if self._context.run(partial(self._packs.copy, self.chosen.id, name), "已复制，可以修改") is not None:
            self.choose(next(one for one in self._packs.own() if one.name == name.strip()))

    def edit(self) -> None:
        """Change her own rules."""

        def write(pack: ElectionPack) -> bool:
            return self._context.run(partial(self._packs.save, pack), "选举办法已保存") is not None

        if PackForm(self, self.chosen, self._numbers, write).ask():
            self._read_again()

    def adopt(self) -> None:
        """Note day and paper of the adoption."""
        today = self._context.workspace.journal.now().date()

        def write(entry: tuple[str, str]) -> bool:
            adopt = partial(self._packs.adopt, self.chosen.id, *entry)
            return self._context.run(adopt, "已登记选举办法通过") is not None

        if AdoptDialog(self, self.chosen.name, today, write).ask():
            self._read_again()

    def use(self) -> None:
        """Hold the election by these rules."""
        assert self._state is not None
        choose = partial(self._context.workspace.elections.choose_pack, self._state.election.id, self.chosen)
        if self._context.run(choose, f"这次选举用“{self.chosen.name}”") is not None:
            self.accept()

    def _read_again(self) -> None:
        self.choose(self._packs.pack(self.chosen.id))


class AdoptDialog(FormDialog):
    """Asks on what day and by what paper; writes (ISO day, paper)."""

    def __init__(self, parent: QWidget, name: str, today: date, write: object) -> None:
        """Begin with today."""
        super().__init__(parent, f"“{name}”已通过", write, act_word="登记", width=600)  # type: ignore[arg-type]
        self.day_edit = DateEdit(today)
        self.day_edit.setObjectName("adopted_day")
        self.paper = Field(
            "哪次会议、哪份文件通过的",
            LineEdit(placeholder="例如 第八次妇女代表大会第一次全体会议"),
            required=True,
        )
        self.paper.editor.setObjectName("adopted_by")
        self.body.addWidget(Field("通过日期", self.day_edit))
        self.body.addWidget(self.paper)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """The paper is named."""
        return ((self.paper, "" if self.paper.text() else "请写明是哪次会议、哪份文件通过的。"),)

    def result_of_form(self) -> tuple[str, str]:
        """Return day and paper."""
        return self.day_edit.day().isoformat(), self.paper.text()


def _standing(own: tuple[ElectionPack, ...], pack: ElectionPack) -> str:
    if all(one.id != pack.id for one in own):
        return "示例"
    if pack.dated is None:
        return "自己的，还没有通过"
    return f"{pack.dated.year}年{pack.dated.month}月{pack.dated.day}日 {pack.adopted_by}通过"


def _rule(heading: str, rule: str, at_numbers: str, width: int) -> QWidget:
    box = QWidget()
    row = horizontal(box, spacing=10)
    head = label(heading, Role.SECONDARY, Tone.TEXT2)
    head.setFixedWidth(u(70))
    row.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    column = vertical(spacing=1)
    room = width - u(80)
    column.addWidget(WrapLabel(rule, Role.SECONDARY, Tone.TEXT, width=room))
    if at_numbers:
        column.addWidget(WrapLabel(at_numbers, Role.SECONDARY, Tone.ACCENT, width=room))
    row.addLayout(column, 1)
    return box
