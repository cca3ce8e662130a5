"""The counting sheet at the desk, by keyboard: zones, two counters, a recount; keys that are no digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.scripts.records import CueKind
from fulian_desktop.votes.tallies import Zone
from tests.ui.desk.desk_stage import DIGITS, ENTER
from tests.ui.structure import problems_of, texts_of
from ui.desk.hand_rows import digit_of_text
from ui.desk.vote_sheet import SheetDialog
from ui.desk.vote_zones import ZonesDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.desk.desk_stage import DeskStage

PLUS = Qt.Key.Key_Plus
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def zoned(stage: DeskStage) -> DeskStage:
    """At the last question of a vote, with two zones set up."""
    stage.workspace.votes.counting.set_zones(
        stage.meeting_id, (Zone("前排", "张翠萍"), Zone("后排", "石桂芳"))
    )
    stage.space_to_cue(CueKind.ABSTAINING)
    return stage


def keys(
    dialog: SheetDialog, *pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys as a person does: they go to what has the focus in the dialog."""
    for key in pressed:
        target = dialog.focusWidget() or dialog
        QTest.keyClick(target, key, modifier)
        QApplication.processEvents()


def in_dialog(open_it: Callable[[], None], act: Callable[[SheetDialog], None]) -> None:
    """Open the sheet and do something in it; it is closed afterwards when it is still open."""
    failed: list[BaseException] = []

    def play() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SheetDialog)
        try:
            act(dialog)
        except BaseException as error:
            failed.append(error)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, play)
    open_it()
    if failed:
        raise failed[0]


def type_text(field: QWidget, text: str) -> None:
    """Send a key that types a character, as an input method does."""
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(field, press)


def fill(dialog: SheetDialog, *numbers: int) -> None:
    """Type 不同意 of every zone, then 弃权 of every zone: Enter goes through the columns."""
    grid = dialog.grid
    assert grid is not None
    grid.first_cell().setFocus()
    for number in numbers:
        cell = dialog.focusWidget()
        assert cell is not None
        QTest.keyClick(cell, DIGITS[number])
        QTest.keyClick(cell, ENTER)
        QApplication.processEvents()


def test_zones_are_typed_one_after_the_other_and_their_sum_is_filled_in(zoned: DeskStage) -> None:
    def act(dialog: SheetDialog) -> None:
        fill(dialog, 1, 0, 0, 2)
        assert "同意 8，需要 7，已够" in texts_of(dialog)
        keys(dialog, ENTER, modifier=CONTROL)

    in_dialog(lambda: zoned.press(PLUS), act)
    state = zoned.desk.session.vote_state()
    assert state is not None
    assert (state.entry.against, state.entry.abstaining, state.in_favour) == (1, 2, 8)
    assert zoned.counts() == []
    zoned.press(ENTER)
    assert zoned.counts() == [(8, 1, 2, 0, "通过")]
    shown = texts_of(zoned.desk)
    assert "清点 1 遍" in shown
    assert "后排：不同意 0，弃权 2" in shown


def test_a_second_counter_sees_no_number_of_the_first_and_only_differences_are_shown(
    zoned: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(dialog: SheetDialog) -> None:
        fill(dialog, 0, 0, 1, 0)
        dialog.again_button.click()
        assert dialog.grid is not None
        assert [row.abstaining for row in dialog.grid.rows()] == [0, 0]
        fill(dialog, 0, 0, 0, 0)
        keys(dialog, ENTER, modifier=CONTROL)
        shown = texts_of(dialog)
        assert "两遍有 1 个数不一样" in shown
        assert "前排 弃权：前一遍 1，后一遍 0" in shown
        dialog.take_button.click()

    in_dialog(lambda: zoned.press(PLUS), act)
    assert "两遍清点不一样" in texts_of(zoned.desk)
    asked: list[str] = []

    def answer(_parent: object, title: str, *_rest: object, **_more: object) -> str:
        asked.append(title)
        return "第二遍由监票人复核"

    monkeypatch.setattr("ui.shell.prompts.ask_text", answer)
    zoned.press(ENTER)
    assert asked == ["两遍清点不一样，写明原因才能登记"]
    assert zoned.counts() == [(11, 0, 0, 0, "一致通过")]
    count = zoned.workspace.votes.counts(zoned.meeting_id)[0]
    assert len(zoned.workspace.votes.counting.tallies_of_count(count)) == 2


def test_a_recount_asks_only_for_the_numbers_that_differ(zoned: DeskStage) -> None:
    def act(dialog: SheetDialog) -> None:
        fill(dialog, 2, 0, 1, 0)
        dialog.again_button.click()
        fill(dialog, 2, 0, 0, 0)
        keys(dialog, ENTER, modifier=CONTROL)
        dialog.again_button.click()
        grid = dialog.grid
        assert grid is not None
        assert grid.cells[0]["against"].value() == 2
        assert grid.cells[0]["abstaining"].value() is None
        keys(dialog, ENTER, modifier=CONTROL)
        assert "“前排 弃权”还没有再数。没有人就填 0。" in texts_of(dialog)
        grid.cells[0]["abstaining"].setFocus()
        keys(dialog, DIGITS[1])
        keys(dialog, ENTER, modifier=CONTROL)
        assert "两遍清点一致" in texts_of(dialog)
        dialog.take_button.click()

    in_dialog(lambda: zoned.press(PLUS), act)
    zoned.press(ENTER)
    assert zoned.counts() == [(8, 2, 1, 0, "通过")]


def test_more_hands_than_people_on_the_sheet_are_not_taken_down(zoned: DeskStage) -> None:
    def act(dialog: SheetDialog) -> None:
        fill(dialog, 9, 9, 0, 0)
        assert "合计比在场有表决权的多 7 人，请再数一遍" in texts_of(dialog)
        keys(dialog, ENTER, modifier=CONTROL)
        assert "数出来 18 只手，在场有表决权只有 11 人，多 7。请再数一遍，没有登记。" in texts_of(dialog)

    in_dialog(lambda: zoned.press(PLUS), act)
    assert zoned.desk.session.vote_state().tallies == 0  # type: ignore[union-attr]


def test_a_half_filled_sheet_is_there_when_it_is_opened_again(zoned: DeskStage) -> None:
    in_dialog(lambda: zoned.press(PLUS), lambda dialog: fill(dialog, 0, 3))

    def act(dialog: SheetDialog) -> None:
        assert dialog.grid is not None
        assert [row.against for row in dialog.grid.rows()] == [0, 3]

    in_dialog(lambda: zoned.press(PLUS), act)


def test_the_filled_in_numbers_are_taken_back_by_name(zoned: DeskStage) -> None:
    def act(dialog: SheetDialog) -> None:
        fill(dialog, 1, 0, 0, 0)
        keys(dialog, ENTER, modifier=CONTROL)

    in_dialog(lambda: zoned.press(PLUS), act)
    zoned.press(Qt.Key.Key_Z, control=True)
    assert zoned.toast() == "已撤销：填入清点表的数"
    assert zoned.desk.session.vote_state().entry.against == 0  # type: ignore[union-attr]


def test_zones_are_set_up_at_the_vote(stage: DeskStage) -> None:
    def set_up() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ZonesDialog)
        dialog.rows[0].counter.setText("张翠萍")
        dialog._on_more()
        dialog._on_save()

    def act(dialog: SheetDialog) -> None:
        QTimer.singleShot(0, set_up)
        dialog.zones_button.click()
        assert dialog.grid is not None
        assert [row.zone for row in dialog.grid.rows()] == ["前排", "后排", "第三区"]

    stage.space_to_cue(CueKind.ABSTAINING)
    in_dialog(lambda: stage.press(PLUS), act)
    assert stage.workspace.votes.counting.zones(stage.meeting_id)[0] == Zone("前排", "张翠萍")


@pytest.mark.parametrize("size", [(1366, 768), (1366, 697)])
def test_the_desk_with_its_strips_fits_the_window(zoned: DeskStage, size: tuple[int, int]) -> None:
    zoned.window.resize(*size)
    zoned.settle()
    zoned.type_number(1)
    assert problems_of(zoned.window, *size) == []


# ---- keys that are no digits


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a", "这里只填数字 0-9"),
        ("三", "这里只填数字 0-9"),
        ("-", "人数不能是负数；没有人就填 0"),
        (".", "人数要填整数"),
    ],
)
def test_what_is_no_digit_is_answered_in_words_and_changes_nothing(
    stage: DeskStage, text: str, words: str
) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    field = stage.window.focusWidget()
    assert field is not None
    type_text(field, text)
    assert stage.toast() == words
    assert stage.desk.session.vote_state().entry.abstaining == 1  # type: ignore[union-attr]


def test_full_width_digits_count_as_digits(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    field = stage.window.focusWidget()
    assert field is not None
    type_text(field, "３")
    assert stage.desk.session.vote_state().entry.abstaining == 3  # type: ignore[union-attr]
    assert [digit_of_text(text) for text in ("7", "７", "七", "x", "12", "")] == [
        7,
        7,
        None,
        None,
        None,
        None,
    ]


def test_ten_digits_are_stopped_in_words(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0):
        stage.press(DIGITS[digit])
    assert stage.toast() == "最多填到 9999，多按的数字没有填进去。填错了按退格"
    assert stage.desk.session.vote_state().entry.abstaining == 1234  # type: ignore[union-attr]
    stage.press(ENTER)
    assert stage.counts() == []


def test_a_vote_while_nobody_is_present_says_so_and_records_nothing(empty_hall: DeskStage) -> None:
    empty_hall.show_desk()
    empty_hall.space_to_cue(CueKind.ABSTAINING)
    assert empty_hall.desk.warning.words.text() == "还没有人登记到会，现在不能表决。"
    empty_hall.press(ENTER, Qt.Key.Key_Asterisk)
    assert empty_hall.toast() == "还没有人登记到会，不能表决。先按 F8 登记考勤"
    assert empty_hall.counts() == []
