"""Recording who already holds a seat, for a roster that is typed in by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.seats.records import Beginning, Engagement, Post
from ui.seats.departure import warn_no_choice
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    ComboBox,
    DateEdit,
    Field,
    LineEdit,
    display_name,
    horizontal,
    primary_button,
    secondary_button,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.people.records import Person
    from fulian_desktop.seats.records import Seat, SeatBoard
    from ui.shell.notifier import PageContext


class SeatingDialog(Dialog):
    """Asks who holds a seat, in what post and since when."""

    def __init__(
        self, parent: QWidget | None, seat: Seat, people: Sequence[Person], board: SeatBoard
    ) -> None:
        """`people` are those without a seat, in the order of 姓氏笔画."""
        super().__init__(f"席位 {seat.number} 由谁任职", parent, width=620)
        self.person_box = ComboBox([(_words(person), person.id) for person in people])
        self.person_box.setObjectName("person")
        self.post_box = ComboBox([(post.phrase, post) for post in reversed(Post)])
        self.engagement_box = ComboBox([(one.phrase or "不写", one) for one in Engagement])
        self.beginning_box = ComboBox([(one.phrase, one) for one in Beginning])
        self.day_edit = DateEdit(date.fromisoformat(board.term.first_day))
        self.duty_edit = LineEdit(placeholder="例如：联系三组")
        self.body.addWidget(Field("姓名", self.person_box))
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
        self.add_right(primary_button("登记任职"), accepts=True)


def ask_seating(parent: QWidget, context: PageContext, seat: Seat, board: SeatBoard) -> bool:
    """Ask who holds a vacant seat and record it; True when it was recorded."""
    seated = {tenure.person_id for tenure in board.holders()}
    free = [person for person in context.workspace.people.everyone() if person.id not in seated]
    people = sorted_by_name(free, _name)
    if not people:
        warn_no_choice(parent)
        return False
    dialog = SeatingDialog(parent, seat, people, board)
    if not dialog.ask():
        return False
    person_id, day, duty = (
        dialog.person_box.value(),
        dialog.day_edit.day().isoformat(),
        dialog.duty_edit.text(),
    )
    post, engagement = dialog.post_box.value(), dialog.engagement_box.value()
    beginning = dialog.beginning_box.value()
    if not isinstance(person_id, int):
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


def _words(person: Person) -> str:
    parts = (display_name(person.name), person.born, person.unit_post)
    return "  ".join(part for part in parts if part)
