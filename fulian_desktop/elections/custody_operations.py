"""Where the ballots are: every printing, issue, return, sealing is a record with time and names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections.count_records import CustodyEvent, CustodyKind, CustodyPage
from fulian_desktop.elections.journal_fields import as_fields
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules import custody
from fulian_desktop.rules.custody import Figures
from fulian_desktop.rules.election_pack import Method

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fulian_desktop.elections.count_records import Round
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

MOST_BALLOTS = 100_000
_SAFE = "选票的登记没有改动。"
_CHANGED = ChangeSet.of(RecordKind.BALLOT, RecordKind.PAPER)


def figures_of(events: Iterable[CustodyEvent], present: int | None) -> Figures:
    """Return the numbers that stand: those of one kind added up, those taken back left out."""
    numbers: dict[str, int] = {}
    for event in events:
        if event.kind.has_number and not event.is_withdrawn and event.withdraws_id is None:
            numbers[event.kind.value] = numbers.get(event.kind.value, 0) + (event.number or 0)
    return Figures(present, **numbers)


class CustodyOperations:
    """Record what happens to the ballots of a round."""

    def __init__(self, database: Database, journal: Journal, reader: ElectionReader) -> None:
        self._database = database
        self._journal = journal
        self._reader = reader
        self._rounds = reader.rounds

    def figures(self, round_id: int) -> Figures:
        """Return the numbers of a round's ballots as they stand; valid and invalid come with the count."""
        return figures_of(self._rounds.events(round_id), self._reader.round(round_id).present)

    def page(self, round_id: int, *, valid: int | None = None, invalid: int | None = None) -> CustodyPage:
        """Return everything that happened to the ballots and the equations as lamps.

        Args:
            round_id: the round.
            valid: valid ballots of the count, once known.
            invalid: invalid ones.
        """
        figures = replace(self.figures(round_id), valid=valid, invalid=invalid)
        lamps = custody.lamps(figures)
        if custody.returned_too_many(figures):
            sentence = f"收回 {figures.returned} 张，多于发出的 {figures.issued} 张：选举无效，应当重新选举。"
            return CustodyPage(self._rounds.events(round_id), lamps, election_valid=False, sentence=sentence)
        if figures.issued is None or figures.returned is None:
            sentence = "发出和收回的选票还没有登记全。"
        else:
            sentence = f"发出 {figures.issued} 张，收回 {figures.returned} 张，选举有效。"
        return CustodyPage(self._rounds.events(round_id), lamps, election_valid=True, sentence=sentence)

    def record(
        self,
        round_id: int,
        kind: CustodyKind,
        number: int | None = None,
        *,
        happened_at: str = "",
        names: tuple[str, ...] = (),
        note: str = "",
    ) -> ChangeSet:
        """Record that ballots were printed, issued, returned ..., or the box checked, sealed, opened.

        Several records of one kind add up. More ballots returned than issued is recorded as it is: the page
        then says that the election is invalid. `record_id` is the event.

        Args:
            round_id: the round.
            kind: what happened.
            number: how many ballots (0 to 100,000) where the kind has a number.
            happened_at: ISO moment; default now.
            names: who did it and who watched.
            note: anything else.

        Raises:
            UserFacingError: a number that cannot be, a round by hands, or one whose result was announced.
        """
        with self._database.transaction():
            one = self._open_round(round_id, kind)
            self._check_number(one, kind, number)
            event = CustodyEvent(
                0,
                round_id,
                kind,
                number if kind.has_number else None,
                happened_at or self._journal.stamp(),
                names,
                note.strip(),
                None,
                self._journal.stamp(),
                self._journal.user,
            )
            event_id = self._rounds.add_event(event)
            self._journal.record(kind.phrase, "custody_event", event_id, new=as_fields(event))
        return _CHANGED | ChangeSet.of(record_id=event_id)

    def take_back(self, event_id: int, reason: str) -> ChangeSet:
        """Take back a record made by mistake; both stay, and only the later ones count.

        Raises:
            UserFacingError: no reason, taken back already, or the result was announced.
        """
        with self._database.transaction():
            event = next((one for one in self._rounds.events() if one.id == event_id), None)
            if event is None or event.is_withdrawn or event.withdraws_id is not None:
                raise UserFacingError("这条登记已经撤回过。", advice=("请看下面最新的登记。",), safe=_SAFE)
            if not reason.strip():
                raise UserFacingError("撤回的原因没有填。", advice=("请写一句原因。",), safe=_SAFE)
            self._open_round(event.round_id, event.kind)
            undo = replace(
                event,
                number=None,
                note=reason.strip(),
                withdraws_id=event_id,
                at=self._journal.stamp(),
                user=self._journal.user,
            )
            undo_id = self._rounds.add_event(undo)
            self._journal.record(
                f"撤回{event.kind.phrase}",
                "custody_event",
                undo_id,
                new=as_fields(undo),
                reason=reason.strip(),
            )
        return _CHANGED | ChangeSet.of(record_id=undo_id)

    def _open_round(self, round_id: int, kind: CustodyKind) -> Round:
        one = self._reader.round(round_id)
        if one.method is Method.SHOW_OF_HANDS:
            raise UserFacingError("这一轮是举手表决，没有选票。", safe=_SAFE)
        if kind.has_number and self._rounds.result(round_id) is not None:
            raise UserFacingError(
                "这一轮的结果已经宣布，选票的张数不能再改。",
                advice=("结果宣布以后还可以登记封存、销毁。",),
                safe=_SAFE,
            )
        return one

    def _check_number(self, one: Round, kind: CustodyKind, number: int | None) -> None:
        if not kind.has_number:
            return
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MOST_BALLOTS:
            raise UserFacingError(
                f"{kind.phrase}的张数要填 0 到 {MOST_BALLOTS} 的整数，现在是“{number}”。",
                advice=("没有就填 0。",),
                safe=_SAFE,
            )
        if kind is CustodyKind.ISSUED and one.present is None:
            raise UserFacingError(
                "发票前还没有清点人数。",
                advice=("请先清点到会有选举权的人数，再登记发出的选票。",),
                safe=_SAFE,
            )
