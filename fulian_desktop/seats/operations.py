"""The door of the room of seats: terms, who holds which seat, and how seats fall vacant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.rule_pack import DEFAULT_PACK_ID, shipped_pack
from fulian_desktop.seats.records import (
    Beginning,
    Ending,
    Engagement,
    Federation,
    Post,
    Seat,
    SeatBoard,
    Tenure,
    Term,
)
from fulian_desktop.seats.seat_store import SeatStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

MOST_SEATS = 199


def _day(text: str, what: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserFacingError(
            f"{what}“{text}”不是日期。", advice=("请写成 2026-03-06 这样的日期。",), safe="还没有保存。"
        ) from None


class SeatOperations:
    """Keep the federation, its terms, and the seats of the committee."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._store = SeatStore(database)

    def federation(self) -> Federation:
        """Return the federation that owns the file."""
        federation = self._store.federation()
        if federation is None:
            raise UserFacingError("这个资料文件里没有填妇联的名称。", advice=("请在“设置”里填写。",))
        return federation

    def name_federation(self, name: str, superior: str, *, rule_pack: str | None = None) -> ChangeSet:
        """Write the federation's full name, its superior and the id of the rules its meetings start with.

        Raises:
            UserFacingError: the name is empty, or there is no such rule pack.
        """
        with self._database.transaction():
            before = self._store.federation()
            chosen = rule_pack or (before.rule_pack if before is not None else DEFAULT_PACK_ID)
            federation = Federation(name.strip(), superior.strip(), shipped_pack(chosen).id)
            if not federation.name:
                raise UserFacingError("妇联名称没有填。", advice=("请填写全称，例如“三合村妇女联合会”。",))
            self._store.write_federation(federation)
            self._journal.record(
                "填写妇联名称",
                "federation",
                1,
                old=None if before is None else vars(before),
                new=vars(federation),
            )
        return ChangeSet.of(RecordKind.FEDERATION)

    def start_term(self, number: int, first_day: str, last_day: str, seats: int) -> ChangeSet:
        """Start a term with so many seats (1 to 199); `record_id` is its id.

        Raises:
            UserFacingError: a number, a day or the seats make no sense, or the term exists.
        """
        first, last = _day(first_day, "任期开始日"), _day(last_day, "任期届满日")
        if number < 1:
            raise UserFacingError(
                "届次要从第一届起。", advice=("请填 1 或更大的数字。",), safe="还没有保存。"
            )
        if not 1 <= seats <= MOST_SEATS:
            raise UserFacingError(
                f"席位数 {seats} 不对。", advice=(f"请填 1 到 {MOST_SEATS} 之间的数。",), safe="还没有保存。"
            )
        if first >= last:
            raise UserFacingError(
                f"任期届满日 {last} 不在开始日 {first} 之后。",
                advice=("请核对两个日期。",),
                safe="还没有保存。",
            )
        if any(term.number == number for term in self._store.terms()):
            raise UserFacingError(f"第 {number} 届已经建过。", advice=("请核对届次。",), safe="还没有保存。")
        with self._database.transaction():
            term_id = self._store.add_term(number, first, last, seats)
            self._journal.record(
                "建立届次",
                "term",
                term_id,
                new={"number": number, "first_day": first, "last_day": last, "seats": seats},
            )
        return ChangeSet.of(RecordKind.TERM, RecordKind.SEAT, record_id=term_id)

    def terms(self) -> list[Term]:
        """Return all terms, the newest first."""
        return self._store.terms()

    def current_term(self) -> Term:
        """Return the newest term.

        Raises:
            UserFacingError: no term was started.
        """
        terms = self._store.terms()
        if not terms:
            raise UserFacingError("还没有建立届次。", advice=("请先在“届次席位”页建立本届。",))
        return terms[0]

    def board(self, term: Term | None = None, *, on: str | None = None) -> SeatBoard:
        """Return the seats of a term (default: the newest) now, or as they stood at the end of an ISO day."""
        return self._store.board(term or self.current_term(), on)

    def take_seat(
        self,
        person_id: int,
        post: Post = Post.MEMBER,
        *,
        seat_number: int | None = None,
        began_on: str | None = None,
        began_by: Beginning = Beginning.TERM_ELECTION,
        source_count_id: int | None = None,
        engagement: Engagement = Engagement.NONE,
        duty: str = "",
    ) -> ChangeSet:
        """Give a person a seat of the current term: the one named, or the first vacant.

        Without a day she holds it from the first day of the term, or from the day somebody left it.
        `record_id` of the change set is the tenure.

        Raises:
            UserFacingError: she holds a seat already, the seat is held, none is vacant, there is a chair
                already, or the day lies before somebody else left the seat.
        """
        with self._database.transaction():
            board = self.board()
            name = self._store.person_name(person_id) or "这个人"
            self._refuse_second_seat(board, person_id, name)
            seat = _vacant_seat(board, seat_number, name)
            day = _first_day(board, seat, began_on)
            self._refuse_second_chair(board, post, None)
            tenure_id = self._store.add_tenure(
                seat_id=seat.id,
                person_id=person_id,
                post=post,
                engagement=engagement,
                duty=duty.strip(),
                began_on=day,
                began_by=began_by,
                source_count_id=source_count_id,
            )
            self._record_beginning(self._living(tenure_id))
        return ChangeSet.of(RecordKind.SEAT, record_id=tenure_id)

    def describe(
        self, tenure_id: int, post: Post, engagement: Engagement, duty: str, *, reason: str = ""
    ) -> ChangeSet:
        """Write the post, the way of serving and the duty of someone who holds a seat."""
        with self._database.transaction():
            before = self._living(tenure_id)
            if post is not before.post:
                self._refuse_second_chair(self.board(), post, tenure_id)
            self._store.describe_tenure(tenure_id, post, engagement, duty.strip())
            self._journal.record(
                "修改任职分工",
                "tenure",
                tenure_id,
                old={"post": before.post.value, "engagement": before.engagement.value, "duty": before.duty},
                new={"post": post.value, "engagement": engagement.value, "duty": duty.strip()},
                reason=reason,
            )
        return ChangeSet.of(RecordKind.SEAT, record_id=tenure_id)

    def record_departure(self, tenure_id: int, ending: Ending, on: str, cause: str = "") -> ChangeSet:
        """Record that someone left her seat on an ISO day; the seat falls vacant and the history stays.

        Raises:
            UserFacingError: she left already, or the day lies before the tenure began or in the future.
        """
        with self._database.transaction():
            tenure = self._living(tenure_id)
            day = _day(on, "离任日期")
            today = self._journal.now().date().isoformat()
            if day < tenure.began_on:
                raise UserFacingError(
                    f"离任日期 {day} 早于{tenure.person_name}的任职日期 {tenure.began_on}。",
                    advice=("请核对日期。",),
                    safe="席位没有变动。",
                )
            if day > today:
                raise UserFacingError(
                    f"离任日期 {day} 还没有到。", advice=("请在离任当天或以后登记。",), safe="席位没有变动。"
                )
            self._store.end_tenure(tenure_id, day, ending, cause.strip())
            self._journal.record(
                "登记离任",
                "tenure",
                tenure_id,
                new={
                    "name": tenure.person_name,
                    "seat": tenure.seat_number,
                    "ended_on": day,
                    "ended_by": ending.value,
                    "cause": cause.strip(),
                },
            )
        return ChangeSet.of(RecordKind.SEAT, record_id=tenure_id)

    def take_back_departure(self, tenure_id: int, reason: str = "") -> ChangeSet:
        """Take back a departure recorded by mistake: she holds her seat again; the journal keeps both.

        Raises:
            UserFacingError: she has not left, her seat was filled since, or she holds another one.
        """
        with self._database.transaction():
            tenure = self._store.tenure(tenure_id)
            board = self.board()
            if tenure is None or tenure.is_living:
                raise UserFacingError("这次离任已经撤销过。", safe="席位没有变动。")
            if all(seat.id != tenure.seat_id for seat in board.vacant):
                raise UserFacingError(
                    f"席位 {tenure.seat_number} 已经有人，{tenure.person_name}的离任不能撤销。",
                    advice=("请核对席位。",),
                    safe="席位没有变动。",
                )
            self._refuse_second_seat(board, tenure.person_id, tenure.person_name)
            self._refuse_second_chair(board, tenure.post, tenure_id)
            self._store.restore_tenure(tenure_id)
            self._journal.record(
                "撤销离任",
                "tenure",
                tenure_id,
                old={"name": tenure.person_name, "seat": tenure.seat_number, "ended_on": tenure.ended_on},
                reason=reason,
            )
        return ChangeSet.of(RecordKind.SEAT, record_id=tenure_id)

    def withdraw(self, tenure_ids: Sequence[int], reason: str, *, also_ended: bool = False) -> ChangeSet:
        """Take back tenures that should never have begun: an import undone, a count corrected.

        Args:
            tenure_ids: the tenures.
            reason: why.
            also_ended: take back tenures that ended since as well; otherwise they are refused.

        Raises:
            UserFacingError: a tenure was taken back already, or has ended.
        """
        with self._database.transaction():
            for tenure_id in tenure_ids:
                tenure = self._store.tenure(tenure_id) if also_ended else self._living(tenure_id)
                if tenure is None:
                    raise UserFacingError("这段任职已经撤回。", safe="席位没有变动。")
                self._store.withdraw_tenure(tenure_id, self._journal.stamp(), reason)
                self._journal.record(
                    "撤回任职",
                    "tenure",
                    tenure_id,
                    old={"name": tenure.person_name, "seat": tenure.seat_number},
                    reason=reason,
                )
        return ChangeSet.of(RecordKind.SEAT)

    def history(self, person_id: int) -> list[Tenure]:
        """Return the tenures of a person, the newest first."""
        return self._store.tenures_of(person_id)

    def history_of_seat(self, seat_id: int) -> list[Tenure]:
        """Return everyone who held a seat, the newest first."""
        return self._store.tenures_of_seat(seat_id)

    def living_tenures(self) -> dict[int, Tenure]:
        """Return who holds a seat now, by person id."""
        return {tenure.person_id: tenure for tenure in self._store.living_tenures()}

    def from_count(self, count_id: int) -> list[Tenure]:
        """Return the tenures a count brought about and that stand."""
        return self._store.tenures_from_count(count_id)

    def _record_beginning(self, tenure: Tenure) -> None:
        self._journal.record(
            "任职",
            "tenure",
            tenure.id,
            new={
                "name": tenure.person_name,
                "person_id": tenure.person_id,
                "seat_id": tenure.seat_id,
                "seat": tenure.seat_number,
                "post": tenure.post.value,
                "began_on": tenure.began_on,
                "began_by": tenure.began_by.value,
                "source_count_id": tenure.source_count_id,
            },
        )

    def _living(self, tenure_id: int) -> Tenure:
        tenure = self._store.tenure(tenure_id)
        if tenure is None or not tenure.is_living:
            raise UserFacingError(
                "这段任职已经结束或撤回。", advice=("请刷新席位页再看。",), safe="席位没有变动。"
            )
        return tenure

    def _refuse_second_seat(self, board: SeatBoard, person_id: int, name: str) -> None:
        tenure = self.living_tenures().get(person_id)
        if tenure is None:
            return
        if tenure.term_number != board.term.number:
            raise UserFacingError(
                f"{name}还是第 {tenure.term_number} 届第{tenure.seat_number}席的{tenure.post.phrase}。",
                advice=("请先登记上一届任职届满。",),
                safe="席位没有变动。",
            )
        raise UserFacingError(
            f"{name}已经是第{tenure.seat_number}席的{tenure.post.phrase}，不能再占一个席位。",
            advice=("请核对人选。",),
            safe="席位没有变动。",
        )

    def _refuse_second_chair(self, board: SeatBoard, post: Post, tenure_id: int | None) -> None:
        if post is not Post.CHAIR:
            return
        for tenure in board.holders():
            if tenure.post is Post.CHAIR and tenure.id != tenure_id:
                raise UserFacingError(
                    f"{tenure.person_name}现在是主席，不能有两位主席。",
                    advice=("请先登记原主席离任或改任。",),
                    safe="席位没有变动。",
                )


def _vacant_seat(board: SeatBoard, number: int | None, name: str) -> Seat:
    """Return the seat of this number if it is vacant; without a number, the first vacant one."""
    seat = next((seat for seat in board.vacant if number in (None, seat.number)), None)
    if seat is None:
        where = f"席位 {number} 没有空着" if number else f"{board.term.seat_count} 个席位都已有人"
        raise UserFacingError(
            f"{where}，{name}没有席位可以任职。",
            advice=("请核对席位数，或先登记离任。",),
            safe="席位没有变动。",
        )
    return seat


def _first_day(board: SeatBoard, seat: Seat, began_on: str | None) -> str:
    """Return the day a tenure on a vacant seat begins."""
    left_on = (seat.former.ended_on or "") if seat.former else ""
    if not began_on:
        return max(board.term.first_day, left_on)
    day = _day(began_on, "任职日期")
    if day < left_on and seat.former:
        raise UserFacingError(
            f"任职日期 {day} 早于{seat.former.person_name}离开第{seat.number}席的日期 {left_on}。",
            advice=("请核对日期。",),
            safe="席位没有变动。",
        )
    return day
