"""Whose file it is, who is working, and which rules new meetings start with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.rules.rule_pack import shipped_pack, shipped_packs
from ui.home.create_federation import name_problem
from ui.settings.term_dialog import TermDialog
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    Button,
    Card,
    ComboBox,
    FactRow,
    Field,
    LineEdit,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.seats.records import Federation
    from ui.settings.term_dialog import TermEntry
    from ui.shell.notifier import PageContext

WORDS_WIDTH = 500


class FederationDialog(Dialog):
    """Asks for name, superior and rules."""

    def __init__(self, parent: QWidget | None, federation: Federation) -> None:
        """Start with what is recorded."""
        super().__init__("本村妇联", parent, width=620)
        self.name_edit = LineEdit(federation.name, placeholder="例如：三合村妇女联合会")
        self.superior_edit = LineEdit(federation.superior, placeholder="例如：清溪镇妇联")
        self.pack_box = ComboBox([(pack.name, pack.id) for pack in shipped_packs()])
        self.pack_box.set_value(federation.rule_pack)
        self.name_field = Field("全称", self.name_edit, required=True)
        self.body.addWidget(self.name_field)
        self.body.addWidget(Field("上级妇联", self.superior_edit))
        self.body.addWidget(Field("议事规则", self.pack_box, hint="新建的会议用这一套；已经建好的会议不变。"))
        self.add_right(secondary_button("不改"), accepts=False)
        self.save_button = self.add_right(primary_button("保存"))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)

    def accept(self) -> None:
        """Close only with a name."""
        sentence = name_problem(self.name_field.text())
        self.name_field.set_error(sentence)
        if sentence:
            self.name_edit.setFocus()
            return
        super().accept()


class FederationCard(Card):
    """本村妇联: name, superior, term, rules, and the person at the keyboard."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("本村妇联", link="修改", margins=(17, 14, 17, 16), spacing=8)
        self._context = context
        self.link_clicked.connect(self._on_change)
        made: Button
        for made in self.findChildren(Button):
            made.setObjectName("change_federation")
        self.term_link = self.add_link("改任期和席位")
        self.term_link.setObjectName("change_term")
        self.term_link.clicked.connect(self._on_term)
        rows = vertical()
        self.name_row, self.superior_row = FactRow("全称", ""), FactRow("上级妇联", "")
        self.term_row, self.rules_row = FactRow("届次", ""), FactRow("议事规则", "")
        for row in (self.name_row, self.superior_row, self.term_row, self.rules_row):
            rows.addWidget(row)
        self.body.addLayout(rows)
        self._rules = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=u(WORDS_WIDTH))
        self.body.addWidget(self._rules)
        user = horizontal(spacing=12)
        self.user_row = FactRow("经手人", "", line=False)
        user.addWidget(self.user_row, 1)
        change = secondary_button("换人")
        change.setObjectName("change_user")
        change.clicked.connect(self._on_user)
        self.change_user = change
        user.addWidget(change)
        self.body.addLayout(user)
        self.body.addWidget(
            WrapLabel(
                "谁登记、谁修改，操作日志里都记下名字。", Role.CAPTION, Tone.TEXT2, width=u(WORDS_WIDTH)
            )
        )

    def show_federation(self) -> None:
        """Read and show what is recorded."""
        seats = self._context.workspace.seats
        federation, board = seats.federation(), seats.board()
        self.name_row.set_value(federation.name)
        self.superior_row.set_value(federation.superior or "没有填")
        term = board.term
        days = f"{_day(term.first_day)}至{_day(term.last_day)}"
        self.term_row.set_value(f"{ordinal(term.number, '届')}，{days}，{term.seat_count} 席")
        pack = shipped_pack(federation.rule_pack)
        self.rules_row.set_value(pack.name)
        if board.held:
            self._rules.setText(pack.in_words(len(board.held))[0] + "。")
        else:
            self._rules.setText(f"{pack.quorum.phrase}到会才能开会，{pack.majority.phrase}同意才通过。")
        self.user_row.set_value(self._context.workspace.journal.user)
        self.change_user.setVisible(not self._context.workspace.access.state().sign_in)

    def _on_change(self) -> None:
        dialog = FederationDialog(self, self._context.workspace.seats.federation())
        if not dialog.ask():
            return
        name, superior, pack = dialog.name_edit.text(), dialog.superior_edit.text(), dialog.pack_box.value()

        def write() -> ChangeSet:
            return self._context.workspace.seats.name_federation(name, superior, rule_pack=str(pack))

        self._context.run(write, "已修改本村妇联的资料")

    def _on_term(self) -> None:
        TermDialog(self, self._context.workspace.seats.board(), self._write_term).ask()

    def _write_term(self, entry: TermEntry) -> bool:
        first, last, seats, reason = entry

        def write() -> ChangeSet:
            return self._context.workspace.term_changes.change(first, last, seats, reason)

        return self._context.run(write, "已改本届的任期和席位") is not None

    def _on_user(self) -> None:
        name = prompts.ask_text(
            self,
            "现在是谁在操作？",
            "姓名",
            text=self._context.workspace.journal.user,
            hint="以后的登记和修改都记在这个人名下。",
            act_word="就是她",
            check=_name_problem,
        )
        if name is not None and self._context.program is not None:
            self._context.program.name_user(name.strip())
            self.show_federation()


def _day(text: str) -> str:
    return paper_date(date.fromisoformat(text))


def _name_problem(text: str) -> str:
    return "" if text.strip() else "请填写姓名。"
