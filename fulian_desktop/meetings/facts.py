"""Composing the facts of a meeting from the records of people and seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.names_order import sorted_by_name
from fulian_desktop.meetings.records import (
    EntitledMember,
    Meeting,
    MeetingFacts,
    Nominee,
    Officer,
    RosterLine,
)
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.meetings.records import AgendaItem, Observer
    from fulian_desktop.people.records import Person
    from fulian_desktop.seats.records import Federation, Seat, SeatBoard


def compose_facts(
    meeting: Meeting,
    federation: Federation,
    board: SeatBoard,
    people: Mapping[int, Person],
    *,
    agenda: tuple[AgendaItem, ...],
    nominee_rows: Sequence[tuple[int, int, int]],
    observers: tuple[Observer, ...],
) -> MeetingFacts:
    """Return what is true of a meeting as the records stand now."""
    plan = meeting.plan
    return MeetingFacts(
        federation=federation.name,
        superior=federation.superior,
        term_number=meeting.term_number,
        session_number=meeting.session_number,
        seat_count=board.term.seat_count,
        vacant_count=len(board.vacant),
        day=plan.day,
        time=plan.time,
        place=plan.place,
        chair=_officer(plan.presiding_chair_id, board, people),
        minute_taker=_officer(plan.minute_taker_id, board, people),
        basis=plan.basis,
        agenda=agenda,
        nominees=_nominees(nominee_rows, board, people),
        entitled=entitled_list(board),
        observers=observers,
        rule_pack=meeting.rule_pack,
    )


def entitled_list(board: SeatBoard) -> tuple[EntitledMember, ...]:
    """Return all who hold a seat: officers first, then by seat number; nobody who is absent is left out."""
    holders = sorted(board.holders(), key=lambda tenure: (tenure.post.rank, tenure.seat_number))
    return tuple(
        EntitledMember(tenure.person_id, position, tenure.person_name, tenure.post.phrase, tenure.seat_number)
        for position, tenure in enumerate(holders, start=1)
    )


def _officer(person_id: int | None, board: SeatBoard, people: Mapping[int, Person]) -> Officer | None:
    if person_id is None or person_id not in people:
        return None
    tenure = board.of_person(person_id)
    return Officer(person_id, people[person_id].name, tenure.post.phrase if tenure else "")


def _nominees(
    rows: Sequence[tuple[int, int, int]], board: SeatBoard, people: Mapping[int, Person]
) -> tuple[Nominee, ...]:
    seats = {seat.id: seat for seat in board.seats}
    nominees = [_nominee(row_id, people[person_id], seats[seat_id]) for row_id, person_id, seat_id in rows]
    return tuple(sorted_by_name(nominees, lambda nominee: nominee.name))


def _nominee(row_id: int, person: Person, seat: Seat) -> Nominee:
    former = seat.former
    return Nominee(
        id=row_id,
        person_id=person.id,
        seat_id=seat.id,
        seat_number=seat.number,
        name=person.name,
        sex=person.sex,
        born=person.born,
        ethnicity=person.ethnicity,
        political_status=person.political_status,
        education=person.education,
        unit_post=person.unit_post,
        resume=tuple((line.period, line.text) for line in person.resume),
        former_holder=former.person_name if former else "",
        former_ending=former.ending_phrase if former else "",
        former_ended_on=(former.ended_on or "") if former else "",
    )


def roster_lines(board: SeatBoard, people: Mapping[int, Person]) -> tuple[RosterLine, ...]:
    """Return the committee roster as the board stands: chair, vice chairs, then members by 姓氏笔画."""
    lines = [
        RosterLine(
            person_id=tenure.person_id,
            seat_number=tenure.seat_number,
            post=tenure.post.phrase,
            engagement=tenure.engagement.phrase,
            duty=tenure.duty,
            name=tenure.person_name,
            sex=people[tenure.person_id].sex,
            born=people[tenure.person_id].born,
            ethnicity=people[tenure.person_id].ethnicity,
            political_status=people[tenure.person_id].political_status,
            education=people[tenure.person_id].education,
            unit_post=people[tenure.person_id].unit_post,
            began_on=tenure.began_on,
            began_by=tenure.worded_as.phrase,
        )
        for tenure in board.holders()
    ]
    officers = [line for post in (Post.CHAIR, Post.VICE_CHAIR) for line in lines if line.post == post.phrase]
    members = [line for line in lines if line.post == Post.MEMBER.phrase]
    return (*officers, *sorted_by_name(members, lambda line: line.name))
