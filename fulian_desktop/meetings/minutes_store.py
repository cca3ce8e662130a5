"""SQL of minutes: own words, corrections, late entries, reasons of closing; all of them only grow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fulian_desktop.meetings.minutes_records import (
    ClosingReason,
    LateMark,
    LateSubject,
    MeetingCorrection,
    MinutesFinish,
    MinutesRecord,
    MinutesWords,
    WordsMode,
)

if TYPE_CHECKING:
    from fulian_desktop.storage.database import Database


class MinutesStore:
    """Reads and writes what belongs to minutes; never commits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, meeting_id: int) -> MinutesRecord:
        """Return everything about the minutes of a meeting."""
        finishes = self.finishes(meeting_id)
        return MinutesRecord(
            words=self.words(meeting_id),
            finish=finishes[-1] if finishes else None,
            corrections=self.corrections(meeting_id),
            late=self.late_marks(meeting_id),
            closing=self.closing(meeting_id),
        )

    def words(self, meeting_id: int) -> tuple[MinutesWords, ...]:
        """Return all versions of own words in the order they were written."""
        rows = self._database.rows(
            """SELECT id, meeting_id, part, mode, text, facts, at, user_name
                 FROM minutes_words WHERE meeting_id = ? ORDER BY id""",
            (meeting_id,),
        )
        return tuple(
            MinutesWords(
                row["id"],
                row["meeting_id"],
                row["part"],
                WordsMode(row["mode"]),
                row["text"],
                row["facts"],
                row["at"],
                row["user_name"],
            )
            for row in rows
        )

    def add_words(self, words: MinutesWords) -> int:
        """Insert a version and return its id; the id of `words` is ignored."""
        return self._database.execute(
            """INSERT INTO minutes_words (meeting_id, part, mode, text, facts, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                words.meeting_id,
                words.part,
                words.mode.value,
                words.text,
                words.facts,
                words.at,
                words.user,
            ),
        )

    def finishes(self, meeting_id: int) -> tuple[MinutesFinish, ...]:
        """Return when the minutes were called finished, the last time last."""
        rows = self._database.rows(
            """SELECT id, words_id, accepted, at, user_name
                 FROM minutes_finish WHERE meeting_id = ? ORDER BY id""",
            (meeting_id,),
        )
        return tuple(MinutesFinish(*tuple(row)) for row in rows)

    def add_finish(self, meeting_id: int, finish: MinutesFinish) -> int:
        """Insert that the minutes are finished and return its id."""
        return self._database.execute(
            """INSERT INTO minutes_finish (meeting_id, words_id, accepted, at, user_name)
               VALUES (?, ?, ?, ?, ?)""",
            (meeting_id, finish.words_id, finish.accepted, finish.at, finish.user),
        )

    def corrections(self, meeting_id: int) -> tuple[MeetingCorrection, ...]:
        """Return what was corrected after the meeting, in the order of entry."""
        rows = self._database.rows(
            """SELECT id, meeting_id, part, wrong, correct, reason, at, user_name
                 FROM meeting_correction WHERE meeting_id = ? ORDER BY id""",
            (meeting_id,),
        )
        return tuple(MeetingCorrection(*tuple(row)) for row in rows)

    def add_correction(self, correction: MeetingCorrection) -> int:
        """Insert a correction and return its id; the id of `correction` is ignored."""
        return self._database.execute(
            """INSERT INTO meeting_correction (meeting_id, part, wrong, correct, reason, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                correction.meeting_id,
                correction.part,
                correction.wrong,
                correction.correct,
                correction.reason,
                correction.at,
                correction.user,
            ),
        )

    def late_marks(self, meeting_id: int) -> tuple[LateMark, ...]:
        """Return what was entered later, in the order of entry."""
        rows = self._database.rows(
            """SELECT id, meeting_id, subject, subject_id, true_at, source, at, user_name
                 FROM late_entry WHERE meeting_id = ? ORDER BY id""",
            (meeting_id,),
        )
        return tuple(
            LateMark(
                row["id"],
                row["meeting_id"],
                LateSubject(row["subject"]),
                row["subject_id"],
                row["true_at"],
                row["source"],
                row["at"],
                row["user_name"],
            )
            for row in rows
        )

    def add_late_mark(self, mark: LateMark) -> int:
        """Insert that a record was entered later and return its id; the id of `mark` is ignored."""
        return self._database.execute(
            """INSERT INTO late_entry (meeting_id, subject, subject_id, true_at, source, at, user_name)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                mark.meeting_id,
                mark.subject.value,
                mark.subject_id,
                mark.true_at,
                mark.source,
                mark.at,
                mark.user,
            ),
        )

    def closing(self, meeting_id: int) -> ClosingReason | None:
        """Return why a meeting was closed with questions undecided, or None."""
        row = self._database.row(
            "SELECT meeting_id, undecided, reason, at, user_name FROM meeting_closing WHERE meeting_id = ?",
            (meeting_id,),
        )
        if row is None:
            return None
        undecided = tuple(str(title) for title in json.loads(row["undecided"]))
        return ClosingReason(row["meeting_id"], undecided, row["reason"], row["at"], row["user_name"])

    def add_closing(self, closing: ClosingReason) -> None:
        """Insert why a meeting is closed with questions undecided."""
        self._database.execute(
            """INSERT INTO meeting_closing (meeting_id, undecided, reason, at, user_name)
               VALUES (?, ?, ?, ?, ?)""",
            (
                closing.meeting_id,
                json.dumps(closing.undecided, ensure_ascii=False),
                closing.reason,
                closing.at,
                closing.user,
            ),
        )

    # ---- what was decided, for the rule of closing

    def answered(self, meeting_id: int) -> frozenset[tuple[int, int | None]]:
        """Return the questions counted or agreed to: agenda item, and nominee of a vote person by person."""
        rows = self._database.rows(
            """SELECT agenda_item_id, nominee_id FROM vote_count WHERE meeting_id = ?1
               UNION SELECT agenda_item_id, NULL FROM agreement WHERE meeting_id = ?1""",
            (meeting_id,),
        )
        return frozenset((row["agenda_item_id"], row["nominee_id"]) for row in rows)

    def voted_one_by_one(self, meeting_id: int) -> frozenset[int]:
        """Return the items whose bundled vote was lost and given up for one person by person."""
        rows = self._database.rows(
            """SELECT vote_split.agenda_item_id FROM vote_split
                 JOIN vote_count AS bundled ON bundled.agenda_item_id = vote_split.agenda_item_id
                WHERE bundled.meeting_id = ? AND bundled.nominee_id IS NULL
                  AND bundled.outcome = 'not_carried'
                  AND NOT EXISTS (SELECT 1 FROM vote_count AS later WHERE later.corrects_id = bundled.id)""",
            (meeting_id,),
        )
        return frozenset(row["agenda_item_id"] for row in rows)
