"""Every cue of a meeting by keyboard alone: what the keys record, and what survives the program."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fulian_desktop.meetings.agenda_course import ItemState
from fulian_desktop.meetings.course import EventKind, Timed
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod
from fulian_desktop.scripts.records import CueKind, LineKind
from tests.ui.desk.desk_stage import BACK, DIGITS, ENTER, SPACE, DeskStage, mark_everybody, open_village
from tests.ui.structure import problems_of
from ui.desk.desk_keys import PanelKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fulian_desktop.meetings.course import Course

ADDED = (
    AgendaDraft(AgendaKind.LIST_APPROVAL, "通过会议议程", method=DecisionMethod.ACCLAMATION),
    AgendaDraft(AgendaKind.OTHER, "调整网格分工", method=DecisionMethod.ORAL),
    AgendaDraft(AgendaKind.ELECTION, "选举副主席"),
    AgendaDraft(
        AgendaKind.READING, "宣读倡议书", details="各位姐妹：\n" + "从身边的小事做起，把村子建设得更美。" * 60
    ),
    AgendaDraft(AgendaKind.BREAK, "休息", numbered=False, minutes=10),
    AgendaDraft(AgendaKind.CEREMONY, "奏唱国歌", numbered=False),
)


@pytest.fixture
def full(tmp_path: Path, qtbot: QtBot) -> Iterator[DeskStage]:
    """The sample's meeting with one item more of every kind, everybody marked, at the first line."""
    stage = open_village(tmp_path / "village.fulian", qtbot, opened=False)
    for draft in ADDED:
        stage.workspace.agenda.add(stage.meeting_id, draft)
    stage.workspace.meetings.open(stage.meeting_id)
    stage.people = {
        one.name: one.person_id for one in stage.workspace.meetings.facts(stage.meeting_id).entitled
    }
    mark_everybody(stage)
    stage.set_time("09:35")
    stage.show_desk()
    yield stage
    stage.close()


def go_to(stage: DeskStage, cue: CueKind, title: str = "") -> None:
    session = stage.desk.session
    line = next(
        one
        for one in session.script.visible
        if one.cue is cue and (not title or session.script.step_of(one.key).title == title)
    )
    stage.desk.go_to(line.key)
    stage.settle()


def course(stage: DeskStage) -> Course:
    return stage.workspace.course.of(stage.meeting_id)


def in_dialog(act: Callable[[], None], then: Callable[[], None]) -> None:
    """Do something while the dialog that an act opens is shown."""
    QTimer.singleShot(0, then)
    act()


def restarted(stage: DeskStage) -> DeskStage:
    """Close the desk as a crash would and open it again."""
    stage.window.leave_full()
    stage.settle()
    stage.show_desk()
    return stage


def test_space_at_the_roll_call_records_it_with_its_numbers(full: DeskStage) -> None:
    full.space_to_cue(CueKind.ROLL_CALL)
    full.press(SPACE)
    (taken,) = course(full).roll_calls
    assert (taken.entitled, taken.present, taken.excused, taken.absent) == (13, 11, 2, 0)
    assert taken.counted_by == "李祎"
    assert full.desk.panel.kind is PanelKind.CUE
    full.press(SPACE)
    assert [one.kind for one in course(full).events] == [EventKind.QUORUM_SAID]


def test_applause_is_one_key_and_its_result_is_read_out_at_once(full: DeskStage) -> None:
    go_to(full, CueKind.ACCLAMATION)
    full.press(ENTER)
    assert full.desk.session.line.kind is LineKind.RESULT
    assert full.desk.session.line.text == "“通过会议议程”，鼓掌通过。"
    assert full.toast() == "已登记：鼓掌通过"


def test_space_does_not_pass_an_agreement_that_is_not_recorded(full: DeskStage) -> None:
    go_to(full, CueKind.ORAL)
    full.press(SPACE)
    at = full.desk.session.key
    full.press(SPACE)
    assert full.desk.session.key == at
    assert full.toast() == "先登记大家的意见，再往下念：没有意见按回车"
    full.press(ENTER, SPACE)
    assert full.desk.session.key != at


def test_objections_are_typed_taken_back_and_lead_to_hands(full: DeskStage) -> None:
    go_to(full, CueKind.ORAL)
    full.press(DIGITS[1], DIGITS[2], BACK)
    face = full.desk.panel.cue.face
    assert face is not None
    assert face.enter == "登记 1 人有意见"
    full.press(ENTER)
    assert full.desk.session.line.text == "有一人提出不同意见。按照规定，下面改为举手表决。"
    full.press(SPACE, SPACE)
    assert full.desk.session.line.cue is CueKind.IN_FAVOUR
    full.press(Qt.Key.Key_Asterisk)
    assert full.counts() == [(11, 0, 0, 0, "一致通过")]


def test_more_objections_than_people_are_refused_in_a_sentence(full: DeskStage) -> None:
    go_to(full, CueKind.ORAL)
    full.press(DIGITS[9], DIGITS[9], ENTER)
    assert full.toast() == "提意见的 99 人多于在场的 11 人"
    assert course(full).agreements == {}


def test_half_typed_objections_are_there_again_after_a_crash(full: DeskStage) -> None:
    go_to(full, CueKind.ORAL)
    full.press(DIGITS[2], Qt.Key.Key_Down)
    for letter in (Qt.Key.Key_A, Qt.Key.Key_B):
        full.press(letter)
    restarted(full)
    face = full.desk.panel.cue.face
    assert face is not None
    assert (face.number, face.words) == (2, "ab")
    assert "已回到上次的地方" in full.toast()


def test_a_wrong_agreement_is_corrected_by_keys(full: DeskStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.shell.prompts.ask_text", lambda *_a, **_k: "问的是时间")
    go_to(full, CueKind.ACCLAMATION)
    full.press(DIGITS[1], ENTER, Qt.Key.Key_F2, BACK, ENTER)
    agreements = full.workspace.course.agreements(full.meeting_id)
    assert [one.objections for one in agreements] == [1, 0]
    assert full.desk.session.line.text == "“通过会议议程”，鼓掌通过。"


def test_a_speech_runs_over_its_time_calmly_and_over_a_restart(full: DeskStage) -> None:
    go_to(full, CueKind.SPEECH, "领导讲话")
    full.press(ENTER)
    full.clock.moment += timedelta(minutes=17)
    restarted(full)
    face = full.desk.panel.cue.face
    assert face is not None
    assert (face.big, face.big_note, face.calm) == ("17:00", "已超过 02:00", True)
    full.press(SPACE)
    (timing,) = course(full).timings()
    assert not timing.runs
    assert timing.seconds(full.clock.moment) == 17 * 60


def test_a_break_counts_down_holds_space_and_asks_for_the_roll_call_after_it(full: DeskStage) -> None:
    go_to(full, CueKind.BREAK)
    full.press(DIGITS[1], DIGITS[5], ENTER)
    assert course(full).running_break is not None
    full.clock.moment += timedelta(minutes=5)
    full.desk.cues.tick()
    face = full.desk.panel.cue.face
    assert face is not None
    assert (face.big, face.big_note) == ("10:00", "以后恢复开会")
    before = full.desk.session.key
    full.press(SPACE)
    assert full.desk.session.key == before
    full.press(ENTER)
    assert course(full).running_break is None
    assert full.workspace.attendance.attendance(full.meeting_id).present == 11
    full.space_until(lambda: full.desk.session.line.cue is CueKind.ROLL_CALL)
    full.press(SPACE)
    assert full.desk.session.line.cue is CueKind.QUORUM


def test_awards_are_given_one_name_after_another(full: DeskStage) -> None:
    go_to(full, CueKind.AWARD)
    lines = [one for one in full.desk.session.script.lines if one.cue is CueKind.AWARD]
    for line in lines:
        assert full.desk.session.key == line.key
        full.press(SPACE)
    given = [one.text for one in course(full).events if one.kind is EventKind.AWARDED]
    assert given == [line.subject for line in lines]


def test_the_reader_is_paged_by_keys_and_comes_back_to_its_page(full: DeskStage) -> None:
    go_to(full, CueKind.OPEN_PAPER, "宣读倡议书")
    full.press(ENTER, SPACE)
    reader = full.desk.reader
    assert reader.isVisible()
    assert reader.text.page == 1
    full.press(Qt.Key.Key_Escape, ENTER)
    assert reader.text.page == 1
    full.space_until(lambda: not reader.isVisible())
    assert course(full).timings()[-1].kind is Timed.READING
    assert not course(full).timings()[-1].runs


def test_the_ballot_is_handed_over_and_a_ceremony_noted(full: DeskStage) -> None:
    go_to(full, CueKind.CEREMONY)
    full.press(SPACE)
    assert [one.kind for one in course(full).events] == [EventKind.PERFORMED]


def test_a_line_put_in_is_the_next_to_say_and_can_be_taken_back(
    full: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.prompts.ask_text", lambda *_a, **_k: "请后排的同志往前坐。")
    full.press(SPACE, Qt.Key.Key_F5)
    assert full.desk.session.line.text == "请后排的同志往前坐。"
    before = full.desk.session.script.before(full.desk.session.key)
    assert before is not None
    full.press(SPACE)
    assert full.desk.session.line.event_id is None


def test_the_agenda_is_changed_by_keys_while_the_meeting_runs(
    full: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.prompts.ask_text", lambda *_a, **_k: "领导临时有事")
    titles = [one.item.title for one in full.workspace.running.items(full.meeting_id)]
    speech = titles.index("领导讲话")

    def change() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        for _ in range(speech + 1):
            QTest.keyClick(dialog, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Delete)
        QTest.keyClick(dialog, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(lambda: full.press(Qt.Key.Key_F7), change)
    running = full.workspace.running.items(full.meeting_id)
    assert [one.item.title for one in running if one.state is ItemState.SKIPPED] == ["领导讲话"]
    moved = titles[speech + 1]
    assert [one.item.title for one in running].index(moved) == speech - 1
    assert full.desk.session.step.title == moved
    assert [one.number for one in full.workspace.running.versions(full.meeting_id)] == [1, 2, 3]


def test_going_back_to_an_item_says_before_what_it_undoes(
    full: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[tuple[str, str], ...]] = []

    def answer(
        _parent: object, _question: str, told: tuple[tuple[str, str], ...], *_a: object, **_k: object
    ) -> bool:
        asked.append(told)
        return True

    monkeypatch.setattr("ui.shell.prompts.confirm", answer)
    full.space_to_cue(CueKind.IN_FAVOUR)
    full.press(Qt.Key.Key_Asterisk)
    full.space_until(lambda: full.desk.session.step.title == "工作报告")
    first = next(one for one in full.desk.session.script.steps if one.title == "增补执委")
    full.desk.go_to(first.first_key)
    full.press(Qt.Key.Key_F3)
    ((undone, kept),) = asked
    assert "“工作报告”的开始时间" in undone[1]
    assert "“增补执委”登记的结果" in kept[1]
    states = {one.item.title: one.state for one in full.workspace.running.items(full.meeting_id)}
    assert (states["增补执委"], states["工作报告"]) == (ItemState.RUNNING, ItemState.WAITING)
    assert len(full.counts()) == 1


def test_at_the_next_person_the_result_of_the_one_before_is_not_shown(
    full: DeskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.space_to_cue(CueKind.ABSTAINING)
    full.type_number(9)
    full.press(ENTER)
    key = full.desk.session.question_here()
    assert key is not None
    full.desk.voting.split(key)
    first = next(one for one in full.desk.session.script.steps if one.name.startswith("表决·"))
    full.desk.go_to(first.first_key)
    full.space_to_cue(CueKind.IN_FAVOUR)
    full.press(Qt.Key.Key_Asterisk)
    second = [one for one in full.desk.session.script.steps if one.name.startswith("表决·")][1]
    full.desk.go_to(second.first_key)
    assert full.desk.panel.kind is not PanelKind.RESULT


@pytest.mark.parametrize("size", [(1366, 768), (1366, 697)])
def test_every_cue_fits_the_small_window(full: DeskStage, size: tuple[int, int]) -> None:
    for cue in (
        CueKind.QUORUM,
        CueKind.ACCLAMATION,
        CueKind.ORAL,
        CueKind.BALLOT,
        CueKind.SPEECH,
        CueKind.AWARD,
        CueKind.BREAK,
        CueKind.CEREMONY,
        CueKind.OPEN_PAPER,
    ):
        go_to(full, cue)
        assert problems_of(full.window, *size) == [], cue


def test_no_line_of_a_meeting_with_every_cue_is_a_dead_end(full: DeskStage) -> None:
    """Space, and Enter where Space says that it waits, lead from the first line to the last."""
    pressed = 0
    while full.desk.panel.kind is not PanelKind.END:
        before = full.desk.session.key
        full.press(SPACE)
        if full.desk.session.key == before:
            full.press(ENTER if full.desk.panel.state is None else Qt.Key.Key_Asterisk)
        pressed += 1
        assert pressed < 200
    assert len(full.counts()) == 2
    assert all(
        one.state is ItemState.DONE or one.state is ItemState.RUNNING
        for one in full.workspace.running.items(full.meeting_id)
    )
