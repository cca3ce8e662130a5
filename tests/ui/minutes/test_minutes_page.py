"""The page of minutes: the record beside the text, own words checked while typing, corrections, finishing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.meetings.minutes_records import WordsMode
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import SIZES, application, opened_with, settle, widget
from ui.minutes.dialogs import CorrectionDialog, CountCorrectionDialog
from ui.minutes.page import MinutesPage
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal, Size
    from ui.shell.dialogs import Dialog
    from ui.shell.window import MainWindow

OWN = "与会人员询问了人选的情况。"


@pytest.fixture
def window(open_real: OpenReal, held_village: Workspace) -> MainWindow:
    return open_real(held_village, "minutes")


def page_of(window: MainWindow) -> MinutesPage:
    page = window.page("minutes")
    assert isinstance(page, MinutesPage)
    return page


def write(window: MainWindow, words: str) -> str:
    """Open the editor of the first item and type."""
    page = page_of(window)
    part = f"item:{page.item_ids()[0]}"
    page.boxes[part].edit_button.click()
    editor = page.boxes[part].editor
    assert editor is not None
    editor.setPlainText(words)
    settle()
    return part


def test_the_record_stands_beside_the_standard_parts(window: MainWindow) -> None:
    shown = texts_of(window)
    assert {"会议名称", "时间", "出席", "缺席", "列席", "议题", "决议", "散会"} <= set(shown)
    assert "沈丽华 在场" in shown
    assert any(words.startswith("举手表决：增补丁巧云") for words in shown)


def test_own_words_are_kept_and_shown(window: MainWindow, held_village: Workspace) -> None:
    part = write(window, OWN)
    widget(window, "save_words").click()
    settle()
    assert [one.text for one in held_village.minutes.versions(1, part)] == [OWN]
    assert OWN in texts_of(window)
    assert page_of(window).boxes[part].editor is None


def test_a_number_that_is_not_in_the_record_is_marked_while_typing(window: MainWindow) -> None:
    write(window, "同意12人。")
    assert "“同意12”：记录里同意是 10、11" in texts_of(window)
    write(window, "同意10人。")
    assert not any("记录里同意是" in words for words in texts_of(window))


def test_ctrl_s_keeps_and_leaving_loses_nothing(window: MainWindow, held_village: Workspace) -> None:
    part = write(window, OWN)
    QTest.keyClick(widget(window, "words_editor"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    write(window, OWN + "又谈到分工。")
    widget(window, "minutes_back").click()
    assert opened_with(window, "meetings") == {"meeting_id": 1}
    assert [one.text for one in held_village.minutes.versions(1, part)] == [OWN, OWN + "又谈到分工。"]


def test_typed_words_survive_a_change_from_elsewhere(window: MainWindow, held_village: Workspace) -> None:
    part = write(window, OWN)
    window.run(lambda: held_village.minutes.correct(1, "place", wrong="二楼", correct="三楼", reason="写错"))
    settle()
    editor = page_of(window).boxes[part].editor
    assert editor is not None
    assert editor.toPlainText() == OWN


def test_a_line_of_the_record_is_quoted_into_what_is_written(window: MainWindow) -> None:
    part = write(window, "")
    page_of(window).record.quoted.emit("陆明秋讲话。")
    editor = page_of(window).boxes[part].editor
    assert editor is not None
    assert editor.toPlainText() == "陆明秋讲话。"


def test_own_words_can_take_the_place_of_the_record(window: MainWindow, held_village: Workspace) -> None:
    part = write(window, OWN)
    page_of(window).boxes[part].mode.set_value(WordsMode.INSTEAD)
    widget(window, "save_words").click()
    assert held_village.minutes.versions(1, part)[0].mode is WordsMode.INSTEAD


def test_a_correction_is_shown_beside_the_record(
    window: MainWindow, held_village: Workspace, user: User
) -> None:
    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, CorrectionDialog)
        dialog.wrong.set_text("没有的字")
        dialog.correct.set_text("9:24 到会")
        dialog.reason.set_text("看错一行")
        dialog.save_button.click()
        assert dialog.wrong.error() == "上面的记录里没有这几个字，请照着抄。"
        dialog.wrong.set_text("9:33 到会")
        dialog.save_button.click()

    user.will(answer)
    page_of(window).boxes["present"].correct()
    settle()
    assert held_village.minutes.record(1).corrections[0].correct == "9:24 到会"
    assert any("应为“9:24 到会”" in words for words in texts_of(window))


def test_a_count_is_put_right_with_the_sum_in_sight(
    window: MainWindow, held_village: Workspace, user: User
) -> None:
    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, CountCorrectionDialog)
        dialog.numbers["abstaining"].set_value(0)
        dialog.numbers["against"].set_value(1)
        assert "在场有表决权 11 人，同意算出来是 10 人，原来登记 10 人。" in texts_of(dialog)
        dialog.reason.set_text("填错了格")
        dialog.save_button.click()

    user.will(answer)
    widget(window, "minutes_correct_count").click()
    right = held_village.votes.counts(1)[-1]
    assert (right.corrects_id, right.against, right.abstaining) == (1, 1, 0)


def test_finishing_asks_why_when_a_number_disagrees(
    window: MainWindow, held_village: Workspace, user: User
) -> None:
    write(window, "到会群众有37人。")
    widget(window, "save_words").click()
    settle()

    def answer(dialog: Dialog) -> None:
        dialog.field.set_text("群众不在应到里")  # type: ignore[attr-defined]
        dialog.accept()

    user.will(answer)
    widget(window, "minutes_finish").click()
    settle()
    finish = held_village.minutes.record(1).finish
    assert finish is not None
    assert finish.accepted == "群众不在应到里"


def test_finished_minutes_say_so_and_lead_to_the_paper(window: MainWindow) -> None:
    widget(window, "minutes_finish").click()
    settle()
    assert any(words.endswith("整理完毕") for words in texts_of(window))
    widget(window, "minutes_paper").click()
    assert opened_with(window, "papers") == {"meeting_id": 1, "paper": "minutes"}


@pytest.fixture
def scaled() -> Iterator[None]:
    yield
    apply_theme(application(), 100)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", ["held_village", "village", "empty_file"])
@pytest.mark.usefixtures("scaled")
def test_nothing_is_clipped(
    open_real: OpenReal, request: pytest.FixtureRequest, state: str, size: Size
) -> None:
    apply_theme(application(), size.scale)
    window = open_real(request.getfixturevalue(state), "minutes", size)
    assert problems_of(window, size.width, size.height) == []
    if state == "held_village":
        write(window, "同意12人。")
        assert problems_of(window, size.width, size.height) == []
