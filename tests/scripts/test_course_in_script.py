"""What the script says of skipped and inserted items, agreements, awards, breaks and lines put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, shipped_text
from fulian_desktop.scripts.records import CueKind, LineKind
from fulian_desktop.scripts.wording import LATER_SECTIONS, check, read
from tests.builders import a_by_election, item_of, open_with_attendance

if TYPE_CHECKING:
    from fulian_desktop.scripts.records import ScriptLine
    from tests.builders import TickedWorkspace


@pytest.fixture
def meeting_id(village: TickedWorkspace) -> int:
    made = a_by_election(village)
    for draft in (
        AgendaDraft(AgendaKind.LIST_APPROVAL, "通过会议议程", method=DecisionMethod.ACCLAMATION),
        AgendaDraft(AgendaKind.OTHER, "调整网格分工", method=DecisionMethod.ORAL),
        AgendaDraft(AgendaKind.BREAK, "休息", numbered=False, minutes=10),
        AgendaDraft(AgendaKind.ELECTION, "选举副主席"),
        AgendaDraft(AgendaKind.READING, "宣读倡议书", details="倡议书全文"),
        AgendaDraft(AgendaKind.CEREMONY, "奏唱国歌", numbered=False),
    ):
        village.agenda.add(made, draft)
    open_with_attendance(village, made)
    return made


def lines_of(village: TickedWorkspace, meeting_id: int, kind: AgendaKind) -> tuple[ScriptLine, ...]:
    return village.scripts.compose(meeting_id).of_item(item_of(village, meeting_id, kind))


def cue_of(lines: tuple[ScriptLine, ...], cue: CueKind) -> ScriptLine:
    return next(line for line in lines if line.cue is cue)


@pytest.mark.parametrize(
    ("kind", "cue"),
    [
        (AgendaKind.LIST_APPROVAL, CueKind.ACCLAMATION),
        (AgendaKind.OTHER, CueKind.ORAL),
        (AgendaKind.BREAK, CueKind.BREAK),
        (AgendaKind.BREAK, CueKind.ROLL_CALL),
        (AgendaKind.BREAK, CueKind.QUORUM),
        (AgendaKind.ELECTION, CueKind.BALLOT),
        (AgendaKind.READING, CueKind.OPEN_PAPER),
        (AgendaKind.CEREMONY, CueKind.CEREMONY),
        (AgendaKind.SPEECH, CueKind.SPEECH),
        (AgendaKind.COMMENDATION, CueKind.AWARD),
    ],
)
def test_every_kind_of_item_has_its_cue(
    village: TickedWorkspace, meeting_id: int, kind: AgendaKind, cue: CueKind
) -> None:
    assert cue_of(lines_of(village, meeting_id, kind), cue).text


def test_what_is_agreed_by_applause_is_read_out_only_after_it_was_recorded(
    village: TickedWorkspace, meeting_id: int
) -> None:
    kind = AgendaKind.LIST_APPROVAL
    before = lines_of(village, meeting_id, kind)
    assert before[-1].pending
    assert before[-1].agreement
    village.course.agree(meeting_id, item_of(village, meeting_id, kind))
    after = lines_of(village, meeting_id, kind)
    assert [line.text for line in after if line.kind is LineKind.RESULT] == ["“通过会议议程”，鼓掌通过。"]
    assert cue_of(after, CueKind.ACCLAMATION).done == "没有不同意见"


def test_an_objection_is_read_out_and_hands_are_asked_for_after_it(
    village: TickedWorkspace, meeting_id: int
) -> None:
    item_id = item_of(village, meeting_id, AgendaKind.OTHER)
    village.course.agree(meeting_id, item_id, objections=2)
    lines = village.scripts.compose(meeting_id).of_item(item_id)
    result = next(line for line in lines if line.kind is LineKind.RESULT)
    assert result.text == "有两人提出不同意见。按照规定，下面改为举手表决。"
    assert [line.cue for line in lines if line.motion is not None][:3] == [
        CueKind.IN_FAVOUR,
        CueKind.AGAINST,
        CueKind.ABSTAINING,
    ]


def test_the_opening_follows_the_adopted_agenda_whatever_is_skipped_or_put_in(
    village: TickedWorkspace, meeting_id: int
) -> None:
    opening = [line.text for line in village.scripts.compose(meeting_id).lines if line.item_id is None]
    village.running.skip(meeting_id, item_of(village, meeting_id, AgendaKind.SPEECH), "领导临时有事")
    village.running.insert(meeting_id, AgendaDraft(AgendaKind.DISCUSSION, "说说防汛"))
    script = village.scripts.compose(meeting_id)
    assert [line.text for line in script.lines if line.item_id is None][: len(opening)] == opening
    said = [line.text for line in script.lines]
    assert "原定的第四项议程“领导讲话”，因为领导临时有事，这次会议不进行。" in said
    assert "议程之外，接下来进行：说说防汛。" in said


def test_a_line_put_in_and_an_incident_stand_behind_the_line_they_were_put_in_at(
    village: TickedWorkspace, meeting_id: int
) -> None:
    before = village.scripts.compose(meeting_id)
    here = next(line for line in before.lines if line.text.startswith("本届执委会共有"))
    village.course.say(meeting_id, here.key, "手机请调到静音。")
    village.course.note_incident(meeting_id, here.key, "停电三分钟")
    script = village.scripts.compose(meeting_id)
    texts = [line.text for line in script.lines]
    place = texts.index(here.text)
    assert texts[place + 1] == "手机请调到静音。"
    assert re.fullmatch(r"（\d\d:\d\d 停电三分钟）", texts[place + 2])
    assert script.step_of(script.lines[place + 2].key).name == here.step
    assert len({line.key for line in script.lines}) == len(script.lines)


def test_each_award_is_one_line_and_each_nominee_is_introduced_by_name(
    village: TickedWorkspace, meeting_id: int
) -> None:
    awards = lines_of(village, meeting_id, AgendaKind.COMMENDATION)
    assert [line.subject for line in awards if line.cue is CueKind.AWARD] == ["石桂芳家庭"]
    introduced = [line.introduces for line in lines_of(village, meeting_id, AgendaKind.BY_ELECTION)]
    assert list(dict.fromkeys(filter(None, introduced))) == ["丁巧云", "苏晓棠"]


def test_a_wording_saved_by_an_earlier_program_still_reads() -> None:
    text = shipped_text(COMMITTEE_SESSION)
    for name in LATER_SECTIONS:
        text = re.sub(f"【{name}】\n.*?(?=\n【)", "", text, flags=re.DOTALL)
    assert check(COMMITTEE_SESSION, text) == ()
    assert read(text).keys() == read(shipped_text(COMMITTEE_SESSION)).keys()


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("[请鼓掌] 同意的", "同意的", "“[请鼓掌]”要写一次"),
        ("[没有不同意见时]\n[结果] 没有", "[没有不同意见时]\n没有", "要有一行“[结果]”"),
        ("{缘由}", "{理由}", "没有“{理由}”这个占位"),
        ("[每项表彰]\n", "", "[完]"),
    ],
)
def test_mistakes_in_the_new_parts_are_named(wrong: str, right: str, said: str) -> None:
    text = shipped_text(COMMITTEE_SESSION)
    assert wrong in text
    assert said in "".join(one.sentence for one in check(COMMITTEE_SESSION, text.replace(wrong, right)))
