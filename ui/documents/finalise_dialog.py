"""定稿: what is asked before a paper is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.letterhead import RED_HEADED
from fulian_desktop.documents.register import WITHOUT_QR, DocumentNumber
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    CheckBox,
    Field,
    Icon,
    LineEdit,
    Role,
    TextEdit,
    Tone,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.register import IssuedPaper
    from ui.documents.choice import Draft

MEANING = (
    "定稿以后，PDF 和登记编号存进资料，打印的每一页下方有校验码，凭它可以查出是不是发出的那一份。"
    "会议资料再改动，这份定稿会标为已过期。"
)


class FinaliseDialog(Dialog):
    """文号 where the paper bears one, the QR picture, and the reason where one is needed."""

    def __init__(
        self,
        owner: QWidget,
        draft: Draft,
        *,
        number: DocumentNumber | None,
        former: IssuedPaper | None,
        missing: Sequence[str],
    ) -> None:
        """`number` is the one proposed; a reason is asked for with a former paper and with gaps."""
        super().__init__(f"把《{draft.name}》定稿", owner, width=600)
        self.setObjectName("finalise_dialog")
        self._proposed = number
        self._needs_reason = former is not None or bool(missing)
        self.add_text(MEANING)
        if former is not None:
            self.add_text(
                f"现在的定稿（{former.number_text}，校验码 {former.code_text}）会作废，请收回已经发出的。"
            )
        if missing:
            self.add_text(f"还缺内容：{'；'.join(missing)}", Tone.RED)
        self._build_number(number)
        self.qr_box = CheckBox("同时印一个二维码")
        self.qr_box.setVisible(draft.kind not in WITHOUT_QR)
        self.body.addWidget(self.qr_box)
        self.red_head_box = CheckBox("套红头")
        self.red_head_box.setVisible(draft.kind in RED_HEADED)
        self.body.addWidget(self.red_head_box)
        words = "重新定稿的原因" if former is not None else "原因"
        hint = "" if self._needs_reason else "只有文号前面空了号才要写。"
        self.reason_field = Field(words, TextEdit("", "", 2), hint=hint, required=self._needs_reason)
        self.reason_field.setVisible(self._needs_reason or number is not None)
        self.body.addWidget(self.reason_field)
        self.add_left(secondary_button("先不定稿")).clicked.connect(self.reject)
        self.act_button = self.add_right(primary_button("定稿", Icon.CHECK))
        self.act_button.setObjectName("finalise_act")
        self.act_button.clicked.connect(self._on_act)
        (self.reason_field.editor if self._needs_reason else self.act_button).setFocus()

    def _build_number(self, number: DocumentNumber | None) -> None:
        self.numbered_box = CheckBox("编文号", number is not None)
        self.numbered_box.setVisible(number is not None)
        self.body.addWidget(self.numbered_box)
        self.code_edit = LineEdit("" if number is None else number.body_code)
        self.code_edit.setAccessibleName("机关代字")
        self.serial_edit = LineEdit("" if number is None else str(number.serial))
        self.serial_edit.setAccessibleName("序号")
        self.code_edit.setFixedWidth(u(170))
        self.serial_edit.setFixedWidth(u(80))
        if number is None:
            return
        row = horizontal(spacing=6)
        row.addWidget(self.code_edit)
        row.addWidget(label(f"〔{number.year}〕", Role.BODY))
        row.addWidget(self.serial_edit)
        row.addWidget(label("号", Role.BODY))
        row.addStretch(1)
        self.body.addLayout(row)
        self.numbered_box.toggled.connect(self.code_edit.setEnabled)
        self.numbered_box.toggled.connect(self.serial_edit.setEnabled)

    @property
    def number(self) -> DocumentNumber | None:
        """Return the 文号 wanted, None for none."""
        if self._proposed is None or not self.numbered_box.isChecked():
            return None
        serial = self.serial_edit.text().strip()
        return DocumentNumber(
            self.code_edit.text().strip(), self._proposed.year, int(serial) if serial.isdecimal() else 0
        )

    @property
    def reason(self) -> str:
        """Return the reason, empty when none was typed."""
        return self.reason_field.text().strip()

    def _on_act(self) -> None:
        if self._needs_reason and not self.reason:
            self.reason_field.set_error("请写明原因，原因会记入操作日志。")
        else:
            self.accept()
