"""Reading a count: its running tally, the lamps, what is still open; the same for every way of counting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.elections.count_records import CountView, RulingKind, Way
from fulian_desktop.elections.count_store import CountStore
from fulian_desktop.elections.custody_operations import figures_of
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules import custody
from fulian_desktop.rules.ballot_tally import RunningTally, Tally, tally_calls, tally_totals
from fulian_desktop.rules.ballots import Ruling, judge
from fulian_desktop.rules.custody import Light
from fulian_desktop.rules.election_pack import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.count_records import BallotCount, Call, Entry, Round, RulingRecord
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.rules.custody import Lamp
    from fulian_desktop.storage.database import Database

LAST_SHOWN = 20


def rulings_of(records: Sequence[RulingRecord]) -> dict[str, Ruling]:
    """Return the decision that holds for each spelling; one decided by name holds for the name as well."""
    found: dict[str, Ruling] = {}
    for one in records:
        if one.kind is RulingKind.UNIDENTIFIABLE:
            found[one.spelling] = Ruling("")
        else:
            found[one.spelling] = Ruling(one.name, one.kind is not RulingKind.NOT_ELIGIBLE)
    return found


class CountReader:
    """Reads counts; it never writes."""

    def __init__(self, database: Database, reader: ElectionReader) -> None:
        self._database = database
        self._reader = reader
        self._kept: dict[int, tuple[int, RunningTally | None]] = {}
        self.store = CountStore(database)

    def get(self, count_id: int) -> BallotCount:
        """Return one count.

        Raises:
            UserFacingError: there is no such count.
        """
        count = self.store.count(count_id)
        if count is None:
            raise UserFacingError("这次计票不在资料里。", advice=("请回到选举页重新选择。",))
        return count

    def rulings(self, round_id: int) -> dict[str, Ruling]:
        """Return what the scrutineers decided about spellings of a round."""
        return rulings_of(self._reader.rounds.rulings(round_id))

    def tally(self, count: BallotCount) -> Tally:
        """Return the tally of what was entered so far."""
        one = self._reader.round(count.round_id)
        rulings = self.rulings(one.id)
        if count.way is Way.BALLOTS:
            return self._running(count.id, one, rulings).tally()
        valid, invalid, blank = self._sheets(count, one)
        if count.way is Way.CALLING:
            calls = self.store.called(count.id)
            return tally_calls(one.contest, calls, valid, invalid, blank=blank, rulings=rulings)
        totals = [total for _, total in self.store.totals(count.id).values()]
        return tally_totals(one.contest, totals, valid, invalid, blank=blank, rulings=rulings)

    def returned(self, one: Round) -> int | None:
        """Return the ballots returned, None while not recorded; hands: those present."""
        if one.method is Method.SHOW_OF_HANDS:
            return one.present
        return figures_of(self._reader.rounds.events(one.id), one.present or 0).returned

    def view(self, count_id: int) -> CountView:
        """Return a count as the screen shows it."""
        count = self.get(count_id)
        one = self._reader.round(count.round_id)
        tally = self.tally(count)
        rulings = self.rulings(one.id)
        by_ballot = count.way is Way.BALLOTS
        entries = self.store.entries(count_id, last=LAST_SHOWN) if by_ballot else ()
        calls = self.store.calls(count_id, last=LAST_SHOWN) if count.way is Way.CALLING else ()
        names = {line.name for line in tally.write_ins}
        if by_ballot:
            spellings = self._running(count_id, one, rulings).spellings
            names |= {spelling for spelling, number in spellings.items() if number > 0}
        lamps = self._lamps(count, one, tally)
        return CountView(
            count=count,
            contest=one.contest,
            tally=tally,
            lamps=lamps,
            last_entries=tuple(
                replace(each, judged=judge(one.contest, each.ballot, rulings)) for each in reversed(entries)
            ),
            last_calls=tuple(replace(each, name=_name(one, each)) for each in reversed(calls)),
            doubtful=self.store.doubtful(count_id),
            write_in_names=tuple(sorted(names)),
            entered=tally.returned,
            returned=self.returned(one),
            open_points=self.open_points(count, one, lamps),
        )

    def open_points(self, count: BallotCount, one: Round, lamps: Sequence[Lamp]) -> tuple[str, ...]:
        """Return what stands in the way of finishing a count, in words."""
        found = [lamp.sentence for lamp in lamps if lamp.light is not Light.GREEN]
        waiting = sum(1 for each in self.store.doubtful(count.id) if each.counted is None)
        if waiting:
            found.append(f"有 {waiting} 张疑难票还没有认定")
        if count.way is Way.TOTALS:
            entered = {total.number for _, total in self.store.totals(count.id).values()}
            missing = [each.name for each in one.contest.entrants if each.number not in entered]
            if missing:
                found.append(f"还有 {len(missing)} 人没有填票数：{'、'.join(missing)}")
        return tuple(found)

    def _running(self, count_id: int, one: Round, rulings: dict[str, Ruling]) -> RunningTally:
        """Return the tally by ballots, adding only what was entered since it was last asked for.

        In a transaction, which may be undone, everything is added up anew and nothing is kept.
        """
        settled = self._database.revision is not None
        seen, running = self._kept.get(count_id, (0, None)) if settled else (0, None)
        if running is None or running.rulings != rulings:
            seen, running = 0, RunningTally(one.contest, rulings)
        for entry in self.store.entries(count_id, after=seen):
            running.add(entry.ballot, entry.copies if entry.withdraws_id is None else -entry.copies)
            seen = entry.id
        if settled:
            self._kept[count_id] = (seen, running)
        return running

    def _lamps(self, count: BallotCount, one: Round, tally: Tally) -> tuple[Lamp, ...]:
        returned = self.returned(one)
        by_figures = count.way is not Way.BALLOTS and one.method is Method.SECRET_BALLOT
        unknown = by_figures and self.store.figures(count.id) is None
        entered = custody.entry_lamp(None if unknown else tally.returned, returned)
        if count.way is Way.TOTALS:
            known = {total.number for _, total in self.store.totals(count.id).values()}
            lines = tuple(line for line in tally.lines if line.number in known)
            tally = replace(tally, lines=lines)
        return (entered, *custody.tally_lamps(one.contest, tally))

    def _sheets(self, count: BallotCount, one: Round) -> tuple[int, int, int]:
        figures = self.store.figures(count.id)
        if figures is not None:
            return figures
        return (self.returned(one) or 0), 0, 0


def standing_entries(entries: Sequence[Entry]) -> list[Entry]:
    """Return the ballots that were not undone."""
    return [one for one in entries if one.withdraws_id is None and not one.is_withdrawn]


def standing_calls(calls: Sequence[Call]) -> list[Call]:
    """Return the calls that were not undone."""
    return [one for one in calls if one.withdraws_id is None and not one.is_withdrawn]


def _name(one: Round, call: Call) -> str:
    return call.write_in or one.contest.entrants[call.number - 1].name
