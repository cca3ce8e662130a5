"""Pictures of signing in, locking, users, the recovery code and personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.access.records import Role
from tools.pictures.scene import Scene, page_scene

if TYPE_CHECKING:
    from tools.pictures.stage import Stage

SECRET = "三合村沈主席的口令"


def _staff(stage: Stage) -> str:
    access = stage.workspace.access
    code = access.start_signing_in("沈丽华", SECRET)
    access.add_user("李祎", Role.RECORDER, "记录员李祎的口令")
    access.add_user("王芳", Role.VIEWER, "我只看一看的口令")
    return code


def _settings(stage: Stage) -> None:
    from ui.access.guarding import guard_window

    _staff(stage)
    guard_window(stage.window)
    stage.open_page("settings")
    stage.shoot()


def _lock(stage: Stage) -> None:
    from ui.access.keeper import LockKeeper

    _staff(stage)
    stage.open_page("home")
    keeper = LockKeeper(stage.window)
    keeper.lock()
    assert keeper.page is not None
    stage.settle()
    stage.shoot()
    keeper.forget()


def _code(stage: Stage) -> None:
    from ui.access.code_dialogs import show_code

    code = _staff(stage)
    stage.open_page("settings")
    stage.shoot_dialog(lambda: show_code(stage.window, stage.workspace, code))


def _question(stage: Stage) -> None:
    from ui.access.user_dialogs import SignInQuestion

    stage.open_page("home")
    stage.shoot_dialog(lambda: SignInQuestion(stage.window).ask())


def _add_user(stage: Stage) -> None:
    from ui.access.user_dialogs import add_user

    _staff(stage)
    stage.open_page("settings")
    stage.shoot_dialog(lambda: add_user(stage.window, stage.window.context))


def _reset(stage: Stage) -> None:
    from ui.access.code_dialogs import reset_with_code

    _staff(stage)
    stage.open_page("home")
    stage.shoot_dialog(lambda: reset_with_code(stage.window, stage.workspace))


def _erase(stage: Stage) -> None:
    from ui.access.erasing import erase_person

    stage.open_page("people")
    person = stage.workspace.people.find("周美琴")[0].id
    stage.shoot_dialog(lambda: erase_person(stage.window, stage.window.context, person))


ACCESS_SCENES: tuple[Scene, ...] = (
    page_scene("disclosures"),
    Scene("settings-signing-in", _settings),
    Scene("lock", _lock),
    Scene("dialog-recovery-code", _code),
    Scene("dialog-sign-in-question", _question),
    Scene("dialog-add-user", _add_user),
    Scene("dialog-reset-with-code", _reset),
    Scene("dialog-erase-person", _erase),
)
