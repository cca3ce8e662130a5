"""Identity numbers and telephone numbers as they come out of rosters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.chinese.dates import Birth
from fulian_desktop.chinese.id_number import (
    check_character,
    disagreements,
    is_mobile,
    mask_id,
    mask_numbers,
    mask_phone,
    normalise_phone,
    parse_id_number,
    read_id_number,
)
from fulian_desktop.errors import UserFacingError

WOMANS_NUMBER = "11010519491231002X"  # the example of the standard
MANS_NUMBER = "440524188001010014"


def made_up_number(birth: date, sequence: int) -> str:
    body = f"430626{birth:%Y%m%d}{sequence:03d}"
    return body + check_character(body)


def test_the_example_of_the_standard_is_right_and_a_womans() -> None:
    number = parse_id_number(WOMANS_NUMBER)
    assert number.birth == Birth(1949, 12, 31)
    assert number.sex == "女"
    assert number.district == "110105"
    assert number.masked == "110105********002X"
    assert not number.is_old_form


def test_a_mans_number_has_a_right_check_character_but_is_worth_a_question_in_our_roster() -> None:
    assert check_character(MANS_NUMBER[:17]) == MANS_NUMBER[17]
    reading = read_id_number("430626198001010017"[:17] + check_character("43062619800101001"))
    assert reading.number is not None
    assert reading.number.sex == "男"
    assert disagreements(reading.number) == ("身份证号码的顺序码是单数，表示男性，请核对。",)


def test_a_birth_before_1900_is_not_possible_for_a_member() -> None:
    assert "不可能" in read_id_number(MANS_NUMBER).problems[0]


@pytest.mark.parametrize(
    "cell",
    [
        "'11010519491231002X",
        "\t11010519491231002x ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "\ufeff11010519491231002X\u200b",
        "‘11010519491231002X",
    ],
)
def test_apostrophes_spaces_and_full_width_digits_do_not_matter(cell: str) -> None:
    assert parse_id_number(cell).text == WOMANS_NUMBER


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("110105194912310021", "校验码不对：按前 17 位算，最后一位是 X，这里是 1"),
        ("1101051949123100", "应为 18 位，这里是 16 位"),
        ("11010519491331002X", "出生日期不存在：1949年13月31日"),
        ("11010520991231002X", "出生日期不可能"),
        ("1101051949123100AX", "不是数字的字符"),
        ("11010519491231002Y", "最后一位应为数字或 X"),
        ("99010519491231002X", "不是任何省份的代码"),
        (1.1010519491231e17, "近似值，无法恢复"),
        (float("nan"), "不是号码"),
    ],
)
def test_a_wrong_number_is_told_in_words(cell: object, why: str) -> None:
    reading = read_id_number(cell, today=date(2026, 3, 6))
    assert reading.number is None
    assert why in reading.problems[0]


def test_an_error_text_never_carries_the_number() -> None:
    with pytest.raises(UserFacingError) as refused:
        parse_id_number("110105194912310021")
    assert "19491231" not in refused.value.as_text()


def test_the_old_form_is_accepted_with_a_remark() -> None:
    reading = read_id_number("110105491231002")
    assert reading.number is not None
    assert reading.number.is_old_form
    assert reading.number.birth == Birth(1949, 12, 31)
    assert reading.number.sex == "女"
    assert "15 位" in reading.problems[0]


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_an_empty_cell_is_no_number_and_no_problem(cell: object) -> None:
    reading = read_id_number(cell)
    assert (reading.text, reading.number, reading.problems) == ("", None, ())
    with pytest.raises(UserFacingError, match="是空的"):
        parse_id_number(cell)


def test_the_other_columns_are_compared_with_the_number() -> None:
    number = parse_id_number(WOMANS_NUMBER)
    assert disagreements(number, birth=Birth(1949, 12), sex="女") == ()
    told = disagreements(number, birth=Birth(1949, 11), sex="男")
    assert told == (
        "身份证号码里的出生是 1949年12月，出生年月一栏是 1949年11月。",
        "身份证号码的顺序码表示女性，性别一栏是“男”。",
    )


def test_numbers_are_masked_to_first_six_and_last_four() -> None:
    assert mask_id("430626198711231466") == "430626********1466"
    assert mask_id("430626") == "******"
    assert mask_phone("13800002604") == "138****2604"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)), st.integers(0, 999))
def test_every_number_made_by_the_rule_is_right_and_its_mask_never_shows_the_birth(
    born: date, sequence: int
) -> None:
    text = made_up_number(born, sequence)
    number = parse_id_number(text)
    assert (number.birth, number.sex) == (
        Birth(born.year, born.month, born.day),
        "男" if sequence % 2 else "女",
    )
    assert number.masked[6:14] == "********"
    assert len(number.masked) == 18


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)),
    st.integers(0, 999),
    st.integers(0, 17),
    st.integers(1, 9),
)
def test_a_single_wrong_digit_is_always_found(born: date, sequence: int, place: int, shift: int) -> None:
    text = made_up_number(born, sequence)
    alphabet = "0123456789X" if place == 17 else "0123456789"
    wrong = alphabet[(alphabet.index(text[place]) + shift) % len(alphabet)]
    assert read_id_number(text[:place] + wrong + text[place + 1 :]).number is None


@given(st.text(max_size=30))
def test_masks_of_anything_show_at_most_ten_characters_of_an_id_and_seven_of_a_phone(text: str) -> None:
    assert sum(character != "*" for character in mask_id(text)) <= 10
    assert sum(character != "*" for character in mask_phone(text)) <= 7


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        (18661934514.0, "18661934514"),
        (13601108436, "13601108436"),
        (" 138 0000 2604 ", "13800002604"),
        ("138-0000-2604", "13800002604"),
        ("+86 13800002604", "13800002604"),
        ("１３８００００２６０４", "13800002604"),
        ("0731-85551234", "073185551234"),
        ("85551234", "85551234"),
        (None, ""),
        ("", ""),
    ],
)
def test_telephone_numbers_become_bare_digits(cell: object, digits: str) -> None:
    assert normalise_phone(cell) == digits


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1380000260", "应为 11 位，这里是 10 位"),
        ("12800002604", "没有以 12 开头"),
        ("无", "数字以外"),
        ("13800002604/13900002604", "数字以外"),
        ("999", "3 位"),
        (float("nan"), "数字以外"),
    ],
)
def test_a_wrong_telephone_number_is_told_in_words(cell: object, why: str) -> None:
    with pytest.raises(UserFacingError, match=why) as refused:
        normalise_phone(cell)
    assert "13800002604" not in refused.value.as_text()


def test_numbers_in_a_remark_are_masked_and_its_words_stay() -> None:
    words = "另有电话 13800002604、0731-85551234；2008年起任组长，三组12号；证号 33010219650307002X"
    masked = mask_numbers(words)
    for number in ("13800002604", "85551234", "33010219650307002"):
        assert number not in masked
    assert masked.startswith("另有电话 138****2604、")
    assert "；2008年起任组长，三组12号；证号 " in masked


def test_only_eleven_digits_are_a_mobile_number() -> None:
    assert is_mobile("13800002604")
    assert not is_mobile("073185551234")
