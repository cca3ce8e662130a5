"""Why the rules give these numbers, and choosing other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.rules.rule_pack import shipped_packs
from ui.meetings import meeting_words
from ui.meetings.rebuilding import drop_rows
from ui.shell.dialogs import Dialog
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    AMBER,
    INSET,
    ComboBox,
    Field,
    InsetBox,
    Lamp,
    LampState,
    Role,
    StepDisc,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

    from fulian_desktop.rules.rule_pack import RulePack

_ARTICLES = {
    "quorum": "到会",
    "majority": "通过",
    "poll": "举手",
    "unanimous": "一致通过",
    "bundled": "一并表决",
    "added": "增补的执委",
}


class RulesWhyDialog(Dialog):
    """The rules in words with the sums behind the numbers, what is unusual, and where they come from."""

    def __init__(self, parent: QWidget | None, pack: RulePack, entitled: int) -> None:
        """At this number of entitled members."""
        lines = pack.in_words(entitled)
        super().__init__("为什么是这些数", parent, width=640)
        self.add_text(f"{lines[0]}。", Tone.TEXT, Role.PRIMARY)
        box = InsetBox(INSET, spacing=6)
        for line in lines[1:]:
            box.body.addLayout(_bullet(line, self.inner_width - u(30)))
        self.body.addWidget(box)
        _add_warnings(self.body, pack.warnings(), self.inner_width)
        self.add_text(f"规则：《{pack.name}》{_dated(pack)}。{_stopped(pack.source)}", role=Role.SECONDARY)
        for key, clause in pack.articles.items():
            self.add_text(f"{_ARTICLES.get(key, key)}：{_stopped(clause)}", Tone.TEXT3, Role.SECONDARY)
        if pack.notes:
            self.add_text(pack.notes, Tone.TEXT3, Role.SECONDARY)
        self.add_right(primary_button("知道了"), accepts=True)


class ChoosePackDialog(FormDialog):
    """Offers the shipped packs, in words at this number, with what would change."""

    def __init__(
        self, parent: QWidget | None, pack: RulePack, entitled: int, write: Callable[[RulePack], bool]
    ) -> None:
        """Begin with the pack in use."""
        super().__init__(parent, "换议事规则", write, act_word="用这套规则", width=680)
        self._pack = pack
        self._entitled = entitled
        packs = list(shipped_packs())
        if pack.id not in {one.id for one in packs}:
            packs.insert(0, pack)
        self.packs = {one.id: one for one in packs}
        self.box = ComboBox([(one.name, one.id) for one in packs])
        self.box.setObjectName("rule_pack")
        self.box.set_value(pack.id)
        self.box.currentIndexChanged.connect(self._show)
        self.body.addWidget(Field("议事规则", self.box, hint="会议开始时，规则随会议保存下来，以后不再变"))
        self._shown = QWidget()
        self._shown.setFixedWidth(self.inner_width)
        self._column = vertical(self._shown, spacing=10)
        self.body.addWidget(self._shown)
        self._show()

    def chosen(self) -> RulePack:
        """Return the pack shown."""
        return self.packs[str(self.box.value())]

    def result_of_form(self) -> RulePack:
        """Return the pack shown."""
        return self.chosen()

    def _show(self) -> None:
        pack, width = self.chosen(), self.inner_width
        drop_rows(self._column)
        self._column.addWidget(
            WrapLabel(f"{pack.in_words(self._entitled)[0]}。", Role.PRIMARY, Tone.TEXT, width=width)
        )
        changed = meeting_words.differences(self._pack, pack, self._entitled)
        box = InsetBox(INSET, spacing=6)
        if pack.id == self._pack.id:
            box.body.addWidget(label("现在用的就是这套规则", Role.SECONDARY, Tone.TEXT2))
            changed = pack.in_words(self._entitled)[1:]
        else:
            box.body.addWidget(label("和现在用的规则不同的地方", Role.SECONDARY, Tone.TEXT2, weight=600))
        for line in changed or ("没有不同",):
            box.body.addLayout(_bullet(line, width - u(30)))
        self._column.addWidget(box)
        _add_warnings(self._column, pack.warnings(), width)
        source = f"来源：{_stopped(pack.source)}{pack.notes}"
        self._column.addWidget(WrapLabel(source, Role.SECONDARY, Tone.TEXT3, width=width))
        self.save_button.setEnabled(pack.id != self._pack.id)
        self.fit()


def _add_warnings(column: QVBoxLayout, warnings: Sequence[str], width: int) -> None:
    for warning in warnings:
        box = InsetBox(AMBER, margins=(12, 8, 12, 8))
        row = horizontal(spacing=8)
        row.addWidget(Lamp(LampState.MISSING, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrapLabel(warning, Role.SECONDARY, Tone.AMBER, width=width - u(52)), 1)
        box.body.addLayout(row)
        column.addWidget(box)


def _bullet(line: str, width: int) -> QHBoxLayout:
    row = horizontal(spacing=6)
    row.addWidget(StepDisc("", size=20), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrapLabel(line, Role.SECONDARY, Tone.TEXT, width=width - u(26)), 1)
    return row


def _dated(pack: RulePack) -> str:
    return f"（{paper_date(pack.dated)}通过）" if pack.dated is not None else ""


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith("。") else f"{sentence}。"
