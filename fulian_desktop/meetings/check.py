"""Whether what was frozen with a meeting, and its attendance, still say what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings import facts_text
from fulian_desktop.meetings.attendance_operations import journalled
from fulian_desktop.meetings.attendance_store import AttendanceStore
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.storage.findings import Finding, Severity
from fulian_desktop.storage.journal_comparison import compare_with_journal, recorded_entries

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

OPENED, CLOSED = "开会", "散会"


def check_attendance(database: Database, journal: Journal) -> list[Finding]:
    """Compare attendance, notes, and what was frozen when meetings opened and closed, with the journal."""
    meetings, store = MeetingStore(database), AttendanceStore(database)
    held = [one for one in meetings.meetings() if one.state is not MeetingState.PREPARING]
    findings = compare_with_journal(
        "attendance_mark",
        recorded_entries(journal, "attendance_mark"),
        (
            (mark.id, f"{meeting.title}的第 {mark.id} 号考勤", journalled(meeting.id, mark))
            for meeting in held
            for mark in store.marks(meeting.id)
        ),
        kind="考勤",
    )
    findings += compare_with_journal(
        "meeting_note",
        recorded_entries(journal, "meeting_note"),
        (
            (note.id, f"{meeting.title}的第 {note.id} 号会上记录", {"text": note.text})
            for meeting in held
            for note in meetings.notes(meeting.id)
        ),
        kind="会上记录",
    )
    findings += compare_with_journal(
        "meeting",
        recorded_entries(journal, "meeting", [OPENED]),
        ((one.id, one.title, _frozen_at_opening(meetings, one)) for one in held),
        kind="会议",
    )
    findings += compare_with_journal(
        "meeting",
        recorded_entries(journal, "meeting", [CLOSED]),
        (
            (one.id, one.title, _frozen_at_closing(meetings, one))
            for one in held
            if one.state is MeetingState.CLOSED
        ),
        kind="已经结束的会议",
    )
    for meeting in held:
        findings.extend(_check_frozen(meetings, store, meeting))
    return findings


def _frozen_at_opening(meetings: MeetingStore, meeting: Meeting) -> dict[str, str]:
    return {"facts": facts_text.fingerprint(meetings.frozen_facts(meeting.id) or "")}


def _frozen_at_closing(meetings: MeetingStore, meeting: Meeting) -> dict[str, str]:
    return {"roster": facts_text.fingerprint(meetings.closing_roster(meeting.id) or "")}


def _check_frozen(meetings: MeetingStore, store: AttendanceStore, meeting: Meeting) -> list[Finding]:
    """Compare the meeting and its entitled list with the frozen facts; members who joined later are apart."""
    concerns = f"meeting:{meeting.id}"
    try:
        frozen = facts_text.facts_from_text(meetings.frozen_facts(meeting.id) or "")
    except UserFacingError as error:
        return [Finding(Severity.ERROR, concerns, f"{meeting.title}：{error.what}")]
    entitled = tuple(member for member in store.entitled(meeting.id) if member.joined_at is None)
    return [
        Finding(Severity.ERROR, concerns, f"{meeting.title}的{what}与开会时不一致。")
        for what, same in (
            ("应到名单", entitled == frozen.entitled),
            ("届次、次数", meeting.title == frozen.title),
            ("开会日期", meeting.plan.day == frozen.day),
            ("表决规则", meeting.rule_pack == frozen.rule_pack),
        )
        if not same
    ]
