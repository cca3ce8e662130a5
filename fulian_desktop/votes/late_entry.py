"""The door of 补录: key in what was held on paper, with the true times and the same checks."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import TIMED, AttendanceMark, AttendanceState, standing_marks
from fulian_desktop.meetings.attendance_at import AttendanceAt
from fulian_desktop.meetings.attendance_operations import journalled
from fulian_desktop.meetings.attendance_store import AttendanceStore
from fulian_desktop.meetings.clock_times import clock_time
from fulian_desktop.meetings.course_operations import CourseOperations
from fulian_desktop.meetings.course_store import CourseStore
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.minutes_operations import MinutesOperations
from fulian_desktop.meetings.minutes_records import LateSubject
from fulian_desktop.meetings.operations import MeetingOperations
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.storage.moment_journal import MomentJournal
from fulian_desktop.votes.operations import VoteOperations
from fulian_desktop.votes.vote_store import VoteStore

if TYPE_CHECKING:
    from fulian_desktop.meetings.minutes_records import LateMark
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.rules.verdicts import Verdict
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal
    from fulian_desktop.votes.records import Confirmed, HandEntry, MotionKey, OpenQuestion, VoteCount

_NOTHING = "没有补录，原来的记录没有改动。"


class LateEntry:
    """Key in a meeting, or the part of one, that was held on paper.

    Every time is a time of day on the day of the meeting as people write it ("09:42"), every `source` the
    paper it is taken from ("签到册"). Whatever is entered is marked 补录 for good.
    """

    def __init__(
        self, database: Database, journal: Journal, people: PeopleOperations, seats: SeatOperations
    ) -> None:
        self._database = database
        self._journal = journal
        self._people = people
        self._seats = seats
        self._meetings = MeetingStore(database)
        self._attendance = AttendanceStore(database)
        self._minutes = MinutesOperations(database, journal)

    def entries(self, meeting_id: int) -> tuple[LateMark, ...]:
        """Return what was entered later, in the order of entry."""
        return self._minutes.record(meeting_id).late

    def told(self, meeting_id: int) -> tuple[tuple[LateMark, str], ...]:
        """Return what was entered later, each with words that say what it is: who came, what was voted on."""
        marks = {mark.id: mark for mark in self._attendance.marks(meeting_id)}
        counts = {count.id: count for count in VoteStore(self._database).counts(meeting_id)}
        notes = {note.id: note for note in self._meetings.notes(meeting_id)}
        agreements = {one.id: one for one in CourseStore(self._database).agreements(meeting_id)}
        found = []
        for late in self.entries(meeting_id):
            words = late.subject.phrase
            if late.subject is LateSubject.ATTENDANCE:
                mark = marks[late.subject_id]
                words = f"{self._name(meeting_id, mark.person_id, mark.observer_id)} {mark.state.phrase}"
            elif late.subject is LateSubject.COUNT:
                count = counts[late.subject_id]
                words = f"表决：{count.question}，{count.outcome.phrase}"
            elif late.subject is LateSubject.AGREEMENT:
                agreement = agreements[late.subject_id]
                words = f"{agreement.question}：{agreement.phrase}"
            elif late.subject is LateSubject.NOTE:
                words = notes[late.subject_id].text
            found.append((late, words))
        return tuple(found)

    # ---- one step after the other

    def open(self, meeting_id: int, at: str, source: str) -> ChangeSet:
        """Open a prepared meeting that was held on paper, at the time it really began.

        Raises:
            UserFacingError: the preparation lacks something, the day lies ahead, seats changed since, or
                another meeting is open.
        """
        with self._database.transaction():
            moment = self._moment(meeting_id, at)
            source = _checked_source(source)
            self._refuse_other_roster(moment.date())
            done = self._meetings_at(moment).open(meeting_id)
            self._minutes.mark_late(meeting_id, LateSubject.OPENING, meeting_id, moment.isoformat(), source)
        return done

    def mark(
        self,
        meeting_id: int,
        state: AttendanceState,
        *,
        person_id: int | None = None,
        observer_id: int | None = None,
        at: str = "",
        source: str,
        reason: str = "",
    ) -> ChangeSet:
        """Enter that someone came or left at a time, or was on leave or absent; `record_id` is the mark.

        Raises:
            UserFacingError: the meeting is not open, the time is missing or lies ahead, she left before she
                came, a leave has no reason, or a count has her present.
        """
        with self._database.transaction():
            meeting = self._open(meeting_id)
            name = self._name(meeting_id, person_id, observer_id)
            if state in TIMED:
                moment = self._moment(meeting_id, at)
            else:
                moment = datetime.fromisoformat(meeting.opened_at or self._journal.stamp())
            source = _checked_source(source)
            if state is AttendanceState.EXCUSED and not reason.strip():
                raise UserFacingError(f"{name}请假，事由没有填。", advice=("请写一句事由，例如“家中有事”。",))
            if state is AttendanceState.LEFT:
                self._refuse_unless_there(meeting_id, (person_id, observer_id), moment, name)
            elif state not in TIMED and person_id is not None:
                self._refuse_if_counted(meeting_id, person_id, name)
            now = self._journal.stamp()
            mark = AttendanceMark(
                0, person_id, observer_id, state, moment.isoformat(), reason.strip(), None, now
            )
            mark_id = self._add_mark(meeting_id, mark, name, source)
        return ChangeSet.of(RecordKind.ATTENDANCE, RecordKind.MEETING, record_id=mark_id)

    def question_at(self, meeting_id: int, key: MotionKey, at: str) -> OpenQuestion:
        """Return how a question stood at a time: who was in the room, the quorum, the votes needed."""
        return self._votes_at(self._moment(meeting_id, at)).open_question(meeting_id, key)

    def preview(self, meeting_id: int, key: MotionKey, entry: HandEntry, at: str) -> Verdict:
        """Return what an entry would mean at a time, without recording anything."""
        return self._votes_at(self._moment(meeting_id, at)).preview(meeting_id, key, entry)

    def confirm(
        self, meeting_id: int, key: MotionKey, entry: HandEntry, *, at: str, source: str, reason: str = ""
    ) -> Confirmed:
        """Enter a show of hands with the time it was counted; carried nominees hold their seats from then on.

        Raises:
            NoQuorum: too few members were in the room at that time.
            DifferenceNeedsReason: hands counted directly are fewer than the voters and no reason was given.
            UserFacingError: the numbers cannot be, it was counted already, or the meeting is not open.
        """
        with self._database.transaction():
            self._open(meeting_id)
            moment = self._since_opening(meeting_id, at)
            source = _checked_source(source)
            self._refuse_overtaken(meeting_id, moment)
            done = self._votes_at(moment).confirm(meeting_id, key, entry, reason=reason)
            self._minutes.mark_late(meeting_id, LateSubject.COUNT, done.count.id, moment.isoformat(), source)
        return done

    def agree(
        self, meeting_id: int, item_id: int, *, at: str, source: str, objections: int = 0, text: str = ""
    ) -> ChangeSet:
        """Enter that an item was agreed to by applause or without objection at a time; `record_id` is it.

        Raises:
            UserFacingError: too few members were in the room then, it was entered already, more objected than
                were there, or the item is not decided in this way.
        """
        with self._database.transaction():
            self._open(meeting_id)
            moment = self._since_opening(meeting_id, at)
            source = _checked_source(source)
            journal = MomentJournal(self._journal, moment)
            attendance = AttendanceAt(self._database, journal, moment)
            course = CourseOperations(self._database, journal, self._meetings_at(moment), attendance)
            done = course.agree(meeting_id, item_id, objections=objections, text=text)
            agreement = course.agreements(meeting_id)[-1]
            self._minutes.mark_late(
                meeting_id, LateSubject.AGREEMENT, agreement.id, moment.isoformat(), source
            )
        return done

    def note(
        self, meeting_id: int, text: str, *, at: str, source: str, agenda_item_id: int | None = None
    ) -> ChangeSet:
        """Enter an incident or the gist of a speech with the time it happened."""
        with self._database.transaction():
            self._open(meeting_id)
            moment = self._since_opening(meeting_id, at)
            source = _checked_source(source)
            done = self._meetings_at(moment).note(meeting_id, text, agenda_item_id=agenda_item_id)
            assert done.record_id is not None
            self._minutes.mark_late(meeting_id, LateSubject.NOTE, done.record_id, moment.isoformat(), source)
        return done

    def close(self, meeting_id: int, at: str, source: str, reason: str = "") -> ChangeSet:
        """Close the meeting at the time it really ended; undecided questions need a reason.

        Raises:
            UserFacingError: something recorded lies behind that time, or a reason is missing.
        """
        with self._database.transaction():
            self._open(meeting_id)
            moment = self._since_opening(meeting_id, at)
            source = _checked_source(source)
            last = self._last_moment(meeting_id)
            if last[:16] > moment.isoformat()[:16]:
                raise UserFacingError(
                    f"散会时间 {moment:%H:%M} 早于最后一条记录（{last[11:16]}）。",
                    advice=("请核对散会时间。",),
                    safe=_NOTHING,
                )
            done = self._meetings_at(moment).close(meeting_id, reason)
            self._minutes.mark_late(meeting_id, LateSubject.CLOSING, meeting_id, moment.isoformat(), source)
        return done

    def disagreeing_counts(self, meeting_id: int) -> tuple[tuple[VoteCount, int], ...]:
        """Return the counts that hold and whose number present differs from attendance as it stands now.

        Each with the number that attendance gives; an arrival entered later for a time before a vote does
        this, and the count is then to be corrected.
        """
        counts = VoteStore(self._database).counts(meeting_id)
        corrected = {count.corrects_id for count in counts}
        found = []
        for count in counts:
            if count.id in corrected:
                continue
            present = AttendanceAt(self._database, self._journal, datetime.fromisoformat(count.at))
            now = present.attendance(meeting_id).present
            if now != count.present:
                found.append((count, now))
        return tuple(found)

    # ---- inside

    def _meetings_at(self, moment: datetime) -> MeetingOperations:
        journal = MomentJournal(self._journal, moment)
        return MeetingOperations(self._database, journal, self._people, self._seats)

    def _votes_at(self, moment: datetime) -> VoteOperations:
        journal = MomentJournal(self._journal, moment)
        attendance = AttendanceAt(self._database, journal, moment)
        return VoteOperations(self._database, journal, self._seats, self._meetings_at(moment), attendance)

    def _open(self, meeting_id: int) -> Meeting:
        meeting = self._meetings.meeting(meeting_id)
        if meeting is None or meeting.state is MeetingState.PREPARING:
            raise UserFacingError("会议还没有开始补录。", advice=("请先填开会的时间。",), safe=_NOTHING)
        if meeting.state is MeetingState.CLOSED:
            raise UserFacingError(
                f"{meeting.title}已经结束，不能再补录。",
                advice=("记错了的，请在“会议记录”里用“更正”。",),
                safe=_NOTHING,
            )
        return meeting

    def _moment(self, meeting_id: int, at: str) -> datetime:
        meeting = self._meetings.meeting(meeting_id)
        day = "" if meeting is None else meeting.plan.day
        if meeting is not None and meeting.opened_at is not None:
            day = meeting.opened_at[:10]
        if not day:
            raise UserFacingError(
                "开会日期没有填，补录不了。", advice=("请在“会议安排”里填开会日期。",), safe=_NOTHING
            )
        clock = clock_time(at)
        if clock is None:
            raise UserFacingError(f"时间“{at}”不对。", advice=("请写成 09:35 这样的时间。",), safe=_NOTHING)
        moment, now = datetime.combine(date.fromisoformat(day), clock), self._journal.now()
        if moment > now:
            raise UserFacingError(
                f"{moment.month}月{moment.day}日 {moment:%H:%M} 还没有到，不能补录。",
                advice=("补录的是已经开过的会：请核对日期和时间。",),
                safe=_NOTHING,
            )
        return moment

    def _since_opening(self, meeting_id: int, at: str) -> datetime:
        moment, opened = self._moment(meeting_id, at), self._open(meeting_id).opened_at or ""
        if moment.isoformat()[:16] < opened[:16]:
            raise UserFacingError(
                f"时间 {moment:%H:%M} 早于开会的时间（{opened[11:16]}）。",
                advice=("请核对时间。",),
                safe=_NOTHING,
            )
        return moment

    def _add_mark(self, meeting_id: int, mark: AttendanceMark, name: str, source: str) -> int:
        mark_id = self._attendance.add_mark(meeting_id, mark, self._journal.user)
        self._journal.record(
            f"补录考勤：{mark.state.phrase}",
            "attendance_mark",
            mark_id,
            new={"name": name} | journalled(meeting_id, mark),
            reason=mark.reason,
        )
        self._minutes.mark_late(meeting_id, LateSubject.ATTENDANCE, mark_id, mark.at, source)
        return mark_id

    def _refuse_unless_there(
        self, meeting_id: int, who: tuple[int | None, int | None], moment: datetime, name: str
    ) -> None:
        standing = AttendanceAt(self._database, self._journal, moment).attendance(meeting_id)
        everybody = (*standing.members, *standing.observers)
        there = [one for one in everybody if one.state is AttendanceState.PRESENT]
        if who not in [(one.person_id, one.observer_id) for one in there]:
            raise UserFacingError(
                f"{name}在 {moment:%H:%M} 没有登记在场，不能登记离场。",
                advice=("请先登记到会，或核对离开的时间。",),
                safe=_NOTHING,
            )

    def _refuse_if_counted(self, meeting_id: int, person_id: int, name: str) -> None:
        if self._attendance.was_counted(meeting_id, person_id):
            raise UserFacingError(
                f"{name}在已经登记的表决里算作在场，不能改记为没有到会。",
                advice=("请核对签到册，或先更正那次计票。",),
                safe=_NOTHING,
            )

    def _refuse_overtaken(self, meeting_id: int, moment: datetime) -> None:
        """Refuse a vote before one that is recorded where whoever is added joins the entitled at once."""
        meeting = self._open(meeting_id)
        if not meeting.rule_pack.added_members_join_at_once:
            return
        later = [one for one in VoteStore(self._database).counts(meeting_id) if one.at > moment.isoformat()]
        if later:
            raise UserFacingError(
                f"{later[0].at[11:16]} 已经登记了后面的表决，应到人数会跟着变。",
                advice=("请按表决的先后补录。",),
                safe=_NOTHING,
            )

    def _refuse_other_roster(self, day: date) -> None:
        """Refuse to freeze today's holders as the entitled list of a day on which others held the seats."""
        written = day.isoformat()
        changed = [
            tenure.person_name
            for seat in self._seats.board().seats
            for tenure in (seat.holder, seat.former)
            if tenure is not None and (tenure.began_on > written or (tenure.ended_on or "") > written)
        ]
        if changed:
            raise UserFacingError(
                f"开会那天以后，席位有过变动：{'、'.join(dict.fromkeys(changed))}。应到名单已经不是那天的。",
                advice=("请先在“届次席位”撤销这些变动，补录完再登记。",),
                safe=_NOTHING,
            )

    def _last_moment(self, meeting_id: int) -> str:
        moments = [
            mark.at for mark in standing_marks(self._attendance.marks(meeting_id)) if mark.state in TIMED
        ]
        moments += [
            count.at for count in VoteStore(self._database).counts(meeting_id) if not count.corrects_id
        ]
        moments += [note.at for note in self._meetings.notes(meeting_id)]
        return max(moments, default="")

    def _name(self, meeting_id: int, person_id: int | None, observer_id: int | None) -> str:
        for member in self._attendance.entitled(meeting_id):
            if person_id is not None and member.person_id == person_id:
                return member.name
        for observer in self._meetings.observers(meeting_id):
            if observer_id is not None and observer.id == observer_id:
                return observer.name
        raise UserFacingError(
            "这个人不在本次会议的应到和列席名单里。", advice=("请核对名单。",), safe=_NOTHING
        )


def _checked_source(source: str) -> str:
    if not source.strip():
        raise UserFacingError(
            "从哪张纸上录的没有填。", advice=("请写明，例如“签到册”“表决记录单”。",), safe=_NOTHING
        )
    return source.strip()
