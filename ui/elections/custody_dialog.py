"""Dialogs of the ballots' custody: those there, an event with number, time and names, taking one back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QIntValidator

from fulian_desktop.elections.count_records import CustodyKind
from ui.shell import prompts
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import CheckBox, Field, LineEdit, Role, Tone, horizontal, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.count_records import CustodyEvent
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext

EventEntry = tuple[int | None, str, tuple[str, ...], str]
_NAMED = {
    CustodyKind.BOX_CHECKED: "在场的监票人",
    CustodyKind.BOX_SEALED: "加封的人",
    CustodyKind.BOX_OPENED: "在场的监票人",
}


class NamesRow:
    """Scrutineers and tellers as check boxes; those ticked are there."""

    def __init__(self, names: tuple[str, ...], ticked: tuple[str, ...]) -> None:
        """Tick some."""
        self.boxes = [CheckBox(name, name in ticked) for name in names]
        for box in self.boxes:
            box.setObjectName(f"name_{box.text()}")

    def add_to(self, dialog: FormDialog, words: str) -> None:
        """Put heading and boxes into a dialog."""
        if not self.boxes:
            return
        dialog.body.addWidget(label(words, Role.SECONDARY, Tone.TEXT2, weight=500))
        for at in range(0, len(self.boxes), 5):
            row = horizontal(spacing=14)
            for box in self.boxes[at : at + 5]:
                row.addWidget(box)
            row.addStretch(1)
            dialog.body.addLayout(row)

    def names(self) -> tuple[str, ...]:
        """Return who is ticked."""
        return tuple(box.text() for box in self.boxes if box.isChecked())


class EventDialog(FormDialog):
    """Asks how many, when and who; writes an EventEntry."""

    def __init__(self, parent: QWidget, state: RoomState, kind: CustodyKind, now: str, write: object) -> None:
        """Begin with the number where there is one."""
        super().__init__(parent, kind.phrase, write, act_word="登记", width=600)  # type: ignore[arg-type]
        self._kind = kind
        self._today = now[:11]
        self.number_field: Field | None = None
        self.time_field = Field("时间", LineEdit(now[11:16], "例如 10:20"))
        self.time_field.editor.setObjectName("custody_time")
        if kind.has_number:
            editor = LineEdit(proposal(state, kind))
            editor.setObjectName("custody_number")
            editor.setValidator(QIntValidator(0, 100_000, self))
            editor.selectAll()
            self.number_field = Field("张数", editor, required=True, hint=_hint(state, kind))
            self.add_row(self.number_field, self.time_field)
            editor.setFocus()
        else:
            self.body.addWidget(self.time_field)
        names = tuple(dict.fromkeys((*state.scrutineers(), *state.tellers())))
        self.names = NamesRow(names, state.scrutineers())
        self.names.add_to(self, _NAMED.get(kind, "经手的人"))
        self.note_field = Field("备注（可以不填）", LineEdit())
        self.body.addWidget(self.note_field)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """A number and a clock time."""
        wrong_time = "" if _clock(self.time_field.text()) else "时间写成 10:20 这样。"
        found = [(self.time_field, wrong_time)]
        if self.number_field is not None:
            found.append(
                (self.number_field, "" if self.number_field.text().isdecimal() else "请填张数，没有就填 0。")
            )
        return tuple(found)

    def result_of_form(self) -> EventEntry:
        """Return number, moment, names, note."""
        number = int(self.number_field.text()) if self.number_field is not None else None
        hour, minute = (int(part) for part in self.time_field.text().replace("：", ":").split(":"))
        moment = f"{self._today}{hour:02d}:{minute:02d}:00"
        return number, moment, self.names.names(), self.note_field.text()


class AttendanceDialog(FormDialog):
    """Asks for 应到 and 实到 of an election without a meeting; writes the two."""

    def __init__(self, parent: QWidget, proposal_of: tuple[str, str], write: object) -> None:
        """Begin with what is known."""
        super().__init__(parent, "清点人数", write, act_word="登记", width=560)  # type: ignore[arg-type]
        self.fields = []
        for name, text, key in (
            ("应到（有选举权）", proposal_of[0], "entitled"),
            ("实到（有选举权）", proposal_of[1], "present"),
        ):
            editor = LineEdit(text)
            editor.setValidator(QIntValidator(0, 9999, self))
            editor.setObjectName(f"round_{key}")
            self.fields.append(Field(name, editor, required=True, hint="列席的人不算"))
        self.add_row(*self.fields)
        self.fields[0].editor.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Two numbers."""
        return tuple((field, "" if field.text().isdecimal() else "请填人数。") for field in self.fields)

    def result_of_form(self) -> tuple[int, int]:
        """Return entitled and present."""
        return int(self.fields[0].text()), int(self.fields[1].text())


def proposal(state: RoomState, kind: CustodyKind) -> str:
    """Return the number that is usual: everybody there gets one, the rest is unused."""
    one = state.round
    assert one is not None
    numbers = {
        event.kind: event.number
        for event in (state.custody.events if state.custody is not None else ())
        if not event.is_withdrawn and event.withdraws_id is None
    }
    if kind is CustodyKind.PRINTED:
        return str(one.entitled or "")
    if kind is CustodyKind.ISSUED:
        return str(one.present or "")
    if kind is CustodyKind.UNUSED:
        printed, issued = numbers.get(CustodyKind.PRINTED), numbers.get(CustodyKind.ISSUED)
        spoiled = numbers.get(CustodyKind.SPOILED) or 0
        return str(printed - issued - spoiled) if printed is not None and issued is not None else ""
    return ""


def ask_event(over: QWidget, context: PageContext, state: RoomState, kind: CustodyKind) -> None:
    """Ask for an event and record it."""
    assert state.round is not None
    round_id, custody = state.round.id, context.workspace.elections.custody

    def write(entry: EventEntry) -> bool:
        number, moment, names, note = entry
        record = partial(custody.record, round_id, kind, number, happened_at=moment, names=names, note=note)
        said = f"已登记：{kind.phrase}" + (f" {number} 张" if number is not None else "")
        return context.run(record, said) is not None

    EventDialog(over, state, kind, context.workspace.journal.stamp(), write).ask()


def ask_take_back(over: QWidget, context: PageContext, event: CustodyEvent) -> None:
    """Ask why a record is taken back, and take it back; both stay."""
    reason = prompts.ask_text(
        over,
        f"撤回“{event.kind.phrase}”的登记？",
        "原因",
        placeholder="例如 数错了，重新点过",
        hint="撤回以后两条都留着，只算后来的",
        act_word="撤回",
        check=lambda text: "" if text.strip() else "请写一句原因。",
    )
    if reason is not None:
        back = partial(context.workspace.elections.custody.take_back, event.id, reason)
        context.run(back, f"已撤回：{event.kind.phrase}")


def ask_attendance(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Count those there: by the sign-in of the open meeting, else by hand."""
    assert state.round is not None
    rounds, round_id = context.workspace.elections.rounds, state.round.id
    meeting_id = state.election.meeting_id
    if meeting_id is not None and context.workspace.meetings.get(meeting_id).state.value == "open":
        context.run(partial(rounds.check_attendance, round_id), "已按签到清点人数")
        return

    def write(entry: tuple[int, int]) -> bool:
        check = partial(rounds.check_attendance, round_id, entitled=entry[0], present=entry[1])
        return context.run(check, "已清点人数") is not None

    known = (str(state.round.entitled or ""), str(state.round.present or ""))
    AttendanceDialog(over, known, write).ask()


def _hint(state: RoomState, kind: CustodyKind) -> str:
    assert state.round is not None
    return {
        CustodyKind.ISSUED: f"实到有选举权的 {state.round.present} 人，每人一张",
        CustodyKind.UNUSED: "印制 − 发出 − 作废",
        CustodyKind.RETURNED: "照实填。多于发出的，选举无效",
        CustodyKind.SPOILED: "领票后写坏、当场换发的",
    }.get(kind, "")


def _clock(text: str) -> bool:
    parts = text.replace("：", ":").split(":")
    if len(parts) != 2 or not all(part.isdecimal() for part in parts):
        return False
    return int(parts[0]) < 24 and int(parts[1]) < 60
