from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.scripts.records import CueKind
from tests.ui.desk.desk_stage import ENTER, mark_everybody, open_village
from tests.ui.structure import problems_of
from ui.desk.closing_dialog import ClosingDialog
from ui.desk.desk_view import DeskView
from ui.desk.open import open_desk
from ui.shell.preferences import load_preferences
from ui.shell.theme import apply_theme
from ui.shell.widgets import WrapLabel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk.desk_stage import DeskStage


def test_leaving_in_the_middle_of_a_vote_and_coming_back_goes_on_there(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    key, old = stage.desk.session.key, stage.desk
    old.strip.leave_button.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(old)
    stage.show_desk()
    assert stage.desk.session.key == key
    assert stage.desk.session.vote_state().entry.abstaining == 1  # type: ignore[union-attr]
    assert stage.toast().startswith("已回到上次的地方：1 增补执委·表决")
    stage.press(ENTER)
    assert stage.counts() == [(10, 0, 1, 0, "通过")]


def test_a_new_desk_says_nothing_of_coming_back(stage: DeskStage) -> None:
    assert stage.toast() == ""


def test_the_type_size_is_remembered(stage: DeskStage) -> None:
    assert stage.desk.script.factor == 100
    larger = stage.desk.findChild(QPushButton, "script_larger")
    assert larger is not None
    larger.click()
    assert stage.desk.script.factor == 115
    assert load_preferences().script_size == 115
    stage.show_desk()
    assert stage.desk.script.factor == 115


def test_the_current_line_stays_in_sight_at_the_largest_type(stage: DeskStage) -> None:
    for _ in range(4):
        stage.desk.script.change_size(1)
    while stage.desk.session.step.title != "工作报告":
        stage.desk.session.go_on()
        if stage.desk.session.line.pending:
            stage.desk.show_all()
            stage.desk.carry_unanimously()
        stage.desk.show_all()
        stage.settle()
        line = stage.desk.script.current_widget()
        assert line is not None
        area = stage.desk.script.area
        top = line.mapTo(area.viewport(), line.rect().topLeft()).y()
        assert -1 <= top < area.viewport().height() - 40, stage.desk.session.line.text


@pytest.fixture(
    params=[(100, 768, False), (100, 697, False), (150, 1080, False), (200, 1080, False), (100, 697, True)],
    ids=["1366x768", "1366x697", "1920x1080 at 150 %", "1920x1080 at 200 %", "high contrast"],
)
def size(request: pytest.FixtureRequest, qapp: QApplication, light: None) -> tuple[int, int]:
    scale, height, contrast = request.param
    apply_theme(qapp, scale, contrast)
    return (1920 if scale > 100 else 1366, height)


def test_nothing_is_cut_at_any_size(tmp_path: Path, qtbot: QtBot, size: tuple[int, int]) -> None:
    stage = open_village(tmp_path / "sizes.fulian", qtbot)
    mark_everybody(stage)
    stage.window.resize(*size)
    desk = stage.show_desk()
    assert problems_of(stage.window, *size) == []
    stage.space_to_cue(CueKind.ROLL_CALL)
    assert problems_of(stage.window, *size) == []
    desk.open_attendance()
    assert problems_of(stage.window, *size) == []
    desk.close_attendance()
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    assert problems_of(stage.window, *size) == []
    desk.explain()
    assert problems_of(stage.window, *size) == []
    stage.press(ENTER)  # a key closes the popover and is not lost
    assert stage.counts() == [(10, 0, 1, 0, "通过")]
    assert problems_of(stage.window, *size) == []
    desk.begin_correction()
    assert problems_of(stage.window, *size) == []
    desk.session.correct(None)
    desk.go_to(desk.session.script.visible[-1].key)
    assert problems_of(stage.window, *size) == []
    stage.close()


@pytest.fixture
def village(tmp_path: Path, qtbot: QtBot) -> Iterator[DeskStage]:
    stage = open_village(tmp_path / "prepared.fulian", qtbot, opened=False)
    yield stage
    stage.close()


def test_a_prepared_meeting_is_opened_after_saying_what_will_be_frozen(
    village: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, list[str]]] = []

    def answer(
        _parent: object, question: str, consequences: list[tuple[str, str]], *_a: object, **_k: object
    ) -> bool:
        asked.append((question, [thing for thing, _fate in consequences]))
        return len(asked) > 1

    monkeypatch.setattr("ui.shell.prompts.confirm", answer)
    open_desk(village.window.context, village.meeting_id)
    assert village.workspace.meetings.get(village.meeting_id).state is MeetingState.PREPARING
    open_desk(village.window.context, village.meeting_id)
    assert village.workspace.meetings.get(village.meeting_id).state is MeetingState.OPEN
    assert asked[0] == ("现在就开始第七届执委会第三次会议？", ["应到名单", "规则", "议程", "人选"])
    assert village.window.findChild(DeskView) is not None


def test_of_a_closed_meeting_it_is_said_that_it_is_over(
    village: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.shell.prompts.inform", lambda _parent, title, *_rest: said.append(title))
    village.workspace.meetings.open(village.meeting_id)
    village.workspace.meetings.close(village.meeting_id, "留到下次会议")
    open_desk(village.window.context, village.meeting_id)
    assert said == ["第七届执委会第三次会议已经结束"]
    assert village.window.findChild(DeskView) is None


def test_closing_asks_with_what_is_not_held_and_keeps_the_meeting_on_no(
    stage: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def answer(dialog: ClosingDialog) -> bool:
        shown.extend(words.text() for words in dialog.findChildren(WrapLabel))
        return False

    monkeypatch.setattr(ClosingDialog, "ask", answer)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    stage.widget("close_meeting").click()  # type: ignore[attr-defined]
    assert "还有 1 项没有表决：工作报告" in shown
    assert "还没有进行：宣读决议、领导讲话、表彰先进、座谈" in shown
    assert stage.workspace.meetings.get(stage.meeting_id).state is MeetingState.OPEN


def test_enter_presses_the_button_that_has_the_focus_and_ends_the_meeting(stage: DeskStage) -> None:
    """Seen on the virtual screen: with the ring on 结束会议, Enter pressed 还不结束 all the same."""
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ClosingDialog)
        dialog.reason_field.editor.setPlainText("留到下次会议")  # type: ignore[union-attr]
        said.append(dialog.focusWidget().text())  # type: ignore[union-attr]
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Left)
        said.append(dialog.focusWidget().text())  # type: ignore[union-attr]
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    stage.widget("close_meeting").click()  # type: ignore[attr-defined]
    assert said == ["还不结束", "结束会议"]
    assert stage.workspace.meetings.get(stage.meeting_id).state is MeetingState.CLOSED
