"""What one ballot says: the election, the ballot, and the cell are three things that can be invalid."""

from __future__ import annotations

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballots import Ballot, Contest, Entrant, Mark, Part, Ruling, WriteIn, judge

YES, NO, BLANK, UNCLEAR = Mark.IN_FAVOUR, Mark.AGAINST, Mark.ABSTAINING, Mark.UNREADABLE


def a_contest(
    size: int = 12,
    seats: int = 11,
    *,
    write_ins: bool = True,
    needs_mark: bool = True,
    needs_against: bool = False,
    limited: bool = True,
) -> Contest:
    entrants = tuple(Entrant(number, f"候选{number}", "member") for number in range(1, size + 1))
    return Contest((Part("member", seats),), entrants, write_ins, needs_mark, needs_against, limited)


def test_twelve_marks_for_eleven_seats_make_a_ballot_invalid() -> None:
    judged = judge(a_contest(), Ballot((YES,) * 12))
    assert not judged.valid
    assert judged.reason == "选了 12 人，应选 11 人，多选无效"


@pytest.mark.parametrize("chosen", [1, 5, 10, 11])
def test_fewer_than_the_seats_is_valid(chosen: int) -> None:
    judged = judge(a_contest(), Ballot((YES,) * chosen + (BLANK,) * (12 - chosen)))
    assert judged.valid
    assert not judged.blank


def test_a_blank_ballot_is_valid_and_abstains_from_everybody() -> None:
    judged = judge(a_contest(), Ballot((BLANK,) * 12))
    assert (judged.valid, judged.blank) == (True, True)
    assert set(judged.marks) == {BLANK}


def test_a_name_without_the_mark_is_void_and_the_ballot_counts() -> None:
    judged = judge(a_contest(), Ballot((NO,) * 12, (WriteIn("丁巧云", marked=False),)))
    assert judged.valid
    assert judged.chosen == ()
    assert judged.remarks == ("另选人“丁巧云”无效：只写了姓名，没有画赞成符号",)
    kept = judge(a_contest(needs_mark=False), Ballot((NO,) * 12, (WriteIn("丁巧云", marked=False),)))
    assert kept.chosen == (("member", "丁巧云"),)


def test_a_name_written_in_counts_towards_the_seats() -> None:
    marks = (YES,) * 11 + (NO,)
    assert not judge(a_contest(), Ballot(marks, (WriteIn("丁巧云"),))).valid
    assert judge(a_contest(), Ballot(marks, (WriteIn("丁巧云", marked=False),))).valid


def test_a_part_that_cannot_be_read_leaves_the_rest() -> None:
    judged = judge(a_contest(), Ballot((UNCLEAR, YES) + (NO,) * 10))
    assert judged.valid
    assert judged.marks[:2] == (UNCLEAR, YES)


def test_a_ballot_that_cannot_be_read_at_all_is_invalid() -> None:
    assert judge(a_contest(), Ballot((UNCLEAR,) * 12)).reason == "整张无法辨认"


def test_abstaining_blocks_writing_in_where_the_rules_say_so() -> None:
    contest = a_contest(needs_against=True)
    assert judge(contest, Ballot((NO,) + (BLANK,) * 11, (WriteIn("丁巧云"),))).chosen
    blocked = judge(contest, Ballot((BLANK,) * 12, (WriteIn("丁巧云"),)))
    assert blocked.valid
    assert blocked.chosen == ()
    assert "不赞成 0 人，另选了 1 人" in blocked.remarks[0]


def test_three_spellings_of_one_person_on_one_ballot_count_once() -> None:
    rulings = {"丁巧芸": Ruling("丁巧云"), "丁巧": Ruling("丁巧云")}
    ballot = Ballot((BLANK,) * 12, (WriteIn("丁巧云"), WriteIn("丁巧芸"), WriteIn("丁巧")))
    assert judge(a_contest(), ballot, rulings).chosen == (("member", "丁巧云"),)


def test_a_spelling_nobody_can_tell_is_void() -> None:
    judged = judge(a_contest(), Ballot((BLANK,) * 12, (WriteIn("小丁"),)), {"小丁": Ruling("")})
    assert (judged.valid, judged.chosen) == (True, ())


def test_writing_in_a_candidate_does_not_count_twice() -> None:
    judged = judge(a_contest(), Ballot((YES,) + (NO,) * 11, (WriteIn("候选1"),)))
    assert judged.chosen == ()
    assert judged.marks[0] is YES


def test_where_nobody_may_be_written_in_the_cell_is_void() -> None:
    judged = judge(a_contest(write_ins=False), Ballot((NO,) * 12, (WriteIn("丁巧云"),)))
    assert (judged.valid, judged.chosen) == (True, ())


def test_too_many_for_one_post_spoil_that_post_only() -> None:
    entrants = (Entrant(1, "甲", "chair"), Entrant(2, "乙", "vice_chair"), Entrant(3, "丙", "vice_chair"))
    contest = Contest((Part("chair", 1), Part("vice_chair", 1)), entrants)
    judged = judge(contest, Ballot((YES, YES, YES)))
    assert judged.valid
    assert judged.marks == (YES, UNCLEAR, UNCLEAR)
    both = judge(contest, Ballot((YES, YES, YES), (WriteIn("丁", "chair"),)))
    assert not both.valid


def test_a_removal_has_no_limit() -> None:
    assert judge(a_contest(size=3, seats=1, limited=False), Ballot((YES,) * 3)).valid


def test_a_ballot_marked_invalid_by_hand_keeps_its_reason() -> None:
    assert judge(a_contest(), Ballot((YES,) + (NO,) * 11, (), "做了记号")).reason == "做了记号"


def test_a_ballot_of_another_length_is_refused_with_both_numbers() -> None:
    with pytest.raises(UserFacingError, match="录了 11 格，选票上有 12 名"):
        judge(a_contest(), Ballot((YES,) * 11))
