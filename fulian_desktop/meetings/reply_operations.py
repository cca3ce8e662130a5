"""The door of replies: who answered the notice how; leave becomes attendance when the meeting opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.meetings.replies import Answer, Forecast, PastedNames, Reply, forecast_of, read_names
from fulian_desktop.meetings.reply_store import ReplyStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

LONGEST_REASON = 60
LEAVE_WITHOUT_REASON = "会前请假"
_NOTHING = "答复没有改动。"


class ReplyOperations:
    """Write down what people answered to the notice of a meeting in preparation."""

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
        self._store = ReplyStore(database)

    def replies(self, meeting_id: int) -> tuple[Reply, ...]:
        """Return everyone who is expected, in the order of the entitled list, with her answer.

        The presiding chair and the minute-taker stand at the end when they are not entitled; they are not
        counted.
        """
        facts = self._meetings.facts(meeting_id)
        answers = self._store.answers(meeting_id)
        nothing = (Answer.NONE, "", "")
        expected = [(member.person_id, member.name, member.post, True) for member in facts.entitled]
        entitled = {member.person_id for member in facts.entitled}
        for officer, role in ((facts.chair, "主持人"), (facts.minute_taker, "记录人")):
            if officer is not None and officer.person_id not in entitled:
                expected.append((officer.person_id, officer.name, role, False))
        return tuple(
            Reply(person_id, name, post, *answers.get(person_id, nothing), counts=counts)
            for person_id, name, post, counts in expected
        )

    def forecast(self, meeting_id: int) -> Forecast:
        """Return how many will come and how many are needed."""
        replies = self.replies(meeting_id)
        pack = self._meetings.facts(meeting_id).rule_pack
        return forecast_of(replies, pack.quorum.need(sum(reply.counts for reply in replies)))

    def read_names(self, meeting_id: int, text: str) -> PastedNames:
        """Return whom a pasted list of names means; nothing is written."""
        return read_names(text, self.replies(meeting_id))

    def answer(
        self, meeting_id: int, person_ids: Sequence[int], answer: Answer, reason: str = ""
    ) -> ChangeSet:
        """Write down an answer of one person or of several; NONE takes it away.

        Raises:
            UserFacingError: the meeting was opened, someone is not expected, or the reason is too long.
        """
        reason = " ".join(reason.split())
        if len(reason) > LONGEST_REASON:
            raise UserFacingError(
                f"请假事由有 {len(reason)} 个字，太长了。",
                advice=(f"请写在 {LONGEST_REASON} 个字以内。",),
                safe=_NOTHING,
            )
        with self._database.transaction():
            self._require_preparing(meeting_id)
            known = {reply.person_id: reply for reply in self.replies(meeting_id)}
            for person_id in person_ids:
                if person_id not in known:
                    raise UserFacingError(
                        "这个人不在本次会议的应到名单里。", advice=("请核对名单。",), safe=_NOTHING
                    )
                before = known[person_id]
                why = reason if answer is Answer.LEAVE else ""
                if (before.answer, before.reason) == (answer, why):
                    continue
                self._store.put(
                    meeting_id,
                    person_id,
                    answer,
                    reason=why,
                    at=self._journal.stamp(),
                    user=self._journal.user,
                )
                self._journal.record(
                    "登记参会答复",
                    "meeting_reply",
                    person_id,
                    old={"answer": before.answer.phrase, "reason": before.reason},
                    new={
                        "meeting_id": meeting_id,
                        "name": before.name,
                        "answer": answer.phrase,
                        "reason": why,
                    },
                )
        return ChangeSet.of(RecordKind.MEETING, record_id=meeting_id)

    def leave_to_take_over(self, meeting_id: int) -> tuple[Reply, ...]:
        """Return the entitled who asked for leave before the meeting."""
        return tuple(one for one in self.replies(meeting_id) if one.counts and one.answer is Answer.LEAVE)

    def take_leave_over(self, meeting_id: int) -> ChangeSet:
        """Mark those on leave who asked for it beforehand and have no mark yet; the meeting is open.

        Raises:
            UserFacingError: the meeting is not open.
        """
        with self._database.transaction():
            attendance = self._attendance.attendance(meeting_id)
            unmarked = {
                member.person_id for member in attendance.members if member.state is AttendanceState.UNMARKED
            }
            for reply in self.leave_to_take_over(meeting_id):
                if reply.person_id in unmarked:
                    self._attendance.mark(
                        meeting_id,
                        AttendanceState.EXCUSED,
                        person_id=reply.person_id,
                        reason=reply.reason or LEAVE_WITHOUT_REASON,
                    )
        return ChangeSet.of(RecordKind.ATTENDANCE, record_id=meeting_id)

    def _require_preparing(self, meeting_id: int) -> None:
        meeting = self._meetings.get(meeting_id)
        if meeting.state is not MeetingState.PREPARING:
            raise UserFacingError(
                f"{meeting.title}{meeting.state.phrase}，不再登记参会答复。",
                advice=("会上谁到了、谁请假，请在会议现场的考勤里登记。",),
                safe=_NOTHING,
            )
