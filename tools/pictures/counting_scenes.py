"""Counting help and presence at the desk: sheets, zones, a leave, a vote looked back at, a wrong clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from fulian_desktop.votes.tallies import Zone
from tools.pictures.desk_scenes import count_to_the_end, open_desk
from tools.pictures.looks import SHORT, USUAL
from tools.pictures.scene import Scene
from tools.pictures.states import State
from ui.desk.attendance_leave import Leave, LeaveDialog
from ui.desk.vote_sheet import SheetDialog
from ui.desk.vote_zones import set_up_zones

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tools.pictures.stage import Stage
    from ui.desk.desk_view import DeskView


def _zoned(stage: Stage) -> DeskView:
    desk = count_to_the_end(stage)
    people = tuple(one.person_id or 0 for one in desk.session.attendance.members)
    zones = (Zone("前排", "张翠萍", people[:7]), Zone("后排", "石桂芳", people[7:]))
    stage.workspace.votes.counting.set_zones(stage.meeting_id, zones)
    return desk


def _fill(dialog: QWidget, *numbers: tuple[int, int]) -> None:
    if not isinstance(dialog, SheetDialog) or dialog.grid is None:
        raise TypeError("not a sheet to fill")
    for cells, (against, abstaining) in zip(dialog.grid.cells, numbers, strict=True):
        cells["against"].set_value(against)
        cells["abstaining"].set_value(abstaining)
    dialog.grid.cells[0]["against"].typed.emit()


def _sheet(stage: Stage) -> None:
    stage.shoot_dialog(_zoned(stage).open_sheet, prepare=lambda dialog: _fill(dialog, (0, 1), (1, 0)))


def _too_many(stage: Stage) -> None:
    stage.shoot_dialog(_zoned(stage).open_sheet, prepare=lambda dialog: _fill(dialog, (0, 1), (9, 0)))


def _compared(stage: Stage) -> None:
    def twice(dialog: QWidget) -> None:
        _fill(dialog, (0, 1), (1, 0))
        stage.button("count_again", dialog).click()
        _fill(dialog, (0, 2), (1, 0))
        stage.button("take_tally", dialog).click()

    stage.shoot_dialog(_zoned(stage).open_sheet, prepare=twice)


def _zones(stage: Stage) -> None:
    desk = _zoned(stage)
    stage.shoot_dialog(lambda: set_up_zones(desk, desk.session))


def _leave(stage: Stage) -> None:
    desk = open_desk(stage)
    desk.open_attendance()
    stage.shoot_dialog(LeaveDialog(desk, "覃玉兰", Leave("", "沈丽华")).ask, prepare=_type_reason)


def _type_reason(dialog: QWidget) -> None:
    editor = dialog.findChild(QLineEdit, "leave_reason")
    if isinstance(editor, QLineEdit):
        editor.setText("家中有事")


def _at_a_vote(stage: Stage) -> None:
    desk = count_to_the_end(stage)
    desk.confirm()
    stage.clock.set_time("09:58")
    desk.open_attendance()
    desk.attendance.choose_mark(desk.attendance.marks[-1])
    stage.shoot()


def _wrong_clock(stage: Stage) -> None:
    desk = count_to_the_end(stage)
    stage.clock.set_time("08:41")
    desk.show_time()
    stage.shoot()


OPEN = (State.OPEN,)
COUNTING_SCENES = (
    Scene("dialog-counting-sheet", _sheet, OPEN, (*USUAL, SHORT)),
    Scene("dialog-counting-too-many", _too_many, OPEN),
    Scene("dialog-counting-compared", _compared, OPEN, (*USUAL, SHORT)),
    Scene("dialog-counting-zones", _zones, OPEN),
    Scene("dialog-leave", _leave, OPEN),
    Scene("desk-attendance-at-a-vote", _at_a_vote, OPEN, (*USUAL, SHORT)),
    Scene("desk-wrong-clock", _wrong_clock, OPEN, (*USUAL, SHORT)),
)
