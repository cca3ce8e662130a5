"""The figures of one meeting, gathered once from the frozen records; all papers take them from here.

No paper counts anything itself, so the same number cannot differ between two papers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date, with_weekday
from fulian_desktop.meetings.minutes_records import MinutesRecord
from fulian_desktop.meetings.records import AgendaKind, MeetingState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.documents.papers.election_figures import CongressFigures, ElectionFigures
    from fulian_desktop.elections.records import BeforeAfter
    from fulian_desktop.meetings.attendance import Attendance, Attendee
    from fulian_desktop.meetings.course import Agreement, CourseEvent, RollCallRecord
    from fulian_desktop.meetings.minutes_records import LateSubject
    from fulian_desktop.meetings.records import (
        AgendaItem,
        Meeting,
        MeetingFacts,
        MeetingNote,
        Nominee,
        RosterLine,
    )
    from fulian_desktop.votes.records import Motion, VoteCount


RESOLUTION_PART = "通过报告决议"
"""The part of a closing session's script with which the resolution on the work report is passed."""


@dataclass(frozen=True)
class Question:
    """A question put to a show of hands with all its counts, the one that holds last.

    `how_counted` tells how the count that holds came out of what the counters took down, if they did.
    """

    motion: Motion
    counts: tuple[VoteCount, ...]
    how_counted: tuple[str, ...] = ()

    @property
    def standing(self) -> VoteCount | None:
        """Return the count that holds."""
        return self.counts[-1] if self.counts else None

    @property
    def is_carried(self) -> bool:
        """Return whether it was counted and carried."""
        return self.standing is not None and self.standing.is_carried


@dataclass(frozen=True)
class MeetingFigures:
    """Everything papers say of one meeting, apart from their wording."""

    meeting: Meeting
    facts: MeetingFacts
    attendance: Attendance | None
    questions: tuple[Question, ...]
    roster: tuple[RosterLine, ...]
    notes: tuple[MeetingNote, ...]
    minutes: MinutesRecord = field(default_factory=MinutesRecord)
    agreements: tuple[Agreement, ...] = ()
    events: tuple[CourseEvent, ...] = ()
    roll_calls: tuple[RollCallRecord, ...] = ()
    elections: tuple[ElectionFigures, ...] = ()
    congress: CongressFigures | None = None
    comparison: BeforeAfter | None = None

    def late_note(self, subject: LateSubject, subject_id: int) -> str:
        """Return the words that mark a record as entered later (补录); empty for one made at the desk."""
        mark = self.minutes.late_mark(subject, subject_id)
        if mark is None:
            return ""
        entered = datetime.fromisoformat(mark.at)
        return f"（补录：{paper_date(entered.date())}由{mark.user}据《{mark.source}》录入）"

    @property
    def is_closed(self) -> bool:
        """Return whether the meeting is over."""
        return self.meeting.state is MeetingState.CLOSED

    # ---- people

    @property
    def entitled(self) -> int:
        """Return 应到: those on the entitled list when the meeting opened."""
        return len(self.facts.entitled)

    @property
    def quorum_need(self) -> int:
        """Return 法定人数."""
        return self.facts.rule_pack.quorum.need(self.entitled)

    @property
    def _members(self) -> tuple[Attendee, ...]:
        if self.attendance is None:
            return ()
        opening = {member.person_id for member in self.facts.entitled}
        return tuple(member for member in self.attendance.members if member.person_id in opening)

    @property
    def attended(self) -> tuple[Attendee, ...]:
        """Return 实到: the members who were in the room at any time."""
        return tuple(member for member in self._members if member.stays)

    @property
    def excused(self) -> tuple[Attendee, ...]:
        """Return 请假: the members on leave who did not come."""
        away = () if self.attendance is None else self.attendance.excused
        return tuple(member for member in self._members if member in away)

    @property
    def absent(self) -> tuple[Attendee, ...]:
        """Return 缺席: the members who neither came nor were on leave."""
        return tuple(m for m in self._members if not m.stays and m not in self.excused)

    @property
    def late(self) -> tuple[Attendee, ...]:
        """Return the members who came after the planned start."""
        return tuple(member for member in self.attended if member.late_at is not None)

    @property
    def left_early(self) -> tuple[Attendee, ...]:
        """Return the members who left before the end."""
        return tuple(member for member in self.attended if member.left_early_at is not None)

    @property
    def observers_present(self) -> tuple[Attendee, ...]:
        """Return 列席: the observers who came."""
        return () if self.attendance is None else tuple(one for one in self.attendance.observers if one.stays)

    # ---- decisions

    @property
    def counted(self) -> tuple[Question, ...]:
        """Return the questions that were counted."""
        return tuple(question for question in self.questions if question.counts)

    def questions_of(self, item: AgendaItem) -> tuple[Question, ...]:
        """Return the questions of one agenda item."""
        return tuple(question for question in self.questions if question.motion.key.item_id == item.id)

    def agreements_of(self, item: AgendaItem) -> tuple[Agreement, ...]:
        """Return what was agreed to under an item without counting; the one that holds is the last."""
        return tuple(one for one in self.agreements if one.item_id == item.id)

    @property
    def elected(self) -> tuple[Nominee, ...]:
        """Return the nominees a carried vote seated, in the order of the list (姓氏笔画)."""
        seated = {
            nominee.id
            for question in self.questions
            if question.is_carried
            for nominee in question.motion.nominees
        }
        return tuple(nominee for nominee in self.facts.nominees if nominee.id in seated)

    @property
    def by_election(self) -> tuple[Question, ...]:
        """Return the questions about nominees."""
        return tuple(question for question in self.questions if question.motion.nominees)

    def item_of_kind(self, kind: AgendaKind) -> AgendaItem | None:
        """Return the first agenda item of a kind, or None."""
        return next((item for item in self.facts.agenda if item.kind is kind), None)

    @property
    def resolution_item(self) -> AgendaItem | None:
        """Return the closing session's item that passes the resolution on the report, or None."""
        session = self.facts.session
        if session is None:
            return None
        return next((item for item in self.facts.agenda if session.part_of(item.id) == RESOLUTION_PART), None)

    @property
    def work_report(self) -> Question | None:
        """Return the question about the work report, or None when it is not voted on."""
        item = self.resolution_item or self.item_of_kind(AgendaKind.WORK_REPORT)
        questions = () if item is None else self.questions_of(item)
        return questions[0] if questions else None

    # ---- time

    @property
    def date(self) -> str:
        """Return the day of the meeting: 2026年3月6日, empty before it is fixed."""
        return paper_date(date.fromisoformat(self.facts.day)) if self.facts.day else ""

    @property
    def date_with_weekday(self) -> str:
        """Return the day with its weekday: 2026年3月6日（星期五）."""
        return with_weekday(date.fromisoformat(self.facts.day)) if self.facts.day else ""

    @property
    def began_at(self) -> datetime | None:
        """Return when the meeting began: as planned, or when it was opened if that was later.

        Those who come early are taken down before the planned start, so an early opening is not the
        beginning; only a meeting that was over before its planned start began when it was opened.
        """
        if self.meeting.opened_at is None:
            return None
        opened = datetime.fromisoformat(self.meeting.opened_at)
        if not (self.facts.day and self.facts.time):
            return opened
        planned = datetime.combine(date.fromisoformat(self.facts.day), time.fromisoformat(self.facts.time))
        ended = self.ended_at
        return opened if ended is not None and ended < planned else max(opened, planned)

    @property
    def ended_at(self) -> datetime | None:
        """Return when the meeting closed."""
        closed = self.meeting.closed_at
        return None if closed is None else datetime.fromisoformat(closed)


def questions_of(
    motions: Sequence[Motion],
    counts: Sequence[VoteCount],
    how_counted: Callable[[VoteCount], tuple[str, ...]],
) -> tuple[Question, ...]:
    """Return the questions with their counts; a corrected count comes before the one that corrects it."""
    found = []
    for motion in motions:
        own = tuple(count for count in counts if count.key == motion.key)
        found.append(Question(motion, own, how_counted(own[-1]) if own else ()))
    return tuple(found)


def clock_text(stamp: str | datetime) -> str:
    """Return the time of day of a moment as papers write it: 9:30."""
    moment = datetime.fromisoformat(stamp) if isinstance(stamp, str) else stamp
    return f"{moment.hour}:{moment.minute:02d}"
