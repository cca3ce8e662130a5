"""The recovery code on the screen: shown once and printed; typed in for a new secret or the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.errors import UserFacingError
from ui.access.lock_page import SecretEdit
from ui.access.words import wait_words
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    CheckBox,
    Field,
    Icon,
    InsetBox,
    Lamp,
    LampState,
    LineEdit,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.workspace import Workspace

FILE_NAME = "恢复码单.pdf"


class CodeDialog(Dialog):
    """Shows a recovery code once; closes only when somebody says that the sheet is safe."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, code: str) -> None:
        """Keep the code as long as the dialog lives."""
        super().__init__("恢复码，只显示这一次", parent, width=640)
        self._workspace = workspace
        self._code = code
        self.add_text("口令忘了，或换了电脑，靠它打开资料。打印成恢复码单，装进信封，交上级妇联锁进柜子。")
        box = InsetBox(margins=(18, 14, 18, 14), spacing=6)
        groups = code.split("-")
        for start in range(0, len(groups), 4):
            line = label("　".join(groups[start : start + 4]), Role.DIALOG_TITLE)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setObjectName(f"code_line_{start // 4}")
            box.body.addWidget(line)
        self.body.addWidget(box)
        warning = InsetBox(AMBER)
        row = horizontal(spacing=8)
        row.addWidget(Lamp(LampState.MISSING, 19), 0, Qt.AlignmentFlag.AlignTop)
        words = "程序里不保存恢复码。不要拍照、截图，不要发微信；和电脑、U 盘分开放。"
        row.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT, width=self.inner_width - u(56)), 1)
        warning.body.addLayout(row)
        self.body.addWidget(warning)
        self.kept_box = CheckBox("恢复码单已经打印好，或者已经抄在纸上")
        self.kept_box.setObjectName("code_kept")
        self.kept_box.toggled.connect(self._on_kept)
        self.body.addWidget(self.kept_box)
        self.print_button = self.add_left(secondary_button("打印恢复码单", Icon.PRINTER))
        self.print_button.setObjectName("print_code")
        self.print_button.clicked.connect(self.print_sheet)
        self.done_button = self.add_right(primary_button("收好了"))
        self.done_button.setObjectName("code_done")
        self.done_button.clicked.connect(self.accept)
        self._on_kept(False)

    def print_sheet(self) -> None:
        """Print the sheet; without a printer it is saved where the user says."""
        from fulian_desktop.documents.papers import recovery_sheet
        from ui.access.printing import print_or_save

        federation = self._workspace.seats.federation()
        day = self._workspace.journal.now().date()
        content = recovery_sheet.compose(federation.name, federation.superior, self._code, day)
        proposal = self._workspace.database.path.with_name(FILE_NAME)
        print_or_save(self, content, recovery_sheet.TITLE, proposal, on_saved=self._on_saved)

    def _on_saved(self, path: Path) -> None:
        prompts.inform(self, "印好以后，请删除这个文件", f"恢复码不要留在电脑里：{path.name}")

    def reject(self) -> None:
        """Esc does not lose the code."""
        if self.kept_box.isChecked():
            super().accept()

    def _on_kept(self, kept: bool) -> None:
        self.done_button.set_blocked("" if kept else "先打印或抄下来，再勾上面一格。")


class RecoveryDialog(Dialog):
    """Asks for the code, who is to be chair, her new secret, and why."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        """Name the first chair who may sign in, as a proposal."""
        super().__init__("用恢复码重设口令", parent, width=620)
        self._workspace = workspace
        self.following = ""
        chairs = [one.name for one in workspace.access.users() if one.role.value == "chair"]
        self.add_text("照上级妇联柜子里的恢复码单输入。用过以后这张单作废，程序马上给出新的一张。")
        self.code_field = Field("恢复码", LineEdit(placeholder="8 组，每组 4 个字，横线可以不输"))
        self.code_field.editor.setObjectName("recovery_code")
        self.name_field = Field("谁做主席", LineEdit(chairs[0] if chairs else ""))
        self.name_field.editor.setObjectName("recovery_name")
        self.secret_field, self.again_field = secret_fields("新口令")
        self.reason_field = Field("为什么重设", LineEdit(placeholder="例如：主席换人，原口令没有移交"))
        self.reason_field.editor.setObjectName("recovery_reason")
        for field in (
            self.code_field,
            self.name_field,
            self.secret_field,
            self.again_field,
            self.reason_field,
        ):
            self.body.addWidget(field)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.add_right(primary_button("重设并登录")).clicked.connect(self.accept)

    def accept(self) -> None:
        """Close only when the code was right."""
        if not same_secrets(self.secret_field, self.again_field):
            return
        try:
            self.following = self._workspace.access.reset_with_recovery(
                self.code_field.text(),
                self.name_field.text(),
                secret_of(self.secret_field),
                self.reason_field.text(),
            )
        except UserFacingError as error:
            self.code_field.set_error(error.what)
            return
        super().accept()


class KeyDialog(Dialog):
    """Asks for the code on another computer, where ID numbers and telephones cannot be read yet."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        """Say what it is for."""
        super().__init__("输入恢复码", parent, width=600)
        self._access = workspace.access
        self.add_text(
            "资料换了电脑，身份证号和电话的钥匙没有一起过来。照恢复码单输入一次，以后这台电脑就能打开。"
        )
        self.code_field = Field("恢复码", LineEdit(placeholder="8 组，每组 4 个字，横线可以不输"))
        self.code_field.editor.setObjectName("recovery_code")
        self.body.addWidget(self.code_field)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.add_right(primary_button("打开")).clicked.connect(self.accept)

    def accept(self) -> None:
        """Close only when the code was right."""
        wait = self._access.gate.wait_for("")
        if wait:
            self.code_field.set_error(f"恢复码连续输错，还要等 {wait_words(wait)}。")
            return
        try:
            self._access.recover_key(self.code_field.text())
        except UserFacingError as error:
            self.code_field.set_error(error.what)
            return
        super().accept()


def secret_fields(name: str) -> tuple[Field, Field]:
    """Make the two fields of a new secret."""
    first, again = Field(name, SecretEdit()), Field("再输一次", SecretEdit())
    first.set_hint("6 位以上数字，或 8 个字以上的一句话。不要用生日、电话。")
    for field, words, key in ((first, name, "new_secret"), (again, "再输一次", "new_secret_again")):
        field.editor.setAccessibleName(words)
        field.editor.setObjectName(key)
    return first, again


def secret_of(field: Field) -> str:
    """Return what was typed, spaces at the ends too: they are told as a fault."""
    editor = field.editor
    return editor.text() if isinstance(editor, SecretEdit) else field.text()


def same_secrets(first: Field, again: Field) -> bool:
    """Tell whether both are the same and strong enough; say below the field what is wrong."""
    from fulian_desktop.access.secret_keys import weakness

    fault = weakness(secret_of(first))
    first.set_error(f"{fault}。" if fault else "")
    again.set_error("" if fault or secret_of(first) == secret_of(again) else "两次输的不一样。")
    return not first.error() and not again.error()


def show_code(parent: QWidget | None, workspace: Workspace, code: str) -> None:
    """Show a new recovery code until somebody says that the sheet is safe."""
    CodeDialog(parent, workspace, code).ask()


def reset_with_code(parent: QWidget | None, workspace: Workspace) -> bool:
    """Set the chair's secret anew with the recovery code; True when somebody is signed in now."""
    dialog = RecoveryDialog(parent, workspace)
    if not dialog.ask():
        return False
    show_code(parent, workspace, dialog.following)
    return True


def enter_code(parent: QWidget | None, workspace: Workspace) -> bool:
    """Get the key on another computer; True when numbers can be read now."""
    if not KeyDialog(parent, workspace).ask():
        return False
    prompts.inform(parent, "可以看到身份证号和电话了", "这台电脑记住了钥匙，下次不用再输入。")
    return True
