"""What the script of a meeting says before, during and after its votes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.chinese.numerals import parse_chinese_number
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaItem, AgendaKind, MeetingFacts, Officer
from fulian_desktop.rules.rule_pack import default_pack
from fulian_desktop.scripts.composer import compose
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, shipped_text
from fulian_desktop.scripts.records import CueKind, LineKind, Script
from fulian_desktop.scripts.wording import read
from fulian_desktop.votes.motions import motions_of_meeting
from fulian_desktop.votes.records import HandEntry
from tests.builders import (
    a_by_election,
    count,
    item_of,
    open_with_attendance,
    the_sample_committee,
    the_sample_meeting,
    the_vote,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.scripts.grammar import Section
    from fulian_desktop.workspace import Workspace
    from tests.builders import TickedWorkspace

RESULT_WORDS = re.compile("通过|当选|祝贺")


def texts(script: Script) -> list[str]:
    return [line.text for line in script.visible]


def result_of(workspace: Workspace, meeting_id: int, kind: AgendaKind = AgendaKind.BY_ELECTION) -> str:
    script = workspace.scripts.compose(meeting_id)
    item_id = item_of(workspace, meeting_id, kind)
    return next(line.text for line in script.of_item(item_id) if line.kind is LineKind.RESULT)


def test_the_sample_result_is_read_out_word_for_word(village: Workspace) -> None:
    meeting_id = the_sample_meeting(village)
    item_id = item_of(village, meeting_id, AgendaKind.BY_ELECTION)
    lines = village.scripts.compose(meeting_id).of_item(item_id)
    asked = [(line.text, line.done) for line in lines if line.cue is not None]
    assert asked == [
        ("同意的请举手。", "已请放下"),
        ("不同意的请举手。", "没有"),
        ("弃权的请举手。", "1 人"),
    ]
    assert [line.text for line in lines[-3:]] == [
        "同意十人，不同意没有，弃权一人。\n同意人数超过应到执委的半数，通过。",
        "让我们以掌声，向新当选的两位执委表示祝贺！",
        "（鼓掌）",
    ]
    assert [line.kind for line in lines[-3:]] == [LineKind.RESULT, LineKind.SPOKEN, LineKind.DIRECTION]


def test_the_steps_of_a_by_election_are_those_of_the_desk(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    item_id = item_of(village, meeting_id, AgendaKind.BY_ELECTION)
    steps = village.scripts.compose(meeting_id).steps_of(item_id)
    assert [step.name for step in steps] == ["说明依据", "介绍简历", "征求意见", "表决", "宣布结果"]
    assert {step.title for step in steps} == {"增补执委"}
    assert [step.counted for step in steps] == [True, True, True, False, False]


def test_the_sample_script_has_sixty_three_lines_to_say_before_the_meeting(village: Workspace) -> None:
    assert village.scripts.compose(a_by_election(village)).spoken_count == 63


def test_no_line_says_a_result_before_anything_is_counted(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    before = village.scripts.compose(meeting_id)
    open_with_attendance(village, meeting_id)
    for script in (before, village.scripts.compose(meeting_id)):
        assert [line.text for line in script.lines if RESULT_WORDS.search(line.text) and line.motion] == []
        own_words = [line for line in script.lines if line.step != "颁奖"]
        assert [line.text for line in own_words if RESULT_WORDS.search(line.text)] == []
        results = [line for line in script.lines if line.kind is LineKind.RESULT]
        assert [(line.text, line.pending, line.done) for line in results] == [("", True, "")] * 2
        assert {line.blank for line in results} == {
            "同意____人，不同意____人，弃权____人。表决结果：____________。"
        }


def test_nothing_behind_an_uncounted_vote_of_its_item_is_visible(village: Workspace) -> None:
    meeting_id = a_by_election(village, bundled=False)
    item_id = item_of(village, meeting_id, AgendaKind.BY_ELECTION)
    lines = village.scripts.compose(meeting_id).of_item(item_id)
    first_result = next(index for index, line in enumerate(lines) if line.pending)
    assert not any(line.hidden for line in lines[: first_result + 1])
    assert len(lines) > first_result + 1
    assert all(line.hidden for line in lines[first_result + 1 :])


def test_the_next_person_is_asked_about_after_the_first_was_counted(village: Workspace) -> None:
    meeting_id = a_by_election(village, bundled=False)
    open_with_attendance(village, meeting_id)
    first, second = (one.key for one in village.votes.motions(meeting_id)[:2])
    count(village, meeting_id, first, 0, 0)
    lines = village.scripts.compose(meeting_id).of_item(first.item_id)
    assert "现在表决苏晓棠同志。" in [line.text for line in lines if not line.hidden]
    assert [line.motion for line in lines if line.pending] == [second]
    assert "让我们以掌声，向新当选的执委表示祝贺！" in [line.text for line in lines]


def test_a_lost_bundled_vote_offers_person_by_person_and_says_how_much_was_missing(
    village: Workspace,
) -> None:
    meeting_id = a_by_election(village)
    open_with_attendance(village, meeting_id)
    key = the_vote(village, meeting_id)
    count(village, meeting_id, key, 5, 0)
    assert result_of(village, meeting_id) == (
        "同意六人，不同意五人，弃权没有。\n同意人数没有超过应到执委的半数，还差一人，未通过。"
    )
    offered = "刚才是一并表决。按照规定，可以再逐人表决。"
    assert offered in texts(village.scripts.compose(meeting_id))
    assert not [text for text in texts(village.scripts.compose(meeting_id)) if "当选" in text]

    village.votes.vote_person_by_person(meeting_id, key.item_id)
    script = village.scripts.compose(meeting_id)
    assert offered not in texts(script)
    assert [step.name for step in script.steps_of(key.item_id)][3:] == [
        "表决",
        "宣布结果",
        "表决·丁巧云",
        "宣布结果·丁巧云",
        "表决·苏晓棠",
        "宣布结果·苏晓棠",
    ]


def test_a_lost_vote_on_one_person_offers_nothing_more(village: Workspace) -> None:
    meeting_id = a_by_election(village, nominees=("丁巧云",))
    open_with_attendance(village, meeting_id)
    count(village, meeting_id, the_vote(village, meeting_id), 6, 0)
    assert not [text for text in texts(village.scripts.compose(meeting_id)) if "逐人" in text]


def test_one_nominee_is_spoken_of_as_one(village: Workspace) -> None:
    meeting_id = a_by_election(village, nominees=("苏晓棠",))
    open_with_attendance(village, meeting_id)
    count(village, meeting_id, the_vote(village, meeting_id), 0, 0)
    said = texts(village.scripts.compose(meeting_id))
    assert "对这位人选，请各位执委发表意见。" in said
    assert "让我们以掌声，向新当选的执委表示祝贺！" in said
    assert not [text for text in said if "两位" in text]


def test_the_roll_is_a_blank_before_the_meeting_and_true_in_it(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    assert "应到十三人，实到____人，请假____人。" in texts(village.scripts.compose(meeting_id))
    open_with_attendance(village, meeting_id)
    said = texts(village.scripts.compose(meeting_id))
    assert "应到十三人，实到十一人，请假两人。" in said
    assert "到会人数达到应到人数的三分之二以上，符合规定，可以开会。" in said
    assert not [text for text in said if "____" in text]


def test_without_a_quorum_the_script_does_not_say_that_the_meeting_may_begin(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    village.meetings.open(meeting_id)
    nobody_marked = texts(village.scripts.compose(meeting_id))
    assert not [text for text in nobody_marked if text.endswith("可以开会。")]
    members = village.meetings.facts(meeting_id).entitled
    for member in members[:8]:
        village.attendance.mark(meeting_id, AttendanceState.PRESENT, person_id=member.person_id)
    said = texts(village.scripts.compose(meeting_id))
    assert "到会人数没有达到应到人数的三分之二以上，还差一人，现在还不能表决。" in said
    assert "应到十三人，实到八人，缺席五人。" in said
    assert not [text for text in said if text.endswith("可以开会。")]


def test_a_report_that_was_not_carried_has_no_resolution_read(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    open_with_attendance(village, meeting_id)
    count(village, meeting_id, the_vote(village, meeting_id, AgendaKind.WORK_REPORT), 4, 1)
    item_id = item_of(village, meeting_id, AgendaKind.RESOLUTION_READING)
    lines = village.scripts.compose(meeting_id).of_item(item_id)
    assert "因为工作报告刚才没有达到要求的人数，决议这次不宣读。" in [line.text for line in lines]
    assert not [line for line in lines if line.cue is CueKind.OPEN_PAPER]


def test_the_closing_names_only_what_was_carried_and_only_when_all_is_counted(village: Workspace) -> None:
    meeting_id = the_sample_meeting(village)
    assert not [text for text in texts(village.scripts.compose(meeting_id)) if text.startswith("这次会议")]
    count(village, meeting_id, the_vote(village, meeting_id, AgendaKind.WORK_REPORT), 0, 5)
    assert "这次会议增补丁巧云、苏晓棠两位同志为执委。" in texts(village.scripts.compose(meeting_id))


def test_a_corrected_count_changes_what_is_read_out(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    open_with_attendance(village, meeting_id)
    confirmed = count(village, meeting_id, the_vote(village, meeting_id), 0, 0)
    assert result_of(village, meeting_id).endswith("一致通过。")
    village.votes.correct(confirmed.count.id, HandEntry(against=1), "漏数后排一人")
    assert result_of(village, meeting_id) == (
        "同意十人，不同意一人，弃权没有。\n同意人数超过应到执委的半数，通过。"
    )


def test_a_rule_pack_that_does_not_ask_for_abstentions_is_followed(village: Workspace) -> None:
    pack = replace(default_pack(), abstention_polled=False, poll_order=("against", "in_favour"))
    meeting_id = a_by_election(village, rule_pack=pack)
    open_with_attendance(village, meeting_id)
    key = the_vote(village, meeting_id)
    cues = [
        line.cue for line in village.scripts.compose(meeting_id).of_item(key.item_id) if line.motion == key
    ]
    assert cues == [CueKind.AGAINST, CueKind.IN_FAVOUR, None]
    blanks = {line.blank for line in village.scripts.compose(meeting_id).lines if line.pending}
    assert blanks == {"同意____人，不同意____人。表决结果：____________。"}
    count(village, meeting_id, key, 1, 0)
    assert result_of(village, meeting_id).startswith("同意十人，不同意一人。\n")


def test_the_keys_of_lines_stay_when_a_vote_is_counted(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    open_with_attendance(village, meeting_id)
    before = [line.key for line in village.scripts.compose(meeting_id).lines]
    count(village, meeting_id, the_vote(village, meeting_id), 0, 1)
    after = [line.key for line in village.scripts.compose(meeting_id).lines]
    assert len(set(after)) == len(after)
    assert set(before) <= set(after)


def test_every_line_stands_in_one_step_and_can_be_walked_to_both_ways(village: Workspace) -> None:
    script = village.scripts.compose(the_sample_meeting(village))
    walked = [script.visible[0]]
    while (following := script.after(walked[-1].key)) is not None:
        walked.append(following)
    assert tuple(walked) == script.visible
    assert [script.before(line.key) for line in walked[1:]] == walked[:-1]
    assert all(script.step_of(line.key).name == line.step for line in script.lines)


def test_someone_else_reports_and_is_thanked_but_the_chair_does_not_thank_herself(village: Workspace) -> None:
    meeting_id = a_by_election(village)
    item = village.meetings.facts(meeting_id).item(item_of(village, meeting_id, AgendaKind.WORK_REPORT))
    wording = read(shipped_text(COMMITTEE_SESSION))
    facts = village.meetings.facts(meeting_id)
    by_chair = said_in(wording_of=wording, facts=facts, item=item)
    assert "下面，由我代表第七届执行委员会作《工作报告》。" in by_chair
    assert not [text for text in by_chair if text.startswith("谢谢")]
    by_other = said_in(wording_of=wording, facts=facts, item=replace(item, presenter="马晓燕 副主席"))
    assert "下面，请马晓燕副主席代表第七届执行委员会作《工作报告》。" in by_other
    assert "谢谢马晓燕副主席的报告。" in by_other


def said_in(*, wording_of: Mapping[str, Section], facts: MeetingFacts, item: AgendaItem) -> list[str]:
    alone = replace(facts, agenda=(item,))
    script = compose(wording_of, alone, None, motions_of_meeting(alone, ()), {})
    return [line.text for line in script.of_item(item.id)]


KINDS = st.sampled_from(list(AgendaKind))
TITLES = st.text(st.characters(categories=("Lo", "Nd", "Po"), max_codepoint=0x9FFF), min_size=1, max_size=12)


@st.composite
def agendas(draw: st.DrawFn) -> tuple[AgendaItem, ...]:
    drafts = draw(
        st.lists(st.tuples(KINDS, TITLES, st.booleans(), st.integers(0, 3)), min_size=1, max_size=9).filter(
            lambda rows: sum(row[0] is AgendaKind.BY_ELECTION for row in rows) <= 1
        )
    )
    ordered = sorted(drafts, key=lambda row: not row[2])
    numbers = iter(range(1, 10))
    return tuple(
        AgendaItem(
            id=position + 100,
            position=position,
            number=next(numbers) if numbered else 0,
            kind=kind,
            title=title,
            presenter="",
            method=kind.methods[votes % len(kind.methods)],
            bundled=True,
            minutes=None,
            details="",
        )
        for position, (kind, title, numbered, votes) in enumerate(ordered, start=1)
    )


FACTS = MeetingFacts(
    federation="三合村妇女联合会",
    superior="清溪镇妇联",
    term_number=7,
    session_number=3,
    seat_count=15,
    vacant_count=2,
    day="2026-03-06",
    time="09:30",
    place="村委会二楼会议室",
    chair=Officer(1, "沈丽华", "主席"),
    minute_taker=Officer(2, "李祎", "执委"),
    basis="",
    agenda=(),
    nominees=(),
    entitled=(),
    observers=(),
    rule_pack=default_pack(),
)


@given(agendas())
def test_the_announced_number_of_items_is_the_number_of_numbered_items(
    agenda: tuple[AgendaItem, ...],
) -> None:
    facts = replace(FACTS, agenda=agenda)
    script = compose(read(shipped_text(COMMITTEE_SESSION)), facts, None, motions_of_meeting(facts, ()), {})
    announcing = [line.text for line in script.lines if line.step == "宣布议程"]
    announced = re.fullmatch("今天的会议共有(.+)项议程：", announcing[0])
    assert announced is not None
    assert parse_chinese_number(announced[1]) == len(facts.numbered_items)
    listed = [text for text in announcing if re.match("第[一二三四五六七八九]项，", text)]
    assert listed == [
        f"第{'一二三四五六七八九'[item.number - 1]}项，{item.title}。" for item in facts.numbered_items
    ]
    assert script.items == tuple(item.id for item in agenda)
    followers = [item for item in agenda if not item.numbered]
    for item in followers:
        assert script.of_item(item.id)[0].text == f"议程之外，接下来进行：{item.title}。"
    assert any(text.startswith("议程之外") for text in announcing) == bool(followers)


@given(agendas())
def test_every_question_of_any_agenda_is_asked_and_has_its_result(agenda: tuple[AgendaItem, ...]) -> None:
    facts = replace(FACTS, agenda=agenda)
    motions = motions_of_meeting(facts, ())
    script = compose(read(shipped_text(COMMITTEE_SESSION)), facts, None, motions, {})
    for motion in motions:
        lines = [line for line in script.lines if line.motion == motion.key]
        assert [line.cue for line in lines] == [
            CueKind.IN_FAVOUR,
            CueKind.AGAINST,
            CueKind.ABSTAINING,
            None,
        ]
        assert lines[-1].pending
    assert len({line.key for line in script.lines}) == len(script.lines)


def test_braces_in_names_and_basis_are_only_text(village: Workspace) -> None:
    ids = the_sample_committee(village)
    meeting_id = a_by_election(village, ids)
    plan = replace(village.meetings.get(meeting_id).plan, basis="{应到}{{ 7*7 }}{% raw %}{届.__class__}")
    village.meetings.change_plan(meeting_id, plan)
    village.meetings.add_observer(meeting_id, "{主持人}", "{# 备注 #}")
    said = texts(village.scripts.compose(meeting_id))
    assert "{应到}{{ 7*7 }}{% raw %}{届.__class__}。" in said
    assert [text for text in said if "{# 备注 #}{主持人}同志" in text]


def test_a_closed_meeting_keeps_saying_who_came(village: TickedWorkspace) -> None:
    meeting_id = the_sample_meeting(village)
    leaver = village.meetings.facts(meeting_id).entitled[3].person_id
    village.clock.set(10, 0)
    village.attendance.mark(meeting_id, AttendanceState.LEFT, person_id=leaver)
    village.meetings.close(meeting_id, "留到下次会议")
    assert "应到十三人，实到十一人，请假两人。" in texts(village.scripts.compose(meeting_id))
