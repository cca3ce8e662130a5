"""What counts of hands mean: the reference cases, and the ways other programs were caught counting wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.rule_pack import default_pack, shipped_pack
from fulian_desktop.rules.thresholds import Base, Threshold
from fulian_desktop.rules.verdicts import HandCount, Outcome, Verdict, decide, derive_in_favour, quorum

OF_ENTITLED = default_pack()
OF_PRESENT = shipped_pack("committee-present-majority")
OVER_TWO_THIRDS = shipped_pack("committee-over-two-thirds")

any_numbers = st.tuples(*(st.integers(0, 60) for _ in range(5)))


@st.composite
def true_counts(draw: st.DrawFn, silent: int = 0) -> HandCount:
    """Draw a count that can have happened, with at least `silent` people who raised no hand."""
    in_favour, against, abstaining = (draw(st.integers(0, 20)) for _ in range(3))
    present = in_favour + against + abstaining + silent + draw(st.integers(0, 10))
    return HandCount(present + draw(st.integers(0, 20)), present, in_favour, against, abstaining)


def hands(entitled: int, present: int, in_favour: int, against: int = 0, abstaining: int = 0) -> HandCount:
    return HandCount(entitled, present, in_favour, against, abstaining)


def the_story() -> Verdict:
    """Return the verdict of the sample meeting's by-election."""
    return decide(OF_ENTITLED, hands(13, 11, 10, 0, 1))


# --- The reference cases ---------------------------------------------------------------------------------


def test_thirty_one_of_thirty_six_are_a_quorum_under_both_wordings() -> None:
    assert quorum(OF_ENTITLED, 36, 31).need == 24
    assert quorum(OVER_TWO_THIRDS, 36, 31).need == 25
    assert quorum(OF_ENTITLED, 36, 31).met
    assert quorum(OVER_TWO_THIRDS, 36, 31).met
    assert decide(OF_ENTITLED, hands(36, 31, 31)).need == 19
    assert decide(OF_PRESENT, hands(36, 31, 31)).need == 16


def test_twenty_of_thirty_reach_two_thirds_but_do_not_exceed_them() -> None:
    assert quorum(OF_ENTITLED, 30, 20).met
    short = quorum(OVER_TWO_THIRDS, 30, 20)
    assert not short.met
    assert (short.need, short.short_by) == (21, 1)
    assert "正好在线上不算够，还差 1 人" in short.explanation


def test_everybody_in_favour_is_unanimous() -> None:
    verdict = decide(OF_ENTITLED, hands(36, 31, 31))
    assert verdict.outcome is Outcome.CARRIED_UNANIMOUSLY
    assert verdict.unanimous
    assert verdict.outcome.phrase == "一致通过"


def test_one_abstention_is_carried_but_not_unanimous() -> None:
    verdict = decide(OF_ENTITLED, hands(36, 31, 30, 0, 1))
    assert verdict.outcome is Outcome.CARRIED
    assert not verdict.unanimous
    assert verdict.not_unanimous_because == "有 1 人弃权。不同意和弃权都是 0，才写“一致通过”。"


def test_eighteen_of_thirty_six_fail_among_entitled_and_carry_among_present() -> None:
    failed = decide(OF_ENTITLED, hands(36, 31, 18, 13))
    assert failed.outcome is Outcome.NOT_CARRIED
    assert (failed.need, failed.short_by) == (19, 1)
    carried = decide(OF_PRESENT, hands(36, 31, 18, 13))
    assert carried.outcome is Outcome.CARRIED
    assert (carried.base, carried.base_size, carried.need) == (Base.PRESENT, 31, 16)


# --- The story of the sample village ---------------------------------------------------------------------


def test_the_by_election_of_the_sample_meeting() -> None:
    verdict = the_story()
    assert verdict.outcome is Outcome.CARRIED
    assert (verdict.base_size, verdict.need, verdict.have, verdict.short_by) == (13, 7, 10, 0)
    assert verdict.explanation == (
        "应到 13 人，过半数需 7 人；同意 10 人，比需要的多 3 人；有 1 人弃权，通过。"
    )
    assert verdict.quorum.explanation == "应到 13 人，三分之二以上即 9 人，实到 11 人，达到法定人数。"


def test_why_says_who_counts_how_it_is_worked_out_and_where_it_stands() -> None:
    assert [tuple(line) for line in the_story().why] == [
        ("谁算数", "应到的人，没有到会的也算在内", 13),
        ("怎么算", "13 ÷ 2 = 6.5，超过半数，至少要", 7),
        ("现在", "同意 10 人，比需要的多 3 人", 10),
        ("到会", "应到 13 人，三分之二以上即 9 人，已够", 11),
    ]


@pytest.mark.parametrize(
    ("count", "explanation"),
    [
        (
            hands(13, 11, 11),
            "应到 13 人，过半数需 7 人；同意 11 人，比需要的多 4 人；没有人不同意和弃权，一致通过。",
        ),
        (
            hands(13, 11, 7, 2, 1),
            "应到 13 人，过半数需 7 人；同意 7 人，正好够；有 2 人不同意、1 人弃权、1 人未表态，通过。",
        ),
        (hands(13, 11, 6, 5), "应到 13 人，过半数需 7 人；同意 6 人，还差 1 人；有 5 人不同意，未通过。"),
        (
            hands(12, 11, 6, 5),
            "应到 12 人，过半数需 7 人；同意 6 人，正好一半，不算过半数，还差 1 人；有 5 人不同意，未通过。",
        ),
        (
            hands(13, 11, 10),
            (
                "应到 13 人，过半数需 7 人；同意 10 人，比需要的多 3 人；"
                "没有人不同意和弃权（1 人未表态），一致通过。"
            ),
        ),
    ],
)
def test_the_sentence_names_base_need_and_have(count: HandCount, explanation: str) -> None:
    assert decide(OF_ENTITLED, count).explanation == explanation


# --- Quorum ----------------------------------------------------------------------------------------------


def test_without_a_quorum_nothing_carries_and_the_sentence_says_so_first() -> None:
    verdict = decide(OF_ENTITLED, hands(13, 8, 8))
    assert verdict.outcome is Outcome.NOT_CARRIED
    assert not verdict.quorum.met
    assert verdict.short_by == 0, "there are votes enough; there are not people enough"
    assert verdict.explanation.startswith("没有达到法定人数，表决没有效力：")
    assert "实到 8 人，还差 1 人" in verdict.explanation
    assert "同意 8 人（过半数需 7 人），未通过。" in verdict.explanation
    assert verdict.why[0].label == "到会"


def test_the_lamp_turns_at_the_ninth_of_thirteen() -> None:
    assert [quorum(OF_ENTITLED, 13, present).met for present in (8, 9, 10)] == [False, True, True]


def test_a_chair_who_does_not_vote_counts_for_the_quorum_and_not_for_the_vote() -> None:
    pack = replace(OF_PRESENT, chair_votes=False)
    verdict = decide(pack, hands(13, 8, 5, 3), persons_present=9)
    assert verdict.quorum.met
    assert (verdict.base_size, verdict.need) == (8, 5)
    assert verdict.explanation.startswith("实到并参加表决 8 人，过半数需 5 人；")
    assert not decide(pack, hands(13, 8, 8)).quorum.met


def test_more_voters_than_persons_in_the_room_cannot_be() -> None:
    with pytest.raises(UserFacingError, match="参加表决的 11 人比实到的 10 人多"):
        decide(OF_ENTITLED, hands(13, 11, 11), persons_present=10)


# --- What other programs were caught doing ---------------------------------------------------------------


def test_exactly_half_never_carries() -> None:
    for n in range(2, 2001, 2):
        count = hands(n, n, n // 2, n // 2)
        for pack in (OF_ENTITLED, OF_PRESENT):
            verdict = decide(pack, count)
            assert verdict.outcome is Outcome.NOT_CARRIED, n
            assert verdict.short_by == 1


def test_a_tie_is_an_ordinary_result_and_says_so() -> None:
    verdict = decide(OF_ENTITLED, hands(12, 12, 6, 6))
    assert verdict.outcome is Outcome.NOT_CARRIED
    assert "正好一半，不算过半数，还差 1 人" in verdict.explanation


def test_exactly_two_thirds_do_not_exceed_two_thirds() -> None:
    pack = replace(OF_ENTITLED, majority=Threshold.MORE_THAN_TWO_THIRDS)
    verdict = decide(pack, hands(15, 15, 10, 5))
    assert verdict.outcome is Outcome.NOT_CARRIED
    assert "正好三分之二，不算超过，还差 1 人" in verdict.explanation
    assert decide(replace(pack, majority=Threshold.AT_LEAST_TWO_THIRDS), hands(15, 15, 10, 5)).short_by == 0


@pytest.mark.parametrize(
    ("present", "in_favour", "outcome"),
    [
        # 50.00 % when rounded; 5001 of 10001 is more than half, 5000 is not.
        (10_001, 5001, Outcome.CARRIED),
        (10_001, 5000, Outcome.NOT_CARRIED),
        (5000, 2500, Outcome.NOT_CARRIED),
        (5000, 2501, Outcome.CARRIED),
        (2**55, 2**54, Outcome.NOT_CARRIED),
        (2**55, 2**54 + 1, Outcome.CARRIED),
    ],
)
def test_no_rounding_decides_a_large_assembly(present: int, in_favour: int, outcome: Outcome) -> None:
    count = hands(present, present, in_favour, present - in_favour)
    assert decide(OF_ENTITLED, count).outcome is outcome


@pytest.mark.parametrize("field", ["entitled", "present", "in_favour", "against", "abstaining"])
def test_a_negative_number_of_people_is_refused(field: str) -> None:
    numbers: dict[str, int] = {
        "entitled": 13,
        "present": 11,
        "in_favour": 10,
        "against": 0,
        "abstaining": 1,
        field: -1,
    }
    with pytest.raises(UserFacingError, match="不能是负数，现在是 -1") as refused:
        HandCount(**numbers)
    assert "没有登记" in refused.value.safe


@pytest.mark.parametrize("value", ["10", 10.0, True, None])
def test_a_number_written_as_text_is_never_compared_as_a_number(value: Any) -> None:
    with pytest.raises(UserFacingError, match="同意人数要填整数"):
        HandCount(13, 11, value, 0, 1)


def test_more_hands_than_people_show_both_sides_of_the_sum() -> None:
    with pytest.raises(UserFacingError) as refused:
        hands(13, 11, 10, 0, 2)
    assert refused.value.what == ("票数对不上：同意 10 + 不同意 0 + 弃权 2 = 12，比在场有表决权的 11 人多 1")
    assert len(refused.value.advice) == 2


def test_thirty_four_used_of_thirty_five_leaves_one_who_did_not_vote() -> None:
    count = hands(40, 35, 30, 3, 1)
    assert count.not_voting == 1
    assert count.abstaining == 1, "somebody who raised no hand did not abstain"


@pytest.mark.parametrize(
    ("not_voting", "complaint"),
    [
        (0, "同意 30 + 不同意 3 + 弃权 1 + 未表态 0 = 34，比在场有表决权的 35 人少 1"),
        (2, "同意 30 + 不同意 3 + 弃权 1 + 未表态 2 = 36，比在场有表决权的 35 人多 1"),
    ],
)
def test_when_all_four_numbers_are_taken_down_they_must_close(not_voting: int, complaint: str) -> None:
    with pytest.raises(UserFacingError, match="票数对不上") as refused:
        HandCount.closing(
            entitled=40, present=35, in_favour=30, against=3, abstaining=1, not_voting=not_voting
        )
    assert complaint in refused.value.what
    assert HandCount.closing(
        entitled=40, present=35, in_favour=30, against=3, abstaining=1, not_voting=1
    ) == hands(40, 35, 30, 3, 1)


def test_nobody_can_be_present_who_is_not_entitled() -> None:
    with pytest.raises(UserFacingError, match="实到 14 人，比应到 13 人多 1 人"):
        hands(13, 14, 10)
    with pytest.raises(UserFacingError, match="实到 14 人，比应到 13 人多 1 人"):
        quorum(OF_ENTITLED, 13, 14)


def test_nine_against_three_times_over_can_never_be_called_unanimous() -> None:
    verdict = decide(OF_ENTITLED, hands(27, 27, 0, 27))
    assert verdict.outcome is Outcome.NOT_CARRIED
    assert not verdict.unanimous


def test_an_abstention_does_not_move_the_number_needed() -> None:
    for pack, need in ((OF_ENTITLED, 7), (OF_PRESENT, 6)):
        needs = {decide(pack, hands(13, 11, 6, 0, abstaining)).need for abstaining in range(6)}
        assert needs == {need}


def test_somebody_leaving_moves_the_number_only_among_those_present() -> None:
    assert [decide(OF_PRESENT, hands(13, present, 0)).need for present in (9, 10, 11)] == [5, 6, 6]
    assert [decide(OF_ENTITLED, hands(13, present, 0)).need for present in (9, 10, 11)] == [7, 7, 7]


def test_an_empty_meeting_carries_nothing_whatever_the_threshold() -> None:
    for threshold in Threshold:
        for base in Base:
            pack = replace(OF_ENTITLED, quorum=threshold, majority=threshold, majority_base=base)
            verdict = decide(pack, hands(0, 0, 0))
            assert verdict.outcome is Outcome.NOT_CARRIED
            assert not verdict.quorum.met
            assert verdict.short_by == 1


def test_nobody_voting_at_all_is_not_unanimity() -> None:
    assert decide(OF_ENTITLED, hands(13, 13, 0)).outcome is Outcome.NOT_CARRIED


def test_the_answer_tells_how_many_votes_are_still_missing() -> None:
    assert decide(OF_ENTITLED, hands(13, 11, 4, 7)).short_by == 3
    assert "还差 3 人" in decide(OF_ENTITLED, hands(13, 11, 4, 7)).explanation


# --- Rules that differ from place to place ---------------------------------------------------------------


def test_a_pack_may_want_every_hand_for_unanimity() -> None:
    strict = replace(OF_ENTITLED, unanimous_needs_every_hand=True)
    assert decide(OF_ENTITLED, hands(13, 11, 10)).outcome is Outcome.CARRIED_UNANIMOUSLY
    verdict = decide(strict, hands(13, 11, 10))
    assert verdict.outcome is Outcome.CARRIED
    assert verdict.not_unanimous_because == "有 1 人未表态。不同意、弃权和未表态都是 0，才写“一致通过”。"


def test_where_abstention_is_not_asked_for_nobody_can_have_abstained() -> None:
    pack = replace(OF_ENTITLED, abstention_polled=False, poll_order=("in_favour", "against"))
    assert decide(pack, hands(13, 11, 10)).outcome is Outcome.CARRIED_UNANIMOUSLY
    with pytest.raises(UserFacingError, match="不问弃权，但登记了弃权 1 人") as refused:
        decide(pack, hands(13, 11, 10, 0, 1))
    assert "未表态" in refused.value.advice[0]


# --- In favour, derived ----------------------------------------------------------------------------------


def test_in_favour_is_what_is_left() -> None:
    assert derive_in_favour(11, 0, 1, 0) == 10
    assert derive_in_favour(11, 2, 1, 3) == 5
    assert derive_in_favour(0, 0, 0, 0) == 0


def test_more_against_than_present_show_both_sides_of_the_sum() -> None:
    with pytest.raises(UserFacingError, match="票数对不上") as refused:
        derive_in_favour(11, 9, 2, 1)
    assert "不同意 9 + 弃权 2 + 未表态 1 = 12，比在场有表决权的 11 人多 1" in refused.value.what
    with pytest.raises(UserFacingError, match="弃权人数不能是负数"):
        derive_in_favour(11, 0, -1, 0)


# --- For every count -------------------------------------------------------------------------------------


@given(any_numbers)
def test_every_count_either_closes_or_is_refused(numbers: tuple[int, ...]) -> None:
    entitled, present, *given_hands = numbers
    if present <= entitled and sum(given_hands) <= present:
        count = HandCount(*numbers)
        assert count.not_voting >= 0
        assert count.in_favour + count.against + count.abstaining + count.not_voting == present
        assert derive_in_favour(present, count.against, count.abstaining, count.not_voting) == count.in_favour
    else:
        with pytest.raises(UserFacingError, match="对不上"):
            HandCount(*numbers)


@given(true_counts(), st.sampled_from(Threshold), st.sampled_from(Threshold), st.sampled_from(Base))
def test_a_verdict_agrees_with_itself(
    count: HandCount, to_meet: Threshold, to_carry: Threshold, base: Base
) -> None:
    pack = replace(OF_ENTITLED, quorum=to_meet, majority=to_carry, majority_base=base)
    verdict = decide(pack, count)
    carried = verdict.outcome is not Outcome.NOT_CARRIED
    assert carried == (verdict.quorum.met and verdict.have >= verdict.need)
    assert verdict.unanimous == (carried and count.against == 0 and count.abstaining == 0)
    assert verdict.unanimous == (verdict.outcome is Outcome.CARRIED_UNANIMOUSLY)
    assert (verdict.short_by == 0) == (verdict.have >= verdict.need)
    assert bool(verdict.not_unanimous_because) == (verdict.outcome is Outcome.CARRIED)
    assert verdict.explanation.endswith(f"{verdict.outcome.phrase}。")
    for number in (verdict.need, verdict.have, verdict.base_size):
        assert str(number) in verdict.explanation
    assert verdict.explanation.startswith("没有达到法定人数") == (not verdict.quorum.met)


@given(true_counts(silent=1), st.sampled_from(Base))
def test_one_more_hand_in_favour_never_undoes_a_carried_vote(count: HandCount, base: Base) -> None:
    pack = replace(OF_ENTITLED, majority_base=base)
    before = decide(pack, count)
    after = decide(pack, replace(count, in_favour=count.in_favour + 1))
    assert after.need == before.need
    assert before.outcome is Outcome.NOT_CARRIED or after.outcome is before.outcome
