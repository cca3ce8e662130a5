"""The table of a roster preview, and the panel that explains one row and asks about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.chinese.id_number import mask_numbers
from fulian_desktop.exchange.preview_records import Decision, PreviewRow, RowStatus
from ui.people.import_words import explanation, row_lamp, row_words, shown, without_row_number
from ui.shell.tables import Column, RecordTable
from ui.shell.widgets import (
    INSET,
    Box,
    BoxLook,
    ClickableBox,
    FactRow,
    Lamp,
    LampLabel,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    display_name,
    horizontal,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.exchange.preview_records import Choice

DETAIL_WIDTH = 312
INNER_WIDTH = DETAIL_WIDTH - 2 * 14 - 14
_STATUS_PLACES = [
    RowStatus.QUESTION,
    RowStatus.REJECTED,
    RowStatus.CHANGED,
    RowStatus.NEW,
    RowStatus.SAME,
]


def preview_table() -> RecordTable[PreviewRow]:
    """Make the table of all rows, in the order of the sheet."""
    columns = (
        Column[PreviewRow]("姓名", lambda row: display_name(row.details.name), width=0, strong=True),
        Column[PreviewRow](
            "行",
            lambda row: str(row.row_number),
            width=56,
            tone=Tone.TEXT2,
            sort_key=lambda row: row.row_number,
        ),
        Column[PreviewRow](
            "结果",
            row_words,
            width=122,
            sort_key=lambda row: (_STATUS_PLACES.index(row.status), row.row_number),
            lamp=row_lamp,
        ),
        Column[PreviewRow]("职务", lambda row: row.committee_post or "", width=78, tone=Tone.TEXT2),
        Column[PreviewRow]("说明", explanation, tone=Tone.TEXT2, tip=explanation),
    )
    table = RecordTable(columns, lambda row: row.row_number)
    table.setObjectName("preview_table")
    table.setAccessibleName("导入预览")
    return table


class ChoiceRow(ClickableBox):
    """One way to decide about a row."""

    def __init__(self, choice: Choice, *, current: bool) -> None:
        """The one in force is tinted and has a tick."""
        super().__init__(BoxLook(Tone.SURFACE, Tone.CTL, radius=6))
        self.decision = choice.decision
        self.setAccessibleName(choice.label)
        self.setObjectName(f"choice_{choice.decision.value}")
        row = horizontal(self, margins=(10, 8, 8, 8), spacing=8)
        row.addWidget(
            Lamp(LampState.HOLDS if current else LampState.NOT_YET, 17), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addWidget(WrapLabel(choice.label, Role.BUTTON, Tone.TEXT, width=u(INNER_WIDTH - 44)), 1)
        self.set_current(current)


class RowDetail(Box):
    """What one row of the sheet says, what is doubtful, and what is to be done with it."""

    decided = Signal(int, object)

    def __init__(self) -> None:
        """Start with the invitation to choose a row."""
        super().__init__(INSET)
        self.setObjectName("row_detail")
        self.setFixedWidth(u(DETAIL_WIDTH))
        column = vertical(self, margins=(14, 12, 4, 12))
        self._scroll = ScrollColumn(margins=(0, 0, 10, 0), spacing=6)
        column.addWidget(self._scroll)
        self._row_number = 0
        self.show_row(None)

    def show_row(self, row: PreviewRow | None) -> None:
        """Show another row."""
        self._scroll.clear()
        if row is None:
            self._scroll.add(
                WrapLabel(
                    "点一行，看它的内容、要确认的地方，决定怎么处理。",
                    Role.BODY,
                    Tone.TEXT2,
                    width=u(INNER_WIDTH),
                )
            )
            return
        self._row_number = row.row_number
        self._scroll.add(label(display_name(row.details.name), Role.PERSON))
        self._scroll.add(LampLabel(row_lamp(row), f"第 {row.row_number} 行·{row_words(row)}"))
        for words in row.problems:
            self._add_sentence(without_row_number(words, row), row_lamp(row), Tone.TEXT)
        self._add_choices(row)
        self._add_changes(row)
        self._add_facts(row)
        for words in row.notes:
            self._add_sentence(without_row_number(words, row), None, Tone.TEXT2)

    def _add_sentence(self, words: str, state: LampState | None, tone: Tone) -> None:
        box = QWidget()
        line = horizontal(box, spacing=6)
        width = u(INNER_WIDTH)
        if state in (LampState.MISSING, LampState.WRONG):
            line.addWidget(Lamp(state, 16), 0, Qt.AlignmentFlag.AlignTop)
            width -= u(24)
        line.addWidget(WrapLabel(words, Role.SECONDARY, tone, width=width), 1)
        self._scroll.add(box)

    def _add_choices(self, row: PreviewRow) -> None:
        if not row.choices:
            return
        heading = "怎么处理？" if row.status is RowStatus.QUESTION else "处理"
        self._scroll.add(label(heading, Role.SECONDARY, Tone.TEXT2, weight=600))
        in_force = row.decision
        if in_force is None and row.status is not RowStatus.QUESTION:
            in_force = Decision.TAKE
        for choice in row.choices:
            made = ChoiceRow(choice, current=choice.decision is in_force)
            made.activated.connect(self._on_choice)
            self._scroll.add(made)

    def _add_changes(self, row: PreviewRow) -> None:
        if not row.changes:
            return
        self._scroll.add(label("会改动", Role.SECONDARY, Tone.TEXT2, weight=600))
        for one in row.changes:
            old = shown(one.field, one.old) or "没有填"
            words = f"{one.label}：{old} → {shown(one.field, one.new)}"
            self._scroll.add(WrapLabel(words, Role.SECONDARY, Tone.TEXT, width=u(INNER_WIDTH)))

    def _add_facts(self, row: PreviewRow) -> None:
        self._scroll.add(label("表格里写的", Role.SECONDARY, Tone.TEXT2, weight=600))
        details = row.details
        facts = (
            ("职务", row.committee_post or ""),
            ("性别", details.sex),
            ("出生", shown("born", details.born)),
            ("民族", details.ethnicity),
            ("政治面貌", details.political_status),
            ("学历", details.education),
            ("单位职务", details.unit_post),
            ("联系组", details.group_name),
            ("电话", shown("phone", details.phone)),
            ("身份证号", shown("id_number", details.id_number or row.id_as_written)),
            ("备注", mask_numbers(details.note)),
        )
        for name, value in facts:
            if value:
                self._scroll.add(FactRow(name, value, name_width=70))

    def _on_choice(self) -> None:
        sender = self.sender()
        if isinstance(sender, ChoiceRow):
            self.decided.emit(self._row_number, sender.decision)
