"""The one record table: Python lists, filtered and sorted here, one reset, one delegate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.shell.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from ui.shell.widgets.chips import ChipKind
    from ui.shell.widgets.lamp import LampState

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex

RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The record of a row (Qt turns a NamedTuple into a list on the way: ask the model's record() for those)."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a record table.

    Attributes:
        title: heading.
        text: the words of a cell, made when the row is first drawn.
        width: px at 100 % type; 0 = as wide as the longest words; None = shares what is left over.
        sort_key: what to sort by, when not the words.
        right: align to the right (numbers).
        strong: weight 600 (the first column is strong by itself).
        tone: colour of the words.
        chip: kind of the chip that the words are drawn in, or None for plain words.
        lamp: lamp before the words, or None.
        tip: tool tip of the cell.
    """

    title: str
    text: Callable[[R], str]
    width: int | None = None
    sort_key: Callable[[R], Any] | None = None
    right: bool = False
    strong: bool = False
    tone: Tone = Tone.TEXT
    chip: Callable[[R], ChipKind | None] | None = None
    lamp: Callable[[R], LampState | None] | None = None
    tip: Callable[[R], str] | None = None

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Where the words of cells and heading stand."""
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Records as rows; keeps the given order until a column is sorted."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        record_id: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        """`record_id` tells one record from another across resets."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.record_id = record_id
        self._all: list[R] = []
        self._shown: list[R] = []
        self._texts: list[tuple[str, ...] | None] = []
        self._keep: Callable[[R], bool] | None = None
        self._sort_column = -1
        self._descending = False

    def set_records(self, records: Sequence[R]) -> None:
        """Show other records; filter and sorting stay."""
        self._all = list(records)
        self._rebuild()

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the records for which `keep` is true; None shows all."""
        self._keep = keep
        self._rebuild()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 goes back to the given order."""
        self._sort_column = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._rebuild()

    def record(self, row: int) -> R:
        """Return the record of a row."""
        return self._shown[row]

    def records(self) -> tuple[R, ...]:
        """Return the records shown, in their order."""
        return tuple(self._shown)

    def row_of(self, wanted: Hashable) -> int:
        """Return the row of a record id, or -1."""
        return next((row for row, record in enumerate(self._shown) if self.record_id(record) == wanted), -1)

    @property
    def total(self) -> int:
        """How many records there are without the filter."""
        return len(self._all)

    def replace_record(self, record: R) -> None:
        """Show one changed record in place, without a reset."""
        wanted = self.record_id(record)
        for place, known in enumerate(self._all):
            if self.record_id(known) == wanted:
                self._all[place] = record
        row = self.row_of(wanted)
        if row >= 0:
            self._shown[row] = record
            self._texts[row] = None
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of rows; a cell has none below it."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of columns; a cell has none below it."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, alignment, tip, record or column; None for every other role."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._row_texts(index.row())[index.column()]
        if role == RECORD_ROLE:
            return self._shown[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return column.tip(self._shown[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the headings."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].alignment
        return None

    def _row_texts(self, row: int) -> tuple[str, ...]:
        texts = self._texts[row]
        if texts is None:
            record = self._shown[row]
            texts = self._texts[row] = tuple(column.text(record) for column in self.columns)
        return texts

    def _rebuild(self) -> None:
        self.beginResetModel()
        kept = self._all if self._keep is None else [record for record in self._all if self._keep(record)]
        shown = list(kept)
        if 0 <= self._sort_column < len(self.columns):
            column = self.columns[self._sort_column]
            shown.sort(key=column.sort_key or column.text, reverse=self._descending)
        self._shown = shown
        self._texts = [None] * len(shown)
        self.endResetModel()
