"""Whether the attendance marks and entitled lists in a file still say what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings import facts_text
from fulian_desktop.meetings.attendance_store import AttendanceStore
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.storage.findings import Finding, Severity

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


def check_attendance(database: Database, journal: Journal) -> list[Finding]:
    """Compare each mark with its journal entry, and each entitled list with the facts frozen with it."""
    findings = []
    recorded = {
        entry.subject_id: entry.new
        for entry in journal.entries(subject="attendance_mark", limit=1_000_000)
        if entry.subject_id is not None
    }
    meetings, store = MeetingStore(database), AttendanceStore(database)
    for meeting in meetings.meetings():
        if meeting.state is MeetingState.PREPARING:
            continue
        facts = facts_text.facts_from_text(meetings.frozen_facts(meeting.id) or "")
        entitled = tuple(member for member in store.entitled(meeting.id) if member.joined_at is None)
        if entitled != facts.entitled:
            findings.append(
                Finding(Severity.ERROR, f"meeting:{meeting.id}", f"{meeting.title}的应到名单与开会时不一致。")
            )
        for mark in store.marks(meeting.id):
            entry = recorded.pop(mark.id, None)
            expected = {"state": mark.state.value, "at": mark.at, "withdraws": mark.withdraws_id}
            if entry is None or {key: entry.get(key) for key in expected} != expected:
                findings.append(
                    Finding(
                        Severity.ERROR,
                        f"attendance_mark:{mark.id}",
                        f"{meeting.title}的第 {mark.id} 条考勤与操作日志不一致。",
                    )
                )
    for mark_id in recorded:
        findings.append(
            Finding(
                Severity.ERROR,
                f"attendance_mark:{mark_id}",
                f"第 {mark_id} 条考勤操作日志里有，记录却不见了。",
            )
        )
    return findings
