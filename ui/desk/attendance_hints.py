"""The keys of the attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.desk.key_hints import Hint

ATTENDANCE_HINTS: tuple[Hint, ...] = (
    ("上下", "选人"),
    ("1", "在场"),
    ("2", "离场"),
    ("3", "请假"),
    ("0", "补记时间"),
    ("字母", "拼音首字母找人"),
    ("左右", "看表决时谁在场"),
)
ATTENDANCE_ALWAYS: tuple[Hint, ...] = (("F8", "回到主持词"), ("F9", "投影"), ("Ctrl+Z", "撤销上一步"))
