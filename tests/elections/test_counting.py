"""Counting in three ways; undo is a record; nothing wrong goes in, and nothing entered is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.count_records import CustodyKind, RulingKind, Way
from fulian_desktop.elections.recount import recount
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_codes import CodeStyle
from fulian_desktop.rules.ballot_tally import Total
from fulian_desktop.rules.ballots import Ballot, Mark, WriteIn
from tests.elections.election_stage import a_ballot, a_term_election, an_open_round, counted, made

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import Round
    from tests.builders import TickedWorkspace

YES, NO = Mark.IN_FAVOUR, Mark.AGAINST


@pytest.fixture
def one(workspace: TickedWorkspace, ids: dict[str, int]) -> Round:
    """2 seats, 3 candidates, 36 entitled, 31 ballots out and back, the box opened."""
    return an_open_round(workspace, a_term_election(workspace, seats=2, candidates=3))


def started(workspace: TickedWorkspace, one: Round, way: Way, counter: str = "姚计一") -> int:
    return made(workspace.elections.counting.start(one.id, way, counter))


def test_ballots_by_code_grow_the_tally_and_the_lamp_tells_how_many_are_missing(
    workspace: TickedWorkspace, one: Round
) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.BALLOTS)
    counting.enter_code(count_id, "3/")
    counting.enter_code(count_id, "1+2", CodeStyle.MARKS, copies=9)
    view = counting.view(count_id)
    assert [line.in_favour for line in view.tally.lines] == [10, 10, 0]
    assert (view.entered, view.returned) == (10, 31)
    assert view.open_points == ("还有 21 张没有录入",)
    assert [entry.code for entry in view.last_entries] == ["1+2", "3/"]


def test_undo_takes_one_back_as_a_record_and_leaves_the_others(
    workspace: TickedWorkspace, one: Round
) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.BALLOTS)
    first = made(counting.enter_code(count_id, "1/"))
    counting.enter_code(count_id, "2/")
    counting.undo_entry(count_id, first)
    view = counting.view(count_id)
    assert view.tally.lines[0].against == 0
    assert [entry.is_withdrawn for entry in view.last_entries] == [False, True]
    counting.undo_entry(count_id)
    with pytest.raises(UserFacingError, match="没有可以撤销的录入"):
        counting.undo_entry(count_id)
    assert workspace.check() == []


def test_identical_ballots_go_in_at_once_up_to_what_came_back(workspace: TickedWorkspace, one: Round) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.BALLOTS)
    counting.enter_ballot(count_id, a_ballot(one, against=[3]), copies=30)
    with pytest.raises(UserFacingError, match="收回选票 31 张，已经录入 30 张，再录 2 张就多出 1 张"):
        counting.enter_ballot(count_id, a_ballot(one, against=[3]), copies=2)
    for copies in (0, 1001, -1):
        with pytest.raises(UserFacingError, match="在 1 到 1000 之间"):
            counting.enter_ballot(count_id, a_ballot(one), copies=copies)
    assert counting.tally(count_id).returned == 30


def test_a_code_out_of_range_loses_nothing(workspace: TickedWorkspace, one: Round) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.BALLOTS)
    counting.enter_code(count_id, "3/")
    with pytest.raises(UserFacingError, match="没有 4 号，号码从 1 到 3") as refused:
        counting.enter_code(count_id, "4/")
    assert refused.value.safe
    assert counting.tally(count_id).returned == 1


def test_calling_grows_by_number_and_abstentions_are_what_is_left(
    workspace: TickedWorkspace, one: Round
) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.CALLING)
    counting.set_figures(count_id, 30, 1)
    for _ in range(26):
        counting.call(count_id, 1)
    for _ in range(3):
        counting.call(count_id, 1, NO)
    counting.call(count_id, 0, write_in="丁巧云")
    line = counting.tally(count_id).lines[0]
    assert (line.in_favour, line.against, line.abstaining, line.total) == (26, 3, 1, 30)
    assert counting.view(count_id).last_calls[0].name == "丁巧云"
    counting.finish(count_id)
    workspace.elections.settling.settle(one.id, count_id)
    assert recount(workspace.database, one.election_id)["rounds"][0]["votes"][1] == {
        "F": 26,
        "A": 3,
        "B": 1,
        "X": 0,
        "N": 0,
    }


def test_a_call_is_undone_by_name(workspace: TickedWorkspace, one: Round) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.CALLING)
    for number in (1, 2, 1, 3):
        counting.call(count_id, number)
    counting.undo_call(count_id, 1)
    assert [line.in_favour for line in counting.tally(count_id).lines] == [1, 1, 1]
    counting.undo_call(count_id)
    assert [line.in_favour for line in counting.tally(count_id).lines] == [1, 1, 0]
    with pytest.raises(UserFacingError, match="没有可以撤销的唱票"):
        counting.undo_call(count_id, 3)
    assert workspace.check() == []


def test_nobody_gets_more_calls_than_valid_ballots(workspace: TickedWorkspace, one: Round) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.CALLING)
    counting.set_figures(count_id, 2, 29)
    counting.call(count_id, 1)
    counting.call(count_id, 1)
    with pytest.raises(UserFacingError, match="丁选华已经唱了 2 票，有效票一共 2 张"):
        counting.call(count_id, 1, NO)


def test_totals_of_a_paper_tally_must_close_for_each_candidate(
    workspace: TickedWorkspace, one: Round
) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.TOTALS)
    counting.set_figures(count_id, 30, 1)
    counting.enter_total(count_id, Total(1, 26, 3, 2))
    counting.enter_total(count_id, Total(2, 20, 10))
    with pytest.raises(UserFacingError, match="丁选华各栏合计 31，比有效票 30 多 1"):
        counting.finish(count_id)
    counting.enter_total(count_id, Total(1, 26, 3, 1))
    with pytest.raises(UserFacingError, match="还有 1 人没有填票数：王选华"):
        counting.finish(count_id)
    counting.enter_total(count_id, Total(3, 0, 30))
    counting.finish(count_id)
    with pytest.raises(UserFacingError, match="已经结束"):
        counting.enter_total(count_id, Total(3, 1, 29))


@pytest.mark.parametrize("total", [Total(4, 1), Total(1, -1), Total(1, 5, not_voting=1), Total(0, 3)])
def test_totals_that_cannot_be_are_refused(workspace: TickedWorkspace, one: Round, total: Total) -> None:
    count_id = started(workspace, one, Way.TOTALS)
    with pytest.raises(UserFacingError) as refused:
        workspace.elections.counting.enter_total(count_id, total)
    assert refused.value.safe


def test_a_doubtful_ballot_holds_the_count_until_it_is_decided(
    workspace: TickedWorkspace, one: Round
) -> None:
    counting, doubtful = workspace.elections.counting, workspace.elections.doubtful
    count_id = started(workspace, one, Way.BALLOTS)
    counting.enter_ballot(count_id, a_ballot(one, against=[3]), copies=29)
    aside = [made(doubtful.set_aside(count_id, what)) for what in ("签了名", "涂改")]
    assert "有 2 张疑难票还没有认定" in counting.view(count_id).open_points
    with pytest.raises(UserFacingError, match="理由和监票人"):
        doubtful.decide(aside[0], counted=False, reason="", names=("姚监一",))
    doubtful.decide(aside[0], counted=False, reason="选票上签了名", names=("姚监一",))
    with pytest.raises(UserFacingError, match="要录入怎样计票"):
        doubtful.decide(aside[1], counted=True, reason="看得清", names=("姚监一",))
    doubtful.decide(
        aside[1], counted=True, reason="看得清", names=("姚监一",), ballot=a_ballot(one, against=[1])
    )
    doubtful.decide(
        aside[1], counted=True, reason="再看一遍", names=("姚监一",), ballot=a_ballot(one, against=[2])
    )
    counting.finish(count_id)
    tally = counting.tally(count_id)
    assert (tally.valid, tally.invalid, tally.reasons) == (30, 1, (("选票上签了名", 1),))
    assert [line.against for line in tally.lines] == [0, 1, 29]
    assert [each.reason for each in doubtful.of_count(count_id)] == ["选票上签了名", "再看一遍"]
    assert workspace.check() == []


def test_a_pause_refuses_entries_until_it_ends(workspace: TickedWorkspace, one: Round) -> None:
    counting = workspace.elections.counting
    count_id = started(workspace, one, Way.BALLOTS)
    counting.pause(count_id)
    with pytest.raises(UserFacingError, match="正在暂停"):
        counting.enter_code(count_id, "3/")
    counting.resume(count_id)
    counting.enter_code(count_id, "3/")
    assert counting.tally(count_id).valid == 1


def test_another_person_counts_again_and_only_differing_lines_are_shown(
    workspace: TickedWorkspace, one: Round
) -> None:
    elections = workspace.elections
    first = counted(workspace, one, [(a_ballot(one, against=[3]), 31)], settle=False)
    with pytest.raises(UserFacingError, match="姚计一已经数过一次"):
        started(workspace, one, Way.TOTALS)
    second = started(workspace, one, Way.TOTALS, "姚计二")
    elections.counting.set_figures(second, 31, 0)
    for total in (Total(1, 31), Total(2, 30, 1), Total(3, 0, 31)):
        elections.counting.enter_total(second, total)
    elections.counting.finish(second)
    shown = [(one.line, one.first, one.second) for one in elections.settling.differences(first, second)]
    assert shown == [("万选华 赞成", 31, 30), ("万选华 不赞成", 0, 1)]
    with pytest.raises(UserFacingError, match="两次计票有 2 处不同"):
        elections.settling.settle(one.id, first)
    elections.settling.settle(one.id, first, reason="逐张复核，第二次看错一张", names=("姚监一",))
    settled = elections.settling.settlement(one.id)
    assert settled is not None
    assert (settled.count_id, len(settled.differences)) == (first, 2)
    assert len(elections.counting.counts(one.id)) == 2
    assert workspace.check() == []


def test_a_finished_count_is_opened_again_only_with_a_reason_and_before_settling(
    workspace: TickedWorkspace, one: Round
) -> None:
    elections = workspace.elections
    count_id = counted(workspace, one, [(a_ballot(one, against=[3]), 31)], settle=False)
    with pytest.raises(UserFacingError, match="不能重新打开"):
        elections.counting.reopen(count_id, " ")
    elections.counting.reopen(count_id, "箱底还有一张")
    with pytest.raises(UserFacingError, match="计票还没有结束"):
        elections.settling.settle(one.id, count_id)
    elections.counting.finish(count_id)
    elections.settling.settle(one.id, count_id)
    with pytest.raises(UserFacingError, match="不能重新打开"):
        elections.counting.reopen(count_id, "又想起一张")


def test_the_same_name_written_three_ways_becomes_one_person(
    workspace: TickedWorkspace, one: Round, ids: dict[str, int]
) -> None:
    elections = workspace.elections
    count_id = started(workspace, one, Way.BALLOTS)
    for spelling in ("丁巧云", "丁巧芸", "丁 巧 云", "巧云"):
        elections.counting.enter_code(count_id, "1..3/", write_ins=(WriteIn(spelling),))
    names = [line.name for line in elections.counting.tally(count_id).write_ins]
    assert names == ["丁巧云", "丁巧芸", "巧云"]
    for spelling in ("丁巧芸", "巧云"):
        elections.settling.rule_write_in(
            one.id,
            spelling,
            RulingKind.SAME_PERSON,
            name="丁巧云",
            person_id=ids["丁巧云"],
            reason="村里只有一位",
            names=("姚监一", "姚监二"),
        )
    (line,) = elections.counting.tally(count_id).write_ins
    assert (line.name, line.in_favour) == ("丁巧云", 4)
    elections.settling.rule_write_in(
        one.id, "巧云", RulingKind.UNIDENTIFIABLE, reason="只有名没有姓", names=("姚监一",)
    )
    assert elections.counting.tally(count_id).write_ins[0].in_favour == 3
    assert len(elections.settling.rulings(one.id)) == 3
    assert elections.counting.view(count_id).write_in_names == ("丁巧云", "丁巧芸", "巧云")
    assert workspace.check() == []


def test_a_count_does_not_begin_before_the_box_is_open(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    election_id = a_term_election(workspace, seats=2, candidates=3)
    elections = workspace.elections
    elections.rounds.open_first(election_id)
    (one,) = elections.rounds.rounds(election_id)
    with pytest.raises(UserFacingError, match="还没有清点到会人数"):
        elections.counting.start(one.id, Way.BALLOTS, "姚计一")
    elections.rounds.check_attendance(one.id, entitled=36, present=31)
    with pytest.raises(UserFacingError, match="还没有登记发出和收回"):
        elections.counting.start(one.id, Way.BALLOTS, "姚计一")
    elections.custody.record(one.id, CustodyKind.ISSUED, 31)
    elections.custody.record(one.id, CustodyKind.RETURNED, 31)
    with pytest.raises(UserFacingError, match="还没有登记开启票箱"):
        elections.counting.start(one.id, Way.BALLOTS, "姚计一")


def test_another_way_is_refused_in_a_count_under_way(workspace: TickedWorkspace, one: Round) -> None:
    count_id = started(workspace, one, Way.BALLOTS)
    with pytest.raises(UserFacingError, match="这次计票的方式是“逐张录入”"):
        workspace.elections.counting.call(count_id, 1)
    with pytest.raises(UserFacingError, match="由程序算出"):
        workspace.elections.counting.set_figures(count_id, 30, 1)


def test_three_hundred_ballots_are_added_up(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    election_id = a_term_election(workspace)
    one = an_open_round(workspace, election_id, entitled=300, present=300)
    count_id = started(workspace, one, Way.BALLOTS)
    for number in range(299):
        workspace.elections.counting.enter_ballot(
            count_id, Ballot(a_ballot(one, against=[1 + number % 17, 1 + (number + 5) % 17]).marks)
        )
    view = workspace.elections.counting.view(count_id)
    assert view.open_points == ("还有 1 张没有录入",)
    assert sum(line.in_favour for line in view.tally.lines) == 299 * 15
