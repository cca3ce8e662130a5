"""The hall's screen: its slides as the projector shows them, and its mirror on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from fulian_desktop.scripts.records import CueKind
from tools.pictures.desk_scenes import MOST_LINES, open_desk
from tools.pictures.looks import CONTRAST, SHORT, SMALL
from tools.pictures.scene import Scene
from tools.pictures.states import State
from ui.hall.boards import TallyHeading, tally_slides
from ui.hall.painting import paint_slide
from ui.hall.slides import Choice, SlideKind

if TYPE_CHECKING:
    from tools.pictures.stage import Stage
    from ui.desk.desk_view import DeskView

BOARD = TallyHeading(
    "三合村妇女第八次代表大会", "选举第八届执委会委员，应选 15 名", "已唱 31 张，共 41 张", "另选他人：无"
)
CANDIDATES = (
    *("丁巧云", "马晓燕", "王秀英", "方瑶", "古丽娜尔·艾合买提", "石桂芳", "苏晓棠", "李祎", "李堃"),
    *("沈丽华", "张翠萍", "陈雪梅", "赵小云", "黄春桃", "龚素珍", "韩淑珍", "覃玉兰"),
)
VOTES = (28, 30, 29, 17, 27, 29, 28, 26, 24, 30, 27, 25, 22, 28, 14, 26, 29)
SIZES = {"": (1920, 1080), "4x3": (1024, 768)}


def _project(stage: Stage, desk: DeskView, detail: str, size: str = "") -> None:
    picture = QPixmap(*SIZES[size])
    painter = QPainter(picture)
    paint_slide(painter, QRectF(picture.rect()), desk.hall.director.slide)
    painter.end()
    stage.pictures.append((f"{detail}-{size}" if size else detail, picture))


def _go_on_to(desk: DeskView, kind: SlideKind) -> None:
    for _ in range(MOST_LINES):
        if desk.hall.director.slide.kind is kind:
            return
        desk.go_on()
    raise LookupError(f"the script never comes to {kind.value}")


def _slides(stage: Stage) -> None:
    desk = open_desk(stage)
    stage.clock.set_time("09:17:26")
    desk.hall.show_scene()
    _project(stage, desk, "waiting")
    for kind in (SlideKind.AGENDA, SlideKind.ITEM, SlideKind.NOMINEES, SlideKind.HANDS):
        _go_on_to(desk, kind)
        _project(stage, desk, kind.value)
    while desk.session.line.cue is not CueKind.ABSTAINING:
        desk.go_on()
    desk.confirm()
    _project(stage, desk, "counted")
    desk.hall.release()
    _project(stage, desk, "result")
    _project(stage, desk, "result", "4x3")
    desk.go_on()
    _project(stage, desk, "elected")
    item = next(one for one in desk.session.facts.agenda if one.details and not one.numbered)
    desk.hall.choose(Choice(SlideKind.COMMENDATION, item.id))
    _project(stage, desk, "commendation")
    desk.hall.choose(Choice(SlideKind.AWARD, item.id))
    _project(stage, desk, "award")
    desk.hall.show_tally(tally_slides(BOARD, CANDIDATES, VOTES))
    _project(stage, desk, "tally")
    _project(stage, desk, "tally", "4x3")
    desk.hall.begin_break(15)
    _project(stage, desk, "break")


def _mirror(stage: Stage) -> None:
    desk = open_desk(stage)
    _go_on_to(desk, SlideKind.NOMINEES)
    desk.hall.toggle()
    stage.shoot()
    while desk.session.line.cue is not CueKind.ABSTAINING:
        desk.go_on()
    desk.confirm()
    desk.toast.dismiss()
    stage.shoot("counted")
    desk.hall.open_menu()
    stage.shoot("menu")


HALL_SCENES = (
    Scene("hall", _slides, (State.OPEN,), (SMALL, CONTRAST)),
    Scene("desk-mirror", _mirror, (State.OPEN,), (SMALL, SHORT)),
)
