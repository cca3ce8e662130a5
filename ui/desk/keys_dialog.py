"""All keys of the desk on one sheet, for the one who does not find hers in the bar (F12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    KeyCap,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk.key_hints import Hint

GROUPS: tuple[tuple[str, tuple[Hint, ...]], ...] = (
    (
        "念主持词",
        (
            ("空格", "下一句"),
            ("退格", "上一句，登记过的不变"),
            ("回车", "右边的按钮"),
            ("F5", "临时加一句"),
            ("F4", "记一笔，写进会议记录"),
            ("Ctrl+加减", "主持词的字大一点、小一点"),
        ),
    ),
    (
        "议程",
        (
            ("F7", "议程：跳到、跳过、调顺序、临时加"),
            ("F3", "回到这一步，先说清会撤销什么"),
            ("F6", "换到左、中、右一栏"),
        ),
    ),
    (
        "登记人数",
        (
            ("0-9", "填人数"),
            ("上下", "换一格"),
            ("*", "一致通过"),
            ("/", "直接数同意的人数"),
            ("+", "清点表"),
            ("F2", "更正结果"),
            ("F1", "为什么"),
        ),
    ),
    (
        "会场",
        (
            ("Ctrl+L", "锁定（要登录的资料）；大屏不变"),
            ("F8", "考勤"),
            ("F9", "投影"),
            ("F10", "公布结果"),
            ("PgUp PgDn", "会场翻页"),
            ("Ctrl+Z", "撤销上一步"),
            ("Esc", "关掉提示，回到主持词"),
        ),
    ),
)


def show_keys(parent: QWidget) -> None:
    """Show the sheet until any of Enter, Esc or its button."""
    dialog = Dialog("会议现场的按键", parent, width=860)
    dialog.setObjectName("keys_sheet")
    columns = horizontal(spacing=28)
    for half in (GROUPS[:2], GROUPS[2:]):
        column = vertical(spacing=8)
        for title, hints in half:
            column.addWidget(label(title, Role.NAME))
            for key, words in hints:
                row = horizontal(spacing=12)
                cap = KeyCap(key)
                row.addWidget(cap)
                room = u(380) - cap.sizeHint().width()
                row.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT2, width=room), 1)
                column.addLayout(row)
            column.addSpacing(u(8))
        column.addStretch(1)
        columns.addLayout(column, 1)
    dialog.body.addLayout(columns)
    dialog.add_right(primary_button("知道了"), accepts=True)
    dialog.ask()
