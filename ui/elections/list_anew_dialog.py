"""Passing a list anew: the list as it is beside the new one, what stands against it, reason and vote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.elections.ballot_list_dialogs import person_field
from ui.elections.list_findings import FindingBox, conflict_box
from ui.elections.list_vote_box import VoteBox, VoteQuestion, go_to_desk
from ui.shell.form_dialog import FormDialog
from ui.shell.tab_order import bring_into_view
from ui.shell.widgets import (
    Chip,
    ChipKind,
    ComboBox,
    Field,
    InfoRow,
    LampState,
    Role,
    ScrollColumn,
    StepDisc,
    Tone,
    display_name,
    empty_row,
    horizontal,
    label,
    link_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from fulian_desktop.elections.records import Conflict, HandVote
    from ui.meetings.person_field import PersonOption
    from ui.shell.notifier import PageContext

LISTS_LEAST, LISTS_MOST, REST_HEIGHT = 166, 260, 540
"""How high the two lists are at least and at most, and what the rest of the dialog takes."""
FINDINGS_HEIGHT = 104
_MOVES = {-1: ("anew_up", "anew_down"), 1: ("anew_down", "anew_up")}
"""Step in the list: the link that moves so, and the one that takes the keyboard when it is gone."""


@dataclass(frozen=True)
class Listed:
    """Somebody on a list: `choice` is her post, seat or duty; `mark` a word in a chip behind her name."""

    person_id: int
    name: str
    choice: object
    words: str
    mark: str = ""
    removable: bool = True


@dataclass(frozen=True)
class NewList:
    """What is asked about a list: the words of the dialog, both lists, whom and what may be added.

    `arrange` puts the new list in its order; `findings` says what stands against it. `by_hand`: those of one
    post stand in the order in which they were approved, and the user moves them.
    """

    title: str
    warning: str
    old_heading: str
    old: tuple[Listed, ...]
    new: tuple[Listed, ...]
    options: Sequence[PersonOption]
    choices: tuple[tuple[str, object], ...]
    choice_name: str
    example: str
    arrange: Callable[[list[Listed]], list[Listed]]
    findings: Callable[[list[Listed]], Sequence[Conflict]]
    by_hand: bool = False


class AnewDialog(FormDialog):
    """Two lists side by side; writes the new list, the reason and the show of hands."""

    def __init__(
        self, parent: QWidget, asked: NewList, question: VoteQuestion, write: Callable[..., bool]
    ) -> None:
        """Begin with those who stay."""
        super().__init__(parent, asked.title, write, act_word="通过新名单", width=900)
        self._asked = asked
        self.members = list(asked.new)
        self.goes_to_desk = False
        self._lists_height = max(
            u(LISTS_LEAST), min(u(LISTS_MOST), parent.window().height() - u(REST_HEIGHT))
        )
        self.add_text(asked.warning)
        lists = horizontal(spacing=14)
        old, self._old_rows, _head = self._column(asked.old_heading)
        new, self._new_rows, self.new_head = self._column("新名单")
        lists.addWidget(old, 1)
        lists.addWidget(new, 1)
        self.body.addLayout(lists)
        self._fill(self._old_rows, list(asked.old), changes=False)
        self._build_adding()
        self._findings = ScrollColumn(spacing=6)
        self._findings.setObjectName("anew_findings")
        self.body.addWidget(self._findings)
        self.reason_field = Field("重新通过的原因", required=True, placeholder=asked.example)
        self.reason_field.editor.setObjectName("anew_reason")
        self.body.addWidget(self.reason_field)
        self.vote_box = VoteBox(question, self.inner_width, self._on_go)
        self.body.addWidget(self.vote_box)
        self._show_new()
        self.person.setFocus()

    def _column(self, heading: str) -> tuple[QWidget, ScrollColumn, QLabel]:
        box = QWidget()
        column = vertical(box, spacing=4)
        head = label(heading, Role.SECONDARY, Tone.TEXT2, weight=600)
        column.addWidget(head)
        rows = ScrollColumn(margins=(0, 0, 8, 0))
        rows.setFixedHeight(self._lists_height)
        column.addWidget(rows)
        return box, rows, head

    def _build_adding(self) -> None:
        row = horizontal(spacing=10)
        self.person = person_field(self._asked.options, "anew_who")
        self.person_field = Field("加上", self.person)
        row.addWidget(self.person_field, 3)
        self.choice_box = ComboBox(self._asked.choices)
        self.choice_box.setObjectName("anew_choice")
        if len(self._asked.choices) > 1:
            row.addWidget(Field(self._asked.choice_name, self.choice_box), 2)
        self.add_button = secondary_button("加到新名单")
        self.add_button.setObjectName("anew_add")
        self.add_button.clicked.connect(self.add_person)
        row.addWidget(Field("", self.add_button))
        self.body.addLayout(row)

    # ---- acting

    def add_person(self) -> None:
        """Put the person of the field on the new list."""
        self.person.settle()
        chosen = self.person.chosen()
        if chosen is None:
            self.person_field.set_error("请从名单里选一个人。")
            return
        if any(one.person_id == chosen.person_id for one in self.members):
            self.person_field.set_error(f"{chosen.name}已经在新名单上。")
            return
        choice = self.choice_box.value()
        made = Listed(chosen.person_id, chosen.name, choice, self.choice_box.currentText(), "新加")
        self.members = self._asked.arrange([*self.members, made])
        self.person.choose(None)
        self._show_new()
        self.person.setFocus()

    def remove(self, one: Listed) -> None:
        """Take somebody off the new list again."""
        self.members.remove(one)
        self._show_new()
        self.person.setFocus()

    def shift(self, one: Listed, step: int) -> None:
        """Let her change places with the one before (-1) or after (1) her; the keyboard goes with her."""
        here = self.members.index(one)
        there = here + step
        self.members[here], self.members[there] = self.members[there], one
        self._show_new()
        links = [self._new_rows.findChild(QAbstractButton, f"{word}_{there + 1}") for word in _MOVES[step]]
        link = next((each for each in links if each is not None), None)
        if link is not None:
            QTimer.singleShot(0, link, partial(_give_keyboard, link))

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """A reason is given, and every number."""
        wrong = "" if self.reason_field.text() else "请写一句原因。"
        return ((self.reason_field, wrong), *self.vote_box.checks())

    def result_of_form(self) -> tuple[list[Listed], str, HandVote | None]:
        """Return the new list, the reason, the show of hands."""
        return self.members, self.reason_field.text(), self.vote_box.hand()

    # ---- showing

    def _show_new(self) -> None:
        self._fill(self._new_rows, self.members, changes=True)
        self.new_head.setText(f"新名单　{len(self.members)} 人")
        self._findings.clear()
        found = self._asked.findings(self.members)
        width = self.inner_width - u(12)
        boxes = [conflict_box(one, width) for one in found]
        if not found:
            boxes = [FindingBox(LampState.HOLDS, "新名单没有发现问题，回避也核对过。", width=width)]
        for box in boxes:
            self._findings.add(box)
        wanted = sum(box.sizeHint().height() for box in boxes) + u(6) * (len(boxes) - 1)
        self._findings.setFixedHeight(min(u(FINDINGS_HEIGHT), wanted))

    def _fill(self, rows: ScrollColumn, members: list[Listed], *, changes: bool) -> None:
        rows.clear()
        if not members:
            rows.add(empty_row("还没有人。"))
        for number, one in enumerate(members, start=1):
            rows.add(self._row(number, one, changes=changes))

    def _row(self, number: int, one: Listed, *, changes: bool) -> QWidget:
        trailing = QWidget()
        row = horizontal(trailing, spacing=10)
        if one.words:
            row.addWidget(label(one.words, Role.SECONDARY, Tone.TEXT2))
        if one.mark:
            row.addWidget(Chip(one.mark, ChipKind.GREEN if changes else ChipKind.AMBER))
        if changes and self._asked.by_hand:
            self._add_moves(row, number, one)
        if changes and one.removable:
            link = link_button("拿下")
            link.setObjectName(f"anew_remove_{number}")
            link.clicked.connect(partial(self.remove, one))
            row.addWidget(link)
        made = InfoRow(
            display_name(one.name), lead=StepDisc(str(number)), trailing=trailing, operable=False, strong=True
        )
        made.setObjectName(f"{'new' if changes else 'old'}_{number}")
        return made

    def _add_moves(self, row: QHBoxLayout, number: int, one: Listed) -> None:
        """Offer a move up or down where the neighbour stands for the same post."""
        for step, (word, _other) in _MOVES.items():
            there = number - 1 + step
            if 0 <= there < len(self.members) and self.members[there].choice == one.choice:
                link = link_button("上移" if step < 0 else "下移")
                link.setObjectName(f"{word}_{number}")
                link.setAccessibleName(f"{link.text()}{one.name}")
                link.clicked.connect(partial(self.shift, one, step))
                row.addWidget(link)

    def _on_go(self) -> None:
        self.goes_to_desk = True
        self.reject()


def _give_keyboard(link: QAbstractButton) -> None:
    """Go on from a row that was made anew, once it is shown."""
    link.setFocus(Qt.FocusReason.TabFocusReason)
    bring_into_view(link)


def ask_anew(
    over: QWidget,
    context: PageContext,
    asked: NewList,
    question: VoteQuestion,
    write: Callable[[tuple[list[Listed], str, HandVote | None]], bool],
) -> None:
    """Ask for the new list, or go to the desk where it is to be voted on."""
    dialog = AnewDialog(over, asked, question, write)
    dialog.ask()
    if dialog.goes_to_desk:
        go_to_desk(over, context, question)
