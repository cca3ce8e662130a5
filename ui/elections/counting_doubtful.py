"""Doubtful ballots: what was set aside, and what the scrutineers decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.elections.count_records import Way
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_codes import CodeStyle, parse_ballot
from fulian_desktop.rules.ballots import WriteIn
from ui.elections.custody_dialog import NamesRow
from ui.shell.dialogs import Dialog
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    Button,
    Chip,
    ChipKind,
    Field,
    InfoRow,
    LineEdit,
    Segment,
    TextEdit,
    clear_layout,
    empty_row,
    primary_button,
    secondary_button,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.count_records import CountView, Doubtful
    from fulian_desktop.rules.ballots import Ballot
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext

Decision = tuple[bool, str, tuple[str, ...], "Ballot | None"]


class DoubtfulDialog(Dialog):
    """The list; a row that waits opens its decision."""

    def __init__(self, parent: QWidget, context: PageContext, view: CountView, state: RoomState) -> None:
        """Show those of one count."""
        super().__init__("疑难票", parent, width=680)
        self._context, self._view, self._state = context, view, state
        self.add_text("看不清、拿不准的选票放一边，由监票人当场认定算不算、怎样算；认定和理由都留着。")
        self._rows = vertical()
        self.body.addLayout(self._rows)
        self.close_button = self.add_right(primary_button("关闭"), accepts=True)
        self.show_rows()

    def show_rows(self) -> None:
        """Read the list anew."""
        clear_layout(self._rows)
        found = self._context.workspace.elections.doubtful.of_count(self._view.count.id)
        if not found:
            self._rows.addWidget(empty_row("没有疑难票。录入时按 F7，把手里这一张放一边。"))
        for number, one in enumerate(found, start=1):
            self._rows.addWidget(self._row(number, one))
        waiting = [number for number, one in enumerate(found, start=1) if one.counted is None]
        first = self.findChild(Button, f"decide_{waiting[0]}") if waiting else None
        (first or self.close_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, number: int, one: Doubtful) -> QWidget:
        if one.counted is None:
            button = secondary_button("认定")
            button.setObjectName(f"decide_{number}")
            button.clicked.connect(partial(self.decide, one))
            return InfoRow(
                f"第 {number} 张　{one.description}", "等监票人认定", trailing=button, operable=False
            )
        word = "算有效" if one.counted else "算无效"
        chip = Chip(word, ChipKind.GREEN if one.counted else ChipKind.RED)
        second = f"{one.reason}　{'、'.join(one.names)}　{one.decided_at[11:16]}"
        return InfoRow(f"第 {number} 张　{one.description}", second, trailing=chip, operable=False)

    def decide(self, one: Doubtful) -> None:
        """Ask for the decision and record it."""
        doubtful = self._context.workspace.elections.doubtful

        def write(entry: Decision) -> bool:
            counted, reason, names, ballot = entry
            act = partial(doubtful.decide, one.id, counted=counted, reason=reason, names=names, ballot=ballot)
            return self._context.run(act, "监票人的认定已登记") is not None

        DecisionDialog(self, one, self._view, self._state.scrutineers(), write).ask()
        self.show_rows()


class DecisionDialog(FormDialog):
    """Asks whether a ballot counts, how it is read, why, and who decided; writes a Decision."""

    def __init__(
        self, parent: QWidget, one: Doubtful, view: CountView, scrutineers: tuple[str, ...], write: object
    ) -> None:
        """Begin with a ballot that counts."""
        super().__init__(parent, f"认定：{one.description}", write, act_word="登记认定", width=640)  # type: ignore[arg-type]
        self._view = view
        self.counted = Segment([("算有效", True), ("算无效", False)], True)
        self.counted.setObjectName("counted")
        self.counted.chosen.connect(self._on_counted)
        self.body.addWidget(self.counted, 0, Qt.AlignmentFlag.AlignLeft)
        many = view.contest.seats * 2 >= len(view.contest.entrants)
        self._style = CodeStyle.EXCEPTIONS if many else CodeStyle.MARKS
        self.code_field = Field(
            "怎样计（和录入一样写代码）", LineEdit(), hint=f"{self._style.phrase}，例如 4/ 9*"
        )
        self.code_field.editor.setObjectName("decided_code")
        self.name_field = Field("另选他人（没有就空着）", LineEdit())
        self.by_ballot = view.count.way is Way.BALLOTS
        if self.by_ballot:
            self.add_row(self.code_field, self.name_field)
        self.reason = Field(
            "理由", TextEdit(placeholder="例如 3 号一格涂改，看不出原意，该格不计", rows=2), required=True
        )
        self.reason.editor.setObjectName("reason")
        self.body.addWidget(self.reason)
        self.names = NamesRow(scrutineers, scrutineers)
        self.names.add_to(self, "监票人")
        (self.code_field if self.by_ballot else self.reason).editor.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """The code is readable, a reason and a name are there."""
        wrong = ""
        if self.by_ballot and self.counted.value():
            try:
                self._ballot()
            except UserFacingError as error:
                wrong = error.what
        reason = "" if self.reason.text() else "请写一句理由。"
        if not reason and not self.names.names():
            reason = "请选定监票人。"
        return ((self.code_field, wrong), (self.reason, reason))

    def result_of_form(self) -> Decision:
        """Return whether it counts, reason, names, and the ballot as read."""
        counted = bool(self.counted.value())
        ballot = self._ballot() if counted and self.by_ballot else None
        return counted, self.reason.text(), self.names.names(), ballot

    def _ballot(self) -> Ballot:
        names = [one.name for one in self._view.contest.entrants]
        written = "".join(self.name_field.text().split())
        write_ins = (WriteIn(written, self._view.contest.parts[0].post),) if written else ()
        return parse_ballot(self.code_field.text().replace(" ", "+"), names, self._style, write_ins=write_ins)

    def _on_counted(self, counted: object) -> None:
        self.code_field.setEnabled(bool(counted))
        self.name_field.setEnabled(bool(counted))
