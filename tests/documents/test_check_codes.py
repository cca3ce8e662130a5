"""The code at the foot of an issued paper: what it is made of, and that a slip of the pen is found."""

from __future__ import annotations

from itertools import combinations

import pytest

from fulian_desktop.documents import check_codes
from fulian_desktop.documents.check_codes import (
    ALPHABET,
    code_of,
    fault_of,
    is_well_formed,
    normalised,
    shown,
)

CODES = [code_of("三合村", number) for number in range(200)]


def test_no_character_is_easily_taken_for_another() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    for pair in ("0O", "1I", "1L", "2Z", "5S", "8B", "6G", "UV"):
        assert not set(pair) <= set(ALPHABET)


def test_a_code_has_eight_characters_and_is_the_same_for_the_same_paper() -> None:
    assert all(len(code) == check_codes.LENGTH and is_well_formed(code) for code in CODES)
    assert len(set(CODES)) == len(CODES)
    assert code_of("三合村", 7) == CODES[7]
    assert code_of("12", "3") != code_of("1", "23")


@pytest.mark.parametrize("code", CODES[:12])
def test_every_single_wrong_character_is_found(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            assert not is_well_formed(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("code", CODES[:40])
def test_every_exchange_of_two_characters_is_found(code: str) -> None:
    for first, second in combinations(range(len(code)), 2):
        letters = list(code)
        letters[first], letters[second] = letters[second], letters[first]
        if letters != list(code):
            assert not is_well_formed("".join(letters))


def test_a_code_may_be_typed_as_one_likes() -> None:
    code = CODES[0]
    wide = "".join(chr(ord(one) + 0xFEE0) for one in code)
    for typed in (code.lower(), shown(code), f" 校验码 {shown(code)} ", wide, f"校验码：{shown(code)}"):
        assert normalised(typed) == code
        assert fault_of(typed) == ""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "没有输入校验码"),
        ("校验码", "没有输入校验码"),
        ("ACDE-FHJ0", "校验码里没有“0”"),
        ("ACDE-FH", "校验码是 8 个字符，现在是 6 个"),
        ("三合村", "校验码里没有“三合村”"),
    ],
)
def test_a_wrong_code_is_told_in_words(typed: str, told: str) -> None:
    assert told in fault_of(typed)


def test_a_slip_is_told_from_a_code_of_another_file() -> None:
    code = CODES[0]
    slipped = code[1] + code[0] + code[2:]
    assert "有一个字符不对，或者有两个字符换了位置" in fault_of(slipped)
