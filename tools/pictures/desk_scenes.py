"""The desk: roll call, attendance, a vote before and after it is confirmed, why, correction, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod
from fulian_desktop.scripts.records import CueKind
from tools.pictures.looks import CONTRAST, HUGE_TYPE, SHORT, USUAL
from tools.pictures.scene import Scene
from tools.pictures.states import State
from ui.desk.desk_keys import Act
from ui.desk.desk_view import DeskView

if TYPE_CHECKING:
    from tools.pictures.stage import Stage

MOST_LINES = 80


def open_desk(stage: Stage) -> DeskView:
    """Show the desk of the meeting."""
    stage.open_page("home")
    desk = DeskView(stage.window.context, stage.meeting_id)
    stage.window.show_full(desk)
    stage.settle()
    return desk


def _go_to_cue(stage: Stage, desk: DeskView, cue: CueKind) -> None:
    for _ in range(MOST_LINES):
        if desk.session.line.cue is cue:
            stage.settle()
            return
        desk.go_on()
    raise LookupError(f"the script has no cue {cue.value}")


def _type(stage: Stage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(stage.window.focusWidget() or stage.window, key)
        stage.settle()


def count_to_the_end(stage: Stage) -> DeskView:
    """Show the desk at the last question of a vote, with one abstaining."""
    desk = open_desk(stage)
    _go_to_cue(stage, desk, CueKind.ABSTAINING)
    _type(stage, Qt.Key.Key_1)
    return desk


def _start(stage: Stage) -> None:
    open_desk(stage)
    stage.shoot()


def _roll_call(stage: Stage) -> None:
    _go_to_cue(stage, open_desk(stage), CueKind.ROLL_CALL)
    stage.shoot()


def _attendance(stage: Stage) -> None:
    open_desk(stage).open_attendance()
    stage.shoot()


def _vote(stage: Stage) -> None:
    count_to_the_end(stage)
    stage.shoot()


def _confirmed(stage: Stage) -> None:
    count_to_the_end(stage).confirm()
    stage.shoot()


def _why(stage: Stage) -> None:
    count_to_the_end(stage).explain()
    stage.shoot()


def _correction(stage: Stage) -> None:
    desk = count_to_the_end(stage)
    desk.confirm()
    desk.begin_correction()
    stage.shoot()


def _closing(stage: Stage) -> None:
    desk = open_desk(stage)
    stage.shoot_dialog(desk.close_meeting)


def _no_quorum(stage: Stage) -> None:
    from fulian_desktop.meetings.attendance import AttendanceState

    present = stage.workspace.attendance.attendance(stage.meeting_id).present_ids
    for person_id in present[:4]:
        stage.workspace.attendance.mark(stage.meeting_id, AttendanceState.LEFT, person_id=person_id)
    count_to_the_end(stage)
    stage.shoot()


def _add_item(stage: Stage, draft: AgendaDraft) -> DeskView:
    """Put an item in while the meeting runs and go to its first line."""
    made = stage.workspace.running.insert(stage.meeting_id, draft).record_id
    desk = open_desk(stage)
    desk.go_to(desk.session.script.steps_of(made)[0].first_key)
    return desk


def _agreement(stage: Stage) -> None:
    draft = AgendaDraft(AgendaKind.LIST_APPROVAL, "通过会议办法", method=DecisionMethod.ACCLAMATION)
    _go_to_cue(stage, _add_item(stage, draft), CueKind.ACCLAMATION)
    _type(stage, Qt.Key.Key_1)
    stage.shoot()


def _break(stage: Stage) -> None:
    desk = _add_item(stage, AgendaDraft(AgendaKind.BREAK, "休息", minutes=10))
    _go_to_cue(stage, desk, CueKind.BREAK)
    _type(stage, Qt.Key.Key_Return)
    stage.shoot()


def _reader(stage: Stage) -> None:
    words = "从今天做起，从身边的小事做起，把我们的村子建设得更美、更和睦。" * 8
    desk = _add_item(stage, AgendaDraft(AgendaKind.READING, "宣读倡议书", details=f"各位姐妹：\n{words}"))
    _go_to_cue(stage, desk, CueKind.OPEN_PAPER)
    _type(stage, Qt.Key.Key_Return)
    stage.shoot()


def _running_agenda(stage: Stage) -> None:
    item = next(one for one in stage.workspace.running.items(stage.meeting_id) if not one.item.numbered)
    stage.workspace.running.skip(stage.meeting_id, item.item.id, "时间不够了")
    stage.shoot_dialog(open_desk(stage).acts.open_agenda)


def _keys(stage: Stage) -> None:
    desk = open_desk(stage)
    stage.shoot_dialog(lambda: desk.acts.do(Act.KEYS))


OPEN = (State.OPEN,)
DESK_SCENES = (
    Scene("desk", _start, OPEN, (*USUAL, SHORT)),
    Scene("desk-roll-call", _roll_call, OPEN),
    Scene("desk-attendance", _attendance, OPEN, (*USUAL, SHORT, HUGE_TYPE)),
    Scene("desk-vote", _vote, OPEN, (*USUAL, SHORT, HUGE_TYPE, CONTRAST)),
    Scene("desk-confirmed", _confirmed, OPEN, (*USUAL, SHORT)),
    Scene("desk-why", _why, OPEN),
    Scene("desk-correction", _correction, OPEN),
    Scene("desk-no-quorum", _no_quorum, OPEN),
    Scene("desk-agreement", _agreement, OPEN, (*USUAL, SHORT)),
    Scene("desk-break", _break, OPEN, (*USUAL, SHORT)),
    Scene("desk-reader", _reader, OPEN, (*USUAL, SHORT)),
    Scene("dialog-running-agenda", _running_agenda, OPEN),
    Scene("dialog-desk-keys", _keys, OPEN),
    Scene("dialog-close-meeting", _closing, OPEN),
)
