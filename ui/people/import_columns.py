"""Which column of the sheet holds what: recognised by the program, corrected by the user."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.chinese.id_number import mask_id, mask_phone
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.recognition import ColumnMap
from ui.shell.widgets import (
    ComboBox,
    ElidedLabel,
    Lamp,
    LampState,
    Line,
    Role,
    ScrollColumn,
    Tone,
    horizontal,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.exchange.recognition import RosterTable, TableColumn

_WHOLE_NUMBER = re.compile(r"(?<![\d.])(\d+)\.0(?!\d)")
_LONG_NUMBER = re.compile(r"\d{10,}[0-9Xx]?")
NOT_TAKEN = "不导入这一栏"
COLUMN_WIDTHS = (56, 170, 200)


class ColumnRow(QWidget):
    """One column of the sheet: letter, heading, samples, and what it is taken as."""

    field_chosen = Signal(int, object)

    def __init__(self, column: TableColumn, field: Field | None) -> None:
        """Show what was recognised."""
        super().__init__()
        self.index = column.index
        self.setFixedHeight(u(50))
        outer = vertical(self)
        row = horizontal(margins=(4, 0, 4, 0), spacing=12)
        letter = label(f"{column.letter} 列", Role.BODY, Tone.TEXT2)
        letter.setFixedWidth(u(COLUMN_WIDTHS[0]))
        heading = ElidedLabel(column.heading or "（没有标题）", Role.BODY, weight=600)
        heading.setFixedWidth(u(COLUMN_WIDTHS[1]))
        self._lamp = Lamp(LampState.NOT_YET, 17)
        self.combo = ComboBox([(NOT_TAKEN, None), *((one.label, one) for one in Field)])
        self.combo.setObjectName(f"column_{column.letter}")
        self.combo.setAccessibleName(f"{column.letter} 列导入为")
        self.combo.setFixedWidth(u(COLUMN_WIDTHS[2]))
        row.addWidget(letter)
        row.addWidget(heading)
        row.addWidget(
            ElidedLabel("、".join(map(masked_sample, column.samples)), Role.SECONDARY, Tone.TEXT2), 1
        )
        row.addWidget(self._lamp)
        row.addWidget(self.combo)
        outer.addLayout(row, 1)
        outer.addWidget(Line())
        self.show_field(field)
        self.combo.activated.connect(self._on_activated)

    def show_field(self, field: Field | None) -> None:
        """Show what the column is taken as now."""
        place = 0 if field is None else 1 + list(Field).index(field)
        self.combo.setCurrentIndex(place)
        self._lamp.set_state(LampState.NOT_YET if field is None else LampState.HOLDS)

    def _on_activated(self, place: int) -> None:
        self.field_chosen.emit(self.index, None if place == 0 else list(Field)[place - 1])


class ColumnsView(QWidget):
    """All columns of a table; `changed` carries the corrected map."""

    changed = Signal(object)

    def __init__(self) -> None:
        """Start empty; show_table() fills it."""
        super().__init__()
        self._map = ColumnMap({})
        self._rows: list[ColumnRow] = []
        column = vertical(self, spacing=4)
        head = horizontal(margins=(4, 0, 18, 0), spacing=12)
        for words, width in zip(("表格里", "标题", "导入为"), COLUMN_WIDTHS, strict=True):
            made = label(words, Role.SECONDARY, Tone.TEXT2)
            made.setFixedWidth(u(width))
            if words == "导入为":
                head.addWidget(label("前几行的内容", Role.SECONDARY, Tone.TEXT2), 1)
            head.addWidget(made)
        column.addLayout(head)
        column.addWidget(Line(Tone.LINE2))
        self._scroll = ScrollColumn(margins=(0, 0, 14, 0))
        column.addWidget(self._scroll, 1)

    def show_table(self, table: RosterTable, columns: ColumnMap) -> None:
        """Show the columns of a table and what each is taken as."""
        self._map = columns
        self._scroll.clear()
        self._rows = []
        for one in table.columns:
            row = ColumnRow(one, columns.field_of(one.index))
            row.field_chosen.connect(self._on_field_chosen)
            self._rows.append(row)
            self._scroll.add(row)

    def show_columns(self, columns: ColumnMap) -> None:
        """Show another map for the same table."""
        self._map = columns
        for row in self._rows:
            row.show_field(columns.field_of(row.index))

    def _on_field_chosen(self, index: int, field: object) -> None:
        self.show_columns(self._map.with_field(index, field if isinstance(field, Field) else None))
        self.changed.emit(self._map)


def masked_sample(text: str) -> str:
    """Return a sample as it may be seen: whole numbers without .0, telephone and ID numbers masked."""
    plain = _WHOLE_NUMBER.sub(r"\1", text)
    return _LONG_NUMBER.sub(_masked, plain)


def _masked(found: re.Match[str]) -> str:
    number = found.group()
    return mask_phone(number) if len(number) <= 12 else mask_id(number)
