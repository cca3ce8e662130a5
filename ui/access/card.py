"""登录与权限 and 个人信息 in the settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from fulian_desktop.changes import ChangeSet, RecordKind
from ui.access import user_dialogs
from ui.access.code_dialogs import enter_code, show_code
from ui.access.words import LOCK_KEY
from ui.shell import prompts
from ui.shell.widgets import (
    Button,
    Card,
    Chip,
    ChipKind,
    FactRow,
    Icon,
    InfoRow,
    Role,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    link_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.access.records import User
    from ui.shell.notifier import PageContext

    _Offer = tuple[str, str, Callable[[QWidget, PageContext], None]]

WORDS_WIDTH = 500
UNDECIDED = "还没有选。现在不用登录，打开就能用。"
OFF = "不用登录：谁打开这份资料，谁就可以登记和定稿。"
OLD_BACKUPS = "加密以前做的备份里，号码还是明文。要不要现在重新做一份备份，旧的自己删除或锁好？"


class AccessCard(Card):
    """登录与权限: who signs in here and as what."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("登录与权限", margins=(17, 14, 17, 16), spacing=10)
        self.setObjectName("access_card")
        self._context = context
        self._words = WrapLabel("", Role.SECONDARY, Tone.TEXT2, width=u(WORDS_WIDTH))
        self.body.addWidget(self._words)
        self._rows = vertical(spacing=0)
        self.body.addLayout(self._rows)
        self._buttons = vertical(spacing=10)
        self.body.addLayout(self._buttons)

    def show_access(self) -> None:
        """Read how this file is guarded."""
        access = self._context.workspace.access
        state = access.state()
        clear_layout(self._rows)
        clear_layout(self._buttons)
        if not state.sign_in:
            self._words.setText(OFF if state.decided else UNDECIDED)
            row: list[_Offer] = [("设置登录…", "change_sign_in", user_dialogs.start_signing_in)]
            if not state.decided:
                row.append(("以后也不用", "leave_sign_in_off", user_dialogs.leave_off))
            self._add_buttons(row)
            return
        self._words.setText(f"{state.idle_minutes} 分钟没人动就锁定；随时按 {LOCK_KEY} 锁定。")
        for user in access.users():
            self._rows.addWidget(self._user_row(user, is_self=state.user == user))
        self._add_buttons(
            [
                ("添加用户…", "add_user", user_dialogs.add_user),
                ("换我的口令…", "change_own_secret", user_dialogs.change_own_secret),
            ]
        )
        self._add_buttons(
            [
                ("多久锁定…", "change_idle", self._change_idle),
                ("换恢复码…", "new_recovery_code", self._renew_code),
                ("不再登录…", "change_sign_in", user_dialogs.stop_signing_in),
            ]
        )

    def _user_row(self, user: User, *, is_self: bool) -> QWidget:
        retired = user.retired_at is not None
        trailing = QWidget()
        box = horizontal(trailing, spacing=12)
        kind = ChipKind.PLAIN if retired else ChipKind.POST
        box.addWidget(Chip("已停用" if retired else user.role.phrase, kind))
        if not retired:
            change = link_button("改")
            change.setObjectName("change_user_role")
            change.setAccessibleName(f"改{user.name}")
            change.clicked.connect(partial(self._on_user, user, change))
            box.addWidget(change)
        name = f"{user.name}（现在登录的）" if is_self else user.name
        row = InfoRow(name, icon=Icon.PERSON, trailing=trailing, operable=False)
        row.setToolTip(f"{user.role.phrase}：{user.role.duties}")
        return row

    def _on_user(self, user: User, button: Button) -> None:
        menu = QMenu(self)
        for words, act in (
            ("换个角色…", user_dialogs.change_role),
            ("重设口令…", user_dialogs.give_new_secret),
            ("停用…", user_dialogs.retire),
        ):
            menu.addAction(words, partial(act, self, self._context, user))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _add_buttons(self, wanted: Sequence[_Offer]) -> None:
        row = horizontal(spacing=10)
        for words, name, act in wanted:
            made = secondary_button(words)
            made.setObjectName(name)
            made.clicked.connect(partial(self._act, act))
            row.addWidget(made, 1)
        self._buttons.addLayout(row)

    def _act(self, act: Callable[[QWidget, PageContext], None]) -> None:
        act(self, self._context)

    def _change_idle(self, parent: QWidget, context: PageContext) -> None:
        minutes = context.workspace.access.state().idle_minutes
        typed = prompts.ask_text(
            parent, "多久没人动就锁定？", "分钟", text=str(minutes), act_word="改好", check=_minutes_problem
        )
        if typed is not None:
            access = context.workspace.access
            context.run(lambda: access.choose_idle_minutes(int(typed)), "已改自动锁定的时间")

    def _renew_code(self, parent: QWidget, context: PageContext) -> None:
        reason = prompts.ask_text(
            parent,
            "换一个恢复码？",
            "原因",
            hint="原来的恢复码单马上作废，请打印新单换下旧单。",
            placeholder="例如：恢复码单找不到了",
            act_word="换恢复码",
            check=lambda text: "" if text.strip() else "原因没有填。",
        )
        if reason is None:
            return
        codes: list[str] = []

        def act() -> ChangeSet:
            codes.append(context.workspace.access.renew_recovery_code(reason))
            return ChangeSet.of(RecordKind.ACCESS)

        if context.run(act) is not None:
            show_code(parent, context.workspace, codes[0])


class PrivacyCard(Card):
    """个人信息: whether numbers are encrypted, and who saw and exported them."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("个人信息", link="谁看过、谁导出过", margins=(17, 14, 17, 16), spacing=10)
        self.setObjectName("privacy_card")
        self._context = context
        self.link_clicked.connect(self._on_disclosures)
        self._state_row = FactRow("号码存放", "", line=False)
        self.body.addWidget(self._state_row)
        self._words = WrapLabel("", Role.CAPTION, Tone.TEXT2, width=u(WORDS_WIDTH))
        self.body.addWidget(self._words)
        self._buttons = horizontal(spacing=10)
        self.protect_button = secondary_button("在这台电脑上加密…", Icon.LOCK)
        self.protect_button.setObjectName("protect_numbers")
        self.protect_button.clicked.connect(self._on_protect)
        self.code_button = secondary_button("输入恢复码…")
        self.code_button.setObjectName("enter_recovery_code")
        self.code_button.clicked.connect(self._on_code)
        self._buttons.addWidget(self.protect_button)
        self._buttons.addWidget(self.code_button)
        self._buttons.addStretch(1)
        self.body.addLayout(self._buttons)

    def show_privacy(self) -> None:
        """Read how numbers are kept."""
        state = self._context.workspace.access.state()
        sealed = state.protected and not state.unlocked and not state.sign_in
        self.protect_button.setVisible(not state.protected)
        self.code_button.setVisible(sealed)
        if not state.protected:
            value, words = "明文", "身份证号和电话照原样存在资料里，拿到文件的人都能看到。可以加密。"
        elif sealed:
            value, words = "已加密，这台电脑没有钥匙", "照上级妇联保管的恢复码单输入一次，就能看到号码。"
        elif state.sign_in:
            value, words = "已加密，登录后可看", "钥匙跟着口令走。查看用户看不到号码。"
        else:
            value, words = "已加密，钥匙在这台电脑", "文件拷到别处打不开号码，换电脑时要用恢复码。"
        self._state_row.set_value(value)
        self._words.setText(words)

    def _on_protect(self) -> None:
        context = self._context
        if not prompts.confirm(
            self,
            "把身份证号和电话加密？",
            (
                ("这份资料", "号码加密存放，钥匙在这台电脑"),
                ("拷到别的电脑", "要输入恢复码才看得到号码"),
                ("以前的备份", "里面还是明文号码"),
            ),
            "加密",
            harmless="姓名、会议、表决不加密，任何时候都能打开。",
        ):
            return
        codes: list[str] = []

        def act() -> ChangeSet:
            codes.append(context.workspace.access.protect_on_this_computer())
            return ChangeSet.of(RecordKind.ACCESS, RecordKind.PERSON)

        if context.run(act, "身份证号和电话已加密") is not None:
            show_code(self, context.workspace, codes[0])
            self._offer_backup()

    def _offer_backup(self) -> None:
        if prompts.confirm(
            self, "重新做一份备份？", act_word="现在备份", detail=OLD_BACKUPS, keep_word="以后再做"
        ):
            from ui.access.backups import renew_backup

            renew_backup(self, self._context)

    def _on_code(self) -> None:
        if enter_code(self, self._context.workspace):
            self._context.run(lambda: ChangeSet.of(RecordKind.ACCESS, RecordKind.PERSON))

    def _on_disclosures(self) -> None:
        self._context.open_page("disclosures")


def _minutes_problem(text: str) -> str:
    from fulian_desktop.access.operations import LONGEST_IDLE

    right = text.strip().isdecimal() and 1 <= int(text) <= LONGEST_IDLE
    return "" if right else f"要填 1 到 {LONGEST_IDLE} 的数。"
