"""Where the ballots are: each equation shows both sides and the number to look at."""

from __future__ import annotations

from fulian_desktop.rules import custody
from fulian_desktop.rules.ballot_tally import Line, Tally, WriteInLine
from fulian_desktop.rules.ballots import Contest, Entrant, Part
from fulian_desktop.rules.custody import Figures, Lamp, Light

WHOLE = Figures(31, 36, 1, 31, 4, 31, 30, 1)


def lamp(figures: Figures, key: str) -> Lamp:
    return next(one for one in custody.lamps(figures) if one.key == key)


def test_numbers_that_close_are_green() -> None:
    assert custody.all_green(custody.lamps(WHOLE))
    assert lamp(WHOLE, "printed").sentence == "印制 36 = 发出 31 + 作废 1 + 剩余 4"
    assert lamp(WHOLE, "issued").sentence == "全部收回"


def test_an_equation_that_does_not_close_shows_both_sides_and_what_to_fix() -> None:
    wrong = lamp(Figures(31, 36, 1, 31, 5, 31), "printed")
    assert wrong.light is Light.RED
    assert (wrong.left.number, wrong.right_sum, wrong.fix) == (36, 37, "unused")
    assert wrong.sentence == "对不上：发出 31 + 作废 1 + 剩余 5 = 37，比印制的 36 张多 1 张；请先核对剩余"


def test_when_more_went_out_than_people_are_there_the_issue_is_to_be_looked_at() -> None:
    figures = Figures(31, 36, 0, 33, 4, 31)
    assert lamp(figures, "printed").fix == "issued"
    limit = lamp(figures, "issued_limit")
    assert (limit.light, limit.sentence) == (Light.RED, "发出 33 张，比实到 31 人多 2 张：每人只能领一张选票")


def test_fewer_back_than_out_is_valid_and_more_is_not() -> None:
    fewer = lamp(Figures(31, 31, 0, 31, 0, 29), "issued")
    assert (fewer.light, fewer.sentence) == (Light.GREEN, "有 2 张没有收回；收回少于发出，选举有效")
    more = Figures(31, 31, 0, 31, 0, 32)
    assert custody.returned_too_many(more)
    assert lamp(more, "issued").light is Light.RED
    assert "选举无效" in lamp(more, "issued").sentence


def test_what_is_not_entered_yet_is_amber_and_never_green() -> None:
    empty = custody.lamps(Figures(31))
    assert {one.light for one in empty} == {Light.AMBER}
    assert lamp(Figures(31), "printed").sentence == "还没有登记印制的选票数"


def test_the_sign_between_the_sides_is_true_of_the_numbers() -> None:
    signs = [one.relation for one in custody.lamps(WHOLE)]
    assert signs == ["=", "≤", "=", "="]
    assert lamp(Figures(31, 36, 1, 31, 5, 31), "printed").relation == "≠"
    assert lamp(Figures(31, 36, 0, 33, 4, 31), "issued_limit").relation == ">"
    assert lamp(Figures(31, 31, 0, 31, 0, 32), "issued").relation == "≠"
    assert [one.relation for one in custody.lamps(Figures(31))] == ["=", "≤", "=", "="]
    assert custody.entry_lamp(14, 31).relation == "≠"


def test_ballots_entered_are_held_against_those_returned() -> None:
    assert custody.entry_lamp(31, 41).sentence == "还有 10 张没有录入"
    assert custody.entry_lamp(42, 41).light is Light.RED
    assert custody.entry_lamp(41, 41).light is Light.GREEN
    assert custody.entry_lamp(3, None).light is Light.AMBER


def test_a_candidates_columns_must_make_up_the_valid_ballots() -> None:
    contest = Contest((Part("member", 1),), (Entrant(1, "甲", "member"),))
    right = Tally(30, 1, 0, (Line(1, "甲", "member", 26, 3, 1, 0),))
    assert custody.tally_lamps(contest, right) == ()
    (wrong,) = custody.tally_lamps(contest, Tally(30, 1, 0, (Line(1, "甲", "member", 26, 3, 2, 0),)))
    assert wrong.sentence == "甲各栏合计 31，比有效票 30 多 1"
    assert wrong.right_sum == 31


def test_approvals_in_all_cannot_exceed_ballots_times_seats() -> None:
    contest = Contest((Part("member", 1),), (Entrant(1, "甲", "member"), Entrant(2, "乙", "member")))
    lines = (Line(1, "甲", "member", 8, 2), Line(2, "乙", "member", 2, 8))
    tally = Tally(10, 0, 0, lines, (WriteInLine("丙", "member", 1),))
    (wrong,) = custody.tally_lamps(contest, tally)
    assert wrong.sentence == "赞成票合计 11 超过上限 10（有效票 10 张，每张最多选 1 人）"
