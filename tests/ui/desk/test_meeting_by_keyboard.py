from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.scripts.records import CueKind, LineKind
from tests.ui.desk.desk_stage import BACK, DIGITS, ENTER, SPACE
from ui.desk.attendance_leave import Leave
from ui.desk.desk_keys import PanelKind

if TYPE_CHECKING:
    import pytest

    from tests.ui.desk.desk_stage import DeskStage


def test_the_sample_meeting_is_held_from_roll_call_to_close_by_keyboard_alone(
    empty_hall: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = empty_hall
    desk = stage.show_desk()
    monkeypatch.setattr("ui.desk.attendance_view.ask_leave", lambda *_a: Leave("家中有事", "沈丽华"))
    monkeypatch.setattr("ui.desk.desk_view.ask_to_close", lambda *_a: "")

    stage.space_to_cue(CueKind.ROLL_CALL)
    stage.press(Qt.Key.Key_F8)
    for attendee in stage.workspace.attendance.attendance(stage.meeting_id).members:
        stage.press(DIGITS[3] if attendee.name in ("覃玉兰", "陈雪梅") else DIGITS[1])
    stage.press(DIGITS[1], Qt.Key.Key_F8)
    attendance = stage.workspace.attendance.attendance(stage.meeting_id)
    assert (attendance.entitled, attendance.present, len(attendance.excused)) == (13, 11, 2)
    assert attendance.observers[0].state is AttendanceState.PRESENT

    stage.set_time("09:42")
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    stage.press(ENTER)
    assert stage.counts() == [(10, 0, 1, 0, "通过")]
    assert desk.session.line.kind is LineKind.RESULT
    assert "弃权一人" in desk.session.line.text
    assert "一致" not in desk.session.line.text

    stage.press(ENTER)
    assert desk.session.step.title == "工作报告"
    stage.space_to_cue(CueKind.IN_FAVOUR)
    stage.press(Qt.Key.Key_Asterisk)
    assert stage.counts()[1] == (11, 0, 0, 0, "一致通过")

    stage.space_until(lambda: desk.panel.kind is PanelKind.END)
    stage.press(ENTER)
    assert stage.workspace.meetings.get(stage.meeting_id).state is MeetingState.CLOSED
    board = stage.workspace.seats.board()
    assert [board.of_person(n.person_id) is not None for n in desk_nominees(stage)] == [True, True]


def desk_nominees(stage: DeskStage) -> tuple[object, ...]:
    return stage.workspace.meetings.facts(stage.meeting_id).nominees


def test_no_result_word_is_on_the_screen_before_the_count(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    words = "".join(stage.desk.script.texts())
    assert "通过" not in words
    assert "祝贺" not in words


def test_space_does_not_pass_a_question_that_is_not_counted(stage: DeskStage) -> None:
    stage.space_to_result()
    before = stage.desk.session.key
    stage.press(SPACE)
    assert stage.desk.session.key == before
    assert stage.toast() == "先确认票数，再往下念：人数填好，按回车"
    assert stage.counts() == []


def test_enter_only_goes_on_asking_until_every_hand_was_asked(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.IN_FAVOUR)
    stage.press(ENTER)
    assert stage.desk.session.line.cue is CueKind.AGAINST
    stage.press(ENTER)
    assert stage.desk.session.line.cue is CueKind.ABSTAINING
    assert stage.counts() == []
    stage.press(ENTER)
    assert stage.counts() == [(11, 0, 0, 0, "一致通过")]


def test_backspace_takes_a_digit_first_and_goes_back_then(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.AGAINST)
    stage.type_number(12)
    stage.press(BACK)
    assert stage.widget("hand_against").text() == "1"  # type: ignore[attr-defined]
    stage.press(BACK)
    assert stage.desk.session.line.cue is CueKind.AGAINST
    stage.press(BACK)
    assert stage.desk.session.line.cue is CueKind.IN_FAVOUR


def test_going_back_over_a_result_leaves_the_record_alone(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER, BACK, BACK)
    assert len(stage.counts()) == 1
    stage.press(SPACE, SPACE)
    assert stage.desk.session.line.kind is LineKind.RESULT
    assert len(stage.counts()) == 1


def test_up_and_down_change_the_field(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(Qt.Key.Key_Down)
    stage.type_number(2)
    assert stage.desk.session.vote_state().entry.not_voting == 2  # type: ignore[union-attr]
    stage.press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    stage.type_number(3)
    state = stage.desk.session.vote_state()
    assert state is not None
    assert (state.entry.against, state.in_favour) == (3, 6)


def test_a_key_held_down_moves_one_line_only(stage: DeskStage) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QKeyEvent

    first = stage.desk.session.key
    none = Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(stage.desk, QKeyEvent(QEvent.Type.KeyPress, SPACE, none, " ", True))
    assert stage.desk.session.key == first


def test_control_z_takes_back_the_typed_number_by_name(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(12)
    stage.press(Qt.Key.Key_Z, control=True)
    assert stage.desk.session.vote_state().entry.abstaining == 0  # type: ignore[union-attr]
    assert stage.toast() == "已撤销：弃权 12"


def test_control_z_never_takes_back_a_confirmed_count(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    stage.press(ENTER)
    stage.press(Qt.Key.Key_Z, control=True)
    assert stage.counts() == [(10, 0, 1, 0, "通过")]
    assert "更正结果" in stage.toast()


def test_f6_goes_round_the_three_columns(stage: DeskStage) -> None:
    desk = stage.desk
    stage.space_to_cue(CueKind.AGAINST)
    seen = []
    for _ in range(3):
        stage.press(Qt.Key.Key_F6)
        focus = stage.window.focusWidget()
        assert focus is not None
        seen.append(
            "steps"
            if desk.steps.isAncestorOf(focus)
            else "panel"
            if desk.panel.isAncestorOf(focus)
            else "script"
        )
    assert seen == ["steps", "script", "panel"]


def test_a_note_goes_into_the_record_of_its_item_and_space_writes_a_space(stage: DeskStage) -> None:
    stage.space_until(lambda: stage.desk.session.line.item_id is not None)
    place = stage.desk.session.key
    stage.press(Qt.Key.Key_F4)
    stage.press(Qt.Key.Key_1, SPACE, Qt.Key.Key_2)
    assert stage.desk.session.key == place
    stage.press(ENTER, control=True)
    notes = stage.workspace.meetings.notes(stage.meeting_id)
    assert [(one.text, one.agenda_item_id) for one in notes] == [("1 2", stage.desk.session.step.item_id)]
    assert stage.toast() == "已记下，会写进会议记录"
    stage.press(SPACE)
    assert stage.desk.session.key != place


def test_f4_writes_a_note_in_the_middle_of_a_vote_too(
    stage: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.prompts.ask_text", lambda *_a, **_k: "王秀英接电话，暂时离开座位")
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    stage.press(Qt.Key.Key_F4)
    assert [one.text for one in stage.workspace.meetings.notes(stage.meeting_id)] == [
        "王秀英接电话，暂时离开座位"
    ]
    state = stage.desk.session.vote_state()
    assert state is not None
    assert state.entry.abstaining == 1
