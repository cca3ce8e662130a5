"""Doubtful ballots: set aside by the teller, decided by the scrutineers, with reason and names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections.count_checks import SAFE
from fulian_desktop.elections.count_records import Way
from fulian_desktop.elections.count_store import CountStore
from fulian_desktop.elections.journal_fields import decision_fields
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballots import Ballot, Mark

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import BallotCount, Doubtful
    from fulian_desktop.elections.counting import CountingOperations
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_CHANGED = ChangeSet.of(RecordKind.BALLOT)


class DoubtfulOperations:
    """Set ballots aside and record what was decided about them."""

    def __init__(
        self, database: Database, journal: Journal, reader: ElectionReader, counting: CountingOperations
    ) -> None:
        self._database = database
        self._journal = journal
        self._elections = reader
        self._counting = counting
        self._store = CountStore(database)

    def of_count(self, count_id: int) -> tuple[Doubtful, ...]:
        """Return the ballots set aside in a count, with the decisions taken."""
        return self._store.doubtful(count_id)

    def set_aside(self, count_id: int, description: str) -> ChangeSet:
        """Set a doubtful ballot aside for the scrutineers; `record_id` is the doubtful ballot."""
        if not description.strip():
            raise UserFacingError("没有写哪里看不清。", advice=("例如“3 号一格涂改过”。",), safe=SAFE)
        with self._database.transaction():
            self._counting.running(count_id)
            stamp = {"at": self._journal.stamp(), "user": self._journal.user}
            doubtful_id = self._store.add_doubtful(count_id, description.strip(), **stamp)
            new = {"count_id": count_id, "description": description.strip()}
            self._journal.record("疑难票留待认定", "doubtful_ballot", doubtful_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=doubtful_id)

    def decide(
        self,
        doubtful_id: int,
        *,
        counted: bool,
        reason: str,
        names: tuple[str, ...],
        ballot: Ballot | None = None,
    ) -> ChangeSet:
        """Record what the scrutineers decided; in a count by ballots the ballot is entered with it.

        While the count runs a further decision takes the place of an earlier one; both stay.

        Args:
            doubtful_id: the ballot set aside.
            counted: whether it counts; otherwise it is an invalid ballot.
            reason: why.
            names: the scrutineers who decided.
            ballot: how it is read, when it counts in a count by ballots.

        Raises:
            UserFacingError: no reason or names, not told how it is read, or the count is finished.
        """
        with self._database.transaction():
            waiting = next((one for one in self._store.doubtful() if one.id == doubtful_id), None)
            if waiting is None:
                raise UserFacingError("没有这张疑难票。", advice=("请看疑难票清单。",), safe=SAFE)
            if not reason.strip() or not names:
                raise UserFacingError(
                    "认定疑难票要写明理由和监票人。", advice=("请填写理由，选定监票人。",), safe=SAFE
                )
            count = self._counting.running(waiting.count_id)
            decided = replace(
                waiting,
                counted=counted,
                reason=reason.strip(),
                names=names,
                decided_at=self._journal.stamp(),
            )
            decision_id = self._store.add_decision(decided, self._journal.user)
            self._journal.record("认定疑难票", "doubtful_decision", decision_id, new=decision_fields(decided))
            if count.way is Way.BALLOTS:
                self._counting.enter_decided(count, self._read_doubtful(count, decided, ballot), doubtful_id)
        return _CHANGED | ChangeSet.of(record_id=decision_id)

    def _read_doubtful(self, count: BallotCount, decided: Doubtful, ballot: Ballot | None) -> Ballot:
        if not decided.counted:
            size = len(self._elections.round(count.round_id).contest.entrants)
            return Ballot((Mark.ABSTAINING,) * size, (), decided.reason)
        if ballot is None:
            raise UserFacingError(
                "认定为有效的疑难票，要录入怎样计票。", advice=("请按监票人的认定录入各格。",), safe=SAFE
            )
        return ballot
