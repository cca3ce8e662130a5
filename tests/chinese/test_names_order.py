"""Names by surname strokes, as lists of a congress have them."""

from __future__ import annotations

import random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.chinese.names_order import (
    explain,
    placed_by_fallback,
    sort_key,
    sort_names,
    sorted_by_name,
)
from fulian_desktop.locations import RESOURCES

SINGLE_GIVEN_NAMES_FIRST = [
    "王宁",
    "王毅",
    "王小洪",
    "李芳",
    "张三",
    "张一一",
    "陈红",
    "林静",
    "欧阳兰",
    "高一",
    "高富",
    "高大富",
]
POSITION_BY_POSITION = [
    "王小洪",
    "王宁",
    "王毅",
    "李芳",
    "张一一",
    "张三",
    "陈红",
    "林静",
    "欧阳兰",
    "高一",
    "高大富",
    "高富",
]

common_names = st.text(alphabet="王李张陈林高欧阳丁沈苏兰冯玥祎堃喆䶮㛃𬱖𠀀·A", min_size=0, max_size=5)


def shuffled(names: list[str]) -> list[str]:
    mixed = list(names)
    random.Random(7).shuffle(mixed)
    return mixed


def test_single_given_names_come_before_double_ones_of_the_same_surname() -> None:
    assert sort_names(shuffled(SINGLE_GIVEN_NAMES_FIRST)) == SINGLE_GIVEN_NAMES_FIRST


def test_compared_by_position_alone_the_second_character_decides() -> None:
    assert sort_names(shuffled(POSITION_BY_POSITION), position_only=True) == POSITION_BY_POSITION


def test_surnames_of_one_notice_stand_in_the_standard_order() -> None:
    assert sort_names("师成兰冯史叶卢石邓尹王马于卜丁") == list("丁卜于马王尹邓石卢叶史冯兰成师")


def test_given_names_are_compared_character_by_character_and_not_by_length() -> None:
    assert sort_names(["巴特尔", "巴音朝鲁"]) == ["巴音朝鲁", "巴特尔"]


def test_a_compound_surname_counts_by_its_first_character_and_keeps_single_given_names_first() -> None:
    expected = ["张三", "欧一", "欧大明", "欧阳明", "欧阳一一", "高一"]
    assert sort_names(shuffled(expected)) == expected


@pytest.mark.parametrize(
    ("as_written", "plain"),
    [("王　宁", "王宁"), ("王 宁", "王宁"), ("古丽·买买提", "古丽买买提"), ("古丽•买买提", "古丽·买买提")],
)
def test_spaces_and_the_middle_dot_are_not_compared(as_written: str, plain: str) -> None:
    assert sort_key(as_written) == sort_key(plain)


def test_identical_names_keep_the_order_in_which_they_came() -> None:
    rows = [("李芳", 2), ("王宁", 1), ("李芳", 1)]
    assert sorted_by_name(rows, lambda row: row[0]) == [("王宁", 1), ("李芳", 2), ("李芳", 1)]


def test_a_place_set_by_hand_is_kept_and_the_others_close_up_around_it() -> None:
    names = ["高富", "王宁", "李芳", "张三"]
    ordered = sorted_by_name(names, str, override={"高富": 1, "王宁": 3})
    assert ordered == ["高富", "李芳", "王宁", "张三"]


def test_a_place_beyond_the_end_means_last() -> None:
    assert sorted_by_name(["王宁", "高富"], str, override={"王宁": 99}) == ["高富", "王宁"]


def test_the_explanation_names_count_and_first_stroke() -> None:
    assert explain("王") == "王：4 画，起笔横"
    assert explain("李祎") == "李：7 画，起笔横；祎：8 画，起笔点"


def test_rare_but_official_characters_are_placed_and_not_guessed() -> None:
    assert placed_by_fallback("玥祎堃喆䶮㛃𬱖") == []


def test_characters_without_a_stroke_order_are_named_and_not_silently_misplaced() -> None:
    assert placed_by_fallback("王𠀀") == ["𠀀"]
    assert "请人工核对" in explain("𠀀")


def test_a_character_with_only_a_count_comes_last_among_its_count() -> None:
    assert sort_names(["𠀀一", "丸一", "王一", "马一"])[-1] == "王一"
    assert sort_names(["𪛖一", "龘一", "一一"])[0] == "一一"


def test_latin_names_and_empty_rows_come_without_an_error() -> None:
    assert sort_names(["Anna", "王宁", ""]) == ["", "王宁", "Anna"]
    assert explain("A") == "A：不是汉字，排在汉字之后"


@given(st.lists(common_names, max_size=12), st.booleans())
def test_the_order_does_not_depend_on_the_order_before(names: list[str], position_only: bool) -> None:
    once = sort_names(names, position_only=position_only)
    keys = [
        sort_key(name, position_only=position_only)
        for name in sort_names(names[::-1], position_only=position_only)
    ]
    assert [sort_key(name, position_only=position_only) for name in once] == keys
    assert sorted(once) == sorted(names)


@given(common_names, common_names)
def test_two_names_have_the_same_place_only_when_they_are_the_same_name(one: str, other: str) -> None:
    same = one.replace("·", "") == other.replace("·", "")
    assert (sort_key(one) == sort_key(other)) == same


def test_a_hundred_thousand_names_are_sorted_within_a_second() -> None:
    rows = (RESOURCES / "strokes" / "order.tsv").read_text(encoding="utf-8").splitlines()[1:]
    characters = [character for row in rows for character in row.split("\t")[2]][:6000]
    chosen = random.Random(3)
    names = ["".join(chosen.choices(characters, k=3)) for _ in range(100_000)]
    begun = process_time()
    sort_names(names)
    assert process_time() - begun < 1.0  # measured: 0.2 s
