"""Preparing a by-election meeting: nominees, plan, agenda, and what still stands in the way of opening it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, MeetingPlan, MeetingState
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.seats.records import Ending
from tests.builders import a_by_election, a_workspace, open_with_attendance, the_sample_committee

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders import TickedWorkspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as opened:
        yield opened


@pytest.fixture
def ids(workspace: TickedWorkspace) -> dict[str, int]:
    return the_sample_committee(workspace)


def blocking(workspace: TickedWorkspace, meeting: int) -> list[str]:
    return [one.sentence for one in workspace.meetings.missing(meeting) if one.blocks]


def test_the_usual_agenda_announces_four_items_and_two_follow(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids)
    facts = workspace.meetings.facts(meeting)
    assert [(item.number, item.kind) for item in facts.agenda] == [
        (1, AgendaKind.BY_ELECTION),
        (2, AgendaKind.WORK_REPORT),
        (3, AgendaKind.RESOLUTION_READING),
        (4, AgendaKind.SPEECH),
        (0, AgendaKind.COMMENDATION),
        (0, AgendaKind.DISCUSSION),
    ]
    assert len(facts.numbered_items) == 4
    assert facts.title == "第七届执委会第三次会议"
    assert facts.full_title == "三合村妇女联合会第七届执行委员会第三次会议"


def test_the_rules_are_shown_with_the_whole_numbers_they_give_here(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    facts = workspace.meetings.facts(a_by_election(workspace, ids))
    words = facts.rule_pack.in_words(len(facts.entitled))[0]
    assert words == "应到 13 人，三分之二以上即 9 人到会；通过需 7 人"


def test_the_entitled_are_those_who_hold_a_seat_officers_first(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    entitled = workspace.meetings.facts(a_by_election(workspace, ids)).entitled
    assert [(one.name, one.post) for one in entitled[:3]] == [
        ("沈丽华", "主席"),
        ("马晓燕", "副主席"),
        ("覃玉兰", "副主席"),
    ]
    assert len(entitled) == 13
    assert not {"周美琴", "刘凤霞", "丁巧云"} & {one.name for one in entitled}


def test_nominees_are_named_with_whom_they_follow(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    nominees = workspace.meetings.facts(a_by_election(workspace, ids)).nominees
    assert [(one.name, one.seat_number, one.former_holder, one.former_ending) for one in nominees] == [
        ("丁巧云", 9, "周美琴", "调离·自行卸免"),
        ("苏晓棠", 13, "刘凤霞", "迁居·辞去"),
    ]


def test_a_nominee_who_holds_a_seat_is_refused(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    meeting = a_by_election(workspace, ids, nominees=())
    with pytest.raises(UserFacingError, match="马晓燕现在就是第2席的副主席，不用再增补") as refused:
        workspace.meetings.add_nominee(meeting, ids["马晓燕"])
    assert refused.value.safe == "会议没有改动。"
    assert workspace.meetings.facts(meeting).nominees == ()


def test_more_nominees_than_vacancies_are_refused(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    meeting = a_by_election(workspace, ids)
    third = workspace.people.add(PersonDetails(name="方瑶")).record_id
    assert third is not None
    with pytest.raises(UserFacingError, match="空缺席位只有 2 个，人选已经有 2 名，方瑶加不进来"):
        workspace.meetings.add_nominee(meeting, third)
    assert [one.name for one in workspace.meetings.facts(meeting).nominees] == ["丁巧云", "苏晓棠"]


def test_nobody_is_nominated_twice_nor_two_for_one_seat(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids, nominees=())
    workspace.meetings.add_nominee(meeting, ids["丁巧云"], 13)
    with pytest.raises(UserFacingError, match="已经在人选名单里"):
        workspace.meetings.add_nominee(meeting, ids["丁巧云"])
    with pytest.raises(UserFacingError, match="席位 13 没有空着，或者已经有人选"):
        workspace.meetings.add_nominee(meeting, ids["苏晓棠"], 13)


def test_without_a_vacancy_there_is_no_by_election(tmp_path: Path) -> None:
    with a_workspace(tmp_path, seats=1) as small:
        only = small.people.add(PersonDetails(name="沈丽华")).record_id
        assert only is not None
        small.seats.take_seat(only)
        with pytest.raises(UserFacingError, match="没有空缺可以增补"):
            small.meetings.prepare_by_election()
        assert small.meetings.meetings() == []


def test_what_is_missing_is_said_and_opening_waits_for_it(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = workspace.meetings.prepare_by_election().record_id
    assert meeting is not None
    assert blocking(workspace, meeting) == ["开会日期没有填", "记录人没有定", "增补执委还没有人选"]
    with pytest.raises(UserFacingError, match="现在还不能开会：开会日期没有填；记录人没有定"):
        workspace.meetings.open(meeting)
    assert workspace.meetings.get(meeting).state is MeetingState.PREPARING
    assert len(ids) == 17


def test_a_nominee_who_took_a_seat_since_stands_in_the_way(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids)
    workspace.seats.take_seat(ids["丁巧云"], seat_number=13)
    assert blocking(workspace, meeting) == [
        "丁巧云 已经是第13席的执委，请从人选里去掉",
        "苏晓棠 的席位 13 已由丁巧云任职，请去掉后重新加入",
    ]
    with pytest.raises(UserFacingError, match="现在还不能开会"):
        workspace.meetings.open(meeting)
    for nominee in workspace.meetings.facts(meeting).nominees:
        workspace.meetings.remove_nominee(meeting, nominee.id)
    workspace.meetings.add_nominee(meeting, ids["苏晓棠"])
    assert workspace.meetings.facts(meeting).nominees[0].seat_number == 9
    workspace.meetings.open(meeting)


def test_a_meeting_after_the_end_of_the_term_is_pointed_out(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids)
    plan = workspace.meetings.get(meeting).plan
    workspace.meetings.change_plan(meeting, replace(plan, day="2029-03-08"))
    assert "开会日期 2029-03-08 已过本届届满日 2029-03-07" in [
        one.sentence for one in workspace.meetings.missing(meeting)
    ]


def test_a_meeting_of_the_last_term_is_not_opened_in_the_next(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids)
    workspace.seats.start_term(8, "2026-03-06", "2031-03-05", 15)
    with pytest.raises(UserFacingError, match="已经换届，不能再开第七届执委会第三次会议"):
        workspace.meetings.open(meeting)
    assert len(workspace.meetings.facts(meeting).nominees) == 2


@pytest.mark.parametrize(
    ("day", "clock", "sentence"),
    [
        ("2026-02-30", "", "开会日期“2026-02-30”不是日期"),
        ("三月六日", "", "不是日期"),
        ("2026-03-06", "24:00", "开会时间“24:00”不对"),
        ("2026-03-06", "9点半", "开会时间“9点半”不对"),
        ("2026-03-06", "²:30", "开会时间“²:30”不对"),
    ],
)
def test_a_day_or_time_that_cannot_be_is_refused(
    workspace: TickedWorkspace, ids: dict[str, int], day: str, clock: str, sentence: str
) -> None:
    meeting = a_by_election(workspace, ids)
    with pytest.raises(UserFacingError, match=sentence):
        workspace.meetings.change_plan(meeting, MeetingPlan(day, clock))
    with pytest.raises(UserFacingError, match=sentence):
        workspace.meetings.prepare_by_election(MeetingPlan(day, clock))
    assert len(workspace.meetings.meetings()) == 1
    assert workspace.meetings.get(meeting).plan.day == "2026-03-06"


def test_session_numbers_follow_one_another_and_are_never_taken_twice(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    third = a_by_election(workspace, ids, session_number=3)
    fourth = workspace.meetings.prepare_by_election().record_id
    assert fourth is not None
    assert workspace.meetings.get(fourth).session_number == 4
    plan = workspace.meetings.get(fourth).plan
    with pytest.raises(UserFacingError, match="本届第 3 次会议已经有了"):
        workspace.meetings.change_plan(fourth, plan, session_number=3)
    for number in (0, -1, 1000):
        with pytest.raises(UserFacingError, match="会议次数"):
            workspace.meetings.change_plan(fourth, plan, session_number=number)
    workspace.meetings.discard(third, "不开了")
    workspace.meetings.change_plan(fourth, plan, session_number=3)
    assert workspace.meetings.get(fourth).title == "第七届执委会第三次会议"


def test_items_keep_their_numbers_in_step_when_moved_and_removed(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids)
    items = workspace.agenda.items(meeting)
    workspace.agenda.move(meeting, items[3].id, -2)
    workspace.agenda.move(meeting, items[5].id, -9)
    assert [(item.number, item.title) for item in workspace.agenda.items(meeting)] == [
        (1, "增补执委"),
        (2, "领导讲话"),
        (3, "工作报告"),
        (4, "宣读《关于工作报告的决议》"),
        (0, "座谈"),
        (0, "表彰先进"),
    ]
    workspace.agenda.remove(meeting, items[3].id)
    assert [item.number for item in workspace.agenda.items(meeting)] == [1, 2, 3, 0, 0]


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (AgendaDraft(AgendaKind.OTHER, "  "), "议项名称没有填"),
        (AgendaDraft(AgendaKind.OTHER, "商议", minutes=0), "时间 0 分钟不对"),
        (AgendaDraft(AgendaKind.OTHER, "商议", minutes=601), "时间 601 分钟不对"),
        (AgendaDraft(AgendaKind.BY_ELECTION, "再增补"), "议程里已经有“增补执委”"),
    ],
)
def test_an_item_that_cannot_be_is_refused(
    workspace: TickedWorkspace, ids: dict[str, int], draft: AgendaDraft, sentence: str
) -> None:
    meeting = a_by_election(workspace, ids)
    with pytest.raises(UserFacingError, match=sentence):
        workspace.agenda.add(meeting, draft)
    assert len(workspace.agenda.items(meeting)) == 6


def test_without_the_item_nominees_stand_in_the_way(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    meeting = a_by_election(workspace, ids)
    workspace.agenda.remove(meeting, workspace.agenda.items(meeting)[0].id)
    assert blocking(workspace, meeting) == ["有增补人选，但议程里没有“增补执委”"]


def test_what_is_adopted_can_no_longer_be_rearranged(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    meeting = a_by_election(workspace, ids)
    open_with_attendance(workspace, meeting)
    facts = workspace.meetings.facts(meeting)
    item = facts.agenda[0]
    for change in (
        lambda: workspace.agenda.add(meeting, AgendaDraft(AgendaKind.OTHER, "再议")),
        lambda: workspace.agenda.change(meeting, item.id, AgendaDraft(item.kind, "改名")),
        lambda: workspace.agenda.move(meeting, item.id, 1),
        lambda: workspace.agenda.remove(meeting, item.id),
        lambda: workspace.meetings.change_plan(meeting, MeetingPlan("2026-03-07")),
        lambda: workspace.meetings.choose_rule_pack(meeting, facts.rule_pack),
        lambda: workspace.meetings.add_nominee(meeting, ids["丁巧云"]),
        lambda: workspace.meetings.remove_nominee(meeting, facts.nominees[0].id),
        lambda: workspace.meetings.add_observer(meeting, "某人", "镇妇联"),
        lambda: workspace.meetings.remove_observer(meeting, facts.observers[0].id),
        lambda: workspace.meetings.discard(meeting),
        lambda: workspace.meetings.open(meeting),
    ):
        with pytest.raises(UserFacingError):
            change()
    assert workspace.meetings.facts(meeting) == facts


def test_two_meetings_are_not_held_at_once(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    first = a_by_election(workspace, ids, nominees=("丁巧云",))
    second = a_by_election(workspace, ids, nominees=("苏晓棠",), session_number=4)
    open_with_attendance(workspace, first)
    with pytest.raises(UserFacingError, match="第七届执委会第三次会议还没有结束，不能同时开两次会"):
        workspace.meetings.open(second)
    workspace.meetings.close(first, "留到下次会议")
    workspace.meetings.open(second)


def test_only_an_open_meeting_is_closed_and_only_once(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids)
    with pytest.raises(UserFacingError, match="筹备中，不能结束"):
        workspace.meetings.close(meeting, "留到下次会议")
    open_with_attendance(workspace, meeting)
    workspace.meetings.close(meeting, "留到下次会议")
    with pytest.raises(UserFacingError, match="已结束，不能结束"):
        workspace.meetings.close(meeting, "留到下次会议")


def test_notes_belong_to_a_meeting_that_was_opened(workspace: TickedWorkspace, ids: dict[str, int]) -> None:
    meeting = a_by_election(workspace, ids)
    with pytest.raises(UserFacingError, match="会议还没有开"):
        workspace.meetings.note(meeting, "陆明秋讲话")
    open_with_attendance(workspace, meeting)
    with pytest.raises(UserFacingError, match="没有写内容"):
        workspace.meetings.note(meeting, "  ")
    workspace.meetings.note(meeting, " 陆明秋讲话 ")
    assert [note.text for note in workspace.meetings.notes(meeting)] == ["陆明秋讲话"]


def test_what_was_true_when_the_meeting_opened_stays_true_of_it(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting = a_by_election(workspace, ids)
    open_with_attendance(workspace, meeting)
    workspace.meetings.close(meeting, "留到下次会议")
    before = (
        workspace.meetings.facts(meeting),
        workspace.meetings.roster(meeting),
        workspace.attendance.attendance(meeting),
    )
    renamed = replace(workspace.people.get(ids["李堃"]).details(), name="李坤", unit_post="外出务工")
    workspace.people.change(ids["李堃"], renamed)
    workspace.seats.record_departure(
        workspace.seats.living_tenures()[ids["马晓燕"]].id, Ending.TRANSFER, "2026-03-06"
    )
    workspace.seats.take_seat(ids["苏晓棠"])
    workspace.seats.name_federation("三合社区妇女联合会", "清溪街道妇联")
    after = (
        workspace.meetings.facts(meeting),
        workspace.meetings.roster(meeting),
        workspace.attendance.attendance(meeting),
    )
    assert after == before
    assert "李堃" in {one.name for one in workspace.meetings.facts(meeting).entitled}


def test_the_facts_of_a_prepared_meeting_follow_every_change_and_every_change_undone(
    workspace: TickedWorkspace, ids: dict[str, int]
) -> None:
    meeting_id = a_by_election(workspace, ids)
    before = workspace.meetings.facts(meeting_id)
    assert workspace.meetings.facts(meeting_id) is before, "nothing has changed, nothing is read again"
    workspace.meetings.add_observer(meeting_id, "陆明秋", "镇妇联副主席")
    after = workspace.meetings.facts(meeting_id)
    assert len(after.observers) == len(before.observers) + 1

    class ChangedMindError(Exception):
        pass

    def change_and_undo() -> None:
        with workspace.database.transaction():
            workspace.meetings.add_observer(meeting_id, "另一位", "来宾")
            assert len(workspace.meetings.facts(meeting_id).observers) == len(after.observers) + 1
            raise ChangedMindError

    with pytest.raises(ChangedMindError):
        change_and_undo()
    assert workspace.meetings.facts(meeting_id) == after
