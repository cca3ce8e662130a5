"""The agenda card: numbered items, follow-on items, the chosen one open below its row, the script's foot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from fulian_desktop.meetings.records import AgendaDraft, AgendaKind
from ui.meetings import meeting_words
from ui.meetings.agenda_row import AgendaRow
from ui.meetings.item_dialog import AgendaItemDialog
from ui.meetings.item_inset import ItemInset
from ui.meetings.rebuilding import drop_rows
from ui.shell.widgets import (
    Card,
    ElidedLabel,
    Icon,
    IconLabel,
    InsetBox,
    Line,
    Role,
    ScrollColumn,
    Tone,
    empty_row,
    horizontal,
    label,
    link_button,
    u,
)

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.meetings.records import AgendaItem
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext


class AgendaCard(Card):
    """The agenda of one meeting."""

    script_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("议程", " ", margins=(14, 12, 14, 14), spacing=6)
        self._context = context
        self._picture: MeetingPicture | None = None
        self._rows: list[AgendaRow] = []
        self._chosen: int | None = None
        self.setObjectName("agenda_card")
        self.add_numbered = self.add_link("加议项")
        self.add_numbered.setObjectName("add_item")
        self.add_numbered.clicked.connect(self._on_add_numbered)
        self.add_follow_on = self.add_link("加附带事项")
        self.add_follow_on.setObjectName("add_follow_on")
        self.add_follow_on.clicked.connect(self._on_add_follow_on)
        self._list = ScrollColumn()
        self.body.addWidget(self._list, 1)
        self._mark = Line(Tone.ACCENT, width=3, parent=self._list.widget())
        self._mark.setProperty("overlay", True)
        self._mark.hide()
        self.body.addWidget(self._make_foot())

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the agenda as it stands now; the chosen item and the focus stay."""
        same = self._picture is not None and self._picture.meeting.id == picture.meeting.id
        items = picture.facts.agenda
        if not same or self._chosen not in {item.id for item in items}:
            by_election = (item.id for item in items if item.kind is AgendaKind.BY_ELECTION)
            self._chosen = next(by_election, None)
        focused = next((row.item.id for row in self._rows if row.hasFocus()), None)
        self._picture = picture
        self.set_count(meeting_words.planned_minutes(items))
        self.add_numbered.setVisible(picture.editable)
        self.add_follow_on.setVisible(picture.editable)
        self._fill(picture)
        for row in self._rows:
            if row.item.id == focused:
                row.show()
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        words = f"主持词已按议程写好，共 {picture.sentences} 句"
        self._script_words.setText(words if picture.script is not None else picture.script_problem)

    def rows(self) -> tuple[AgendaRow, ...]:
        """Return the rows shown, in order."""
        return tuple(self._rows)

    def choose(self, item_id: int) -> None:
        """Open an item below its row; choosing it again closes it."""
        self._chosen = None if self._chosen == item_id else item_id
        if self._picture is not None:
            self.show_picture(self._picture)

    def edit(self, item_id: int) -> None:
        """Ask for changes of an item and write them."""
        picture = self._picture
        if picture is None:
            return
        item = picture.facts.item(item_id)
        AgendaItemDialog(
            self,
            f"改议项：{item.title}",
            partial(self._write, picture.meeting.id, item_id),
            item=item,
            numbered=item.numbered,
            pack=picture.facts.rule_pack,
        ).ask()

    def add(self, *, numbered: bool, kind: AgendaKind = AgendaKind.OTHER) -> None:
        """Ask for a new item and append it."""
        if self._picture is None:
            return
        AgendaItemDialog(
            self,
            "加议项" if numbered else "加附带事项",
            partial(self._append, self._picture.meeting.id),
            kind=kind,
            numbered=numbered,
            pack=self._picture.facts.rule_pack,
            taken=frozenset(item.kind for item in self._picture.facts.agenda),
        ).ask()

    # ---- inside: building

    def _make_foot(self) -> QWidget:
        foot = InsetBox(margins=(12, 0, 12, 0))
        foot.setFixedHeight(u(44))
        row = horizontal(spacing=10)
        row.addWidget(IconLabel(Icon.MEGAPHONE, Tone.TEXT2))
        self._script_words = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        row.addWidget(self._script_words, 1)
        self.script_link = link_button("看主持词")
        self.script_link.setObjectName("show_script")
        self.script_link.clicked.connect(self.script_wanted)
        row.addWidget(self.script_link)
        foot.body.addLayout(row)
        return foot

    def _fill(self, picture: MeetingPicture) -> None:
        drop_rows(self._list.column)
        self._list.column.addStretch(1)
        self._rows = []
        numbered, following = picture.facts.numbered_items, picture.facts.follow_on_items
        if not picture.facts.agenda:
            self._list.add(empty_row("议程还是空的，先加一个议项。"))
        for item in numbered:
            self._add_row(picture, item)
        if following:
            self._list.add(_follow_on_head())
        for item in following:
            self._add_row(picture, item)

    def _add_row(self, picture: MeetingPicture, item: AgendaItem) -> None:
        counts = meeting_words.counts_of_item(picture.counts, item.id)
        row = AgendaRow(item, counts, movable=picture.editable)
        row.activated.connect(self._on_row_activated)
        row.move_wanted.connect(self._on_move_wanted)
        row.dragged.connect(self._on_dragged)
        row.dropped.connect(self._on_dropped)
        self._rows.append(row)
        self._list.add(row)
        if item.id == self._chosen:
            row.set_chosen(True)
            inset = ItemInset(picture, item, counts)
            inset.act_wanted.connect(self._on_act)
            self._list.add(inset)

    # ---- inside: doing

    def _on_add_numbered(self) -> None:
        self.add(numbered=True)

    def _on_add_follow_on(self) -> None:
        self.add(numbered=False)

    def _on_row_activated(self) -> None:
        row = self.sender()
        if isinstance(row, AgendaRow):
            self.choose(row.item.id)

    def _on_move_wanted(self, steps: int) -> None:
        row = self.sender()
        if isinstance(row, AgendaRow):
            self._move(row.item.id, steps)

    def _on_act(self, act: str, item_id: int) -> None:
        if act == "basis":
            self.plan_wanted.emit()
        elif act == "edit":
            self.edit(item_id)
        elif act == "remove":
            self._remove(item_id)
        else:
            self._move(item_id, -1 if act == "up" else 1)

    def _append(self, meeting_id: int, draft: AgendaDraft) -> bool:
        agenda = self._context.workspace.agenda
        made: list[ChangeSet] = []

        def operation() -> ChangeSet:
            made.append(agenda.add(meeting_id, draft))
            return made[0]

        def undo() -> ChangeSet:
            return agenda.remove(meeting_id, made[0].record_id or 0)

        done = self._context.run(operation, f"已加议项“{draft.title}”", undo)
        if done is not None and done.record_id is not None and self._chosen != done.record_id:
            self.choose(done.record_id)
        return done is not None

    def _write(self, meeting_id: int, item_id: int, draft: AgendaDraft) -> bool:
        agenda = self._context.workspace.agenda
        before = next(draft_of(item) for item in agenda.items(meeting_id) if item.id == item_id)
        done = self._context.run(
            partial(agenda.change, meeting_id, item_id, draft),
            f"已改议项“{draft.title}”",
            partial(agenda.change, meeting_id, item_id, before),
        )
        return done is not None

    def _remove(self, item_id: int) -> None:
        if self._picture is None:
            return
        agenda, meeting_id = self._context.workspace.agenda, self._picture.meeting.id
        items = agenda.items(meeting_id)
        item = next(one for one in items if one.id == item_id)
        behind = sum(1 for one in items if one.numbered == item.numbered and one.position > item.position)

        def undo() -> ChangeSet:
            back = agenda.add(meeting_id, draft_of(item))
            return back | agenda.move(meeting_id, back.record_id or 0, -behind)

        self._context.run(partial(agenda.remove, meeting_id, item_id), f"已去掉议项“{item.title}”", undo)

    def _move(self, item_id: int, steps: int) -> None:
        if self._picture is None or steps == 0:
            return
        agenda, meeting_id = self._context.workspace.agenda, self._picture.meeting.id
        group = [row.item for row in self._rows if row.item.numbered == self._item(item_id).numbered]
        place = next(index for index, item in enumerate(group) if item.id == item_id)
        target = min(max(place + steps, 0), len(group) - 1)
        if target == place:
            return
        self._context.run(
            partial(agenda.move, meeting_id, item_id, target - place),
            f"“{self._item(item_id).title}”已移到第 {target + 1} 位",
            partial(agenda.move, meeting_id, item_id, place - target),
        )

    def _item(self, item_id: int) -> AgendaItem:
        return next(row.item for row in self._rows if row.item.id == item_id)

    # ---- inside: dragging

    def _on_dragged(self, place: QPoint) -> None:
        row = self.sender()
        inner = self._list.widget()
        if not isinstance(row, AgendaRow) or inner is None:
            return
        group = self._group_of(row)
        gap = self._gap(group, place)
        edge = group[gap].geometry().top() if gap < len(group) else group[-1].geometry().bottom() + 1
        self._mark.setGeometry(0, edge - 2, inner.width(), 3)
        self._mark.show()
        self._mark.raise_()
        self._list.ensureVisible(0, inner.mapFromGlobal(place).y(), 0, u(40))

    def _on_dropped(self, place: QPoint) -> None:
        row = self.sender()
        self._mark.hide()
        if not isinstance(row, AgendaRow):
            return
        group = self._group_of(row)
        here = group.index(row)
        gap = self._gap(group, place)
        self._move(row.item.id, gap - here - (1 if gap > here else 0))

    def _group_of(self, row: AgendaRow) -> list[AgendaRow]:
        return [one for one in self._rows if one.item.numbered == row.item.numbered]

    def _gap(self, group: list[AgendaRow], place: QPoint) -> int:
        """Return before which row of the group the place lies; the length of the group for its end."""
        inner = self._list.widget()
        y = inner.mapFromGlobal(place).y() if inner is not None else 0
        return sum(1 for one in group if one.geometry().center().y() < y)


def draft_of(item: AgendaItem) -> AgendaDraft:
    """Return what would make this item again."""
    return AgendaDraft(
        item.kind,
        item.title,
        numbered=item.numbered,
        presenter=item.presenter,
        method=item.method,
        bundled=item.bundled,
        minutes=item.minutes,
        details=item.details,
    )


def _follow_on_head() -> QWidget:
    head = QWidget()
    head.setFixedHeight(u(40))
    head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    row = horizontal(head, margins=(6, 4, 6, 0), spacing=8)
    row.addWidget(label("附带事项", Role.SECONDARY, Tone.TEXT, weight=600))
    row.addWidget(ElidedLabel("不编号，写在议程后面", Role.CAPTION, Tone.TEXT2), 1)
    return head
