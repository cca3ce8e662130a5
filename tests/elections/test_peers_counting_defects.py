"""What other programs get wrong when they count, each turned into a fact about this one.

The number needed
- exactly half is elected, the half rounded up: test_exactly_half_is_not_more_than_half
- exactly half of the hands is carried: test_verdicts.py::test_exactly_half_never_carries
- half is taken with a fraction and rounded: test_verdicts.py::test_no_rounding_decides_a_large_assembly
- two different constants for one rule: test_every_majority_is_worked_out_in_one_place
- the number needed is a rounded share: test_election_thresholds.py::test_no_fraction_of_a_vote_can_arise
- the number needed moves while votes come in: test_ballots_that_come_in_never_move_the_number_needed
- half of those present where the rules say entitled: test_sixteen_entitled_need_nine_and_fifteen_need_eight
- invalid ballots change the base by chance: test_invalid_ballots_move_the_number_only_where_valid_ones_are
- abstentions change the base: test_verdicts.py::test_an_abstention_does_not_move_the_number_needed
- an assembly of one person: test_one_elector_alone_elects_and_nobody_is_elected_with_no_vote
- elected without a quorum: test_winners.py::test_without_a_quorum_nothing_is_decided
- more elected than seats, all over half: test_winners.py::test_t5_the_lowest_of_twelve_loses
- a right verdict nobody understands: test_verdicts.py::test_why_says_who_counts_how_it_is_worked_out
- how many votes are missing: test_verdicts.py::test_the_answer_tells_how_many_votes_are_still_missing

Numbers that are not held against each other
- 34 of 35 ballots used, nobody asks: test_nothing_is_announced_while_an_equation_does_not_close
- a difference within a tolerance passes: test_one_ballot_of_difference_is_a_difference
- ballots held against the limit, not the issue: test_more_than_issued_is_too_many_though_fewer_than_entitled
- more back than issued: test_winners.py::test_t4_more_back_than_out_is_no_election
- the columns of a candidate do not add up: test_a_candidates_columns_must_make_up_the_valid_ballots
- marks beyond ballots times seats: test_approvals_in_all_cannot_exceed_ballots_times_seats
- negative numbers: test_counting.py::test_totals_that_cannot_be_are_refused
- more calls than ballots: test_counting.py::test_nobody_gets_more_calls_than_valid_ballots
- ten is less than nine as text: test_bad_input.py::test_numbers_are_compared_as_numbers_and_survive_a_restart
- ten ballots of nine, as text: test_returned_and_issued_are_numbers_at_every_change_of_length
- incomplete, and nobody says of what: test_ballots_by_code_grow_the_tally_and_the_lamp_tells_how_many_are
- nothing typed must be typed as nought: test_ballot_codes.py::test_marks_only_leaves_the_rest_abstaining
- invalid ballots and cells in one number: test_an_invalid_ballot_and_an_invalid_cell_are_two_different
- too many marks are counted: test_ballots.py::test_twelve_marks_for_eleven_seats_make_a_ballot_invalid
- more written in than the seats allow: test_ballots.py::test_a_name_written_in_counts_towards_the_seats
- groups are added up, never compared: test_another_person_counts_again_and_only_differing_lines_are_shown
- the same person counts twice: test_the_second_count_is_another_persons

Names that vanish or run together
- names beyond the form are dropped: test_bad_input.py::test_more_names_than_a_form_holds_are_all_counted
- names beyond the ballot are dropped: test_a_list_no_sheet_can_hold_is_told_and_no_name_is_dropped
- thirty candidates on every paper: test_a_congress_of_three_hundred_delegates_and_thirty_candidates
- a wrong number of seats on the ballot: test_the_ballot_is_the_list_as_passed_with_its_legend
- one name in three spellings: test_counting.py::test_the_same_name_written_three_ways_becomes_one_person
- two of one name run together: test_whole_election.py::test_namesakes_are_told_apart_by_their_number

What is lost or rewritten
- counts are gone after a restart: test_kill_counting.py::test_killing_the_program_loses_no_confirmed_ballot
- a reset deletes the votes: test_bad_input.py::test_an_announced_result_is_not_picked_by_hand_and_not_changed
- a repeated election overwrites the first: test_more_ballots_back_than_out_is_an_invalid_election
- an entry cannot be taken back: test_counting.py::test_undo_takes_one_back_as_a_record_and_leaves_the_others
- a number cannot be corrected without a trace: test_a_number_miscounted_is_taken_back_and_both_records_stay
- numbers are lost when the base changes: test_bad_input.py::test_the_rules_cannot_change_once_ballots_are_out
- no way back from finished: test_a_finished_count_is_opened_again_only_with_a_reason_and_before_settling
- the result is picked by hand: test_a_result_is_announced_only_from_a_count

Ties
- a tie is an invalid result: test_verdicts.py::test_a_tie_is_an_ordinary_result_and_says_so
- an exact tie at the last seat goes by list order: test_a_tie_at_the_last_seat_elects_neither_by_order
- the tied are voted on without a ballot of theirs: test_two_tie_at_the_last_seat_and_are_voted_on_again
- tied in votes against too: test_winners.py::test_still_level_in_votes_against_there_is_another_vote

Vectors of the reference
- T1: test_winners.py::test_t1_36_entitled_31_present
- T2: test_winners.py::test_t2_exactly_two_thirds_is_enough_for_one_word_only
- T3: test_winners.py::test_t3_a_line_of_26_3_1_0_closes_30_valid_ballots
- T4: test_winners.py::test_t4_more_back_than_out_is_no_election
- T5: test_winners.py::test_t5_tied_at_the_last_seat_fewer_against_wins_or_there_is_another_vote
- T6, all hands: test_verdicts.py::test_everybody_in_favour_is_unanimous
- T6, one abstains: test_verdicts.py::test_one_abstention_is_carried_but_not_unanimous
- T6, 18 of 36: test_verdicts.py::test_eighteen_of_thirty_six_fail_among_entitled_and_carry_among_present
- T7, twelve marks: test_ballots.py::test_twelve_marks_for_eleven_seats_make_a_ballot_invalid
- T7, blank: test_ballots.py::test_a_blank_ballot_is_valid_and_abstains_from_everybody
- T7, no mark: test_ballots.py::test_a_name_without_the_mark_is_void_and_the_ballot_counts
- T8, sort A: test_single_given_names_come_before_double_ones_of_the_same_surname
- T8, sort B: test_names_order.py::test_compared_by_position_alone_the_second_character_decides
- T9: test_id_number.py::test_a_mans_number_has_a_right_check_character_but_is_worth_a_question
- T9, the very number: test_t9_the_number_is_right_its_sequence_odd_and_that_is_asked_about
- T10, even: test_lists.py::test_an_even_number_of_seats_is_a_warning
- T10, less than a tenth: test_election_packs.py::test_an_even_number_of_seats_and_a_small_difference_are
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.chinese.id_number import IdNumber, check_character, disagreements, read_id_number
from fulian_desktop.elections.count_records import RoundKind, Way
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_tally import Line, Tally
from fulian_desktop.rules.ballots import Contest, Entrant, Part
from fulian_desktop.rules.custody import Figures, Light, lamps, returned_too_many
from fulian_desktop.rules.election_pack import CountBase, Tie, shipped_election_packs
from fulian_desktop.rules.thresholds import Threshold
from fulian_desktop.rules.winners import Sizes, Standing, decide_round, need_of
from tests.elections.election_stage import a_ballot, a_term_election, an_open_round, counted, made

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace

TESTS = Path(__file__).parents[1]
PRODUCT = TESTS.parent / "fulian_desktop"
GENERAL = shipped_election_packs()[0]
ONE_SEAT = Contest((Part("member", 1),), (Entrant(1, "甲", "member"),))


@pytest.fixture
def election_id(workspace: TickedWorkspace, ids: dict[str, int]) -> int:
    """Two seats, three candidates."""
    return a_term_election(workspace, seats=2, candidates=3)


def test_every_fact_named_above_is_a_test() -> None:
    named = re.findall(r": (?:(test_\w+\.py)::)?(test_\w+)$", __doc__ or "", re.MULTILINE)
    assert len(named) == len(re.findall(r"^- ", __doc__ or "", re.MULTILINE)) > 50
    texts = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")}
    for file, fact in named:
        assert any(f"def {fact}" in text for path, text in texts.items() if file in ("", path.name)), fact


# ---- the number needed


def test_every_majority_is_worked_out_in_one_place() -> None:
    """Nothing that counts rounds, or holds a share as a fraction of its own."""
    paths = [*(PRODUCT / "elections").glob("*.py"), *(PRODUCT / "votes").glob("*.py")]
    assert len(paths) > 40
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path.name
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                assert called not in ("float", "ceil", "floor"), path.name


@pytest.mark.parametrize("base", [CountBase.ENTITLED, CountBase.PRESENT, CountBase.RETURNED])
def test_ballots_that_come_in_never_move_the_number_needed(
    workspace: TickedWorkspace, ids: dict[str, int], base: CountBase
) -> None:
    election_id = a_term_election(workspace, seats=2, candidates=3, pack=replace(GENERAL, majority_base=base))
    one = an_open_round(workspace, election_id)
    counting = workspace.elections.counting
    count_id = made(counting.start(one.id, Way.BALLOTS, "姚计一"))
    pack, sizes = workspace.elections.get(election_id).pack, Sizes(36, 31, 31)
    needed = set()
    for code in ("3/", "1/2/", "0", "1-2-3-", "2/", *("3/",) * 26):
        counting.enter_code(count_id, code)
        view = counting.view(count_id)
        assert view.returned == 31
        needed.add(need_of(pack, sizes, view.returned, view.tally.valid))
    assert len(needed) == 1
    counting.finish(count_id)
    workspace.elections.settling.settle(one.id, count_id)
    outcome = workspace.elections.rounds.outcome(one.id)
    assert outcome is not None
    assert {(part.base_size, part.need) for part in outcome.parts} == needed


def test_sixteen_entitled_need_nine_and_fifteen_need_eight() -> None:
    for entitled, present, need in ((16, 11, 9), (15, 10, 8), (16, 16, 9), (15, 15, 8)):
        assert need_of(GENERAL, Sizes(entitled, present, present), present, present) == (entitled, need)


def test_invalid_ballots_move_the_number_only_where_valid_ones_are_the_base() -> None:
    needs = {
        base: [
            need_of(replace(GENERAL, majority_base=base), Sizes(36, 31, 31), 31, 31 - invalid)[1]
            for invalid in (0, 1, 9)
        ]
        for base in CountBase
    }
    assert needs == {
        CountBase.ENTITLED: [19, 19, 19],
        CountBase.PRESENT: [16, 16, 16],
        CountBase.RETURNED: [16, 16, 16],
        CountBase.VALID: [16, 16, 12],
    }


@pytest.mark.parametrize("majority", list(Threshold))
@pytest.mark.parametrize("base", list(CountBase))
def test_one_elector_alone_elects_and_nobody_is_elected_with_no_vote(
    majority: Threshold, base: CountBase
) -> None:
    pack = replace(GENERAL, majority=majority, majority_base=base)
    for in_favour, standing in ((1, Standing.ELECTED), (0, Standing.NO_MAJORITY)):
        tally = Tally(1, 0, 0, (Line(1, "甲", "member", in_favour, 1 - in_favour),), (), ())
        outcome = decide_round(pack, ONE_SEAT, tally, Sizes(1, 1, 1))
        assert outcome.parts[0].need == 1
        assert outcome.parts[0].places[0].standing is standing


# ---- numbers that are not held against each other


def test_one_ballot_of_difference_is_a_difference() -> None:
    for valid, light in ((30, Light.GREEN), (29, Light.RED), (31, Light.RED)):
        found = lamps(Figures(31, printed=36, issued=31, unused=5, returned=31, valid=valid, invalid=1))
        assert light in {lamp.light for lamp in found}
        assert all(lamp.light is Light.GREEN for lamp in found) is (light is Light.GREEN)


def test_more_than_issued_is_too_many_though_fewer_than_entitled(
    workspace: TickedWorkspace, election_id: int
) -> None:
    one = an_open_round(workspace, election_id, entitled=36, present=31, returned=32, printed=40)
    assert not workspace.elections.custody.page(one.id).election_valid
    with pytest.raises(UserFacingError, match="收回选票 32 张，多于发出的 31 张，选举无效"):
        workspace.elections.counting.start(one.id, Way.BALLOTS, "姚计一")


@pytest.mark.parametrize(("issued", "returned"), [(10, 9), (100, 99), (1000, 999), (100, 9), (10, 10)])
def test_returned_and_issued_are_numbers_at_every_change_of_length(issued: int, returned: int) -> None:
    assert not returned_too_many(Figures(issued, printed=issued, issued=issued, returned=returned))
    if returned < issued:
        assert returned_too_many(Figures(returned, printed=issued, issued=returned, returned=issued))


def test_the_second_count_is_another_persons(workspace: TickedWorkspace, election_id: int) -> None:
    one = an_open_round(workspace, election_id)
    counted(workspace, one, [(a_ballot(one, against=[3]), 31)], settle=False)
    with pytest.raises(UserFacingError, match="姚计一已经数过一次，第二次要由另一个人数"):
        workspace.elections.counting.start(one.id, Way.CALLING, "姚计一")


# ---- what is picked by hand, and ties


def test_a_result_is_announced_only_from_a_count(workspace: TickedWorkspace, election_id: int) -> None:
    one = an_open_round(workspace, election_id)
    rounds = workspace.elections.rounds
    assert rounds.outcome(one.id) is None
    with pytest.raises(UserFacingError, match="票数还没有认定"):
        rounds.announce(one.id)
    counted(workspace, one, [(a_ballot(one, against=[1, 2, 3]), 31)])
    rounds.announce(one.id)
    outcome = rounds.outcome(one.id)
    assert outcome is not None
    assert [place.standing for place in outcome.parts[0].places] == [Standing.NO_MAJORITY] * 3


@pytest.mark.parametrize("tied", [(1, 2), (2, 3), (1, 3)])
def test_a_tie_at_the_last_seat_elects_neither_by_order(
    workspace: TickedWorkspace, ids: dict[str, int], tied: tuple[int, int]
) -> None:
    pack = replace(GENERAL, tie=Tie.REVOTE)
    election_id = a_term_election(workspace, seats=2, candidates=3, pack=pack)
    one = an_open_round(workspace, election_id, entitled=40, present=40)
    (third,) = {1, 2, 3} - set(tied)
    counted(
        workspace,
        one,
        [*((a_ballot(one, against=[number]), 15) for number in tied), (a_ballot(one, against=[third]), 10)],
    )
    workspace.elections.rounds.announce(one.id)
    outcome = workspace.elections.rounds.outcome(one.id)
    assert outcome is not None
    (part,) = outcome.parts
    assert [(place.number, place.in_favour) for place in part.elected] == [(third, 30)]
    assert sorted((place.number, place.in_favour) for place in part.tied) == [(number, 25) for number in tied]
    assert part.tied_seats == 1
    assert workspace.elections.rounds.next_steps(election_id)[0].kind is RoundKind.REVOTE


# ---- a vector of the reference


def test_t9_the_number_is_right_its_sequence_odd_and_that_is_asked_about() -> None:
    """The reference's own number tells a birth in 1880, which a roster asks about before anything else."""
    text = "440524188001010014"
    assert check_character(text[:17]) == text[17]
    assert read_id_number(text).number is None
    number = IdNumber(text)
    assert number.sex == "男"
    assert disagreements(number) == ("身份证号码的顺序码是单数，表示男性，请核对。",)
