"""散会以前: what is undecided, not held, unprinted and unsigned; with questions open a reason is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    Field,
    InsetBox,
    Lamp,
    LampState,
    Role,
    TextEdit,
    Tone,
    WrapLabel,
    danger_button,
    horizontal,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from fulian_desktop.documents.closing import ClosingReport

AFTERWARDS = (
    "散会以后，票数和考勤不再改；记错了的用“更正”登记，原来的记录保留。会议记录自动写好，可以接着补充。"
)
HARMLESS = "如果只是休息，按“离开会场”就行，回来接着开。"


class ClosingDialog(Dialog):
    """Asks whether the meeting is to end now; `reason()` says why with questions undecided."""

    def __init__(self, parent: QWidget | None, report: ClosingReport) -> None:
        """Show what the meeting leaves behind."""
        super().__init__("现在就结束会议？", parent, width=620, lamp=LampState.MISSING)
        self._needs_reason = report.needs_reason
        lines = _lines(report)
        if lines:
            box = InsetBox(margins=(16, 10, 16, 10), spacing=8)
            box.setObjectName("left_behind")
            for state, words in lines:
                box.body.addLayout(_row(state, words, self.inner_width))
            self.body.addWidget(box)
        else:
            self.add_text("议程都进行完了。")
        self.reason_field = Field(
            "为什么不表决就散会",
            TextEdit("", "例如：讨论意见不一致，留到下次会议表决", rows=2),
            hint="写进会议记录。",
            required=True,
        )
        self.reason_field.editor.setObjectName("closing_reason")
        self.reason_field.setVisible(report.needs_reason)
        self.body.addWidget(self.reason_field)
        self.add_text(AFTERWARDS)
        self.add_text(HARMLESS)
        self.end_button = self.add_right(danger_button("结束会议"))
        self.end_button.setObjectName("end_meeting")
        self.end_button.clicked.connect(self.accept)
        keep = self.add_right(secondary_button("还不结束"), accepts=False)
        keep.setFocus(Qt.FocusReason.TabFocusReason)

    def reason(self) -> str:
        """Return why the meeting ends with questions undecided; empty when there are none."""
        return self.reason_field.text() if self._needs_reason else ""

    def accept(self) -> None:
        """Close only with a reason where one is needed."""
        if self._needs_reason and not self.reason_field.text():
            self.reason_field.set_error("还有没表决的议项，请写明原因。")
            self.reason_field.editor.setFocus()
            return
        super().accept()


def _lines(report: ClosingReport) -> list[tuple[LampState, str]]:
    named = "、".join
    lines = []
    if report.undecided:
        lines.append((LampState.WRONG, f"还有 {len(report.undecided)} 项没有表决：{named(report.undecided)}"))
    if report.not_held:
        lines.append((LampState.MISSING, f"还没有进行：{named(report.not_held)}"))
    if report.skipped:
        skipped = (f"{title}（{reason}）" for title, reason in report.skipped)
        lines.append((LampState.NOT_YET, f"跳过的：{named(skipped)}"))
    if report.unprinted:
        lines.append((LampState.MISSING, f"没有打印过：{named(report.unprinted)}"))
    if report.unsigned:
        lines.append((LampState.NOT_YET, f"散会前请签字：{named(report.unsigned)}"))
    return lines


def _row(state: LampState, words: str, width: int) -> QHBoxLayout:
    row = horizontal(spacing=10)
    lamp = vertical()
    lamp.addWidget(Lamp(state, 20))
    lamp.addStretch(1)
    row.addLayout(lamp)
    row.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT, width=width - u(32) - u(32)), 1)
    return row
