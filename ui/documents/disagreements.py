"""What papers say differently from the record: listed, and let stand only for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    Field,
    InsetBox,
    LampState,
    Role,
    TextEdit,
    Tone,
    WrapLabel,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.consistency import Disagreement


class DisagreementDialog(Dialog):
    """One box for each sentence; `reason` lets all of them stand."""

    def __init__(
        self, owner: QWidget, disagreements: Sequence[Disagreement], *, act_word: str = "照这样写，接着定稿"
    ) -> None:
        """Going back to put it right is the button with the focus."""
        title = f"有 {len(disagreements)} 处和会议资料不一致"
        super().__init__(title, owner, width=640, lamp=LampState.WRONG)
        self.setObjectName("disagreements")
        self.add_text(
            "同一个数字、同一个姓名，在各份文书上要一样。请先改正文稿或会议资料，过期的定稿请重新定稿。"
        )
        width = self.inner_width - u(30)
        for one in disagreements:
            box = InsetBox(AMBER, margins=(14, 10, 14, 12), spacing=4)
            box.body.addWidget(label(f"{one.name}　{one.about}", Role.CARD_TITLE))
            box.body.addWidget(WrapLabel(f"写着：{one.sentence}", Role.BODY, width=width))
            expected = f"资料改过：{one.expected}" if one.is_issued else f"会议资料：{one.expected}"
            box.body.addWidget(WrapLabel(expected, Role.BODY, Tone.TEXT2, width=width))
            self.body.addWidget(box)
        self.reason_field = Field("确实要照这样写的，写明原因", TextEdit("", "例如：按镇里统一的写法", 2))
        self.body.addWidget(self.reason_field)
        self.accept_button = self.add_left(secondary_button(act_word))
        self.accept_button.clicked.connect(self._on_accept)
        self.back_button = self.add_right(primary_button("先去改正"), accepts=False)
        self.back_button.setFocus()

    @property
    def reason(self) -> str:
        """Return why all of them stand."""
        return self.reason_field.text().strip()

    def _on_accept(self) -> None:
        if self.reason:
            self.accept()
        else:
            self.reason_field.set_error("请写明原因，原因会记入操作日志。")
