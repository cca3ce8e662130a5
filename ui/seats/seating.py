"""Recording who already holds a seat, for a roster that is typed in by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.seats.records import Beginning, Engagement, Post
from ui.meetings.person_field import PersonField, PersonOption
from ui.seats.departure import warn_no_choice
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    ComboBox,
    DateEdit,
    Field,
    LineEdit,
    horizontal,
    primary_button,
    secondary_button,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.people.records import Person
    from fulian_desktop.seats.records import Seat, SeatBoard
    from ui.shell.notifier import PageContext


class SeatingDialog(Dialog):
    """Asks who holds a seat, in what post and since when."""

    def __init__(
        self,
        parent: QWidget | None,
        seat: Seat,
        people: Sequence[Person],
        board: SeatBoard,
        search: Callable[[str], Sequence[Person]],
    ) -> None:
        """`people` are those without a seat, in the order of 姓氏笔画; `search` finds by name or pinyin."""
        super().__init__(f"席位 {seat.number} 由谁任职", parent, width=620)
        self._people, self._search = people, search
        self.person_edit = PersonField(self._find, "写姓名、拼音或首字母")
        self.person_edit.setObjectName("person")
        self.person_field = Field("姓名", self.person_edit, required=True)
        self.post_box = ComboBox([(post.phrase, post) for post in reversed(Post)])
        self.engagement_box = ComboBox([(one.phrase or "不写", one) for one in Engagement])
        self.beginning_box = ComboBox([(one.phrase, one) for one in Beginning])
        free_since = seat.former.ended_on if seat.former is not None else None
        self.day_edit = DateEdit(date.fromisoformat(free_since or board.term.first_day))
        if free_since is not None:
            self.beginning_box.set_value(Beginning.REPLACEMENT)
        self.duty_edit = LineEdit(placeholder="例如：联系三组")
        self.body.addWidget(self.person_field)
        for left, right in (
            (Field("职务", self.post_box), Field("专职、挂职或兼职", self.engagement_box)),
            (Field("怎样任职", self.beginning_box), Field("任职日期", self.day_edit)),
        ):
            row = horizontal(spacing=14)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            self.body.addLayout(row)
        self.body.addWidget(Field("分工", self.duty_edit))
        self.add_text("只用来登记已经任职的人。新增补的执委请开会表决，通过后自动任职。")
        self.add_right(secondary_button("先不登记"), accepts=False)
        self.save_button = self.add_right(primary_button("登记任职"))
        self.save_button.setObjectName("save")
        self.save_button.clicked.connect(self.accept)

    def accept(self) -> None:
        """Close only when it is known who."""
        self.person_edit.settle()
        chosen = self.person_edit.person_id() is not None
        self.person_field.set_error("" if chosen else "请从名册里选一个人，写姓名或拼音首字母就能找到。")
        if not chosen:
            self.person_edit.setFocus()
            return
        super().accept()

    def _find(self, words: str) -> Sequence[PersonOption]:
        wanted = {person.id for person in self._people}
        found = self._search(words) if words else self._people
        return [PersonOption(one.id, one.name, _note(one)) for one in found if one.id in wanted]


def ask_seating(parent: QWidget, context: PageContext, seat: Seat, board: SeatBoard) -> bool:
    """Ask who holds a vacant seat and record it; True when it was recorded."""
    seated = {tenure.person_id for tenure in board.holders()}
    free = [person for person in context.workspace.people.everyone() if person.id not in seated]
    people = sorted_by_name(free, _name)
    if not people:
        warn_no_choice(parent)
        return False
    dialog = SeatingDialog(parent, seat, people, board, context.workspace.people.find)
    if not dialog.ask():
        return False
    person_id, day, duty = (
        dialog.person_edit.person_id(),
        dialog.day_edit.day().isoformat(),
        dialog.duty_edit.text(),
    )
    post, engagement = dialog.post_box.value(), dialog.engagement_box.value()
    beginning = dialog.beginning_box.value()
    if person_id is None:
        return False

    def record() -> ChangeSet:
        return context.workspace.seats.take_seat(
            person_id,
            post if isinstance(post, Post) else Post.MEMBER,
            seat_number=seat.number,
            began_on=day,
            began_by=beginning if isinstance(beginning, Beginning) else Beginning.TERM_ELECTION,
            engagement=engagement if isinstance(engagement, Engagement) else Engagement.NONE,
            duty=duty,
        )

    name = next(person.name for person in people if person.id == person_id)
    return context.run(record, f"已登记{name}任席位 {seat.number}") is not None


def _name(person: Person) -> str:
    return person.name


def _note(person: Person) -> str:
    return "·".join(part for part in (person.born, person.unit_post) if part)
