"""Another list of candidates is passed before ballots are issued; every list stays, the last is voted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.elections.records import ElectionKind, HandVote, ListKind, Nomination, PostSeats
from fulian_desktop.elections.recount import recount
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.custody import Light
from fulian_desktop.seats.records import Post
from fulian_desktop.storage.errors import BugError
from fulian_desktop.workspace import Workspace
from tests.elections.election_stage import (
    a_ballot,
    a_person,
    a_term_election,
    an_open_round,
    appoint_everybody,
    counted,
    made,
)
from tests.tampering import tamper

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace

REASON = "代表联名补充提名"
VOTE = HandVote("妇女代表大会", 36, 31, 30, abstaining=1)


@pytest.fixture
def election_id(workspace: TickedWorkspace, ids: dict[str, int]) -> int:
    """Two seats, three candidates, both lists passed."""
    return a_term_election(workspace, seats=2, candidates=3)


def standing(workspace: TickedWorkspace, election_id: int) -> list[Nomination]:
    candidates = workspace.elections.get(election_id).candidates
    return [
        Nomination(one.person_id, one.post)
        for one in candidates
        if one.person_id is not None and one.withdrawal is None
    ]


def with_another(workspace: TickedWorkspace, election_id: int, name: str) -> tuple[Nomination, ...]:
    """Those who stand and one more, by surname strokes."""
    members = [*standing(workspace, election_id), Nomination(a_person(workspace, name), Post.MEMBER)]
    return workspace.elections.candidate_passings.in_usual_order(election_id, members)


def names(workspace: TickedWorkspace, election_id: int) -> list[str]:
    return [one.name for one in workspace.elections.get(election_id).candidates]


def entrants(workspace: TickedWorkspace, round_id: int) -> list[str]:
    return [one.name for one in workspace.elections.rounds.get(round_id).contest.entrants]


def test_the_new_list_is_voted_on_and_the_old_one_stays_with_the_reason(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    first = names(workspace, election_id)
    passed = elections.get(election_id).passed_at
    members = with_another(workspace, election_id, "卜选华")
    elections.candidate_passings.pass_anew(election_id, members, f" {REASON} ", VOTE)
    assert names(workspace, election_id) == ["丁选华", "卜选华", *first[1:]]
    old, new = elections.candidate_passings.passings(election_id)
    assert ([one.name for one in old.candidates], old.reason, old.at) == (first, "", passed)
    assert ([one.name for one in new.candidates][1], new.reason) == ("卜选华", REASON)
    assert elections.get(election_id).passed_at == new.at
    (vote,) = elections.list_votes.votes(election_id)
    assert (vote.kind, vote.passing_id, vote.told) == (ListKind.CANDIDATES, new.id, "妇女代表大会举手表决")
    one = an_open_round(workspace, election_id)
    assert entrants(workspace, one.id) == names(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[3, 4]), 31)])
    elections.rounds.announce(one.id)
    assert [each.name for each in elections.seating.elected(election_id)] == ["丁选华", "卜选华"]
    assert recount(workspace.database, election_id)["agrees"]
    assert workspace.check() == []


def test_printed_ballots_become_void_and_others_are_printed(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    round_id = made(elections.rounds.open_first(election_id))
    elections.rounds.check_attendance(round_id, entitled=36, present=31)
    elections.custody.record(round_id, CustodyKind.PRINTED, 36)
    elections.custody.record(round_id, CustodyKind.SPOILED, 2, note="印歪了")
    elections.candidate_passings.pass_anew(
        election_id, with_another(workspace, election_id, "卜选华"), REASON
    )
    assert entrants(workspace, round_id) == names(workspace, election_id)
    figures = elections.custody.figures(round_id)
    assert (figures.printed, figures.spoiled) == (36, 36)
    void = elections.custody.page(round_id).events[-1]
    assert (void.kind, void.number) == (CustodyKind.SPOILED, 34)
    assert void.note == "候选人名单重新通过，原来印的选票全部作废"
    for kind, number in (
        (CustodyKind.PRINTED, 36),
        (CustodyKind.ISSUED, 31),
        (CustodyKind.UNUSED, 5),
        (CustodyKind.BOX_OPENED, None),
        (CustodyKind.RETURNED, 31),
    ):
        elections.custody.record(round_id, kind, number)
    page = elections.custody.page(round_id)
    assert page.lamps[0].light is Light.GREEN
    assert page.lamps[0].sentence == "印制 72 = 发出 31 + 作废 36 + 剩余 5"
    assert workspace.check() == []


def test_after_issue_the_list_is_fixed_in_the_rooms_and_in_the_file(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    passings = elections.candidate_passings
    members = with_another(workspace, election_id, "卜选华")
    round_id = made(elections.rounds.open_first(election_id))
    elections.rounds.check_attendance(round_id, entitled=36, present=31)
    elections.custody.record(round_id, CustodyKind.PRINTED, 36)
    issued = made(elections.custody.record(round_id, CustodyKind.ISSUED, 31))
    assert passings.fixed_because(election_id) == "第 1 轮的选票已经发出"
    with pytest.raises(UserFacingError, match="第 1 轮的选票已经发出，不能重新通过候选人名单") as refused:
        passings.pass_anew(election_id, members, REASON)
    assert "下一轮补充提名" in refused.value.advice[0]
    with pytest.raises(BugError, match="ballots are out"), workspace.database.transaction():
        workspace.database.execute(
            """INSERT INTO candidate_passing (election_id, reason, candidates, contest, at, user_name)
               VALUES (?, '加人', '[]', '', '', '')""",
            (election_id,),
        )
    elections.custody.take_back(issued, "还没有发，按错了")
    passings.pass_anew(election_id, members, REASON)
    assert passings.fixed_because(election_id) == ""
    assert workspace.check() == []


def test_an_announced_round_and_an_ended_election_are_fixed(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    members = with_another(workspace, election_id, "卜选华")
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[3]), 10), (a_ballot(one, against=[2, 3]), 21)])
    elections.rounds.announce(one.id)
    with pytest.raises(UserFacingError, match="第 1 轮的结果已经宣布"):
        elections.candidate_passings.pass_anew(election_id, members, REASON)
    elections.rounds.leave_vacant(election_id, "名额暂缺")
    with pytest.raises(UserFacingError, match="已经结束，不能重新通过候选人名单"):
        elections.candidate_passings.pass_anew(election_id, members, REASON)


def test_one_withdraws_one_is_added_and_the_others_keep_their_records(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    round_id = made(elections.rounds.open_first(election_id))
    elections.custody.record(round_id, CustodyKind.PRINTED, 36)
    gone = elections.get(election_id).candidates[1]
    elections.candidates.withdraw(gone.id, "本人书面提出")
    consequence = elections.get(election_id).candidates[1].withdrawal
    assert consequence is not None
    assert "发票以前也可以重新通过名单，重印选票" in consequence.consequence
    assert gone.name in entrants(workspace, round_id)
    members = with_another(workspace, election_id, "卜选华")
    elections.candidate_passings.pass_anew(election_id, members, "万选华退出，补提一名")
    assert names(workspace, election_id) == ["丁选华", "卜选华", "王选华"]
    assert entrants(workspace, round_id) == ["丁选华", "卜选华", "王选华"]
    assert gone.name in [one.name for one in elections.candidate_passings.passings(election_id)[0].candidates]
    with pytest.raises(UserFacingError, match="不在现在的候选人名单上"):
        elections.candidates.withdraw(gone.id, "再退一次")
    added = elections.get(election_id).candidates[1]
    elections.candidates.withdraw(added.id, "本人提出")
    back = [*standing(workspace, election_id), Nomination(gone.person_id or 0, Post.MEMBER)]
    elections.candidate_passings.pass_anew(election_id, back, "万选华愿意参选")
    listed = elections.get(election_id).candidates
    assert [(one.name, one.withdrawal) for one in listed] == [
        ("丁选华", None), ("王选华", None), ("万选华", None)
    ]  # fmt: skip
    assert listed[2].id != gone.id
    assert workspace.check() == []


def test_what_stands_against_a_new_list_is_said_before_it_is_passed(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    passings = elections.candidate_passings
    here = standing(workspace, election_id)
    man = a_person(workspace, "卜先生", sex="男")
    teller = elections.get(election_id).officials[-1].person_id
    other = with_another(workspace, election_id, "卜选华")
    for members, words in (
        ((*here, Nomination(man, Post.MEMBER)), "卜先生登记的性别是男"),
        ((*here, Nomination(teller, Post.MEMBER)), "姚计二是候选人，不能担任计票人"),
        ((*here, here[0]), "丁选华在新名单上出现了两次"),
        ((*here, Nomination(man, Post.CHAIR)), "这次选举没有主席这个职务"),
        (tuple(here[1:]), "丁选华没有登记退出，不能从名单上去掉"),
        (tuple(here), "新名单和现在的一样"),
    ):
        with pytest.raises(UserFacingError, match=words):
            passings.pass_anew(election_id, members, REASON)
    with pytest.raises(UserFacingError, match="重新通过的原因没有填"):
        passings.pass_anew(election_id, other, "  ")
    down = HandVote("妇女代表大会", 36, 31, 15, against=16)
    with pytest.raises(UserFacingError, match="候选人名单没有表决通过"):
        passings.pass_anew(election_id, other, REASON, down)
    with pytest.raises(UserFacingError, match="票数对不上"):
        passings.pass_anew(election_id, other, REASON, HandVote("妇女代表大会", 36, 31, 30, against=2))
    with pytest.raises(UserFacingError, match="没有填由谁表决"):
        passings.pass_anew(election_id, other, REASON, HandVote(" ", 36, 31, 31))
    found = passings.conflicts_anew(election_id, (*here, Nomination(teller, Post.MEMBER)))
    assert [one.sentence for one in found if one.blocks] == ["姚计二是候选人，不能担任计票人。"]
    assert len(passings.passings(election_id)) == 1
    assert workspace.check() == []


def test_a_list_never_passed_is_changed_directly(workspace: TickedWorkspace, election_id: int) -> None:
    other = made(workspace.elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 3)]))
    with pytest.raises(UserFacingError, match="候选人名单还没有通过，不能重新通过") as refused:
        workspace.elections.candidate_passings.pass_anew(other, (), REASON)
    assert refused.value.advice == ("请直接在名单上加人、删去。",)


def test_one_added_for_a_vacant_seat_takes_that_seat(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    elections = workspace.elections
    pack = elections.packs.pack("county-by-election")
    replacement = made(elections.prepare(ElectionKind.REPLACEMENT, [PostSeats(Post.MEMBER, 2)], pack=pack))
    elections.candidates.add(replacement, ids["丁巧云"], seat_number=9)
    elections.pass_list(replacement)
    appoint_everybody(workspace, replacement)
    members = (Nomination(ids["丁巧云"], Post.MEMBER), Nomination(ids["苏晓棠"], Post.MEMBER, 13))
    elections.candidate_passings.pass_anew(replacement, members, "第 13 席一并替补")
    listed = elections.get(replacement).candidates
    assert [(one.name, one.seat_number) for one in listed] == [("丁巧云", 9), ("苏晓棠", 13)]
    one = an_open_round(workspace, replacement, entitled=13, present=11)
    counted(workspace, one, [(a_ballot(one), 11)])
    elections.rounds.announce(one.id)
    seats = {seat.number for seat in workspace.seats.board().vacant}
    assert seats == set()
    assert workspace.check() == []


def test_a_list_passed_anew_is_never_changed_and_editing_it_is_found(
    workspace: TickedWorkspace, election_id: int
) -> None:
    members = with_another(workspace, election_id, "卜选华")
    workspace.elections.candidate_passings.pass_anew(election_id, members, REASON, VOTE)
    for table in ("candidate_passing", "list_vote"):
        for change in (f"UPDATE {table} SET at = ''", f"DELETE FROM {table}"):
            with pytest.raises(BugError, match="never"), workspace.database.transaction():
                workspace.database.execute(change)
    workspace.close()
    path = workspace.database.path
    tamper(path, "UPDATE candidate_passing SET candidates = replace(candidates, '卜选华', '别人')")
    tamper(path, "UPDATE list_vote SET in_favour = 29")
    with Workspace.open(path, read_only=True) as opened:
        concerns = [one.concerns for one in opened.check()]
        assert concerns.count("candidate_passing:1") == 2, "against the journal, and against the records"
        assert "list_vote:1" in concerns
