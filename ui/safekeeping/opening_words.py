"""What is said after a file was opened: an upgrade, or a session that did not end tidily."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


def said_after_opening(database: Database) -> str:
    """Return the sentence about an upgrade or an untidy end of the last session; empty for neither."""
    if database.upgraded_from is not None:
        return f"资料已升级到第 {database.schema_version} 版，都核对过；升级前的留了一份，在“备份与恢复”里"
    left = database.left_behind
    if left is not None:
        where = "" if left.is_of_this_computer else f"在“{left.host}”上"
        return f"上次{where}没有正常关闭（{left.since_words} 打开的），登记过的都在"
    return ""
