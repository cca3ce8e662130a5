"""What papers say differently from the record: listed, each let stand only for a reason of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    Field,
    InsetBox,
    LampState,
    LineEdit,
    Role,
    Tone,
    WrapLabel,
    label,
    link_button,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.consistency import Disagreement

EXPLANATION = "同一个数字、同一个姓名，在各份文书上要一样。请先改正文稿或会议资料，过期的定稿请重新定稿。"
REASON_NAME = "确实要照这样写的，写明原因"


class DisagreementDialog(Dialog):
    """One box for each sentence with a reason of its own; going back to put it right has the focus."""

    def __init__(
        self,
        owner: QWidget,
        disagreements: Sequence[Disagreement],
        *,
        act_word: str = "照这样写，接着定稿",
        partial: bool = False,
    ) -> None:
        """With `partial` a sentence may be left without a reason: its paper is left out then."""
        title = f"有 {len(disagreements)} 处和会议资料不一致"
        super().__init__(title, owner, width=640, lamp=LampState.WRONG)
        self.setObjectName("disagreements")
        self._is_partial = partial
        self._disagreements = tuple(disagreements)
        self.add_text(EXPLANATION + ("没有写原因的，那一份文书这一次不定稿。" if partial else ""))
        self.reason_fields: list[Field] = []
        for place, one in enumerate(disagreements):
            self._add_box(place, one)
        if len(self.reason_fields) > 1:
            self.same_button = link_button("其余各处用同样的原因")
            self.same_button.setObjectName("same_reason")
            self.same_button.clicked.connect(self._on_same)
            self.body.addWidget(self.same_button)
        self.accept_button = self.add_left(secondary_button(act_word))
        self.accept_button.clicked.connect(self._on_accept)
        self.back_button = self.add_right(primary_button("先去改正"), accepts=False)
        self.back_button.setFocus()

    def _add_box(self, place: int, one: Disagreement) -> None:
        width = self.inner_width - u(30)
        box = InsetBox(AMBER, margins=(14, 10, 14, 12), spacing=4)
        box.body.addWidget(label(f"{one.name}　{one.about}", Role.CARD_TITLE))
        box.body.addWidget(WrapLabel(f"写着：{one.sentence}", Role.BODY, width=width))
        expected = f"资料改过：{one.expected}" if one.is_issued else f"会议资料：{one.expected}"
        box.body.addWidget(WrapLabel(expected, Role.BODY, Tone.TEXT2, width=width))
        field = Field(REASON_NAME, LineEdit(placeholder="例如：按镇里统一的写法"))
        field.editor.setObjectName(f"reason_{place + 1}")
        self.reason_fields.append(field)
        box.body.addSpacing(u(4))
        box.body.addWidget(field)
        self.body.addWidget(box)

    @property
    def accepted_sentences(self) -> tuple[tuple[Disagreement, str], ...]:
        """Return what stands, each with its own reason."""
        reasons = (field.text().strip() for field in self.reason_fields)
        return tuple((one, why) for one, why in zip(self._disagreements, reasons, strict=True) if why)

    def _on_same(self) -> None:
        first = next((field.text().strip() for field in self.reason_fields if field.text().strip()), "")
        if not first:
            self.reason_fields[0].set_error("请先写一处的原因。")
            self.reason_fields[0].editor.setFocus()
            return
        for field in self.reason_fields:
            field.set_error("")
            if isinstance(field.editor, LineEdit) and not field.text().strip():
                field.editor.setText(first)

    def _on_accept(self) -> None:
        empty = [field for field in self.reason_fields if not field.text().strip()]
        for field in self.reason_fields:
            field.set_error("")
        if not empty or self._is_partial:
            self.accept()
            return
        for field in empty:
            field.set_error("请写明原因，原因会记入操作日志。")
        empty[0].editor.setFocus()
