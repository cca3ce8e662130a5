"""Another hand vote changes the scrutineers and tellers before ballots go out; the list before it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.count_records import CustodyKind, RoundKind
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.errors import UserFacingError
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
)
from tests.tampering import tamper

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace

Members = list[tuple[int, Role]]


@pytest.fixture
def election_id(workspace: TickedWorkspace, ids: dict[str, int]) -> int:
    """Two seats, three candidates, both lists passed."""
    return a_term_election(workspace, seats=2, candidates=3)


def with_another(workspace: TickedWorkspace, election_id: int, person_id: int) -> Members:
    """The list as it holds, its last teller replaced."""
    officials = workspace.elections.get(election_id).officials
    return [*((one.person_id, one.role) for one in officials[:-1]), (person_id, Role.TELLER)]


def names(workspace: TickedWorkspace, election_id: int) -> list[str]:
    return [one.name for one in workspace.elections.get(election_id).officials]


def test_the_new_list_holds_and_the_old_one_is_kept_with_the_reason(
    workspace: TickedWorkspace, election_id: int
) -> None:
    officials = workspace.elections.officials
    first = names(workspace, election_id)
    passed = workspace.elections.get(election_id).officials_passed_at
    members = with_another(workspace, election_id, a_person(workspace, "姚计三"))
    officials.pass_anew(election_id, members, " 姚计二临时请假 ")
    assert names(workspace, election_id) == [*first[:-1], "姚计三"]
    old, new = officials.passings(election_id)
    assert ([one.name for one in old.officials], old.reason, old.at) == (first, "", passed)
    assert ([one.name for one in new.officials][-1], new.reason) == ("姚计三", "姚计二临时请假")
    assert workspace.elections.get(election_id).officials_passed_at == new.at
    assert workspace.check() == []
    with pytest.raises(UserFacingError, match="监票人、计票人名单已经通过，不能再改"):
        officials.appoint(election_id, a_person(workspace, "姚计四"), Role.TELLER)


def test_conflicts_and_numbers_are_watched_again(workspace: TickedWorkspace, election_id: int) -> None:
    officials = workspace.elections.officials
    election = workspace.elections.get(election_id)
    candidate = election.candidates[0].person_id
    assert candidate is not None
    sister = a_person(workspace, "丁妹")
    officials.declare_relative(election_id, sister, candidate, "姐妹")
    members = with_another(workspace, election_id, sister)
    for wrong, words in (
        (with_another(workspace, election_id, candidate), "丁选华是候选人，不能担任计票人"),
        (members, "计票人丁妹是候选人丁选华的近亲属"),
        (members[1:], "总监票人要 1 人，现在 0 人|计票人丁妹"),
        ([*members[:-1], members[0]], "姚监一在新名单上出现了两次"),
        ([(one.person_id, one.role) for one in election.officials], "新名单和已经通过的一样"),
    ):
        with pytest.raises(UserFacingError, match=words):
            officials.pass_anew(election_id, wrong, "换人")
    with pytest.raises(UserFacingError, match="换人的原因没有填"):
        officials.pass_anew(election_id, with_another(workspace, election_id, a_person(workspace, "甲")), " ")
    assert len(officials.passings(election_id)) == 1


def test_nobody_is_replaced_while_ballots_are_out_and_may_be_before_the_next_round(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    one = an_open_round(workspace, election_id, returned=32)
    members = with_another(workspace, election_id, a_person(workspace, "姚计三"))
    with pytest.raises(UserFacingError, match="第 1 轮的选票已经发出，不能重新通过") as refused:
        elections.officials.pass_anew(election_id, members, "换人")
    assert "保管登记" in refused.value.advice[0]
    elections.rounds.announce(one.id)
    elections.rounds.open_next(election_id, RoundKind.REPEAT)
    elections.officials.pass_anew(election_id, members, "重新选举，换一名计票人")
    two = an_open_round(workspace, election_id)
    assert two.number == 2
    with pytest.raises(UserFacingError, match="第 2 轮的选票已经发出"):
        elections.officials.pass_anew(election_id, members[:-1], "换人")
    counted(workspace, two, [(a_ballot(two, against=[3]), 31)])
    elections.rounds.announce(two.id)
    assert workspace.check() == []


def test_after_printing_the_list_may_still_change_and_after_issue_no_more(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    round_id = elections.rounds.open_first(election_id).record_id
    assert round_id is not None
    elections.rounds.check_attendance(round_id, entitled=36, present=31)
    elections.custody.record(round_id, CustodyKind.PRINTED, 36)
    members = with_another(workspace, election_id, a_person(workspace, "姚计三"))
    elections.officials.pass_anew(election_id, members, "换人")
    elections.custody.record(round_id, CustodyKind.ISSUED, 31)
    with pytest.raises(UserFacingError, match="选票已经发出"):
        elections.officials.pass_anew(election_id, members[::-1][1:], "换人")


def test_a_list_that_was_never_passed_is_changed_directly(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    made = workspace.elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 3)]).record_id
    assert made is not None
    pass_anew = workspace.elections.officials.pass_anew
    with pytest.raises(UserFacingError, match="监票人、计票人名单还没有通过，不能重新通过"):
        pass_anew(made, [(ids["李祎"], Role.CHIEF)], "换人")
    appoint_everybody(workspace, made)
    with pytest.raises(UserFacingError, match="候选人名单还没有通过"):
        pass_anew(made, [(ids["李祎"], Role.CHIEF)], "换人")
    workspace.elections.discard(made)
    assert workspace.check() == []


def test_a_list_passed_is_never_changed_and_editing_it_is_found(
    workspace: TickedWorkspace, election_id: int
) -> None:
    new = a_person(workspace, "姚计三")
    workspace.elections.officials.pass_anew(election_id, with_another(workspace, election_id, new), "换人")
    for change in ("UPDATE official_passing SET reason = '别的'", "DELETE FROM official_passing"):
        with pytest.raises(BugError, match="never"), workspace.database.transaction():
            workspace.database.execute(change)
    with pytest.raises(UserFacingError, match="姚计三"):
        workspace.people.remove_added_by_mistake(new, "重复")
    workspace.close()
    path = workspace.database.path
    tamper(path, "UPDATE official_passing SET officials = replace(officials, '姚计三', '别人')")
    with Workspace.open(path, read_only=True) as opened:
        assert "official_passing:1" in [one.concerns for one in opened.check()]
