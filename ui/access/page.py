"""谁看过、谁导出过: who saw, printed, exported and deleted personal data, from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from fulian_desktop.changes import RecordKind
from fulian_desktop.documents.papers import privacy_notice
from ui.access.printing import print_or_save
from ui.shell.notifier import Page
from ui.shell.tables import Column, RecordTable, TableCard
from ui.shell.widgets import (
    ChipKind,
    ComboBox,
    EmptyState,
    Icon,
    Role,
    SearchEdit,
    Tone,
    broken_name,
    display_name,
    horizontal,
    label,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.people.privacy_records import Disclosure, Erasure
    from ui.shell.notifier import PageContext

EVERYONE = "全部人员"
NOBODY = "还没有人看过完整的号码，也没有导出过带号码的文书。"
FOOT = "最近的在前；取自操作日志，不能删改"


def _columns() -> tuple[Column[Disclosure], ...]:
    return (
        Column("时间", lambda one: f"{one.at:%Y-%m-%d %H:%M}", width=180, sort_key=lambda one: one.entry_id),
        Column("谁", lambda one: display_name(one.user), width=0),
        Column(
            "做了什么",
            lambda one: one.act,
            width=150,
            chip=lambda one: ChipKind.AMBER if one.kind.name == "ERASED" else None,
        ),
        Column("看的是谁", lambda one: display_name(one.person) if one.person else "名单上的人", width=120),
        Column("文书、文件、原因", lambda one: one.what, tip=lambda one: one.what, tone=Tone.TEXT2),
    )


class DisclosureTable(RecordTable["Disclosure"]):
    """The entries, the latest first."""

    def __init__(self) -> None:
        """Give every column a heading one can sort by."""
        super().__init__(_columns(), lambda one: one.entry_id)
        self.setObjectName("disclosure_table")
        self.setAccessibleName("谁看过、谁导出过")


class DisclosuresPage(Page):
    """A list, a filter by person, and two papers: the list and the receipt of a deletion."""

    title: ClassVar[str] = "谁看过、谁导出过"
    depends_on: ClassVar[frozenset[RecordKind]] = frozenset(
        {RecordKind.ACCESS, RecordKind.PERSON, RecordKind.PAPER}
    )
    navigation_key: ClassVar[str] = "settings"

    def __init__(self, context: PageContext) -> None:
        """Build the page; it is filled by refresh()."""
        super().__init__(context)
        self.setObjectName("disclosures_page")
        self._seen: list[Disclosure] = []
        self.back_button = secondary_button("返回设置", Icon.ARROW_LEFT)
        self.back_button.clicked.connect(self._on_back)
        self.receipt_button = secondary_button("打印删除回执", Icon.PRINTER)
        self.receipt_button.setObjectName("print_receipt")
        self.receipt_button.clicked.connect(self.print_receipt)
        self.print_button = secondary_button("打印这张表", Icon.PRINTER)
        self.print_button.setObjectName("print_disclosures")
        self.print_button.clicked.connect(self.print_list)
        for button in (self.back_button, self.receipt_button, self.print_button):
            self.add_action(button)
        row = horizontal(spacing=12)
        row.addWidget(label("看的是谁", Role.SECONDARY, Tone.TEXT2, weight=500))
        self.person_box = ComboBox([(EVERYONE, None)])
        self.person_box.setObjectName("disclosure_person")
        self.person_box.setAccessibleName("看的是谁")
        self.person_box.setMinimumWidth(u(220))
        self.person_box.currentIndexChanged.connect(self._show)
        row.addWidget(self.person_box)
        self.search = SearchEdit("搜索经手人、文书")
        self.search.setAccessibleName("搜索经手人、文书")
        self.search.setMaximumWidth(u(320))
        self.search.textChanged.connect(self._show)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        self.content.addLayout(row)
        self.table = DisclosureTable()
        self.table.record_chosen.connect(self._on_chosen)
        self.card = TableCard(self.table, FOOT, unit="条")
        self.content.addWidget(self.card, 1)
        self.empty = EmptyState(NOBODY)
        self.content.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Read the journal anew; the person chosen stays."""
        self._seen = self.context.workspace.people.privacy.disclosures()
        chosen = self.person_box.value()
        people = {one.person_id: one.person for one in self._seen if one.person_id is not None and one.person}
        self.person_box.blockSignals(True)
        self.person_box.clear()
        self.person_box.addItem(EVERYONE, None)
        for person_id, name in sorted(people.items(), key=lambda pair: pair[1]):
            self.person_box.addItem(broken_name(name), person_id)
        self.person_box.setCurrentIndex(max(0, self.person_box.findData(chosen)))
        self.person_box.blockSignals(False)
        self._show()

    def open_with(self, **arguments: object) -> None:
        """Show one person's entries (`person_id`)."""
        place = self.person_box.findData(arguments.get("person_id"))
        if place >= 0:
            self.person_box.setCurrentIndex(place)

    def shown(self) -> list[Disclosure]:
        """Return the entries that the filter keeps."""
        person_id, words = self.person_box.currentData(), self.search.text().strip()
        return [
            one
            for one in self._seen
            if person_id in (None, one.person_id) or one.person_id is None
            if words in f"{one.user}{one.act}{one.person}{one.what}"
        ]

    def print_list(self) -> None:
        """Print what is shown, or save it."""
        whose = self.person_box.currentText() if self.person_box.currentData() is not None else ""
        day = self.context.workspace.journal.now().date()
        content = privacy_notice.disclosures(self._federation(), self.shown(), whose, day)
        print_or_save(self, content, privacy_notice.LIST, self._proposal(privacy_notice.LIST))

    def print_receipt(self) -> None:
        """Print the receipt of the deletion chosen."""
        erasure = self._erasure()
        if erasure is not None:
            content = privacy_notice.receipt(self._federation(), erasure)
            print_or_save(self, content, privacy_notice.RECEIPT, self._proposal(privacy_notice.RECEIPT))

    def _erasure(self) -> Erasure | None:
        one = self.table.chosen()
        erasures = self.context.workspace.people.privacy.erasures()
        return next((each for each in erasures if one is not None and each.entry_id == one.entry_id), None)

    def _show(self, *_values: object) -> None:
        shown = self.shown()
        self.table.set_records(shown)
        self.card.setVisible(bool(self._seen))
        self.empty.setVisible(not self._seen)
        self.print_button.set_blocked("" if shown else "没有可以打印的。")
        self._on_chosen(None)

    def _on_chosen(self, _one: object) -> None:
        self.receipt_button.set_blocked(
            "" if self._erasure() is not None else "先在表里选一条“删除个人信息”。"
        )

    def _on_back(self) -> None:
        self.context.open_page("settings")

    def _federation(self) -> str:
        return self.context.workspace.seats.federation().name

    def _proposal(self, name: str) -> Path:
        return self.context.workspace.database.path.with_name(f"{name}.pdf")
