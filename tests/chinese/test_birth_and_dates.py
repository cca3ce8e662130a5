"""Dates on paper and aloud, and the many ways in which rosters keep a birth month."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.chinese.dates import (
    AmbiguousBirthError,
    Birth,
    paper_date,
    paper_time,
    parse_birth,
    parse_iso_birth,
    screen_date,
    spoken_date,
    spoken_time,
    with_weekday,
)
from fulian_desktop.errors import UserFacingError

MEETING_DAY = date(2026, 3, 6)


def test_the_meeting_day_in_every_form() -> None:
    assert paper_date(MEETING_DAY) == "2026年3月6日"
    assert with_weekday(MEETING_DAY) == "2026年3月6日（星期五）"
    assert screen_date(MEETING_DAY) == "3月6日 星期五"
    assert spoken_date(MEETING_DAY) == "二〇二六年三月六日"
    assert paper_time(time(9, 5)) == "9:05"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(9, 30), "上午九点半"), (time(14, 0), "下午两点"), (time(10, 5), "上午十点零五分"),
        (time(12, 15), "中午十二点十五分"), (time(19, 45), "晚上七点四十五分"), (time(0, 10), "凌晨零点十分"),
    ],
)  # fmt: skip
def test_times_as_the_chair_says_them(moment: time, said: str) -> None:
    assert spoken_time(moment) == said


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("1987/11", Birth(1987, 11)),
        ("1994.9", Birth(1994, 9)),
        ("1993.1", Birth(1993, 1)),
        ("1990.10", Birth(1990, 10)),
        ("1998.09", Birth(1998, 9)),
        ("89年4月", Birth(1989, 4)),
        ("1974年4月", Birth(1974, 4)),
        ("1974年4月12日", Birth(1974, 4, 12)),
        ("1970-08-24", Birth(1970, 8, 24)),
        ("1978/11/04", Birth(1978, 11, 4)),
        ("19600124", Birth(1960, 1, 24)),
        ("199010", Birth(1990, 10)),
        ("1958-10", Birth(1958, 10)),
        ("1989-09-18 00:00:00", Birth(1989, 9, 18)),
        (" １９８５．０３ ", Birth(1985, 3)),
        ("'1985.03", Birth(1985, 3)),
        ("1985 年 3 月", Birth(1985, 3)),
        ("1985年3月生", Birth(1985, 3)),
        (19600124, Birth(1960, 1, 24)),
        (198711.0, Birth(1987, 11)),
        (1987.11, Birth(1987, 11)),
        (1987.09, Birth(1987, 9)),
        (1994.9, Birth(1994, 9)),
        (datetime(1989, 9, 18), Birth(1989, 9, 18)),
        (date(1994, 1, 15), Birth(1994, 1, 15)),
    ],
)
def test_a_birth_month_is_read_as_offices_write_it(cell: object, birth: Birth) -> None:
    assert parse_birth(cell, today=MEETING_DAY) == birth


def test_a_number_ending_in_point_one_is_a_question_because_the_sheet_drops_the_zero_of_october() -> None:
    with pytest.raises(AmbiguousBirthError, match="1 月还是 10 月") as question:
        parse_birth(1990.1, today=MEETING_DAY)
    assert question.value.choices == (Birth(1990, 10), Birth(1990, 1))


@pytest.mark.parametrize("cell", [33147, "33147", 33147.0])
def test_a_bare_day_number_of_the_spreadsheet_is_a_question_with_its_date(cell: object) -> None:
    with pytest.raises(AmbiguousBirthError, match="1990年10月1日") as question:
        parse_birth(cell, today=MEETING_DAY)
    assert question.value.choices == (Birth(1990, 10, 1),)


@pytest.mark.parametrize(
    ("cell", "year"),
    [("60年8月", 1960), ("98年11月", 1998), ("01年2月", 2001), ("12年1月", 2012), ("27年5月", 1927)],
)
def test_two_digit_years_make_the_person_an_adult_of_possible_age(cell: str, year: int) -> None:
    assert parse_birth(cell, today=MEETING_DAY).year == year


def test_a_two_digit_year_that_fits_neither_century_is_refused() -> None:
    with pytest.raises(UserFacingError, match="看不出是 1920 年还是 2020 年"):
        parse_birth("20年1月", today=MEETING_DAY)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "是空的"),
        (None, "看不懂"),
        ("不详", "看不懂"),
        ("1985", "只有年份"),
        ("1985年", "只有年份"),
        ("1985.13", "月份是 13"),
        ("1985.00", "月份是 0"),
        ("1985-02-30", "没有 30 日"),
        ("1855.03", "太早"),
        ("2027.01", "之后"),
        (float("nan"), "看不懂"),
        (True, "看不懂"),
    ],
)
def test_what_is_no_birth_month_is_refused_with_the_reason(cell: object, why: str) -> None:
    with pytest.raises(UserFacingError, match=why):
        parse_birth(cell, today=MEETING_DAY)


def test_a_birth_shows_as_lists_write_it() -> None:
    birth = Birth(1985, 3, 4)
    assert (birth.dotted, birth.text, birth.iso) == ("1985.03", "1985年3月", "1985-03-04")
    assert Birth(1985, 3).iso == "1985-03"


def test_age_is_counted_on_the_meeting_day() -> None:
    assert Birth(1985, 3, 6).age_on(MEETING_DAY) == 41
    assert Birth(1985, 3, 7).age_on(MEETING_DAY) == 40
    assert Birth(1985, 3).age_on(MEETING_DAY) == 41
    assert Birth(1985, 4).age_on(MEETING_DAY) == 40


def test_two_births_agree_when_nothing_known_of_both_differs() -> None:
    assert Birth(1985, 3).agrees_with(Birth(1985, 3, 4))
    assert not Birth(1985, 3, 5).agrees_with(Birth(1985, 3, 4))
    assert not Birth(1985, 4).agrees_with(Birth(1985, 3, 4))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)))
def test_every_birth_survives_being_written_and_read(day: date) -> None:
    exact, month = Birth(day.year, day.month, day.day), Birth(day.year, day.month)
    assert parse_iso_birth(exact.iso) == parse_birth(exact.iso) == parse_birth(paper_date(day)) == exact
    assert parse_iso_birth(month.iso) == parse_birth(month.dotted) == parse_birth(month.text) == month


@pytest.mark.parametrize("text", ["1985.03", "1985-3", "1985-13", "", "1985-02-30"])
def test_only_the_stored_form_is_read_from_the_file(text: str) -> None:
    with pytest.raises(UserFacingError):
        parse_iso_birth(text)
