"""改届次: the days of the current term and its number of seats, with the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal
from ui.shell.dialogs import Dialog
from ui.shell.widgets import DateEdit, Field, LineEdit, horizontal, primary_button, secondary_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.seats.records import SeatBoard

TermEntry = tuple[str, str, int, str]
"""First day, last day (ISO), number of seats, reason."""


class TermDialog(Dialog):
    """Stays open until what it holds was written."""

    def __init__(self, parent: QWidget | None, board: SeatBoard, write: Callable[[TermEntry], bool]) -> None:
        """Start with what is recorded; `write` tells whether it worked."""
        super().__init__(f"改{ordinal(board.term.number, '届')}的任期和席位", parent, width=620)
        self._write, self._held = write, len(board.held)
        self.first_edit = DateEdit(date.fromisoformat(board.term.first_day))
        self.last_edit = DateEdit(date.fromisoformat(board.term.last_day))
        self.first_edit.setObjectName("term_first")
        self.last_edit.setObjectName("term_last")
        row = horizontal(spacing=14)
        row.addWidget(Field("任期开始日", self.first_edit), 1)
        self.last_field = Field("任期届满日", self.last_edit)
        row.addWidget(self.last_field, 1)
        self.body.addLayout(row)
        self.seats_field = Field(
            "执委席位数",
            LineEdit(str(board.term.seat_count)),
            hint=f"现在在任 {self._held} 人，席位不能少于这个数；减的是最后面没有人坐过的席位。",
        )
        self.seats_field.editor.setObjectName("term_seats")
        self.body.addWidget(self.seats_field)
        self.reason_field = Field(
            "为什么改", LineEdit("", "例如：建资料时日期看错了一年"), hint="写进操作日志。", required=True
        )
        self.reason_field.editor.setObjectName("term_reason")
        self.body.addWidget(self.reason_field)
        self.add_left(secondary_button("不改")).clicked.connect(self.reject)
        self.save_button = self.add_right(primary_button("保存"))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)

    def accept(self) -> None:
        """Say what is wrong, or write; close only after it was written."""
        seats, first, last = self.seats_field.text(), self.first_edit.day(), self.last_edit.day()
        whole = seats.isdecimal() and len(seats) <= len("199") and int(seats) > 0
        problems = (
            (self.last_field, "" if first < last else "届满日要在开始日之后。"),
            (self.seats_field, _seats_problem(int(seats), self._held) if whole else "请填 1 到 199 的整数。"),
            (self.reason_field, "" if self.reason_field.text() else "请写一句为什么。"),
        )
        for field, sentence in problems:
            field.set_error(sentence)
        if any(sentence for _, sentence in problems):
            return
        if self._write((first.isoformat(), last.isoformat(), int(seats), self.reason_field.text())):
            super().accept()


def _seats_problem(seats: int, held: int) -> str:
    return "" if seats >= held else f"在任的有 {held} 人，席位不能少于这个数。"
