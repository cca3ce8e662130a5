"""Totals per candidate from a paper tally: a row of fields each, Enter goes on, a full row is saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from fulian_desktop.rules.ballot_tally import Total
from fulian_desktop.rules.election_pack import Method
from ui.elections.counting_figures import FiguresRow
from ui.shell import prompts
from ui.shell.widgets import (
    CARD,
    Box,
    Lamp,
    LampState,
    NumberField,
    Role,
    ScrollColumn,
    Tone,
    display_name,
    horizontal,
    label,
    link_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.elections.count_records import CountView
    from fulian_desktop.rules.ballots import Ruling
    from ui.elections.counting_panel import CountingPanel
    from ui.elections.counting_side import Row

_COLUMNS = (
    ("in_favour", "赞成"),
    ("against", "不赞成"),
    ("abstaining", "弃权"),
    ("partly_invalid", "部分无效"),
)
_HANDS = (("in_favour", "赞成"), ("against", "不赞成"), ("abstaining", "弃权"), ("not_voting", "未表态"))


class TotalsSheet(Box):
    """A sheet like the paper one."""

    def __init__(self, panel: CountingPanel) -> None:
        """Build the frame; rows come with the count."""
        super().__init__(CARD)
        self._panel = panel
        self.view: CountView | None = None
        self.fields: dict[int, list[NumberField]] = {}
        self._lamps: dict[int, Lamp] = {}
        self._columns = _COLUMNS
        column = vertical(self, margins=(18, 12, 18, 12), spacing=8)
        head = horizontal(spacing=10)
        head.addWidget(label("按人录入总数", Role.DIALOG_TITLE))
        head.addWidget(label("没有就填 0；一行填完，自动存下", Role.SECONDARY, Tone.TEXT2))
        head.addStretch(1)
        self.add_name = link_button("另选他人")
        self.add_name.setObjectName("total_write_in")
        self.add_name.clicked.connect(self._on_name)
        head.addWidget(self.add_name)
        column.addLayout(head)
        self.figures = FiguresRow(panel)
        column.addWidget(self.figures)
        self._scroll = ScrollColumn(margins=(0, 0, 12, 0))
        self._scroll.setMinimumHeight(u(180))
        self._inner = QWidget()
        self._scroll.add(self._inner)
        column.addWidget(self._scroll, 1)
        self.written = QLabel("")
        self.written.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self.written)

    def show_view(self, view: CountView, _rulings: Mapping[str, Ruling]) -> None:
        """Show the totals as they stand; what is half typed stays."""
        fresh = self.view is None or self.view.count.id != view.count.id
        self.view = view
        if fresh:
            self._build(view)
        self.figures.show_view(view)
        known = self._panel.elections.counting.reader.store.totals(view.count.id)
        entered = {total.number: total for _at, total in known.values()}
        for number, fields in self.fields.items():
            total = entered.get(number)
            if fresh and total is not None:
                for (key, _word), field in zip(self._columns, fields, strict=True):
                    field.set_value(getattr(total, key))
            self._show_lamp(number, total)
        words = "　".join(f"{one.name} {one.in_favour} 票" for one in view.tally.write_ins)
        self.written.setText(f"另选他人：{words or '无'}")
        self.add_name.setVisible(view.contest.write_ins)

    def rows(self) -> list[Row]:
        """There is no list of last entries: the sheet shows everything."""
        return []

    def undo(self, _entry_id: int | None = None) -> None:
        """A later total of hers takes the place of the earlier one; there is nothing to undo."""

    def take_focus(self) -> None:
        """Go to the first empty field; the invalid ballots come first."""
        if not self.figures.isHidden() and not self.figures.is_recorded:
            self.figures.fields["invalid"].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for fields in self.fields.values():
            for field in fields:
                if field.value() is None:
                    field.setFocus(Qt.FocusReason.OtherFocusReason)
                    return

    @property
    def has_unsaved(self) -> bool:
        """Tell whether a row is half filled."""
        return any(
            0 < sum(field.value() is not None for field in fields) < len(fields)
            for fields in self.fields.values()
        )

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter and Down go on, Up goes back."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, NumberField)
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_on(watched)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._move(watched, 1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return False

    def _build(self, view: CountView) -> None:
        one = self._panel.elections.rounds.get(view.count.round_id)
        self._columns = _HANDS if one.method is Method.SHOW_OF_HANDS else _COLUMNS
        self._scroll.clear()
        self.fields, self._lamps = {}, {}
        self._inner = QWidget()
        grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(u(14))
        grid.setVerticalSpacing(u(6))
        for place, (_key, word) in enumerate(self._columns):
            grid.addWidget(
                label(word, Role.SECONDARY, Tone.TEXT2, align=Qt.AlignmentFlag.AlignHCenter), 0, place + 2
            )
        for line, entrant in enumerate(view.contest.entrants, start=1):
            grid.addWidget(label(str(entrant.number), Role.BODY, Tone.TEXT2), line, 0)
            grid.addWidget(label(display_name(entrant.name), Role.NAME), line, 1)
            row = []
            for place, (key, word) in enumerate(self._columns):
                field = NumberField(name=f"{entrant.name} {word}")
                field.setObjectName(f"total_{entrant.number}_{key}")
                field.setFixedSize(u(74), u(38))
                field.installEventFilter(self)
                field.number_changed.connect(partial(self._on_typed, entrant.number))
                grid.addWidget(field, line, place + 2, Qt.AlignmentFlag.AlignHCenter)
                row.append(field)
            self.fields[entrant.number] = row
            lamp = Lamp(LampState.NOT_YET, 18)
            self._lamps[entrant.number] = lamp
            grid.addWidget(lamp, line, len(self._columns) + 2)
        grid.setColumnStretch(1, 1)
        self._scroll.add(self._inner)

    def _show_lamp(self, number: int, total: Total | None) -> None:
        assert self.view is not None
        if total is None or (not self.figures.isHidden() and not self.figures.is_recorded):
            self._lamps[number].set_state(LampState.NOT_YET)
            return
        line = self.view.tally.lines[number - 1]
        good = line.total == self.view.tally.valid
        self._lamps[number].set_state(LampState.HOLDS if good else LampState.WRONG)
        self._lamps[number].setToolTip(
            "" if good else f"各栏合计 {line.total}，有效票 {self.view.tally.valid}"
        )

    def _on_typed(self, number: int) -> None:
        """Offer the abstentions once the first two are typed."""
        fields = self.fields[number]
        sender = self.sender()
        if self.view is None or sender not in fields[:2]:
            return
        favour, against = fields[0].value(), fields[1].value()
        left = self.view.tally.valid - (favour or 0) - (against or 0)
        if favour is not None and against is not None and left >= 0:
            for field, value in ((fields[2], left), (fields[3], 0)):
                field.blockSignals(True)
                field.set_value(value)
                field.blockSignals(False)

    def _go_on(self, field: NumberField) -> None:
        number, place = self._place_of(field)
        fields = self.fields[number]
        if place + 1 < len(fields):
            fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
            return
        if self._save(number):
            below = self.fields.get(number + 1)
            target = below[0] if below else self._panel.finish_button
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, field: NumberField, lines: int) -> None:
        number, place = self._place_of(field)
        target = self.fields.get(number + lines)
        if target is not None:
            if all(one.value() is not None for one in self.fields[number]):
                self._save(number)
            target[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _place_of(self, field: NumberField) -> tuple[int, int]:
        for number, fields in self.fields.items():
            if field in fields:
                return number, fields.index(field)
        raise ValueError("not a field of this sheet")

    def _save(self, number: int) -> bool:
        assert self.view is not None
        fields = self.fields[number]
        values = {key: field.value() for (key, _word), field in zip(self._columns, fields, strict=True)}
        empty = next((field for field in fields if field.value() is None), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
            return False
        found = {key: value or 0 for key, value in values.items()}
        total = Total(
            number,
            found["in_favour"],
            found["against"],
            found["abstaining"],
            found.get("partly_invalid", 0),
            found.get("not_voting", 0),
        )
        enter = partial(self._panel.elections.counting.enter_total, self.view.count.id, total)
        return self._panel.context.run(enter) is not None

    def _on_name(self) -> None:
        words = prompts.ask_text(
            self,
            "另选他人的票数",
            "姓名和票数",
            placeholder="例如 王桂香 3",
            hint="姓名后面空一格写票数；改票数就再写一次",
            act_word="登记",
            check=lambda text: "" if _name_and_votes(text) else "请写成“王桂香 3”这样。",
        )
        found = _name_and_votes(words or "")
        if found is not None and self.view is not None:
            total = Total(0, found[1], write_in=found[0], post=self.view.contest.parts[0].post)
            enter = partial(self._panel.elections.counting.enter_total, self.view.count.id, total)
            self._panel.context.run(enter, f"已登记：另选{found[0]} {found[1]} 票")


def _name_and_votes(text: str) -> tuple[str, int] | None:
    parts = text.split()
    if len(parts) >= 2 and parts[-1].isdecimal():
        return "".join(parts[:-1]), int(parts[-1])
    return None
