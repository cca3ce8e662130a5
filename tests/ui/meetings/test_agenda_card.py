"""The agenda is put in order with mouse and keyboard; every change can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.meetings.meeting_stage import write_text
from tests.ui.people.stage import press
from tests.ui.structure import texts_of
from ui.meetings.item_inset import ItemInset

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace
    from tests.ui.meetings.meeting_stage import OpenStage
    from tests.ui.people.stage import User
    from ui.shell.dialogs import Dialog

AS_PREPARED = [
    "1 增补执委",
    "2 工作报告",
    "3 宣读《关于工作报告的决议》",
    "4 领导讲话",
    "· 表彰先进",
    "· 座谈",
]


def test_numbered_items_come_first_and_the_others_follow_without_a_number(
    open_stage: OpenStage, village: Workspace
) -> None:
    stage = open_stage(village)
    assert stage.titles() == AS_PREPARED
    assert {"4 项·约 80 分钟", "附带事项", "不编号，写在议程后面", "沈丽华 主持·一并表决"} <= set(
        stage.texts()
    )


def test_the_by_election_is_open_with_its_basis_and_steps(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    inset = stage.page.preparation.agenda.findChild(ItemInset)
    assert isinstance(inset, ItemInset)
    assert village.meetings.facts(stage.meeting_id).basis in texts_of(inset)
    picture = stage.page.picture()
    assert picture is not None
    steps = picture.steps_of(stage.item("增补执委"))
    assert steps == ("说明依据", "介绍简历", "征求意见", "表决", "宣布结果")


def test_alt_down_moves_an_item_and_the_focus_goes_with_it(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    row = stage.row("工作报告")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert stage.titles()[1:3] == ["2 宣读《关于工作报告的决议》", "3 工作报告"]
    assert stage.row("工作报告").hasFocus()
    QTest.keyClick(stage.row("工作报告"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stage.titles() == AS_PREPARED


def test_the_first_item_does_not_move_further_up(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    before = len(village.journal.entries())
    row = stage.row("增补执委")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stage.titles() == AS_PREPARED
    assert len(village.journal.entries()) == before


def test_an_item_is_dragged_to_its_place_and_taken_back(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    speech, report = stage.row("领导讲话"), stage.row("工作报告")
    start = speech.rect().center()
    goal = speech.mapFromGlobal(report.mapToGlobal(QPoint(20, 4)))
    QTest.mousePress(speech, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(speech, start - QPoint(0, 20))
    QTest.mouseMove(speech, goal)
    QTest.mouseRelease(speech, Qt.MouseButton.LeftButton, pos=goal)
    assert stage.titles()[:3] == ["1 增补执委", "2 领导讲话", "3 工作报告"]
    stage.undo()
    assert stage.titles() == AS_PREPARED


def test_a_click_opens_another_item_below_its_row(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    QTest.mouseClick(stage.row("表彰先进"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    details = village.agenda.items(stage.meeting_id)[4].details
    assert details in stage.texts()


def test_a_follow_on_item_is_added_and_never_counted(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)

    def fill(dialog: Dialog) -> None:
        write_text(dialog, "item_title", "合影")
        write_text(dialog, "item_minutes", "5")
        press(dialog, "save")

    user.will(fill)
    stage.click("add_follow_on")
    assert stage.titles() == [*AS_PREPARED, "· 合影"]
    assert "4 项·约 85 分钟" in stage.texts()
    stage.undo()
    assert stage.titles() == AS_PREPARED


def test_an_item_needs_a_title_and_minutes_that_make_sense(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    told: list[str] = []

    def fill(dialog: Dialog) -> None:
        write_text(dialog, "item_title", "")
        write_text(dialog, "item_minutes", "700")
        press(dialog, "save")
        told.extend(text for text in texts_of(dialog) if text.endswith("。"))
        dialog.reject()

    user.will(fill)
    stage.click("add_item")
    assert told == ["还没有填名称，例如“工作报告”。", "请填 1 到 600 分钟，或者不填。"]
    assert stage.titles() == AS_PREPARED


def test_the_by_election_can_be_voted_person_by_person(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)

    def person_by_person(dialog: Dialog) -> None:
        from ui.meetings.item_dialog import AgendaItemDialog

        assert isinstance(dialog, AgendaItemDialog)
        dialog.way.set_value(False)
        press(dialog, "save")

    user.will(person_by_person)
    stage.click("item_edit")
    assert stage.item("增补执委").bundled is False
    assert "沈丽华 主持·逐人表决" in stage.texts()
    assert len(village.votes.motions(stage.meeting_id)) == 3


def test_a_removed_item_comes_back_to_its_place(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    QTest.mouseClick(stage.row("工作报告"), Qt.MouseButton.LeftButton)
    stage.click("item_remove")
    assert stage.titles()[:2] == ["1 增补执委", "2 宣读《关于工作报告的决议》"]
    stage.undo()
    assert stage.titles() == AS_PREPARED
    assert stage.item("工作报告").show_of_hands


def test_taking_the_by_election_off_while_there_are_nominees_blocks(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    stage.click("item_remove")
    assert stage.page.actions_row.primary.text() == "补齐 1 件"
    user.will(lambda dialog: press(dialog, "save"))
    stage.popup().rows[0].link.click()
    assert "4 增补执委" in stage.titles()
