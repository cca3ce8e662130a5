"""Whether minutes, corrections and late entries still say what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.minutes_operations import (
    journalled_correction,
    journalled_finish,
    journalled_late,
    journalled_words,
)
from fulian_desktop.meetings.minutes_store import MinutesStore
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.storage.journal_comparison import compare_with_journal, recorded_entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.findings import Finding
    from fulian_desktop.storage.journal import Journal

_Records = list[tuple[int, str, "Mapping[str, Any]"]]


def check_minutes(database: Database, journal: Journal) -> list[Finding]:
    """Compare own words, finishes, corrections, late entries and reasons of closing with the journal."""
    meetings, store = MeetingStore(database), MinutesStore(database)
    held = [one for one in meetings.meetings() if one.state is not MeetingState.PREPARING]
    findings: list[Finding] = []
    for subject, kind, records in (
        ("minutes_words", "会议记录文字", _words(store, held)),
        ("minutes_finish", "会议记录整理", _finishes(store, held)),
        ("meeting_correction", "会议更正", _corrections(store, held)),
        ("late_entry", "补录", _late(store, held)),
        ("meeting_closing", "散会原因", _closings(store, held)),
    ):
        findings += compare_with_journal(subject, recorded_entries(journal, subject), records, kind=kind)
    return findings


def _words(store: MinutesStore, held: list[Meeting]) -> _Records:
    return [
        (one.id, f"{meeting.title}会议记录的第 {one.id} 号文字", journalled_words(one))
        for meeting in held
        for one in store.words(meeting.id)
    ]


def _finishes(store: MinutesStore, held: list[Meeting]) -> _Records:
    return [
        (one.id, f"{meeting.title}会议记录的整理", journalled_finish(meeting.id, one))
        for meeting in held
        for one in store.finishes(meeting.id)
    ]


def _corrections(store: MinutesStore, held: list[Meeting]) -> _Records:
    return [
        (one.id, f"{meeting.title}的第 {one.id} 号更正", journalled_correction(one))
        for meeting in held
        for one in store.corrections(meeting.id)
    ]


def _late(store: MinutesStore, held: list[Meeting]) -> _Records:
    return [
        (one.id, f"{meeting.title}的第 {one.id} 号补录", journalled_late(one))
        for meeting in held
        for one in store.late_marks(meeting.id)
    ]


def _closings(store: MinutesStore, held: list[Meeting]) -> _Records:
    reasons = [(meeting, store.closing(meeting.id)) for meeting in held]
    return [
        (meeting.id, f"{meeting.title}散会的原因", {"undecided": [*one.undecided], "reason": one.reason})
        for meeting, one in reasons
        if one is not None
    ]
