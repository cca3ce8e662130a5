"""Who is in the room: marks of attendance and what follows from them. Pure rules, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.rules import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


@dataclass(frozen=True)
class AttendanceMark:
    """One mark; exactly one of `person_id` and `observer_id` is set.

    `at` is when it took effect (ISO seconds).
    """

    id: int
    person_id: int | None
    observer_id: int | None
    state: AttendanceState
    at: str
    reason: str
    withdraws_id: int | None


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


def _stays(marks: Iterable[AttendanceMark]) -> tuple[Stay, ...]:
    stays: list[Stay] = []
    for mark in marks:
        inside = bool(stays) and stays[-1].until is None
        if mark.state is AttendanceState.PRESENT and not inside:
            stays.append(Stay(mark.at, None))
        elif mark.state is not AttendanceState.PRESENT and inside:
            stays[-1] = Stay(stays[-1].since, mark.at)
            if stays[-1].since == stays[-1].until or mark.state is not AttendanceState.LEFT:
                # Marked present by mistake and corrected: that was no stay in the room.
                stays.pop()
    return tuple(stays)


def _attendee(
    name: str,
    post: str,
    marks: list[AttendanceMark],
    *,
    person_id: int | None,
    observer_id: int | None,
    start: str,
    end: str | None,
) -> Attendee:
    last = marks[-1] if marks else None
    stays = _stays(marks)
    late_at = stays[0].since if stays and start and stays[0].since > start else None
    until = stays[-1].until if stays else None
    return Attendee(
        person_id=person_id,
        observer_id=observer_id,
        name=name,
        post=post,
        state=AttendanceState.UNMARKED if last is None else last.state,
        reason="" if last is None else last.reason,
        stays=stays,
        late_at=late_at,
        left_early_at=until if until is not None and (end is None or until < end) else None,
    )


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
    by_person: dict[int, list[AttendanceMark]] = {}
    by_observer: dict[int, list[AttendanceMark]] = {}
    for mark in standing_marks(marks):
        if mark.person_id is not None:
            by_person.setdefault(mark.person_id, []).append(mark)
        elif mark.observer_id is not None:
            by_observer.setdefault(mark.observer_id, []).append(mark)
    members = tuple(
        _attendee(
            member.name,
            member.post,
            by_person.get(member.person_id, []),
            person_id=member.person_id,
            observer_id=None,
            start=start,
            end=end,
        )
        for member in entitled
    )
    guests = tuple(
        _attendee(
            observer.name,
            observer.role,
            by_observer.get(observer.id, []),
            person_id=None,
            observer_id=observer.id,
            start=start,
            end=end,
        )
        for observer in observers
    )
    present = sum(1 for member in members if member.state is AttendanceState.PRESENT)
    return Attendance(members, guests, verdicts.quorum(pack, len(members), present))
