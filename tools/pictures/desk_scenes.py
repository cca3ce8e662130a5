"""The desk: roll call, attendance, a vote before and after it is confirmed, why, correction, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.scripts.records import CueKind
from tools.pictures.looks import CONTRAST, HUGE_TYPE, SHORT, USUAL
from tools.pictures.scene import Scene
from tools.pictures.states import State
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


def _count(stage: Stage) -> DeskView:
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
    _count(stage)
    stage.shoot()


def _confirmed(stage: Stage) -> None:
    _count(stage).confirm()
    stage.shoot()


def _why(stage: Stage) -> None:
    _count(stage).explain()
    stage.shoot()


def _correction(stage: Stage) -> None:
    desk = _count(stage)
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
    _count(stage)
    stage.shoot()


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
    Scene("dialog-close-meeting", _closing, OPEN),
)
