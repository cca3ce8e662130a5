from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from fulian_desktop.errors import UserFacingError
from tests.ui.dialog_limit import DialogLimit
from tests.ui.structure import problems_of, texts_of
from ui.shell import prompts
from ui.shell.dialogs import Dialog, Shade
from ui.shell.theme import apply_theme
from ui.shell.widgets import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

CONSEQUENCES = (("票数、考勤", "不能再改，只能另写更正记录"), ("没有进行的议项", "记为“未进行”"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def when_open(act: Callable[[Dialog], None]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog):
            QTimer.singleShot(1, look)
            return
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)


def test_an_error_says_what_is_safe_and_what_to_do(window: QWidget) -> None:
    seen: list[str] = []

    def look(dialog: Dialog) -> None:
        seen.extend(texts_of(dialog))
        dialog.accept()

    when_open(look)
    error = UserFacingError(
        "备份盘没有插好，这次没有备份", advice=("重新插好 U 盘",), safe="会议资料没有丢失。"
    )
    prompts.show_error(window, error)
    for words in ("备份盘没有插好，这次没有备份", "会议资料没有丢失。", "怎么办", "重新插好 U 盘", "知道了"):
        assert words in seen


def test_a_question_has_the_harmless_button_as_default(window: QWidget) -> None:
    def press_enter(dialog: Dialog) -> None:
        assert any(isinstance(child, Shade) for child in window.children())
        safe = dialog.focusWidget()
        assert isinstance(safe, Button)
        assert safe.text() == "还不结束"
        assert safe.isDefault()
        safe.click()

    when_open(press_enter)
    done = prompts.confirm(window, "现在就结束会议？", CONSEQUENCES, "结束会议", keep_word="还不结束")
    assert done is False
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(isinstance(child, (Shade, Dialog)) for child in window.children()), "dialogs are freed"


def test_escape_never_does_the_act(qtbot: QtBot, window: QWidget) -> None:
    when_open(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert prompts.confirm(window, "现在就结束会议？", act_word="结束会议") is False


def test_the_act_is_done_by_its_own_button(window: QWidget) -> None:
    when_open(lambda dialog: dialog.accept())
    assert prompts.confirm(window, "作废这一份？", act_word="作废") is True


def test_words_are_asked_for_until_they_are_right(window: QWidget) -> None:
    def answer(dialog: Dialog) -> None:
        assert isinstance(dialog, prompts.TextDialog)
        dialog.accept()
        assert dialog.isVisible(), "an empty reason keeps the dialog open"
        assert dialog.field.error() == "请写明原因。"
        assert problems_of(dialog, dialog.width(), dialog.height()) == []
        dialog.field.set_text(" 数错了一票 ")
        dialog.accept()

    when_open(answer)
    words = prompts.ask_text(
        window, "为什么更正？", "原因", check=lambda text: "" if text else "请写明原因。", act_word="更正"
    )
    assert words == "数错了一票"


def test_going_back_gives_no_words(window: QWidget) -> None:
    when_open(lambda dialog: dialog.reject())
    assert prompts.ask_text(window, "为什么更正？", "原因", rows=3) is None


def test_good_news_need_one_button(window: QWidget) -> None:
    seen: list[str] = []

    def look(dialog: Dialog) -> None:
        seen.extend(texts_of(dialog))
        dialog.accept()

    when_open(look)
    prompts.inform(window, "文书都存好了", "一共 7 件。")
    assert seen == ["文书都存好了", "一共 7 件。", "知道了"]


def test_no_dialog_cuts_its_words(qtbot: QtBot, window: QWidget) -> None:
    long = "这次会议的到会人数不够法定人数，现在还不能表决，请等人到齐以后再点名，或者改日再开。" * 2
    problem = prompts.problem_dialog(
        window, long, detail=long, advice=(long, "换一天"), safe=long, number="备份-03"
    )
    question = prompts.confirm_dialog(
        window, long, (*CONSEQUENCES, ("会议记录", long)), "结束会议", detail=long, harmless=long
    )
    for dialog in (problem, question):
        dialog.show()
        assert problems_of(dialog, dialog.width(), dialog.height()) == []
        dialog.close()


def test_a_closed_dialog_is_freed(window: QWidget) -> None:
    kept: list[weakref.ref[Dialog]] = []

    def close(dialog: Dialog) -> None:
        kept.append(weakref.ref(dialog))
        dialog.accept()

    when_open(close)
    prompts.show_problem(window, "表格里没有“姓名”这一列")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert kept[0]() is None


def test_a_file_name_without_ending_gets_one(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path
) -> None:
    name = str(tmp_path / "名册")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (name, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path))
    assert prompts.choose_save_file(None, "存为 PDF", Path("名册.pdf")) == tmp_path / "名册.pdf"
    assert prompts.choose_open_file(None, "打开") is None
    assert prompts.choose_folder(None, "存到哪里") == tmp_path


def test_a_dialog_higher_than_its_room_scrolls_between_title_and_buttons(
    light: None, qapp: QApplication, window: QWidget
) -> None:
    apply_theme(qapp, 200)
    seen: list[object] = []

    def look(dialog: Dialog) -> None:
        room = max(dialog.screen().availableGeometry().height(), window.height())
        seen.append(dialog.height() <= room)
        seen.append(problems_of(dialog, dialog.width(), dialog.height()))
        dialog.accept()

    when_open(look)
    long = tuple(f"第{number}步，慢慢来，做完一步再做下一步" for number in range(1, 21))
    prompts.show_problem(window, "备份盘没有插好", advice=long)
    assert seen == [True, []]


def test_a_dialog_that_nobody_answers_does_not_hold_up_the_tests(window: QWidget) -> None:
    limit = DialogLimit(0.2)
    prompts.inform(window, "没有人回答")
    assert limit.ended == ["没有人回答"]
