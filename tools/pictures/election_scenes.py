"""The page 选举: the path of the term change, the delegates, their dialogs, a session's preparation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableView

from fulian_desktop.meetings.session_kinds import MeetingKind
from tools.pictures.looks import SHORT, USUAL
from tools.pictures.scene import Scene, page_scene
from tools.pictures.states import State

if TYPE_CHECKING:
    from tools.pictures.stage import Stage

CONGRESS = (State.CONGRESS,)


class _Section:
    """Opens a section of the page, at a step where one is named."""

    def __init__(self, section: str, step: str = "") -> None:
        self._arguments: dict[str, object] = {"section": section} | ({"step": step} if step else {})

    def __call__(self, stage: Stage) -> None:
        stage.open_page("elections", **self._arguments)
        stage.shoot()


class _Dialog(_Section):
    """Presses a button of a section and pictures the dialog; the first delegate is chosen."""

    def __init__(self, section: str, button: str) -> None:
        super().__init__(section)
        self._button = button

    def __call__(self, stage: Stage) -> None:
        stage.open_page("elections", **self._arguments)
        table = stage.window.findChild(QTableView, "delegate_table")
        if table is not None:
            table.selectRow(0)
        stage.settle()
        stage.shoot_dialog(stage.button(self._button).click)


def _session(stage: Stage) -> None:
    stage.workspace.congress.prepare_sessions(1)
    plenary = next(one for one in stage.workspace.congress.sessions(1) if one.kind is MeetingKind.PLENARY)
    stage.open_page("meetings", meeting_id=plenary.id)
    stage.shoot()


ELECTION_SCENES = (
    page_scene("elections"),
    Scene("elections-path", _Section("path"), CONGRESS, (*USUAL, SHORT)),
    Scene("elections-group", _Section("path", "group"), CONGRESS),
    Scene("elections-day", _Section("path", "congress_day"), CONGRESS),
    Scene("elections-delegates", _Section("delegates"), CONGRESS, (*USUAL, SHORT)),
    Scene("elections-session", _session, CONGRESS),
    Scene("dialog-congress", _Dialog("path", "change_congress"), CONGRESS),
    Scene("dialog-begin-term-change", _Dialog("path", "begin_term_change"), (State.PREPARED,)),
    Scene("dialog-step-done", _Dialog("path", "step_done"), CONGRESS),
    Scene("dialog-quota", _Dialog("delegates", "change_quota"), CONGRESS),
    Scene("dialog-nominate-delegate", _Dialog("delegates", "nominate_delegate"), CONGRESS),
    Scene("dialog-check-delegates", _Dialog("delegates", "check_delegates"), CONGRESS),
    Scene("dialog-replace-delegate", _Dialog("delegates", "replace_delegate"), CONGRESS),
)
