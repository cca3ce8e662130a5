"""Counting a round: ballot by ballot, by calling, or by totals. Every key is a record; undo is one too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections import frozen_text
from fulian_desktop.elections.count_checks import (
    MOST_COPIES,
    SAFE,
    check_call,
    check_room,
    check_start,
    check_total,
    checked_write_ins,
)
from fulian_desktop.elections.count_reading import CountReader, standing_calls, standing_entries
from fulian_desktop.elections.count_records import BallotCount, Call, Entry, Way
from fulian_desktop.elections.count_store import BallotFigures
from fulian_desktop.elections.journal_fields import as_fields, call_fields, entry_fields
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_codes import INVALID_PRESETS, CodeStyle, parse_ballot
from fulian_desktop.rules.ballots import Ballot, Mark, WriteIn, judge

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import CountView
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.rules.ballot_tally import Tally, Total
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_CHANGED = ChangeSet.of(RecordKind.BALLOT)


class CountingOperations:
    """Count the ballots of a round; what was entered stays, and is undone by a further record."""

    def __init__(self, database: Database, journal: Journal, reader: ElectionReader) -> None:
        self._database = database
        self._journal = journal
        self._elections = reader
        self._rounds = reader.rounds
        self.reader = CountReader(database, reader)
        self._store = self.reader.store

    # ---- reading

    def counts(self, round_id: int) -> tuple[BallotCount, ...]:
        """Return the counts of a round, the first one first."""
        return self._store.counts(round_id)

    def view(self, count_id: int) -> CountView:
        """Return a count as the screen shows it: tally, lamps, last 20 entries, what is still open."""
        return self.reader.view(count_id)

    def tally(self, count_id: int) -> Tally:
        """Return the tally of what was entered so far."""
        return self.reader.tally(self.reader.get(count_id))

    # ---- the course of a count

    def start(self, round_id: int, way: Way, counter_name: str) -> ChangeSet:
        """Begin a count; the second is made by another person. `record_id` is the count.

        Raises:
            UserFacingError: nobody was counted in, the box was not emptied, more ballots came back than went
                out, a count is still running, the same person counts again, or the round was settled.
        """
        with self._database.transaction():
            one = self._elections.round(round_id)
            events, counts = self._rounds.events(round_id), self._store.counts(round_id)
            settled = bool(self._rounds.settlements(round_id))
            check_start(one, way, counter_name, events=events, counts=counts, settled=settled)
            count = BallotCount(
                0,
                round_id,
                len(counts) + 1,
                way,
                counter_name.strip(),
                finished=False,
                paused=False,
                at=self._journal.stamp(),
                user=self._journal.user,
            )
            count_id = self._store.add_count(count)
            fields = as_fields(count, without=("finished", "paused"))
            self._journal.record("开始计票", "ballot_count", count_id, new=fields)
        return _CHANGED | ChangeSet.of(record_id=count_id)

    def pause(self, count_id: int) -> ChangeSet:
        """Pause a count; entries are refused until it goes on."""
        return self._step(self.running(count_id), "paused", "暂停计票")

    def resume(self, count_id: int) -> ChangeSet:
        """Go on with a paused count."""
        count = self.reader.get(count_id)
        if not count.paused:
            raise UserFacingError("这次计票没有暂停。", safe=SAFE)
        return self._step(count, "resumed", "继续计票")

    def finish(self, count_id: int) -> ChangeSet:
        """Finish a count when every equation closes and every doubtful ballot is decided.

        Raises:
            UserFacingError: something is open; the sentence says what.
        """
        with self._database.transaction():
            count = self.running(count_id)
            points = self.reader.view(count_id).open_points
            if points:
                raise UserFacingError(
                    f"计票还不能结束：{points[0]}。",
                    advice=tuple(f"{point}。" for point in points[1:]) or ("请核对后再结束。",),
                    safe=SAFE,
                )
            text = frozen_text.tally_to_text(self.reader.tally(count))
            return self._step(count, "finished", "结束计票", tally=text)

    def reopen(self, count_id: int, reason: str) -> ChangeSet:
        """Open a finished count again before the round is settled, for something found later.

        Raises:
            UserFacingError: no reason, not finished, or the round was settled.
        """
        count = self.reader.get(count_id)
        if not count.finished or not reason.strip() or self._rounds.settlements(count.round_id):
            raise UserFacingError(
                "这次计票不能重新打开。",
                advice=("只有已经结束、还没有认定的计票可以重新打开，并要写明原因。",),
                safe=SAFE,
            )
        return self._step(count, "reopened", "重新打开计票", reason=reason.strip())

    # ---- ballot by ballot

    def enter_ballot(self, count_id: int, ballot: Ballot, *, copies: int = 1, code: str = "") -> ChangeSet:
        """Enter a ballot, or several alike; durable when this returns. `record_id` is the entry.

        Raises:
            UserFacingError: the ballot does not fit, or more would be entered than were returned.
        """
        with self._database.transaction():
            count = self.running(count_id, Way.BALLOTS)
            return self._enter(count, ballot, copies=copies, code=code)

    def enter_code(
        self,
        count_id: int,
        code: str,
        style: CodeStyle = CodeStyle.EXCEPTIONS,
        *,
        write_ins: tuple[WriteIn, ...] = (),
        copies: int = 1,
        invalid_reason: str = INVALID_PRESETS[-1],
    ) -> ChangeSet:
        """Enter a ballot by its short code; `0` is a ballot invalid as a whole. `record_id` is the entry."""
        count = self.reader.get(count_id)
        contest = self._elections.round(count.round_id).contest
        names = [one.name for one in contest.entrants]
        ballot = parse_ballot(code, names, style, write_ins=write_ins, invalid_reason=invalid_reason)
        return self.enter_ballot(count_id, ballot, copies=copies, code=code.strip())

    def undo_entry(self, count_id: int, entry_id: int | None = None) -> ChangeSet:
        """Undo a ballot entered by mistake, the last one unless another is named; both records stay.

        Raises:
            UserFacingError: nothing is left to undo, or the entry was undone already.
        """
        with self._database.transaction():
            self.running(count_id, Way.BALLOTS)
            standing = standing_entries(self._store.entries(count_id))
            found = [one for one in standing if entry_id in (None, one.id)]
            if not found:
                raise UserFacingError("没有可以撤销的录入。", advice=("这一条可能已经撤销过。",), safe=SAFE)
            wrong = found[-1]
            if wrong.doubtful_id is not None:
                raise UserFacingError(
                    "这一张是监票人认定的疑难票，不能直接撤销。",
                    advice=("认定有变的，请重新认定这张疑难票。",),
                    safe=SAFE,
                )
            undo_id = self._undo(wrong)
        return _CHANGED | ChangeSet.of(record_id=undo_id)

    # ---- calling

    def call(
        self, count_id: int, number: int, mark: Mark = Mark.IN_FAVOUR, *, write_in: str = "", post: str = ""
    ) -> ChangeSet:
        """Record one call: a candidate's number, or 0 with the name written in. `record_id` is the call.

        Raises:
            UserFacingError: no such number, or more calls for her than valid ballots.
        """
        with self._database.transaction():
            count = self.running(count_id, Way.CALLING)
            contest = self._elections.round(count.round_id).contest
            post = check_call(contest, self.reader.tally(count), (number, mark), write_in, post)
            call = Call(
                0,
                count_id,
                number,
                write_in.strip(),
                post,
                mark,
                None,
                self._journal.stamp(),
                self._journal.user,
            )
            call_id = self._store.add_call(call)
            self._journal.record("唱票", "ballot_call", call_id, new=call_fields(call))
        return _CHANGED | ChangeSet.of(record_id=call_id)

    def undo_call(self, count_id: int, number: int | None = None, *, write_in: str = "") -> ChangeSet:
        """Undo the last call, or the last one of a candidate (her number, or 0 and the name written in).

        Raises:
            UserFacingError: nothing is left to undo.
        """
        with self._database.transaction():
            self.running(count_id, Way.CALLING)
            standing = standing_calls(self._store.calls(count_id))
            found = [
                one for one in standing if number is None or (one.number, one.write_in) == (number, write_in)
            ]
            if not found:
                raise UserFacingError("没有可以撤销的唱票。", advice=("请看最近的记录。",), safe=SAFE)
            undo = replace(
                found[-1], withdraws_id=found[-1].id, at=self._journal.stamp(), user=self._journal.user
            )
            undo_id = self._store.add_call(undo)
            self._journal.record("撤销唱票", "ballot_call", undo_id, new=call_fields(undo))
        return _CHANGED | ChangeSet.of(record_id=undo_id)

    # ---- totals

    def enter_total(self, count_id: int, total: Total) -> ChangeSet:
        """Enter the totals of a candidate, or of a name written in; a later total of hers takes its place.

        Raises:
            UserFacingError: no such number, or a total that cannot be.
        """
        with self._database.transaction():
            count = self.running(count_id, Way.TOTALS)
            one = self._elections.round(count.round_id)
            total = check_total(one, total)
            stamp = {"at": self._journal.stamp(), "user": self._journal.user}
            total_id = self._store.add_total(count_id, total, **stamp)
            self._journal.record(
                "录入总票数",
                "ballot_total",
                total_id,
                new=as_fields({"count_id": count_id, **total._asdict()}),
            )
        return _CHANGED | ChangeSet.of(record_id=total_id)

    def set_figures(self, count_id: int, valid: int, invalid: int, blank: int = 0) -> ChangeSet:
        """Enter how many ballots are valid, invalid, and wholly blank, in a count by calling or totals.

        Raises:
            UserFacingError: the numbers cannot be, or are more than were returned.
        """
        with self._database.transaction():
            count = self.running(count_id)
            if count.way is Way.BALLOTS:
                raise UserFacingError(
                    "逐张录入时，有效票和无效票由程序算出，不用填。", advice=("请逐张录入。",), safe=SAFE
                )
            if min(valid, invalid, blank) < 0 or blank > valid:
                raise UserFacingError(
                    f"有效票 {valid}、无效票 {invalid}、空白票 {blank} 不可能。",
                    advice=("张数不能小于 0，空白票算在有效票里。",),
                    safe=SAFE,
                )
            check_room(self.reader.returned(self._elections.round(count.round_id)), 0, valid + invalid)
            figures = BallotFigures(valid, invalid, blank)
            stamp = {"at": self._journal.stamp(), "user": self._journal.user}
            figures_id = self._store.add_figures(count_id, figures, **stamp)
            new = {"count_id": count_id, **figures._asdict()}
            self._journal.record("填写有效票和无效票", "ballot_figure", figures_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=figures_id)

    # ---- inside

    def enter_decided(self, count: BallotCount, ballot: Ballot, doubtful_id: int) -> ChangeSet:
        """Enter a doubtful ballot as decided; as it was decided before is undone."""
        for earlier in standing_entries(self._store.entries(count.id)):
            if earlier.doubtful_id == doubtful_id:
                self._undo(earlier)
        return self._enter(count, ballot, doubtful_id=doubtful_id)

    def _undo(self, wrong: Entry) -> int:
        at, user = self._journal.stamp(), self._journal.user
        undo = replace(wrong, withdraws_id=wrong.id, at=at, user=user)
        undo_id = self._store.add_entry(undo)
        self._journal.record("撤销选票录入", "ballot_entry", undo_id, new=entry_fields(undo))
        return undo_id

    def _enter(
        self,
        count: BallotCount,
        ballot: Ballot,
        *,
        copies: int = 1,
        code: str = "",
        doubtful_id: int | None = None,
    ) -> ChangeSet:
        one = self._elections.round(count.round_id)
        if isinstance(copies, bool) or not 1 <= copies <= MOST_COPIES:
            raise UserFacingError(
                f"相同选票的张数要在 1 到 {MOST_COPIES} 之间，现在是 {copies}。",
                advice=("请核对。",),
                safe=SAFE,
            )
        ballot = checked_write_ins(one.contest, ballot)
        judge(one.contest, ballot)
        check_room(self.reader.returned(one), self._store.entered(count.id), copies)
        stamp, user = self._journal.stamp(), self._journal.user
        entry = Entry(0, count.id, copies, ballot, code, doubtful_id, None, stamp, user)
        entry_id = self._store.add_entry(entry)
        self._journal.record("录入选票", "ballot_entry", entry_id, new=entry_fields(entry))
        return _CHANGED | ChangeSet.of(record_id=entry_id)

    def running(self, count_id: int, way: Way | None = None) -> BallotCount:
        """Return a count that goes on; a finished or paused one, or one of another way, is refused."""
        count = self.reader.get(count_id)
        if count.finished:
            raise UserFacingError(
                "这次计票已经结束。", advice=("发现问题时，先写明原因重新打开。",), safe=SAFE
            )
        if count.paused:
            raise UserFacingError("计票正在暂停。", advice=("请先按“继续”。",), safe=SAFE)
        if way not in (None, count.way):
            raise UserFacingError(
                f"这次计票的方式是“{count.way.phrase}”。", advice=("要换方式，请另开一次计票。",), safe=SAFE
            )
        return count

    def _step(
        self, count: BallotCount, step: str, act: str, *, tally: str = "", reason: str = ""
    ) -> ChangeSet:
        with self._database.transaction():
            at, user = self._journal.stamp(), self._journal.user
            step_id = self._store.add_step(count.id, step, tally, reason, at=at, user=user)
            new = {"count_id": count.id, "step": step, "tally": tally}
            self._journal.record(act, "ballot_count_step", step_id, new=new, reason=reason)
        return _CHANGED | ChangeSet.of(record_id=step_id)
