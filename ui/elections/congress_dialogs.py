"""Dialogs of the path: planning the congress, moving it, a step done, not needed, its days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QIntValidator

from fulian_desktop.elections.congress_check import doubts_about
from fulian_desktop.elections.congress_records import CongressPlan, StepState
from ui.elections import congress_words as words
from ui.shell import prompts
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import DateEdit, Field, LineEdit, Role, TextEdit, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.congress_records import Congress, PathStep
    from ui.shell.notifier import PageContext

USUAL_LEAD = timedelta(days=100)
"""How far ahead of today a congress is proposed when the term ends later than that."""
StepEntry = tuple[str, str, str]


class CongressDialog(FormDialog):
    """Asks when, where and how many; writes a CongressPlan."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        plan: CongressPlan,
        write: Callable[[CongressPlan], bool],
        *,
        act_word: str,
        today: date,
    ) -> None:
        """Begin with the day."""
        super().__init__(parent, title, write, act_word=act_word, width=680)
        self._today = today
        self.day_edit = DateEdit(date.fromisoformat(plan.day))
        self.day_edit.setObjectName("congress_day")
        self.day_field = Field("大会日期", self.day_edit, required=True)
        self.time_field = Field("时间", LineEdit(plan.time, "例如 09:00"))
        self.time_field.editor.setObjectName("congress_time")
        self.place_field = Field("地点", LineEdit(plan.place, "例如 村委会大礼堂"))
        self.place_field.editor.setObjectName("congress_place")
        self.title_field = Field("大会名称", LineEdit(plan.title, "不填就按第几次自动写"))
        self.title_field.editor.setObjectName("congress_title")
        self.delegates_field = self._number("代表名额", plan.delegates_planned, "congress_delegates")
        self.seats_field = self._number("执委职数", plan.seats, "congress_seats")
        self.vice_field = self._number("副主席职数", plan.vice_chairs, "congress_vice_chairs")
        self.add_row(self.day_field, self.time_field)
        self.add_row(self.place_field, self.title_field)
        self.add_row(self.delegates_field, self.seats_field, self.vice_field)
        self.note = self.add_text("", Tone.AMBER, Role.SECONDARY)
        self.day_edit.dateChanged.connect(self._on_changed)
        for field in (self.delegates_field, self.seats_field):
            field.text_changed.connect(self._on_changed)
        self._on_changed()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """The three numbers must be there."""
        numbers = (self.delegates_field, self.seats_field, self.vice_field)
        return tuple((field, "" if field.text().isdigit() else "请填一个数。") for field in numbers)

    def result_of_form(self) -> CongressPlan:
        """Return what was entered."""
        return CongressPlan(
            self.day_edit.day().isoformat(),
            self.time_field.text(),
            self.place_field.text(),
            int(self.seats_field.text()),
            int(self.vice_field.text()),
            int(self.delegates_field.text()),
            self.title_field.text(),
        )

    def _number(self, name: str, value: int, object_name: str) -> Field:
        editor = LineEdit(str(value))
        editor.setValidator(QIntValidator(0, 9999, self))
        editor.setObjectName(object_name)
        return Field(name, editor, required=True)

    def _on_changed(self, *_values: object) -> None:
        complete = all(not sentence for _field, sentence in self.checks())
        doubts = doubts_about(self.result_of_form(), self._today) if complete else ()
        self.note.setText("\n".join(doubts))
        self.note.setVisible(bool(doubts))


class StepDoneDialog(FormDialog):
    """Asks when a step was done, by whom, and what to remember; writes (ISO day, by whom, note)."""

    def __init__(
        self, parent: QWidget, step: PathStep, today: date, write: Callable[[StepEntry], bool]
    ) -> None:
        """Begin with today and who usually does it."""
        super().__init__(parent, f"登记办完：{step.step.title}", write, act_word="办完了", width=560)
        self.day_edit = DateEdit(today)
        self.day_edit.setObjectName("done_day")
        self.who_field = Field("谁办的", LineEdit(step.by_whom or step.step.who))
        self.who_field.editor.setObjectName("done_by")
        self.note_field = Field("备注（可以不填）", TextEdit(step.note, "例如 批复文号、会议时间", rows=2))
        self.add_row(Field("哪天办完", self.day_edit), self.who_field)
        self.body.addWidget(self.note_field)
        lacking = words.lacking(step)
        if lacking:
            self.add_text(
                f"还{lacking}；登记办完以后，这里仍然会提醒。"
                if lacking.startswith("缺")
                else f"{lacking}；登记办完以后，这里仍然会提醒。",
                Tone.AMBER,
                Role.SECONDARY,
            )

    def result_of_form(self) -> StepEntry:
        """Return day, who and note."""
        return self.day_edit.day().isoformat(), self.who_field.text(), self.note_field.text()


def begin_term_change(over: QWidget, context: PageContext, today: date) -> None:
    """Ask for the plan of the congress and begin the term change."""
    term = context.workspace.seats.current_term()
    last = date.fromisoformat(term.last_day)
    day = last - timedelta(days=14) if last - timedelta(days=14) > today else today + USUAL_LEAD
    plan = CongressPlan(day.isoformat(), seats=term.seat_count)

    def write(entered: CongressPlan) -> bool:
        begin = partial(context.workspace.congress.plan, entered)
        return context.run(begin, "换届路线已经排好") is not None

    CongressDialog(over, "开始筹备换届", plan, write, act_word="排出路线", today=today).ask()


def ask_plan(over: QWidget, context: PageContext, congress: Congress, today: date) -> None:
    """Ask for another plan; when the day moves, say first what moves with it."""

    def write(entered: CongressPlan) -> bool:
        if entered.day != congress.plan.day and not _may_move(over, context, congress, entered.day):
            return False
        change = partial(context.workspace.congress.change_plan, congress.id, entered)
        back = partial(context.workspace.congress.change_plan, congress.id, congress.plan)
        return context.run(change, "已修改换届安排", back) is not None

    CongressDialog(over, "换届安排", congress.plan, write, act_word="保存", today=today).ask()


def _may_move(over: QWidget, context: PageContext, congress: Congress, day: str) -> bool:
    moves = [one for one in context.workspace.congress.moves(congress.id, day) if one.old != one.new]
    still = [one for one in moves if not one.is_done]
    rows = [(one.title, f"{words.short_day(one.old)} → {words.short_day(one.new)}") for one in still[:9]]
    if len(still) > 9:
        rows.append((f"另有 {len(still) - 9} 步", "也跟着移动"))
    settled = len(moves) - len(still)
    detail = f"没有办的 {len(still)} 步跟着移动" + (f"；已经办的 {settled} 步不变。" if settled else "。")
    return prompts.confirm(
        over,
        f"大会改到{words.short_day(date.fromisoformat(day))}？",
        rows,
        "改日期",
        detail=detail,
        after="最迟日期",
        harmless="没有开过的大会会议也改到这一天，别的安排不变。",
        keep_word="不改",
    )


def ask_done(over: QWidget, context: PageContext, congress: Congress, step: PathStep) -> None:
    """Ask when and by whom a step was done, and record it."""
    operations, key = context.workspace.congress, step.step.key

    def write(entry: StepEntry) -> bool:
        day, who, note = entry
        done = partial(
            operations.record_step, congress.id, key, StepState.DONE, by_whom=who, on_day=day, note=note
        )
        back = partial(operations.record_step, congress.id, key, StepState.WAITING, note=step.note)
        return context.run(done, f"已登记办完：{step.step.title}", back) is not None

    StepDoneDialog(over, step, context.workspace.journal.now().date(), write).ask()


def ask_not_needed(over: QWidget, context: PageContext, congress: Congress, step: PathStep) -> None:
    """Ask why a step is not needed, and record it."""
    reason = prompts.ask_text(
        over,
        f"“{step.step.title}”为什么不需要？",
        "理由",
        placeholder="例如 上级方案统一办理",
        act_word="不需要",
        check=lambda text: "" if text.strip() else "请写一句理由。",
    )
    if reason is None:
        return
    operations, key = context.workspace.congress, step.step.key
    record = partial(operations.record_step, congress.id, key, StepState.NOT_NEEDED, note=reason)
    back = partial(operations.record_step, congress.id, key, StepState.WAITING, note=step.note)
    context.run(record, f"已登记不需要：{step.step.title}", back)


def ask_step_days(over: QWidget, context: PageContext, congress: Congress, step: PathStep) -> None:
    """Ask by how many days before the congress a step is to be done."""
    said = prompts.ask_text(
        over,
        f"“{step.step.title}”最迟在大会前多少天办完？",
        "天数",
        text=str(step.days),
        hint=f"大会以后的填负数；常用值是 {step.step.days}，不填就用常用值",
        act_word="改",
        check=lambda text: "" if _whole(text) else "请填一个整数。",
    )
    if said is None:
        return
    days = int(said) if said.strip() else None
    before = step.days if step.own_days else None
    change = partial(context.workspace.congress.set_step_days, congress.id, step.step.key, days)
    back = partial(context.workspace.congress.set_step_days, congress.id, step.step.key, before)
    context.run(change, f"已改天数：{step.step.title}", back)


def _whole(text: str) -> bool:
    bare = text.strip().removeprefix("-")
    return not text.strip() or (bare.isascii() and bare.isdigit())
