"""Numbers as papers write them and as the chair reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.chinese.numerals import (
    chinese_number,
    ordinal,
    parse_chinese_number,
    people_count_spoken,
    spoken_count,
)
from fulian_desktop.errors import UserFacingError


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"), (2, "二"), (10, "十"), (11, "十一"), (20, "二十"), (36, "三十六"), (100, "一百"),
        (101, "一百零一"),
        (105, "一百零五"), (110, "一百一十"), (111, "一百一十一"), (200, "二百"), (1001, "一千零一"),
        (1010, "一千零一十"), (1100, "一千一百"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_in_titles(number: int, written: str) -> None:
    assert chinese_number(number) == written


def test_terms_and_sessions_are_ordinals_with_er() -> None:
    assert ordinal(7, "届") == "第七届"
    assert ordinal(3, "次") == "第三次"
    assert ordinal(2, "次") == "第二次"
    assert ordinal(13) == "第十三"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "没有"), (1, "一人"), (2, "两人"), (10, "十人"), (12, "十二人"), (20, "二十人"), (200, "两百人")],
)
def test_people_are_counted_aloud_with_liang(count: int, said: str) -> None:
    assert people_count_spoken(count) == said


def test_measure_words_take_liang() -> None:
    assert spoken_count(2) == "两位"
    assert spoken_count(2, "名") == "两名"
    assert spoken_count(15) == "十五位"
    assert spoken_count(22) == "二十二位"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("第七届", 7), ("第三次", 3), ("首届", 1), ("两百", 200), ("二〇二六", 2026), ("12", 12),
        ("１２", 12), ("廿", None),
        ("两百零五", 205), ("十", 10), ("一十", 10), ("一百一", None), ("三百二十一", 321), ("贰拾", 20),
    ],
)  # fmt: skip
def test_numerals_are_read_back_as_offices_write_them(text: str, value: int | None) -> None:
    if value is None:
        with pytest.raises(UserFacingError):
            parse_chinese_number(text)
    else:
        assert parse_chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "第届", "百", "十百", "七八百", "很多", "一万", "99999"])
def test_what_is_no_number_is_refused_in_words(text: str) -> None:
    with pytest.raises(UserFacingError, match="不是可以识别的数字"):
        parse_chinese_number(text)


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(UserFacingError, match="0 到 9999"):
        chinese_number(number)


def test_there_is_no_zeroth_term() -> None:
    with pytest.raises(UserFacingError, match="从 1 开始"):
        ordinal(0, "届")


@given(st.integers(min_value=0, max_value=9999))
def test_every_number_survives_being_written_and_read(number: int) -> None:
    assert parse_chinese_number(chinese_number(number)) == number
    assert parse_chinese_number(spoken_count(number, "")) == number
