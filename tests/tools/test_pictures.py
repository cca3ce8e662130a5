"""The tool that pictures every page: nothing is forgotten, and a scene that fails is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tools.pictures.looks import LARGE, SMALL
from tools.pictures.photographer import Photographer
from tools.pictures.scene import Scene
from tools.pictures.scenes import SCENES
from tools.pictures.states import State
from ui.application import build_application
from ui.pages import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tools.pictures.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else build_application(["tests"])


@pytest.fixture
def photographer(qapp: QApplication, tmp_path: Path) -> Photographer:
    for name in ("stage", "pictures"):
        (tmp_path / name).mkdir()
    return Photographer(tmp_path / "stage", tmp_path / "pictures")


def test_every_page_is_pictured_in_three_states_and_two_sizes() -> None:
    for page in PAGES:
        scene = next(one for one in SCENES if one.name == page)
        assert {State.EMPTY, State.PREPARED, State.THOUSAND} <= set(scene.states)
        assert {SMALL, LARGE} <= set(scene.looks)


def test_no_two_scenes_have_one_name() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)


def test_a_scene_gives_a_picture_of_the_size_of_its_look(photographer: Photographer, tmp_path: Path) -> None:
    scene = next(one for one in SCENES if one.name == "dialog-departure")
    photographer.play(scene, SMALL)
    assert photographer.failures == []
    picture = QImage(str(tmp_path / "pictures" / "dialog-departure-prepared-1366x768.png"))
    assert (picture.width(), picture.height()) == (SMALL.width, SMALL.height)


def test_a_scene_that_fails_is_told_and_stops_nothing(photographer: Photographer) -> None:
    def fail(stage: Stage) -> None:
        stage.open_page("home")
        stage.find("nothing of this name")

    photographer.play(Scene("broken", fail, (State.EMPTY,)), SMALL)
    assert len(photographer.failures) == 1
    assert photographer.failures[0].startswith("broken-empty-1366x768: PictureError")
    photographer.play(Scene("sound", _home, (State.EMPTY,)), SMALL)
    assert len(photographer.failures) == 1
    assert photographer.taken == 1


def test_a_dialog_that_nobody_asked_for_is_a_failure(photographer: Photographer) -> None:
    from ui.shell import prompts

    def surprise(stage: Stage) -> None:
        stage.open_page("home")
        prompts.inform(stage.window, "意外的对话框")

    photographer.play(Scene("surprise", surprise, (State.EMPTY,)), SMALL)
    assert photographer.failures == ["surprise-empty-1366x768: an unexpected dialog: 意外的对话框"]


def _home(stage: Stage) -> None:
    stage.open_page("home")
    stage.shoot()
