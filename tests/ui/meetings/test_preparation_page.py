"""What the preparation page shows, and how what is missing leads to being filled in."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.documents.paper_kinds import PaperStatus, Stage
from fulian_desktop.meetings.session_kinds import MeetingKind
from fulian_desktop.sample_congress import CONGRESS_DAY, create_congress
from fulian_desktop.sample_village import StageClock
from tests.ui.meetings.meeting_stage import Stage as MeetingStage
from tests.ui.meetings.meeting_stage import choose_person, write_text
from tests.ui.people.stage import OtherPage, press
from tests.ui.structure import problems_of, texts_of
from ui.meetings.papers_card import PaperRow
from ui.meetings.preparation import Columns
from ui.pages import page_factories
from ui.shell.theme import apply_theme
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.meetings.meeting_stage import OpenStage
    from tests.ui.people.stage import User
    from ui.shell.dialogs import Dialog


def test_the_only_meeting_is_shown_at_once_with_day_place_and_people(
    open_stage: OpenStage, village: Workspace
) -> None:
    stage = open_stage(village)
    assert stage.page.title_label.text() == "第七届执委会第三次会议"
    assert (
        stage.page.subtitle_label.text() == "2026年3月6日 星期五 09:30·村委会二楼会议室·主持 沈丽华·记录 李祎"
    )


def test_the_rules_stand_as_whole_numbers(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    assert stage.page.preparation.rules.numbers() == ("13", "9", "7", "0", "举手")


def test_a_complete_meeting_can_be_entered(
    open_stage: OpenStage, village: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered: list[int] = []
    monkeypatch.setattr(
        "ui.desk.open.open_desk", lambda _context, meeting_id, _parent: entered.append(meeting_id)
    )
    stage = open_stage(village)
    assert stage.page.actions_row.primary.text() == "进入会场"
    stage.page.actions_row.primary.click()
    assert entered == [stage.meeting_id]


def test_what_is_missing_is_the_primary_button(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    stage.lose_resume_of("苏晓棠")
    assert stage.page.actions_row.primary.text() == "补齐 1 件"
    lamps = [box.lamp.word.text() for box in stage.page.preparation.nominees.boxes()]
    assert lamps == ["齐全", "简历没有填"]
    assert stage.page.actions_row.buttons["enter"].isEnabled()


def test_without_a_minute_taker_the_hall_stays_shut_and_says_why(
    open_stage: OpenStage, village: Workspace
) -> None:
    stage = open_stage(village)
    plan = village.meetings.get(stage.meeting_id).plan
    stage.window.run(
        lambda: village.meetings.change_plan(stage.meeting_id, replace(plan, minute_taker_id=None))
    )
    enter = stage.page.actions_row.buttons["enter"]
    assert (enter.isVisible(), enter.isEnabled()) == (True, False)
    assert "记录人没有定" in enter.toolTip()


def test_a_missing_minute_taker_is_mended_from_the_list_by_pinyin(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    plan = village.meetings.get(stage.meeting_id).plan
    stage.window.run(
        lambda: village.meetings.change_plan(stage.meeting_id, replace(plan, minute_taker_id=None))
    )

    def fill(dialog: Dialog) -> None:
        field = choose_person(dialog, "plan_minute_taker", "mxy")
        assert field.text() == "马晓燕"
        press(dialog, "save")

    user.will(fill)
    popup = stage.popup()
    assert [row.missing.sentence for row in popup.rows] == ["记录人没有定"]
    QTest.keyClick(popup.rows[0], Qt.Key.Key_Return)
    assert stage.page.subtitle_label.text().endswith("记录 马晓燕")
    assert stage.page.actions_row.primary.text() == "进入会场"
    stage.undo()
    assert stage.page.subtitle_label.text().endswith("记录人未定")


def test_a_missing_resume_opens_the_person(open_stage: OpenStage, village: Workspace, user: User) -> None:
    stage = open_stage(village)
    stage.lose_resume_of("苏晓棠")
    seen: list[str] = []

    def look(dialog: Dialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.reject()

    user.will(look)
    popup = stage.popup()
    popup.rows[0].link.click()
    assert seen == ["修改 苏晓棠"]


def test_esc_puts_the_list_of_missing_things_away(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    stage.lose_resume_of("苏晓棠")
    popup = stage.popup()
    QTest.keyClick(popup.rows[0], Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_the_plan_is_refused_when_the_number_is_taken_and_the_form_stays(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    village.meetings.prepare_by_election()
    stage = open_stage(village)
    stage.page.open_meeting(2)
    told: list[str] = []

    def number_three(dialog: Dialog) -> None:
        write_text(dialog, "plan_number", "3")
        press(dialog, "save")
        told.append("open" if dialog.isVisible() else "closed")
        dialog.reject()

    def refused(dialog: Dialog) -> None:
        told.append(dialog.title_label.text())
        dialog.accept()

    user.will(number_three, refused)
    stage.click("meeting_plan")
    assert told == ["本届第 3 次会议已经有了。", "open"]


def test_a_name_outside_of_the_committee_is_no_chair(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    told: list[str] = []

    def fill(dialog: Dialog) -> None:
        choose_person(dialog, "plan_chair", "丁巧云")
        press(dialog, "save")
        told.extend(text for text in texts_of(dialog) if "没有找到" in text)
        dialog.reject()

    user.will(fill)
    stage.click("meeting_plan")
    assert told == ["执委里没有找到“丁巧云”，请从列表里选。"]


def test_papers_are_listed_by_stage_and_open_in_their_page(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    card = stage.page.preparation.papers
    rows: list[PaperRow] = card.findChildren(PaperRow)
    before = [row.state for row in rows if row.state.stage is Stage.BEFORE]
    ready = [state for state in before if state.status is PaperStatus.READY]
    assert card.ready_label.text() == f"会前已备 {len(ready)} / {len(before)}"
    states = {row.title_label.text(): row.state.status_phrase for row in rows}
    assert states["会议记录"] == "会后生成"
    next(row for row in rows if row.title_label.text() == "签到册").activated.emit()
    assert stage.window.current_name() == "papers"
    assert stage.papers_opened_with() == {"meeting_id": 1, "paper": "sign_in_sheet"}


def test_a_roster_of_several_editions_stands_once_and_the_rest_is_one_click_away(
    open_stage: OpenStage, village: Workspace
) -> None:
    stage = open_stage(village)
    rows: list[PaperRow] = stage.page.preparation.papers.findChildren(PaperRow)
    assert [row.title_label.text() for row in rows].count("执委名册") == 1
    stage.click("all_papers")
    assert stage.papers_opened_with() == {"meeting_id": stage.meeting_id}


def test_a_change_elsewhere_shows_when_the_page_comes_back(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    stage.window.open_page("home")
    stage.lose_resume_of("丁巧云")
    stage.window.open_page("meetings")
    assert stage.page.actions_row.primary.text() == "补齐 1 件"


def test_narrow_windows_fold_the_secondary_buttons(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    stage.lose_resume_of("苏晓棠")
    actions = stage.page.actions_row
    assert [act for act, button in actions.buttons.items() if button.isVisible()] == [
        "preflight",
        "plan",
        "print",
        "enter",
    ]
    stage.window.resize(1100, 700)
    QApplication.processEvents()
    assert not any(button.isVisible() for button in actions.buttons.values())
    words = [action.text() for action in actions.menu.actions() if action.text()]
    assert words[:4] == ["可以开会吗", "会议安排…", "打印会前文书", "进入会场"]
    assert stage.page.preparation.columns() is Columns.TWO


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 697), (1100, 700)])
def test_a_long_title_folds_the_buttons_and_none_is_cut(
    tmp_path: Path, qtbot: QtBot, width: int, height: int
) -> None:
    with create_congress(tmp_path / "congress.fulian", StageClock(datetime(2026, 3, 2, 9, 0))) as workspace:
        session = next(one for one in workspace.congress.sessions(1) if one.kind is MeetingKind.ELECTION)
        workspace.meetings.change_plan(session.id, replace(session.plan, minute_taker_id=None))
        window = MainWindow(workspace, page_factories(), today=lambda: CONGRESS_DAY)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.open_page("meetings", meeting_id=session.id)
        QApplication.processEvents()
        stage = MeetingStage(window)
        actions = stage.page.actions_row
        assert actions.primary.text().startswith("补齐 ")
        assert not actions.buttons["print"].isVisible()
        shown = [one for one in (*actions.buttons.values(), actions.more, actions.primary) if one.isVisible()]
        assert [one.text() for one in shown if one.width() < one.sizeHint().width()] == []
        title = stage.page.title_label
        assert title.width() >= title.sizeHint().width()
        assert problems_of(window, width, height) == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 697), (1100, 700)])
def test_nothing_is_cut_off_or_overlaps(
    open_stage: OpenStage, village: Workspace, width: int, height: int
) -> None:
    stage = open_stage(village)
    assert problems_of(stage.window, width, height) == []
    stage.lose_resume_of("苏晓棠")
    stage.window.toast.dismiss()
    assert problems_of(stage.window, width, height) == []


def test_nothing_is_cut_off_at_larger_type(
    light: None, qapp: QApplication, open_stage: OpenStage, village: Workspace
) -> None:
    apply_theme(qapp, 150)
    stage = open_stage(village)
    stage.lose_resume_of("苏晓棠")
    assert problems_of(stage.window, 1920, 1080) == []


def test_the_forms_and_reasons_are_drawn_whole(open_stage: OpenStage, village: Workspace, user: User) -> None:
    stage = open_stage(village)
    found: list[str] = []

    def check(dialog: Dialog) -> None:
        found.extend(problems_of(dialog, dialog.width(), dialog.height()))
        dialog.reject()

    user.will(check, check, check, check, check, check)
    for name in ("meeting_plan", "add_item", "item_edit", "why_rules", "change_rules", "add_observer"):
        stage.click(name)
    assert found == []


def test_an_empty_file_offers_a_meeting_and_is_drawn_whole(
    open_stage: OpenStage, empty_file: Workspace
) -> None:
    stage = open_stage(empty_file)
    assert "还没有会议。有席位空缺时，从这里开始筹备增补执委会议。" in stage.texts()
    assert problems_of(stage.window) == []
    assert stage.page.list_view.empty.button is not None
    stage.page.list_view.empty.button.click()
    assert stage.page.title_label.text() == "第七届执委会第一次会议"
    assert stage.page.preparation.rules.numbers()[:3] == ("0", "—", "—")


def test_leaving_for_papers_and_seats(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    stage.click("meeting_print")
    assert stage.papers_opened_with() == {"meeting_id": stage.meeting_id}
    assert isinstance(stage.window.current_page(), OtherPage)


def test_the_page_is_freed_with_its_window(qtbot: QtBot, open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    stage.click("show_script")
    page = ref(stage.page)
    window: QWidget = stage.window
    window.close()
    window.deleteLater()
    del stage, window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert page() is None
