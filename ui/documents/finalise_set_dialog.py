"""全部定稿: which papers of the meeting are ready and which are not and why; and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.documents.register_sets import SetVerdict
from ui.documents.finalise_dialog import MEANING
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    GREEN,
    BoxLook,
    CheckBox,
    Chip,
    ChipKind,
    ElidedLabel,
    Field,
    Icon,
    InsetBox,
    LampLabel,
    LampState,
    LineEdit,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
    paper_chip,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.register import IssuedPaper
    from fulian_desktop.documents.register_sets import PaperKey, SetLine

_LIST_HEIGHT = 330
_ROW = BoxLook(radius=0, sides="b")
_CHIPS = {
    SetVerdict.ISSUED: ("定稿", ChipKind.GREEN),
    SetVerdict.REISSUE: ("已过期", ChipKind.AMBER),
    SetVerdict.DISAGREES: ("不一致", ChipKind.RED),
    SetVerdict.LACKING: ("缺资料", ChipKind.RED),
    SetVerdict.NOT_YET: ("还不能做", ChipKind.PLAIN),
    SetVerdict.APART: ("不在其内", ChipKind.PLAIN),
}


class FinaliseSetDialog(Dialog):
    """Papers that are ready can be chosen; the others say why they are not."""

    def __init__(self, owner: QWidget, lines: Sequence[SetLine]) -> None:
        """What belongs to the set and is ready is chosen; what is out of date wants a reason."""
        super().__init__("把会议的文书一次定稿", owner, width=650)
        self.setObjectName("finalise_set")
        self.add_text(MEANING)
        self._boxes: list[tuple[SetLine, CheckBox]] = []
        self.list = ScrollColumn()
        self.list.setFixedHeight(u(_LIST_HEIGHT))
        ready = [one for one in lines if one.can_be_issued]
        self._head(f"可以定稿 {len(ready)} 件")
        for line in ready:
            self.list.add(self._ready_row(line))
        rest = [one for one in lines if not one.can_be_issued and one.belongs]
        if rest:
            self._head(f"这一次不定稿 {len(rest)} 件")
        for line in rest:
            self.list.add(self._other_row(line))
        self.body.addWidget(self.list)
        self._build_wishes(any(one.verdict is SetVerdict.REISSUE for one in ready))
        self.add_left(secondary_button("先不定稿")).clicked.connect(self.reject)
        self.act_button = self.add_right(primary_button("定稿", Icon.CHECK))
        self.act_button.setObjectName("finalise_set_act")
        self.act_button.clicked.connect(self._on_act)
        self._count()
        self.act_button.setFocus()

    @property
    def wanted(self) -> frozenset[PaperKey]:
        """Return the papers chosen."""
        return frozenset(line.key for line, box in self._boxes if box.isChecked())

    @property
    def reason(self) -> str:
        """Return why papers out of date are issued anew."""
        return self.reason_field.text().strip()

    def _head(self, words: str) -> None:
        head = QWidget()
        head.setFixedHeight(u(34))
        row = horizontal(head)
        row.addWidget(label(words, Role.SECONDARY, Tone.TEXT2, weight=600))
        self.list.add(head)

    def _ready_row(self, line: SetLine) -> QWidget:
        box = InsetBox(_ROW, margins=(2, 1, 10, 1), spacing=0)
        row = horizontal(spacing=10)
        check = CheckBox(line.name, line.belongs and line.verdict is SetVerdict.READY)
        check.setObjectName(f"set_{line.kind.value}_{line.edition.value}")
        check.toggled.connect(self._count)
        self._boxes.append((line, check))
        row.addWidget(check, 1)
        if line.verdict is SetVerdict.REISSUE:
            row.addWidget(paper_chip("已过期"))
        elif not line.belongs:
            row.addWidget(label("需要时才做", Role.SECONDARY, Tone.TEXT2))
        box.body.addLayout(row)
        return box

    def _other_row(self, line: SetLine) -> QWidget:
        box = InsetBox(_ROW, margins=(4, 7, 10, 8), spacing=2)
        row = horizontal(spacing=10)
        row.addWidget(ElidedLabel(line.name, Role.BODY, weight=500), 1)
        words, kind = _CHIPS[line.verdict]
        row.addWidget(Chip(words, kind, width=62))
        box.body.addLayout(row)
        width = self.inner_width - u(60)
        box.body.addWidget(WrapLabel(line.reason, Role.SECONDARY, Tone.TEXT2, width=width))
        return box

    def _build_wishes(self, has_outdated: bool) -> None:
        row = horizontal(spacing=24)
        self.red_head_box = CheckBox("请示、报告一类套红头")
        self.qr_box = CheckBox("同时印二维码")
        row.addWidget(self.red_head_box)
        row.addWidget(self.qr_box)
        row.addStretch(1)
        self.body.addLayout(row)
        self.reason_field = Field(
            "过期的重新定稿，原因", LineEdit(placeholder="例如：会议换了地点"), required=True
        )
        self.reason_field.editor.setObjectName("set_reason")
        self.reason_field.setVisible(has_outdated)
        self.body.addWidget(self.reason_field)
        self.outdated_button = link_button("把过期的都选上")
        self.outdated_button.setObjectName("choose_outdated")
        self.outdated_button.setVisible(has_outdated)
        self.outdated_button.clicked.connect(self._on_outdated)
        self.body.addWidget(self.outdated_button)

    def _on_outdated(self) -> None:
        for line, box in self._boxes:
            if line.verdict is SetVerdict.REISSUE and line.belongs:
                box.setChecked(True)
        self.reason_field.editor.setFocus()

    def _count(self) -> None:
        chosen = len(self.wanted)
        self.act_button.setText(f"定稿 {chosen} 件")
        self.act_button.set_blocked("" if chosen else "一件也没有选。")

    def _on_act(self) -> None:
        outdated = any(box.isChecked() and line.verdict is SetVerdict.REISSUE for line, box in self._boxes)
        if outdated and not self.reason:
            self.reason_field.set_error("请写明原因，原因会记入操作日志。")
            self.reason_field.editor.setFocus()
        else:
            self.accept()


class SetResultDialog(Dialog):
    """What was issued, with number and code, and what was not and why."""

    def __init__(self, owner: QWidget, issued: Sequence[IssuedPaper], left_out: Sequence[SetLine]) -> None:
        """Both in the order of the set."""
        super().__init__(f"已定稿 {len(issued)} 件", owner, width=650, lamp=LampState.HOLDS)
        self.setObjectName("set_result")
        self.list = ScrollColumn(spacing=6)
        for paper in issued:
            self.list.add(self._issued_row(paper))
        if left_out:
            self.list.add(label(f"没有定稿 {len(left_out)} 件", Role.SECONDARY, Tone.TEXT2, weight=600))
        for line in left_out:
            self.list.add(self._left_row(line))
        rows = len(issued) + len(left_out)
        self.list.setFixedHeight(u(min(_LIST_HEIGHT + 60, max(80, rows * 62 + 40))))
        self.body.addWidget(self.list)
        self.add_note("编号和校验码在“定稿登记”里随时能看到。")
        self.add_right(primary_button("知道了"), accepts=True)

    def _issued_row(self, paper: IssuedPaper) -> QWidget:
        box = InsetBox(GREEN, margins=(12, 7, 12, 8), spacing=2)
        row = horizontal(spacing=10)
        row.addWidget(LampLabel(LampState.HOLDS, paper.name, Role.BODY))
        row.addStretch(1)
        row.addWidget(label(f"校验码 {paper.code_text}", Role.BODY, weight=500))
        box.body.addLayout(row)
        number = "" if paper.document_number is None else f"，文号 {paper.document_number.text}"
        box.body.addWidget(
            label(f"{paper.number_text}{number}，{paper.pages} 页", Role.SECONDARY, Tone.TEXT2)
        )
        return box

    def _left_row(self, line: SetLine) -> QWidget:
        box = InsetBox(AMBER, margins=(12, 7, 12, 8), spacing=2)
        words = vertical(spacing=2)
        words.addWidget(label(line.name, Role.BODY, weight=500))
        words.addWidget(WrapLabel(line.reason, Role.SECONDARY, Tone.TEXT2, width=self.inner_width - u(60)))
        box.body.addLayout(words)
        return box
