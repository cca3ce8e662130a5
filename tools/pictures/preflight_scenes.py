"""可以开会吗, the question between rehearsal and meeting, and a rehearsal as it looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.meetings.replies import Answer
from fulian_desktop.rehearsal import RehearsalClock, begin_rehearsal, end_rehearsal
from tools.pictures.scene import Scene, page_scene
from tools.pictures.stage import composed
from tools.pictures.states import State
from ui.desk.preflight_replies import PasteNamesDialog
from ui.desk.rehearsal_dialogs import ClockDialog, RealOrRehearsal
from ui.pages import page_factories
from ui.shell.theme import apply_theme, is_high_contrast, scale_percent
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.workspace import Workspace
    from tools.pictures.stage import Stage


def _answered(stage: Stage) -> None:
    replies = stage.workspace.replies.replies(stage.meeting_id)
    stage.workspace.replies.answer(stage.meeting_id, [one.person_id for one in replies[:8]], Answer.COMING)
    stage.workspace.replies.answer(stage.meeting_id, [replies[2].person_id], Answer.LEAVE, "家中有事")
    stage.open_page("preflight", meeting_id=stage.meeting_id)
    stage.shoot()


def _pasted(stage: Stage) -> None:
    stage.open_page("preflight", meeting_id=stage.meeting_id)

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, PasteNamesDialog)
        dialog.text_edit.setPlainText("1. 沈丽华\n2. 李 祎、王秀英，张三")

    stage.shoot_dialog(stage.button("paste_names").click, prepare=fill)


def _real_or_rehearsal(stage: Stage) -> None:
    stage.open_page("meetings", meeting_id=stage.meeting_id)
    title = stage.workspace.meetings.get(stage.meeting_id).title
    doubt = "会议安排在今天 09:30，还有 20 分钟就要正式开了。"
    stage.shoot_dialog(lambda: RealOrRehearsal(stage.window, title, doubt).ask())


def _clock(stage: Stage) -> None:
    stage.open_page("meetings", meeting_id=stage.meeting_id)
    stage.shoot_dialog(lambda: ClockDialog(stage.window, stage.clock()).ask())


def _rehearsal(stage: Stage) -> None:
    clock = RehearsalClock(stage.clock)
    copy = begin_rehearsal(stage.workspace, stage.meeting_id, stage.folder / "演练", clock)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    show = partial(apply_theme, app, scale_percent(), is_high_contrast())
    show(rehearsal=True)
    try:
        _shoot_rehearsal(stage, copy, clock)
    finally:
        end_rehearsal(copy)
        show(rehearsal=False)


def _shoot_rehearsal(stage: Stage, copy: Workspace, clock: RehearsalClock) -> None:
    from ui.desk.desk_view import DeskView

    window = MainWindow(copy, page_factories(), today=lambda: clock().date())
    window.set_heading(copy.seats.federation().name, ordinal(copy.seats.current_term().number, "届"))
    window.resize(stage.look.width, stage.look.height)
    window.open_page("meetings", meeting_id=stage.meeting_id)
    window.show()
    stage.settle()
    stage.pictures.append(("", composed(window)))
    copy.meetings.open(stage.meeting_id)
    window.show_full(DeskView(window.context, stage.meeting_id))
    stage.settle()
    stage.pictures.append(("desk", composed(window)))
    window.leave_full()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


PREFLIGHT_SCENES = (
    page_scene("preflight"),
    Scene("preflight-answered", _answered, (State.PREPARED,)),
    Scene("dialog-paste-names", _pasted, (State.PREPARED,)),
    Scene("dialog-real-or-rehearsal", _real_or_rehearsal, (State.PREPARED,)),
    Scene("dialog-rehearsal-clock", _clock, (State.PREPARED,)),
    Scene("rehearsal", _rehearsal, (State.PREPARED,)),
)
