"""A leave: why, and who approved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.shell.dialogs import Dialog
from ui.shell.widgets import Field, LineEdit, primary_button, secondary_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Leave:
    """What is noted of a leave; `approved_by` may be empty."""

    reason: str
    approved_by: str


def ask_leave(parent: QWidget, name: str, before: Leave) -> Leave | None:
    """Ask for a leave, `before` is filled in; None when the user went back."""
    dialog = LeaveDialog(parent, name, before)
    return dialog.leave() if dialog.ask() else None


class LeaveDialog(Dialog):
    """Two fields; stays open until there is a reason."""

    def __init__(self, parent: QWidget, name: str, before: Leave) -> None:
        """`name` is whose leave it is."""
        super().__init__(f"{name}请假", parent, width=560)
        self.setObjectName("leave_dialog")
        self.reason = Field("事由", LineEdit(before.reason, "例如：家中有事"))
        self.approved_by = Field(
            "谁批准的", LineEdit(before.approved_by, "例如：主席姓名"), hint="还没有人批准就空着"
        )
        self.reason.editor.setObjectName("leave_reason")
        self.approved_by.editor.setObjectName("leave_approved_by")
        self.body.addWidget(self.reason)
        self.body.addWidget(self.approved_by)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.add_right(primary_button("登记请假")).clicked.connect(self.accept)
        self.reason.editor.setFocus()

    def accept(self) -> None:
        """Close only with a reason."""
        if not self.reason.text().strip():
            self.reason.set_error("请写一句事由，例如“家中有事”。")
            return
        super().accept()

    def leave(self) -> Leave:
        """Return what is typed."""
        return Leave(self.reason.text().strip(), self.approved_by.text().strip())
