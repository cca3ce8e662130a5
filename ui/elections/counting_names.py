"""Names written in: spellings merged, unreadable, not eligible, linked with a person; decided and logged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.elections.count_records import RulingKind
from ui.elections.ballot_list_dialogs import person_field
from ui.elections.custody_dialog import NamesRow
from ui.meetings.person_field import PersonOption
from ui.shell.dialogs import Dialog
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    Button,
    ComboBox,
    Field,
    InfoRow,
    TextEdit,
    clear_layout,
    empty_row,
    primary_button,
    secondary_button,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.count_records import CountView, RulingRecord
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext

Ruled = tuple[RulingKind, str, int | None, str, tuple[str, ...]]


class NamesDialog(Dialog):
    """Each spelling on the ballots with what it stands for."""

    def __init__(self, parent: QWidget, context: PageContext, view: CountView, state: RoomState) -> None:
        """Show those of one count."""
        super().__init__("另选人认定", parent, width=700)
        self._context, self._state, self._count_id = context, state, view.count.id
        self.add_text("同一个人写成几种写法的，由监票人认定是同一个人，票就合在一起；原来的写法都留着。")
        self._rows = vertical()
        self.body.addLayout(self._rows)
        self.close_button = self.add_right(primary_button("关闭"), accepts=True)
        self.show_rows()

    def show_rows(self) -> None:
        """Read the list anew."""
        clear_layout(self._rows)
        elections = self._context.workspace.elections
        view = elections.counting.view(self._count_id)
        last = {one.spelling: one for one in elections.settling.rulings(view.count.round_id)}
        votes = {one.name: one.in_favour for one in view.tally.write_ins}
        spellings = sorted({*view.write_in_names, *last})
        if not spellings:
            self._rows.addWidget(empty_row("选票上没有另选他人。"))
        for spelling in spellings:
            self._rows.addWidget(self._row(spelling, last.get(spelling), votes, view))
        waiting = [spelling for spelling in spellings if spelling not in last]
        first = self.findChild(Button, f"rule_{waiting[0]}") if waiting else None
        (first or self.close_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _row(
        self, spelling: str, ruled: RulingRecord | None, votes: dict[str, int], view: CountView
    ) -> QWidget:
        button = secondary_button("认定" if ruled is None else "改认定")
        button.setObjectName(f"rule_{spelling}")
        button.clicked.connect(partial(self.rule, spelling, view))
        counted = f"　{votes[spelling]} 票" if spelling in votes else ""
        if ruled is None:
            second = "还没有认定：按原写法计票"
        else:
            whom = ruled.name if ruled.name and ruled.name != spelling else ""
            linked = "，已对上名册" if ruled.person_id is not None else ""
            kind = f"{ruled.kind.phrase}：{whom}" if whom else ruled.kind.phrase
            second = f"{kind}{linked}　{ruled.reason}　{'、'.join(ruled.names)}"
        return InfoRow(f"“{spelling}”{counted}", second, trailing=button, operable=False)

    def rule(self, spelling: str, view: CountView) -> None:
        """Ask what a spelling stands for and record it."""
        settling, round_id = self._context.workspace.elections.settling, view.count.round_id
        others = [name for name in view.write_in_names if name != spelling]
        people = [
            PersonOption(one.id, one.name, one.unit_post or one.group_name)
            for one in self._context.workspace.people.everyone()
        ]

        def write(entry: Ruled) -> bool:
            kind, name, person_id, reason, names = entry
            act = partial(
                settling.rule_write_in,
                round_id,
                spelling,
                kind,
                name=name,
                person_id=person_id,
                reason=reason,
                names=names,
            )
            return self._context.run(act, f"已认定“{spelling}”") is not None

        scrutineers = self._state.scrutineers()
        RulingDialog(self, spelling, others, people, scrutineers=scrutineers, write=write).ask()
        self.show_rows()


class RulingDialog(FormDialog):
    """Asks what a spelling stands for; writes Ruled."""

    def __init__(
        self,
        parent: QWidget,
        spelling: str,
        others: list[str],
        people: list[PersonOption],
        *,
        scrutineers: tuple[str, ...],
        write: object,
    ) -> None:
        """A person of exactly this name is proposed."""
        super().__init__(parent, f"“{spelling}”是谁？", write, act_word="登记认定", width=640)  # type: ignore[arg-type]
        self._spelling = spelling
        self.kind_box = ComboBox([(kind.phrase, kind) for kind in RulingKind])
        self.kind_box.setObjectName("ruling_kind")
        self.name_box = ComboBox(
            [(f"{spelling}（就是这个写法）", spelling), *((name, name) for name in others)]
        )
        self.name_box.setObjectName("ruling_name")
        self.name_box.setEditable(False)
        self.person = person_field(people, "ruling_person")
        self.add_row(Field("认定", self.kind_box), Field("和哪个写法是一个人", self.name_box))
        self.body.addWidget(
            Field("名册里的哪一位", self.person, hint="得票够当选的，一定要对上名册；不知道就空着")
        )
        same = [one for one in people if one.name == spelling]
        if len(same) == 1:
            self.person.choose(same[0])
        self.reason = Field(
            "理由", TextEdit(placeholder="例如 音同字不同，全村只有这一位", rows=2), required=True
        )
        self.reason.editor.setObjectName("reason")
        self.body.addWidget(self.reason)
        self.names = NamesRow(scrutineers, scrutineers)
        self.names.add_to(self, "监票人")
        self.kind_box.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """A reason and a name."""
        self.person.settle()
        sentence = "" if self.reason.text() else "请写一句理由。"
        if not sentence and not self.names.names():
            sentence = "请选定监票人。"
        return ((self.reason, sentence),)

    def result_of_form(self) -> Ruled:
        """Return kind, name, person, reason, names."""
        kind = self.kind_box.value()
        assert isinstance(kind, RulingKind)
        chosen = self.person.chosen()
        name = str(self.name_box.value() or self._spelling)
        if chosen is not None and name == self._spelling:
            name = chosen.name
        return kind, name, self.person.person_id(), self.reason.text(), self.names.names()
