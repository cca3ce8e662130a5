"""Meetings: the list, the preparation, its dialogs, the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.pictures.looks import HUGE_TYPE, SHORT
from tools.pictures.scene import Scene, page_scene
from tools.pictures.states import State
from ui.meetings.page import MeetingsPage

if TYPE_CHECKING:
    from tools.pictures.stage import Stage


def _page(stage: Stage) -> MeetingsPage:
    page = stage.window.page("meetings")
    assert isinstance(page, MeetingsPage)
    return page


def _list(stage: Stage) -> None:
    stage.workspace.meetings.prepare_by_election()
    stage.open_page("meetings")
    stage.shoot()


def _new_meeting(stage: Stage) -> None:
    stage.open_page("meetings", create=True)
    stage.shoot()


class _Button:
    """Presses a button of the preparation and pictures the dialog."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, stage: Stage) -> None:
        stage.open_page("meetings", meeting_id=stage.meeting_id)
        stage.shoot_dialog(stage.button(self._name).click)


class _Act:
    """Chooses an act of the meeting from the title row or from 更多, and pictures the question."""

    def __init__(self, act: str) -> None:
        self._act = act

    def __call__(self, stage: Stage) -> None:
        stage.open_page("meetings", meeting_id=stage.meeting_id)
        stage.shoot_dialog(lambda: _page(stage).actions_row.wanted.emit(self._act))


def _nominee(stage: Stage) -> None:
    nominee = stage.workspace.meetings.facts(stage.meeting_id).nominees[1]
    stage.workspace.meetings.remove_nominee(stage.meeting_id, nominee.id)
    stage.open_page("meetings", meeting_id=stage.meeting_id)
    stage.shoot_dialog(stage.button("add_nominee").click)


def _script(stage: Stage) -> None:
    stage.open_page("meetings", meeting_id=stage.meeting_id, script=True)
    stage.shoot()


def _missing(stage: Stage) -> None:
    stage.workspace.meetings.prepare_by_election()
    newest = stage.workspace.meetings.meetings()[0]
    stage.open_page("meetings", meeting_id=newest.id)
    stage.shoot()
    stage.button("meeting_primary").click()
    stage.shoot("popup")


MEETING_SCENES = (
    page_scene("meetings", SHORT, HUGE_TYPE),
    Scene("meetings-list", _list, (State.PREPARED,)),
    Scene("meetings-new", _new_meeting, (State.PREPARED,)),
    Scene("meetings-missing", _missing),
    Scene("meetings-script", _script, (State.PREPARED, State.HELD)),
    Scene("dialog-plan", _Act("plan")),
    Scene("dialog-enter", _Act("enter")),
    Scene("dialog-discard", _Act("discard")),
    Scene("dialog-agenda-item", _Button("add_item")),
    Scene("dialog-nominee", _nominee),
    Scene("dialog-observer", _Button("add_observer")),
    Scene("dialog-rule-pack", _Button("change_rules")),
    Scene("dialog-why-rules", _Button("why_rules")),
)
