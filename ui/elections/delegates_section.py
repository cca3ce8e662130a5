"""The section 代表: quota and make-up at the left, the list with its decisions at the right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from fulian_desktop.people.delegate_records import DelegateStep
from ui.elections import congress_words as words
from ui.elections.delegates_actions import DelegateActions
from ui.elections.delegates_quota import QuotaCard, StructureCard
from ui.elections.section import STACKED_BELOW, UNLIMITED, Section
from ui.shell.tables import Column, FilterCount, RecordTable, TableCard
from ui.shell.widgets import (
    EmptyState,
    FilterChip,
    Icon,
    Tone,
    display_name,
    horizontal,
    scrolled,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.elections.congress_records import Congress
    from fulian_desktop.people.delegate_records import DelegateStanding
    from ui.elections.page import ElectionsPage
    from ui.shell.notifier import PageContext

LEFT_WIDTH = 392


class DelegatesSection(Section):
    """Who is sent to the congress, by what quota, and what was decided on each."""

    def __init__(self, context: PageContext, page: ElectionsPage) -> None:
        """Build the empty state and the two columns."""
        super().__init__(context, page)
        self.congress: Congress | None = None
        self.empty = EmptyState(
            "先在“换届路线”里填上大会的日期，再分配代表名额。", "去换届路线", picture=Icon.CALENDAR
        )
        self.empty.activated.connect(self._on_path)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._build())
        vertical(self).addWidget(self._stack)

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        if self.congress is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> QWidget:
        box = QWidget()
        row = self._row = horizontal(box, spacing=14)
        left = QWidget()
        column = vertical(left, spacing=12)
        self.quota = QuotaCard(self.context)
        self.structure = StructureCard()
        column.addWidget(self.quota)
        column.addWidget(self.structure)
        column.addStretch(1)
        self._beside = scrolled(left)
        row.addWidget(self._beside)
        self._list = QWidget()
        right = vertical(self._list, spacing=8)
        self.table: RecordTable[DelegateStanding] = RecordTable(_columns(), _key, several=True)
        self.table.setObjectName("delegate_table")
        self.table.setAccessibleName("代表名单")
        self.acts = DelegateActions(self)
        filters = horizontal(spacing=8)
        self.group_chip = FilterChip("小组")
        self.group_chip.setObjectName("group_chip")
        self.step_chip = FilterChip(
            "情况", [(step.phrase, step) for step in DelegateStep if step.value != "taken_off"]
        )
        self.step_chip.setObjectName("step_chip")
        for chip in (self.group_chip, self.step_chip):
            chip.changed.connect(self._on_filter)
            filters.addWidget(chip)
        self.filter_count = FilterCount()
        self.filter_count.cleared.connect(self._on_cleared)
        filters.addWidget(self.filter_count)
        filters.addStretch(1)
        self.acts.add_nominating(filters)
        right.addLayout(filters)
        right.addWidget(TableCard(self.table, "按姓氏笔画为序，按住 Ctrl 或 Shift 选几名", unit="名"), 1)
        right.addLayout(self.acts.row)
        row.addWidget(self._list, 1)
        self.table.shown_changed.connect(self.acts.follow)
        return scrolled(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list below the quota where there is no room beside it."""
        super().resizeEvent(event)
        stacked = self.width() < u(STACKED_BELOW)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.BottomToTop if stacked else ways.LeftToRight)
        self._beside.setMinimumWidth(0 if stacked else u(LEFT_WIDTH))
        self._beside.setMaximumWidth(UNLIMITED if stacked else u(LEFT_WIDTH))
        for part in (self._beside, self._list):
            part.setMinimumHeight(u(360) if stacked else 0)

    def subtitle(self) -> str:
        """Say how many of how many."""
        if self.congress is None:
            return "先排换届路线"
        standing = self.context.workspace.delegates.all(self.congress.number)
        voting = [one for one in standing if one.may_vote and one.step.counts]
        approved = sum(one.step is DelegateStep.APPROVED for one in voting)
        planned = self.congress.plan.delegates_planned
        return f"{self.congress.title}　代表名额 {planned}，提名 {len(voting)}，已确认 {approved}"

    def refresh(self) -> None:
        """Read the list and the quota anew."""
        self.congress = self.context.workspace.congress.current()
        self._stack.setCurrentIndex(0 if self.congress is None else 1)
        if self.congress is None:
            return
        number = self.congress.number
        delegates = self.context.workspace.delegates
        self.table.set_records(delegates.all(number))
        quota = delegates.quota(number)
        self.quota.show_quota(self.congress, quota)
        day = date.fromisoformat(self.congress.plan.day)
        self.structure.show_structure(delegates.statistics(number, day))
        groups = dict.fromkeys(one.group_name for one in quota if one.group_name)
        self.group_chip.set_items([(group, group) for group in groups])
        self._on_filter()
        self.acts.follow()

    def _on_filter(self, *_values: object) -> None:
        group, step = self.group_chip.value(), self.step_chip.value()
        if group is None and step is None:
            self.table.set_filter(None)
        else:
            self.table.set_filter(
                lambda one: group in (None, one.group_name) and (step is None or one.step is step)
            )
        shown = self.table.records.rowCount()
        total = 0
        if self.congress is not None:
            total = len(self.context.workspace.delegates.all(self.congress.number))
        self.filter_count.show_numbers(shown, total, filtered=group is not None or step is not None)

    def _on_cleared(self) -> None:
        self.group_chip.set_value(None)
        self.step_chip.set_value(None)
        self._on_filter()

    def _on_path(self) -> None:
        self.page.show_section("path")


def _key(standing: DelegateStanding) -> Hashable:
    return standing.person.id


def _columns() -> tuple[Column[DelegateStanding], ...]:
    return (
        Column("姓名", lambda one: display_name(one.person.name), 0),
        Column("小组", lambda one: one.group_name, 84),
        Column("类别", _kind, 116, tone=Tone.TEXT2),
        Column(
            "情况",
            lambda one: one.step.phrase,
            112,
            sort_key=lambda one: list(DelegateStep).index(one.step),
            chip=lambda one: words.DELEGATE_CHIPS[one.step],
        ),
        Column("说明", _note, None, tone=Tone.TEXT2, tip=_note),
    )


def _kind(one: DelegateStanding) -> str:
    usual = one.may_vote == (one.kind.value == "full")
    return one.kind.phrase if usual else f"{one.kind.phrase}（{'有' if one.may_vote else '无'}表决权）"


def _note(one: DelegateStanding) -> str:
    when = words.short_day(date.fromisoformat(one.decided_on)) if one.decided_on else ""
    parts = [f"接替{one.replaces}" if one.replaces else "", when, one.by_whom, one.reason]
    return "　".join(part for part in parts if part)
