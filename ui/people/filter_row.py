"""The row of filters above the roster: search field, three chips, how many are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.chinese.codes import ETHNICITIES, POLITICAL_STATUSES
from fulian_desktop.chinese.numerals import parse_chinese_number
from fulian_desktop.errors import UserFacingError
from ui.people.roster_rows import PersonGroup, RosterFilter
from ui.shell.tables import FilterCount
from ui.shell.widgets import FilterChip, SearchEdit, horizontal, u, vertical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.people.roster_rows import RosterRow

_LAST = 10_000
_NARROW = 660
_LEAST = 460


class FilterRow(QWidget):
    """Asks which persons to show; `changed` tells that something else was asked for."""

    changed = Signal()

    def __init__(self) -> None:
        """Start with nothing asked for."""
        super().__init__()
        column = vertical(self, spacing=6)
        row = horizontal(spacing=10)
        column.addLayout(row)
        self._row = row
        self._second_row = horizontal()
        self._second_row.addStretch(1)
        column.addLayout(self._second_row)
        self._is_narrow = False
        self.search_edit = SearchEdit("姓名、拼音、单位、电话尾号")
        self.search_edit.setObjectName("roster_search")
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.setToolTip("可以写姓名、拼音或首字母（slh）、电话尾号、联系组、单位")
        self.search_edit.setMinimumWidth(u(150))
        self.search_edit.setMaximumWidth(u(280))
        self.search_edit.textChanged.connect(self._on_edited)
        row.addWidget(self.search_edit, 3)
        self.political_chip = FilterChip("政治面貌")
        self.ethnicity_chip = FilterChip("民族")
        self.group_chip = FilterChip("联系组")
        for name, chip in (
            ("political_chip", self.political_chip),
            ("ethnicity_chip", self.ethnicity_chip),
            ("group_chip", self.group_chip),
        ):
            chip.setObjectName(name)
            chip.changed.connect(self._on_edited)
            row.addWidget(chip)
        row.addStretch(1)
        self.count = FilterCount()
        self.count.setObjectName("filter_count")
        self.count.cleared.connect(self.clear)
        row.addWidget(self.count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the count below the filters when there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < u(_NARROW)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self._row.removeWidget(self.count)
        self._second_row.removeWidget(self.count)
        (self._second_row if narrow else self._row).addWidget(self.count)
        policy = self.count.sizePolicy()
        policy.setRetainSizeWhenHidden(not narrow)
        self.count.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Let the page be narrower than one row of everything."""
        return QSize(u(_LEAST), super().minimumSizeHint().height())

    def set_choices(self, rows: Sequence[RosterRow]) -> None:
        """Offer what occurs in the roster, with how often; what is in use stays in use."""
        people = [row.person for row in rows]
        status = Counter(person.political_status for person in people)
        ethnicity = Counter(person.ethnicity for person in people)
        groups = Counter(person.group_name for person in people)
        self.political_chip.set_items(_items(status, POLITICAL_STATUSES.names))
        self.ethnicity_chip.set_items(_items(ethnicity, ETHNICITIES.names))
        self.group_chip.set_items(_items(groups, sorted(groups, key=_group_key)))

    def asked_for(self, group: PersonGroup) -> RosterFilter:
        """Return what is asked for within a part of the roster."""
        return RosterFilter(
            group,
            self.search_edit.text(),
            str(self.political_chip.value() or ""),
            str(self.ethnicity_chip.value() or ""),
            str(self.group_chip.value() or ""),
        )

    def clear(self) -> None:
        """Ask for everybody again."""
        for chip in (self.political_chip, self.ethnicity_chip, self.group_chip):
            chip.set_value(None)
        self.search_edit.blockSignals(True)
        self.search_edit.clear()
        self.search_edit.blockSignals(False)
        self.changed.emit()

    def _on_edited(self, *_values: object) -> None:
        self.changed.emit()


def _items(counted: Counter[str], order: Iterable[str]) -> list[tuple[str, object]]:
    known = [word for word in order if counted[word]]
    known += sorted(word for word in counted if word and word not in known)
    return [(word, word) for word in known]


def _group_key(name: str) -> tuple[int, str]:
    """Sort groups by their number: 一组, 二组, ... 十组, 3组; the others behind."""
    plain = name.removeprefix("第").removesuffix("村民小组").removesuffix("小组").removesuffix("组")
    if plain.isdecimal():
        return int(plain), name
    try:
        return parse_chinese_number(plain), name
    except UserFacingError:
        return _LAST, name
