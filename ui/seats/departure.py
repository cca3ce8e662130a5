"""Recording that someone left her seat."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.seats.records import Ending
from ui.shell import prompts
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
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.seats.records import Tenure
    from ui.shell.notifier import PageContext

ENDINGS = (Ending.LAPSE, Ending.RESIGNATION, Ending.REMOVAL, Ending.TRANSFER, Ending.DEATH)
HINTS = {
    Ending.LAPSE: "离开原工作岗位，执委职务随之免去，例如“调离”。",
    Ending.RESIGNATION: "本人提出辞去，例如“迁居”。",
    Ending.REMOVAL: "按规定程序罢免，请写明依据。",
    Ending.TRANSFER: "调到别处工作。",
    Ending.DEATH: "",
}


class DepartureDialog(Dialog):
    """Asks how, when and why someone left."""

    def __init__(self, parent: QWidget | None, tenure: Tenure, today: date) -> None:
        """The day starts at today."""
        super().__init__(f"登记{tenure.person_name}离任", parent, width=600)
        self.ending_box = ComboBox([(ending.phrase, ending) for ending in ENDINGS])
        self.ending_box.setObjectName("ending")
        self.day_edit = DateEdit(today)
        self.day_edit.setObjectName("ended_on")
        self.cause_edit = LineEdit(placeholder="例如：调离、迁居")
        self.cause_edit.setObjectName("cause")
        row = horizontal(spacing=14)
        self.day_field = Field("离任日期", self.day_edit)
        row.addWidget(Field("怎样离任", self.ending_box), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.day_field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.cause_field = Field("缘由", self.cause_edit, hint=HINTS[Ending.LAPSE])
        self.body.addWidget(self.cause_field)
        self.add_text(f"席位 {tenure.seat_number} 会空出来，{tenure.person_name}的任职经过仍然保留。")
        self.ending_box.currentIndexChanged.connect(self._on_ending)
        self._tenure, self._today = tenure, today
        self.add_right(secondary_button("先不登记"), accepts=False)
        self.save_button = self.add_right(primary_button("登记离任"))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)

    @property
    def ending(self) -> Ending:
        """Return how she left."""
        value = self.ending_box.value()
        return value if isinstance(value, Ending) else Ending.LAPSE

    def accept(self) -> None:
        """Close only when the day is possible."""
        sentence = day_problem(self.day_edit.day(), date.fromisoformat(self._tenure.began_on), self._today)
        self.day_field.set_error(sentence)
        if sentence:
            self.day_edit.setFocus()
            return
        super().accept()

    def _on_ending(self) -> None:
        self.cause_field.set_hint(HINTS[self.ending])


def day_problem(day: date, began: date, today: date) -> str:
    """Say what is wrong with the day of a departure, or nothing."""
    if day > today:
        return "这一天还没有到，请在离任当天或以后登记。"
    if day < began:
        return f"早于任职日期 {paper_date(began)}。"
    return ""


def ask_departure(parent: QWidget, context: PageContext, tenure: Tenure, today: date) -> bool:
    """Ask about a departure and record it; True when it was recorded."""
    dialog = DepartureDialog(parent, tenure, today)
    if not dialog.ask():
        return False
    ending, day, cause = dialog.ending, dialog.day_edit.day().isoformat(), dialog.cause_edit.text()

    def record() -> ChangeSet:
        return context.workspace.seats.record_departure(tenure.id, ending, day, cause)

    def take_back() -> ChangeSet:
        return context.workspace.seats.take_back_departure(tenure.id)

    done = f"登记{tenure.person_name}离任，席位 {tenure.seat_number} 空缺"
    return context.run(record, f"已{done}", take_back) is not None


def warn_no_choice(parent: QWidget) -> None:
    """Say that nobody is left to be seated."""
    prompts.show_problem(
        parent,
        "名册里没有可以任职的人。",
        advice=("请先在“名册”页新增或导入人员。",),
        safe="席位没有变动。",
    )
