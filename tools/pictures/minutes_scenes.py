"""The minutes beside their record, own words that disagree, a correction; 补录 step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.pictures.looks import HUGE_TYPE, SHORT
from tools.pictures.scene import Scene, page_scene
from tools.pictures.states import State

if TYPE_CHECKING:
    from tools.pictures.stage import Stage
    from ui.desk.late_entry_page import LateEntryPage
    from ui.minutes.page import MinutesPage

HELD, OPEN = (State.HELD,), (State.OPEN,)


def _minutes(stage: Stage) -> MinutesPage:
    from ui.minutes.page import MinutesPage

    stage.open_page("minutes")
    page = stage.window.page("minutes")
    assert isinstance(page, MinutesPage)
    return page


def _late(stage: Stage) -> LateEntryPage:
    from ui.desk.late_entry_page import LateEntryPage

    stage.open_page("late_entry", meeting_id=stage.meeting_id)
    page = stage.window.page("late_entry")
    assert isinstance(page, LateEntryPage)
    return page


def _writing(stage: Stage) -> None:
    page = _minutes(stage)
    part = f"item:{page.item_ids()[0]}"
    page.write(part)
    editor = page.boxes[part].editor
    assert editor is not None
    editor.setPlainText("与会人员询问了两名人选的情况。同意12人。")
    stage.shoot()


def _correction(stage: Stage) -> None:
    page = _minutes(stage)
    stage.shoot_dialog(page.boxes["present"].correct)


def _count_correction(stage: Stage) -> None:
    page = _minutes(stage)
    stage.shoot_dialog(page.count_button.click)


def _late_attendance(stage: Stage) -> None:
    _late(stage)
    stage.shoot()


def _late_votes(stage: Stage) -> None:
    _late(stage).go_to(2)
    stage.shoot()


def _late_closing(stage: Stage) -> None:
    _late(stage).go_to(4)
    stage.shoot()


MINUTES_SCENES = (
    page_scene("minutes"),
    Scene("minutes-writing", _writing, HELD),
    Scene("minutes-huge", _writing, HELD, (SHORT, HUGE_TYPE)),
    Scene("dialog-correction", _correction, HELD),
    Scene("dialog-count-correction", _count_correction, HELD),
    page_scene("late_entry"),
    Scene("late-attendance", _late_attendance, OPEN),
    Scene("late-votes", _late_votes, OPEN),
    Scene("late-closing", _late_closing, OPEN),
    Scene("late-huge", _late_attendance, OPEN, (SHORT, HUGE_TYPE)),
)
