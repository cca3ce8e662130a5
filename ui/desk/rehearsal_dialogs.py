"""What is asked around a rehearsal, so that it and the real meeting are never taken for one another."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.meetings.clock_times import clock_time
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    DateEdit,
    Field,
    Icon,
    LampState,
    LineEdit,
    Role,
    Tone,
    horizontal,
    primary_button,
    secondary_button,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["Choice", "ClockDialog", "RealOrRehearsal", "ask_real_or_rehearsal", "ask_to_begin", "ask_to_end"]


class Choice(Enum):
    """What the user meant."""

    NOTHING = "nothing"
    REAL = "real"
    REHEARSAL = "rehearsal"


class RealOrRehearsal(Dialog):
    """这是演练，还是正式开会: neither is the default; Enter does nothing until one is chosen."""

    def __init__(self, parent: QWidget | None, title: str, doubt: str) -> None:
        """`doubt` says why it is asked."""
        super().__init__("这是演练，还是正式开会？", parent, width=640, lamp=LampState.MISSING)
        self.setObjectName("real_or_rehearsal")
        self.choice = Choice.NOTHING
        self.add_text(doubt, Tone.TEXT, Role.NAME)
        self.add_text(f"正式开会：{title}照实开，记下的都算数，不能当没开过。")
        self.add_text("演练：用一份副本练习，画面和文书都写着“演练”，结束后全部清除，什么都不留。")
        self.stay_button = self.add_left(secondary_button("先不开"))
        self.stay_button.clicked.connect(self.reject)
        self.rehearse_button = self.add_right(secondary_button("演练"))
        self.rehearse_button.setObjectName("choose_rehearsal")
        self.rehearse_button.clicked.connect(self._on_rehearse)
        self.real_button = self.add_right(secondary_button("正式开会"))
        self.real_button.setObjectName("choose_real")
        self.real_button.clicked.connect(self._on_real)
        for button in (self.stay_button, self.rehearse_button, self.real_button):
            button.setAutoDefault(False)
            button.setDefault(False)
        self.stay_button.setFocus()

    def _on_rehearse(self) -> None:
        self.choice = Choice.REHEARSAL
        self.accept()

    def _on_real(self) -> None:
        self.choice = Choice.REAL
        self.accept()


def ask_real_or_rehearsal(parent: QWidget | None, title: str, doubt: str) -> Choice:
    """Ask which of the two is meant."""
    dialog = RealOrRehearsal(parent, title, doubt)
    dialog.ask()
    return dialog.choice


def ask_to_begin(parent: QWidget | None, title: str) -> bool:
    """Say what a rehearsal is, and ask whether to begin."""
    return prompts.confirm(
        parent,
        f"演练{title}？",
        (
            ("用什么练", "整份资料的一个副本；真的资料先关上，一点也不动"),
            ("怎么认得", "紫色的画面，每一屏、每一页都写着“演练”"),
            ("文书", "都带“演练”水印，不能定稿，没有文号"),
            ("结束以后", "副本清除，考勤、票数、记录一样也不留"),
        ),
        "开始演练",
        detail="从进入会场到散会，和真的一样走一遍。时钟先拨到会议开始前 5 分钟，可以再改。",
        after="演练期间",
        harmless="要正式开会，请点“进入会场”。",
    )


def ask_to_end(parent: QWidget | None, doubt: str) -> bool:
    """Ask whether to end and destroy the rehearsal; on the meeting's day it says what would be lost."""
    warning = f"{doubt}如果刚才开的是正式会议，请先不要结束：把票数、考勤抄到纸上，再结束演练去补录。"
    return prompts.confirm(
        parent,
        "结束演练？",
        (("演练里做的", "全部清除，不能找回"), ("真的资料", "和演练以前一样")),
        "结束演练",
        detail=warning if doubt else "结束以后回到真的资料。",
        keep_word="接着练",
    )


class ClockDialog(Dialog):
    """Sets the clock of a rehearsal."""

    def __init__(self, parent: QWidget | None, now: datetime) -> None:
        """Start from the time the rehearsal has."""
        super().__init__("改演练时钟", parent, width=520)
        self.setObjectName("rehearsal_clock_dialog")
        self.day_edit = DateEdit(now.date())
        self.time_edit = LineEdit(f"{now:%H:%M}", "09:25")
        self.day_field = Field("日期", self.day_edit)
        self.time_field = Field("时间", self.time_edit)
        row = horizontal(spacing=14)
        row.addWidget(self.day_field, 1)
        row.addWidget(self.time_field, 1)
        self.body.addLayout(row)
        self.add_text("只改演练里的钟，电脑的钟不变。", Tone.TEXT2, Role.CAPTION)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.save_button = self.add_right(primary_button("改好", Icon.CLOCK))
        self.save_button.clicked.connect(self.accept)
        self.moment: datetime | None = None

    def accept(self) -> None:
        """Take a time that is one."""
        clock = clock_time(self.time_edit.text())
        if clock is None:
            self.time_field.set_error("请写成 09:25 这样的时间。")
            return
        self.moment = datetime.combine(self.day_edit.day(), clock)
        super().accept()
