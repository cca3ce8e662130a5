"""Home, seats, settings, and the dialogs that begin there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.pictures.looks import HUGE_TYPE, SHORT
from tools.pictures.scene import Scene, page_scene
from tools.pictures.states import State

if TYPE_CHECKING:
    from tools.pictures.stage import Stage


def _seat_chosen(stage: Stage) -> None:
    stage.open_page("seats", seat_number=5)
    stage.shoot()


def _departure(stage: Stage) -> None:
    stage.open_page("seats", seat_number=5)
    stage.shoot_dialog(stage.button("departure").click)


def _by_election_offer(stage: Stage) -> None:
    from ui.seats.by_election import offer_by_election

    stage.open_page("seats")
    page = stage.window.page("seats")
    seat = stage.workspace.seats.board().vacant[0]
    stage.shoot_dialog(lambda: offer_by_election(page, stage.window.context, seat))


def _before_after(stage: Stage) -> None:
    stage.open_page("seats")
    stage.shoot_dialog(stage.button("before_after").click)


def _seating(stage: Stage) -> None:
    stage.open_page("seats", seat_number=9)
    stage.shoot_dialog(stage.button("seating").click)


def _post(stage: Stage) -> None:
    stage.open_page("seats", seat_number=2)
    stage.shoot_dialog(stage.button("change_post").click)


def _rule_pack(stage: Stage) -> None:
    stage.open_page("settings")
    page = stage.window.page("settings")
    stage.shoot_dialog(page.federation_card.link_clicked.emit)  # type: ignore[attr-defined]


def _acting_user(stage: Stage) -> None:
    stage.open_page("settings")
    stage.shoot_dialog(stage.button("change_user").click)


def _check(stage: Stage) -> None:
    stage.open_page("settings")
    stage.shoot_dialog(stage.button("check_file").click)


def _error(stage: Stage) -> None:
    from fulian_desktop.seats.records import Ending

    stage.open_page("seats", seat_number=5)
    tenure = stage.workspace.seats.board().seats[4].holder
    assert tenure is not None
    seats = stage.workspace.seats
    stage.shoot_dialog(
        lambda: stage.window.run(lambda: seats.record_departure(tenure.id, Ending.TRANSFER, "2026-04-01"))
    )


OFFICE_SCENES = (
    page_scene("home", SHORT, HUGE_TYPE),
    page_scene("seats", HUGE_TYPE),
    page_scene("settings", HUGE_TYPE),
    page_scene("help", SHORT, HUGE_TYPE),
    Scene("seats-someone", _seat_chosen),
    Scene("dialog-departure", _departure),
    Scene("dialog-by-election-offer", _by_election_offer),
    Scene("dialog-before-after", _before_after, (State.NEW_TERM,)),
    Scene("dialog-seating", _seating, (State.PREPARED, State.THOUSAND)),
    Scene("dialog-post", _post),
    Scene("dialog-federation", _rule_pack),
    Scene("dialog-acting-user", _acting_user),
    Scene("dialog-check", _check),
    Scene("dialog-error", _error),
)
