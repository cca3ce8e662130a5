"""A scene: a function that drives the real window like a user and calls `stage.shoot()`.

It names the states and the looks it is pictured in. Pictures are called SCENE-STATE-LOOK.png.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.pictures.looks import USUAL
from tools.pictures.states import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.pictures.looks import Look
    from tools.pictures.stage import Stage

PAGE_STATES = (State.EMPTY, State.PREPARED, State.HELD, State.THOUSAND)


@dataclass(frozen=True)
class Scene:
    """A function that takes pictures on a stage, and where it is played."""

    name: str
    play: Callable[[Stage], None]
    states: tuple[State, ...] = (State.PREPARED,)
    looks: tuple[Look, ...] = USUAL


class _Page:
    """Opens a page and takes its picture."""

    def __init__(self, page: str) -> None:
        self._page = page

    def __call__(self, stage: Stage) -> None:
        stage.open_page(self._page)
        stage.shoot()


def page_scene(page: str, *more: Look) -> Scene:
    """Return the scene of a page as it opens, in all states; `more` are looks besides the usual two."""
    return Scene(page, _Page(page), PAGE_STATES, (*USUAL, *more))
