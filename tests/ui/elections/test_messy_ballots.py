"""Facts about messy input in the ballot room, by keyboard: a clear sentence each time, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from fulian_desktop.elections.count_records import CustodyKind, RulingKind, Way
from fulian_desktop.rules.custody import Light
from tests.ui.elections.room_stage import RoomStage, begin_count, enter_alike
from ui.elections.ballot_state import Step
from ui.elections.counting_names import NamesDialog, RulingDialog
from ui.elections.custody_panel import CustodyPanel
from ui.elections.pack_dialog import PacksDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.workspace import Workspace
    from ui.shell.dialogs import Dialog

    Opened = Callable[[Workspace], RoomStage]


def press_in(dialog: Dialog, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None, name
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def type_words(field: QWidget | None, words: str) -> None:
    """Put words where the keyboard is; Chinese comes from an input method, not from keys."""
    if isinstance(field, QLineEdit):
        field.insert(words)
    else:
        assert isinstance(field, QPlainTextEdit)
        field.insertPlainText(words)


def type_in(dialog: Dialog, name: str, words: str) -> None:
    field = dialog.findChild(QWidget, name)
    assert field is not None, name
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_words(field, words)


def write_in(stage: RoomStage, code: str, name: str) -> None:
    field = stage.field("ballot_code")
    field.setFocus()
    QTest.keyClicks(field, f"{code}+")
    type_words(stage.field("write_in_name"), name)
    QTest.keyClick(stage.field("write_in_name"), Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_the_same_name_written_three_ways_is_merged_by_key_and_logged(
    congress: Workspace, opened: Opened
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    begin_count(stage, Qt.Key.Key_1)
    for name in ("欧阳慧", "欧阳惠", "欧阳卉"):
        write_in(stage, "15/16/17/", name)

    def same_as_the_first(dialog: Dialog) -> None:
        assert isinstance(dialog, RulingDialog)
        assert dialog.kind_box.value() is RulingKind.SAME_PERSON
        whom = dialog.findChild(QComboBox, "ruling_name")
        assert whom is not None
        while whom.currentData() != "欧阳慧":
            QTest.keyClick(whom, Qt.Key.Key_Down)
        type_in(dialog, "reason", "同音不同字，全村只有这一位")

    def merge(dialog: Dialog) -> None:
        assert isinstance(dialog, NamesDialog)
        for spelling in ("欧阳惠", "欧阳卉"):
            stage.fills.append(same_as_the_first)
            press_in(dialog, f"rule_{spelling}")

    stage.fills.append(merge)
    stage.press("rule_names")
    elections = congress.elections
    (count,) = elections.counting.counts(stage.round.id)
    assert [(one.name, one.in_favour) for one in elections.counting.tally(count.id).write_ins] == [
        ("欧阳慧", 3)
    ]
    ruled = elections.settling.rulings(stage.round.id)
    assert [(one.spelling, one.name, one.reason) for one in ruled] == [
        ("欧阳惠", "欧阳慧", "同音不同字，全村只有这一位"),
        ("欧阳卉", "欧阳慧", "同音不同字，全村只有这一位"),
    ]
    assert all(one.names[0] == "韩淑珍" for one in ruled)
    assert stage.window.focusWidget() is stage.field("ballot_code")
    assert congress.check() == []


def test_a_candidate_who_withdraws_after_printing_is_counted_and_not_elected(
    congress: Workspace, opened: Opened
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    stage.room.go(Step.LISTS)
    stage.fills.append(lambda dialog: type_words(dialog.focusWidget(), "调离本村"))
    stage.press("withdraw_1")
    row = next(one for one in stage.room.findChildren(QWidget, "candidate_1") if one.isVisible())
    said = " ".join(one.text() for one in row.findChildren(QLabel))
    assert "名字留在选票上" in said
    stage.room.go(Step.COUNT)
    begin_count(stage, Qt.Key.Key_1)
    enter_alike(stage, "16/17/", 31)
    for name in ("finish_count", "settle", "announce"):
        stage.press(name)
    elected = {one.name for one in congress.elections.seating.elected(stage.round.election_id)}
    assert "丁巧云" not in elected
    outcome = congress.elections.rounds.outcome(stage.round.id)
    assert outcome is not None
    assert {one.name: one.in_favour for one in outcome.parts[0].places}["丁巧云"] == 31
    assert congress.check() == []


def test_rules_changed_after_ballots_went_out_are_refused_in_a_sentence(
    congress: Workspace, opened: Opened
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    before = congress.elections.get(stage.round.election_id).pack
    stage.room.go(Step.LISTS)

    def try_another(dialog: Dialog) -> None:
        assert isinstance(dialog, PacksDialog)
        other = next(one for one in congress.elections.packs.packs() if one.id != before.id)
        box = dialog.findChild(QWidget, f"pack_{other.id}")
        assert box is not None
        QTest.keyClick(box, Qt.Key.Key_Space)
        assert dialog.chosen == other
        assert not dialog.use_button.isEnabled()
        assert dialog.frozen_label.isVisible()
        assert "选票已经发出" in dialog.frozen_label.text()
        QTest.keyClick(dialog.use_button, Qt.Key.Key_Space)

    stage.fills.append(try_another)
    stage.press("choose_pack")
    assert congress.elections.get(stage.round.election_id).pack == before
    assert congress.elections.custody.figures(stage.round.id).returned == 31


def test_more_ballots_back_than_out_turn_red_and_the_number_is_taken_back_by_key(
    congress: Workspace, opened: Opened
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    custody = congress.elections.custody
    back = next(one for one in custody.page(stage.round.id).events if one.kind is CustodyKind.RETURNED)
    custody.take_back(back.id, "再点一遍")
    stage.show()
    stage.fills.append(lambda dialog: type_in(dialog, "custody_number", "33"))
    stage.press("next_custody")
    panel = stage.room.panel(Step.BALLOTS)
    assert isinstance(panel, CustodyPanel)
    assert stage.words("invalid_election") == "选举无效：收回的选票多于发出的"
    assert stage.words("custody_sentence") == "收回 33 张，多于发出的 31 张：选举无效，应当重新选举。"
    lights = [one.light for one in custody.page(stage.round.id).lamps]
    assert lights[2] is Light.RED
    assert not panel.next_button.isVisible()
    focused = stage.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "take_back_too_many"
    stage.fills.append(lambda dialog: type_words(dialog.focusWidget(), "数错了"))
    QTest.keyClick(focused, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert stage.window.focusWidget() is panel.next_button
    stage.fills.append(lambda dialog: type_in(dialog, "custody_number", "31"))
    QTest.keyClick(panel.next_button, Qt.Key.Key_Return)
    QApplication.processEvents()
    kept = [one.number for one in custody.page(stage.round.id).events if one.kind is CustodyKind.RETURNED]
    assert [number for number in kept if number == 33]
    assert custody.figures(stage.round.id).returned == 31
    assert custody.page(stage.round.id).election_valid
    assert congress.check() == []


def test_a_code_out_of_range_stays_in_the_field_with_a_sentence(congress: Workspace, opened: Opened) -> None:
    stage = opened(congress)
    stage.fill_custody()
    begin_count(stage, Qt.Key.Key_1)
    stage.type_ballot("16/17/")
    for code in ("4/18/", "0/", "99-", "7"):
        field = stage.field("ballot_code")
        field.clear()
        stage.type_ballot(code)
        assert field.text() == code
        assert stage.words("verdict") == "没有存"
        assert stage.window.focusWidget() is field
    (count,) = congress.elections.counting.counts(stage.round.id)
    assert congress.elections.counting.tally(count.id).valid == 1


def test_too_many_alike_are_refused_and_the_number_is_typed_over(congress: Workspace, opened: Opened) -> None:
    stage = opened(congress)
    stage.fill_custody()
    begin_count(stage, Qt.Key.Key_1)
    enter_alike(stage, "16/17/", 310)
    copies = stage.window.focusWidget()
    assert isinstance(copies, QLineEdit)
    assert (copies.objectName(), copies.selectedText()) == ("copies", "310")
    assert stage.field("ballot_code").text() == "16/17/"
    QTest.keyClicks(copies, "31")
    QTest.keyClick(copies, Qt.Key.Key_Return)
    (count,) = congress.elections.counting.counts(stage.round.id)
    assert congress.elections.counting.tally(count.id).valid == 31
    assert stage.window.focusWidget() is stage.field("ballot_code")


def test_a_second_person_counts_by_calling_and_exactly_one_line_differs(
    congress: Workspace, opened: Opened
) -> None:
    stage = opened(congress)
    stage.fill_custody()
    begin_count(stage, Qt.Key.Key_1)
    enter_alike(stage, "16/17/", 31)
    stage.press("finish_count")
    assert stage.words("no_second_count").startswith("还没有第二次计票。")
    stage.press("count_again")
    begin_count(stage, Qt.Key.Key_2)
    counting = congress.elections.counting
    first, second = counting.counts(stage.round.id)
    assert second.way is Way.CALLING
    assert second.counter_name != first.counter_name
    for number in range(1, 16):
        for _ in range(30 if number == 4 else 31):
            counting.call(second.id, number)
    stage.show()
    stage.press("save_figures")
    stage.press("finish_count")
    assert "1 处不一样" in stage.words("check_sentence")
    differences = congress.elections.settling.differences(first.id, second.id)
    assert [(one.line, one.first, one.second) for one in differences] == [("方瑶 赞成", 31, 30)]
    assert len(counting.counts(stage.round.id)) == 2
    assert congress.check() == []
