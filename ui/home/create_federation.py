"""The form that makes a new federation's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator

from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    ComboBox,
    DateEdit,
    Field,
    LineEdit,
    horizontal,
    primary_button,
    secondary_button,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

LONGEST_NAME = 40
MOST_SEATS = 99
LONGEST_TERM_YEARS = 6
USUAL_TERM_YEARS = 5


@dataclass(frozen=True)
class FederationDraft:
    """What the user wrote: plain values, checked one by one."""

    name: str
    superior: str
    term_number: int
    first_day: date
    last_day: date
    seats: int
    rule_pack: str


def name_problem(name: str) -> str:
    """Say what is wrong with a federation's name, or nothing."""
    if not name:
        return "还没有填妇联名称，例如“三合村妇女联合会”。"
    if len(name) > LONGEST_NAME:
        return f"名称有 {len(name)} 个字，太长了，最多 {LONGEST_NAME} 个字。"
    return ""


def number_problem(text: str, what: str, most: int) -> str:
    """Say what is wrong with a whole number from 1 to `most`, or nothing."""
    if not text.isdigit() or int(text) == 0:
        return f"{what}要填大于 0 的整数。"
    if int(text) > most:
        return f"{what}最多填 {most}。"
    return ""


def days_problem(first_day: date, last_day: date) -> str:
    """Say what is wrong with the last day of a term, or nothing."""
    if last_day <= first_day:
        return "届满日期要在开始日期之后。"
    if last_day.year - first_day.year > LONGEST_TERM_YEARS:
        return f"一届有 {last_day.year - first_day.year} 年，太长了，请核对两个日期。"
    return ""


def usual_last_day(first_day: date) -> date:
    """Return the last day of a term of the usual five years."""
    leap = (first_day.month, first_day.day) == (2, 29)
    return first_day.replace(year=first_day.year + USUAL_TERM_YEARS, day=28 if leap else first_day.day) - (
        timedelta(0) if leap else timedelta(days=1)
    )


class CreateFederationDialog(Dialog):
    """Asks for name, superior, term, seats and rules; `draft` holds them once it was accepted."""

    def __init__(
        self, parent: QWidget | None, rule_packs: Sequence[tuple[str, str]], *, today: date | None = None
    ) -> None:
        """`rule_packs` are pairs of words and pack name; the first one is chosen."""
        super().__init__("新建本村妇联", parent, width=640)
        self.draft: FederationDraft | None = None
        day = today or date.today()
        first = date(day.year, day.month, 1)
        self.add_text("填好以后就可以导入名册。资料只存在这台电脑上。")
        self.name_field = Field("妇联名称", placeholder="例如 三合村妇女联合会", required=True)
        self.superior_field = Field("上级妇联", placeholder="例如 清溪镇妇联", required=True)
        self.term_field = Field("第几届", LineEdit("", "例如 7"), required=True)
        self.seats_field = Field("执委席位", LineEdit("", "例如 15"), hint="含空缺的席位", required=True)
        self.first_field = Field("本届开始", DateEdit(first))
        self.last_field = Field("本届届满", DateEdit(usual_last_day(first)))
        self._proposed = usual_last_day(first)
        if isinstance(self.first_field.editor, DateEdit):
            self.first_field.editor.dateChanged.connect(self._on_first_day)
        self.pack_field = Field(
            "议事规则", ComboBox(list(rule_packs)), hint="决定到多少人能开会、多少人同意才通过"
        )
        for field in (self.term_field, self.seats_field):
            if isinstance(field.editor, LineEdit):
                field.editor.setValidator(QIntValidator(0, 999, field.editor))
        self.body.addWidget(self.name_field)
        self.body.addWidget(self.superior_field)
        for pair in ((self.term_field, self.seats_field), (self.first_field, self.last_field)):
            row = horizontal(spacing=14)
            for field in pair:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        self.body.addWidget(self.pack_field)
        self.cancel_button = self.add_left(secondary_button("取消"))
        self.cancel_button.clicked.connect(self.reject)
        self.create_button = self.add_right(primary_button("新建"))
        self.create_button.clicked.connect(self.accept)
        self.name_field.editor.setFocus()

    def accept(self) -> None:
        """Close only when every field is right; otherwise go to the first that is wrong."""
        first_day, last_day = self._day(self.first_field), self._day(self.last_field)
        checks = (
            (self.name_field, name_problem(self.name_field.text())),
            (
                self.superior_field,
                "" if self.superior_field.text() else "还没有填上级妇联，例如“清溪镇妇联”。",
            ),
            (self.term_field, number_problem(self.term_field.text(), "届次", MOST_SEATS)),
            (self.seats_field, number_problem(self.seats_field.text(), "席位数", MOST_SEATS)),
            (self.last_field, days_problem(first_day, last_day)),
        )
        for field, sentence in checks:
            field.set_error(sentence)
        wrong = next((field for field, sentence in checks if sentence), None)
        if wrong is not None:
            wrong.editor.setFocus()
            return
        pack = self.pack_field.editor
        self.draft = FederationDraft(
            self.name_field.text(),
            self.superior_field.text(),
            int(self.term_field.text()),
            first_day,
            last_day,
            int(self.seats_field.text()),
            str(pack.value()) if isinstance(pack, ComboBox) else "",
        )
        super().accept()

    def _on_first_day(self) -> None:
        """Let the last day follow, as long as nobody has chosen another one."""
        if self._day(self.last_field) == self._proposed and isinstance(self.last_field.editor, DateEdit):
            self._proposed = usual_last_day(self._day(self.first_field))
            self.last_field.editor.set_day(self._proposed)

    @staticmethod
    def _day(field: Field) -> date:
        return field.editor.day() if isinstance(field.editor, DateEdit) else date.min


def ask_federation(
    parent: QWidget | None, rule_packs: Sequence[tuple[str, str]], *, today: date | None = None
) -> FederationDraft | None:
    """Ask for a new federation; None when the user went back."""
    dialog = CreateFederationDialog(parent, rule_packs, today=today)
    return dialog.draft if dialog.ask() else None
