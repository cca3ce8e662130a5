"""The code lists of the person form and the loose words that offices write."""

from __future__ import annotations

import pytest

from fulian_desktop.chinese.codes import (
    COMMITTEE_POSTS,
    EDUCATIONS,
    ETHNICITIES,
    POLITICAL_STATUSES,
    SEXES,
    CodeList,
)

ALL_LISTS = (ETHNICITIES, POLITICAL_STATUSES, EDUCATIONS, COMMITTEE_POSTS, SEXES)


def test_there_are_fifty_six_ethnic_groups_and_two_extras() -> None:
    assert len(ETHNICITIES.names) == 58
    assert ETHNICITIES.names[0] == "汉族"
    assert ETHNICITIES.names[55:] == ("基诺族", "其他", "外国血统中国籍人士")
    assert [ETHNICITIES.code_of(name) for name in ("汉", "土家族", "基诺族")] == ["01", "15", "56"]


@pytest.mark.parametrize(
    ("code_list", "text", "name"),
    [
        (ETHNICITIES, "汉", "汉族"),
        (ETHNICITIES, " 土 家 族 ", "土家族"),
        (ETHNICITIES, "土", "土族"),
        (ETHNICITIES, "火星族", None),
        (POLITICAL_STATUSES, "党员", "中共党员"),
        (POLITICAL_STATUSES, "预备党员", "中共预备党员"),
        (POLITICAL_STATUSES, "中共党员（预备）", "中共预备党员"),
        (POLITICAL_STATUSES, "团员", "共青团员"),
        (POLITICAL_STATUSES, "民盟盟员", "民盟盟员"),
        (POLITICAL_STATUSES, "无党派", "无党派人士"),
        (POLITICAL_STATUSES, "群众", "群众"),
        (POLITICAL_STATUSES, "同志", None),
        (EDUCATIONS, "大学本科", "本科"),
        (EDUCATIONS, "大学", "本科"),
        (EDUCATIONS, "大专学历", "大专"),
        (EDUCATIONS, "专科", "大专"),
        (EDUCATIONS, "初中文化", "初中"),
        (EDUCATIONS, "高中毕业", "高中"),
        (EDUCATIONS, "中等专科", "中专"),
        (EDUCATIONS, "硕士研究生", "研究生"),
        (EDUCATIONS, "学历", None),
        (COMMITTEE_POSTS, "主席", "主席"),
        (COMMITTEE_POSTS, "副主席（兼职）", "副主席"),
        (COMMITTEE_POSTS, "执行委员", "执委"),
        (COMMITTEE_POSTS, "村支书", None),
        (SEXES, "女性", "女"),
    ],
)
def test_the_words_of_rosters_become_official_names(code_list: CodeList, text: str, name: str | None) -> None:
    assert code_list.normalise(text) == name


@pytest.mark.parametrize("code_list", ALL_LISTS)
def test_every_official_name_is_its_own_normal_form_and_every_other_way_leads_to_one(
    code_list: CodeList,
) -> None:
    assert all(code_list.normalise(name) == name for name in code_list.names)
    assert set(code_list.other_ways.values()) <= set(code_list.names)
    assert not set(code_list.other_ways) & set(code_list.names)
    assert len(set(code_list.codes.values())) == len(code_list.names)


@pytest.mark.parametrize("code_list", ALL_LISTS)
def test_an_empty_cell_has_no_code(code_list: CodeList) -> None:
    assert code_list.normalise("") is None
    assert code_list.normalise(None) is None
    assert code_list.code_of(" ") is None
