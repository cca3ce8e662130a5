"""By-elections: a vacancy offers the one that fits, and its result fills exactly that seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.count_records import Effect, Way
from fulian_desktop.elections.records import ElectionKind, PostSeats
from fulian_desktop.elections.recount import recount
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_tally import Total
from fulian_desktop.rules.ballots import Ballot, Mark
from fulian_desktop.seats.records import Beginning, Ending, Post
from tests.elections.election_stage import an_open_round, appoint_everybody, counted, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.rules.election_pack import ElectionPack
    from tests.builders import TickedWorkspace

YES, NO = Mark.IN_FAVOUR, Mark.AGAINST


def a_by_election(
    workspace: TickedWorkspace,
    kind: ElectionKind,
    post: Post,
    who: Sequence[tuple[int, int | None]],
    pack: ElectionPack | None = None,
) -> int:
    """An election of the committee with its lists passed; `who` are person and seat."""
    chosen = pack or workspace.elections.packs.pack("county-by-election")
    election_id = made(workspace.elections.prepare(kind, [PostSeats(post, len(who))], pack=chosen))
    for person_id, seat in who:
        workspace.elections.candidates.add(election_id, person_id, post, seat_number=seat)
    workspace.elections.pass_list(election_id)
    appoint_everybody(workspace, election_id)
    return election_id


def voted(workspace: TickedWorkspace, election_id: int, ballots: Sequence[tuple[Ballot, int]]) -> None:
    one = an_open_round(workspace, election_id, entitled=13, present=11)
    counted(workspace, one, ballots)
    workspace.elections.rounds.announce(one.id)


def test_each_vacancy_offers_the_by_election_that_fits(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    found = workspace.elections.by_election_choices()
    assert [(one.kind, one.seat_number) for one in found] == [
        (ElectionKind.REPLACEMENT, 9),
        (ElectionKind.REPLACEMENT, 13),
    ]
    assert found[0].trigger == "第 9 席原执委周美琴调离·自行卸免"
    assert found[0].quorum == "应到执委 13 人，三分之二以上即 9 人到会"
    assert found[0].runs_until == "2029-03-07"
    assert found[0].wording == "election_replacement"


def test_a_seat_nobody_held_offers_an_addition(workspace: TickedWorkspace) -> None:
    found = workspace.elections.by_election_choices()
    assert {one.kind for one in found} == {ElectionKind.ADDITION}
    assert len(found) == 15


def test_a_chair_who_left_offers_a_replacement_and_an_officers_addition(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    chair = workspace.seats.living_tenures()[ids["沈丽华"]]
    workspace.seats.record_departure(chair.id, Ending.TRANSFER, "2026-03-01", "调往镇里")
    kinds = {(one.kind, one.post, one.seat_number) for one in workspace.elections.by_election_choices()}
    assert (ElectionKind.REPLACEMENT, Post.MEMBER, 1) in kinds
    assert (ElectionKind.OFFICER_ADDITION, Post.CHAIR, None) in kinds


def test_a_new_term_without_officers_is_offered_the_first_session_not_an_addition(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    workspace.seats.start_term(8, "2029-03-08", "2034-03-07", 3)
    for number, name in enumerate(("丁巧云", "苏晓棠"), start=1):
        workspace.seats.take_seat(ids[name], Post.MEMBER, seat_number=number, began_on="2029-03-08")
    found = workspace.elections.by_election_choices()
    assert [(one.kind, one.post, one.seat_number) for one in found] == [
        (ElectionKind.ADDITION, Post.MEMBER, 3),
        (ElectionKind.OFFICERS, Post.CHAIR, None),
    ]
    assert found[1].trigger == "第八届执委会还没有主席，第一次会议上从执委里选举"


def test_a_replacement_fills_the_seat_for_the_rest_of_the_term(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    who = [(ids["丁巧云"], 9), (ids["苏晓棠"], 13)]
    election_id = a_by_election(workspace, ElectionKind.REPLACEMENT, Post.MEMBER, who)
    voted(workspace, election_id, [(Ballot((YES, YES)), 10), (Ballot((YES, NO)), 1)])
    tenure = workspace.seats.living_tenures()[ids["丁巧云"]]
    assert (tenure.seat_number, tenure.began_by, tenure.began_on) == (9, Beginning.REPLACEMENT, "2026-03-06")
    effects = workspace.elections.seating.effects(election_id)
    assert [(one.effect, one.votes) for one in effects] == [(Effect.SEATED, 11), (Effect.SEATED, 10)]
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []


def test_one_who_fails_leaves_her_seat_vacant(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    who = [(ids["丁巧云"], 9), (ids["苏晓棠"], 13)]
    election_id = a_by_election(workspace, ElectionKind.ADDITION, Post.MEMBER, who)
    voted(workspace, election_id, [(Ballot((YES, YES)), 6), (Ballot((YES, NO)), 5)])
    assert [seat.number for seat in workspace.seats.board().vacant] == [13]
    assert workspace.seats.living_tenures()[ids["丁巧云"]].began_by is Beginning.ADDITION
    workspace.elections.rounds.leave_vacant(election_id, "会议同意暂缺")
    assert workspace.elections.rounds.end(election_id) == (1, "会议同意暂缺")


def test_an_officer_is_added_from_the_members(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    election_id = a_by_election(
        workspace, ElectionKind.OFFICER_ADDITION, Post.VICE_CHAIR, [(ids["王秀英"], None)]
    )
    voted(workspace, election_id, [(Ballot((YES,)), 11)])
    assert workspace.seats.living_tenures()[ids["王秀英"]].post is Post.VICE_CHAIR
    assert workspace.elections.seating.effects(election_id)[0].effect is Effect.OFFICER
    assert workspace.check() == []


def test_a_removal_by_ballot_ends_the_tenure(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    election_id = a_by_election(workspace, ElectionKind.REMOVAL, Post.MEMBER, [(ids["石桂芳"], None)])
    voted(workspace, election_id, [(Ballot((YES,)), 8), (Ballot((NO,)), 3)])
    tenure = workspace.seats.history(ids["石桂芳"])[0]
    assert (tenure.ended_by, tenure.ended_on) == (Ending.REMOVAL, "2026-03-06")
    assert workspace.elections.seating.effects(election_id)[0].effect is Effect.REMOVED
    assert workspace.check() == []


def test_a_removal_without_the_majority_changes_nothing(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    election_id = a_by_election(workspace, ElectionKind.REMOVAL, Post.MEMBER, [(ids["石桂芳"], None)])
    voted(workspace, election_id, [(Ballot((YES,)), 6), (Ballot((NO,)), 5)])
    assert ids["石桂芳"] in workspace.seats.living_tenures()


def test_by_hand_where_the_rules_say_so_with_those_who_raised_no_hand_kept_apart(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    elections = workspace.elections
    hands = elections.packs.pack("village-show-of-hands")
    election_id = a_by_election(
        workspace, ElectionKind.REPLACEMENT, Post.MEMBER, [(ids["丁巧云"], 9)], pack=hands
    )
    elections.rounds.open_first(election_id)
    (one,) = elections.rounds.rounds(election_id)
    elections.rounds.check_attendance(one.id, entitled=13, present=11)
    with pytest.raises(UserFacingError, match="只能按人录入总数"):
        elections.counting.start(one.id, Way.BALLOTS, "姚计一")
    count_id = made(elections.counting.start(one.id, Way.TOTALS, "姚计一"))
    elections.counting.enter_total(count_id, Total(1, 9, 0, 1))
    with pytest.raises(UserFacingError, match="各栏合计 10，比有效票 11 少 1"):
        elections.counting.finish(count_id)
    elections.counting.enter_total(count_id, Total(1, 9, 0, 1, not_voting=1))
    elections.counting.finish(count_id)
    elections.settling.settle(one.id, count_id)
    elections.rounds.announce(one.id)
    assert workspace.seats.living_tenures()[ids["丁巧云"]].seat_number == 9
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []
