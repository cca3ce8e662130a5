"""Whether the course of meetings still says what was recorded: agenda, roll calls, agreements, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings import agenda_course_operations, course_operations
from fulian_desktop.meetings.agenda_course_store import AgendaCourseStore
from fulian_desktop.meetings.course_store import CourseStore
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.storage.journal_comparison import compare_with_journal, recorded_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.findings import Finding
    from fulian_desktop.storage.journal import Journal

    _Record = tuple[int, str, dict[str, object]]


def check_course(database: Database, journal: Journal) -> list[Finding]:
    """Compare each record of the course of the meetings held with its journal entry."""
    held = [one for one in MeetingStore(database).meetings() if one.state is not MeetingState.PREPARING]
    findings: list[Finding] = []
    for entity, kind, records in (
        ("agenda_act", "会上议程的变动", _acts(AgendaCourseStore(database), held)),
        ("roll_call", "点名", _roll_calls(CourseStore(database), held)),
        ("agreement", "通过情况", _agreements(CourseStore(database), held)),
        ("course_event", "会上经过", _events(CourseStore(database), held)),
    ):
        findings += compare_with_journal(entity, recorded_entries(journal, entity), records, kind=kind)
    return findings


def _acts(store: AgendaCourseStore, held: Sequence[Meeting]) -> Iterator[_Record]:
    for one in held:
        for act in store.acts(one.id):
            named = f"{one.title}的“{act.kind.phrase}”"
            yield act.id, named, agenda_course_operations.journalled(act)


def _roll_calls(store: CourseStore, held: Sequence[Meeting]) -> Iterator[_Record]:
    for one in held:
        for call in store.roll_calls(one.id):
            named = f"{one.title} {call.at[11:16]} 的点名"
            yield call.id, named, course_operations.journalled_roll_call(call)


def _agreements(store: CourseStore, held: Sequence[Meeting]) -> Iterator[_Record]:
    for one in held:
        for agreed in store.agreements(one.id):
            yield agreed.id, f"“{agreed.question}”", course_operations.journalled_agreement(agreed)


def _events(store: CourseStore, held: Sequence[Meeting]) -> Iterator[_Record]:
    for one in held:
        for event in store.events(one.id):
            named = f"{event.at[11:16]} 的“{event.kind.phrase}”"
            yield event.id, named, course_operations.journalled_event(event)
