"""换届前后: who stayed, came and left, and why, as far as the record knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.elections.records import ElectionKind, PostSeats
from fulian_desktop.seats.records import Ending, Post
from tests.elections.election_stage import (
    a_ballot,
    a_person,
    an_open_round,
    appoint_everybody,
    counted,
    made,
)

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace


def test_each_leaver_is_told_why_and_each_winner_with_how_many_votes(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    elections = workspace.elections
    workspace.seats.record_departure(
        workspace.seats.living_tenures()[ids["王秀英"]].id, Ending.TRANSFER, "2026-03-01", "调往镇里"
    )
    election_id = made(elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 3)]))
    stand = [ids["沈丽华"], ids["马晓燕"], ids["李堃"], ids["王秀英"], a_person(workspace, "丁选华")]
    for person_id in stand:
        elections.candidates.add(election_id, person_id)
    elections.pass_list(election_id)
    appoint_everybody(workspace, election_id)
    gone = next(one for one in elections.get(election_id).candidates if one.name == "马晓燕")
    elections.candidates.withdraw(gone.id, "要照顾家里的老人")
    one = an_open_round(workspace, election_id)
    number = {each.name: each.number for each in one.contest.entrants}
    ballots = [(a_ballot(one, against=[number["王秀英"]]), 4), (a_ballot(one, against=[number["李堃"]]), 27)]
    counted(workspace, one, ballots)
    elections.rounds.announce(one.id)
    elections.seating.begin_term(election_id, "2026-03-06", "2031-03-05")

    change = elections.seating.before_after(8)
    assert change is not None
    assert [(each.name, each.before, each.after, each.how) for each in change.stayers] == [
        ("沈丽华", Post.CHAIR, Post.MEMBER, "赞成31票")
    ]
    came = {each.name: each.how for each in change.newcomers}
    assert came == {"丁选华": "赞成31票", "王秀英": "曾任第七届执委，赞成27票"}
    left = {each.name: each.how for each in change.leavers}
    assert left["李堃"] == "届满，没有当选（赞成4票）"
    assert left["马晓燕"] == "届满，提名后退出"
    assert left["石桂芳"] == "届满，没有列为候选人"
    assert (change.before.total, change.after.total, change.is_kept) == (12, 3, True)
    assert workspace.check() == []


def test_without_an_election_on_record_the_shares_are_those_of_today(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    seats = workspace.seats
    for tenure in seats.living_tenures().values():
        seats.record_departure(tenure.id, Ending.EXPIRY, "2026-03-05", "换届")
    seats.start_term(8, "2026-03-05", "2031-03-04", 3)
    seats.take_seat(ids["沈丽华"], Post.CHAIR, seat_number=1, began_on="2026-03-05")
    change = workspace.elections.seating.before_after(8)
    assert change is not None
    assert not change.is_kept
    assert {each.how for each in change.leavers} == {"届满"}
    assert change.after.total == 1
    assert workspace.elections.seating.before_after(7) is None
