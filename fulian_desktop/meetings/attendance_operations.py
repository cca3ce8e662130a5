"""The door of attendance: who came, who is on leave, who left, and whether there is a quorum."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings import facts_text
from fulian_desktop.meetings.attendance import (
    TIMED,
    Attendance,
    AttendanceMark,
    AttendanceState,
    Stay,
    attendance_of,
    standing_marks,
    timeline,
    was_present,
)
from fulian_desktop.meetings.attendance_clock import clock_warning, is_behind, ordered
from fulian_desktop.meetings.attendance_store import AttendanceStore
from fulian_desktop.meetings.clock_times import clock_time
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.records import EntitledMember, Meeting, MeetingState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

ROLL_CALL = timedelta(minutes=10)
"""What a roll call and the last greetings at the door take when a meeting opens after its planned time."""


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
            start=_latest_punctual(planned, meeting.opened_at),
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
        approved_by: str = "",
    ) -> ChangeSet:
        """Mark one person as present, left, excused or absent; `record_id` is the mark.

        Args:
            meeting_id: an open meeting.
            state: how she stands from then on.
            person_id: a member on the entitled list, or
            observer_id: an observer.
            at: "09:35" for an arrival or departure noticed later; now when left out.
            reason: why she is on leave.
            approved_by: who approved the leave, may be empty.

        Raises:
            UserFacingError: the meeting is not open, the time lies in the future, she is not on the list, she
                is said to leave when she was not there, or to be on leave though a count has her present.
        """
        with self._database.transaction():
            self._running(meeting_id)
            name = self._name(meeting_id, person_id, observer_id)
            if state is AttendanceState.EXCUSED and not reason.strip():
                raise UserFacingError(f"{name}请假，事由没有填。", advice=("请写一句事由，例如“家中有事”。",))
            moment = self._moment(meeting_id, at)
            if state is AttendanceState.LEFT:
                moment = _departure(self._stays(meeting_id, person_id, observer_id), moment, name)
            elif state not in TIMED and person_id is not None:
                self._refuse_if_counted(meeting_id, person_id, name)
            mark = AttendanceMark(
                0,
                person_id,
                observer_id,
                state,
                moment,
                reason.strip(),
                None,
                self.stamp(meeting_id),
                approved_by.strip() if state is AttendanceState.EXCUSED else "",
            )
            mark_id = self._add(meeting_id, mark, f"考勤：{state.phrase}", name)
        return ChangeSet.of(RecordKind.ATTENDANCE, record_id=mark_id)

    def mark_everyone_present(self, meeting_id: int) -> ChangeSet:
        """Mark all members and observers present who have no mark yet."""
        with self._database.transaction():
            self._running(meeting_id)
            moment = self._moment(meeting_id, None)
            attendance = self.attendance(meeting_id)
            for attendee in (*attendance.members, *attendance.observers):
                if attendee.state is AttendanceState.UNMARKED:
                    mark = AttendanceMark(
                        0,
                        attendee.person_id,
                        attendee.observer_id,
                        AttendanceState.PRESENT,
                        moment,
                        "",
                        None,
                        moment,
                    )
                    self._add(meeting_id, mark, "考勤：在场", attendee.name)
        return ChangeSet.of(RecordKind.ATTENDANCE)

    def withdraw_last_mark(self, meeting_id: int) -> ChangeSet:
        """Take back the attendance mark entered last; it stays in the file as withdrawn.

        Raises:
            UserFacingError: there is none to take back.
        """
        return self.withdraw_marks(meeting_id, 1)

    def withdraw_marks(self, meeting_id: int, number: int) -> ChangeSet:
        """Take back the marks entered last, all of them or none; they stay in the file as withdrawn.

        Args:
            meeting_id: an open meeting.
            number: how many, as when everybody was marked present in one step.

        Raises:
            UserFacingError: there are not so many to take back.
        """
        with self._database.transaction():
            self._running(meeting_id)
            standing = standing_marks(self._store.marks(meeting_id))
            if not standing or len(standing) < number:
                raise UserFacingError("没有可以撤销的考勤。", safe="考勤没有改动。")
            names = self._names(meeting_id)
            now = self.stamp(meeting_id)
            for last in sorted(standing, key=lambda mark: mark.id, reverse=True)[:number]:
                withdrawal = AttendanceMark(
                    0, last.person_id, last.observer_id, last.state, now, "", last.id, now
                )
                name = names[last.person_id, last.observer_id]
                self._add(meeting_id, withdrawal, f"撤销考勤：{last.state.phrase}", name)
        return ChangeSet.of(RecordKind.ATTENDANCE)

    def stamp(self, meeting_id: int) -> str:
        """Return the time of the next record of a meeting, never earlier than that of the latest one."""
        return ordered(self._journal.now(), self._store.latest_moment(meeting_id)).isoformat()

    def clock_warning(self, meeting_id: int) -> str:
        """Return what to say while the PC's clock is behind the meeting's records, else an empty text."""
        return clock_warning(self._journal.now(), self._store.latest_moment(meeting_id))

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
        names = self._names(meeting_id)
        return tuple(
            (mark.at, f"{names[mark.person_id, mark.observer_id]} {mark.state.phrase}") for mark in newest
        )

    def join_entitled(
        self, meeting_id: int, person_id: int, name: str, post: str, seat_number: int
    ) -> ChangeSet:
        """Let a member added in this meeting join its entitled list and mark her present.

        Only called when the meeting's rule pack says that added members join at once. She stays on the list
        as long as the vote that added her stands.
        """
        with self._database.transaction():
            self._running(meeting_id)
            if self._store.has_joined(meeting_id, person_id):
                return ChangeSet.of(RecordKind.ATTENDANCE)
            moment = self.stamp(meeting_id)
            position = len(self._store.entitled(meeting_id)) + 1
            self._store.add_entitled(
                meeting_id, EntitledMember(person_id, position, name, post, seat_number, moment)
            )
            mark = AttendanceMark(
                0, person_id, None, AttendanceState.PRESENT, moment, "会上增补", None, moment
            )
            self._add(meeting_id, mark, "增补后计入应到", name)
        return ChangeSet.of(RecordKind.ATTENDANCE)

    def present_at_count(self, meeting_id: int, counted: Sequence[int], at: str) -> tuple[int, ...]:
        """Return who was in the room at a count, as attendance stands now.

        Those counted then, except where attendance was put right afterwards for a time before the count: an
        arrival nobody had noticed, a mark for the wrong person taken back.

        Args:
            meeting_id: an opened meeting.
            counted: the person ids taken to be in the room when the count was made.
            at: when the count was made, an ISO moment.
        """
        marks = self._store.marks(meeting_id)
        by_id = {mark.id: mark for mark in marks}
        amended = set()
        for mark in marks:
            meant = mark if mark.withdraws_id is None else by_id[mark.withdraws_id]
            if mark.recorded_at > at >= meant.at:
                amended.add(mark.person_id)
        standing = standing_marks(marks)
        return tuple(
            member.person_id
            for member in self._store.entitled(meeting_id)
            if (
                was_present([mark for mark in standing if mark.person_id == member.person_id], at)
                if member.person_id in amended
                else member.person_id in counted
            )
        )

    def _stays(self, meeting_id: int, person_id: int | None, observer_id: int | None) -> tuple[Stay, ...]:
        marks = standing_marks(self._store.marks(meeting_id))
        own = [mark for mark in marks if (mark.person_id, mark.observer_id) == (person_id, observer_id)]
        return timeline(own)[1]

    def _refuse_if_counted(self, meeting_id: int, person_id: int, name: str) -> None:
        if self._store.was_counted(meeting_id, person_id):
            raise UserFacingError(
                f"{name}在已经登记的表决里算作在场，不能改记为没有到会。",
                advice=(
                    "中途走了，请用“离场”登记。",
                    "如果当时其实不在场，请用“离场”登记，时间填到会的时间，再更正那次计票。",
                ),
                safe="考勤没有改动。",
            )

    def _add(self, meeting_id: int, mark: AttendanceMark, act: str, name: str) -> int:
        mark_id = self._store.add_mark(meeting_id, mark, self._journal.user)
        self._journal.record(
            act,
            "attendance_mark",
            mark_id,
            new={"name": name} | journalled(meeting_id, mark),
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

    def _names(self, meeting_id: int) -> dict[tuple[int | None, int | None], str]:
        """Return everybody's name by person and observer id."""
        names: dict[tuple[int | None, int | None], str] = {
            (member.person_id, None): member.name for member in self._store.everybody(meeting_id)
        }
        return names | {(None, one.id): one.name for one in self._meetings.observers(meeting_id)}

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

    def _moment(self, meeting_id: int, at: str | None) -> str:
        clock = self._journal.now()
        latest = self._store.latest_moment(meeting_id)
        now = ordered(clock, latest)
        if at is None:
            return now.isoformat()
        time = clock_time(at)
        if time is None:
            raise UserFacingError(
                f"时间“{at}”不对。", advice=("请写成 09:35 这样的时间。",), safe="考勤没有改动。"
            )
        moment = datetime.combine(now.date(), time)
        # While the PC's clock is behind, nobody can tell what lies ahead of it.
        if moment > now and not is_behind(clock, latest):
            raise UserFacingError(
                f"时间 {at} 还没有到，现在是 {now:%H:%M}。",
                advice=("请填已经过去的时间。",),
                safe="考勤没有改动。",
            )
        return moment.isoformat()


def _latest_punctual(planned: str, opened_at: str | None) -> str:
    """Return the last moment at which nobody is late: the planned start, or the roll call of a late opening.

    A meeting that waits for its members and opens after the planned time calls the roll then; who answers
    it is not late, and the minutes must not say so of a whole committee.
    """
    if not planned or opened_at is None or opened_at <= planned:
        return planned
    return (datetime.fromisoformat(opened_at) + ROLL_CALL).isoformat()


def _departure(stays: Sequence[Stay], moment: str, name: str) -> str:
    """Return when someone left, who must have been in the room in that minute."""
    for stay in stays:
        if stay.since[:16] <= moment[:16] and (stay.until is None or moment < stay.until):
            return max(moment, stay.since)
    raise UserFacingError(
        f"{name}在 {moment[11:16]} 没有登记在场，不能登记离场。",
        advice=("请先登记到会，或核对离开的时间。",),
        safe="考勤没有改动。",
    )


def journalled(meeting_id: int, mark: AttendanceMark) -> dict[str, object]:
    """Return a mark as the journal keeps it; the file check compares the two."""
    approval: dict[str, object] = {"approved_by": mark.approved_by} if mark.approved_by else {}
    return approval | {
        "meeting_id": meeting_id,
        "person_id": mark.person_id,
        "observer_id": mark.observer_id,
        "state": mark.state.value,
        "at": mark.at,
        "withdraws": mark.withdraws_id,
        "reason": mark.reason,
    }
