"""What users of other programs complained of, each turned into a fact about this one.

Wrong or unchecked numbers
- negative votes; 35 valid ballots of which 34 are used: test_confirming.py::test_numbers_that_cannot_be
- "not recorded" kept as -2 and shown as -4 %: test_confirming.py::test_not_voting_is_a_number_of_its_own
- invalid ballots among the percentages: test_bad_input.py::test_an_invalid_ballot_and_an_invalid_cell_are_two
- numbers lost when the base is changed: test_the_base_of_a_majority_cannot_be_changed_in_an_open_meeting
- nine in favour and three against saved as unanimous: test_what_was_decided_is_never_picked_by_hand
- the sum differs from those present: test_any_sequence.py::the_sums_close
- phantom members after somebody was taken off the list: test_nobody_joins_or_leaves_the_list_of_an_open
- the number of those present is missing: test_any_sequence.py::every_count_stays_as_it_was_confirmed
- numbers wanted even for a symbolic vote: test_cues_by_keyboard.py::test_applause_is_one_key_and_its_result
- absent for one vote, recorded as abstaining: test_before_a_vote.py::test_absent_for_one_vote_is_no
- a recount that does not close and does not say where: test_a_sum_that_does_not_close_says_every_number
- two counters who differ: test_tallies.py::test_only_the_numbers_that_differ_are_named
- exactly half is carried: test_verdicts.py::test_exactly_half_never_carries
- abstentions move the number that is needed: test_abstentions_never_move_the_number_needed
- another body, another threshold: test_rule_packs.py::test_a_majority_of_those_present_says_what_it_takes
- how many votes are missing: test_how_many_votes_are_missing_is_said
- a right verdict nobody understands: test_verdicts.py::test_why_says_who_counts_how_it_is_worked_out
- ten is less than nine as text; counts gone: test_bad_input.py::test_numbers_are_compared_as_numbers_and
- names beyond the form are dropped: test_what_the_hall_sees.py::test_twenty_three_nominees_take_three_pages
- a tie shown as an invalid result: test_verdicts.py::test_a_tie_is_an_ordinary_result_and_says_so
- presence by matching names: test_two_members_of_one_name_are_two_members

Deletion, reset and rewriting of the past
- annulling a vote deletes its records: test_a_count_that_was_corrected_cannot_be_deleted
- the agenda changes after it was adopted: test_running_agenda.py::test_every_agenda_that_was_in_force_can_be
- minutes are seen before they are made: test_there_are_no_minutes_of_a_meeting_that_runs
- results shown for items that are only read: test_an_item_that_is_only_read_has_no_question_and_no_result
- no way back from what was made official: test_minutes.py::test_a_correction_stands_beside_what_was_recorded
- an import deleted all data: test_roster_import.py::test_an_import_that_fails_in_the_middle_leaves_nothing
- a poll destroyed in the middle of the vote: test_any_meeting.py::test_killing_the_program_in_the_middle_of_a
- a real election run in test mode: test_rehearsal.py::test_a_rehearsals_file_is_never_opened_as_the_records
- an upgrade by hand without a way back: test_released_schemas.py::test_a_file_of_an_earlier_schema_opens_and

Speed, comfort of entry and working together
- voting is slow with sixty people: benchmarks/desk_keys.py, with three hundred
- ballots one by one, no undo: test_counting.py::test_identical_ballots_go_in_at_once
- one device, the others idle: test_tallies.py::test_two_counters_who_agree_need_no_reason
- buttons and dialogs that differ: test_desk_place.py::test_enter_presses_the_button_that_has_the_focus
- nobody is told who missed a vote: test_presence_at_votes.py::test_left_goes_back_to_a_vote_and_shows_who_was
- blanks must be typed as 0: test_a_field_left_empty_is_nought
- totals of a paper tally: test_counting.py::test_totals_of_a_paper_tally_must_close_for_each_candidate
- a wrong entry cannot be taken back: test_meeting_by_keyboard.py::test_control_z_takes_back_the_typed_number

Bad input at the desk
- more hands than people: test_counting.py::test_more_hands_than_people_cannot_be_confirmed
- negative numbers, ten digits: test_tallies.py::test_negative_and_ten_digit_numbers_are_refused_in_words
- letters, full-width digits: test_counting_sheet.py::test_full_width_digits_count_as_digits
- a vote with nobody present: test_counting_sheet.py::test_a_vote_while_nobody_is_present_says_so
- the clock jumps back: test_attendance_under_way.py::test_a_vote_is_not_lost_when_the_clock_jumps_back
- the second screen is unplugged: test_hall_window.py::test_a_projector_unplugged_in_the_meeting_is_said
- sleep and waking up: test_boards_and_releases.py::test_after_a_sleep_the_hall_is_back_and_it_is_said
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.rule_pack import shipped_packs
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.records import LineKind
from fulian_desktop.seats.records import Ending, Post
from fulian_desktop.storage.errors import BugError
from fulian_desktop.votes.records import HandEntry
from tests.builders import (
    a_by_election,
    a_workspace,
    count,
    item_of,
    open_with_attendance,
    the_sample_committee,
    the_sample_meeting,
    the_vote,
)

if TYPE_CHECKING:
    from tests.builders import TickedWorkspace

TESTS = Path(__file__).parent


@pytest.fixture
def village(tmp_path: Path) -> TickedWorkspace:
    return a_workspace(tmp_path)


@pytest.fixture
def meeting(village: TickedWorkspace) -> int:
    """The sample's meeting, open, nothing counted: 13 entitled, 11 in the room."""
    made = a_by_election(village)
    open_with_attendance(village, made)
    return made


def test_every_fact_named_above_is_a_test() -> None:
    named = re.findall(r": (?:(test_\w+\.py)::)?(\w+)$", __doc__ or "", re.MULTILINE)
    assert len(named) > 35
    for file, fact in named:
        files = list(TESTS.rglob(file)) if file else [Path(__file__)]
        assert any(f"def {fact}" in path.read_text(encoding="utf-8") for path in files), (file, fact)


def test_the_base_of_a_majority_cannot_be_changed_in_an_open_meeting(
    village: TickedWorkspace, meeting: int
) -> None:
    for pack in shipped_packs():
        with pytest.raises(UserFacingError):
            village.meetings.choose_rule_pack(meeting, pack)
    question = village.votes.open_question(meeting, the_vote(village, meeting))
    assert (question.need, question.voters) == (7, 11)


def test_what_was_decided_is_never_picked_by_hand(village: TickedWorkspace, meeting: int) -> None:
    key = the_vote(village, meeting)
    done = count(village, meeting, key, 3, 0)
    assert done.count.outcome is Outcome.CARRIED
    said = [line.text for line in village.scripts.compose(meeting).lines if line.kind is LineKind.RESULT]
    assert not any("一致通过" in text for text in said)


def test_nobody_joins_or_leaves_the_list_of_an_open_meeting(village: TickedWorkspace, meeting: int) -> None:
    chair = village.meetings.facts(meeting).entitled[3]
    tenure = village.seats.living_tenures()[chair.person_id]
    village.seats.record_departure(tenure.id, Ending.RESIGNATION, "2026-03-06", "迁居")
    attendance = village.attendance.attendance(meeting)
    assert (attendance.entitled, attendance.present) == (13, 11)
    done = count(village, meeting, the_vote(village, meeting, AgendaKind.WORK_REPORT), 0, 1)
    assert (done.count.entitled, done.count.present, done.count.in_favour) == (13, 11, 10)


def test_a_sum_that_does_not_close_says_every_number(village: TickedWorkspace, meeting: int) -> None:
    entry = HandEntry(against=1, abstaining=1, in_favour=8)
    with pytest.raises(UserFacingError) as refused:
        village.votes.confirm(meeting, the_vote(village, meeting), entry)
    assert refused.value.what.startswith("票数对不上：同意 8 + 不同意 1 + 弃权 1 + 未表态 0 = 10，")
    assert refused.value.what.endswith("在场有表决权 11 人，少 1 人。")
    assert village.votes.counts(meeting) == ()


def test_abstentions_never_move_the_number_needed(village: TickedWorkspace, meeting: int) -> None:
    key = the_vote(village, meeting)
    needs = {village.votes.preview(meeting, key, HandEntry(abstaining=number)).need for number in range(12)}
    assert needs == {7}


def test_how_many_votes_are_missing_is_said(village: TickedWorkspace, meeting: int) -> None:
    verdict = village.votes.preview(meeting, the_vote(village, meeting), HandEntry(against=6))
    assert (verdict.have, verdict.need, verdict.short_by) == (5, 7, 2)
    assert "还差 2 人" in verdict.explanation


def test_two_members_of_one_name_are_two_members(village: TickedWorkspace) -> None:
    ids = the_sample_committee(village)
    namesake = village.people.add(PersonDetails(name="王秀英"), namesake_allowed=True).record_id
    assert namesake is not None
    village.seats.take_seat(namesake, Post.MEMBER, seat_number=9)
    made = a_by_election(village, ids, nominees=("苏晓棠",))
    open_with_attendance(village, made)
    village.attendance.mark(made, AttendanceState.LEFT, person_id=namesake)
    village.clock.advance(minutes=1)
    done = count(village, made, the_vote(village, made), 0, 0)
    assert ids["王秀英"] in done.count.present_people
    assert namesake not in done.count.present_people
    assert (done.count.entitled, done.count.present) == (14, 11)


def test_a_count_that_was_corrected_cannot_be_deleted(village: TickedWorkspace) -> None:
    made = the_sample_meeting(village)
    first = village.votes.counts(made)[0]
    village.votes.correct(first.id, HandEntry(against=1, abstaining=1), "漏数后排")
    assert [one.against for one in village.votes.counts(made)] == [0, 1]
    for statement in ("DELETE FROM vote_count", "UPDATE vote_count SET against = 0"):
        with pytest.raises(BugError), village.database.transaction():
            village.database.execute(statement)
    assert len(village.votes.counts(made)) == 2


def test_there_are_no_minutes_of_a_meeting_that_runs(village: TickedWorkspace, meeting: int) -> None:
    with pytest.raises(UserFacingError, match="会议正在开"):
        village.papers.compose(meeting, PaperKind.MINUTES)


def test_an_item_that_is_only_read_has_no_question_and_no_result(
    village: TickedWorkspace, meeting: int
) -> None:
    read = item_of(village, meeting, AgendaKind.RESOLUTION_READING)
    assert not [one for one in village.votes.motions(meeting) if one.key.item_id == read]
    lines = village.scripts.compose(meeting).of_item(read)
    assert lines
    assert not [line for line in lines if line.kind is LineKind.RESULT]


def test_a_field_left_empty_is_nought(village: TickedWorkspace, meeting: int) -> None:
    done = village.votes.confirm(meeting, the_vote(village, meeting), HandEntry())
    assert (done.count.in_favour, done.count.against, done.count.abstaining) == (11, 0, 0)
    assert done.count.outcome is Outcome.CARRIED_UNANIMOUSLY
