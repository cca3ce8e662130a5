"""Counts put right after the meeting: the wrong numbers stay, the right ones stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.votes.operations import VoteOperations

if TYPE_CHECKING:
    from fulian_desktop.votes.records import Confirmed, HandEntry


class VotesAfterClosing(VoteOperations):
    """The door of votes of a closed meeting: a slip of the pen is corrected, a decision is not."""

    def correct(self, count_id: int, entry: HandEntry, reason: str) -> Confirmed:
        """Record the right numbers of a count in a closed meeting; what was decided must not change by it.

        Raises:
            UserFacingError: no reason, the count was corrected already, the meeting is not closed, the
                numbers cannot be, or with them the question would have been decided otherwise.
        """
        with self._database.transaction():
            wrong = self._store.count(count_id)
            done = super().correct(count_id, entry, reason)
            if wrong is not None and done.count.is_carried != wrong.is_carried:
                raise UserFacingError(
                    f"照这些数，结果就从“{wrong.outcome.phrase}”变成“{done.count.outcome.phrase}”，"
                    "不是更正笔误能办的。",
                    advice=("请核对票数。", "确实数错了的，要在下次会议上重新表决。"),
                    safe="原来的记录没有改动。",
                )
        return done

    def _require_open(self, meeting_id: int) -> None:
        meeting = self._meetings.get(meeting_id)
        if meeting.state is not MeetingState.CLOSED:
            raise UserFacingError(
                f"{meeting.title}{meeting.state.phrase}，请在会场用“更正结果”。", safe="原来的记录没有改动。"
            )
