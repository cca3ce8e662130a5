"""会议安排: session number, day, time, place, who presides, who writes, on what basis."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QIntValidator

from fulian_desktop.chinese import pinyin
from fulian_desktop.meetings.records import MeetingPlan
from fulian_desktop.meetings.session_kinds import MeetingKind
from ui.meetings.person_field import PersonField, PersonOption
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import CheckBox, DateEdit, Field, LineEdit, TextEdit, u, vertical

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.meetings.records import EntitledMember, Meeting
    from fulian_desktop.seats.records import SeatBoard

PlanEntry = tuple[MeetingPlan, int]


class PlanDialog(FormDialog):
    """Asks for the plan of a meeting; writes (MeetingPlan, session number)."""

    def __init__(
        self,
        parent: QWidget | None,
        meeting: Meeting,
        board: SeatBoard,
        write: Callable[[PlanEntry], bool],
        *,
        today: date,
        focus: str = "",
        members: Sequence[EntitledMember] = (),
    ) -> None:
        """`members` may preside and write too; `focus` names the field to begin with: day, time, chair ..."""
        super().__init__(parent, "会议安排", write, width=660)
        plan = meeting.plan
        self._holders = _options(board, members)
        self.number_field = Field(f"第几次会议（第 {meeting.term_number} 届）", required=True)
        self.number_field.editor.setObjectName("plan_number")
        if isinstance(self.number_field.editor, LineEdit):
            self.number_field.editor.setValidator(QIntValidator(0, 999, self))
        self.number_field.set_text(str(meeting.session_number))
        self.day_edit = DateEdit(date.fromisoformat(plan.day) if plan.day else today)
        self.day_edit.setObjectName("plan_day")
        self.day_field = Field("开会日期", self.day_edit)
        self.undecided = CheckBox("日期未定", not plan.day)
        self.undecided.setObjectName("plan_undecided")
        self.time_field = Field("时间", LineEdit(plan.time, "例如 09:30"))
        self.time_field.editor.setObjectName("plan_time")
        self.place_field = Field("地点", LineEdit(plan.place, "例如 村委会二楼会议室"))
        self.place_field.editor.setObjectName("plan_place")
        self.chair = self._person_field(plan.presiding_chair_id, "plan_chair")
        self.chair_field = Field("主持人", self.chair)
        self.minute_taker = self._person_field(plan.minute_taker_id, "plan_minute_taker")
        self.minute_taker_field = Field("记录人", self.minute_taker)
        self.basis_field = Field(
            "增补的依据",
            TextEdit(plan.basis, "例如 某某同志因工作调离，执委职务自行卸免", rows=3),
            hint="主持词和决定里照着写；写清谁、为什么、哪个席位空出来",
        )
        self.basis_field.editor.setObjectName("plan_basis")
        self._lay_out(meeting)
        self.undecided.toggled.connect(self.day_edit.setDisabled)
        self.day_edit.setDisabled(self.undecided.isChecked())
        if focus == "day":
            self.undecided.setChecked(False)
        self._focus(focus)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """The number must be whole; a typed person must be one of the committee."""
        self.chair.settle()
        self.minute_taker.settle()
        number = self.number_field.text()
        return (
            (self.number_field, "" if number.isdigit() and int(number) else "请填大于 0 的整数。"),
            (self.chair_field, _person_problem(self.chair)),
            (self.minute_taker_field, _person_problem(self.minute_taker)),
        )

    def result_of_form(self) -> PlanEntry:
        """Return plan and session number as entered."""
        plan = MeetingPlan(
            "" if self.undecided.isChecked() else self.day_edit.day().isoformat(),
            self.time_field.text(),
            self.place_field.text(),
            self.chair.person_id(),
            self.minute_taker.person_id(),
            self.basis_field.text(),
        )
        return plan, int(self.number_field.text())

    def _lay_out(self, meeting: Meeting) -> None:
        if meeting.kind.is_of_congress:
            self.number_field.setParent(None)
            self.add_row(self.place_field)
        else:
            self.add_row(self.number_field, self.place_field)
        self.add_row(self.day_field, self.time_field)
        below = vertical(spacing=0)
        below.addWidget(self.undecided)
        self.body.addLayout(below)
        self.add_row(self.chair_field, self.minute_taker_field)
        if meeting.kind is MeetingKind.COMMITTEE:
            self.body.addWidget(self.basis_field)
        else:
            self.basis_field.setParent(None)
        self.body.addSpacing(u(2))

    def _person_field(self, person_id: int | None, name: str) -> PersonField:
        made = PersonField(self._find, "姓名、拼音或首字母")
        made.setObjectName(name)
        made.choose(next((one for one in self._holders if one.person_id == person_id), None))
        return made

    def _find(self, words: str) -> Sequence[PersonOption]:
        return [one for one in self._holders if not words or pinyin.matches(words, one.name)]

    def _focus(self, name: str) -> None:
        fields = {
            "day": self.day_field,
            "time": self.time_field,
            "place": self.place_field,
            "chair": self.chair_field,
            "minute_taker": self.minute_taker_field,
            "basis": self.basis_field,
        }
        fields.get(name, self.day_field).editor.setFocus()


def _options(board: SeatBoard, members: Sequence[EntitledMember]) -> list[PersonOption]:
    """Return who may preside and write: those of the board, then the others who are entitled."""
    holders = sorted(board.holders(), key=lambda holder: (holder.post.rank, holder.seat_number))
    found = {
        one.person_id: PersonOption(
            one.person_id, one.person_name, f"{one.post.phrase} 第{one.seat_number}席"
        )
        for one in holders
    }
    for one in members:
        found.setdefault(one.person_id, PersonOption(one.person_id, one.name, one.post))
    return list(found.values())


def _person_problem(field: PersonField) -> str:
    if field.text().strip() and field.person_id() is None:
        return f"执委里没有找到“{field.text().strip()}”，请从列表里选。"
    return ""
