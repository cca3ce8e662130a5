"""The table of the roster and its card: columns, orders, and why a name stands where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy

from ui.people.roster_rows import RosterOrder, RosterRow
from ui.shell.tables import Column, RecordTable, TableCard
from ui.shell.widgets import ChipKind, LampState, Tone, display_name, link_button, u, why_button

ORDER_EXPLAINED = (
    "先比姓：笔画少的在前；笔画一样，比第一笔，依横、竖、撇、点、折；再一样，比第二笔，依次往下。"
    "同姓比名，单名在双名之前。例如“王”4 画，起笔横。"
)
_HEADER_SENTENCES = {
    "姓名": "按姓氏笔画",
    "身份": "按职务",
    "出生年月": "按出生年月",
    "民族": "按民族",
    "政治面貌": "按政治面貌",
    "学历": "按学历",
    "单位及职务": "按单位及职务",
}


def _name_tip(row: RosterRow) -> str:
    if row.guessed_characters:
        signs = "、".join(row.guessed_characters)
        return f"“{signs}”没有笔顺资料，位置是估计的，请核对。\n{row.place_explained}"
    return row.place_explained


def roster_columns() -> tuple[Column[RosterRow], ...]:
    """Return the columns of the roster."""
    return (
        Column(
            "姓名",
            lambda row: display_name(row.person.name),
            width=0,
            sort_key=lambda row: row.strokes_key,
            lamp=lambda row: LampState.MISSING if row.guessed_characters else None,
            tip=_name_tip,
        ),
        Column(
            "身份",
            lambda row: row.identity,
            width=92,
            sort_key=lambda row: row.post_key,
            chip=lambda row: ChipKind.POST if row.is_officer else None,
        ),
        Column(
            "出生年月",
            lambda row: "" if row.birth is None else row.birth.dotted,
            width=94,
            sort_key=lambda row: row.age_key,
            tone=Tone.TEXT2,
        ),
        Column("民族", lambda row: row.person.ethnicity, width=0, tone=Tone.TEXT2),
        Column("政治面貌", lambda row: row.person.political_status, width=0, tone=Tone.TEXT2),
        Column("学历", lambda row: row.person.education, width=70, tone=Tone.TEXT2),
        Column("单位及职务", lambda row: row.person.unit_post, tip=lambda row: row.person.unit_post),
    )


_DROPPED_FIRST = ("学历", "民族", "出生年月", "政治面貌")
_LEAST_FOR_UNIT = 120


class RosterTable(RecordTable[RosterRow]):
    """The roster; leaves out columns when there is no room for them."""

    def __init__(self) -> None:
        """Give every column a heading one can sort by."""
        super().__init__(roster_columns(), lambda row: row.person.id)
        self.setObjectName("roster_table")
        self.setAccessibleName("名册")

    def fit_to(self, width: int) -> None:
        """Hide columns, the least needed first, until unit and post have room; width in real px."""
        header = self.horizontalHeader()
        places = {column.title: place for place, column in enumerate(self.records.columns)}
        for title in _DROPPED_FIRST:
            self.setColumnHidden(places[title], False)
        last = len(places) - 1
        for title in _DROPPED_FIRST:
            used = sum(header.sectionSize(place) for place in range(last))
            if width - used >= u(_LEAST_FOR_UNIT):
                return
            self.setColumnHidden(places[title], True)


class RosterCard(TableCard[RosterRow]):
    """The table with its foot: the order in words, another order, and why."""

    order_chosen = Signal(object)
    why_wanted = Signal()

    def __init__(self, table: RosterTable) -> None:
        """Put the links right behind the words of the order."""
        super().__init__(table, RosterOrder.POST.sentence)
        self._order = RosterOrder.POST
        self._guessed = 0
        self.order_button = link_button("换一种排法")
        self.order_button.setObjectName("order_button")
        self.order_button.clicked.connect(self._on_order_button)
        self.why_link = why_button("为什么这样排")
        self.why_link.setObjectName("order_why")
        self.why_link.clicked.connect(self.why_wanted)
        self._menu = QMenu(self)
        group = QActionGroup(self._menu)
        for order in RosterOrder:
            action = QAction(order.value, self._menu)
            action.setData(order)
            action.setCheckable(True)
            action.setChecked(order is RosterOrder.POST)
            group.addAction(action)
            self._menu.addAction(action)
        self._menu.triggered.connect(self._on_menu)
        foot_box = self.order_label.parentWidget()
        foot = foot_box.layout() if foot_box is not None else None
        if isinstance(foot, QHBoxLayout):
            foot.setSpacing(u(14))
            foot.insertWidget(1, self.order_button)
            foot.insertWidget(2, self.why_link)
            foot.insertStretch(3, 1)
            foot.setStretch(0, 0)
        self.order_label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        table.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted_by_header)

    @property
    def order(self) -> RosterOrder:
        """Return the order chosen in the menu."""
        return self._order

    def show_guessed(self, count: int) -> None:
        """Say in the foot how many names stand at a guessed place."""
        self._guessed = count
        self._say_order()

    def choose_order(self, order: RosterOrder) -> None:
        """Use another order; a heading that was sorted by is let go."""
        self._order = order
        for action in self._menu.actions():
            action.setChecked(action.data() is order)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._say_order()
        self.order_chosen.emit(order)

    def _on_order_button(self) -> None:
        self._menu.popup(self.order_button.mapToGlobal(self.order_button.rect().topLeft()))

    def _on_menu(self, action: QAction) -> None:
        order = action.data()
        if isinstance(order, RosterOrder):
            self.choose_order(order)

    def _on_sorted_by_header(self, _section: int, _order: Qt.SortOrder) -> None:
        self._say_order()

    def _say_order(self) -> None:
        header = self.table.horizontalHeader()
        section = header.sortIndicatorSection()
        words = self._order.sentence
        if 0 <= section < len(self.table.records.columns):
            title = self.table.records.columns[section].title
            upside_down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            words = _HEADER_SENTENCES[title] + ("，倒过来排" if upside_down else "为序")
        if self._guessed:
            words += f"；{self._guessed} 人的位置是估计的"
        self.order_label.setText(words)
