"""What was changed in the meeting since a paper was made, read from the journal and put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fulian_desktop.documents.paper_kinds import PaperKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.documents.paper_kinds import Edition
    from fulian_desktop.storage.journal import JournalEntry
    from fulian_desktop.workspace import Workspace

_ENTRIES_READ = 400
_PLAN_WORDS = {
    "day": "会议日期",
    "time": "会议时间",
    "place": "会议地点",
    "presiding_chair_id": "主持人",
    "minute_taker_id": "记录人",
    "basis": "增补的缘由",
    "session_number": "会议次数",
}
_NAMED = frozenset({"day", "time", "place", "session_number"})
"""Fields whose old and new value can be shown as they are stored."""
_ALWAYS = frozenset({"meeting", "agenda_item", "nominee", "person", "tenure", "federation"})
_IN_MEETING = frozenset({"attendance_mark", "vote_count", "vote_split", "meeting_note", "observer"})
_WORDED = frozenset({PaperKind.SCRIPT, PaperKind.RESOLUTION, PaperKind.DECISION})
_SUBJECTS = {
    PaperKind.AGENDA: _ALWAYS - {"nominee"},
    PaperKind.NOMINEES: frozenset({"meeting", "nominee", "person"}),
    PaperKind.SIGN_IN: frozenset({"meeting", "observer", "person", "tenure", "federation"}),
    PaperKind.ROSTER: frozenset({"person", "tenure", "federation"}),
}


def changes_since(
    workspace: Workspace, meeting_id: int, kind: PaperKind, edition: Edition
) -> tuple[str, ...]:
    """Return what was changed since a paper was last made, the first change first; equal ones once.

    Empty when the journal names nothing: the words of the program itself may have changed.
    """
    issued = workspace.register.in_force(meeting_id, kind, edition)
    if issued is not None:
        return workspace.register.changes_of(issued.id)
    subjects = _SUBJECTS.get(kind, _ALWAYS | _IN_MEETING)
    if kind in _WORDED:
        subjects |= {"wording"}
    items = {item.id: item.title for item in workspace.agenda.items(meeting_id)}
    meeting_title = workspace.meetings.get(meeting_id).title
    found: list[str] = []
    for entry in workspace.journal.entries(limit=_ENTRIES_READ):
        if _is_making(entry, meeting_title, kind, edition):
            break
        if entry.subject not in subjects or (entry.subject == "meeting" and entry.subject_id != meeting_id):
            continue
        if entry.act in ("改议项", "移动议项") and entry.subject_id not in items:
            continue
        sentence = _sentence(entry, items)
        if sentence:
            found.append(sentence)
    return tuple(dict.fromkeys(reversed(found)))


def _is_making(entry: JournalEntry, meeting_title: str, kind: PaperKind, edition: Edition) -> bool:
    if entry.subject != "paper_issue" or entry.new is None:
        return False
    told = (entry.new.get("meeting"), entry.new.get("paper"), entry.new.get("edition"))
    return told == (meeting_title, kind.title, edition.phrase)


def _sentence(entry: JournalEntry, items: Mapping[int, str]) -> str:
    old, new = entry.old or {}, entry.new or {}
    if entry.subject == "agenda_item":
        return _of_agenda(entry, old, new, items)
    if entry.act == "修改会议安排":
        return "；".join(_of_plan(old, new))
    if entry.subject in ("nominee", "observer", "person", "tenure"):
        name = str(new.get("name") or old.get("name") or "")
        return f"{entry.act}：{name}" if name else entry.act
    if entry.subject == "wording":
        return "改过文稿的写法"
    if entry.subject == "attendance_mark":
        return f"{entry.act}：{new.get('name', '')}".rstrip("：")
    return entry.act


def _of_agenda(
    entry: JournalEntry, old: Mapping[str, Any], new: Mapping[str, Any], items: Mapping[int, str]
) -> str:
    before = str(old.get("title", ""))
    after = str(new.get("title", ""))
    if entry.act == "改议项" and before != after:
        return f"“{before}”改为“{after}”"
    title = after or before or items.get(entry.subject_id or 0, "")
    word = {"加议项": "加了", "去掉议项": "去掉了", "移动议项": "换了次序："}.get(entry.act, "改过")
    return f"{word}“{title}”"


def _of_plan(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    found = []
    for field, word in _PLAN_WORDS.items():
        if old.get(field) == new.get(field):
            continue
        before, after = old.get(field), new.get(field)
        if field in _NAMED and before and after:
            found.append(f"{word}由 {before} 改为 {after}")
        else:
            found.append(f"{word}改过")
    return found
