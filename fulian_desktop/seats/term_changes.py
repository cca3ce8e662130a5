"""Putting right the days of the current term and its number of seats, with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.seats.operations import MOST_SEATS
from fulian_desktop.seats.seat_store import SeatStore

if TYPE_CHECKING:
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.seats.records import Term
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_KEPT = "届次没有改动。"


class TermChanges:
    """Change what was entered when the current term was made."""

    def __init__(self, database: Database, journal: Journal, seats: SeatOperations) -> None:
        self._database = database
        self._journal = journal
        self._seats = seats
        self._store = SeatStore(database)

    def change(self, first_day: str, last_day: str, seats: int, reason: str) -> ChangeSet:
        """Write other days (ISO) and another number of seats for the current term.

        Seats are added at the end, or taken away from the end when nobody ever held them.

        Raises:
            UserFacingError: a day or number makes no sense, somebody took office outside the days, a seat to
                be taken away is held, was held or has a nominee, or there is no reason.
        """
        if not reason.strip():
            raise UserFacingError("改动的原因没有填。", advice=("请写一句为什么。",), safe=_KEPT)
        first, last = _day(first_day), _day(last_day)
        if first >= last:
            raise UserFacingError(
                f"任期届满日 {last} 不在开始日 {first} 之后。", advice=("请核对两个日期。",), safe=_KEPT
            )
        if not 1 <= seats <= MOST_SEATS:
            raise UserFacingError(
                f"席位数 {seats} 不对。", advice=(f"请填 1 到 {MOST_SEATS} 之间的数。",), safe=_KEPT
            )
        with self._database.transaction():
            term = self._seats.current_term()
            self._refuse_days(term, first)
            self._refuse_seats(term, seats)
            self._store.change_term(term.id, first, last)
            self._store.set_seat_count(term.id, seats)
            self._journal.record(
                "修改届次",
                "term",
                term.id,
                old={"first_day": term.first_day, "last_day": term.last_day, "seats": term.seat_count},
                new={"first_day": first, "last_day": last, "seats": seats},
                reason=reason.strip(),
            )
        return ChangeSet.of(RecordKind.TERM, RecordKind.SEAT, RecordKind.MEETING, record_id=term.id)

    def _refuse_days(self, term: Term, first: str) -> None:
        early = [
            tenure
            for seat in self._seats.board(term).seats
            for tenure in self._seats.history_of_seat(seat.id)
            if term.first_day <= tenure.began_on < first
        ]
        if early:
            raise UserFacingError(
                f"{early[0].person_name}等 {len(early)} 人在 {first} 以前已经任职，开始日不能改到这一天。",
                advice=("请核对开始日。",),
                safe=_KEPT,
            )

    def _refuse_seats(self, term: Term, seats: int) -> None:
        board = self._seats.board(term)
        if seats < len(board.held):
            raise UserFacingError(
                f"在任的有 {len(board.held)} 人，席位不能少于这个数。", advice=("请核对席位数。",), safe=_KEPT
            )
        used = [seat.number for seat in board.seats if seat.number > seats and self._store.is_used(seat.id)]
        if used:
            numbers = "、".join(str(number) for number in used)
            raise UserFacingError(
                f"席位 {numbers} 有人任职、任过职，或者已经提了人选，不能去掉。",
                advice=("席位从最后一个往前减；有任职记录的席位要留着。",),
                safe=_KEPT,
            )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserFacingError(
            f"“{text}”不是日期。", advice=("请写成 2026-03-06 这样的日期。",), safe=_KEPT
        ) from None
