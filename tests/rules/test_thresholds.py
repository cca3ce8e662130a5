"""How many are enough: the table of phrases, the exact line, and large numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.rules.thresholds import Base, Threshold

TWO_THIRDS_UP = Threshold.AT_LEAST_TWO_THIRDS
OVER_TWO_THIRDS = Threshold.MORE_THAN_TWO_THIRDS
MORE_THAN_HALF = Threshold.MORE_THAN_HALF
HALF_UP = Threshold.AT_LEAST_HALF


@pytest.mark.parametrize(
    ("n", "two_thirds_up", "over_two_thirds", "more_than_half", "half_up"),
    [
        (7, 5, 5, 4, 4),
        (9, 6, 7, 5, 5),
        (11, 8, 8, 6, 6),
        (13, 9, 9, 7, 7),
        (15, 10, 11, 8, 8),
        (30, 20, 21, 16, 15),
        (31, 21, 21, 16, 16),
        (36, 24, 25, 19, 18),
        (1, 1, 1, 1, 1),
        (2, 2, 2, 2, 1),
        (3, 2, 3, 2, 2),
    ],
)
def test_the_four_phrases_give_these_numbers(
    n: int, two_thirds_up: int, over_two_thirds: int, more_than_half: int, half_up: int
) -> None:
    assert TWO_THIRDS_UP.need(n) == two_thirds_up
    assert OVER_TWO_THIRDS.need(n) == over_two_thirds
    assert MORE_THAN_HALF.need(n) == more_than_half
    assert HALF_UP.need(n) == half_up


def test_exactly_half_never_passes_as_more_than_half() -> None:
    for n in range(1, 2001):
        if n % 2 == 0:
            assert not MORE_THAN_HALF.met(n // 2, n)
        assert MORE_THAN_HALF.met(n // 2 + 1, n)


def test_exactly_two_thirds_are_at_least_but_not_more_than_two_thirds() -> None:
    for n in range(3, 2001, 3):
        assert TWO_THIRDS_UP.met(n // 3 * 2, n)
        assert not TWO_THIRDS_UP.met(n // 3 * 2 - 1, n)
        assert not OVER_TWO_THIRDS.met(n // 3 * 2, n)
        assert OVER_TWO_THIRDS.met(n // 3 * 2 + 1, n)


@pytest.mark.parametrize(
    ("threshold", "have", "n", "enough"),
    [
        # 50.00 % and 66.67 % when rounded to two places, which is not the question.
        (MORE_THAN_HALF, 2500, 5000, False),
        (MORE_THAN_HALF, 10_000, 20_001, False),
        (MORE_THAN_HALF, 10_001, 20_001, True),
        (TWO_THIRDS_UP, 6666, 10_000, False),
        (TWO_THIRDS_UP, 6667, 10_000, True),
        (TWO_THIRDS_UP, 66_666, 100_000, False),
        (OVER_TWO_THIRDS, 4000, 6000, False),
        # Above 2 to the 53rd a float can no longer count one by one.
        (MORE_THAN_HALF, 2**60, 2**61, False),
        (MORE_THAN_HALF, 2**60 + 1, 2**61, True),
        (OVER_TWO_THIRDS, 2 * 10**18, 3 * 10**18, False),
    ],
)
def test_no_percentage_is_ever_rounded(threshold: Threshold, have: int, n: int, enough: bool) -> None:
    assert threshold.met(have, n) is enough


@pytest.mark.parametrize("threshold", list(Threshold))
def test_among_nobody_nothing_is_reached(threshold: Threshold) -> None:
    assert threshold.need(0) == 1
    assert not threshold.met(0, 0)


@pytest.mark.parametrize("threshold", list(Threshold))
@pytest.mark.parametrize("n", [-1, 6.5, "13", True, None])
def test_a_share_of_anything_but_people_is_a_mistake_of_the_program(threshold: Threshold, n: object) -> None:
    with pytest.raises(ValueError, match="whole number of people"):
        threshold.need(n)  # type: ignore[arg-type]


@given(st.integers(1, 10**15), st.sampled_from(Threshold))
def test_the_number_needed_is_the_smallest_that_satisfies_the_phrase(n: int, threshold: Threshold) -> None:
    numerator, denominator = threshold.share
    line = Fraction(n * numerator, denominator)

    def satisfies(have: int) -> bool:
        return have >= line if threshold.includes_exact else have > line

    need = threshold.need(n)
    assert 1 <= need <= n
    assert satisfies(need)
    assert need == 1 or not satisfies(need - 1)


@given(st.integers(0, 10**9), st.sampled_from(Threshold))
def test_one_person_more_never_lowers_the_number_needed(n: int, threshold: Threshold) -> None:
    assert threshold.need(n) <= threshold.need(n + 1) <= threshold.need(n) + 1


@pytest.mark.parametrize(
    ("threshold", "n", "working"),
    [
        (MORE_THAN_HALF, 13, "13 ÷ 2 = 6.5，超过半数，至少要 7"),
        (MORE_THAN_HALF, 12, "12 ÷ 2 = 6，正好一半不算过半数，至少要 7"),
        (HALF_UP, 30, "30 ÷ 2 = 15，半数以上包括本数，至少要 15"),
        (HALF_UP, 31, "31 ÷ 2 = 15.5，半数以上，至少要 16"),
        (TWO_THIRDS_UP, 13, "13 × 2 ÷ 3 = 8 又 2/3，三分之二以上，至少要 9"),
        (TWO_THIRDS_UP, 15, "15 × 2 ÷ 3 = 10，三分之二以上包括本数，至少要 10"),
        (OVER_TWO_THIRDS, 15, "15 × 2 ÷ 3 = 10，正好三分之二不算超过，至少要 11"),
    ],
)
def test_the_working_can_be_redone_on_paper(threshold: Threshold, n: int, working: str) -> None:
    assert threshold.working(n) == working


def test_the_words_of_the_command_line_are_the_values() -> None:
    assert {threshold.value: threshold.phrase for threshold in Threshold} == {
        "more_than_half": "过半数",
        "at_least_half": "半数以上",
        "more_than_two_thirds": "超过三分之二",
        "at_least_two_thirds": "三分之二以上",
    }
    assert {base.value: base.phrase for base in Base} == {"entitled": "应到", "present": "实到"}
