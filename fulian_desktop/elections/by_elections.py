"""Which by-election fits a vacancy. Pure rules.

替补 fills a seat somebody left, 增补 a seat nobody held yet, 增选 an officer's post that fell vacant. Some
places call every filling of a seat 增补; the wording is the user's, the record keeps them apart. The officers
of a term that has none yet are not added: the committee's first session elects them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.elections.records import ByElectionChoice, ElectionKind
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from fulian_desktop.rules.election_pack import ElectionPack
    from fulian_desktop.seats.records import Seat, SeatBoard, Tenure

_BY_COMMITTEE = "由执委会全体会议选举；执委会的这项职权请以妇联章程和本会选举办法为准"


def choices(board: SeatBoard, pack: ElectionPack) -> tuple[ByElectionChoice, ...]:
    """Return the by-election that fits each vacant seat, then one for each officer's post that is vacant.

    A committee that never had an officer is offered the election of all officers at its first session.
    """
    found = [choice_of_seat(board, seat, pack) for seat in board.vacant]
    if board.holders() and not _had_officers(board):
        return (*found, _of_first_session(board, pack))
    chair = next((one for one in board.holders() if one.post is Post.CHAIR), None)
    if chair is None and board.holders():
        found.append(_of_officer(board, Post.CHAIR, _former(board, Post.CHAIR), pack))
    for seat in board.seats:
        left = seat.former
        if left is not None and left.post is Post.VICE_CHAIR and seat.holder is None:
            found.append(_of_officer(board, Post.VICE_CHAIR, left, pack))
    return tuple(found)


def choice_of_seat(board: SeatBoard, seat: Seat, pack: ElectionPack) -> ByElectionChoice:
    """Return the by-election that fits one vacant seat: replacement where somebody left it, else addition."""
    left = seat.former
    if left is None:
        kind, trigger = ElectionKind.ADDITION, f"第 {seat.number} 席换届后一直空缺"
    else:
        kind = ElectionKind.REPLACEMENT
        trigger = f"第 {seat.number} 席原{left.post.phrase}{left.person_name}{left.ending_phrase}"
    return _choice(board, kind, Post.MEMBER, pack, (seat.number, None, trigger))


def removal_of(board: SeatBoard, tenure: Tenure, pack: ElectionPack) -> ByElectionChoice:
    """Return what the removal of a holder demands."""
    trigger = f"对第 {tenure.seat_number} 席{tenure.post.phrase}{tenure.person_name}提出罢免"
    return _choice(
        board, ElectionKind.REMOVAL, Post.MEMBER, pack, (tenure.seat_number, tenure.person_id, trigger)
    )


def _had_officers(board: SeatBoard) -> bool:
    tenures = (one for seat in board.seats for one in (seat.holder, seat.former) if one is not None)
    return any(one.post is not Post.MEMBER for one in tenures)


def _of_first_session(board: SeatBoard, pack: ElectionPack) -> ByElectionChoice:
    term = ordinal(board.term.number, "届")
    trigger = f"{term}执委会还没有主席，第一次会议上从执委里选举"
    return _choice(board, ElectionKind.OFFICERS, Post.CHAIR, pack, (None, None, trigger))


def _former(board: SeatBoard, post: Post) -> Tenure | None:
    gone = [seat.former for seat in board.seats if seat.former is not None and seat.former.post is post]
    return max(gone, key=lambda one: one.ended_on or "", default=None)


def _of_officer(board: SeatBoard, post: Post, former: Tenure | None, pack: ElectionPack) -> ByElectionChoice:
    trigger = f"{post.phrase}空缺"
    if former is not None:
        trigger = f"原{post.phrase}{former.person_name}{former.ending_phrase}，{post.phrase}空缺"
    return _choice(board, ElectionKind.OFFICER_ADDITION, post, pack, (None, None, trigger))


def _choice(
    board: SeatBoard,
    kind: ElectionKind,
    post: Post,
    pack: ElectionPack,
    about: tuple[int | None, int | None, str],
) -> ByElectionChoice:
    entitled = len(board.held)
    need = pack.quorum.need(entitled)
    competence = _BY_COMMITTEE
    if kind is ElectionKind.REMOVAL:
        competence = "执委由妇女代表大会选出；届中由执委会罢免的，请先确认章程和本会办法允许，并报上级妇联"
    return ByElectionChoice(
        kind=kind,
        body=kind.body,
        post=post,
        seat_number=about[0],
        person_id=about[1],
        trigger=about[2],
        competence=competence,
        quorum=f"应到执委 {entitled} 人，{pack.quorum.phrase}即 {need} 人到会",
        wording=kind.wording,
        runs_until=board.term.last_day,
    )
