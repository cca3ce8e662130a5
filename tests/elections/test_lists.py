"""Lists before they are passed: who may stand, who may count, and in what order names are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.errors import UserFacingError
from fulian_desktop.seats.records import Post
from tests.elections.election_stage import a_person, made

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace


@pytest.fixture
def election_id(workspace: TickedWorkspace, ids: dict[str, int]) -> int:
    """2 seats, three candidates, nothing passed."""
    new = made(workspace.elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 2)]))
    for name in ("王小红", "丁一", "李娜"):
        workspace.elections.candidates.add(new, a_person(workspace, name))
    return new


def sentences(workspace: TickedWorkspace, election_id: int, *, blocking: bool = True) -> list[str]:
    return [one.sentence for one in workspace.elections.conflicts(election_id) if one.blocks or not blocking]


def test_candidates_are_ordered_by_strokes_or_by_hand(workspace: TickedWorkspace, election_id: int) -> None:
    candidates = workspace.elections.candidates
    candidates.order(election_id)
    listed = workspace.elections.get(election_id).candidates
    assert [(one.number, one.name) for one in listed] == [(1, "丁一"), (2, "王小红"), (3, "李娜")]
    candidates.order(election_id, [listed[2].id, listed[0].id, listed[1].id])
    assert [one.name for one in workspace.elections.get(election_id).candidates] == ["李娜", "丁一", "王小红"]
    with pytest.raises(UserFacingError, match="顺序和名单对不上"):
        candidates.order(election_id, [listed[0].id])


def test_taking_one_off_moves_the_others_up(workspace: TickedWorkspace, election_id: int) -> None:
    first = workspace.elections.get(election_id).candidates[0]
    workspace.elections.candidates.remove(first.id)
    assert [(one.number, one.name) for one in workspace.elections.get(election_id).candidates] == [
        (1, "丁一"),
        (2, "李娜"),
    ]


def test_too_small_a_difference_blocks_and_a_small_one_warns(
    workspace: TickedWorkspace, election_id: int
) -> None:
    workspace.elections.set_posts(election_id, [PostSeats(Post.MEMBER, 3)])
    assert sentences(workspace, election_id) == ["执委应选 3 人，候选人 3 人，差额不够。"]
    with pytest.raises(UserFacingError, match="候选人名单还不能通过"):
        workspace.elections.pass_list(election_id)


def test_an_even_number_of_seats_is_a_warning(workspace: TickedWorkspace, election_id: int) -> None:
    assert sentences(workspace, election_id) == []
    assert "执委应选 2 人，是双数。" in sentences(workspace, election_id, blocking=False)


def test_a_man_a_minor_and_a_namesake_are_found(workspace: TickedWorkspace, election_id: int) -> None:
    candidates = workspace.elections.candidates
    candidates.add(election_id, a_person(workspace, "张三", sex="男"))
    candidates.add(election_id, a_person(workspace, "小丫", born="2010-05"))
    found = sentences(workspace, election_id)
    assert found == ["张三登记的性别是男。", "小丫到选举日未满 18 周岁。"]
    person = workspace.elections.get(election_id).candidates[0].person_id
    assert person is not None
    with pytest.raises(UserFacingError, match="已经在候选人名单上"):
        candidates.add(election_id, person)


def test_a_candidate_or_her_relative_does_not_count_votes(
    workspace: TickedWorkspace, election_id: int
) -> None:
    elections = workspace.elections
    candidate = elections.get(election_id).candidates[0]
    assert candidate.person_id is not None
    mother = a_person(workspace, "王母")
    elections.officials.appoint(election_id, mother, Role.CHIEF)
    elections.officials.appoint(election_id, candidate.person_id, Role.TELLER)
    elections.officials.declare_relative(election_id, mother, candidate.person_id, "母女")
    assert sentences(workspace, election_id) == [
        "总监票人王母是候选人王小红的近亲属（母女）。",
        "王小红是候选人，不能担任计票人。",
    ]
    with pytest.raises(UserFacingError, match="监票人、计票人名单还不能通过"):
        elections.officials.pass_list(election_id)
    elections.candidates.order(election_id)
    elections.pass_list(election_id)


def test_too_few_scrutineers_are_not_passed(workspace: TickedWorkspace, election_id: int) -> None:
    workspace.elections.officials.appoint(election_id, a_person(workspace, "姚监一"), Role.CHIEF)
    with pytest.raises(UserFacingError, match="监票人要 2 人，现在 0 人"):
        workspace.elections.officials.pass_list(election_id)


def test_posts_must_fit_the_election(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    prepare = workspace.elections.prepare
    with pytest.raises(UserFacingError, match="主席只能选一人"):
        prepare(ElectionKind.OFFICERS, [PostSeats(Post.CHAIR, 2)])
    with pytest.raises(UserFacingError, match="不选主席、副主席"):
        prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.CHAIR, 1)])
    separate = workspace.elections.packs.pack("township-ten-percent")
    posts = [PostSeats(Post.CHAIR, 1), PostSeats(Post.VICE_CHAIR, 2)]
    with pytest.raises(UserFacingError, match="各用一种选票，请分成两次选举"):
        prepare(ElectionKind.OFFICERS, posts, pack=separate)


def test_only_members_become_officers(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    new = made(workspace.elections.prepare(ElectionKind.OFFICER_ADDITION, [PostSeats(Post.VICE_CHAIR, 1)]))
    workspace.elections.candidates.add(new, ids["丁巧云"], Post.VICE_CHAIR)
    assert sentences(workspace, new) == ["丁巧云不是第 7 届执委，不能选为主席、副主席。"]


def test_own_rules_are_copied_adopted_and_kept_in_every_version(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    packs = workspace.elections.packs
    with pytest.raises(UserFacingError, match="示例，不能直接改"):
        packs.save(packs.packs()[0])
    packs.copy("congress-general", "三合村第八次妇女代表大会选举办法")
    with pytest.raises(UserFacingError, match="已经有了"):
        packs.copy("congress-general", "三合村第八次妇女代表大会选举办法")
    own = packs.own()[0]
    with pytest.raises(UserFacingError, match="哪一份文件"):
        packs.adopt(own.id, "2026-03-06", " ")
    packs.adopt(own.id, "2026-03-06", "第一次全体会议通过")
    adopted = packs.packs()[0]
    assert (adopted.id, str(adopted.dated), adopted.adopted_by) == (
        own.id,
        "2026-03-06",
        "第一次全体会议通过",
    )
    new = made(workspace.elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, 3)]))
    assert workspace.elections.get(new).pack == adopted
    packs.remove(own.id, "换了新的")
    assert packs.own() == ()
    assert workspace.database.value("SELECT count(*) FROM election_pack") == 3
    assert workspace.check() == []


def test_a_removal_names_as_many_as_it_is_about(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    new = made(workspace.elections.prepare(ElectionKind.REMOVAL, [PostSeats(Post.MEMBER, 1)]))
    for name in ("石桂芳", "李堃"):
        workspace.elections.candidates.add(new, ids[name])
    assert "提出罢免 2 人，应选名额写的是 1。" in sentences(workspace, new)
    workspace.elections.set_posts(new, [PostSeats(Post.MEMBER, 2)])
    workspace.elections.pass_list(new)
