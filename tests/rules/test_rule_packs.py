"""Rule packs as people keep them: the shipped ones, the words they give, the ways a file can be wrong."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.rule_pack import (
    PACK_FOLDER,
    POLL_WORDS,
    RulePack,
    default_pack,
    load_pack,
    shipped_pack,
    shipped_packs,
)
from fulian_desktop.rules.thresholds import Base, Threshold

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_TEXT = default_pack().to_text()


def changed(old: str, new: str) -> str:
    """Return the default pack's text with one line changed."""
    assert old in DEFAULT_TEXT
    return DEFAULT_TEXT.replace(old, new)


def test_the_default_pack_takes_both_shares_of_those_entitled() -> None:
    pack = default_pack()
    assert pack.id == "committee-default"
    assert (pack.quorum, pack.quorum_base) == (Threshold.AT_LEAST_TWO_THIRDS, Base.ENTITLED)
    assert (pack.majority, pack.majority_base) == (Threshold.MORE_THAN_HALF, Base.ENTITLED)
    assert pack.chair_votes
    assert pack.abstention_polled
    assert pack.poll_order == ("in_favour", "against", "abstaining")
    assert pack.bundled_vote_allowed
    assert not pack.added_members_join_at_once
    assert not pack.unanimous_needs_every_hand
    assert pack.warnings() == ()


def test_three_packs_come_with_the_program_the_default_first() -> None:
    assert [pack.id for pack in shipped_packs()] == [
        "committee-default",
        "committee-over-two-thirds",
        "committee-present-majority",
    ]
    assert shipped_pack("committee-over-two-thirds").quorum is Threshold.MORE_THAN_TWO_THIRDS
    assert shipped_pack("committee-present-majority").majority_base is Base.PRESENT


@pytest.mark.parametrize("path", sorted(PACK_FOLDER.glob("*.toml")), ids=lambda path: str(path.name))
def test_a_shipped_pack_is_named_as_its_file_and_says_where_it_comes_from(path: Path) -> None:
    pack = load_pack(path)
    assert pack.id == path.stem
    assert "不是" in pack.source, "general practice must not pass for somebody's adopted rules"
    assert pack.dated is None
    assert {"quorum", "majority"} <= pack.articles.keys()


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserFacingError, match="our-own") as refused:
        shipped_pack("our-own")
    assert "committee-default" in refused.value.advice[0]


def test_thirteen_entitled_need_nine_to_meet_and_seven_votes() -> None:
    words = default_pack().in_words(13)
    assert words[0] == "应到 13 人，三分之二以上即 9 人到会；通过需 7 人"
    assert "到会：13 × 2 ÷ 3 = 8 又 2/3，三分之二以上，至少要 9 人" in words
    assert "通过：按应到人数，13 ÷ 2 = 6.5，超过半数，至少要 7 人" in words
    assert "会上增补的执委不计入本次会议的应到人数" in words
    assert "几个人选可以一并表决" in words


def test_a_majority_of_those_present_says_what_it_takes_at_both_ends() -> None:
    words = shipped_pack("committee-present-majority").in_words(13)
    assert words[0] == (
        "应到 13 人，三分之二以上即 9 人到会；通过需实到的过半数：到 9 人需 5 人，到 13 人需 7 人"
    )


def test_exceeding_two_thirds_needs_one_more_where_they_can_be_hit_exactly() -> None:
    assert "即 11 人到会" in shipped_pack("committee-over-two-thirds").in_words(15)[0]
    assert "即 10 人到会" in default_pack().in_words(15)[0]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"majority_base": Base.PRESENT}, "来的人越少，通过需要的票也越少"),
        ({"majority": Threshold.AT_LEAST_HALF}, "一半同意、一半不同意也算通过"),
        ({"majority": Threshold.AT_LEAST_TWO_THIRDS}, "比通常的过半数高"),
        ({"quorum": Threshold.AT_LEAST_HALF}, "比通常的三分之二低"),
        ({"chair_votes": False}, "主持人不参加表决"),
        (
            {"abstention_polled": False, "poll_order": ("in_favour", "against")},
            "没有举手的人只能记为未表态",
        ),
        ({"poll_order": ("against", "abstaining", "in_favour")}, "不先问同意"),
        ({"added_members_join_at_once": True}, "后面的表决需要的票数会跟着变"),
        ({"unanimous_needs_every_hand": True}, "有人未表态就不写“一致通过”"),
    ],
)
def test_an_unusual_choice_is_warned_of_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    warnings = replace(default_pack(), **changes).warnings()
    assert len(warnings) == 1
    assert reason in warnings[0]


def test_a_pack_cannot_be_changed_after_it_was_read() -> None:
    pack = default_pack()
    with pytest.raises(FrozenInstanceError):
        pack.majority = Threshold.AT_LEAST_HALF  # type: ignore[misc]
    with pytest.raises(TypeError):
        pack.articles["majority"] = "第九条"  # type: ignore[index]


@given(
    st.builds(
        RulePack,
        id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True),
        name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        source=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        dated=st.none() | st.dates(),
        quorum=st.sampled_from(Threshold),
        majority=st.sampled_from(Threshold),
        majority_base=st.sampled_from(Base),
        chair_votes=st.booleans(),
        poll_order=st.permutations(list(POLL_WORDS)).map(tuple),
        abstention_polled=st.just(value=True),
        added_members_join_at_once=st.booleans(),
        bundled_vote_allowed=st.booleans(),
        unanimous_needs_every_hand=st.booleans(),
        articles=st.dictionaries(
            st.sampled_from(["quorum", "majority", "poll", "added"]),
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        ),
        notes=st.text(st.characters(exclude_categories=["Cs"])),
    )
)
def test_a_pack_frozen_into_a_meeting_reads_back_the_same(pack: RulePack) -> None:
    assert RulePack.from_text(pack.to_text()) == pack


def test_the_day_of_adoption_survives_the_journey() -> None:
    pack = replace(default_pack(), dated=date(2026, 3, 6))
    assert RulePack.from_text(pack.to_text()).dated == date(2026, 3, 6)


@pytest.mark.parametrize(
    "key",
    [
        "id",
        "name",
        "source",
        "quorum",
        "majority",
        "majority_base",
        "chair_votes",
        "poll_order",
        "abstention_polled",
        "bundled_vote_allowed",
    ],
)
def test_a_rule_left_out_is_asked_for_and_never_assumed(key: str) -> None:
    kept = [line for line in DEFAULT_TEXT.splitlines() if not line.startswith(f"{key} =")]
    text = "\n".join(kept).split("[articles]")[0]
    with pytest.raises(UserFacingError, match=rf"旧办法\.toml 里的 {key}：缺少这一项"):
        RulePack.from_text(text, where="旧办法.toml")


@pytest.mark.parametrize(
    ("text", "complaint", "allowed"),
    [
        (DEFAULT_TEXT.replace("majority = ", "majorty = ", 1), "majorty：程序不认识", "majority"),
        (changed('majority = "more_than_half"', 'majority = "half"'), "majority：不能是 'half'", "过半数"),
        (changed('majority = "more_than_half"', "majority = 0.5"), "majority：不能是 0.5", "more_than_half"),
        (changed('majority = "more_than_half"', "majority = 50"), "majority：不能是 50", "more_than_half"),
        (
            changed('majority_base = "entitled"', 'majority_base = "valid"'),
            "majority_base：不能是 'valid'",
            "entitled（应到）、present（实到）",
        ),
        (
            changed('quorum = "at_least_two_thirds"', 'quorum = ""'),
            "quorum：不能是 ''",
            "at_least_two_thirds（三分之二以上）",
        ),
        (changed("chair_votes = true", 'chair_votes = "true"'), "chair_votes：要写 true", "不要加引号"),
        (changed("chair_votes = true", "chair_votes = 1"), "chair_votes：要写 true", "不要加引号"),
        (
            changed('["in_favour", "against", "abstaining"]', '["yes", "no"]'),
            "poll_order：不能是",
            "in_favour、against、abstaining",
        ),
        (changed('["in_favour", "against", "abstaining"]', '"in_favour"'), "poll_order：不能是", "先后"),
        (changed('id = "committee-default"', 'id = "我们 的"'), "id：“我们 的”不能用作代号", "小写英文字母"),
        (changed('name = "执委会会议通用规则"', 'name = " "'), "name：不能空着", "name"),
        (changed('name = "执委会会议通用规则"', "name = 3"), "name：要写文字", "name"),
        ('dated = "2026-03-06"\n' + DEFAULT_TEXT, "dated：要写通过这套规则的日期", "2026-03-06"),
        ("dated = 2026-03-06T09:30:00\n" + DEFAULT_TEXT, "dated：要写通过这套规则的日期", "2026-03-06"),
        (DEFAULT_TEXT + 'seats = "三"\n', "articles.seats：程序不认识", "quorum"),
        ('articles = "第八条"\n' + DEFAULT_TEXT.split("[articles]")[0], "articles：要写成一节", "articles"),
        (DEFAULT_TEXT + "poll = \n", "TOML", "true/false"),
        ("表决规则", "不是有效的 TOML 文字", "true/false"),
    ],
)
def test_a_wrong_pack_says_the_file_the_key_and_what_is_allowed(
    text: str, complaint: str, allowed: str
) -> None:
    with pytest.raises(UserFacingError) as refused:
        RulePack.from_text(text, where="本村办法.toml")
    assert refused.value.what.startswith("本村办法.toml ")
    assert complaint in refused.value.what
    assert allowed in "".join(refused.value.advice)


def test_a_quorum_of_those_present_is_no_quorum() -> None:
    with pytest.raises(UserFacingError, match="无论来多少人都够数"):
        RulePack.from_text(changed('quorum_base = "entitled"', 'quorum_base = "present"'))


@pytest.mark.parametrize(
    ("order", "polled"),
    [
        (("in_favour", "against"), True),
        (("in_favour", "against", "abstaining"), False),
        (("in_favour", "against", "against"), False),
        (("in_favour", "in_favour", "against", "abstaining"), True),
        (("against", "abstaining"), True),
    ],
)
def test_each_hand_is_asked_for_once(order: tuple[str, ...], polled: bool) -> None:
    with pytest.raises(UserFacingError, match="各问一次"):
        replace(default_pack(), poll_order=order, abstention_polled=polled)


def test_a_file_that_is_gone_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match=r"打不开表决规则文件 没有\.toml"):
        load_pack(tmp_path / "没有.toml")
    written_in_gb18030 = tmp_path / "旧编码.toml"
    written_in_gb18030.write_bytes(DEFAULT_TEXT.encode("gb18030"))
    with pytest.raises(UserFacingError, match=r"旧编码\.toml 不是 UTF-8") as refused:
        load_pack(written_in_gb18030)
    assert "UTF-8" in refused.value.advice[0]
