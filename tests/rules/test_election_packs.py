"""Election rules as data: every choice written out, explained at her numbers, warned of when unusual."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules import election_examples
from fulian_desktop.rules.election_examples import Numbers
from fulian_desktop.rules.election_pack import (
    DEFAULT_ELECTION_PACK_ID,
    CountBase,
    ElectionPack,
    Method,
    Mode,
    Tie,
    shipped_election_packs,
)
from fulian_desktop.rules.thresholds import Threshold

CONGRESS = Numbers.of(36, 31, 15, 17)
PACKS = {pack.id: pack for pack in shipped_election_packs()}
GENERAL = PACKS[DEFAULT_ELECTION_PACK_ID]


def test_six_examples_are_shipped_and_each_names_its_source() -> None:
    assert len(PACKS) == 6
    assert all(len(pack.source) > 20 and pack.dated is None for pack in PACKS.values())
    assert not any(pack.proxy_allowed for pack in PACKS.values())


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_rules_written_out_read_back_equal(pack: ElectionPack) -> None:
    adopted = replace(
        pack,
        dated=date(2026, 3, 6),
        adopted_by="第八次妇女代表大会“第一次”全体会议\n通过",
        second_round_floor=(1, 3),
    )
    assert ElectionPack.from_text(adopted.to_text()) == adopted


@pytest.mark.parametrize(
    "key",
    [
        "majority",
        "majority_base",
        "quorum",
        "tie",
        "shortfall",
        "write_ins",
        "method",
        "mode",
        "mark_in_favour",
    ],
)
def test_nothing_that_decides_an_election_has_a_default(key: str) -> None:
    lines = [line for line in GENERAL.to_text().splitlines() if not line.startswith(f"{key} =")]
    with pytest.raises(UserFacingError, match=f"{key}：缺少这一项"):
        ElectionPack.from_text("\n".join(lines), where="我们的.toml")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('majority = "most"', "majority：不能是 'most'"),
        ("min_difference = -1", "min_difference：要写 0 到 199 的整数"),
        ('write_ins = "yes"', "write_ins：要写 true"),
        ('second_round_floor = "3/2"', "second_round_floor：不能是 '3/2'"),
        ('colour = "red"', "colour：程序不认识这一项"),
    ],
)
def test_what_is_not_allowed_is_named_with_its_key(line: str, words: str) -> None:
    key = line.split(" ", maxsplit=1)[0]
    kept = [one for one in GENERAL.to_text().split("\n") if not one.startswith(f"{key} =")]
    with pytest.raises(UserFacingError, match=words):
        ElectionPack.from_text("\n".join([line, *kept]))


def test_marks_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(UserFacingError, match="画票符号不对"):
        replace(GENERAL, mark_abstaining="○")


def test_examples_show_the_integer_at_her_numbers() -> None:
    told = {one.key: one.at_numbers for one in election_examples.examples(GENERAL, CONGRESS)}
    assert told["quorum"] == "应到 36 人，要到 24 人；实到 31 人，可以选举"
    assert told["majority"] == "应到 36 人，要 19 票"
    assert told["validity"] == "选了 16 人的选票无效"


def test_a_change_shows_only_what_it_moves_before_and_after() -> None:
    after = replace(GENERAL, majority_base=CountBase.PRESENT, tie=Tie.FEWER_AGAINST)
    moved = election_examples.compare(GENERAL, after, CONGRESS)
    assert [before.key for before, _ in moved] == ["majority", "tie"]
    assert (moved[0][0].at_numbers, moved[0][1].at_numbers) == (
        "应到 36 人，要 19 票",
        "实到 31 人，要 16 票",
    )
    assert election_examples.compare(GENERAL, GENERAL, CONGRESS) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (replace(GENERAL, method=Method.SHOW_OF_HANDS), "执委用举手表决选举"),
        (replace(GENERAL, majority_base=CountBase.PRESENT), "按实到计算"),
        (replace(GENERAL, majority_base=CountBase.VALID), "按有效票计算"),
        (replace(GENERAL, majority=Threshold.AT_LEAST_HALF), "包括正好一半"),
        (replace(GENERAL, mode=Mode.EQUAL), "执委等额选举"),
        (replace(GENERAL, candidate_may_count=True), "候选人可以监票"),
        (replace(GENERAL, proxy_allowed=True), "委托他人投票"),
        (replace(GENERAL, men_allowed=True), "男同志"),
        (
            replace(GENERAL, articles={"majority": "赞成票超过应到代表的半数当选；半数以上的按得票多少"}),
            "既写“超过”又写“以上”",
        ),
        (
            replace(
                GENERAL, majority=Threshold.AT_LEAST_HALF, articles={"majority": "超过半数", "tie": "以上"}
            ),
            "既写“超过”又写“以上”",
        ),
    ],
)
def test_an_unusual_choice_is_warned_of_with_its_reason(changed: ElectionPack, words: str) -> None:
    assert any(words in one for one in election_examples.warnings(changed))
    assert not any(words in one for one in election_examples.warnings(replace(GENERAL, articles={})))


def test_an_even_number_of_seats_and_a_small_difference_are_warned_of() -> None:
    found = election_examples.warnings(GENERAL, Numbers.of(36, 31, 30, 31))
    assert any("30 人是双数" in one for one in found)
    assert any("差额 1 人，不到应选的 10%（3 人）" in one for one in found)


def test_the_two_words_for_half_are_told_apart_where_they_differ() -> None:
    assert any(
        "“过半数”要 16 票，“半数以上”要 15 票" in one
        for one in election_examples.warnings(GENERAL, Numbers.of(30, 25, 15, 17))
    )
    assert not any("差一票" in one for one in election_examples.warnings(GENERAL, Numbers.of(31, 25, 15, 17)))


def test_officers_elected_in_equal_number_need_no_candidate_more() -> None:
    officers = Numbers.of(15, 15, 3, 3, of_officers=True)
    told = next(one for one in election_examples.examples(GENERAL, officers) if one.key == "mode")
    assert told.at_numbers == "应选 3 人，候选人也是 3 人"
    assert not any("差额" in one for one in election_examples.warnings(GENERAL, officers))
    members = next(one for one in election_examples.examples(GENERAL, CONGRESS) if one.key == "mode")
    assert members.at_numbers == "应选 15 人，候选人至少 16 人"


def test_the_legend_says_which_mark_means_what() -> None:
    assert election_examples.legend(GENERAL) == "在姓名上方赞成画○，不赞成画×，弃权不画符号"
