"""Comparing counts, settling which holds, and what the scrutineers decide about names written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections.count_records import Difference, RulingKind, RulingRecord, Settlement, Way
from fulian_desktop.elections.journal_fields import as_fields
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_tally import differences

if TYPE_CHECKING:
    from fulian_desktop.elections.counting import CountingOperations
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_SAFE = "票数没有改动，各次计票都在。"
_CHANGED = ChangeSet.of(RecordKind.BALLOT, RecordKind.PAPER)


class SettlingOperations:
    """Say which count of a round holds; nothing of the others is lost."""

    def __init__(
        self, database: Database, journal: Journal, reader: ElectionReader, counting: CountingOperations
    ) -> None:
        self._database = database
        self._journal = journal
        self._reader = reader
        self._rounds = reader.rounds
        self._counting = counting

    # ---- reading

    def settlement(self, round_id: int) -> Settlement | None:
        """Return which count of a round holds, None before it was settled."""
        return next(iter(self._rounds.settlements(round_id).values()), None)

    def settled_tally(self, round_id: int) -> Tally | None:
        """Return the tally of the count that holds, None before it was settled."""
        settled = self.settlement(round_id)
        return None if settled is None else self._counting.tally(settled.count_id)

    def differences(self, first_id: int, second_id: int) -> tuple[Difference, ...]:
        """Return only the lines on which two counts of one round differ.

        Where votes were called, and only those in favour, the votes in favour are compared: what was not
        called is no difference.

        Raises:
            UserFacingError: they are of different rounds.
        """
        first, second = (self._counting.reader.get(one) for one in (first_id, second_id))
        if first.round_id != second.round_id:
            raise UserFacingError("这两次计票不是同一轮，不能比较。", safe=_SAFE)
        tallies = {one.id: self._counting.tally(one.id) for one in (first, second)}
        only = any(
            one.way is Way.CALLING
            and not any(line.against or line.partly_invalid for line in tallies[one.id].lines)
            for one in (first, second)
        )
        pairs = differences(tallies[first_id], tallies[second_id], in_favour_only=only)
        return tuple(Difference(*pair) for pair in pairs)

    def rulings(self, round_id: int) -> tuple[RulingRecord, ...]:
        """Return every decision about a spelling, in the order they were taken; the last of each holds."""
        return self._rounds.rulings(round_id)

    # ---- recording

    def settle(
        self, round_id: int, count_id: int, *, reason: str = "", names: tuple[str, ...] = ()
    ) -> ChangeSet:
        """Say which count holds; where two differ, with the reason and the scrutineers' names.

        Raises:
            UserFacingError: settled already, a count is running, or two differ and no reason is given.
        """
        with self._database.transaction():
            counts = self._counting.counts(round_id)
            chosen = next((one for one in counts if one.id == count_id), None)
            running = next((one for one in counts if not one.finished), None)
            if self.settlement(round_id) is not None:
                raise UserFacingError("这一轮的票数已经认定。", safe=_SAFE)
            if chosen is None or running is not None:
                who = "" if running is None else f"{running.counter_name}的"
                raise UserFacingError(
                    f"{who}计票还没有结束，不能认定票数。", advice=("请先结束计票。",), safe=_SAFE
                )
            found: tuple[Difference, ...] = ()
            if len(counts) > 1:
                other = next(one for one in reversed(counts) if one.id != count_id)
                found = self.differences(other.id, count_id)
            if found and (not reason.strip() or not names):
                raise UserFacingError(
                    f"两次计票有 {len(found)} 处不同，认定哪一次要写明理由和监票人。",
                    advice=tuple(f"{one.line}：{one.first} 和 {one.second}" for one in found),
                    safe=_SAFE,
                )
            settled = Settlement(round_id, count_id, found, reason.strip(), names, self._journal.stamp())
            settled_id = self._rounds.add_settlement(settled, self._journal.user)
            self._journal.record("认定票数", "count_settlement", settled_id, new=as_fields(settled))
        return _CHANGED | ChangeSet.of(record_id=settled_id)

    def rule_write_in(
        self,
        round_id: int,
        spelling: str,
        kind: RulingKind,
        *,
        name: str = "",
        person_id: int | None = None,
        reason: str,
        names: tuple[str, ...],
    ) -> ChangeSet:
        """Record what the scrutineers decided about a name written in; a later decision replaces it.

        Args:
            round_id: the round.
            spelling: as it stands on the ballots.
            kind: the same person as `name`, nobody who can be told, or somebody who cannot be elected.
            name: whom it means; default the spelling itself.
            person_id: her record, needed before she can be elected.
            reason: why.
            names: the scrutineers who decided.

        Raises:
            UserFacingError: no reason or names, or the result was announced.
        """
        written = "".join(spelling.split())
        if not reason.strip() or not names or not written:
            raise UserFacingError(
                "认定另选人要写明写法、理由和监票人。", advice=("请填写后再认定。",), safe=_SAFE
            )
        with self._database.transaction():
            self._reader.round(round_id)
            if self._rounds.result(round_id) is not None:
                raise UserFacingError("这一轮的结果已经宣布，不能再认定另选人。", safe=_SAFE)
            meant = "" if kind is RulingKind.UNIDENTIFIABLE else "".join(name.split()) or written
            ruling = RulingRecord(
                0, written, kind, meant, person_id, reason.strip(), names, self._journal.stamp()
            )
            ruling_id = self._rounds.add_ruling(round_id, ruling, self._journal.user)
            new = as_fields(ruling)
            self._journal.record("认定另选人", "write_in_ruling", ruling_id, new=new, reason=reason.strip())
        return _CHANGED | ChangeSet.of(record_id=ruling_id)
