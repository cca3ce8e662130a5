"""The page of wordings: a paper, an outcome on trial, what is wrong, what has no value, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.pictures.looks import HUGE_TYPE, SHORT
from tools.pictures.scene import Scene, page_scene
from tools.pictures.states import State

if TYPE_CHECKING:
    from tools.pictures.stage import Stage
    from ui.wordings.page import WordingsPage


def _page(stage: Stage, kind: str) -> WordingsPage:
    from ui.wordings.page import WordingsPage

    stage.open_page("wordings", kind=kind)
    page = stage.window.page("wordings")
    assert isinstance(page, WordingsPage)
    return page


def _notice(stage: Stage) -> None:
    _page(stage, "notice")
    stage.shoot()


def _decision(stage: Stage) -> None:
    _page(stage, "decision")
    stage.shoot()


def _script(stage: Stage) -> None:
    _page(stage, "committee_session")
    stage.shoot()


def _wrong(stage: Stage) -> None:
    page = _page(stage, "request")
    page.writing.editor.setPlainText(
        page.writing.text().replace("{上级}", "{上及}").replace("妥否", "[一人 妥否")
    )
    stage.shoot()


def _lacking(stage: Stage) -> None:
    page = _page(stage, "request")
    page.writing.editor.setPlainText(page.writing.text().replace("{依据}", "{表决情况}"))
    stage.shoot()


def _side(stage: Stage, side: int) -> None:
    page = _page(stage, "decision")
    page.reading.side.set_value(side)
    page.reading.side.chosen.emit(side)
    stage.shoot()


def _blanks(stage: Stage) -> None:
    _side(stage, 1)


def _explanation(stage: Stage) -> None:
    _side(stage, 2)


WORDING_SCENES = (
    page_scene("wordings"),
    Scene("wordings-notice", _notice),
    Scene("wordings-decision", _decision, (State.PREPARED, State.HELD)),
    Scene("wordings-script", _script),
    Scene("wordings-wrong", _wrong),
    Scene("wordings-lacking", _lacking),
    Scene("wordings-blanks", _blanks),
    Scene("wordings-explanation", _explanation),
    Scene("wordings-huge", _decision, (State.PREPARED,), (SHORT, HUGE_TYPE)),
)
