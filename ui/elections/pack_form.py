"""Her own election rules as a form of choices: every change shows what it moves at her numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QWidget

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.election_examples import compare, warnings
from fulian_desktop.rules.election_pack import BoxPlace, CountBase, Method, Mode, Shortfall, Tie
from fulian_desktop.rules.thresholds import Threshold
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    CheckBox,
    ComboBox,
    Field,
    InsetBox,
    Lamp,
    LampState,
    LineEdit,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from enum import Enum

    from fulian_desktop.rules.election_examples import Example, Numbers
    from fulian_desktop.rules.election_pack import ElectionPack

_CHOICES: tuple[tuple[str, str, type[Enum]], ...] = (
    ("method", "执委选举方式", Method),
    ("officer_method", "主席、副主席选举方式", Method),
    ("mode", "执委候选人", Mode),
    ("officer_mode", "主席、副主席候选人", Mode),
    ("quorum", "到会人数", Threshold),
    ("majority", "当选票数", Threshold),
    ("majority_base", "当选票数按什么算", CountBase),
    ("tie", "末位同票", Tie),
    ("shortfall", "名额不足", Shortfall),
    ("mark_place", "划票的空格在", BoxPlace),
)
_NUMBERS = (
    ("min_difference", "差额至少几名"),
    ("chiefs", "总监票人"),
    ("scrutineers", "监票人至少"),
    ("tellers", "计票人至少"),
)
_MARKS = (
    ("mark_in_favour", "赞成画"),
    ("mark_against", "不赞成画"),
    ("mark_abstaining", "弃权画（空着是不画）"),
)
_CHECKS = (
    ("write_ins", "可以另选他人"),
    ("write_in_needs_mark", "另选人要画赞成符号才算"),
    ("abstention_blocks_write_in", "不赞成几人才能另选几人"),
    ("revote_needs_majority", "同票重新投票也要达到规定票数"),
    ("officers_on_one_ballot", "主席、副主席同一张选票"),
    ("candidate_may_count", "候选人可以监票、计票"),
    ("relative_may_count", "候选人的近亲属可以监票、计票"),
    ("men_allowed", "名单里可以有男同志"),
    ("proxy_allowed", "可以委托他人投票"),
)
_FLOORS: tuple[tuple[str, object], ...] = (
    ("另行选举时当选票数不变", None),
    ("得票多的当选，不少于三分之一", (1, 3)),
    ("得票多的当选，不少于二分之一", (1, 2)),
)

_FORM, _HEIGHT = 690, 520


class PackForm(FormDialog):
    """Asks for every rule; writes an ElectionPack."""

    _is_built = False

    def __init__(self, parent: QWidget, pack: ElectionPack, numbers: Numbers, write: object) -> None:
        """Begin with the rules as they are."""
        super().__init__(parent, "修改选举办法", write, width=1180)  # type: ignore[arg-type]
        self._pack, self._numbers = pack, numbers
        row = horizontal(spacing=20)
        form = ScrollColumn(margins=(4, 0, 14, 0))
        form.setFixedSize(u(_FORM), u(_HEIGHT))
        inner = QWidget()
        self._form = vertical(inner, spacing=8)
        form.add(inner)
        row.addWidget(form)
        self._moved = ScrollColumn(spacing=8, margins=(0, 0, 10, 0))
        self._moved.setFixedHeight(u(_HEIGHT))
        row.addWidget(self._moved, 1)
        self.body.addLayout(row)
        self._beside = self.inner_width - u(_FORM + 44)
        self.name_field = Field("名称", LineEdit(pack.name), required=True)
        self.name_field.editor.setObjectName("pack_name")
        self._form.addWidget(self.name_field)
        self.boxes: dict[str, ComboBox] = {}
        self.edits: dict[str, Field] = {}
        self.checks_of: dict[str, CheckBox] = {}
        self._add_choices()
        self._add_texts()
        self._add_checks()
        self._is_built = True
        self._show_moved()

    def _add_choices(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(u(14))
        grid.setVerticalSpacing(u(8))
        for place, (key, name, kind) in enumerate(_CHOICES):
            box = ComboBox([(_phrase(one), one) for one in kind])
            box.set_value(getattr(self._pack, key))
            self._place(grid, place, key, name, box)
        floor = ComboBox(_FLOORS)
        floor.set_value(self._pack.second_round_floor)
        self._place(grid, len(_CHOICES), "second_round_floor", "另行选举怎样当选", floor)
        self._form.addLayout(grid)

    def _place(self, grid: QGridLayout, place: int, key: str, name: str, box: ComboBox) -> None:
        box.setObjectName(f"pack_{key}")
        box.setMinimumContentsLength(8)
        box.currentIndexChanged.connect(self._show_moved)
        self.boxes[key] = box
        row, column = divmod(place, 2)
        grid.addWidget(Field(name, box), row, column)
        grid.setColumnStretch(column, 1)

    def _add_texts(self) -> None:
        fields = []
        for key, name in (*_NUMBERS, *_MARKS):
            editor = LineEdit(str(getattr(self._pack, key)))
            editor.setObjectName(f"pack_{key}")
            if (key, name) in _NUMBERS:
                editor.setValidator(QIntValidator(0, 99, self))
            editor.textChanged.connect(self._show_moved)
            self.edits[key] = Field(name, editor)
            fields.append(self.edits[key])
        for part in (fields[:4], fields[4:]):
            row = horizontal(spacing=14)
            for field in part:
                row.addWidget(field, 1)
            self._form.addLayout(row)

    def _add_checks(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(u(14))
        for place, (key, name) in enumerate(_CHECKS):
            box = CheckBox(name, bool(getattr(self._pack, key)))
            box.setObjectName(f"pack_{key}")
            box.toggled.connect(self._show_moved)
            self.checks_of[key] = box
            grid.addWidget(box, place // 2, place % 2)
        self._form.addLayout(grid)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """The name is there, the rules do not contradict each other."""
        sentence = "" if self.name_field.text() else "请填名称。"
        if not sentence:
            try:
                self.result_of_form()
            except UserFacingError as error:
                sentence = error.what
        return ((self.name_field, sentence),)

    def result_of_form(self) -> ElectionPack:
        """Return the rules as chosen.

        Raises:
            UserFacingError: they contradict each other.
        """
        parts: dict[str, Any] = {key: box.value() for key, box in self.boxes.items()}
        floor = parts["second_round_floor"]
        parts["second_round_floor"] = None if floor is None else (floor[0], floor[1])
        parts |= {key: box.isChecked() for key, box in self.checks_of.items()}
        parts |= {key: self.edits[key].text() for key, _name in _MARKS}
        for key, _name in _NUMBERS:
            text = self.edits[key].text()
            parts[key] = int(text) if text.isdecimal() else getattr(self._pack, key)
        return replace(self._pack, name=self.name_field.text(), **parts)

    def _show_moved(self, *_values: object) -> None:
        if not self._is_built:
            return
        self._moved.clear()
        self._moved.add(label("改了什么，按本会的人数", Role.CARD_TITLE))
        try:
            after = self.result_of_form()
        except UserFacingError as error:
            self._moved.add(_sentence(LampState.WRONG, error.what, self._beside))
            return
        pairs = compare(self._pack, after, self._numbers)
        for before, now in pairs:
            self._moved.add(_pair(before, now, self._beside))
        if not pairs:
            self._moved.add(
                label("还没有改动。左边改一项，这里就写出前后各是多少。", Role.SECONDARY, Tone.TEXT2)
            )
        for words in warnings(after, self._numbers):
            self._moved.add(_sentence(LampState.MISSING, words, self._beside))


def _phrase(one: Enum) -> str:
    return str(getattr(one, "phrase"))  # noqa: B009


def _pair(before: Example, now: Example, width: int) -> QWidget:
    """Show one rule before and after."""
    box = InsetBox(margins=(14, 8, 14, 8), spacing=4)
    box.body.addWidget(label(now.heading, Role.BUTTON))
    for one, word, tone in ((before, "原来", Tone.TEXT2), (now, "改成", Tone.TEXT)):
        row = horizontal(spacing=10)
        row.addWidget(label(word, Role.SECONDARY, Tone.TEXT2), 0, Qt.AlignmentFlag.AlignTop)
        words = "；".join(part for part in (one.rule, one.at_numbers) if part)
        row.addWidget(WrapLabel(words, Role.SECONDARY, tone, width=width - u(90)))
        row.addStretch(1)
        box.body.addLayout(row)
    return box


def _sentence(state: LampState, words: str, width: int) -> QWidget:
    box = QWidget()
    row = horizontal(box, spacing=8)
    row.addWidget(Lamp(state, 17), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT, width=width - u(40)))
    row.addStretch(1)
    return box
