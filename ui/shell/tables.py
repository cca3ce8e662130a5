"""The record table on screen: view, delegate, header, and the card with its foot row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.shell.icons import Icon, pixmap
from ui.shell.record_model import RECORD_ROLE, Column, RecordTableModel
from ui.shell.theme import Role, Tone, color, font, u
from ui.shell.widgets.box import CARD, Box, BoxLook, Line, draw_box
from ui.shell.widgets.buttons import link_button
from ui.shell.widgets.labels import ElidedLabel, label
from ui.shell.widgets.lamp import draw_lamp
from ui.shell.widgets.layouts import horizontal, vertical

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

__all__ = [
    "RECORD_ROLE",
    "Column",
    "FilterCount",
    "RecordTable",
    "RecordTableModel",
    "TableCard",
]

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
PADDING = 12
ROW_HEIGHT = 40


class RowDelegate(QStyledItemDelegate):
    """Draws ground, bar, line, lamp, chip and words of a cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell; the selected row is tint with a 4-px accent bar at its left."""
        area: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        model = index.model()
        if not isinstance(model, RecordTableModel):
            return
        column = model.columns[index.column()]
        record = model.record(index.row())
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, color(Tone.TINT if selected else Tone.SURFACE))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, color(Tone.LINE))
        if selected and index.column() == 0:
            painter.fillRect(area.left(), area.top(), u(4), area.height(), color(Tone.ACCENT))
        inside = area.adjusted(u(PADDING), 0, -u(PADDING), -1)
        lamp = column.lamp(record) if column.lamp is not None else None
        if lamp is not None:
            side = u(17)
            draw_lamp(painter, QRectF(inside.left(), inside.center().y() - side / 2 + 1.5, side, side), lamp)
            inside.setLeft(inside.left() + side + u(7))
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        kind = column.chip(record) if column.chip is not None else None
        if kind is not None and words:
            self._draw_chip(painter, inside, words, kind.value)
        else:
            self._draw_words(painter, inside, words, column, index.column() == 0 or column.strong)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the width of the words and the height of a row."""
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        return QSize(QFontMetrics(font(Role.NAME)).horizontalAdvance(words) + 2 * u(PADDING), u(ROW_HEIGHT))

    @staticmethod
    def _draw_words(painter: QPainter, inside: QRect, words: str, column: Column[Any], strong: bool) -> None:
        painter.setFont(font(Role.NAME if strong else Role.BODY))
        painter.setPen(color(column.tone))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width() + 2)
        flags = column.alignment | Qt.TextFlag.TextSingleLine
        painter.drawText(inside.adjusted(0, 0, 2, 0), flags, shown)

    @staticmethod
    def _draw_chip(painter: QPainter, inside: QRect, words: str, kind: tuple[Tone, Tone, Tone]) -> None:
        painter.setFont(font(Role.CHIP))
        width = min(painter.fontMetrics().horizontalAdvance(words) + u(16), inside.width() + 2 * u(3))
        box = QRectF(inside.left() - u(3), inside.center().y() - u(13) + 0.5, width, u(26))
        draw_box(painter, box, BoxLook(kind[0], kind[1], radius=5))
        painter.setPen(color(kind[2]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class TableHeader(QHeaderView):
    """Headings on white with a line below and a chevron at the sorted column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be 40 high; a third click on a heading goes back to the given order."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(u(ROW_HEIGHT))
        self.setSectionsClickable(True)
        self.setSortIndicatorClearable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one heading aligned with its cells."""
        model = self.model()
        painter.save()
        painter.fillRect(rect, color(Tone.SURFACE))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color(Tone.LINE2))
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        column = model.columns[logicalIndex] if isinstance(model, RecordTableModel) else None
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        painter.setFont(font(Role.SECONDARY, weight=600 if sorted_here else 400))
        painter.setPen(color(Tone.TEXT if sorted_here else Tone.TEXT2))
        inside = rect.adjusted(u(PADDING), 0, -u(PADDING), 0)
        right = column is not None and column.right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, words)
        if sorted_here:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            width = painter.fontMetrics().horizontalAdvance(words)
            left = inside.right() - width - u(16) if right else inside.left() + width + u(4)
            picture = pixmap(
                Icon.CHEVRON_UP if up else Icon.CHEVRON_DOWN, Tone.TEXT, 12, self.devicePixelRatioF()
            )
            painter.drawPixmap(left, rect.center().y() - u(6) + 1, picture)
        painter.restore()


class RecordTable(QTableView, Generic[R]):
    """A table of records; what is selected stays selected when the records are read anew."""

    record_chosen = Signal(object)
    """The one selected record, or None."""
    record_opened = Signal(object)
    """The record double clicked or entered."""
    shown_changed = Signal()
    """Other records or another number of them are shown."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        record_id: Callable[[R], Hashable],
        *,
        several: bool = False,
        sortable: bool = True,
        row_height: int = ROW_HEIGHT,
    ) -> None:
        """`several` lets more than one row be selected; row height in px at 100 % type."""
        super().__init__()
        self.records: RecordTableModel[R] = RecordTableModel(columns, record_id, self)
        self.setModel(self.records)
        self.setItemDelegate(RowDelegate(self))
        self.setHorizontalHeader(TableHeader(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        upright = self.verticalHeader()
        upright.setVisible(False)
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setDefaultSectionSize(u(row_height))
        self._set_up_columns()
        if sortable:
            self.setSortingEnabled(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._chosen: list[Hashable] = []
        self._resetting = False
        self.records.modelAboutToBeReset.connect(self._on_about_to_reset)
        self.records.modelReset.connect(self._on_reset)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def set_records(self, records: Sequence[R]) -> None:
        """Show these records."""
        self.records.set_records(records)
        self._fit_columns()

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only records for which `keep` is true."""
        self.records.set_filter(keep)

    def chosen(self) -> R | None:
        """Return the selected record (the first one of several), or None."""
        found = self.all_chosen()
        return found[0] if found else None

    def all_chosen(self) -> list[R]:
        """Return the selected records in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.record(row) for row in rows]

    def choose(self, record_id: Hashable) -> bool:
        """Select a record by its id and scroll to it; False when it is not shown."""
        row = self.records.row_of(record_id)
        if row < 0:
            return False
        self.selectRow(row)
        self.scrollTo(self.records.index(row, 0))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the selected record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() is not None:
            self.record_opened.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(u(40))
        for place, column in enumerate(self.records.columns):
            stretch = column.width is None
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
            )
            if column.width:
                header.resizeSection(place, u(column.width))

    def _fit_columns(self) -> None:
        metrics = QFontMetrics(font(Role.NAME))
        for place, column in enumerate(self.records.columns):
            if column.width == 0:
                texts = {column.text(record) for record in self.records.records()[:2000]}
                widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
                widest = max(widest, metrics.horizontalAdvance(column.title) + u(16))
                self.horizontalHeader().resizeSection(place, widest + 2 * u(PADDING) + 2)

    def _on_about_to_reset(self) -> None:
        self._resetting = True
        self._scroll = self.verticalScrollBar().value()
        self._chosen = [self.records.record_id(record) for record in self.all_chosen()]

    def _on_reset(self) -> None:
        rows = [row for row in (self.records.row_of(known) for known in self._chosen) if row >= 0]
        flags = QItemSelectionModel.SelectionFlag
        for row in rows:
            self.selectionModel().select(self.records.index(row, 0), flags.Select | flags.Rows)
        if rows:
            self.selectionModel().setCurrentIndex(self.records.index(rows[0], 0), flags.NoUpdate)
        self.verticalScrollBar().setValue(self._scroll)
        self._resetting = False
        self.shown_changed.emit()
        if self._chosen:
            self.record_chosen.emit(self.chosen())

    def _on_selection_changed(self) -> None:
        if not self._resetting:
            self.record_chosen.emit(self.chosen())
            self.shown_changed.emit()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.record_opened.emit(self.records.record(index.row()))


class TableCard(Box, Generic[R]):
    """A record table in a card, with the foot row that says the order and the count."""

    def __init__(self, table: RecordTable[R], order_words: str = "", *, unit: str = "人") -> None:
        """`order_words` says how rows are sorted (按姓氏笔画为序); `unit` is the counter word."""
        super().__init__(CARD)
        self.table = table
        self._unit = unit
        column = vertical(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addSpacing(u(3))
        column.addWidget(table, 1)
        column.addWidget(Line())
        foot = horizontal(margins=(12, 0, 14, 0))
        self.order_label = ElidedLabel(order_words, Role.SECONDARY, Tone.TEXT2)
        self.count_label = label("", Role.SECONDARY, Tone.TEXT2, weight=500)
        foot.addWidget(self.order_label, 1)
        foot.addWidget(self.count_label)
        foot_box = QWidget()
        foot_box.setLayout(foot)
        foot_box.setFixedHeight(u(38))
        column.addWidget(foot_box)
        table.shown_changed.connect(self._on_shown_changed)
        self._on_shown_changed()

    def _on_shown_changed(self) -> None:
        chosen = len(self.table.all_chosen())
        count = f"共 {self.table.records.rowCount()} {self._unit}"
        self.count_label.setText(f"{count}，选中 {chosen} {self._unit}" if chosen else count)


class FilterCount(QWidget):
    """显示 12 / 36 清除筛选; hidden while no filter hides anything."""

    cleared = Signal()

    def __init__(self) -> None:
        """Stand right above the table."""
        super().__init__()
        row = horizontal(self, spacing=10)
        row.addWidget(label("显示", Role.BODY, Tone.TEXT2))
        self.numbers = label("", Role.NAME)
        row.addWidget(self.numbers)
        self.clear_button = link_button("清除筛选")
        self.clear_button.clicked.connect(self.cleared)
        row.addWidget(self.clear_button)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setVisible(False)

    def show_numbers(self, shown: int, total: int, *, filtered: bool) -> None:
        """Show how many of how many; `filtered` tells whether a filter is on at all."""
        self.numbers.setText(f"{shown} / {total}")
        self.setVisible(filtered)
