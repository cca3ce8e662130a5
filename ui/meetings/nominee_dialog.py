"""The form that nominates: an existing or a new person, and the vacant seat she is to fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date, parse_iso_birth
from ui.meetings.person_field import PersonField, PersonOption
from ui.people.person_form import open_person_form
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    ComboBox,
    Field,
    Icon,
    InsetBox,
    LampLabel,
    LampState,
    Role,
    Tone,
    WrapLabel,
    display_name,
    horizontal,
    label,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.people.records import Person
    from fulian_desktop.seats.records import Seat
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext


@dataclass(frozen=True)
class NomineeEntry:
    """Whom to nominate for which seat."""

    person_id: int
    name: str
    seat_number: int


class NomineeDialog(FormDialog):
    """Asks for the person and the seat; writes a NomineeEntry."""

    def __init__(
        self,
        parent: QWidget | None,
        context: PageContext,
        picture: MeetingPicture,
        write: Callable[[NomineeEntry], bool],
    ) -> None:
        """Seats that have a nominee already are not offered."""
        super().__init__(parent, "加人选", write, act_word="列为人选", width=640)
        self._context = context
        self._people = context.workspace.people
        self._holders = {one.person_id: one for one in picture.board.holders()}
        self._named = {nominee.person_id for nominee in picture.facts.nominees}
        taken = {nominee.seat_id for nominee in picture.facts.nominees}
        free = [seat for seat in picture.board.vacant if seat.id not in taken]
        self.person = PersonField(self._find, "姓名、拼音、首字母或电话尾号")
        self.person.setObjectName("nominee_person")
        self.person.person_changed.connect(self._show_person)
        self.person_field = Field("人选", self.person, required=True)
        self.new_button = secondary_button("新建人员…", Icon.PLUS)
        self.new_button.setObjectName("new_person")
        self.new_button.clicked.connect(self._on_new)
        self.seat_box = ComboBox([(_seat_words(seat), seat.number) for seat in free])
        self.seat_box.setObjectName("nominee_seat")
        self._facts = InsetBox(spacing=4)
        self._facts_name = label("", Role.NAME)
        self._facts_words = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=self.inner_width - u(30))
        self._facts_lamp = LampLabel(LampState.HOLDS, "")
        for widget in (self._facts_name, self._facts_words, self._facts_lamp):
            self._facts.body.addWidget(widget)
        row = horizontal(spacing=12)
        row.addWidget(self.person_field, 1)
        beside = vertical()
        beside.addSpacing(self.person_field.name_label.sizeHint().height() + u(6))
        beside.addWidget(self.new_button)
        beside.addStretch(1)
        row.addLayout(beside)
        self.body.addLayout(row)
        self.body.addWidget(self._facts)
        self.body.addWidget(Field("补哪个席位", self.seat_box, hint="只列出还没有人选的空缺席位"))
        self._show_person()
        self.person.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Someone must be chosen."""
        self.person.settle()
        return ((self.person_field, self._person_problem()),)

    def result_of_form(self) -> NomineeEntry:
        """Return whom to nominate for which seat."""
        chosen = self.person.chosen()
        assert chosen is not None
        return NomineeEntry(chosen.person_id, chosen.name, int(str(self.seat_box.value())))

    def _on_new(self) -> None:
        person_id = open_person_form(self, self._context, None)
        if person_id is not None:
            self.person.choose(self._option(self._people.get(person_id)))

    def _find(self, words: str) -> Sequence[PersonOption]:
        away = self._named | set(self._holders)
        return [self._option(one) for one in self._people.find(words) if one.id not in away]

    def _option(self, person: Person) -> PersonOption:
        born = f"{person.born[:4]}年生" if person.born else ""
        parts = (born, person.unit_post or person.group_name)
        return PersonOption(person.id, person.name, "　".join(part for part in parts if part))

    def _person_problem(self) -> str:
        typed = self.person.text().strip()
        if self.person.person_id() is not None:
            return ""
        if not typed:
            return "还没有选人。名册里没有的，请按“新建人员”。"
        same = [one for one in self._people.find(typed) if one.name == typed]
        for one in same:
            if one.id in self._holders:
                seat = self._holders[one.id].seat_number
                return f"{one.name}现在就是第{seat}席的执委，不用再增补。"
            if one.id in self._named:
                return f"{one.name}已经在人选名单里。"
        if len(same) > 1:
            return f"名册里有 {len(same)} 位“{typed}”，请从列表里选一位。"
        return f"名册里没有找到“{typed}”。请从列表里选，或按“新建人员”。"

    def _show_person(self) -> None:
        person_id = self.person.person_id()
        self._facts.setVisible(person_id is not None)
        if person_id is None:
            return
        person = self._people.get(person_id)
        parts = (person.ethnicity, person.political_status, person.education, person.unit_post)
        born = f"{parse_iso_birth(person.born).text}出生" if person.born else ""
        self._facts_name.setText(display_name(person.name))
        self._facts_words.setText("，".join(part for part in (born, *parts) if part) or "其他情况还没有填")
        if person.resume:
            self._facts_lamp.set_state(LampState.HOLDS, f"简历 {len(person.resume)} 行")
        else:
            self._facts_lamp.set_state(LampState.MISSING, "简历没有填，列为人选后可以补")


def _seat_words(seat: Seat) -> str:
    former = seat.former
    if former is None:
        return f"席位 {seat.number}（一直空缺）"
    left = f"，{paper_date(date.fromisoformat(former.ended_on))}" if former.ended_on else ""
    return f"席位 {seat.number}（原 {former.person_name}，{former.ending_phrase}{left}）"
