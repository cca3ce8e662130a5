"""Who is elected and why: the vectors of the reference, ties, shortfalls, and what stays invalid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fulian_desktop.rules.ballot_tally import Line, Tally, WriteInLine
from fulian_desktop.rules.ballots import Contest, Entrant, Part
from fulian_desktop.rules.election_pack import CountBase, ElectionPack, Tie, shipped_election_packs
from fulian_desktop.rules.thresholds import Threshold
from fulian_desktop.rules.winners import (
    Outcome,
    Passing,
    Sizes,
    Standing,
    decide_round,
    need_of,
    validity,
)

PACKS = {pack.id: pack for pack in shipped_election_packs()}
GENERAL = PACKS["congress-general"]
FEWER = PACKS["township-fewer-against"]


def a_contest(size: int, seats: int) -> Contest:
    entrants = tuple(Entrant(number, f"候选{number}", "member") for number in range(1, size + 1))
    return Contest((Part("member", seats),), entrants)


def a_tally(*votes: tuple[int, int], valid: int = 31, invalid: int = 0) -> Tally:
    lines = tuple(
        Line(number, f"候选{number}", "member", in_favour, against, valid - in_favour - against)
        for number, (in_favour, against) in enumerate(votes, start=1)
    )
    return Tally(valid, invalid, 0, lines)


def elected(outcome: Outcome) -> list[int]:
    return sorted(place.number for place in outcome.elected)


@pytest.mark.parametrize(
    ("quorum", "need"), [(Threshold.AT_LEAST_TWO_THIRDS, 24), (Threshold.MORE_THAN_TWO_THIRDS, 25)]
)
def test_t1_36_entitled_31_present(quorum: Threshold, need: int) -> None:
    pack = replace(GENERAL, quorum=quorum)
    assert pack.quorum.need(36) == need
    assert validity(pack, Sizes(36, 31), 0) == ""
    assert need_of(pack, Sizes(36, 31), 31, 30) == (36, 19)
    assert need_of(replace(pack, majority_base=CountBase.PRESENT), Sizes(36, 31), 31, 30) == (31, 16)
    assert need_of(replace(pack, majority_base=CountBase.RETURNED), Sizes(36, 31), 30, 29) == (30, 16)
    assert need_of(replace(pack, majority_base=CountBase.VALID), Sizes(36, 31), 31, 29) == (29, 15)


def test_t2_exactly_two_thirds_is_enough_for_one_word_only() -> None:
    assert validity(GENERAL, Sizes(30, 20), 0) == ""
    assert "还差 1 人" in validity(FEWER, Sizes(30, 20), 0)


def test_t3_a_line_of_26_3_1_0_closes_30_valid_ballots() -> None:
    line = Line(1, "甲", "member", 26, 3, 1, 0)
    assert line.total == 30
    outcome = decide_round(
        GENERAL, a_contest(1, 1), Tally(30, 1, 0, (replace(line, name="候选1"),)), Sizes(36, 31, 31)
    )
    assert outcome.elected[0].reason == "赞成 26 票，达到应到 36 人过半数的 19 票，第 1 名"


def test_t4_more_back_than_out_is_no_election() -> None:
    outcome = decide_round(GENERAL, a_contest(2, 1), a_tally((32, 0), (0, 32), valid=32), Sizes(36, 31, 31))
    assert not outcome.valid
    assert outcome.sentence == "发出选票 31 张，收回 32 张，收回多于发出，选举无效，应当重新选举"
    assert outcome.elected == ()


def test_t5_the_lowest_of_twelve_loses() -> None:
    votes = [(30 - number, 1) for number in range(12)]
    outcome = decide_round(GENERAL, a_contest(12, 11), a_tally(*votes), Sizes(36, 31, 31))
    assert elected(outcome) == list(range(1, 12))
    assert outcome.parts[0].places[-1].standing is Standing.OUTVOTED


def test_t5_tied_at_the_last_seat_fewer_against_wins_or_there_is_another_vote() -> None:
    votes = [(25, 0)] * 10 + [(20, 10), (20, 8)]
    by_against = decide_round(FEWER, a_contest(12, 11), a_tally(*votes), Sizes(36, 31, 31))
    assert 12 in elected(by_against)
    assert 11 not in elected(by_against)
    winner = next(place for place in by_against.elected if place.number == 12)
    assert winner.reason.endswith("；得票相同，不赞成 8 票较少")
    again = decide_round(GENERAL, a_contest(12, 11), a_tally(*votes), Sizes(36, 31, 31))
    (part,) = again.parts
    assert (len(part.elected), [place.number for place in part.tied], part.tied_seats) == (10, [11, 12], 1)


def test_still_level_in_votes_against_there_is_another_vote() -> None:
    votes = [(25, 0), (20, 8), (20, 8), (20, 9)]
    (part,) = decide_round(FEWER, a_contest(4, 2), a_tally(*votes), Sizes(36, 31, 31)).parts
    assert [place.number for place in part.tied] == [2, 3]
    assert part.tied_seats == 1
    assert part.places[-1].standing is Standing.OUTVOTED


def test_a_name_written_in_has_no_votes_against_so_the_tie_is_voted_on() -> None:
    tally = replace(a_tally((25, 0), (20, 8)), write_ins=(WriteInLine("丁巧云", "member", 20),))
    (part,) = decide_round(FEWER, a_contest(2, 2), tally, Sizes(36, 31, 31)).parts
    assert sorted(place.name for place in part.tied) == ["丁巧云", "候选2"]


def test_equal_votes_inside_the_seats_need_no_decision() -> None:
    (part,) = decide_round(
        GENERAL, a_contest(3, 2), a_tally((25, 0), (25, 0), (19, 0)), Sizes(36, 31, 31)
    ).parts
    assert [place.number for place in part.elected] == [1, 2]
    assert [place.rank for place in part.places] == [1, 1, 3]


def test_a_name_written_in_wins_by_the_same_majority() -> None:
    tally = replace(a_tally((18, 0)), write_ins=(WriteInLine("丁巧云", "member", 19),))
    (part,) = decide_round(GENERAL, a_contest(1, 1), tally, Sizes(36, 31, 31)).parts
    assert [place.name for place in part.elected] == ["丁巧云"]


def test_somebody_who_cannot_be_elected_is_counted_and_told_but_does_not_win() -> None:
    tally = replace(a_tally((19, 0)), write_ins=(WriteInLine("外村人", "member", 30, may_win=False),))
    (part,) = decide_round(GENERAL, a_contest(1, 1), tally, Sizes(36, 31, 31)).parts
    assert [place.number for place in part.elected] == [1]
    assert part.places[0].standing is Standing.NOT_ELIGIBLE


def test_votes_for_somebody_who_withdrew_are_told_and_elect_nobody() -> None:
    tally = a_tally((30, 0), (20, 0))
    (part,) = decide_round(GENERAL, a_contest(2, 1), tally, Sizes(36, 31, 31), withdrawn={1}).parts
    assert [place.number for place in part.elected] == [2]
    assert part.places[0].standing is Standing.WITHDRAWN


def test_a_shortfall_is_counted_not_filled() -> None:
    (part,) = decide_round(
        GENERAL, a_contest(3, 2), a_tally((25, 0), (18, 0), (5, 0)), Sizes(36, 31, 31)
    ).parts
    assert part.unfilled == 1
    assert part.places[1].reason == "赞成 18 票，没有达到应到 36 人过半数的 19 票，还差 1 票"


def test_a_vote_among_the_tied_goes_by_most_votes() -> None:
    tally = a_tally((16, 15), (15, 16))
    outcome = decide_round(GENERAL, a_contest(2, 1), tally, Sizes(36, 31, 31), passing=Passing.MOST_VOTES)
    assert elected(outcome) == [1]
    nobody = decide_round(
        GENERAL, a_contest(1, 1), a_tally((0, 31)), Sizes(36, 31, 31), passing=Passing.MOST_VOTES
    )
    assert nobody.elected == ()


def test_a_second_round_may_have_a_floor_of_a_third_of_the_ballots() -> None:
    pack = replace(GENERAL, second_round_floor=(1, 3))
    tally = a_tally((10, 5), (11, 5))
    outcome = decide_round(pack, a_contest(2, 2), tally, Sizes(36, 31, 31), passing=Passing.FLOOR)
    assert elected(outcome) == [2]
    assert outcome.parts[0].need == 11


def test_without_a_quorum_nothing_is_decided() -> None:
    outcome = decide_round(GENERAL, a_contest(1, 1), a_tally((23, 0), valid=23), Sizes(36, 23, 23))
    assert not outcome.valid
    assert outcome.parts == ()


@pytest.mark.parametrize("tie", list(Tie))
def test_with_as_many_in_the_pool_as_seats_everybody_wins(tie: Tie) -> None:
    pack: ElectionPack = replace(GENERAL, tie=tie)
    outcome = decide_round(pack, a_contest(3, 3), a_tally((20, 0), (20, 5), (20, 5)), Sizes(36, 31, 31))
    assert elected(outcome) == [1, 2, 3]
