"""The door of attendance: who came, who is on leave, who left, and whether there is a quorum."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings import facts_text
from fulian_desktop.meetings.attendance import (
    Attendance,
    AttendanceMark,
    AttendanceState,
    attendance_of,
    standing_marks,
)
from fulian_desktop.meetings.attendance_store import AttendanceStore
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.records import EntitledMember, Meeting, MeetingState

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


class AttendanceOperations:
    """Mark attendance in an open meeting; marks are never changed, only followed by others or withdrawn."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._store = AttendanceStore(database)
        self._meetings = MeetingStore(database)

    def attendance(self, meeting_id: int) -> Attendance:
        """Return how everyone on the entitled list, and the observers, stand to the meeting now."""
        meeting = self._opened(meeting_id)
        frozen = facts_text.facts_from_text(self._meetings.frozen_facts(meeting_id) or "")
        planned = f"{frozen.day}T{frozen.time}:00" if frozen.day and frozen.time else ""
        return attendance_of(
            self._store.entitled(meeting_id),
            frozen.observers,
            self._store.marks(meeting_id),
            meeting.rule_pack,
            start=planned,
            end=meeting.closed_at,
        )

    def mark(
        self,
        meeting_id: int,
        state: AttendanceState,
        *,
        person_id: int | None = None,
        observer_id: int | None = None,
        at: str | None = None,
        reason: str = "",
    ) -> ChangeSet:
        """Mark one person as present, left, excused or absent; `record_id` is the mark.

        Args:
            meeting_id: an open meeting.
            state: how she stands from then on.
            person_id: a member on the entitled list, or
            observer_id: an observer.
            at: "09:35" for an arrival or departure noticed later; now when left out.
            reason: why she is on leave.

        Raises:
            UserFacingError: the meeting is not open, the time lies in the future, or she is not on the list.
        """
        with self._database.transaction():
            meeting = self._running(meeting_id)
            name = self._name(meeting_id, person_id, observer_id)
            if state is AttendanceState.EXCUSED and not reason.strip():
                raise UserFacingError(f"{name}请假，事由没有填。", advice=("请写一句事由，例如“家中有事”。",))
            mark = AttendanceMark(
                0, person_id, observer_id, state, self._moment(meeting, at), reason.strip(), None
            )
            mark_id = self._add(meeting_id, mark, f"考勤：{state.phrase}", name)
        return ChangeSet.of(RecordKind.ATTENDANCE, record_id=mark_id)

    def mark_everyone_present(self, meeting_id: int) -> ChangeSet:
        """Mark all members and observers present who have no mark yet."""
        with self._database.transaction():
            meeting = self._running(meeting_id)
            moment = self._moment(meeting, None)
            attendance = self.attendance(meeting_id)
            for attendee in (*attendance.members, *attendance.observers):
                if attendee.state is AttendanceState.UNMARKED:
                    mark = AttendanceMark(
                        0, attendee.person_id, attendee.observer_id, AttendanceState.PRESENT, moment, "", None
                    )
                    self._add(meeting_id, mark, "考勤：在场", attendee.name)
        return ChangeSet.of(RecordKind.ATTENDANCE)

    def withdraw_last_mark(self, meeting_id: int) -> ChangeSet:
        """Take back the attendance mark entered last; it stays in the file as withdrawn.

        Raises:
            UserFacingError: there is none to take back.
        """
        with self._database.transaction():
            self._running(meeting_id)
            standing = standing_marks(self._store.marks(meeting_id))
            if not standing:
                raise UserFacingError("没有可以撤销的考勤。")
            last = max(standing, key=lambda mark: mark.id)
            name = self._name(meeting_id, last.person_id, last.observer_id)
            withdrawal = AttendanceMark(
                0, last.person_id, last.observer_id, last.state, self._journal.stamp(), "", last.id
            )
            self._add(meeting_id, withdrawal, f"撤销考勤：{last.state.phrase}", name)
        return ChangeSet.of(RecordKind.ATTENDANCE)

    def last_mark_phrase(self, meeting_id: int) -> str:
        """Return what `withdraw_last_mark` would take back ("李祎 在场"), or an empty text."""
        standing = standing_marks(self._store.marks(meeting_id))
        if not standing:
            return ""
        last = max(standing, key=lambda mark: mark.id)
        return f"{self._name(meeting_id, last.person_id, last.observer_id)} {last.state.phrase}"

    def latest(self, meeting_id: int, limit: int = 5) -> tuple[tuple[str, str], ...]:
        """Return the latest marks for the side panel: (ISO moment, "李祎 离场"), newest first."""
        standing = standing_marks(self._store.marks(meeting_id))
        newest = sorted(standing, key=lambda mark: mark.id, reverse=True)[:limit]
        return tuple(
            (mark.at, f"{self._name(meeting_id, mark.person_id, mark.observer_id)} {mark.state.phrase}")
            for mark in newest
        )

    def join_entitled(
        self, meeting_id: int, person_id: int, name: str, post: str, seat_number: int
    ) -> ChangeSet:
        """Let a member added in this meeting join its entitled list and mark her present.

        Only called when the meeting's rule pack says that added members join at once.
        """
        with self._database.transaction():
            meeting = self._running(meeting_id)
            entitled = self._store.entitled(meeting_id)
            if any(member.person_id == person_id for member in entitled):
                return ChangeSet.of()
            moment = self._journal.stamp()
            self._store.add_entitled(
                meeting_id, EntitledMember(person_id, len(entitled) + 1, name, post, seat_number, moment)
            )
            mark = AttendanceMark(
                0, person_id, None, AttendanceState.PRESENT, self._moment(meeting, None), "会上增补", None
            )
            self._add(meeting_id, mark, "增补后计入应到", name)
        return ChangeSet.of(RecordKind.ATTENDANCE)

    def _add(self, meeting_id: int, mark: AttendanceMark, act: str, name: str) -> int:
        mark_id = self._store.add_mark(meeting_id, mark, self._journal.stamp(), self._journal.user)
        self._journal.record(
            act,
            "attendance_mark",
            mark_id,
            new={"name": name, "state": mark.state.value, "at": mark.at, "withdraws": mark.withdraws_id},
            reason=mark.reason,
        )
        return mark_id

    def _name(self, meeting_id: int, person_id: int | None, observer_id: int | None) -> str:
        if person_id is not None:
            for member in self._store.entitled(meeting_id):
                if member.person_id == person_id:
                    return member.name
        for observer in self._meetings.observers(meeting_id):
            if observer.id == observer_id:
                return observer.name
        raise UserFacingError("这个人不在本次会议的应到和列席名单里。", advice=("请核对名单。",))

    def _opened(self, meeting_id: int) -> Meeting:
        meeting = self._meetings.meeting(meeting_id)
        if meeting is None or meeting.state is MeetingState.PREPARING:
            raise UserFacingError("会议还没有开，没有考勤。", advice=("请先进入会场。",))
        return meeting

    def _running(self, meeting_id: int) -> Meeting:
        meeting = self._opened(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise UserFacingError(f"{meeting.title}已经结束，考勤不能再改。", safe="考勤没有改动。")
        return meeting

    def _moment(self, meeting: Meeting, at: str | None) -> str:
        now = self._journal.now()
        if at is None:
            return now.isoformat()
        try:
            clock = datetime.strptime(at.strip().replace("：", ":"), "%H:%M").time()
        except ValueError:
            raise UserFacingError(f"时间“{at}”不对。", advice=("请写成 09:35 这样的时间。",)) from None
        moment = datetime.combine(now.date(), clock)
        if moment > now:
            raise UserFacingError(
                f"时间 {at} 还没有到，现在是 {now:%H:%M}。",
                advice=("请填已经过去的时间。",),
                safe="考勤没有改动。",
            )
        return moment.isoformat()
