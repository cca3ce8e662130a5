"""Short codes on the number pad: right ones, wrong ones with a sentence, and any text at all."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_codes import CodeStyle, parse_ballot, shortest_code, too_many
from fulian_desktop.rules.ballots import Ballot, Mark

NAMES = [f"候选{number}" for number in range(1, 18)]
LETTER = {mark: mark.value for mark in Mark}


def read(code: str, style: CodeStyle = CodeStyle.EXCEPTIONS) -> str:
    return "".join(LETTER[mark] for mark in parse_ballot(code, NAMES, style).marks)


@pytest.mark.parametrize(
    ("code", "marks"),
    [
        ("", "F" * 17),
        ("4/", "FFFAFFFFFFFFFFFFF"),
        ("4/12-", "FFFAFFFFFFFBFFFFF"),
        ("4/+12-+5*", "FFFAXFFFFFFBFFFFF"),
        ("4/ 12- 5*", "FFFAXFFFFFFBFFFFF"),
        ("2..5/", "FAAAAFFFFFFFFFFFF"),
        ("2/.5/.17-", "FAFFAFFFFFFFFFFFB"),
        ("４／１２－", "FFFAFFFFFFFBFFFFF"),
    ],
)
def test_exceptions_only_leaves_the_rest_approved(code: str, marks: str) -> None:
    assert read(code) == marks


@pytest.mark.parametrize(
    ("code", "marks"),
    [
        ("", "B" * 17),
        ("1+4+7", "FBBFBBFBBBBBBBBBB"),
        ("1.4.7", "FBBFBBFBBBBBBBBBB"),
        ("1..3", "FFFBBBBBBBBBBBBBB"),
        ("1..3.9.10", "FFFBBBBBFFBBBBBBB"),
        ("1..3+9/", "FFFBBBBBABBBBBBBB"),
        ("17*", "BBBBBBBBBBBBBBBBX"),
    ],
)
def test_marks_only_leaves_the_rest_abstaining(code: str, marks: str) -> None:
    assert read(code, CodeStyle.MARKS) == marks


def test_a_lone_zero_is_an_invalid_ballot_with_its_reason() -> None:
    ballot = parse_ballot("0", NAMES, invalid_reason="做了记号")
    assert ballot.invalid_reason == "做了记号"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("18/", "选票上没有 18 号，号码从 1 到 17"),
        ("1..18/", "选票上没有 18 号"),
        ("4/4-", "4 号候选4录了两次：“4/”和“4-”"),
        ("2..5/+3-", "3 号候选3录了两次"),
        ("0+4/", "0 表示整张无效"),
        ("5..2/", "前后写反了"),
        ("4", "“4”后面没有符号"),
        ("2.5/", "“2”后面没有符号"),
        ("1...5/", "读不懂"),
        ("4/x", "第 3 个字符“x”读不懂"),
        ("4//", "第 3 个字符“/”读不懂"),
        ("9999/", "号码“9999”太大"),
        ("1/" * 300, "录入的代码太长"),
    ],
)
def test_a_wrong_code_is_met_with_a_clear_sentence_and_nothing_lost(code: str, words: str) -> None:
    with pytest.raises(UserFacingError, match=words) as refused:
        parse_ballot(code, NAMES)
    assert refused.value.safe == "这一张没有登记，已经录入的都在。"
    assert refused.value.advice


def test_too_many_marks_are_told_at_once_but_not_refused() -> None:
    marks = parse_ballot("17/", NAMES).marks
    assert too_many(marks, 0, 15) == "选了 16 人，应选 15 人，多 1 人，这一张将计为无效票"
    assert too_many(parse_ballot("16..17/", NAMES).marks, 0, 15) == ""


marks_of_a_ballot = some.lists(some.sampled_from(list(Mark)), min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(marks_of_a_ballot, some.sampled_from(list(CodeStyle)))
def test_every_ballot_has_a_code_that_reads_back(marks: list[Mark], style: CodeStyle) -> None:
    names = [str(number) for number in range(len(marks))]
    assert parse_ballot(shortest_code(marks, style), names, style) == Ballot(tuple(marks))


@settings(max_examples=1000, deadline=None)
@given(
    some.text(alphabet="0123456789/*-+. ,xＡ４／\n\x00一", max_size=40), some.sampled_from(list(CodeStyle))
)
def test_any_text_gives_a_ballot_or_a_sentence(code: str, style: CodeStyle) -> None:
    try:
        size = len(parse_ballot(code, NAMES, style).marks)
    except UserFacingError as refused:
        size = len(NAMES) if refused.what and refused.advice else 0
    assert size == len(NAMES)


def test_keys_for_a_usual_ballot_are_few() -> None:
    """15 approved of 17: at most 7 keys with Enter, 6 on average over every pair left out."""
    keys = []
    for first, second in itertools.combinations(range(17), 2):
        marks = [Mark.IN_FAVOUR] * 17
        marks[first] = marks[second] = Mark.AGAINST
        keys.append(len(shortest_code(marks)) + 1)
    assert max(keys) == 7
    assert sum(keys) * 10 <= 60 * len(keys)
