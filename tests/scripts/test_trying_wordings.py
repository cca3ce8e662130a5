"""A wording is tried in a meeting before it is kept: its script, what lacks a value, every outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingPlan
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, KINDS, shipped_text
from fulian_desktop.scripts.wording import MissingValues, WordingError, check, has_outcomes
from fulian_desktop.votes.invented import invented_counts
from tests.builders import a_by_election, the_sample_committee, the_sample_meeting

if TYPE_CHECKING:
    from fulian_desktop.scripts.records import Script
    from tests.builders import TickedWorkspace

SHIPPED = shipped_text(COMMITTEE_SESSION)
GREETING = "各位执委、姐妹们："


def said(script: Script) -> str:
    return "\n".join(line.text for line in script.lines)


def test_the_preview_of_the_kept_text_is_the_script_itself(village: TickedWorkspace) -> None:
    meeting_id = the_sample_meeting(village)
    assert village.scripts.preview(meeting_id, SHIPPED) == village.scripts.compose(meeting_id)


def test_another_text_is_heard_and_nothing_is_kept(village: TickedWorkspace) -> None:
    meeting_id = a_by_election(village)
    before = len(list(village.journal.entries("wording")))
    text = SHIPPED.replace(GREETING, "姐妹们，大家早：")
    assert "姐妹们，大家早：" in said(village.scripts.preview(meeting_id, text))
    assert "姐妹们，大家早：" in said(village.scripts.trying(COMMITTEE_SESSION, text).compose(meeting_id))
    assert "姐妹们，大家早：" not in said(village.scripts.compose(meeting_id))
    assert len(list(village.journal.entries("wording"))) == before


def test_a_wrong_text_has_no_preview(village: TickedWorkspace) -> None:
    meeting_id = a_by_election(village)
    with pytest.raises(WordingError, match=r"没有“\{应道\}”这个占位"):
        village.scripts.preview(meeting_id, SHIPPED.replace(GREETING, "{应道}"))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_outcome_is_heard_before_anybody_votes(village: TickedWorkspace, outcome: Outcome) -> None:
    meeting_id = a_by_election(village)
    script = village.scripts.preview(meeting_id, SHIPPED, outcome)
    assert not any(line.pending for line in script.lines)
    heard = said(script)
    assert "应到十三人，实到十三人" in heard
    assert ("一致通过" in heard) is (outcome is Outcome.CARRIED_UNANIMOUSLY)
    assert ("，未通过" in heard) is (outcome is Outcome.NOT_CARRIED)
    assert village.votes.counts(meeting_id) == ()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_invented_counts_obey_the_rules_of_the_meeting(village: TickedWorkspace, outcome: Outcome) -> None:
    meeting_id = a_by_election(village)
    facts, motions = village.meetings.facts(meeting_id), village.votes.motions(meeting_id)
    counts = invented_counts(meeting_id, facts, motions, outcome, "2026-03-06T10:00:00")
    assert counts.keys() == {motion.key for motion in motions}
    for one in counts.values():
        hands = one.in_favour + one.against + one.abstaining + one.not_voting
        assert (one.entitled, one.present, hands) == (13, 13, one.voters)
        assert village.votes.verdict_of(one).outcome is outcome is one.outcome


def test_without_members_no_outcome_can_be_tried(village: TickedWorkspace) -> None:
    meeting_id = village.meetings.prepare_by_election(MeetingPlan()).record_id
    assert meeting_id is not None
    with pytest.raises(UserFacingError, match="应到只有 0 人，试不出“通过”"):
        village.scripts.preview(meeting_id, SHIPPED, Outcome.CARRIED)


def test_blanks_stand_for_what_the_meeting_knows(village: TickedWorkspace) -> None:
    meeting_id = a_by_election(village)
    values = village.scripts.values(meeting_id)
    assert (values["应到"], values["人选名单"], values["姓名"]) == ("十三人", "丁巧云、苏晓棠", "丁巧云")
    assert not {"实到", "结果", "会议成果"} & values.keys(), "not known before the meeting"
    tried = village.scripts.values(meeting_id, Outcome.CARRIED)
    assert (tried["实到"], tried["结果"], tried["弃权"]) == ("十三人", "通过", "一人")


def test_what_the_preparation_has_not_filled_in_is_named_by_line(village: TickedWorkspace) -> None:
    the_sample_committee(village)
    meeting_id = village.meetings.prepare_by_election(MeetingPlan()).record_id
    assert meeting_id is not None
    gaps = village.scripts.gaps(meeting_id, SHIPPED)
    lines = SHIPPED.splitlines()
    by_name = {one.sentence.partition("}")[0][2:]: lines[one.line - 1] for one in gaps}
    assert by_name["记录人"] == "首先清点到会人数。请{记录人}同志点名，听到名字请答“到”。"
    assert "人选名单" in by_name
    assert any("会议安排里还没有定记录人" in one.sentence for one in gaps)


def test_a_prepared_meeting_lacks_nothing(village: TickedWorkspace) -> None:
    assert village.scripts.gaps(a_by_election(village), SHIPPED) == ()


def test_missing_values_of_a_paper_are_told_by_line_with_what_to_do(village: TickedWorkspace) -> None:
    text = "各位执委：\n[有列席] 列席：{列席名单}。\n地点：{地点}。实到{实到}。"
    with pytest.raises(MissingValues) as caught:
        village.scripts.trying("notice", text).fill("notice", {"列席名单": ""}, {"有列席"})
    told = [(one.line, one.sentence) for one in caught.value.problems]
    assert told == [
        (2, "“{列席名单}”还没有值：请在会议筹备里填写。"),
        (3, "“{地点}”还没有值：请在会议筹备里填写。"),
        (3, "“{实到}”还没有值：会议开过、登记到会以后才有。"),
    ]


def test_a_trial_remembers_what_a_paper_was_filled_with(village: TickedWorkspace) -> None:
    trial = village.scripts.trying("notice", "地点：{地点}。")
    assert trial.fill("notice", {"地点": "村委会"}) == ("地点：村委会。",)
    assert trial.filled_with == {"地点": "村委会"}
    assert trial.wording("decision") == village.scripts.wording("decision")


@pytest.mark.parametrize("line", ["[一人 妥否", "［一人，妥否", "[有依据] [一人 妥否"])
def test_a_marker_that_is_not_closed_is_wrong(line: str) -> None:
    (problem,) = check("notice", f"各位执委：\n{line}")
    assert (problem.line, problem.sentence) == (2, "开头的方括号没有成对。记号要写成“[一人]”这样")


def test_which_wordings_say_something_else_for_each_outcome() -> None:
    assert {kind for kind in KINDS if has_outcomes(shipped_text(kind))} >= {
        COMMITTEE_SESSION,
        "decision",
        "resolution",
    }
    assert not has_outcomes("# [通过时]\n各位执委：")
