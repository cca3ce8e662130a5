"""The door of minutes: own words in versions, corrections after the close, what was entered later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.minutes_records import (
    LateMark,
    LateSubject,
    MeetingCorrection,
    MinutesFinish,
    MinutesWords,
    WordsMode,
    is_part,
)
from fulian_desktop.meetings.minutes_store import MinutesStore
from fulian_desktop.meetings.records import MeetingState

if TYPE_CHECKING:
    from fulian_desktop.meetings.minutes_records import MinutesRecord
    from fulian_desktop.meetings.records import Meeting
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_NOTHING = "会议记录没有改动。"
_CHANGED = ChangeSet.of(RecordKind.MEETING, RecordKind.PAPER)


class MinutesOperations:
    """Write own words beside the record, finish minutes, correct what was recorded wrongly."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._store = MinutesStore(database)
        self._meetings = MeetingStore(database)

    def record(self, meeting_id: int) -> MinutesRecord:
        """Return everything about the minutes of a meeting."""
        return self._store.record(meeting_id)

    def versions(self, meeting_id: int, part: str) -> tuple[MinutesWords, ...]:
        """Return all versions of own words for a part, the oldest first."""
        return tuple(one for one in self._store.words(meeting_id) if one.part == part)

    def write(
        self,
        meeting_id: int,
        part: str,
        text: str,
        *,
        mode: WordsMode = WordsMode.ADDED,
        facts: str = "",
    ) -> ChangeSet:
        """Keep a new version of own words for a part; the versions before stay. Empty words clear the part.

        Args:
            meeting_id: an opened meeting.
            part: a standard part, or an item of the agenda (`item_part`).
            text: the words.
            mode: behind what the record says, or in its place.
            facts: what the record says of this part at this moment.

        Raises:
            UserFacingError: the meeting was not opened, or there is no such part.
        """
        with self._database.transaction():
            self._opened(meeting_id, part)
            now = self._journal.stamp()
            versions = self.versions(meeting_id, part)
            text = text.strip()
            if (versions[-1].text, versions[-1].mode) == (text, mode) if versions else not text:
                return _CHANGED
            words = MinutesWords(0, meeting_id, part, mode, text, facts, now, self._journal.user)
            words_id = self._store.add_words(words)
            self._journal.record("写会议记录", "minutes_words", words_id, new=journalled_words(words))
        return ChangeSet.of(RecordKind.MEETING, RecordKind.PAPER, record_id=words_id)

    def finish(self, meeting_id: int, accepted: str = "") -> ChangeSet:
        """Call the minutes finished; `accepted` says why words that disagree with the record may stand.

        Raises:
            UserFacingError: the meeting is not over.
        """
        with self._database.transaction():
            self._closed(meeting_id, "会议还没有结束，会议记录不能定下来。")
            words = self._store.words(meeting_id)
            finish = MinutesFinish(
                0,
                words[-1].id if words else 0,
                accepted.strip(),
                self._journal.stamp(),
                self._journal.user,
            )
            finish_id = self._store.add_finish(meeting_id, finish)
            self._journal.record(
                "会议记录整理完毕",
                "minutes_finish",
                finish_id,
                new=journalled_finish(meeting_id, finish),
                reason=finish.accepted,
            )
        return ChangeSet.of(RecordKind.MEETING, RecordKind.PAPER, record_id=finish_id)

    def correct(self, meeting_id: int, part: str, *, wrong: str, correct: str, reason: str) -> ChangeSet:
        """Put something right in the record of a closed meeting; what was recorded stays beside it.

        Raises:
            UserFacingError: something is not filled in, nothing differs, or the meeting is not over.
        """
        wrong, correct, reason = wrong.strip(), correct.strip(), reason.strip()
        for text, name in ((wrong, "原来记的是什么"), (correct, "应该是什么"), (reason, "更正的原因")):
            if not text:
                raise UserFacingError(f"{name}没有填。", advice=("请填写后再登记更正。",), safe=_NOTHING)
        if wrong == correct:
            raise UserFacingError(
                "更正前后一样，没有什么要更正。", advice=("请核对应该是什么。",), safe=_NOTHING
            )
        with self._database.transaction():
            self._closed(meeting_id, "会议还没有结束，直接在会场登记就行，不用更正。")
            self._opened(meeting_id, part)
            correction = MeetingCorrection(
                0, meeting_id, part, wrong, correct, reason, self._journal.stamp(), self._journal.user
            )
            correction_id = self._store.add_correction(correction)
            self._journal.record(
                "更正会议记录",
                "meeting_correction",
                correction_id,
                new=journalled_correction(correction),
                reason=reason,
            )
        return ChangeSet.of(RecordKind.MEETING, RecordKind.PAPER, record_id=correction_id)

    def mark_late(
        self, meeting_id: int, subject: LateSubject, subject_id: int, true_at: str, source: str
    ) -> None:
        """Note in the running transaction that a record was entered later from a paper."""
        mark = LateMark(
            0,
            meeting_id,
            subject,
            subject_id,
            true_at,
            source.strip(),
            self._journal.stamp(),
            self._journal.user,
        )
        mark_id = self._store.add_late_mark(mark)
        self._journal.record(
            f"补录：{subject.phrase}", "late_entry", mark_id, new=journalled_late(mark), reason=mark.source
        )

    def _opened(self, meeting_id: int, part: str) -> Meeting:
        meeting = self._meetings.meeting(meeting_id)
        if meeting is None or meeting.state is MeetingState.PREPARING:
            raise UserFacingError("会议还没有开，没有会议记录。", advice=("请先进入会场。",), safe=_NOTHING)
        if not is_part(part):
            raise UserFacingError("会议记录里没有这一部分。", advice=("请重新选择。",), safe=_NOTHING)
        return meeting

    def _closed(self, meeting_id: int, sentence: str) -> None:
        meeting = self._meetings.meeting(meeting_id)
        if meeting is None or meeting.state is not MeetingState.CLOSED:
            raise UserFacingError(sentence, advice=("请先在会场结束会议。",), safe=_NOTHING)


def journalled_words(words: MinutesWords) -> dict[str, object]:
    """Return a version as the journal keeps it; the file check compares the two."""
    return {
        "meeting_id": words.meeting_id,
        "part": words.part,
        "mode": words.mode.value,
        "text": words.text,
    }


def journalled_finish(meeting_id: int, finish: MinutesFinish) -> dict[str, object]:
    """Return the finishing of minutes as the journal keeps it."""
    return {"meeting_id": meeting_id, "words_id": finish.words_id, "accepted": finish.accepted}


def journalled_correction(correction: MeetingCorrection) -> dict[str, object]:
    """Return a correction as the journal keeps it."""
    return {
        "meeting_id": correction.meeting_id,
        "part": correction.part,
        "wrong": correction.wrong,
        "correct": correction.correct,
        "reason": correction.reason,
    }


def journalled_late(mark: LateMark) -> dict[str, object]:
    """Return a late entry as the journal keeps it."""
    return {
        "meeting_id": mark.meeting_id,
        "subject": mark.subject.value,
        "subject_id": mark.subject_id,
        "true_at": mark.true_at,
        "source": mark.source,
    }
