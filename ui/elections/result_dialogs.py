"""Dialogs after a result: seats left vacant, another candidate, the days of the new term."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.elections.ballot_list_dialogs import WhoDialog
from ui.meetings.person_field import PersonOption
from ui.shell import prompts
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import DateEdit, Field

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.count_records import NextStep
    from fulian_desktop.seats.records import Post
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext


class TermDialog(FormDialog):
    """Asks when the new term begins and ends; writes two ISO days."""

    def __init__(self, parent: QWidget, number: int, first: date, last: date, write: object) -> None:
        """Begin with today and five years later."""
        super().__init__(parent, f"开始第 {number} 届任期", write, act_word="开始任期", width=560)  # type: ignore[arg-type]
        self.add_text("上一届执委的任职到这一天结束（换届）；当选的执委按姓氏笔画入席。")
        self.first_edit, self.last_edit = DateEdit(first), DateEdit(last)
        self.first_edit.setObjectName("term_first")
        self.last_edit.setObjectName("term_last")
        self.last_field = Field("任期到", self.last_edit)
        self.add_row(Field("任期从", self.first_edit), self.last_field)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """The end is after the beginning."""
        good = self.last_edit.day() > self.first_edit.day()
        return ((self.last_field, "" if good else "任期结束的日期要在开始以后。"),)

    def result_of_form(self) -> tuple[str, str]:
        """Return the two days."""
        return self.first_edit.day().isoformat(), self.last_edit.day().isoformat()


def ask_term(over: QWidget, context: PageContext, state: RoomState, first: date, last: date) -> None:
    """Ask for the days and begin the term."""
    seating, election = context.workspace.elections.seating, state.election

    def write(days: tuple[str, str]) -> bool:
        begin = partial(seating.begin_term, election.id, *days)
        return context.run(begin, f"第 {election.term_number} 届任期已开始，当选的执委已入席") is not None

    TermDialog(over, election.term_number, first, last, write).ask()


def ask_leave_vacant(over: QWidget, context: PageContext, state: RoomState, step: NextStep) -> None:
    """Ask why seats stay vacant, and end the election."""
    reason = prompts.ask_text(
        over,
        f"{step.vacant} 个名额暂缺，结束选举？",
        "理由",
        placeholder="例如 主席团决定暂缺，以后增补",
        hint="结束以后，缺的名额通过增补补选",
        act_word="结束选举",
        check=lambda text: "" if text.strip() else "请写一句理由。",
    )
    if reason is not None:
        end = partial(context.workspace.elections.rounds.leave_vacant, state.election.id, reason)
        context.run(end, "选举已结束，名额暂缺")


def ask_renomination(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask who is added as candidate of the second round."""
    listed = {one.person_id for one in state.election.candidates}
    people = {one.id: one for one in context.workspace.people.everyone() if one.id not in listed}
    options = [PersonOption(one.id, one.name, one.unit_post or one.group_name) for one in people.values()]
    posts = [(one.post.phrase, one.post) for one in state.election.posts]

    def write(entry: tuple[int, Post, str]) -> bool:
        person_id, post, _words = entry
        add = partial(
            context.workspace.elections.rounds.nominate_again,
            state.election.id,
            person_id,
            people[person_id].name,
            post,
        )
        return context.run(add, "已补充候选人") is not None

    WhoDialog(over, "补充候选人", options, posts, write, choice_name="职务").ask()
