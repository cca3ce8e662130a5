"""The list of meetings, beginning and calling off a meeting, and a meeting that was held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.sample_village import play_meeting
from tests.ui.structure import problems_of

if TYPE_CHECKING:
    from fulian_desktop.sample_village import StageClock
    from fulian_desktop.workspace import Workspace
    from tests.ui.meetings.meeting_stage import OpenStage, Stage
    from tests.ui.people.stage import User
    from ui.shell.dialogs import Dialog


def lines(stage: Stage) -> list[tuple[str, str, str]]:
    records = stage.page.list_view.table.records.records()
    return [(line.meeting.title, line.meeting.state.phrase, line.votes) for line in records]


def hold(stage: Stage, clock: StageClock) -> None:
    play_meeting(stage.workspace, stage.meeting_id, clock)
    stage.page.refresh()


def test_several_meetings_stand_in_a_list_with_their_votes(
    open_stage: OpenStage, village: Workspace, clock: StageClock
) -> None:
    village.meetings.prepare_by_election()
    play_meeting(village, 1, clock)
    stage = open_stage(village)
    assert lines(stage) == [
        ("第七届执委会第四次会议", "筹备中", "要表决 2 项"),
        ("第七届执委会第三次会议", "已结束", "增补执委 通过；工作报告 一致通过"),
    ]
    assert problems_of(stage.window) == []


def test_a_click_on_a_line_opens_the_meeting_and_more_leads_back(
    open_stage: OpenStage, village: Workspace
) -> None:
    village.meetings.prepare_by_election()
    stage = open_stage(village)
    table = stage.page.list_view.table
    place = table.visualRect(table.records.index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.page.title_label.text() == "第七届执委会第三次会议"
    back = next(one for one in stage.page.actions_row.menu.actions() if one.text() == "全部会议")
    back.trigger()
    assert stage.page.title_label.text() == "会议"


def test_a_new_meeting_takes_the_next_number(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    stage.window.open_page("home")
    stage.window.open_page("meetings", create=True)
    assert stage.page.title_label.text() == "第七届执委会第四次会议"
    assert stage.page.subtitle_label.text() == "日期未定·主持 沈丽华·记录人未定"


def test_without_a_vacancy_no_meeting_is_begun_and_the_reason_is_shown(
    open_stage: OpenStage, village: Workspace, clock: StageClock, user: User
) -> None:
    stage = open_stage(village)
    hold(stage, clock)
    told: list[str] = []

    def look(dialog: Dialog) -> None:
        told.append(dialog.title_label.text())
        dialog.accept()

    user.will(look)
    stage.window.open_page("meetings", create=True)
    assert told == ["本届 15 个席位都有人，没有空缺可以增补。"]
    assert len(village.meetings.meetings()) == 1


def test_calling_off_is_asked_and_can_be_declined(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    call_off = next(one for one in stage.page.actions_row.menu.actions() if one.text() == "取消筹备…")
    user.will(lambda dialog: dialog.reject())
    call_off.trigger()
    assert len(village.meetings.meetings()) == 1
    user.will(lambda dialog: dialog.accept())
    call_off.trigger()
    assert village.meetings.meetings() == []
    assert stage.page.title_label.text() == "会议"


def test_an_open_meeting_goes_on_and_its_plan_is_frozen(
    open_stage: OpenStage, village: Workspace, clock: StageClock
) -> None:
    stage = open_stage(village)
    clock.set_time("09:30")
    stage.window.run(lambda: village.meetings.open(stage.meeting_id))
    assert stage.page.actions_row.primary.text() == "继续开会"
    assert stage.page.subtitle_label.text().startswith("正在开·2026年3月6日")
    assert not stage.page.actions_row.buttons["plan"].isVisible()
    assert not stage.page.preparation.agenda.add_numbered.isVisible()
    assert not stage.page.preparation.rules.change_link.isVisible()


def test_a_meeting_that_was_held_shows_its_results(
    open_stage: OpenStage, village: Workspace, clock: StageClock
) -> None:
    stage = open_stage(village)
    hold(stage, clock)
    told = stage.texts()
    assert stage.page.actions_row.primary.text() == "看文书"
    assert "通过：同意 10，弃权 1（应到 13，实到 11，需要 7）" in told
    assert {"通过", "一致通过"} <= set(told)
    assert [box.lamp.word.text() for box in stage.page.preparation.nominees.boxes()] == ["已增补", "已增补"]
    assert problems_of(stage.window) == []


def test_the_minutes_of_a_meeting_that_was_held_are_finished_on_their_own_page(
    open_stage: OpenStage, village: Workspace, clock: StageClock
) -> None:
    stage = open_stage(village)
    hold(stage, clock)
    stage.click("meeting_minutes")
    assert stage.opened_with("minutes") == {"meeting_id": 1}
