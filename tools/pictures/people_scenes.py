"""The roster, the person form and the import of a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tools.pictures.looks import HUGE_TYPE
from tools.pictures.scene import Scene, page_scene
from tools.pictures.states import State
from ui.people.page import PeoplePage

if TYPE_CHECKING:
    from tools.pictures.stage import Stage

SHEETS = Path(__file__).resolve().parents[2] / "tests" / "data"


def _page(stage: Stage) -> PeoplePage:
    page = stage.window.page("people")
    assert isinstance(page, PeoplePage)
    return page


def _person_id(stage: Stage, name: str) -> int:
    return next(person.id for person in stage.workspace.people.everyone() if person.name == name)


def _someone(stage: Stage) -> None:
    stage.open_page("people", person_id=_person_id(stage, "丁巧云"))
    stage.shoot()


def _new_person(stage: Stage) -> None:
    stage.open_page("people")
    stage.shoot_dialog(_page(stage).tasks.add_person)


def _edit_person(stage: Stage) -> None:
    stage.open_page("people")
    person_id = _person_id(stage, "古丽娜尔·艾合买提")
    stage.shoot_dialog(lambda: _page(stage).tasks.edit_person(person_id))


class _Import:
    """Reads a sheet and pictures what importing it would do."""

    def __init__(self, name: str) -> None:
        self._path = SHEETS / name

    def __call__(self, stage: Stage) -> None:
        from ui.people.import_flow import import_file

        stage.open_page("people")
        stage.shoot_dialog(lambda: import_file(_page(stage), stage.window.context, self._path))


def _bad_sheet(stage: Stage) -> None:
    from ui.people.import_flow import import_file

    path = stage.folder / "名册.xlsx"
    path.write_text("这不是表格", encoding="utf-8")
    stage.open_page("people")
    stage.shoot_dialog(lambda: import_file(_page(stage), stage.window.context, path))


PEOPLE_SCENES = (
    page_scene("people", HUGE_TYPE),
    Scene("people-someone", _someone, (State.PREPARED, State.THOUSAND)),
    Scene("dialog-new-person", _new_person, (State.EMPTY,)),
    Scene("dialog-edit-person", _edit_person),
    Scene("dialog-import-committee", _Import("committee-roster.xlsx"), (State.EMPTY, State.PREPARED)),
    Scene("dialog-import-delegates", _Import("delegate-roster.csv"), (State.EMPTY,)),
    Scene("dialog-import-refused", _bad_sheet),
)
