"""The page of the papers: preview, print queue, 定稿 of one and of a set, register, gate."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from tools.pictures.looks import HUGE_TYPE, SHORT, USUAL
from tools.pictures.scene import Scene, page_scene
from tools.pictures.states import State
from ui.documents.page import PapersPage

if TYPE_CHECKING:
    from tools.pictures.stage import Stage

OFFICE_PRINTER = "办公室打印机"


def _page(stage: Stage) -> PapersPage:
    page = stage.window.page("papers")
    assert isinstance(page, PapersPage)
    return page


class _Paper:
    """Opens the page at one paper."""

    def __init__(self, paper: str = "") -> None:
        self._paper = paper

    def __call__(self, stage: Stage) -> None:
        stage.open_page("papers", meeting_id=stage.meeting_id, paper=self._paper)
        stage.shoot()


def _find(stage: Stage) -> None:
    stage.open_page("papers", meeting_id=stage.meeting_id, paper="minutes")
    bar = _page(stage).preview.find_bar
    bar.open()
    bar.edit.setText("丁巧云")
    stage.shoot()
    stage.button("enlarge").click()
    bar.edit.stepped.emit(1)
    stage.shoot("large")


def _queue(stage: Stage) -> None:
    """A set in the queue: some done, one failed, the rest waits."""
    from fulian_desktop.documents.paper_kinds import PaperStatus
    from ui.documents.choice import compose_draft
    from ui.documents.print_job import PrintOrder
    from ui.documents.print_queue import PrintState, QueuedPrint

    stage.open_page("papers", meeting_id=stage.meeting_id)
    page = _page(stage)
    queue = page.printing.queue
    states = [
        one
        for one in stage.workspace.papers.catalogue(stage.meeting_id)
        if one.can_be_made and one.status is not PaperStatus.INCOMPLETE
    ][:9]
    told = [PrintState.DONE] * 2 + [PrintState.PRINTING] + [PrintState.WAITING] * 9
    queue._entries = [
        QueuedPrint(
            place + 1,
            PrintOrder((compose_draft(stage.workspace, stage.meeting_id, one),), copies=1 + place % 2 * 14),
            told[place],
            done=1,
            total=3,
        )
        for place, one in enumerate(states)
    ]
    page.work.show_queue(True)
    queue.changed.emit()
    stage.shoot()
    failed = f"打印机“{OFFICE_PRINTER}”找不到了。请看它是否开机、连着电脑，或者换一台打印机。"
    queue._fail(3, failed)
    stage.shoot("stopped")
    queue.cancel_all()
    stage.shoot("cancelled")
    queue.clear()
    stage.shoot("empty")


def _finalise(stage: Stage) -> None:
    stage.open_page("papers", meeting_id=stage.meeting_id, paper="notice")
    stage.shoot_dialog(stage.button("finalise").click)


def _finalise_set(stage: Stage) -> None:
    stage.open_page("papers", meeting_id=stage.meeting_id)
    stage.shoot_dialog(stage.button("finalise_all").click)


def _set_result(stage: Stage) -> None:
    stage.open_page("papers", meeting_id=stage.meeting_id)

    _disagree(stage, reopen=False)
    from ui.documents.finalise_set_dialog import SetResultDialog

    result = stage.workspace.register.finalise_set(stage.meeting_id)
    stage.shoot_dialog(lambda: SetResultDialog(_page(stage), result.issued, result.left_out).ask())
    stage.open_page("papers", meeting_id=stage.meeting_id, paper="agenda")
    stage.shoot("page")
    stage.shoot_dialog(stage.button("register").click, "register")


def _disagree(stage: Stage, *, reopen: bool = True) -> None:
    """Hand-edited wordings that say something else than the record."""
    scripts = stage.workspace.scripts
    text = scripts.wording("notice").text
    scripts.save_wording("notice", text.replace("全体委员（{应到}）", "全体委员，应到15人，空缺3人"))
    if reopen:
        stage.open_page("papers", meeting_id=stage.meeting_id)


def _gate(stage: Stage) -> None:
    _disagree(stage)
    stage.shoot_dialog(_page(stage).finalise_set)


def _outdated(stage: Stage) -> None:
    stage.workspace.register.finalise_set(stage.meeting_id)
    plan = stage.workspace.meetings.get(stage.meeting_id).plan
    stage.workspace.meetings.change_plan(stage.meeting_id, dataclasses.replace(plan, place="文化活动室"))
    stage.open_page("papers", meeting_id=stage.meeting_id, paper="notice")
    stage.shoot()
    stage.shoot_dialog(stage.button("finalise_all").click, "set")
    stage.shoot_dialog(stage.button("why").click, "why")


def _no_printer(stage: Stage) -> None:
    stage.open_page("papers", meeting_id=stage.meeting_id, paper="agenda")
    stage.shoot_dialog(stage.button("print").click)


PAPER_SCENES = (
    page_scene("papers", SHORT, HUGE_TYPE),
    Scene("papers-of-meeting", _Paper(), (State.PREPARED, State.HELD), USUAL),
    Scene("papers-roster", _Paper("committee_roster"), (State.HELD,)),
    Scene("papers-minutes", _Paper("minutes"), (State.HELD,)),
    Scene("papers-find", _find, (State.HELD,)),
    Scene("papers-queue", _queue, (State.HELD,), (*USUAL, HUGE_TYPE)),
    Scene("papers-outdated", _outdated, (State.PREPARED,)),
    Scene("dialog-finalise", _finalise, (State.PREPARED,)),
    Scene("dialog-finalise-set", _finalise_set, (State.PREPARED, State.HELD)),
    Scene("dialog-set-result", _set_result, (State.HELD,)),
    Scene("dialog-gate", _gate, (State.PREPARED,)),
    Scene("dialog-no-printer", _no_printer),
)
