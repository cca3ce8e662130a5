"""Facts about delegates: the quota, the way from nomination to approval, replacement, who they are."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.delegate_records import DelegateStep
from fulian_desktop.people.makeup import age_on
from fulian_desktop.people.makeup_records import Share
from fulian_desktop.people.records import DelegateKind, PersonDetails
from fulian_desktop.sample_village import StageClock
from fulian_desktop.workspace import Foundation, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHECKERS = "代表资格审查小组"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Workspace]:
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", 15)
    with Workspace.create(
        tmp_path / "v.fulian", foundation, clock=StageClock(datetime(2028, 10, 1, 9, 0))
    ) as workspace:
        yield workspace


@pytest.fixture
def person(village: Workspace) -> Callable[..., int]:
    def add(name: str, group: str = "一组", **facts: str) -> int:
        made = village.people.add(PersonDetails(name=name, group_name=group, **facts)).record_id
        assert made is not None
        return made

    return add


def standing(village: Workspace, person_id: int) -> DelegateStep:
    return next(one.step for one in village.delegates.all(8) if one.person.id == person_id)


def test_a_delegate_goes_from_nomination_over_check_and_publication_to_approval(
    village: Workspace, person: Callable[..., int]
) -> None:
    fang = person("方瑶")
    village.delegates.nominate(8, fang)
    assert standing(village, fang) is DelegateStep.NOMINATED
    assert village.delegates.entitled(8) == ()
    village.delegates.decide(8, [fang], DelegateStep.QUALIFIED, by_whom=CHECKERS)
    village.delegates.decide(8, [fang], DelegateStep.PUBLISHED)
    village.delegates.decide(8, [fang], DelegateStep.APPROVED, by_whom="筹备组")
    assert [one.person.name for one in village.delegates.entitled(8)] == ["方瑶"]
    steps = [one.step for one in village.delegates.decisions(8, fang)]
    assert steps == [
        DelegateStep.NOMINATED,
        DelegateStep.QUALIFIED,
        DelegateStep.PUBLISHED,
        DelegateStep.APPROVED,
    ]


def test_the_vote_is_a_flag_of_its_own(village: Workspace, person: Callable[..., int]) -> None:
    guest, observer, voting_guest = person("莫凤仪"), person("白露"), person("金玥")
    village.delegates.nominate(8, guest, kind=DelegateKind.SPECIALLY_INVITED)
    village.delegates.nominate(8, observer, kind=DelegateKind.OBSERVER)
    village.delegates.nominate(8, voting_guest, kind=DelegateKind.SPECIALLY_INVITED, may_vote=True)
    for one in (guest, observer, voting_guest):
        village.delegates.decide(8, [one], DelegateStep.QUALIFIED, by_whom=CHECKERS)
        village.delegates.decide(8, [one], DelegateStep.APPROVED, by_whom="筹备组")
    assert [one.person.name for one in village.delegates.entitled(8)] == ["金玥"]


def test_the_quota_says_by_group_what_is_missing_and_what_is_too_much(
    village: Workspace, person: Callable[..., int]
) -> None:
    village.delegates.write_quota(8, {"一组": 2, "二组": 1})
    for name in ("方瑶", "林喆", "冯丽"):
        village.delegates.nominate(8, person(name))
    village.delegates.nominate(8, person("姜㛃", "三组"))
    table = [
        (one.group_name, one.planned, one.proposed, one.difference) for one in village.delegates.quota(8)
    ]
    assert table == [("一组", 2, 3, 1), ("二组", 1, 0, -1), ("三组", None, 1, 1)]


def test_nobody_is_approved_without_a_check_and_an_approved_one_is_replaced_not_rejected(
    village: Workspace, person: Callable[..., int]
) -> None:
    fang = person("方瑶")
    village.delegates.nominate(8, fang)
    with pytest.raises(UserFacingError, match="已提名"):
        village.delegates.decide(8, [fang], DelegateStep.APPROVED, by_whom="筹备组")
    village.delegates.decide(8, [fang], DelegateStep.QUALIFIED, by_whom=CHECKERS)
    village.delegates.decide(8, [fang], DelegateStep.APPROVED, by_whom="筹备组")
    with pytest.raises(UserFacingError, match="已确认") as caught:
        village.delegates.decide(8, [fang], DelegateStep.UNQUALIFIED, by_whom=CHECKERS, reason="迁出")
    assert "更换代表" in caught.value.advice[0]


def test_a_decision_on_several_is_made_on_all_or_on_none(
    village: Workspace, person: Callable[..., int]
) -> None:
    fang, lin = person("方瑶"), person("林喆")
    for one in (fang, lin):
        village.delegates.nominate(8, one)
    village.delegates.decide(8, [lin], DelegateStep.QUALIFIED, by_whom=CHECKERS)
    with pytest.raises(UserFacingError, match="林喆"):
        village.delegates.decide(8, [fang, lin], DelegateStep.QUALIFIED, by_whom=CHECKERS)
    assert standing(village, fang) is DelegateStep.NOMINATED


def test_one_who_is_replaced_gives_her_place_and_group_to_the_next_who_is_checked_too(
    village: Workspace, person: Callable[..., int]
) -> None:
    village.delegates.write_quota(8, {"四组": 1})
    zhong, pan = person("钟桂兰", "四组"), person("潘秀珠", "五组")
    village.delegates.nominate(8, zhong)
    village.delegates.replace(8, zhong, pan, by_whom="四组", reason="外出务工")
    listed = {one.person.name: one for one in village.delegates.all(8)}
    assert (listed["钟桂兰"].step, listed["钟桂兰"].reason) == (DelegateStep.REPLACED, "外出务工")
    assert (listed["潘秀珠"].step, listed["潘秀珠"].group_name) == (DelegateStep.NOMINATED, "四组")
    assert listed["潘秀珠"].replaces == "钟桂兰"
    assert [one.difference for one in village.delegates.quota(8)] == [0]


def test_one_taken_off_and_put_on_again_begins_anew(village: Workspace, person: Callable[..., int]) -> None:
    fang = person("方瑶")
    village.delegates.nominate(8, fang)
    village.delegates.decide(8, [fang], DelegateStep.QUALIFIED, by_whom=CHECKERS)
    village.delegates.take_off(8, fang, "重复录入")
    village.people.put_on_delegate_list(fang, 8)
    assert standing(village, fang) is DelegateStep.NOMINATED


def test_delegates_of_an_imported_roster_stand_as_nominated(
    village: Workspace, person: Callable[..., int]
) -> None:
    fang = person("方瑶")
    village.people.put_on_delegate_list(fang, 8)
    assert standing(village, fang) is DelegateStep.NOMINATED
    assert village.check() == []


def test_the_make_up_counts_ages_on_the_day_of_the_congress(
    village: Workspace, person: Callable[..., int]
) -> None:
    for name, born, party in (
        ("方瑶", "1993-11-18", "中共党员"),
        ("林喆", "1993-11-19", "群众"),
        ("冯丽", "", "群众"),
    ):
        village.delegates.nominate(8, person(name, born=born, political_status=party, ethnicity="汉族"))
    made = village.delegates.statistics(8, date(2028, 11, 18))
    assert (made.total, made.age_known, made.youngest, made.oldest, made.average_age) == (
        3,
        2,
        34,
        35,
        "34.5",
    )
    assert [(one.label, one.count, one.percent) for one in made.parties] == [
        ("中共党员", 1, "33.3%"),
        ("群众", 2, "66.7%"),
    ]


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_a_percentage_is_rounded_half_up_in_whole_numbers(count: int, of: int) -> None:
    tenths = Share("", count, of).tenths
    assert abs(tenths * of - 1000 * count) * 2 <= of
    assert isinstance(tenths, int)


def test_an_age_is_whole_years_and_unknown_without_a_birth() -> None:
    assert age_on("1985-03", date(2028, 3, 1)) == 43
    assert age_on("1985-03-02", date(2028, 3, 1)) == 42
    assert age_on("", date(2028, 3, 1)) is None


def test_what_makes_no_sense_of_a_delegate_is_refused_with_a_sentence(
    village: Workspace, person: Callable[..., int]
) -> None:
    fang = person("方瑶")
    village.delegates.nominate(8, fang)
    delegates = village.delegates
    for refused in (
        lambda: delegates.nominate(8, fang),
        lambda: delegates.decide(8, [], DelegateStep.QUALIFIED, by_whom=CHECKERS),
        lambda: delegates.decide(8, [fang], DelegateStep.QUALIFIED),
        lambda: delegates.decide(8, [fang], DelegateStep.UNQUALIFIED, by_whom=CHECKERS),
        lambda: delegates.decide(8, [fang], DelegateStep.QUALIFIED, by_whom=CHECKERS, on_day="2029-01-01"),
        lambda: delegates.decide(8, [999], DelegateStep.QUALIFIED, by_whom=CHECKERS),
        lambda: delegates.replace(8, fang, None, by_whom="一组", reason=" "),
        lambda: delegates.write_quota(8, {"一组": -1}),
        lambda: delegates.write_quota(8, {" ": 1}),
        lambda: delegates.write_quota(8, {"一组": 10_000_000_000}),
    ):
        with pytest.raises(UserFacingError):
            refused()
    assert village.check() == []


def test_one_on_whom_was_decided_cannot_be_deleted_from_the_roster(
    village: Workspace, person: Callable[..., int]
) -> None:
    fang = person("方瑶")
    village.delegates.nominate(8, fang)
    village.delegates.take_off(8, fang, "误录")
    with pytest.raises(UserFacingError, match="不能从名册里删除"):
        village.people.remove_added_by_mistake(fang, "误录")
