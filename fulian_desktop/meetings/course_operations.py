"""The door of the course of a meeting: what happens at a line of the script and is not a count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.course import (
    Agreement,
    Course,
    CourseEvent,
    EventKind,
    RollCallRecord,
    Timed,
    item_of_key,
)
from fulian_desktop.meetings.course_store import CourseStore
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.rules import verdicts

if TYPE_CHECKING:
    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_NOT_RECORDED = "没有登记，原来的记录没有改动。"
_COURSE = ChangeSet.of(RecordKind.MEETING, RecordKind.SCRIPT)
_ONCE = (EventKind.AWARDED, EventKind.BALLOT_HANDED_OVER, EventKind.QUORUM_SAID, EventKind.PERFORMED)


class CourseOperations:
    """Record roll calls, agreements, speeches, breaks, spontaneous lines; records stay and are followed."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
    ) -> None:
        self._database = database
        self._journal = journal
        self._meetings = meetings
        self._attendance = attendance
        self._store = CourseStore(database)

    def of(self, meeting_id: int) -> Course:
        """Return all that was recorded of the course of a meeting and holds."""
        return self._store.course(meeting_id)

    def agreements(self, meeting_id: int) -> tuple[Agreement, ...]:
        """Return all agreements in the order of the records, corrected ones included."""
        return self._store.agreements(meeting_id)

    # ---- the roll call

    def finish_roll_call(self, meeting_id: int, line_key: str, counted_by: str = "") -> ChangeSet:
        """Record that the roll was called: the numbers and the quorum as they are now. Absent are the rest.

        Args:
            meeting_id: an open meeting.
            line_key: the line of the script it was taken at.
            counted_by: who called the names; the minute-taker when empty.

        Raises:
            UserFacingError: the meeting is not open, or nobody is marked present.
        """
        with self._database.transaction():
            facts = self._open(meeting_id)
            attendance = self._attendance.attendance(meeting_id)
            if not attendance.present:
                raise UserFacingError(
                    "还没有一个人登记到会，点名不能结束。",
                    advice=("请按 F8 打开考勤，逐个登记到会。",),
                    safe=_NOT_RECORDED,
                )
            excused = len(attendance.excused)
            quorum = verdicts.quorum(facts.rule_pack, attendance.entitled, attendance.present)
            taker = facts.minute_taker.name if facts.minute_taker else self._journal.user
            taken = RollCallRecord(
                0,
                line_key,
                counted_by.strip() or taker,
                attendance.entitled,
                attendance.present,
                excused,
                attendance.entitled - attendance.present - excused,
                quorum.need,
                quorum.met,
                tuple(attendance.present_ids),
                self._journal.stamp(),
                self._journal.user,
            )
            taken_id = self._store.add_roll_call(meeting_id, taken)
            self._journal.record("点名完毕", "roll_call", taken_id, new=journalled_roll_call(taken))
        return replace(_COURSE, record_id=taken_id)

    # ---- agreeing without counting

    def agree(self, meeting_id: int, item_id: int, *, objections: int = 0, text: str = "") -> ChangeSet:
        """Record what came of asking for applause or for objections; durable when this returns.

        Args:
            meeting_id: an open meeting.
            item_id: an item decided by applause or by asking for objections.
            objections: how many objected; one is enough for a show of hands to follow.
            text: what was objected.

        Raises:
            UserFacingError: recorded already, no quorum, more objections than people, not such an item.
        """
        with self._database.transaction():
            if item_id in self.of(meeting_id).agreements:
                raise UserFacingError(
                    "这一项已经登记过。", advice=("登记错了请用“更正结果”。",), safe=_NOT_RECORDED
                )
            agreement = self._agreement(meeting_id, item_id, objections, text)
            return self._add_agreement(meeting_id, agreement, "登记通过情况")

    def correct_agreement(
        self, meeting_id: int, item_id: int, *, objections: int, text: str = "", reason: str
    ) -> ChangeSet:
        """Follow a wrong agreement by the right one; the wrong one stays in the record.

        Raises:
            UserFacingError: no reason, none recorded yet, hands were counted since, or as for `agree`.
        """
        with self._database.transaction():
            wrong = self.of(meeting_id).agreements.get(item_id)
            if wrong is None:
                raise UserFacingError("这一项还没有登记。", safe=_NOT_RECORDED)
            if not reason.strip():
                raise UserFacingError(
                    "更正的原因没有填。",
                    advice=("请写一句原因，例如“后排有人没有听清”。",),
                    safe=_NOT_RECORDED,
                )
            if self._store.was_counted(item_id):
                raise UserFacingError("这一项已经举手表决过，请更正举手表决的结果。", safe=_NOT_RECORDED)
            agreement = self._agreement(meeting_id, item_id, objections, text, wrong)
            return self._add_agreement(meeting_id, replace(agreement, reason=reason.strip()), "更正通过情况")

    # ---- at a line

    def say(self, meeting_id: int, line_key: str, text: str) -> ChangeSet:
        """Put a spontaneous spoken line behind a line of the script; it stays in the printed script."""
        return self._happen(meeting_id, EventKind.LINE, line_key, _given(text))

    def note_incident(self, meeting_id: int, line_key: str, text: str) -> ChangeSet:
        """Write down what happened at a line; it goes into the script and into the minutes under its item."""
        with self._database.transaction():
            change = self._meetings.note(meeting_id, text, agenda_item_id=item_of_key(line_key))
            return change | self._happen(meeting_id, EventKind.INCIDENT, line_key, _given(text))

    def happen(self, meeting_id: int, kind: EventKind, line_key: str, text: str = "") -> ChangeSet:
        """Record that something was done at a line: an award given, the quorum said, the ballot begun.

        Done twice at one line it is recorded once.
        """
        if kind not in _ONCE:
            raise ValueError(f"{kind} has a method of its own")
        if self.of(meeting_id).at_line(line_key, kind):
            return _COURSE
        return self._happen(meeting_id, kind, line_key, text)

    def begin(self, meeting_id: int, what: Timed, line_key: str, text: str = "") -> ChangeSet:
        """Begin a speech, a reading or a break at a line; its clock runs from now, also over a restart.

        Raises:
            UserFacingError: it runs already.
        """
        with self._database.transaction():
            timing = self.of(meeting_id).timing_at(what, line_key)
            if timing is not None and timing.runs:
                raise UserFacingError(f"已经{what.began.phrase}了，还没有结束。", safe=_NOT_RECORDED)
            return self._happen(meeting_id, what.began, line_key, text)

    def end(self, meeting_id: int, what: Timed, line_key: str) -> ChangeSet:
        """End a speech, a reading or a break.

        Raises:
            UserFacingError: it does not run.
        """
        with self._database.transaction():
            timing = self.of(meeting_id).timing_at(what, line_key)
            if timing is None or not timing.runs:
                raise UserFacingError(f"还没有{what.began.phrase}，不能结束。", safe=_NOT_RECORDED)
            return self._happen(meeting_id, what.ended, line_key, timing.text)

    def withdraw(self, meeting_id: int, event_id: int) -> ChangeSet:
        """Take back a spontaneous line or the beginning of something; the file keeps both records.

        Raises:
            UserFacingError: it was taken back already, or is written into the minutes.
        """
        with self._database.transaction():
            self._open(meeting_id)
            event = next((one for one in self.of(meeting_id).events if one.id == event_id), None)
            if event is None:
                raise UserFacingError("这一条已经撤销过。", safe=_NOT_RECORDED)
            if event.kind is EventKind.INCIDENT:
                raise UserFacingError(
                    "记进会议记录的事不撤销。", advice=("写错了请再记一条说明。",), safe=_NOT_RECORDED
                )
            return self._add_event(
                meeting_id, replace(event, kind=EventKind.WITHDRAWN, withdraws_id=event_id)
            )

    # ---- inside

    def _happen(self, meeting_id: int, kind: EventKind, line_key: str, text: str) -> ChangeSet:
        with self._database.transaction():
            self._open(meeting_id)
            event = CourseEvent(0, item_of_key(line_key), kind, line_key, text.strip(), "", "")
            return self._add_event(meeting_id, event)

    def _add_event(self, meeting_id: int, event: CourseEvent) -> ChangeSet:
        event = replace(event, at=self._journal.stamp(), user=self._journal.user)
        event_id = self._store.add_event(meeting_id, event)
        self._journal.record(event.kind.phrase, "course_event", event_id, new=journalled_event(event))
        return replace(_COURSE, record_id=event_id)

    def _agreement(
        self, meeting_id: int, item_id: int, objections: int, text: str, wrong: Agreement | None = None
    ) -> Agreement:
        facts = self._open(meeting_id)
        try:
            item = facts.item(item_id)
        except LookupError:
            raise UserFacingError("这个议项不在这次会议里。", safe=_NOT_RECORDED) from None
        method = item.method if wrong is None else wrong.method
        if wrong is None and (not item.by_agreement or item not in facts.agenda):
            raise UserFacingError(f"“{item.title}”不是用鼓掌或口头的办法通过的。", safe=_NOT_RECORDED)
        attendance = self._attendance.attendance(meeting_id)
        present = tuple(attendance.present_ids) if wrong is None else wrong.present_people
        entitled = attendance.entitled if wrong is None else wrong.entitled
        quorum = verdicts.quorum(facts.rule_pack, entitled, len(present))
        if not quorum.met:
            raise UserFacingError(
                f"现在不能通过：{quorum.explanation}",
                advice=("请等人到齐后在考勤里登记到会，再往下进行。",),
                safe=_NOT_RECORDED,
            )
        if not 0 <= objections <= len(present):
            raise UserFacingError(
                f"提出不同意见的 {objections} 人不对：现在在场 {len(present)} 人。",
                advice=("请重新核对人数。",),
                safe=_NOT_RECORDED,
            )
        return Agreement(
            0,
            item_id,
            method,
            item.title,
            entitled,
            len(present),
            quorum.need,
            objections,
            text.strip(),
            present,
            None if wrong is None else wrong.id,
            "",
            self._journal.stamp(),
            self._journal.user,
        )

    def _add_agreement(self, meeting_id: int, agreement: Agreement, act: str) -> ChangeSet:
        agreement_id = self._store.add_agreement(meeting_id, agreement)
        self._journal.record(
            act, "agreement", agreement_id, new=journalled_agreement(agreement), reason=agreement.reason
        )
        return ChangeSet.of(
            RecordKind.VOTE,
            RecordKind.AGENDA,
            RecordKind.SCRIPT,
            RecordKind.MEETING,
            RecordKind.PAPER,
            record_id=agreement_id,
        )

    def _open(self, meeting_id: int) -> MeetingFacts:
        meeting = self._meetings.get(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise UserFacingError(f"{meeting.title}{meeting.state.phrase}，不能登记。", safe=_NOT_RECORDED)
        return self._meetings.facts(meeting_id)


def journalled_roll_call(taken: RollCallRecord) -> dict[str, object]:
    """Return what the journal keeps of a roll call."""
    return {
        "counted_by": taken.counted_by,
        "entitled": taken.entitled,
        "present": taken.present,
        "excused": taken.excused,
        "absent": taken.absent,
        "quorum_met": taken.quorum_met,
        "present_people": list(taken.present_people),
    }


def journalled_agreement(agreement: Agreement) -> dict[str, object]:
    """Return what the journal keeps of an agreement."""
    return {
        "item": agreement.item_id,
        "method": agreement.method.value,
        "question": agreement.question,
        "present": agreement.present,
        "objections": agreement.objections,
        "text": agreement.text,
        "corrects": agreement.corrects_id,
    }


def journalled_event(event: CourseEvent) -> dict[str, object]:
    """Return what the journal keeps of an event."""
    return {
        "kind": event.kind.value,
        "line": event.line_key,
        "text": event.text,
        "withdraws": event.withdraws_id,
    }


def _given(text: str) -> str:
    if not text.strip():
        raise UserFacingError("没有写内容。", advice=("请写下要说或要记的话。",), safe=_NOT_RECORDED)
    return text.strip()
