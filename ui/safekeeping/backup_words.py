"""How backups are spoken of on the screen: dates, sizes, what they hold, how the second place stands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.storage.second_place import Standing
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.storage.backup_shelf import KeptBackup, LostEntry
    from fulian_desktop.storage.second_place import SecondPlace

_KILO = 1024
SECOND = "第二处备份"


def said_moment(moment: datetime, today: datetime | None = None) -> str:
    """Return 09:12 today, 3月2日 09:12 this year, else 2025年3月2日."""
    if today is not None and moment.date() == today.date():
        return f"今天 {moment:%H:%M}"
    if today is not None and moment.year != today.year:
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def said_iso(moment: str, today: datetime | None = None) -> str:
    """Return an ISO moment as it is said; empty for an empty or foreign one."""
    try:
        return said_moment(datetime.fromisoformat(moment), today)
    except ValueError:
        return ""


def said_size(size: int) -> str:
    """Return 640 KB or 12.3 MB."""
    if size < _KILO * _KILO:
        return f"{max(1, size // _KILO)} KB"
    tenths = size * 10 // (_KILO * _KILO)
    return f"{tenths // 10}.{tenths % 10} MB"


def holds_words(backup: KeptBackup, today: datetime) -> str:
    """Say up to which step a backup holds everything."""
    if backup.sealed:
        return "加密的，要口令才能看"
    if backup.entries is None:
        return "读不出来"
    if not backup.entries:
        return "还没有记录"
    return f"{said_iso(backup.last_at, today)} {backup.last_act}"


def state_words(backup: KeptBackup, known_version: int) -> tuple[LampState, str]:
    """Return lamp and word of a backup."""
    if backup.sealed:
        return LampState.NOT_YET, "加密"
    if not backup.readable:
        return LampState.WRONG, "读不出"
    if backup.version > known_version:
        return LampState.MISSING, "新版本的"
    return LampState.HOLDS, "可以读"


def entry_words(entry: LostEntry, today: datetime) -> str:
    """Say what one entry did: 3月6日 09:41 确认表决（李祎）."""
    return f"{said_iso(entry.at, today)}　{entry.act}（{entry.user_name}）"


def second_words(place: SecondPlace, now: datetime) -> tuple[LampState, str]:
    """Return lamp and sentence of the second place."""
    days = place.days_old(now)
    age = "" if days is None else "今天" if days == 0 else f" {days} 天前"
    if place.standing is Standing.NONE:
        return LampState.NOT_YET, "还没有选第二处。电脑坏了、丢了，备份也会一起没有。"
    if place.standing is Standing.AWAY:
        return LampState.MISSING, "没有找到，可能 U 盘没有插。插上以后按“现在复制”。"
    if place.standing is Standing.EMPTY:
        return LampState.MISSING, "里面还没有这份资料的备份，按“现在复制”。"
    if place.standing is Standing.OLD:
        return LampState.MISSING, f"最近一份是{age}的，旧了，按“现在复制”。"
    return LampState.HOLDS, f"最近一份是{age}的。关闭程序时会自动再复制。"


def reminder_words(place: SecondPlace, now: datetime, days_since_seen: int | None) -> str:
    """Return the sentence for the home page, empty when all is well.

    Args:
        place: how the second place stands.
        now: local time.
        days_since_seen: the age of the newest copy made there by this program, for a stick that is away.
    """
    if place.standing is Standing.EMPTY:
        return "U 盘或移动硬盘里还没有"
    if place.standing is Standing.OLD:
        return f"最近一份是 {place.days_old(now)} 天前的"
    if place.standing is Standing.AWAY:
        age = "" if days_since_seen is None else f"，上次复制是 {days_since_seen} 天前"
        return f"没有找到 U 盘{age}"
    return ""


def short_folder(folder: Path, most: int = 38) -> str:
    """Return a folder's path, its middle left out when it is long."""
    words = str(folder)
    return words if len(words) <= most else f"{words[:10]}…{words[-(most - 11) :]}"
