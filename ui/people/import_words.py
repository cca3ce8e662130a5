"""How rows of a roster preview are named and summed up on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.id_number import mask_id, mask_phone
from fulian_desktop.exchange.preview_records import Decision, RowAction, RowStatus
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fulian_desktop.exchange.preview_records import PreviewRow, RosterPreview

STATUS_WORDS = {
    RowStatus.NEW: "新增",
    RowStatus.CHANGED: "有变化",
    RowStatus.SAME: "相同",
    RowStatus.QUESTION: "要确认",
    RowStatus.REJECTED: "不能导入",
}
_STATUS_LAMPS = {
    RowStatus.NEW: LampState.HOLDS,
    RowStatus.CHANGED: LampState.HOLDS,
    RowStatus.SAME: LampState.NOT_YET,
    RowStatus.QUESTION: LampState.MISSING,
    RowStatus.REJECTED: LampState.WRONG,
}
_DECIDED_WORDS = {
    Decision.TAKE: "确认导入",
    Decision.TAKE_WITH_ID: "确认导入",
    Decision.AS_NEW: "另外新增",
    Decision.SKIP: "不导入",
}


def row_words(row: PreviewRow) -> str:
    """Return the word of a row as things are decided now."""
    return STATUS_WORDS[row.status] if row.decision is None else _DECIDED_WORDS[row.decision]


def row_lamp(row: PreviewRow) -> LampState:
    """Return the lamp of a row as things are decided now."""
    if row.decision is None:
        return _STATUS_LAMPS[row.status]
    return LampState.NOT_YET if row.decision is Decision.SKIP else LampState.HOLDS


def explanation(row: PreviewRow) -> str:
    """Return the one line beside a row: doubts first, then changes, then what was tidied up."""
    parts = [*row.problems, *changes_words(row), *row.notes]
    return " ".join(without_row_number(part, row) for part in parts) or facts_words(row)


def facts_words(row: PreviewRow) -> str:
    """Return what the row says of the person, shortly; for rows without any remark."""
    details = row.details
    facts = (shown("born", details.born), details.ethnicity, details.political_status, details.unit_post)
    return "，".join(fact for fact in facts if fact)


def without_row_number(words: str, row: PreviewRow) -> str:
    """Return a sentence without the number of its own row, which stands beside it."""
    for beginning in (f"第 {row.row_number} 行：", f"第 {row.row_number} 行 "):
        words = words.removeprefix(beginning)
    return words


def changes_words(row: PreviewRow) -> list[str]:
    """Return the changed fields, old to new."""
    return [
        f"{one.label}：{shown(one.field, one.old) or '没有填'} → {shown(one.field, one.new)}"
        for one in row.changes
    ]


def shown(field: str, value: str) -> str:
    """Return a value as it may be seen: telephone and ID number masked, births with dots."""
    if not value:
        return ""
    if field == "born":
        return value.replace("-", ".")
    return {"phone": mask_phone, "id_number": mask_id}.get(field, str)(value)


def intended(rows: Iterable[PreviewRow]) -> dict[RowAction, int]:
    """Count what will be done with the rows as things are decided now."""
    counted = dict.fromkeys(RowAction, 0)
    for row in rows:
        counted[row.action] += 1
    return counted


def intention_words(preview: RosterPreview) -> str:
    """Say in one sentence what pressing 导入 will do."""
    counted = intended(preview.rows)
    parts = []
    if counted[RowAction.ADD]:
        parts.append(f"新增 {counted[RowAction.ADD]} 人")
    if counted[RowAction.CHANGE]:
        parts.append(f"更新 {counted[RowAction.CHANGE]} 人")
    if counted[RowAction.KEEP]:
        parts.append(f"{counted[RowAction.KEEP]} 人不用改")
    if counted[RowAction.LEAVE_OUT]:
        parts.append(f"{counted[RowAction.LEAVE_OUT]} 行不导入")
    words = "，".join(parts) + "。"
    if preview.undecided:
        words += f"其中 {preview.undecided} 行要确认，不确认就不导入。"
    return words


def skipped_words(preview: RosterPreview) -> str:
    """Say which rows name nobody and were passed over; blank rows need no word."""
    reasons = dict.fromkeys(one.reason for one in preview.skipped if one.text)
    count = sum(1 for one in preview.skipped if one.text)
    return f"另有 {count} 行不是人员（{'、'.join(reasons)}），没有读。" if count else ""
