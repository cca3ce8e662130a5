"""Dialogs about users: sign in or not, a new user, another role, a secret set anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fulian_desktop.access.records import Role as UserRole
from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from ui.access.code_dialogs import same_secrets, secret_fields, secret_of, show_code
from ui.access.lock_page import SecretEdit
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    Field,
    InsetBox,
    LineEdit,
    Role,
    Segment,
    Tone,
    WrapLabel,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.access.records import User
    from ui.shell.notifier import PageContext

ROLES = (UserRole.CHAIR, UserRole.RECORDER, UserRole.VIEWER)


class SignInQuestion(Dialog):
    """Asked once after a file was made; both answers are fine, and both can be changed later."""

    def __init__(self, parent: QWidget | None) -> None:
        """Say what either means."""
        super().__init__("打开这份资料，要不要登录？", parent, width=640)
        self.answer = ""
        self._add("要登录", "几个人合用这台电脑。每人一个口令，分得清谁登记、谁定稿；身份证号和电话加密。")
        self._add("不用登录", "只有您一个人用，电脑开机已有密码。打开就能用，谁都可以登记和定稿。")
        self.add_text("以后可以在“设置”的“登录与权限”里改。", Tone.TEXT3, Role.SECONDARY)
        off = self.add_right(secondary_button("不用登录"))
        off.setObjectName("leave_sign_in_off")
        off.clicked.connect(partial(self._answer, "leave off"))
        on = self.add_right(primary_button("设置登录…"))
        on.setObjectName("begin_sign_in")
        on.clicked.connect(partial(self._answer, "sign in"))

    def _add(self, head: str, words: str) -> None:
        box = InsetBox(spacing=4)
        box.body.addWidget(label(head, Role.NAME))
        box.body.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT2, width=self.inner_width - u(28)))
        self.body.addWidget(box)

    def _answer(self, answer: str) -> None:
        self.answer = answer
        self.accept()


class UserDialog(Dialog):
    """Asks for a user: name, role, secret, or some of these."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        act_word: str,
        act: Callable[[UserDialog], object],
        *,
        name: str = "",
        asks_name: bool = False,
        role: UserRole | None = None,
        asks_secret: bool = False,
        asks_old: bool = False,
        reason: str = "",
        text: str = "",
    ) -> None:
        """`act` does it with what was typed; what it refuses is said below the first field."""
        super().__init__(title, parent, width=600)
        self._act = act
        self.name_field = Field("姓名", LineEdit(name))
        self.name_field.editor.setObjectName("user_name")
        self.old_field = Field("现在的口令", SecretEdit())
        self.old_field.editor.setObjectName("old_secret")
        self.secret_field, self.again_field = secret_fields("新口令" if asks_old else "口令")
        self.reason_field = Field("原因", LineEdit(placeholder=reason))
        self.reason_field.editor.setObjectName("user_reason")
        self.role_segment = Segment(
            [(one.phrase, one) for one in ROLES], role or UserRole.RECORDER, wide=True
        )
        self.role_segment.setObjectName("user_role")
        self.duties = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=self.inner_width)
        self._asks_secret, self._asks_reason = asks_secret, bool(reason)
        if text:
            self.add_text(text)
        parts: list[tuple[bool, tuple[QWidget, ...]]] = [
            (asks_name, (self.name_field,)),
            (role is not None, (self.role_segment, self.duties)),
            (asks_old, (self.old_field,)),
            (asks_secret, (self.secret_field, self.again_field)),
            (bool(reason), (self.reason_field,)),
        ]
        self._shown = [widget for wanted, widgets in parts if wanted for widget in widgets]
        self._lay_out([widget for wanted, widgets in parts if not wanted for widget in widgets])
        self.role_segment.chosen.connect(self._show_duties)
        self._show_duties()
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        done = self.add_right(primary_button(act_word))
        done.setObjectName("user_done")
        done.clicked.connect(self.accept)

    def _lay_out(self, unused: list[QWidget]) -> None:
        for widget in unused:
            widget.setParent(self)
            widget.hide()
        for widget in self._shown:
            self.body.addWidget(widget)

    def accept(self) -> None:
        """Close only when it was done."""
        if self._asks_secret and not same_secrets(self.secret_field, self.again_field):
            return
        if self._asks_reason and not self.reason_field.text():
            self.reason_field.set_error("原因没有填。")
            return
        try:
            self._act(self)
        except UserFacingError as error:
            first = next(field for field in self._shown if isinstance(field, Field))
            first.set_error(error.what)
            return
        super().accept()

    @property
    def role(self) -> UserRole:
        """Return the role chosen."""
        value = self.role_segment.value()
        return value if isinstance(value, UserRole) else UserRole.RECORDER

    def _show_duties(self, *_values: object) -> None:
        self.duties.setText(self.role.duties + "。")


def start_signing_in(parent: QWidget, context: PageContext) -> None:
    """Make the first user, a chair; then show the recovery code."""
    access = context.workspace.access
    codes: list[str] = []

    def act(dialog: UserDialog) -> None:
        codes.append(access.start_signing_in(dialog.name_field.text(), secret_of(dialog.secret_field)))

    dialog = UserDialog(
        parent,
        "设置登录：先设主席",
        "开始登录",
        act,
        asks_name=True,
        asks_secret=True,
        text="第一个用户是主席，由她添加记录员和查看的人。身份证号和电话同时加密。",
    )
    if dialog.ask():
        _tell(context, "以后要登录才能用")
        show_code(parent, context.workspace, codes[0])


def leave_off(parent: QWidget, context: PageContext) -> None:
    """Decide that nobody signs in."""
    context.run(context.workspace.access.leave_off, "已设为不用登录")


def add_user(parent: QWidget, context: PageContext) -> None:
    """Let someone else sign in."""
    access = context.workspace.access
    dialog = UserDialog(
        parent,
        "添加用户",
        "添加",
        lambda one: access.add_user(one.name_field.text(), one.role, secret_of(one.secret_field)),
        asks_name=True,
        role=UserRole.RECORDER,
        asks_secret=True,
        text="口令由她自己输，别人不要看。",
    )
    if dialog.ask():
        _tell(context, "已添加用户")


def change_role(parent: QWidget, context: PageContext, user: User) -> None:
    """Make a user something else."""
    access = context.workspace.access
    dialog = UserDialog(
        parent,
        f"{user.name}做什么",
        "改好",
        lambda one: access.change_role(user.id, one.role, one.reason_field.text()),
        role=user.role,
        reason="例如：分工调整",
    )
    if dialog.ask():
        _tell(context, f"已改{user.name}的权限")


def give_new_secret(parent: QWidget, context: PageContext, user: User) -> None:
    """Set a forgotten secret anew."""
    access = context.workspace.access
    dialog = UserDialog(
        parent,
        f"重设{user.name}的口令",
        "重设",
        lambda one: access.give_new_secret(user.id, secret_of(one.secret_field), one.reason_field.text()),
        asks_secret=True,
        reason="例如：口令忘了",
    )
    if dialog.ask():
        _tell(context, f"已重设{user.name}的口令")


def retire(parent: QWidget, context: PageContext, user: User) -> None:
    """Let a user sign in no longer."""
    access = context.workspace.access
    dialog = UserDialog(
        parent,
        f"停用{user.name}？",
        "停用",
        lambda one: access.retire(user.id, one.reason_field.text()),
        reason="例如：离任",
        text="停用以后她不能再登录；以前登记的仍然记在她名下。",
    )
    if dialog.ask():
        _tell(context, f"已停用{user.name}")


def change_own_secret(parent: QWidget, context: PageContext) -> None:
    """Change the own secret."""
    access = context.workspace.access
    dialog = UserDialog(
        parent,
        "换我的口令",
        "换",
        lambda one: access.change_own_secret(secret_of(one.old_field), secret_of(one.secret_field)),
        asks_secret=True,
        asks_old=True,
    )
    if dialog.ask():
        _tell(context, "口令已换")


def stop_signing_in(parent: QWidget, context: PageContext) -> None:
    """Leave signing in off from now on, after saying what that means."""
    if prompts.confirm(
        parent,
        "以后不用登录？",
        (
            ("打开资料", "不再问口令，谁都可以登记和定稿"),
            ("身份证号和电话", "仍然加密，钥匙存在这台电脑"),
            ("用户和口令", "留着，随时可以改回要登录"),
        ),
        "不用登录",
    ):
        leave_off(parent, context)


def _tell(context: PageContext, words: str) -> None:
    context.run(lambda: ChangeSet.of(RecordKind.ACCESS), words)
