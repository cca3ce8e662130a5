"""Words that several pages about signing in share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from fulian_desktop.access.records import AccessState

ROLE_LINE = "{role}：{duties}"
LOCK_KEY = "Ctrl+L"
SEALED_ADVICE = "已加密，现在没有钥匙。请主席或记录员登录；换了电脑的，在“设置”里输入恢复码。"
VIEWER_ADVICE = "查看用户看不到电话和身份证号。"


def wait_words(wait: timedelta) -> str:
    """Return how long to wait: 29 秒, 2 分 05 秒."""
    seconds = max(1, -(-int(wait.total_seconds() * 10) // 10))
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} 分 {rest:02d} 秒" if minutes else f"{rest} 秒"


def sealed_words(state: AccessState) -> str:
    """Say why numbers are shown as 已加密 now, and what to do."""
    if state.sign_in and state.user is not None:
        return VIEWER_ADVICE
    return SEALED_ADVICE
