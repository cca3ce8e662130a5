"""The grid of a counting sheet: a row for each zone, a column for each hand, sums that grow below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fulian_desktop.errors import UserFacingError
from fulian_desktop.votes.tallies import ZoneHands, check_row
from ui.desk.hand_rows import MOST_HANDS, digit_of_text, refusal_of
from ui.shell.theme import font
from ui.shell.widgets import Line, NumberField, Role, Tone, display_name, label, set_tone, u, vertical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QLabel

COLUMNS = (("against", "不同意"), ("abstaining", "弃权"), ("not_voting", "未表态"), ("in_favour", "同意"))
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


class SheetCell(NumberField):
    """One number of one zone: digits go in, Enter goes on, what is no digit is refused in words."""

    typed = Signal()
    refused = Signal(str)
    step_wanted = Signal(object, int, int)

    def __init__(self, words: str, *, may_be_empty: bool) -> None:
        """`words` name the cell; an empty cell stands for a number that is not counted."""
        super().__init__(None if may_be_empty else 0, name=words)
        self.setFixedSize(u(84), u(42))
        self.setFont(font(Role.DIALOG_TITLE))
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._may_be_empty = may_be_empty
        self._fresh = True
        if may_be_empty:
            self.setPlaceholderText("算出")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, half or full width, and the keys that move."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        key = Qt.Key(event.key())
        digit = digit_of_text(event.text()) if plain else None
        now = self.value()
        if digit is not None:
            self._take(digit if self._fresh or now is None else now * 10 + digit)
        elif plain and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._shorten(now, whole=key == Qt.Key.Key_Delete)
        elif plain and key in _STEPS:
            self.step_wanted.emit(self, *_STEPS[key])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        elif plain and (words := refusal_of(event.text())):
            self.refused.emit(words)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the next digit replace what is there."""
        super().focusInEvent(event)
        self._fresh = True
        self.deselect()

    def _take(self, number: int) -> None:
        if number > MOST_HANDS:
            self.refused.emit(f"最多填到 {MOST_HANDS}，多按的数字没有填进去")
            return
        self._show(number)

    def _shorten(self, now: int | None, *, whole: bool) -> None:
        empty = None if self._may_be_empty else 0
        self._show(empty if whole or not now or now < 10 else now // 10)

    def _show(self, number: int | None) -> None:
        self._fresh = False
        self.set_value(number)
        self.typed.emit()


class SheetGrid(QWidget):
    """Reads and shows the rows of one sheet."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, rows: Sequence[ZoneHands], *, abstention_polled: bool = True) -> None:
        """Show these rows, as they were typed before or empty."""
        super().__init__()
        self._abstention_polled = abstention_polled
        self._rows = tuple(rows)
        self.cells: list[dict[str, SheetCell]] = []
        self._problems: list[QLabel] = []
        column = vertical(self, spacing=4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(u(14))
        self._grid.setVerticalSpacing(u(4))
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        self._add_head()
        for place, row in enumerate(self._rows, start=1):
            self._add_row(place, row)
        self._add_sums(len(self._rows) + 1)
        self._show_sums()

    def rows(self) -> tuple[ZoneHands, ...]:
        """Return what is typed."""
        found: list[ZoneHands] = []
        for row, cells in zip(self._rows, self.cells, strict=True):
            numbers = {name: cells[name].value() for name, _ in COLUMNS}
            found.append(
                replace(
                    row,
                    against=numbers["against"] or 0,
                    abstaining=numbers["abstaining"] or 0,
                    not_voting=numbers["not_voting"] or 0,
                    in_favour=numbers["in_favour"],
                )
            )
        return tuple(found)

    def first_cell(self) -> SheetCell:
        """Return where typing begins."""
        return self.cells[0]["against"]

    def ask_again(self, zone: str, hand: str) -> SheetCell | None:
        """Empty a number that has to be counted once more; return its cell, None when it is not here."""
        name = next((name for name, word in COLUMNS if word == hand), "")
        for row, cells in zip(self._rows, self.cells, strict=True):
            if row.zone == zone and name in cells:
                cells[name].set_value(None)
                cells[name].setPlaceholderText("再数")
                self._show_sums()
                return cells[name]
        return None

    def uncounted(self) -> str:
        """Return which number is still to be counted, empty when none is."""
        for row, cells in zip(self._rows, self.cells, strict=True):
            for name, word in COLUMNS:
                if name != "in_favour" and cells[name].value() is None:
                    return f"{row.zone} {word}".strip()
        return ""

    # ---- inside

    def _add_head(self) -> None:
        for place, words in enumerate(("分区", "有表决权", *(word for _, word in COLUMNS))):
            side = Qt.AlignmentFlag.AlignLeft if not place else Qt.AlignmentFlag.AlignHCenter
            self._grid.addWidget(label(words, Role.SECONDARY, Tone.TEXT2, weight=600), 0, place, side)

    def _add_row(self, place: int, row: ZoneHands) -> None:
        named = QWidget()
        words = vertical(named, spacing=0)
        words.addWidget(label(row.zone or "全场", Role.NAME))
        problem = label(_counter(row), Role.CAPTION, Tone.TEXT2)
        words.addWidget(problem)
        self._problems.append(problem)
        self._grid.addWidget(named, place, 0)
        people = "" if row.people is None else str(row.people)
        self._grid.addWidget(label(people, Role.NAME), place, 1, Qt.AlignmentFlag.AlignHCenter)
        cells: dict[str, SheetCell] = {}
        for column, (name, word) in enumerate(COLUMNS, start=2):
            cell = SheetCell(f"{row.zone or '全场'} {word}", may_be_empty=name == "in_favour")
            cell.setObjectName(f"sheet_{place}_{name}")
            cell.set_value(row.number(name))
            cell.typed.connect(self._on_typed)
            cell.refused.connect(self.refused)
            cell.step_wanted.connect(self._on_step)
            cell.setEnabled(name != "abstaining" or self._abstention_polled)
            cells[name] = cell
            self._grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignHCenter)
        self.cells.append(cells)

    def _add_sums(self, place: int) -> None:
        self._grid.addWidget(Line(Tone.LINE2), place, 0, 1, len(COLUMNS) + 2)
        self._grid.addWidget(label("合计", Role.CARD_TITLE), place + 1, 0)
        self._sums: dict[str, QLabel] = {}
        for column, name in enumerate(("people", *(name for name, _ in COLUMNS)), start=1):
            shown = label("", Role.COUNT)
            shown.setObjectName(f"sheet_sum_{name}")
            shown.setMinimumHeight(u(38))
            self._sums[name] = shown
            self._grid.addWidget(shown, place + 1, column, Qt.AlignmentFlag.AlignHCenter)

    def _show_sums(self) -> None:
        rows = self.rows()
        for name, _word in COLUMNS:
            known = [row.number(name) if name != "in_favour" else row.derived_in_favour for row in rows]
            counted = [number for number in known if number is not None]
            self._sums[name].setText(str(sum(counted)) if len(counted) == len(known) else "算出")
        people = [row.people for row in rows if row.people is not None]
        self._sums["people"].setText(str(sum(people)) if len(people) == len(rows) else "")
        for row, words in zip(rows, self._problems, strict=True):
            fault = ""
            try:
                check_row(row)
            except UserFacingError as error:
                fault = error.what
            over = row.counted - (row.people or 0)
            words.setText(
                f"比在场的多 {over} 人，请再数" if fault and row.people is not None else _counter(row)
            )
            set_tone(words, Tone.RED if fault else Tone.TEXT2)

    def _on_typed(self) -> None:
        self._show_sums()
        self.changed.emit()

    def _on_step(self, cell: SheetCell, down: int, right: int) -> None:
        """Enter and down go through a column and on to the next one: zones report one question at a time."""
        names = [name for name, _ in COLUMNS]
        row, name = next(
            (row, name) for row, cells in enumerate(self.cells) for name, one in cells.items() if one is cell
        )
        column = names.index(name)
        place = (column * len(self.cells) + row + down) % (len(names) * len(self.cells))
        column, row = divmod(place, len(self.cells))
        column = (column + right) % len(names)
        self.cells[row][names[column]].setFocus(Qt.FocusReason.TabFocusReason)


def _counter(row: ZoneHands) -> str:
    return f"计票：{display_name(row.counter)}" if row.counter else ""
