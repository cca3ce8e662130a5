"""How a verdict is said aloud, derived from the rule pack and the count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fulian_desktop.chinese.numerals import people_count_spoken
from fulian_desktop.meetings.records import Nominee
from fulian_desktop.rules import verdicts
from fulian_desktop.rules.rule_pack import RulePack, default_pack, shipped_packs
from fulian_desktop.rules.thresholds import Base, Threshold
from fulian_desktop.rules.verdicts import HandCount, Outcome
from fulian_desktop.scripts.spoken import conclusion, listed, nominee_values, nominees_values


def said(pack: RulePack, *numbers: int) -> str:
    """What is said of entitled, present, in favour, against, abstaining."""
    return conclusion(pack, verdicts.decide(pack, HandCount(*numbers)))


PRESENT = replace(default_pack(), majority_base=Base.PRESENT)
HALF = replace(default_pack(), majority=Threshold.AT_LEAST_HALF)
OVER_TWO_THIRDS = replace(default_pack(), majority=Threshold.MORE_THAN_TWO_THIRDS)
TWO_THIRDS = replace(default_pack(), majority=Threshold.AT_LEAST_TWO_THIRDS)
SILENT_CHAIR = replace(PRESENT, chair_votes=False)


@pytest.mark.parametrize(
    ("pack", "numbers", "sentence"),
    [
        (default_pack(), (13, 11, 10, 0, 1), "同意人数超过应到执委的半数，通过"),
        (default_pack(), (13, 11, 11, 0, 0), "同意人数超过应到执委的半数，一致通过"),
        (default_pack(), (13, 11, 7, 4, 0), "同意人数超过应到执委的半数，通过"),
        (default_pack(), (13, 11, 6, 5, 0), "同意人数没有超过应到执委的半数，还差一人，未通过"),
        (default_pack(), (13, 11, 4, 7, 0), "同意人数没有超过应到执委的半数，还差三人，未通过"),
        (default_pack(), (14, 12, 7, 5, 0), "同意人数正好是应到执委的一半，没有超过，还差一人，未通过"),
        (default_pack(), (13, 8, 8, 0, 0), "到会人数没有达到法定人数，还差一人，表决没有效力，未通过"),
        (PRESENT, (13, 11, 6, 5, 0), "同意人数超过实到执委的半数，通过"),
        (SILENT_CHAIR, (13, 11, 6, 5, 0), "同意人数超过参加表决的执委的半数，通过"),
        (HALF, (14, 12, 7, 5, 0), "同意人数达到应到执委的半数，通过"),
        (OVER_TWO_THIRDS, (15, 13, 10, 3, 0), "同意人数正好是应到执委的三分之二，没有超过，还差一人，未通过"),
        (OVER_TWO_THIRDS, (15, 13, 11, 2, 0), "同意人数超过应到执委的三分之二，通过"),
        (TWO_THIRDS, (15, 13, 10, 3, 0), "同意人数达到应到执委的三分之二，通过"),
        (TWO_THIRDS, (15, 13, 8, 5, 0), "同意人数没有达到应到执委的三分之二，还差两人，未通过"),
    ],
)
def test_the_conclusion_follows_the_rules(
    pack: RulePack, numbers: tuple[int, int, int, int, int], sentence: str
) -> None:
    assert said(pack, *numbers) == sentence


def test_unanimous_is_said_only_when_the_verdict_is_unanimous() -> None:
    for pack in shipped_packs():
        for in_favour in range(12):
            for abstaining in range(12 - in_favour):
                hands = HandCount(13, 11, in_favour, 0, abstaining if pack.abstention_polled else 0)
                verdict = verdicts.decide(pack, hands)
                sentence = conclusion(pack, verdict)
                assert sentence.endswith(f"，{verdict.outcome.phrase}")
                assert ("一致" in sentence) == (verdict.outcome is Outcome.CARRIED_UNANIMOUSLY)
                short = people_count_spoken(verdict.short_by)
                assert (f"还差{short}" in sentence) == (verdict.short_by > 0)


def a_nominee(**known: object) -> Nominee:
    facts = {
        "id": 1,
        "person_id": 1,
        "seat_id": 9,
        "seat_number": 9,
        "name": "欧阳娜",
        "sex": "女",
        "born": "",
        "ethnicity": "",
        "political_status": "",
        "education": "",
        "unit_post": "",
        "resume": (),
        "former_holder": "",
        "former_ending": "",
        "former_ended_on": "",
    }
    return Nominee(**(facts | known))  # type: ignore[arg-type]


def test_what_is_not_filled_in_is_not_mentioned() -> None:
    assert nominee_values(a_nominee())["人选介绍"] == "欧阳娜，女"
    filled = a_nominee(born="1990-05-04", ethnicity="苗族", education="大专", unit_post="村医")
    assert nominee_values(filled)["人选介绍"] == "欧阳娜，女，苗族，1990年5月出生，大专学历，现任村医"


@pytest.mark.parametrize(
    ("period", "spoken"),
    [
        ("2008.09—2012.06", "2008年9月至2012年6月，务农"),
        ("2008年9月-2012年6月", "2008年9月至2012年6月，务农"),
        ("2021.02至今", "2021年2月至今，务农"),
        ("2021.02—", "2021年2月至今，务农"),
        ("上世纪末", "上世纪末，务农"),
        ("", "务农"),
    ],
)
def test_periods_of_a_resume_are_said_in_words(period: str, spoken: str) -> None:
    assert nominee_values(a_nominee(resume=((period, "务农。"),)))["简历"] == spoken


def test_nominees_are_counted_in_words() -> None:
    one = a_nominee()
    assert nominees_values((one,))["人选称呼"] == "这位人选"
    assert nominees_values((one, one))["人选称呼"] == "这两位人选"
    assert nominees_values((one,) * 3)["当选称呼"] == "新当选的三位执委"


def test_a_list_ends_in_and() -> None:
    assert [listed(names) for names in ([], ["甲"], ["甲", "乙"], ["甲", "乙", "丙"])] == [
        "",
        "甲",
        "甲和乙",
        "甲、乙和丙",
    ]
