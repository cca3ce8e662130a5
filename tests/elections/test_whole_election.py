"""A congress from the list passed to the new term's officers: a tie, a write-in, doubt, two invalid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.count_records import Effect, RoundKind, RulingKind, Way
from fulian_desktop.elections.records import ElectionKind, ElectionState, PostSeats
from fulian_desktop.elections.recount import recount
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.ballots import Ballot, Mark, WriteIn
from fulian_desktop.rules.thresholds import Threshold
from fulian_desktop.rules.winners import Standing
from fulian_desktop.seats.records import Beginning, Post
from tests.builders import a_by_election, open_with_attendance
from tests.elections.election_stage import (
    a_ballot,
    a_term_election,
    an_open_round,
    appoint_everybody,
    counted,
    made,
)

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import Round
    from fulian_desktop.rules.election_pack import ElectionPack
    from tests.builders import TickedWorkspace

YES, NO = Mark.IN_FAVOUR, Mark.AGAINST


def the_first_round(workspace: TickedWorkspace, one: Round, ids: dict[str, int]) -> int:
    """31 ballots: 29 valid, 2 invalid; numbers 1 and 2 level at the last seat, number 3 far behind."""
    elections = workspace.elections
    count_id = made(elections.counting.start(one.id, Way.BALLOTS, "姚计一"))
    elections.counting.enter_ballot(count_id, a_ballot(one, against=[1, 3]), copies=8)
    elections.counting.enter_ballot(count_id, a_ballot(one, against=[2, 3]), copies=8)
    for number in range(4, 14):
        elections.counting.enter_ballot(count_id, a_ballot(one, against=[3, number]))
    for spelling in ("丁巧云", "丁巧芸"):
        elections.counting.enter_code(count_id, "3/+16/+17-", write_ins=(WriteIn(spelling),))
    elections.counting.enter_code(count_id, "0", invalid_reason="做了记号")
    elections.counting.enter_code(count_id, "4/")
    doubtful = made(elections.doubtful.set_aside(count_id, "3 号一格涂改过"))
    elections.doubtful.decide(
        doubtful,
        counted=True,
        reason="看得出划的是不赞成",
        names=("姚监一", "姚监二"),
        ballot=a_ballot(one, against=[3, 14]),
    )
    elections.settling.rule_write_in(
        one.id,
        "丁巧芸",
        RulingKind.SAME_PERSON,
        name="丁巧云",
        person_id=ids["丁巧云"],
        reason="同音，村里只有一位",
        names=("姚监一",),
    )
    elections.counting.finish(count_id)
    elections.settling.settle(one.id, count_id)
    return count_id


def test_a_congress_is_held_to_the_end(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    election_id = a_term_election(workspace)
    one = an_open_round(workspace, election_id)
    the_first_round(workspace, one, ids)
    elections.rounds.announce(one.id)
    outcome = elections.rounds.outcome(one.id)
    assert outcome is not None
    (part,) = outcome.parts
    assert (part.need, part.base_size, len(part.elected)) == (19, 36, 14)
    assert [(place.name, place.in_favour) for place in part.tied] == [("丁选华", 21), ("万选华", 21)]
    written = next(place for place in part.places if place.number == 0)
    assert (written.name, written.in_favour, written.standing) == ("丁巧云", 2, Standing.NO_MAJORITY)
    assert written.reason == "赞成 2 票，没有达到应到 36 人过半数的 19 票，还差 17 票"
    assert elections.get(election_id).state is ElectionState.NEXT_STEP

    (step,) = elections.rounds.next_steps(election_id)
    assert step.kind is RoundKind.REVOTE
    elections.rounds.open_next(election_id, RoundKind.REVOTE)
    two = an_open_round(workspace, election_id)
    assert [entrant.name for entrant in two.contest.entrants] == ["丁选华", "万选华"]
    assert (two.contest.seats, two.contest.write_ins) == (1, False)
    counted(workspace, two, [(Ballot((YES, NO)), 16), (Ballot((NO, YES)), 15)])
    elections.rounds.announce(two.id)
    assert elections.get(election_id).state is ElectionState.DONE
    assert elections.rounds.end(election_id) == (0, "选满")
    assert len(elections.seating.elected(election_id)) == 15
    assert elections.rounds.result(one.id) is not None

    recounted = recount(workspace.database, election_id)
    assert recounted["agrees"], recounted["differences"]
    assert recounted["rounds"][0]["valid"] == 29
    assert recounted["rounds"][1]["elected"] == ["member 丁选华"]
    assert workspace.check() == []


def test_the_new_term_begins_with_those_elected(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    election_id = a_term_election(workspace, seats=3, candidates=4)
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[4]), 31)])
    elections.rounds.announce(one.id)
    elections.seating.begin_term(election_id, "2026-03-06", "2031-03-05")
    board = workspace.seats.board()
    assert (board.term.number, board.term.seat_count) == (8, 3)
    assert [tenure.person_name for tenure in board.holders()] == ["丁选华", "万选华", "王选华"]
    assert {tenure.began_by for tenure in board.holders()} == {Beginning.TERM_ELECTION}
    source = elections.seating.source_of(board.holders()[0].id)
    assert source is not None
    assert (source.election_id, source.votes, source.effect) == (election_id, 31, Effect.SEATED)
    old = workspace.seats.history(ids["沈丽华"])[0]
    assert (old.ended_on, old.ending_phrase) == ("2026-03-06", "换届·届满")
    change = elections.seating.before_after(8)
    assert change is not None
    assert len(change.newcomers) == 3
    assert len(change.leavers) == 13
    with pytest.raises(UserFacingError, match="新一届已经开始"):
        elections.seating.begin_term(election_id, "2026-03-06", "2031-03-05")
    assert workspace.check() == []


def test_the_first_session_elects_chair_and_vice_chairs(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    elections = workspace.elections
    election_id = a_term_election(workspace, seats=5, candidates=6)
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[6]), 31)])
    elections.rounds.announce(one.id)
    elections.seating.begin_term(election_id, "2026-03-06", "2031-03-05")
    officers = made(
        elections.prepare(ElectionKind.OFFICERS, [PostSeats(Post.VICE_CHAIR, 2), PostSeats(Post.CHAIR, 1)])
    )
    holders = workspace.seats.board().holders()
    for holder, post in zip(holders, (Post.CHAIR, Post.VICE_CHAIR, Post.VICE_CHAIR), strict=False):
        elections.candidates.add(officers, holder.person_id, post)
    elections.candidates.order(officers)
    elections.pass_list(officers)
    appoint_everybody(workspace, officers)
    first = an_open_round(workspace, officers, entitled=5, present=5)
    counted(workspace, first, [(Ballot((YES, YES, YES)), 4), (Ballot((YES, NO, YES)), 1)])
    elections.rounds.announce(first.id)
    posts = [(tenure.person_name, tenure.post) for tenure in workspace.seats.board().holders()]
    assert posts[:3] == [
        ("丁选华", Post.CHAIR),
        ("万选华", Post.VICE_CHAIR),
        ("王选华", Post.VICE_CHAIR),
    ]
    announced = elections.seating.elected_by_strokes(officers)
    assert [one.post for one in announced] == [Post.CHAIR, Post.VICE_CHAIR, Post.VICE_CHAIR]
    assert recount(workspace.database, officers)["agrees"]
    assert workspace.check() == []


def test_a_second_round_fills_what_the_first_left(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    election_id = a_term_election(workspace, seats=3, candidates=4)
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[3, 4]), 31)])
    elections.rounds.announce(one.id)
    again, leave = elections.rounds.next_steps(election_id)
    assert (again.kind, leave.kind, leave.vacant) == (RoundKind.SECOND, None, 1)
    elections.rounds.open_next(election_id, RoundKind.SECOND)
    two = an_open_round(workspace, election_id)
    assert [entrant.name for entrant in two.contest.entrants] == ["王选华", "韦选华"]
    counted(workspace, two, [(Ballot((NO, NO)), 31)])
    elections.rounds.announce(two.id)
    elections.rounds.leave_vacant(election_id, "大会同意名额暂缺")
    assert elections.rounds.end(election_id) == (1, "大会同意名额暂缺")
    assert [one.number for one in elections.rounds.rounds(election_id)] == [1, 2]
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []


def test_a_primary_makes_formal_candidates_only(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    pack = elections.packs.pack("congress-primary")
    election_id = a_term_election(workspace, seats=3, candidates=5, pack=pack)
    one = an_open_round(workspace, election_id)
    assert one.kind is RoundKind.PRIMARY
    counted(workspace, one, [(a_ballot(one, against=[1, 2]), 31)])
    elections.rounds.announce(one.id)
    assert elections.seating.elected(election_id) == ()
    elections.rounds.open_next(election_id, RoundKind.MAIN)
    two = an_open_round(workspace, election_id)
    assert [entrant.name for entrant in two.contest.entrants] == ["王选华", "韦选华", "牛选华"]
    counted(workspace, two, [(a_ballot(two), 31)])
    elections.rounds.announce(two.id)
    assert len(elections.seating.elected(election_id)) == 3
    assert elections.get(election_id).state is ElectionState.DONE


def test_a_written_in_winner_must_be_somebody(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    election_id = a_term_election(workspace, seats=1, candidates=2)
    one = an_open_round(workspace, election_id)
    ballot = Ballot((NO, NO), (WriteIn("苏晓棠"),))
    counted(workspace, one, [(ballot, 31)])
    with pytest.raises(UserFacingError, match="另选人苏晓棠得票够当选，还没有对上"):
        elections.rounds.announce(one.id)
    elections.settling.rule_write_in(
        one.id,
        "苏晓棠",
        RulingKind.SAME_PERSON,
        person_id=ids["苏晓棠"],
        reason="本村只有一位",
        names=("姚监一",),
    )
    elections.rounds.announce(one.id)
    (winner,) = elections.seating.elected(election_id)
    assert (winner.name, winner.person_id, winner.votes) == ("苏晓棠", ids["苏晓棠"], 31)
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []


def test_namesakes_are_told_apart_by_their_number(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    election_id = made(elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 1)]))
    persons = []
    for born in ("1980-01", "1990-01"):
        details = PersonDetails(name="王秀英", born=born)
        persons.append(made(workspace.people.add(details, namesake_allowed=True)))
        elections.candidates.add(election_id, persons[-1])
    assert any("都叫王秀英" in one.sentence for one in elections.conflicts(election_id))
    elections.pass_list(election_id)
    appoint_everybody(workspace, election_id)
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(Ballot((NO, YES)), 31)])
    elections.rounds.announce(one.id)
    (winner,) = elections.seating.elected(election_id)
    assert winner.person_id == persons[1]
    assert workspace.check() == []


def test_those_there_are_taken_from_the_meeting(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    meeting_id = a_by_election(workspace, ids)
    kind = ElectionKind.REPLACEMENT
    pack = elections.packs.pack("county-by-election")
    election_id = made(elections.prepare(kind, [PostSeats(Post.MEMBER, 1)], pack=pack, meeting_id=meeting_id))
    assert [one.id for one in elections.of_meeting(meeting_id)] == [election_id]
    elections.candidates.add(election_id, ids["丁巧云"], seat_number=9)
    elections.pass_list(election_id)
    appoint_everybody(workspace, election_id)
    one = made(elections.rounds.open_first(election_id))
    with pytest.raises(UserFacingError, match="会议筹备中，不能清点"):
        elections.rounds.check_attendance(one)
    open_with_attendance(workspace, meeting_id)
    elections.rounds.check_attendance(one)
    held = elections.rounds.get(one)
    assert (held.entitled, held.present) == (13, 11)


def test_a_meeting_given_up_lets_go_of_its_election(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    meeting_id = a_by_election(workspace, ids)
    election_id = a_term_election(workspace, seats=2, candidates=3)
    waiting = made(
        workspace.elections.prepare(
            ElectionKind.REPLACEMENT, [PostSeats(Post.MEMBER, 1)], meeting_id=meeting_id
        )
    )
    workspace.meetings.discard(meeting_id)
    assert workspace.elections.get(waiting).meeting_id is None
    assert workspace.elections.get(election_id).passed_at is not None


def test_a_main_round_has_only_those_the_primary_made_candidates(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    elections = workspace.elections
    pack = elections.packs.pack("congress-primary")
    election_id = a_term_election(workspace, seats=2, candidates=3, pack=pack)
    one = an_open_round(workspace, election_id, present=30)
    counted(workspace, one, [(a_ballot(one, against=[2]), 15), (a_ballot(one, against=[3]), 15)])
    elections.rounds.announce(one.id)
    outcome = elections.rounds.outcome(one.id)
    assert outcome is not None
    assert [place.standing for place in outcome.parts[0].places] == [
        Standing.ELECTED,
        Standing.NO_MAJORITY,
        Standing.NO_MAJORITY,
    ]
    again = the_main_round(workspace, election_id)
    assert [entrant.name for entrant in again.contest.entrants] == ["丁选华"]


def the_main_round(workspace: TickedWorkspace, election_id: int) -> Round:
    workspace.elections.rounds.open_next(election_id, RoundKind.MAIN)
    return workspace.elections.rounds.rounds(election_id)[-1]


def test_a_name_written_in_and_tied_stands_in_the_vote_among_the_tied(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    elections = workspace.elections
    election_id = a_term_election(workspace, seats=1, candidates=2)
    one = an_open_round(workspace, election_id, entitled=36, present=36)
    split = [(Ballot((YES, NO)), 18), (Ballot((NO, NO), (WriteIn("苏晓棠"),)), 18)]
    pack = elections.get(election_id).pack
    assert pack.majority.need(36) == 19
    counted(workspace, one, split)
    elections.rounds.announce(one.id)
    assert elections.rounds.next_steps(election_id)[0].kind is RoundKind.SECOND

    low = replace(pack, majority=Threshold.AT_LEAST_HALF)
    other = a_tied_election(workspace, low)
    two = an_open_round(workspace, other, entitled=36, present=36)
    counted(workspace, two, split)
    elections.settling.rule_write_in(
        two.id,
        "苏晓棠",
        RulingKind.SAME_PERSON,
        person_id=ids["苏晓棠"],
        reason="本村只有一位",
        names=("姚监一",),
    )
    elections.rounds.announce(two.id)
    elections.rounds.open_next(other, RoundKind.REVOTE)
    three = an_open_round(workspace, other, entitled=36, present=36)
    assert [entrant.name for entrant in three.contest.entrants] == ["丁选华", "苏晓棠"]
    counted(workspace, three, [(Ballot((NO, YES)), 36)])
    elections.rounds.announce(three.id)
    (winner,) = elections.seating.elected(other)
    assert winner.person_id == ids["苏晓棠"]
    assert recount(workspace.database, other)["agrees"]
    assert workspace.check() == []


def a_tied_election(workspace: TickedWorkspace, pack: ElectionPack) -> int:
    """A further election with the candidates of the first one."""
    elections = workspace.elections
    election_id = made(elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 1)], pack=pack))
    for candidate in elections.get(elections.elections()[1].id).candidates[:2]:
        assert candidate.person_id is not None
        elections.candidates.add(election_id, candidate.person_id)
    elections.pass_list(election_id)
    appoint_everybody(workspace, election_id)
    return election_id
