from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.rules.rule_pack import default_pack
from fulian_desktop.scripts.records import CueKind, LineKind
from tests.ui.desk.desk_stage import DIGITS, ENTER, SPACE, mark_everybody, open_village
from tests.ui.structure import texts_of
from ui.desk.desk_keys import PanelKind

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk.desk_stage import DeskStage


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Titles of the questions that were asked; each is answered with one sentence."""
    asked: list[str] = []

    def answer(_parent: object, title: str, _name: str, **_rest: object) -> str:
        asked.append(title)
        return "漏数后排一人"

    monkeypatch.setattr("ui.shell.prompts.ask_text", answer)
    return asked


def read_aloud(stage: DeskStage) -> str:
    """Return the line to be said, empty while it is not shown."""
    strip = stage.desk.read_aloud
    return strip.line.text() if strip.isVisible() else ""


def test_the_read_back_says_every_number_when_every_hand_was_asked_for(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.AGAINST)
    assert read_aloud(stage) == ""
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    assert read_aloud(stage) == "实到11，同意10，不同意0，弃权1，共11"
    stage.press(Qt.Key.Key_Down, DIGITS[2])
    assert read_aloud(stage) == "实到11，同意8，不同意0，弃权1，未表态2，共11"
    stage.press(ENTER)
    assert read_aloud(stage) == ""


def test_unanimous_is_grey_with_the_reason_as_soon_as_somebody_abstains(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    assert stage.widget("carry_unanimously").isEnabled()
    stage.type_number(1)
    assert not stage.widget("carry_unanimously").isEnabled()
    assert "有 1 人弃权，不能写“一致通过”" in texts_of(stage.desk)
    stage.press(Qt.Key.Key_Asterisk)
    assert stage.counts() == []


def test_more_hands_than_people_cannot_be_confirmed(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(12)
    assert not stage.widget("confirm_count").isEnabled()
    assert "票数对不上" in texts_of(stage.desk)
    stage.press(ENTER)
    assert stage.counts() == []


def test_without_a_quorum_nothing_is_recorded_and_the_attendance_is_one_click_away(
    stage: DeskStage, qtbot: object
) -> None:
    for name in ("王秀英", "石桂芳", "张翠萍"):
        stage.mark(name, AttendanceState.LEFT)
    stage.space_to_cue(CueKind.ABSTAINING)
    assert not stage.widget("confirm_count").isEnabled()
    assert "没有达到法定人数，还差 1 人，不能登记表决" in texts_of(stage.desk)
    stage.press(ENTER)
    stage.press(Qt.Key.Key_Asterisk)
    assert stage.counts() == []
    stage.widget("open_attendance_link").click()  # type: ignore[attr-defined]
    assert stage.desk.in_attendance
    stage.mark("王秀英", AttendanceState.PRESENT)
    stage.press(Qt.Key.Key_F8)
    stage.press(ENTER)
    assert stage.counts() == [(9, 0, 0, 0, "一致通过")]


def test_a_digit_at_the_first_question_counts_those_in_favour(stage: DeskStage, answered: list[str]) -> None:
    stage.space_to_cue(CueKind.IN_FAVOUR)
    stage.type_number(10)
    state = stage.desk.session.vote_state()
    assert state is not None
    assert state.is_direct
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    assert stage.desk.session.vote_state().closes  # type: ignore[union-attr]
    stage.press(ENTER)
    assert answered == []
    assert stage.counts() == [(10, 0, 1, 0, "通过")]


def test_a_count_that_does_not_close_is_recorded_only_with_a_reason(
    stage: DeskStage, answered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(Qt.Key.Key_Slash)
    stage.type_number(9)
    assert "票数没有合上" in texts_of(stage.desk)
    with monkeypatch.context() as patched:
        patched.setattr("ui.shell.prompts.ask_text", lambda *_a, **_k: None)
        stage.press(ENTER)
    assert stage.counts() == []
    stage.press(ENTER)
    assert answered == ["票数没有合上，写明原因才能登记"]
    assert stage.counts() == [(9, 0, 0, 2, "一致通过")]
    assert stage.workspace.votes.counts(stage.meeting_id)[0].reason == "漏数后排一人"


def test_a_wrong_count_is_corrected_with_a_reason_and_both_are_shown(
    stage: DeskStage, answered: list[str]
) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    stage.press(ENTER)
    stage.press(Qt.Key.Key_F2)
    assert stage.desk.panel.kind is PanelKind.CORRECTION
    assert "原来：同意 10，不同意 0，弃权 1，未表态 0" in texts_of(stage.desk)
    stage.type_number(5)
    stage.press(ENTER)
    assert answered == ["更正表决结果"]
    assert stage.counts() == [(10, 0, 1, 0, "通过"), (5, 5, 1, 0, "未通过")]
    assert stage.desk.session.line.kind is LineKind.RESULT
    shown = texts_of(stage.desk)
    assert "未通过" in shown
    assert "同意 10，不同意 0，弃权 1，未表态 0，通过" in shown
    assert len(stage.workspace.seats.board().vacant) == 2


def test_esc_drops_a_correction_and_nothing_changes(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    stage.desk.begin_correction()
    stage.type_number(7)
    stage.press(Qt.Key.Key_Escape)
    assert stage.desk.panel.kind is PanelKind.RESULT
    assert stage.counts() == [(11, 0, 0, 0, "一致通过")]


def test_a_bundled_vote_that_fails_is_followed_by_one_for_each_person(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.AGAINST)
    stage.type_number(6)
    stage.space_to_result()
    stage.press(ENTER)
    assert stage.counts() == [(5, 6, 0, 0, "未通过")]
    assert "改为逐人表决" in texts_of(stage.desk)
    stage.press(ENTER)
    stage.space_to_cue(CueKind.ABSTAINING)
    assert "逐人表决" in texts_of(stage.desk)
    stage.press(ENTER)
    assert "下一位：苏晓棠" in texts_of(stage.desk)
    stage.press(ENTER)
    stage.space_to_cue(CueKind.AGAINST)
    stage.type_number(9)
    stage.space_to_result()
    stage.press(ENTER)
    assert [one[-1] for one in stage.counts()] == ["未通过", "一致通过", "未通过"]
    board = stage.workspace.seats.board()
    assert [seat.number for seat in board.vacant] == [13]


def test_why_answers_with_the_numbers_and_esc_closes_it(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    stage.press(Qt.Key.Key_F1)
    shown = texts_of(stage.desk)
    assert "为什么是 7？" in shown
    assert "同意 10，不少于 7，通过" in shown
    assert "应到执委（席位 15，空缺 2）" in shown
    assert "超过半数：13 ÷ 2 = 6.5，至少要" in shown
    assert "有 1 人弃权。不同意和弃权都是 0，才写“一致通过”。" in shown
    stage.press(Qt.Key.Key_Escape)
    assert "为什么是 7？" not in texts_of(stage.desk)
    assert stage.desk.session.vote_state().entry.abstaining == 1  # type: ignore[union-attr]


def test_the_seats_of_the_added_members_are_shown_with_the_result(stage: DeskStage) -> None:
    stage.set_time("09:42")
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(ENTER)
    shown = texts_of(stage.desk)
    assert {"席位 9，2026年3月6日起", "席位 13，2026年3月6日起", "09:42 登记"} <= set(shown)
    stage.press(SPACE)
    assert stage.desk.panel.kind is PanelKind.RESULT


def test_the_result_says_why_in_one_sentence(stage: DeskStage) -> None:
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    stage.press(ENTER)
    assert "应到 13 人，过半数需 7 人；同意 10 人，比需要的多 3 人；有 1 人弃权，通过。" in texts_of(
        stage.desk
    )


def test_rules_without_abstention_and_a_chair_who_does_not_vote(tmp_path: Path, qtbot: QtBot) -> None:
    stage = open_village(tmp_path / "rules.fulian", qtbot, opened=False)
    pack = replace(
        default_pack(), abstention_polled=False, poll_order=("in_favour", "against"), chair_votes=False
    )
    stage.workspace.meetings.choose_rule_pack(stage.meeting_id, pack)
    stage.workspace.meetings.open(stage.meeting_id)
    mark_everybody(stage)
    stage.show_desk()
    stage.space_to_cue(CueKind.AGAINST)
    stage.type_number(1)
    assert not stage.widget("hand_abstaining").isEnabled()
    assert "规则不问弃权" in texts_of(stage.desk)
    assert read_aloud(stage) == "实到11，参加表决10，同意9，不同意1，共10"
    stage.press(ENTER)
    assert stage.counts() == [(9, 1, 0, 0, "通过")]
    stage.close()


def test_the_quorum_is_explained_when_it_is_what_is_missing(stage: DeskStage) -> None:
    for name in ("王秀英", "石桂芳", "张翠萍"):
        stage.mark(name, AttendanceState.LEFT)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.press(Qt.Key.Key_F1)
    shown = texts_of(stage.desk)
    assert "为什么是 9？" in shown
    assert "实到 8，比 9 少 1，不能表决" in shown
