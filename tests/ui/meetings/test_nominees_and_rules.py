"""Nominees, rules and observers of a meeting in preparation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from fulian_desktop.people.records import PersonDetails
from tests.ui.meetings.meeting_stage import choose_person, write_text
from tests.ui.people.stage import press, write
from tests.ui.structure import problems_of, texts_of
from ui.meetings.nominee_dialog import NomineeDialog
from ui.meetings.person_field import MOST_SHOWN
from ui.meetings.rules_dialogs import ChoosePackDialog

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import MeetingPlan
    from fulian_desktop.workspace import Workspace
    from tests.ui.meetings.meeting_stage import OpenStage, Stage
    from tests.ui.people.stage import User
    from ui.shell.dialogs import Dialog


def names(stage: Stage) -> list[str]:
    return [
        f"{box.nominee.name} {box.nominee.seat_number}" for box in stage.page.preparation.nominees.boxes()
    ]


def remove_first(stage: Stage) -> None:
    stage.click("remove_nominee")


def test_every_vacancy_has_a_nominee_so_that_no_more_can_be_added(
    open_stage: OpenStage, village: Workspace
) -> None:
    stage = open_stage(village)
    assert names(stage) == ["丁巧云 9", "苏晓棠 13"]
    assert "2 名，等额" in stage.texts()
    assert not stage.page.preparation.nominees.add_button.isVisible()


def test_a_nominee_is_taken_off_and_put_back_on_her_seat(open_stage: OpenStage, village: Workspace) -> None:
    stage = open_stage(village)
    remove_first(stage)
    assert names(stage) == ["苏晓棠 13"]
    assert "1 名，空缺 2 席" in stage.texts()
    stage.undo()
    assert names(stage) == ["丁巧云 9", "苏晓棠 13"]


def test_a_nominee_is_found_by_initials_and_gets_the_seat_that_is_free(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    remove_first(stage)
    seen: list[str] = []

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, NomineeDialog)
        seats = [dialog.seat_box.itemText(place) for place in range(dialog.seat_box.count())]
        seen.extend(seats)
        choose_person(dialog, "nominee_person", "dqy")
        seen.extend(problems_of(dialog, dialog.width(), dialog.height()))
        press(dialog, "save")

    user.will(fill)
    stage.click("add_nominee")
    assert seen == ["席位 9（原 周美琴，调离·自行卸免，2025年12月20日）"]
    assert names(stage) == ["丁巧云 9", "苏晓棠 13"]


def test_the_list_below_the_field_is_used_with_the_keyboard(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    remove_first(stage)

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, NomineeDialog)
        QTest.keyClicks(dialog.person, "dingqiao")
        QTest.keyClick(dialog.person, Qt.Key.Key_Return)
        assert dialog.person.text() == "丁巧云"
        dialog.accept()

    user.will(fill)
    stage.click("add_nominee")
    assert "丁巧云 9" in names(stage)


def test_a_member_of_the_committee_is_refused_in_words(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    remove_first(stage)
    told: list[str] = []

    def fill(dialog: Dialog) -> None:
        for name in ("马晓燕", "苏晓棠", "没有这个人"):
            choose_person(dialog, "nominee_person", name)
            press(dialog, "save")
            told.extend(text for text in texts_of(dialog) if name in text and text.endswith("。"))
        dialog.reject()

    user.will(fill)
    stage.click("add_nominee")
    assert told == [
        "马晓燕现在就是第2席的执委，不用再增补。",
        "苏晓棠已经在人选名单里。",
        "名册里没有找到“没有这个人”。请从列表里选，或按“新建人员”。",
    ]


def test_a_new_person_is_recorded_and_nominated_in_one_go(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    remove_first(stage)

    def nominate(dialog: Dialog) -> None:
        press(dialog, "new_person")
        press(dialog, "save")

    def new_person(dialog: Dialog) -> None:
        assert dialog.objectName() == "person_form"
        field = dialog.fields.name_field  # type: ignore[attr-defined]
        field.set_text("闻人静")
        dialog.accept()

    user.will(nominate, new_person)
    stage.click("add_nominee")
    assert "闻人静 9" in names(stage)
    lamps = {box.nominee.name: box.lamp.word.text() for box in stage.page.preparation.nominees.boxes()}
    assert lamps["苏晓棠"] == "齐全"
    assert lamps["闻人静"].endswith("没有填")


def test_rules_taken_of_those_present_show_a_range_and_warn(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    told: list[str] = []

    def choose(dialog: Dialog) -> None:
        assert isinstance(dialog, ChoosePackDialog)
        assert not dialog.save_button.isEnabled()
        box = dialog.findChild(QComboBox, "rule_pack")
        assert isinstance(box, QComboBox)
        box.setCurrentText("按实到人数计票")
        QApplication.processEvents()
        told.extend(texts_of(dialog))
        press(dialog, "save")

    user.will(choose)
    stage.click("change_rules")
    assert any(text.endswith("通过需实到的过半数：到 9 人需 5 人，到 13 人需 7 人。") for text in told)
    assert any(text.startswith("按实到人数计票：来的人越少") for text in told)
    assert stage.page.preparation.rules.numbers()[2] == "5–7"
    stage.undo()
    assert stage.page.preparation.rules.numbers()[2] == "7"


def test_why_shows_the_sums_behind_the_numbers(open_stage: OpenStage, village: Workspace, user: User) -> None:
    stage = open_stage(village)
    told: list[str] = []

    def look(dialog: Dialog) -> None:
        told.extend(texts_of(dialog))
        dialog.accept()

    user.will(look)
    stage.click("why_rules")
    assert "通过：按应到人数，13 ÷ 2 = 6.5，超过半数，至少要 7 人" in told


def test_an_observer_is_added_and_taken_off(open_stage: OpenStage, village: Workspace, user: User) -> None:
    stage = open_stage(village)

    def fill(dialog: Dialog) -> None:
        write(dialog, "observer_name", "龚素珍")
        write(dialog, "observer_role", "村监委会")
        press(dialog, "save")

    user.will(fill)
    stage.click("add_observer")
    assert [one.name for one in village.meetings.facts(stage.meeting_id).observers] == ["陆明秋", "龚素珍"]
    stage.click("remove_observer")
    assert [one.name for one in village.meetings.facts(stage.meeting_id).observers] == ["龚素珍"]
    assert stage.page.preparation.rules.numbers()[0] == "13"


def test_the_basis_of_a_new_meeting_is_proposed_from_the_departures(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    stage = open_stage(village)
    stage.window.open_page("meetings", create=True)
    plan: MeetingPlan = village.meetings.get(stage.meeting_id).plan
    assert plan.basis == "周美琴同志因调离，执委职务自行卸免；刘凤霞同志因迁居，辞去执委职务"

    def rewrite(dialog: Dialog) -> None:
        write_text(dialog, "plan_basis", "两个席位空缺")
        press(dialog, "save")

    user.will(rewrite)
    stage.click("edit_basis")
    assert village.meetings.get(stage.meeting_id).plan.basis == "两个席位空缺"


def test_among_a_thousand_people_the_list_stays_short_and_namesakes_are_told_apart(
    open_stage: OpenStage, village: Workspace, user: User
) -> None:
    with village.database.transaction():
        for number in range(1000):
            born = f"{1950 + number % 50}-{1 + number % 12:02d}"
            details = PersonDetails("欧阳若兰", born=born, unit_post=f"第{number % 30}组")
            village.people.add(details, namesake_allowed=True)
    stage = open_stage(village)
    assert problems_of(stage.window) == []
    remove_first(stage)
    told: list[str] = []

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, NomineeDialog)
        QTest.keyClicks(dialog.person, "oyrl")
        shown = dialog.person.shown_words()
        assert len(shown) == MOST_SHOWN
        assert len(set(shown)) == MOST_SHOWN
        QTest.keyClick(dialog.person, Qt.Key.Key_Escape)
        dialog.person.setText("欧阳若兰")
        press(dialog, "save")
        told.extend(text for text in texts_of(dialog) if text.endswith("请从列表里选一位。"))
        dialog.reject()

    user.will(fill)
    stage.click("add_nominee")
    assert told == ["名册里有 1000 位“欧阳若兰”，请从列表里选一位。"]
