"""备份与恢复 and its dialogs, and the page of a file that did not open."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tools.pictures.looks import HUGE_TYPE, SHORT
from tools.pictures.scene import Scene, page_scene

if TYPE_CHECKING:
    from tools.pictures.stage import Stage

_NOW = datetime(2026, 3, 2, 9, 12)


def _restore(stage: Stage) -> None:
    from fulian_desktop.storage.backup_shelf import KeptBackup, Loss, LostEntry, Place
    from ui.safekeeping.dialogs import RestoreDialog

    stage.open_page("backups")
    page = stage.window.page("backups")
    path = stage.workspace.database.path
    made = datetime(2026, 3, 1, 17, 30)
    backup = KeptBackup(
        path, Place.BESIDE, "每日备份", made, 655_360, False, 92, "修改人员", "2026-03-01T17:20:00"
    )
    lost = tuple(
        LostEntry(92 + number, act, "meeting", f"2026-03-02T09:0{number}:00", "李祎")
        for number, act in enumerate(("新建会议", "加入议程", "加入人选", "加入人选"), start=1)
    )
    loss = Loss(known=True, same_course=True, entries=lost)
    stage.shoot_dialog(lambda: RestoreDialog(page, backup, loss, _NOW).ask())


def _second_place(stage: Stage) -> None:
    from pathlib import Path

    from ui.safekeeping.dialogs import SecondPlaceDialog

    stage.open_page("backups")
    page, path = stage.window.page("backups"), stage.workspace.database.path
    stage.shoot_dialog(lambda: SecondPlaceDialog(page, path, Path("E:/妇联备份"), sealed=True, days=14).ask())


def _passphrase(stage: Stage) -> None:
    from ui.safekeeping.dialogs import PassphraseDialog

    stage.open_page("backups")
    page = stage.window.page("backups")
    stage.shoot_dialog(lambda: PassphraseDialog(page, "给第二处的备份定一个口令", is_new=True).ask())


def _last_crash(stage: Stage) -> None:
    from ui.safekeeping.last_crash import LastCrashDialog

    stage.open_page("home")
    report = "Python 3.11  PySide6 6.8\ndesk/session.py:212 confirm\nKeyError: □"
    stage.shoot_dialog(lambda: LastCrashDialog(stage.window, report).ask())


def _salvage(stage: Stage) -> None:
    from fulian_desktop.storage.salvage_report import SavedSubject
    from ui.safekeeping.salvaging import Salvaged, SalvageReport

    stage.open_page("home")
    subjects = (
        SavedSubject("人员名册", 43, 0, 0, whole=True),
        SavedSubject("届次、席位和任职", 34, 0, 0, whole=True),
        SavedSubject("会议和议程", 9, 0, 2, whole=False),
        SavedSubject("举手表决", 2, 0, 0, whole=True),
        SavedSubject("操作日志", 118, 0, 0, whole=True),
    )
    target = stage.workspace.database.path.with_name("三合村.抢救-2026-03-02-0912.fulian")
    stage.shoot_dialog(lambda: SalvageReport(stage.window, Salvaged(target, subjects, 1, opens=True)).ask())


SAFEKEEPING_SCENES = (
    page_scene("backups", SHORT, HUGE_TYPE),
    Scene("dialog-restore", _restore),
    Scene("dialog-second-place", _second_place),
    Scene("dialog-passphrase", _passphrase),
    Scene("dialog-last-crash", _last_crash),
    Scene("dialog-salvage", _salvage),
)
