"""Greys what the one who is signed in may not do, on every page, with a word why.

The operations refuse it anyway; this only spares a dialog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from fulian_desktop.access.records import Role
from ui.shell.widgets import Button

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

ACTS: dict[str, str] = {
    "finalise_act": "定稿",
    "finalise_all": "定稿",
    "finalise_set_act": "定稿",
    "withdraw_paper": "作废文书",
    "change_rules": "选定议事规则",
    "change_term": "修改届次",
    "change_federation": "填写妇联名称",
    "remove_person": "删除误录人员",
    "erase_person": "删除个人信息",
    "begin_term_change": "建立换届",
    "change_congress": "修改换届安排",
    "minutes_finish": "会议记录整理完毕",
    "add_user": "设用户",
    "change_user_role": "设用户",
    "change_sign_in": "设置登录",
    "change_idle": "设置登录",
    "new_recovery_code": "换恢复码",
    "restore_backup": "恢复备份",
}
"""Object names of buttons, and the act each one does as the journal names it."""

CHANGING = frozenset(
    {
        "new_meeting",
        "new_person_button",
        "import_button",
        "edit_button",
        "departure_button",
        "reveal_link",
        "back_up",
        *ACTS,
    }
)
"""Object names of buttons that change something: none of them is for a viewer."""

VIEWER_WORDS = "现在是查看用户，只能看，不能改。"
CHAIR_WORDS = "要由主席来做，请主席登录。"


class PermissionFilter(QObject):
    """Watches the buttons of the program as long as its window lives."""

    def __init__(self, window: MainWindow) -> None:
        """Begin to watch."""
        super().__init__(window)
        self._access = window.context.workspace.access
        self._greyed: set[int] = set()
        self._busy = False
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def refresh(self) -> None:
        """Look at every button again, after somebody else signed in."""
        for widget in QApplication.allWidgets():
            if isinstance(widget, Button) and (widget.objectName() in CHANGING):
                self._follow(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grey a button that is shown or set free though it is not allowed."""
        if (
            event.type() in (QEvent.Type.Show, QEvent.Type.EnabledChange)
            and isinstance(watched, Button)
            and watched.objectName() in CHANGING
        ):
            self._follow(watched)
        return False

    def why_not(self, name: str) -> str:
        """Return why a button is not for the one signed in; empty when it is."""
        state = self._access.state()
        if not state.sign_in or state.user is None or state.user.role is Role.CHAIR:
            return ""
        if state.user.role is Role.VIEWER:
            return VIEWER_WORDS
        act = ACTS.get(name)
        return "" if act is None or self._access.may(act) else CHAIR_WORDS

    def _follow(self, button: Button) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            reason = self.why_not(button.objectName())
            if reason and button.isEnabled():
                button.set_blocked(reason)
                button.setProperty("role_blocked", True)
            elif not reason and button.property("role_blocked"):
                button.setProperty("role_blocked", False)
                button.set_blocked("")
        finally:
            self._busy = False
