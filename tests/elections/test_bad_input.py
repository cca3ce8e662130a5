"""Bad input is met with a clear sentence and nothing is lost; what peers get wrong is refused here."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.count_records import CustodyKind, RoundKind, Way
from fulian_desktop.elections.recount import recount
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballots import Ballot, Mark
from fulian_desktop.rules.election_pack import CountBase, shipped_election_packs
from fulian_desktop.rules.winners import Standing
from tests.elections.election_stage import a_ballot, a_term_election, an_open_round, counted, made
from tests.test_house import PRODUCT

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace

YES, NO = Mark.IN_FAVOUR, Mark.AGAINST
GENERAL = shipped_election_packs()[0]


@pytest.fixture
def election_id(workspace: TickedWorkspace, ids: dict[str, int]) -> int:
    return a_term_election(workspace, seats=2, candidates=3)


def test_more_ballots_back_than_out_is_an_invalid_election_and_is_held_again(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    one = an_open_round(workspace, election_id, returned=32)
    page = elections.custody.page(one.id)
    assert not page.election_valid
    assert page.sentence == "收回 32 张，多于发出的 31 张：选举无效，应当重新选举。"
    with pytest.raises(UserFacingError, match="选举无效，不再计票") as refused:
        elections.counting.start(one.id, Way.BALLOTS, "姚计一")
    assert refused.value.safe == "已经登记的发票、收票记录都在。"
    elections.rounds.announce(one.id)
    result = elections.rounds.result(one.id)
    assert result is not None
    assert not result.valid
    assert elections.seating.elected(election_id) == ()
    (step,) = elections.rounds.next_steps(election_id)
    assert step.kind is RoundKind.REPEAT
    elections.rounds.open_next(election_id, RoundKind.REPEAT)
    two = an_open_round(workspace, election_id)
    counted(workspace, two, [(a_ballot(two, against=[3]), 31)])
    elections.rounds.announce(two.id)
    assert len(elections.seating.elected(election_id)) == 2
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []


def test_a_number_miscounted_is_taken_back_and_both_records_stay(
    workspace: TickedWorkspace, election_id: int
) -> None:
    custody = workspace.elections.custody
    one = an_open_round(workspace, election_id, returned=32)
    wrong = next(event for event in custody.page(one.id).events if event.kind is CustodyKind.RETURNED)
    with pytest.raises(UserFacingError, match="原因没有填"):
        custody.take_back(wrong.id, "")
    custody.take_back(wrong.id, "有一张是作废的旧票")
    custody.record(one.id, CustodyKind.RETURNED, 31)
    page = custody.page(one.id)
    assert page.election_valid
    assert len([event for event in page.events if event.kind is CustodyKind.RETURNED]) == 3
    with pytest.raises(UserFacingError, match="已经撤回过"):
        custody.take_back(wrong.id, "再撤一次")
    assert workspace.check() == []


def test_the_rules_cannot_change_once_ballots_are_out(workspace: TickedWorkspace, election_id: int) -> None:
    other = replace(GENERAL, majority_base=CountBase.PRESENT)
    with pytest.raises(UserFacingError, match="选举办法已经随候选人名单通过"):
        workspace.elections.choose_pack(election_id, other)
    one = an_open_round(workspace, election_id)
    with pytest.raises(UserFacingError, match="选票已经发出，选举办法不能再改") as refused:
        workspace.elections.choose_pack(election_id, other)
    assert refused.value.safe == "已经登记的选票和票数都在，没有改动。"
    assert workspace.elections.get(election_id).pack == GENERAL
    assert workspace.elections.custody.figures(one.id).issued == 31


def test_a_change_of_her_own_rules_moves_no_election_passed(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    packs = workspace.elections.packs
    packs.copy(GENERAL.id, "三合村选举办法")
    own = packs.own()[0]
    election_id = a_term_election(workspace, seats=2, candidates=3, pack=own)
    packs.save(replace(own, majority_base=CountBase.VALID))
    assert workspace.elections.get(election_id).pack.majority_base is CountBase.ENTITLED
    assert packs.own()[0].majority_base is CountBase.VALID


def test_a_candidate_who_withdraws_after_printing_stays_on_the_ballot_and_cannot_win(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    one = an_open_round(workspace, election_id)
    leaving = elections.get(election_id).candidates[0]
    elections.candidates.withdraw(leaving.id, "调离本村")
    gone = elections.get(election_id).candidates[0].withdrawal
    assert gone is not None
    assert gone.stage == "issued"
    assert gone.consequence == (
        "选票已经发出，丁选华的名字留在选票上，请主持人当众说明；划给她的票照实清点、公布，但不能当选；"
        "还有候选人 2 名，应选 2 名，差额已经不够，是否补充提名请由主席团（会议）决定。"
    )
    counted(workspace, one, [(a_ballot(one, against=[3]), 31)])
    elections.rounds.announce(one.id)
    outcome = elections.rounds.outcome(one.id)
    assert outcome is not None
    first = outcome.parts[0].places[0]
    assert (first.in_favour, first.standing) == (31, Standing.WITHDRAWN)
    assert [place.name for place in outcome.elected] == ["万选华"]
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []


def test_a_candidate_who_withdraws_before_printing_is_not_on_the_ballot(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    leaving = elections.get(election_id).candidates[0]
    with pytest.raises(UserFacingError, match="退出的原因没有填"):
        elections.candidates.withdraw(leaving.id, " ")
    elections.candidates.withdraw(leaving.id, "身体不好")
    with pytest.raises(UserFacingError, match="已经登记退出"):
        elections.candidates.withdraw(leaving.id, "再退一次")
    one = an_open_round(workspace, election_id)
    assert [entrant.name for entrant in one.contest.entrants] == ["万选华", "王选华"]
    assert [entrant.number for entrant in one.contest.entrants] == [1, 2]


def test_one_who_withdraws_after_winning_keeps_the_result_as_it_was(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[2, 3]), 31)])
    elections.rounds.announce(one.id)
    elections.candidates.withdraw(elections.get(election_id).candidates[1].id, "不再参选")
    (again, _) = elections.rounds.next_steps(election_id)
    assert again.contest is not None
    assert [entrant.name for entrant in again.contest.entrants] == ["王选华"]
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []


def test_a_list_passed_is_frozen(workspace: TickedWorkspace, election_id: int, ids: dict[str, int]) -> None:
    elections = workspace.elections
    for change in (
        lambda: elections.candidates.add(election_id, ids["丁巧云"]),
        lambda: elections.candidates.order(election_id),
        lambda: elections.set_posts(election_id, elections.get(election_id).posts),
        lambda: elections.discard(election_id),
    ):
        with pytest.raises(UserFacingError, match="已经通过，不能再改"):
            change()


def test_nothing_is_announced_while_an_equation_does_not_close(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    one = an_open_round(workspace, election_id)
    elections.custody.record(one.id, CustodyKind.SPOILED, 2)
    counted(workspace, one, [(a_ballot(one, against=[3]), 31)])
    with pytest.raises(UserFacingError, match="发出 31 \\+ 作废 2 \\+ 剩余 5 = 38，比印制的 36 张多 2 张"):
        elections.rounds.announce(one.id)
    elections.custody.record(one.id, CustodyKind.PRINTED, 2, note="补印")
    elections.rounds.announce(one.id)
    assert elections.rounds.result(one.id) is not None


def test_sealing_and_destroying_are_recorded_after_the_result_too(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[3]), 31)])
    elections.rounds.announce(one.id)
    with pytest.raises(UserFacingError, match="选票的张数不能再改"):
        elections.custody.record(one.id, CustodyKind.RETURNED, 1)
    elections.custody.record(one.id, CustodyKind.USED_SEALED, names=("姚监一", "姚监二"))
    assert elections.custody.page(one.id).events[-1].names == ("姚监一", "姚监二")
    assert workspace.check() == []


@pytest.mark.parametrize("number", [None, -1, 100001, True])
def test_a_number_of_ballots_that_cannot_be_is_refused(
    workspace: TickedWorkspace, election_id: int, number: int | None
) -> None:
    workspace.elections.rounds.open_first(election_id)
    (one,) = workspace.elections.rounds.rounds(election_id)
    with pytest.raises(UserFacingError, match="要填 0 到 100000 的整数"):
        workspace.elections.custody.record(one.id, CustodyKind.PRINTED, number)


def test_ballots_do_not_go_out_before_those_there_are_counted(
    workspace: TickedWorkspace, election_id: int
) -> None:
    workspace.elections.rounds.open_first(election_id)
    (one,) = workspace.elections.rounds.rounds(election_id)
    workspace.elections.custody.record(one.id, CustodyKind.PRINTED, 36)
    with pytest.raises(UserFacingError, match="发票前还没有清点人数"):
        workspace.elections.custody.record(one.id, CustodyKind.ISSUED, 31)
    with pytest.raises(UserFacingError, match="还差 1 人，不能进行选举"):
        workspace.elections.rounds.check_attendance(one.id, entitled=36, present=23)
    workspace.elections.rounds.check_attendance(one.id, entitled=36, present=31)
    workspace.elections.custody.record(one.id, CustodyKind.ISSUED, 31)
    with pytest.raises(UserFacingError, match="应到、实到不能再改"):
        workspace.elections.rounds.check_attendance(one.id, entitled=36, present=30)


# ---- what peers get wrong


def test_exactly_half_is_not_more_than_half(workspace: TickedWorkspace, election_id: int) -> None:
    one = an_open_round(workspace, election_id)
    counted(
        workspace,
        one,
        [(a_ballot(one, against=[3]), 18), (a_ballot(one, against=[2, 3]), 13)],
    )
    outcome = workspace.elections.rounds.outcome(one.id)
    assert outcome is not None
    second = next(place for place in outcome.parts[0].places if place.number == 2)
    assert (second.in_favour, second.standing) == (18, Standing.NO_MAJORITY)


def test_an_announced_result_is_not_picked_by_hand_and_not_changed(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    one = an_open_round(workspace, election_id)
    with pytest.raises(UserFacingError, match="票数还没有认定"):
        elections.rounds.announce(one.id)
    counted(workspace, one, [(a_ballot(one, against=[3]), 31)])
    elections.rounds.announce(one.id)
    with pytest.raises(UserFacingError, match="结果已经宣布"):
        elections.rounds.announce(one.id)
    for table in ("election_result", "ballot_entry", "custody_event", "election_round", "count_settlement"):
        with workspace.database.transaction(), pytest.raises(Exception, match="never"):
            workspace.database.execute(f"DELETE FROM {table}")


def test_numbers_are_compared_as_numbers_and_survive_a_restart(
    workspace: TickedWorkspace, election_id: int
) -> None:
    one = an_open_round(workspace, election_id, entitled=110, present=99, returned=99, printed=110)
    page = workspace.elections.custody.page(one.id)
    assert page.election_valid
    count_id = made(workspace.elections.counting.start(one.id, Way.BALLOTS, "姚计一"))
    workspace.elections.counting.enter_ballot(count_id, a_ballot(one, against=[3]), copies=9)
    path = workspace.database.path
    workspace.close()
    with type(workspace).open(path) as again:
        assert again.elections.counting.tally(count_id).valid == 9


def test_more_names_than_a_form_holds_are_all_counted(workspace: TickedWorkspace, election_id: int) -> None:
    one = an_open_round(workspace, election_id)
    counting = workspace.elections.counting
    count_id = made(counting.start(one.id, Way.BALLOTS, "姚计一"))
    from fulian_desktop.rules.ballots import WriteIn

    for number in range(31):
        ballot = Ballot((NO, NO, NO), (WriteIn(f"另选{number}甲"), WriteIn(f"另选{number}乙")))
        counting.enter_ballot(count_id, ballot)
    assert len(counting.tally(count_id).write_ins) == 62


def test_an_invalid_ballot_and_an_invalid_cell_are_two_different_numbers(
    workspace: TickedWorkspace, election_id: int
) -> None:
    one = an_open_round(workspace, election_id)
    counting = workspace.elections.counting
    count_id = made(counting.start(one.id, Way.BALLOTS, "姚计一"))
    counting.enter_code(count_id, "3*")
    counting.enter_code(count_id, "0")
    tally = counting.tally(count_id)
    assert (tally.valid, tally.invalid, tally.lines[2].partly_invalid) == (1, 1, 1)


def test_the_recount_shares_no_rule_with_the_count() -> None:
    allowed = {"fulian_desktop.elections.recount_store", "fulian_desktop.errors"}
    for name in ("recount", "recount_store"):
        tree = ast.parse((PRODUCT / "elections" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fulian_desktop"):
                assert node.module in allowed | {"fulian_desktop.storage.database"}
