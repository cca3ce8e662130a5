"""Names are stored clean and shown even; characters that make trouble are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.chinese.rare_characters import (
    characters,
    clean_name,
    display_name,
    outside_gb2312,
    split_at_dot,
    troubles,
)


def test_code_points_can_be_quoted() -> None:
    assert characters("李𬱖") == ["李 U+674E", "𬱖 U+2CC56"]


def test_characters_that_need_a_look_on_paper_are_those_outside_gb2312() -> None:
    assert outside_gb2312("王玥祎堃喆䶮㛃𬱖丽") == ["玥", "祎", "堃", "喆", "䶮", "㛃", "𬱖"]
    assert outside_gb2312("古丽·买买提") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("⼥", "⼥ 是部首码位，不是汉字“女”（U+2F25）。"),
        ("⻢", "⻢ 是部首码位，不是汉字“马”（U+2EE2）。"),
        ("\uf9e1", "兼容汉字码位（U+F9E1），应为“李”"),
        ("\ue000", "自造字码位（U+E000）"),
        ("\ufe00", "异体选择符"),
        ("\U000e0100", "异体选择符"),
        ("\u202e", "方向控制符"),
        ("\u200b", "零宽字符"),
        ("\x07", "控制字符"),
        ("？", "没有保存下来的生僻字"),
        ("㇀", "笔画符号"),
    ],
)
def test_trouble_is_told_in_words(text: str, said: str) -> None:
    assert said in troubles(f"王{text}芳")[0]


def test_an_ordinary_name_is_no_trouble() -> None:
    assert troubles("欧阳𬱖") == ()
    assert clean_name("沈丽华") == ("沈丽华", ())


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("汪 翀", "汪翀"),
        ("沈\u3000静", "沈静"),
        ("冯秀英 ", "冯秀英"),
        ("黎  𬱖", "黎𬱖"),
        ("王\u00a0芳\n", "王芳"),
        ("古丽•买买提", "古丽·买买提"),
        ("古丽．买买提", "古丽·买买提"),
        ("古丽 ・ 买买提", "古丽·买买提"),
        ("古丽·买 买提", "古丽·买买提"),
        ("王⼥", "王女"),
        ("王\u200b芳\ufe00", "王芳"),
        ("王\ue000", "王\ue000"),
        ("Anna  Li", "Anna Li"),
        ("  ", ""),
    ],
)
def test_a_name_is_stored_clean(raw: str, stored: str) -> None:
    assert clean_name(raw)[0] == stored


def test_what_was_changed_is_noted() -> None:
    assert clean_name("沈\u3000静")[1] == ("姓名中间的空格已去掉。",)
    assert clean_name("古丽•买买提")[1] == ("间隔号已统一写成“·”。",)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李堃", "李　堃"),
        ("沈丽华", "沈丽华"),
        ("欧阳珺倩", "欧阳珺倩"),
        ("姜㛃", "姜　㛃"),
        ("余𬱖", "余　𬱖"),
        ("Li", "Li"),
    ],
)
def test_two_character_names_are_spread_when_shown(name: str, shown: str) -> None:
    assert display_name(name) == shown


def test_a_long_name_is_cut_after_its_dot() -> None:
    assert split_at_dot("古丽·买买提") == ("古丽·", "买买提")
    assert split_at_dot("沈丽华") == ("沈丽华",)


@given(st.text(alphabet="王芳丽𬱖㛃 \u3000\u200b\ufe00·•．\n\uf9e1⼥A", max_size=10))
def test_a_clean_name_stays_as_it_is(raw: str) -> None:
    once = clean_name(raw)[0]
    assert clean_name(once)[0] == once


@given(st.text(alphabet="王芳丽𬱖㛃祎", min_size=1, max_size=4))
def test_what_is_shown_cleans_back_to_what_is_stored(name: str) -> None:
    assert clean_name(display_name(name))[0] == name
