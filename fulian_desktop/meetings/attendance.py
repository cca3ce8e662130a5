"""Who is in the room: marks of attendance and what follows from them. Pure rules, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.rules import verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.records import EntitledMember, Observer
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.rules.verdicts import Quorum


class AttendanceState(Enum):
    """How someone stands to the meeting at a moment."""

    UNMARKED = "unmarked"
    PRESENT = "present"
    LEFT = "left"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def phrase(self) -> str:
        """Return the word on the screen and on paper."""
        return {"unmarked": "未登记", "present": "在场", "left": "离场", "excused": "请假", "absent": "缺席"}[
            self.value
        ]


TIMED = frozenset({AttendanceState.PRESENT, AttendanceState.LEFT})
"""The marks that are said of a moment; the others are said of the whole meeting."""


@dataclass(frozen=True)
class AttendanceMark:
    """One mark; exactly one of `person_id` and `observer_id` is set.

    `at` is when it took effect, `recorded_at` when it was entered (ISO seconds); `approved_by` is who
    approved a leave.
    """

    id: int
    person_id: int | None
    observer_id: int | None
    state: AttendanceState
    at: str
    reason: str
    withdraws_id: int | None
    recorded_at: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class Stay:
    """A time in the room, from arrival to departure; `until` is None while still there."""

    since: str
    until: str | None


@dataclass(frozen=True)
class Attendee:
    """One line of the attendance list with how she stands now and her times in the room."""

    person_id: int | None
    observer_id: int | None
    name: str
    post: str
    state: AttendanceState
    reason: str
    stays: tuple[Stay, ...]
    late_at: str | None
    left_early_at: str | None
    approved_by: str = ""

    @property
    def leave_words(self) -> str:
        """Return why she is on leave and who approved it: 家中有事，沈丽华批准; empty for nobody on leave."""
        if self.state is not AttendanceState.EXCUSED:
            return ""
        approval = f"{self.approved_by}批准" if self.approved_by else ""
        return "，".join(part for part in (self.reason, approval) if part)

    def was_here(self, moment: str) -> bool:
        """Return whether she was in the room at an ISO moment."""
        return any(
            stay.since <= moment and (stay.until is None or moment < stay.until) for stay in self.stays
        )

    @property
    def is_observer(self) -> bool:
        """Return whether she attends without a vote."""
        return self.observer_id is not None


@dataclass(frozen=True)
class Attendance:
    """The whole attendance of a meeting at a moment; observers never count."""

    members: tuple[Attendee, ...]
    observers: tuple[Attendee, ...]
    quorum: Quorum

    @property
    def entitled(self) -> int:
        """应到."""
        return len(self.members)

    @property
    def present_ids(self) -> tuple[int, ...]:
        """Return the person ids of the members who are in the room."""
        return tuple(
            member.person_id
            for member in self.members
            if member.state is AttendanceState.PRESENT and member.person_id is not None
        )

    @property
    def present(self) -> int:
        """Return how many members are in the room now."""
        return len(self.present_ids)

    @property
    def attended(self) -> tuple[Attendee, ...]:
        """Return the members who were in the room at any time (实到 of the minutes)."""
        return tuple(member for member in self.members if member.stays)

    @property
    def excused(self) -> tuple[Attendee, ...]:
        """Return the members on leave who did not come."""
        return tuple(m for m in self.members if m.state is AttendanceState.EXCUSED and not m.stays)

    @property
    def absent(self) -> tuple[Attendee, ...]:
        """Return the members neither present at any time nor on leave."""
        return tuple(m for m in self.members if not m.stays and m.state is not AttendanceState.EXCUSED)


def standing_marks(marks: Sequence[AttendanceMark]) -> list[AttendanceMark]:
    """Return the marks that count, by time and entry: not those withdrawn, nor the withdrawals."""
    withdrawn = {mark.withdraws_id for mark in marks if mark.withdraws_id is not None}
    standing = [mark for mark in marks if mark.withdraws_id is None and mark.id not in withdrawn]
    return sorted(standing, key=lambda mark: (mark.at, mark.id))


def timeline(marks: Sequence[AttendanceMark]) -> tuple[AttendanceState, tuple[Stay, ...], str]:
    """Return how one person stands after her marks, her times in the room, and the reason given.

    Being on leave or absent is said of the whole meeting, not of a moment, so of these marks the one entered
    last holds, and what was entered before it was a mistake. Arrivals and departures entered after it are
    put in the order of their times, whenever they were entered; of one second, in the order of entry.

    Args:
        marks: the standing marks of one person.
    """
    entered = sorted(marks, key=lambda mark: mark.id)
    whole = [place for place, mark in enumerate(entered) if mark.state not in TIMED]
    timed = sorted(entered[whole[-1] + 1 if whole else 0 :], key=lambda mark: (mark.at, mark.id))
    if not timed:
        last = entered[-1] if entered else None
        return (last.state, (), last.reason) if last else (AttendanceState.UNMARKED, (), "")
    stays: list[Stay] = []
    for mark in timed:
        inside = bool(stays) and stays[-1].until is None
        if mark.state is AttendanceState.PRESENT and not inside:
            stays.append(Stay(mark.at, None))
        elif mark.state is AttendanceState.LEFT and inside:
            stays[-1] = Stay(stays[-1].since, mark.at)
    reason = next((mark.reason for mark in reversed(timed) if mark.reason), "")
    real = tuple(stay for stay in stays if stay.since != stay.until)
    if timed[-1].state is AttendanceState.LEFT and not real:
        return AttendanceState.UNMARKED, (), reason
    return timed[-1].state, real, reason


def _attendee(
    ids: tuple[int | None, int | None],
    name: str,
    post: str,
    marks: Sequence[AttendanceMark],
    hours: tuple[str, str | None],
) -> Attendee:
    (person_id, observer_id), (start, end) = ids, hours
    state, stays, reason = timeline(marks)
    since = stays[0].since if stays else ""
    until = stays[-1].until if stays else None
    return Attendee(
        person_id=person_id,
        observer_id=observer_id,
        name=name,
        post=post,
        state=state,
        reason=reason,
        stays=stays,
        # Attendance entered on another day than the planned one says nothing about being late.
        late_at=since if start and since[:10] == start[:10] and since > start else None,
        left_early_at=until if until is not None and (end is None or until < end) else None,
        approved_by=_approved_by(marks) if state is AttendanceState.EXCUSED else "",
    )


def _approved_by(marks: Sequence[AttendanceMark]) -> str:
    leaves = [mark for mark in marks if mark.state is AttendanceState.EXCUSED]
    return max(leaves, key=lambda mark: mark.id).approved_by


def was_present(marks: Sequence[AttendanceMark], moment: str) -> bool:
    """Return whether someone was in the room at an ISO moment, by her standing marks.

    Times noted by the minute decide nothing within it: who left in the minute of the moment was still there.
    """
    known = [
        mark
        for mark in marks
        if mark.state not in TIMED or mark.at <= moment
        if mark.state is not AttendanceState.LEFT or mark.at[:16] < moment[:16]
    ]
    return timeline(known)[0] is AttendanceState.PRESENT


def attendance_of(
    entitled: Sequence[EntitledMember],
    observers: Sequence[Observer],
    marks: Sequence[AttendanceMark],
    pack: RulePack,
    *,
    start: str = "",
    end: str | None = None,
) -> Attendance:
    """Return the attendance that follows from the marks.

    Args:
        entitled: the entitled list.
        observers: who attends without a vote.
        marks: all marks of the meeting in the order of entry.
        pack: the rule pack of the meeting, for the quorum.
        start: ISO moment of the planned start; a later arrival is late.
        end: ISO moment the meeting closed; a departure before it is early. None while it runs.
    """
    marks_of: dict[tuple[int | None, int | None], list[AttendanceMark]] = {}
    for mark in standing_marks(marks):
        marks_of.setdefault((mark.person_id, mark.observer_id), []).append(mark)

    def attendee(person_id: int | None, observer_id: int | None, name: str, post: str) -> Attendee:
        who = (person_id, observer_id)
        return _attendee(who, name, post, marks_of.get(who, ()), (start, end))

    members = tuple(attendee(member.person_id, None, member.name, member.post) for member in entitled)
    guests = tuple(attendee(None, observer.id, observer.name, observer.role) for observer in observers)
    present = sum(1 for member in members if member.state is AttendanceState.PRESENT)
    return Attendance(members, guests, verdicts.quorum(pack, len(members), present))
