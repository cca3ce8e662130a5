"""The page 名册: everyone of the term, found, filtered, ordered; one person beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from fulian_desktop.changes import ChangeSet, RecordKind
from ui.access.words import sealed_words
from ui.people.filter_row import FilterRow
from ui.people.page_actions import PageActions
from ui.people.person_panel import PersonPanel, masked_fields
from ui.people.roster_rows import PersonGroup, RosterOrder, RosterRow, in_order, read_rows
from ui.people.roster_table import ORDER_EXPLAINED, RosterCard, RosterTable
from ui.people.side_area import SideArea
from ui.shell.notifier import Page, PageContext
from ui.shell.widgets import EmptyState, Icon, Segment

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_LIST_PLACE, _EMPTY_PLACE = 0, 1
NOBODY = "名册里还没有人。把办公室现有的花名册导入进来，表格不用改。"


class PeoplePage(Page):
    """The roster: table, filters, person panel, and the ways to bring people in."""

    title: ClassVar[str] = "名册"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset(
        {RecordKind.PERSON, RecordKind.DELEGATE, RecordKind.SEAT, RecordKind.TERM, RecordKind.ACCESS}
    )

    def __init__(self, context: PageContext) -> None:
        """Build the page; it is filled by refresh()."""
        super().__init__(context)
        self.setObjectName("people_page")
        self._rows: list[RosterRow] = []
        self.segment = Segment([(group.value, group) for group in PersonGroup])
        self.segment.setObjectName("group_segment")
        self.segment.chosen.connect(self._on_asked)
        self.add_action(self.segment)
        self.tasks = PageActions(self, context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_list())
        empty = EmptyState(NOBODY, "导入名册", picture=Icon.IMPORT)
        empty.setObjectName("empty_roster")
        empty.activated.connect(self.tasks.start_import)
        self._stack.addWidget(empty)
        self.filters = FilterRow()
        self.filters.changed.connect(self._on_asked)
        self.content.addWidget(self.filters)
        self.content.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read everyone anew; filter, order and the chosen person stay."""
        self.panel.conceal()
        self._rows = read_rows(self.context.workspace)
        for group in PersonGroup:
            count = sum(1 for row in self._rows if row.is_in(group))
            self.segment.set_words(group, f"{group.value} {count}")
        is_empty = not self._rows
        self._stack.setCurrentIndex(_EMPTY_PLACE if is_empty else _LIST_PLACE)
        self.filters.setVisible(not is_empty)
        self.segment.setVisible(not is_empty)
        self.tasks.refresh(is_empty=is_empty)
        self.filters.set_choices(self._rows)
        self.card.show_guessed(sum(1 for row in self._rows if row.guessed_characters))
        self._show_rows()
        if self.table.chosen() is None:
            self.area.show_panel(False)

    def open_with(self, **arguments: object) -> None:
        """Go to `person_id`, or start something: `start` is "import" or "new"."""
        person_id = arguments.get("person_id")
        if isinstance(person_id, int):
            self.show_person(person_id)
        if arguments.get("start") == "import":
            self.tasks.start_import()
        elif arguments.get("start") == "new":
            self.tasks.add_person()

    def show_person(self, person_id: int) -> None:
        """Choose a person in the table; filters that hide her are taken off."""
        if not self.table.choose(person_id):
            self.segment.set_value(PersonGroup.ALL)
            self.filters.clear()
            self.table.choose(person_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the panel away."""
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self._on_panel_closed()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the secondary buttons into 更多 when there is little room."""
        super().resizeEvent(event)
        self.tasks.fold(self.width())

    def _build_list(self) -> SideArea:
        self.table = RosterTable()
        self.table.record_chosen.connect(self._on_chosen)
        self.table.record_opened.connect(self._on_opened)
        self.card = RosterCard(self.table)
        self.card.order_chosen.connect(self._on_order_chosen)
        self.card.why_wanted.connect(self._on_why_order)
        self.panel = PersonPanel()
        self.panel.closed.connect(self._on_panel_closed)
        self.panel.departure_wanted.connect(self._on_departure)
        self.panel.edit_wanted.connect(self.tasks.edit_person)
        self.panel.reveal_wanted.connect(self._on_reveal)
        self.area = SideArea(self.card, self.panel)
        self.area.arranged.connect(self.table.fit_to)
        return self.area

    def _show_rows(self) -> None:
        self.table.set_records(in_order(self._rows, self.card.order))
        self.table.fit_to(self.card.width())
        self._filter()

    def _filter(self) -> None:
        group = self.segment.value()
        asked = self.filters.asked_for(group if isinstance(group, PersonGroup) else PersonGroup.ALL)
        self.table.set_filter(asked.keeps)
        total = sum(1 for row in self._rows if row.is_in(asked.group))
        self.filters.count.show_numbers(self.table.records.rowCount(), total, filtered=asked.narrows)

    def _on_asked(self, *_values: object) -> None:
        self._filter()
        if self.table.chosen() is None:
            self.area.show_panel(False)

    def _on_order_chosen(self, _order: RosterOrder) -> None:
        self._show_rows()

    def _on_why_order(self) -> None:
        from ui.shell import prompts

        guessed = [row.person.name for row in self._rows if row.guessed_characters]
        words = ORDER_EXPLAINED
        if guessed:
            words += f"\n\n{'、'.join(guessed)}：名字里有字没有笔顺资料，位置是估计的，请核对。"
        row = self.table.chosen()
        if row is not None:
            words += f"\n\n{row.person.name}：{row.place_explained}。"
        prompts.inform(self, "姓氏笔画怎样排", words)

    def _on_chosen(self, row: object) -> None:
        if not isinstance(row, RosterRow):
            self.area.show_panel(False)
            return
        workspace = self.context.workspace
        terms = workspace.seats.terms()
        self.panel.sealed_words = sealed_words(workspace.access.state())
        self.panel.show_row(
            row,
            workspace.seats.history(row.person.id),
            terms[0].number if terms else 0,
            workspace.journal.now().date(),
        )
        self.area.show_panel(True)

    def _on_opened(self, row: object) -> None:
        if not isinstance(row, RosterRow):
            return
        if not self.context.workspace.access.may("修改人员"):
            self.context.say("现在是查看用户，只能看，不能改。")
            return
        self.tasks.edit_person(row.person.id)

    def _on_panel_closed(self) -> None:
        self.table.clearSelection()
        self.area.show_panel(False)
        self.table.setFocus()

    def _on_departure(self, person_id: int) -> None:
        self.context.open_page("seats", person_id=person_id)

    def _on_reveal(self, person_id: int) -> None:
        person = self.context.workspace.people.get(person_id)

        def note() -> ChangeSet:
            for field in masked_fields(person):
                self.context.workspace.people.note_revealed(person_id, field)
            return ChangeSet.of()

        if self.context.run(note) is not None:
            self.panel.reveal()
