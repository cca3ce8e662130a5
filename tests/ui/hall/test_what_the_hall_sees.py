"""Facts about slides: what the hall sees at each line of the sample meeting, and what it never sees."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts.records import CueKind
from fulian_desktop.votes.records import HandEntry
from tests.ui.hall.hall_meeting import REASONS, HallMeeting, open_meeting
from ui.hall.composing import countdown, public_words, slides_of
from ui.hall.direction import HallDirector, page_words, question_at
from ui.hall.slides import (
    AgendaSlide,
    BlankSlide,
    BreakSlide,
    Choice,
    CommendationSlide,
    Figure,
    HandsSlide,
    ItemSlide,
    NamesSlide,
    ResultSlide,
    RowState,
    SlideKind,
    WaitingSlide,
    texts_of_slide,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.hall.slides import Slide

TEN_AND_ONE = HandEntry(abstaining=1)


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[HallMeeting]:
    made = open_meeting(tmp_path / "village.fulian")
    with made.workspace:
        yield made


def confirm(meeting: HallMeeting, entry: HandEntry, question: int = 0) -> None:
    motion = meeting.workspace.votes.motions(meeting.meeting_id)[question]
    meeting.workspace.votes.confirm(meeting.meeting_id, motion.key, entry)


def all_slides(meeting: HallMeeting) -> list[Slide]:
    """Every slide of every line and of every menu, as things stand."""
    found: list[Slide] = []
    director = meeting.director()
    for scene in meeting.lines():
        director.show(scene)
        found.append(director.slide)
        for choice in director.choices():
            found += slides_of(choice, scene, {})
    return found


# ---- the script leads


def test_before_the_meeting_the_hall_sees_its_name_and_how_long_it_takes(meeting: HallMeeting) -> None:
    meeting.clock.set_time("09:17:26")
    slide = meeting.director().slide
    assert isinstance(slide, WaitingSlide)
    assert slide.federation == "三合村妇女联合会"
    assert slide.session == "第七届执行委员会第三次会议"
    assert slide.when_where == "3月6日 星期五 09:30　村委会二楼会议室"
    assert (slide.caption, slide.figure) == ("距开会还有", "12:34")


def test_the_countdown_ends_and_never_runs_backwards(meeting: HallMeeting) -> None:
    meeting.clock.set_time("09:30:00")
    slide = meeting.director().slide
    assert isinstance(slide, WaitingSlide)
    assert (slide.caption, slide.figure) == ("会议即将开始，请就座", "")
    assert countdown(timedelta(seconds=-5)) == "0:00"
    assert countdown(timedelta(hours=1, minutes=5, seconds=9)) == "1:05:09"
    assert countdown(timedelta(seconds=59.2)) == "1:00"


def test_the_roll_call_shows_two_numbers_and_nobody_by_name(meeting: HallMeeting) -> None:
    director = HallDirector(meeting.go_to_cue(CueKind.ROLL_CALL))
    assert isinstance(director.slide, WaitingSlide)
    assert director.slide.caption == "清点到会人数"
    director.show(meeting.next_line())
    assert isinstance(director.slide, WaitingSlide)
    assert director.slide.caption == "应到 13　实到 11"


def test_the_script_leads_from_the_agenda_to_the_thanks(meeting: HallMeeting) -> None:
    director = meeting.director()
    kinds: list[SlideKind] = []
    for scene in meeting.lines():
        director.show(scene)
        if not kinds or kinds[-1] is not director.slide.kind:
            kinds.append(director.slide.kind)
    assert [kind.value for kind in kinds] == [
        "waiting", "agenda", "item", "nominees", "hands", "item", "hands", "item", "commendation", "award",
        "commendation", "item",
        "waiting",
    ]  # fmt: skip
    assert isinstance(director.slide, WaitingSlide)
    assert director.slide.caption == "感谢各位执委的支持"


def test_the_agenda_marks_the_current_item_and_those_behind_it(meeting: HallMeeting) -> None:
    director = HallDirector(meeting.go_to_cue(CueKind.IN_FAVOUR, 1))
    director.choose(Choice(SlideKind.AGENDA))
    assert isinstance(director.slide, AgendaSlide)
    assert [(row.mark, row.title, row.state) for row in director.slide.rows][:4] == [
        ("一、", "增补执委", RowState.DONE),
        ("二、", "工作报告", RowState.NOW),
        ("三、", "宣读《关于工作报告的决议》", RowState.TO_COME),
        ("四、", "领导讲话", RowState.TO_COME),
    ]
    assert [row.mark for row in director.slide.rows][4:] == ["·", "·"]


def test_the_nominees_stand_by_surname_strokes_and_the_page_says_so(meeting: HallMeeting) -> None:
    director = HallDirector(meeting.go_to_cue(CueKind.IN_FAVOUR))
    director.choose(Choice(SlideKind.NOMINEES, 1))
    slide = director.slide
    assert isinstance(slide, NamesSlide)
    assert [(one.name, one.post) for one in slide.people] == [
        ("丁巧云", "村民小组长、三组网格员"),
        ("苏晓棠", "村卫生室医生"),
    ]
    assert (slide.frame.heading, slide.frame.aside) == ("一、增补执委", "人选 2 名，按姓氏笔画为序")


def test_at_a_poll_the_hall_is_told_what_to_raise_a_hand_for(meeting: HallMeeting) -> None:
    calls = []
    for cue in (CueKind.IN_FAVOUR, CueKind.AGAINST, CueKind.ABSTAINING):
        slide = HallDirector(meeting.go_to_cue(cue)).slide
        assert isinstance(slide, HandsSlide)
        assert slide.raise_hands
        assert slide.question == "增补丁巧云、苏晓棠为第七届执行委员会委员"
        calls.append(slide.call)
    assert calls == ["同意的请举手", "不同意的请举手", "弃权的请举手"]


def test_an_item_names_who_presents_it_and_a_discussion_its_subject(meeting: HallMeeting) -> None:
    scene = meeting.go_to_cue(CueKind.IN_FAVOUR, 1)
    facts = scene.facts
    by_kind = {item.kind: item for item in facts.agenda}
    report = slides_of(Choice(SlideKind.ITEM, by_kind[AgendaKind.WORK_REPORT].id), scene, {})[0]
    talk = slides_of(Choice(SlideKind.ITEM, by_kind[AgendaKind.DISCUSSION].id), scene, {})[0]
    assert isinstance(report, ItemSlide)
    assert (report.title, report.presenter, report.subject) == ("工作报告", "报告人：沈丽华", "")
    assert isinstance(talk, ItemSlide)
    assert talk.subject == "怎样把“三八”节活动办到各组去"


def test_the_commended_are_shown_honour_by_honour(meeting: HallMeeting) -> None:
    scene = meeting.scene()
    item = next(one for one in scene.facts.agenda if one.kind is AgendaKind.COMMENDATION)
    pages = slides_of(Choice(SlideKind.COMMENDATION, item.id), scene, {})
    assert [(page.honour, len(page.names)) for page in pages if isinstance(page, CommendationSlide)] == [
        ("最美家庭", 2),
        ("巾帼志愿服务先进个人", 3),
    ]


# ---- results wait for the chair


def test_nothing_of_a_result_is_seen_before_it_is_released(meeting: HallMeeting) -> None:
    meeting.go_to_cue(CueKind.ABSTAINING)
    confirm(meeting, TEN_AND_ONE)
    confirm(meeting, HandEntry(), 1)
    for slide in all_slides(meeting):
        assert slide.kind not in (SlideKind.RESULT, SlideKind.ELECTED)
        words = "".join(texts_of_slide(slide))
        assert not re.search("通过|当选|弃权 ?1|同意 ?1[01]", words), words


def test_a_released_result_stands_in_big_numbers(meeting: HallMeeting) -> None:
    meeting.go_to_cue(CueKind.ABSTAINING)
    confirm(meeting, TEN_AND_ONE)
    director = HallDirector(meeting.go_to_result())
    assert isinstance(director.slide, HandsSlide)
    assert director.slide.call == page_words(director.slide) == "等候宣布结果"
    assert director.to_release is not None
    director.release(director.to_release)
    slide = director.slide
    assert isinstance(slide, ResultSlide)
    assert (slide.outcome, slide.reason, slide.carried) == ("通过", "需要 7，同意 10", True)
    assert slide.figures == (
        Figure("同意", 10, is_main=True),
        Figure("不同意", 0),
        Figure("弃权", 1),
        Figure("未表态", 0),
    )
    assert slide.decided == "丁巧云、苏晓棠 增补为第七届执委会委员"
    assert slide.attendance == "应到 13　实到 11　有表决权且在场 11"
    assert "一致" not in "".join(texts_of_slide(slide))
    assert director.to_release is None


def test_unanimous_is_said_only_when_it_was(meeting: HallMeeting) -> None:
    confirm(meeting, HandEntry())
    director = HallDirector(meeting.go_to_result())
    assert director.to_release is not None
    director.release(director.to_release)
    assert isinstance(director.slide, ResultSlide)
    assert (director.slide.outcome, director.slide.reason) == ("一致通过", "11 人全部同意")


def test_a_question_that_is_not_carried_elects_nobody(meeting: HallMeeting) -> None:
    confirm(meeting, HandEntry(against=5))
    director = HallDirector(meeting.go_to_result())
    assert director.to_release is not None
    director.release(director.to_release)
    slide = director.slide
    assert isinstance(slide, ResultSlide)
    assert (slide.outcome, slide.carried, slide.decided) == ("未通过", False, "没有达到要求的人数")
    assert SlideKind.ELECTED not in [one.kind for one in director.choices()]
    assert "丁巧云" not in "".join(texts_of_slide(slide))


def test_after_the_announcement_the_elected_are_shown(meeting: HallMeeting) -> None:
    confirm(meeting, TEN_AND_ONE)
    director = HallDirector(meeting.go_to_result())
    assert director.to_release is not None
    director.release(director.to_release)
    director.show(meeting.next_line())
    assert isinstance(director.slide, NamesSlide)
    assert director.slide.kind is SlideKind.ELECTED
    assert [one.name for one in director.slide.people] == ["丁巧云", "苏晓棠"]


def test_a_correction_is_seen_only_when_it_is_released_again(meeting: HallMeeting) -> None:
    confirm(meeting, TEN_AND_ONE)
    director = HallDirector(meeting.go_to_result())
    first = director.to_release
    assert first is not None
    director.release(first)
    before = director.slide
    meeting.workspace.votes.correct(first.id, HandEntry(against=1, abstaining=1), "漏数后排一人")
    director.show(meeting.scene())
    assert director.slide == before
    corrected = director.to_release
    assert corrected is not None
    director.release(corrected)
    slide = director.slide
    assert isinstance(slide, ResultSlide)
    assert [one.number for one in slide.figures] == [9, 1, 1, 0]
    assert slide.frame.aside == "举手表决·更正"
    assert "漏数" not in "".join(texts_of_slide(slide))


# ---- nothing personal


def test_no_slide_of_the_whole_meeting_says_anything_personal(meeting: HallMeeting) -> None:
    workspace = meeting.workspace
    confirm(meeting, TEN_AND_ONE)
    people = workspace.people.everyone()
    private = {person.phone for person in people if person.phone} | set(REASONS.values())
    private |= {text for person in people for line in person.resume for text in (line.period, line.text)}
    private |= {"群众", "党员", "汉族", "出生", "学历", "请假", "调离", "迁居"}
    slides = all_slides(meeting)
    director = HallDirector(meeting.go_to_result())
    assert director.to_release is not None
    director.release(director.to_release)
    slides += [director.slide]
    director.show(meeting.next_line())
    slides += [director.slide]
    assert len({slide.kind for slide in slides}) >= 8
    for slide in slides:
        words = " ".join(texts_of_slide(slide))
        assert not [one for one in private if one in words], words
        assert not re.search(r"19\d\d|20\d\d|\d{5}", words), words
        assert not [name for name in REASONS if name in words], words


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("村卫生室医生 13900001234", "村卫生室医生"),
        ("组长（电话：139-0000-1234）、网格员", "组长、网格员"),
        ("会计 11010119900307123X", "会计"),
        ("三组  组长", "三组 组长"),
        ("村医（1989年7月出生）", "村医"),
        ("2026年春季班班长", "2026年春季班班长"),
    ],
)
def test_a_number_typed_behind_a_post_is_left_out(typed: str, seen: str) -> None:
    assert public_words(typed) == seen


def test_who_left_and_why_does_not_reach_the_hall(meeting: HallMeeting) -> None:
    scene = meeting.scene()
    person = scene.facts.entitled[3]
    meeting.workspace.attendance.mark(
        meeting.meeting_id, AttendanceState.LEFT, person_id=person.person_id, reason="身体不适"
    )
    director = HallDirector(meeting.go_to_cue(CueKind.ROLL_CALL))
    director.show(meeting.next_line())
    words = " ".join(texts_of_slide(director.slide))
    assert "实到 10" in words
    assert "身体不适" not in words
    assert person.name not in words


# ---- the chair leads


def test_a_chosen_slide_goes_away_with_the_line(meeting: HallMeeting) -> None:
    director = HallDirector(meeting.go_to_cue(CueKind.IN_FAVOUR))
    director.choose(Choice(SlideKind.AGENDA))
    director.show(meeting.scene())
    assert isinstance(director.slide, AgendaSlide)
    director.show(meeting.next_line())
    assert [director.slide.kind, director.follows] == [SlideKind.HANDS, True]


def test_a_held_slide_stays_as_it_was_until_it_is_let_go(meeting: HallMeeting) -> None:
    director = HallDirector(meeting.go_to_cue(CueKind.IN_FAVOUR))
    director.choose(Choice(SlideKind.AGENDA))
    director.hold()
    held = director.slide
    director.show(meeting.go_to_cue(CueKind.IN_FAVOUR, 1))
    assert director.slide == held
    assert director.is_held
    director.let_go()
    assert director.slide.kind is SlideKind.HANDS


def test_the_break_page_says_when_it_goes_on_and_stays_through_lines(meeting: HallMeeting) -> None:
    meeting.clock.set_time("10:10:20")
    director = HallDirector(meeting.go_to_cue(CueKind.IN_FAVOUR))
    director.begin_break(15)
    assert isinstance(director.slide, BreakSlide)
    assert (director.slide.resumes, director.slide.figure) == ("10:26 继续开会", "15:40")
    meeting.clock.set_time("10:26")
    director.show(meeting.next_line())
    assert isinstance(director.slide, BreakSlide)
    assert (director.slide.resumes, director.slide.figure) == ("会议即将继续，请回座", "")


def test_a_blank_page_stays_through_lines(meeting: HallMeeting) -> None:
    director = HallDirector(meeting.go_to_cue(CueKind.IN_FAVOUR))
    director.choose(Choice(SlideKind.BLANK))
    director.show(meeting.next_line())
    assert director.slide == BlankSlide()


def test_twenty_three_nominees_take_three_pages_and_the_reading_turns_them(meeting: HallMeeting) -> None:
    scene = meeting.go_to_cue(CueKind.IN_FAVOUR)
    first = scene.facts.nominees[0]
    surnames = "丁卜马王龙石田白兰冯吕朱任刘许孙苏李杨吴何余"
    nominees = [replace(first, id=100 + at, name=f"{one}小云") for at, one in enumerate(surnames)]
    facts = replace(scene.facts, nominees=(first, *nominees))
    wide = replace(scene, facts=facts)
    director = HallDirector(wide)
    director.choose(Choice(SlideKind.NOMINEES, 1))
    pages = [page for page in director.pages if isinstance(page, NamesSlide)]
    assert [len(page.people) for page in pages] == [10, 10, 3]
    assert pages[0].frame.aside == "人选 23 名，按姓氏笔画为序　第 1 / 3 页"
    assert len({one.name for page in pages for one in page.people}) == 23
    assert director.turn(1)
    assert director.turn(1)
    assert not director.turn(1)
    assert director.slide == pages[2]


def test_the_question_of_a_line_is_none_before_the_first_poll(meeting: HallMeeting) -> None:
    assert question_at(meeting.scene()) is None
    scene = meeting.go_to_cue(CueKind.AGAINST)
    assert question_at(scene) == next(iter(scene.motions))
