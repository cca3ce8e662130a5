"""What was changed in the meeting since a paper was made, read from the journal and put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.wording_trial import wording_of
from ui.documents.choice import moment_words, paper_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
_PLACE = frozenset({"meeting", "federation"})
_PEOPLE = frozenset({"person", "tenure"})
_PLAN = _PLACE | _PEOPLE | {"agenda_item"}
_COURSE = frozenset({"attendance_mark", "vote_count", "vote_split", "meeting_note", "observer"})
_OF_ELECTED = _PLACE | _PEOPLE | {"nominee", "vote_count", "vote_split"}
_EVERYTHING = _PLAN | _COURSE | {"nominee", "delegate", "term"}
"""Of papers that tell the whole meeting, and of kinds that are named nowhere here."""
_CONGRESS = _PLACE | {"congress", "congress_office", "delegate_decision", "delegate_place", "delegate_quota"}
_LISTS = _PLACE | {
    "election",
    "election_candidate",
    "election_official",
    "official_passing",
    "candidate_passing",
    "candidate_withdrawal",
    "congress",
    "congress_office",
}
_COUNT = frozenset({"custody_event", "election_round", "election_result", "election_end", "ballot_total"})
SUBJECTS: dict[PaperKind, frozenset[str]] = {
    PaperKind.REQUEST: _PLACE | _PEOPLE | {"nominee"},
    PaperKind.APPROVAL: _PLACE | _PEOPLE | {"nominee"},
    PaperKind.NOTICE: _PLAN | {"observer"},
    PaperKind.AGENDA: _PLAN,
    PaperKind.SCHEDULE: _PLAN,
    PaperKind.SCRIPT: _EVERYTHING,
    PaperKind.NOMINEES: _PLACE | {"nominee", "person"},
    PaperKind.WORK_REPORT: frozenset({"meeting", "agenda_item"}),
    PaperKind.COMMENDATION: _PLACE | {"agenda_item"},
    PaperKind.SIGN_IN: _PLACE | _PEOPLE | {"observer"},
    PaperKind.NAME_CARDS: _PLACE | _PEOPLE | {"observer"},
    PaperKind.VOTE_RECORD: _EVERYTHING,
    PaperKind.RESOLUTION: _PLACE | {"agenda_item", "vote_count"},
    PaperKind.DECISION: _OF_ELECTED,
    PaperKind.MINUTES: _EVERYTHING,
    PaperKind.SUMMARY: _EVERYTHING,
    PaperKind.FILING_REPORT: _EVERYTHING,
    PaperKind.ANNOUNCEMENT: _OF_ELECTED,
    PaperKind.PUBLIC_NOTICE: _OF_ELECTED,
    PaperKind.CERTIFICATES: _OF_ELECTED,
    PaperKind.ROSTER: _PEOPLE | {"federation", "term"},
    PaperKind.NOTICE_BOARD: _PEOPLE | {"federation", "term"},
    PaperKind.DELEGATE_ROSTER: frozenset({"person", "delegate", "federation", "term"}),
    PaperKind.ARCHIVE_INDEX: frozenset({"meeting", "federation"}),
    PaperKind.TERM_PLAN: _EVERYTHING,
    PaperKind.QUALIFICATION_REPORT: _CONGRESS,
    PaperKind.ELECTION_RULES: _LISTS,
    PaperKind.CANDIDATES: _LISTS | {"person"},
    PaperKind.ELECTION_OFFICIALS: _LISTS,
    PaperKind.BALLOT: _LISTS,
    PaperKind.BALLOT_AGAIN: _LISTS | _COUNT,
    PaperKind.TALLY_SHEET: _LISTS | _COUNT,
    PaperKind.COUNT_SLIPS: _LISTS | _COUNT,
    PaperKind.BALLOT_TALLY: _LISTS | _COUNT,
    PaperKind.BALLOT_CUSTODY: _LISTS | _COUNT,
    PaperKind.ELECTED_LIST: _LISTS | _COUNT,
    PaperKind.ELECTION_REPORT: _LISTS | _COUNT | {"person"},
    PaperKind.ELECTION_ANNOUNCEMENT: _LISTS | _COUNT,
    PaperKind.ELECTION_REQUEST: _LISTS | _CONGRESS,
    PaperKind.APPOINTMENT: _PLACE | {"agenda_item"},
    PaperKind.TERM_COMPARISON: _PLACE | _COUNT | _PEOPLE | {"committee_makeup"},
}
"""What the journal calls the records each kind of paper is made from; wordings are told by `wording_of`."""


def changes_since(
    workspace: Workspace, meeting_id: int, kind: PaperKind, edition: Edition
) -> tuple[str, ...]:
    """Return what was changed since a paper was last made, the first change first; equal ones once.

    Empty when the journal names nothing: the words of the program itself may have changed.
    """
    issued = workspace.register.in_force(meeting_id, kind, edition)
    if issued is not None:
        return workspace.register.changes_of(issued.id)
    entries = list(workspace.journal.entries(limit=_ENTRIES_READ))
    title = workspace.meetings.get(meeting_id).title
    place = next((at for at, one in enumerate(entries) if _is_making(one, title, kind, edition)), None)
    since = entries[:place]
    found = _told(workspace, meeting_id, kind, since)
    if kind is PaperKind.ARCHIVE_INDEX:
        found += _of_folder(title, list(reversed(since)), entries[len(since) :])
    return tuple(dict.fromkeys(found))


def why_outdated(made_at: str, changes: Sequence[str]) -> str:
    """Return the explanation behind 为什么: when it was made, what changed, what to do."""
    words = f"这份文书是 {moment_words(made_at)} 生成的，上面的字和现在的会议资料不一样了。"
    if changes:
        numbered = [f"{place}  {change}" for place, change in enumerate(changes, start=1)]
        words += "\n\n生成以后改过：\n" + "\n".join(numbered)
    else:
        words += "\n\n操作日志里没有找到改动的记录：可能是程序自己的字句改过，也可能是更早的改动。"
    return words + "\n\n原来印出的请收回，按新资料重新生成。"


def _told(workspace: Workspace, meeting_id: int, kind: PaperKind, since: Sequence[JournalEntry]) -> list[str]:
    """Return a sentence for each change of what the paper is made from, the first one first."""
    subjects = SUBJECTS.get(kind, _EVERYTHING)
    wording = wording_of(kind)
    if wording is not None or kind is PaperKind.SCRIPT:
        subjects |= {"wording"}
    items = {item.id: item.title for item in workspace.agenda.items(meeting_id)}
    found = []
    for entry in reversed(since):
        if entry.subject not in subjects or (entry.subject == "meeting" and entry.subject_id != meeting_id):
            continue
        if entry.act in ("改议项", "移动议项") and entry.subject_id not in items:
            continue
        sentence = _sentence(entry, items)
        if sentence:
            found.append(sentence)
    return found


def _is_making(entry: JournalEntry, meeting_title: str, kind: PaperKind, edition: Edition) -> bool:
    if entry.subject != "paper_issue" or entry.new is None:
        return False
    told = (entry.new.get("meeting"), entry.new.get("paper"), entry.new.get("edition"))
    return told == (meeting_title, kind.title, edition.phrase)


# ---- the folder, for the index of the archive


@dataclass(frozen=True)
class _Filed:
    """What the index told of one paper: its pages, the day it was made, its 文号."""

    pages: object
    day: str
    number: str


def _of_folder(title: str, since: Iterable[JournalEntry], before: Sequence[JournalEntry]) -> list[str]:
    """Return what became of the papers of the folder since the index was made."""
    old = _folder(title, reversed(before))
    now = _folder(title, since)
    found = []
    for (kind, edition), filed in now.items():
        name, was = paper_name(kind, edition), old.get((kind, edition))
        if was is None:
            found.append(f"加了《{name}》")
        elif was.pages != filed.pages:
            found.append(f"《{name}》由 {was.pages} 页变为 {filed.pages} 页")
        elif filed.number and filed.number != was.number:
            found.append(f"《{name}》编了文号 {filed.number}")
        elif kind.is_dated_when_made and was.day != filed.day:
            found.append(f"《{name}》的日期改过")
    return found


def _folder(title: str, entries: Iterable[JournalEntry]) -> dict[tuple[PaperKind, Edition], _Filed]:
    """Return the papers made or issued in these entries, the last of each, without what is not filed."""
    kinds = {kind.title: kind for kind in PaperKind if kind.retention is not None}
    editions = {edition.phrase: edition for edition in Edition}
    found: dict[tuple[PaperKind, Edition], _Filed] = {}
    for entry in entries:
        new = entry.new or {}
        kind, edition = kinds.get(str(new.get("paper"))), editions.get(str(new.get("edition")))
        if entry.subject not in ("paper_issue", "paper_final") or new.get("meeting") != title:
            continue
        if kind is None or edition is None:
            continue
        number = str(new.get("document_number") or "")
        found[kind, edition] = _Filed(new.get("pages"), entry.at.date().isoformat(), number)
    return found


# ---- sentences


def _sentence(entry: JournalEntry, items: Mapping[int, str]) -> str:
    old, new = entry.old or {}, entry.new or {}
    if entry.subject == "agenda_item":
        return _of_agenda(entry, old, new, items)
    if entry.act == "修改会议安排":
        return "；".join(_of_plan(old, new))
    if entry.subject in ("nominee", "observer", "person", "tenure", "delegate"):
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
