from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.storage.backup import occasion_backup
from fulian_desktop.storage.backup_shelf import backup_folder
from fulian_desktop.storage.errors import DamagedFileError, FileInUseError, NewerFileError
from fulian_desktop.storage.second_place import copy_to_second_place
from fulian_desktop.workspace import SCHEMA
from tests.ui.structure import problems_of, texts_of
from ui.pages import page_factories
from ui.safekeeping import going_back, salvaging, trouble_page
from ui.safekeeping.trouble_page import TroublePage
from ui.session import Session
from ui.shell.jobs import ProgressDialog, running_jobs
from ui.shell.preferences import Preferences
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ui.safekeeping.dialogs import RestoreDialog
    from ui.safekeeping.salvaging import SalvageReport

PAGE = 4096
NOW = datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "data" / "三合村.fulian"
    made.parent.mkdir()
    with create_village(made, StageClock(NOW), date(2026, 3, 6)) as village:
        occasion_backup(village.database, backup_folder(made), "导入前", NOW)
    return made


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot, path: Path) -> Iterator[Session]:
    qapp.setQuitOnLastWindowClosed(False)
    made = Session(
        qapp,
        page_factories(),
        Preferences(last_file=str(path)),
        folder=path.parent,
        save=lambda _preferences: None,
        load=Preferences,
        clock=StageClock(NOW),
    )
    yield made
    shown = made.shown()
    if shown is not None:
        shown.close()
        shown.deleteLater()
    made.end()
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=30_000)
    made.deleteLater()
    apply_theme(qapp, 100)


def damage(path: Path) -> None:
    """Break four pages in the middle, as a dying disk does."""
    chance = random.Random(3)
    content = bytearray(path.read_bytes())
    for page in (40, 41, 60, 61):
        content[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    path.write_bytes(content)


def started(session: Session, qtbot: QtBot) -> TroublePage:
    session.start()
    page = session.trouble
    assert page is not None
    assert session.first_start is None, "never as if nothing had been there"
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=30_000)
    return page


def test_a_damaged_file_is_answered_with_what_is_safe_and_the_next_step(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    damage(path)
    broken = path.read_bytes()
    page = started(session, qtbot)
    said = " ".join(texts_of(page))
    assert "损坏了，备份还在" in said
    assert "最近的好备份是" in said
    assert "还能读全的：人员名册" in page.damage_label.text()
    assert page.restore_button.isEnabled()
    assert page.salvage_button.isVisible()
    for width, height in ((1366, 768), (1366, 697), (1024, 640)):
        assert problems_of(page, width, height) == []
    assert path.read_bytes() == broken, "looking changes nothing"


def test_without_a_backup_none_is_promised(session: Session, path: Path, qtbot: QtBot) -> None:
    damage(path)
    for backup in backup_folder(path).iterdir():
        backup.unlink()
    said = " ".join(texts_of(started(session, qtbot)))
    assert "损坏了" in said
    assert "备份还在" not in said
    assert "这里没有找到它的备份" in said


def test_the_backup_is_put_in_its_place_and_opened(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(path)
    broken = path.read_bytes()
    page = started(session, qtbot)

    def agree(dialog: RestoreDialog) -> bool:
        dialog.deleteLater()
        return True

    monkeypatch.setattr(trouble_page.RestoreDialog, "ask", agree)
    qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.window is not None, timeout=30_000)
    assert session.workspace is not None
    assert session.workspace.check() == []
    (kept,) = backup_folder(path).glob("*.恢复前.fulian")
    assert kept.read_bytes() == broken, "the damaged file is kept as it was"


@pytest.mark.parametrize("goes_on", [True, False])
def test_the_window_lives_while_a_backup_is_made_ready_and_the_work_can_be_stopped(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, goes_on: bool
) -> None:
    begun, may_go_on = Event(), Event()
    make_ready = going_back.make_ready

    def slowly(*args: Path, passphrase: str) -> Path:
        begun.set()
        assert may_go_on.wait(30)
        return make_ready(*args, passphrase=passphrase)

    monkeypatch.setattr(going_back, "make_ready", slowly)
    session.start()
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=30_000)
    former = session.workspace
    assert former is not None
    (backup,) = backup_folder(path).glob("*导入前*.fulian")
    session.go_back_to(backup, "")
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    window = session.window
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.findChildren(ProgressDialog)), timeout=30_000)
    assert former.seats.federation().name, "the file is open yet"
    if not goes_on:
        window.findChildren(ProgressDialog)[0].stop_button.click()
    may_go_on.set()
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=30_000)
    if goes_on:
        qtbot.waitUntil(lambda: session.workspace not in (None, former), timeout=30_000)
    assert len(list(backup_folder(path).glob("*恢复前*"))) == int(goes_on)
    assert list(path.parent.glob(".*restoring*")) == []


def test_what_can_be_read_is_saved_into_a_new_file_and_opened(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(path)
    broken = path.read_bytes()
    page = started(session, qtbot)
    told: list[list[str]] = []

    def agree(dialog: SalvageReport) -> bool:
        dialog.show()
        told.append(texts_of(dialog))
        assert problems_of(dialog, dialog.width(), dialog.height()) == []
        dialog.close()
        dialog.deleteLater()
        return True

    monkeypatch.setattr(trouble_page.SalvageReport, "ask", agree)
    qtbot.mouseClick(page.salvage_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "人员名册" in told[0]
    assert not any("person" in words or "vote_count" in words for words in told[0])
    assert session.workspace is not None
    assert session.workspace.database.path.name == "三合村.抢救-2026-03-02-0900.fulian"
    assert path.read_bytes() == broken


def test_a_file_that_is_gone_comes_back_from_the_stick(
    session: Session, path: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fulian_desktop.workspace import Workspace

    stick = tmp_path / "U盘"
    stick.mkdir()
    with Workspace.open(path, clock=StageClock(NOW)) as workspace:
        copy_to_second_place(workspace.database, stick, NOW.date())
    for one in path.parent.rglob("*.fulian"):
        one.unlink()
    session.preferences = replace(session.preferences, second_place=str(stick))
    page = started(session, qtbot)
    assert "没有找到“三合村.fulian”" in texts_of(page)
    monkeypatch.setattr(trouble_page.RestoreDialog, "ask", lambda dialog: dialog.deleteLater() or True)
    qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.workspace is not None, timeout=30_000)
    assert session.workspace is not None
    assert session.workspace.check() == []


def test_a_disk_that_is_gone_offers_to_try_again(
    session: Session, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    away = path.parent.rename(tmp_path / "pulled out")
    page = started(session, qtbot)
    assert "没有找到“三合村.fulian”" in texts_of(page)
    assert not page.restore_button.isVisible()
    away.rename(path.parent)
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    assert session.window is not None


def test_a_foreign_trigger_is_refused_and_the_rows_can_be_saved_without_it(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    import sqlite3

    with sqlite3.connect(path) as other:
        other.execute("CREATE TRIGGER spy AFTER INSERT ON person BEGIN DELETE FROM person; END")
    other.close()
    page = started(session, qtbot)
    assert "“三合村.fulian”被别的程序动过，没有打开" in texts_of(page)
    done = salvaging.salvage_and_check(path, path.with_name("saved.fulian"), SCHEMA, StageClock(NOW))
    assert (done.opens, done.findings) == (True, 0)
    assert all(one.whole for one in done.subjects)


def page_for(error: Exception, path: Path, qtbot: QtBot) -> TroublePage:
    page = TroublePage(path, error, SCHEMA, StageClock(NOW))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=30_000)
    return page


def test_a_file_in_use_elsewhere_says_who_and_since_when_and_may_be_taken_over_after_asking(
    qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = FileInUseError(path, "3月2日 08:30", "BANGONGSHI")
    error.may_be_stale = True
    page = page_for(error, path, qtbot)
    said = " ".join(texts_of(page))
    assert "BANGONGSHI" in said
    assert "3月2日 08:30" in said
    taken: list[bool] = []
    page.take_over_requested.connect(lambda: taken.append(True))
    monkeypatch.setattr(trouble_page.prompts, "confirm", lambda *_words, **_more: False)
    qtbot.mouseClick(page.take_over_button, Qt.MouseButton.LeftButton)
    assert taken == []
    monkeypatch.setattr(trouble_page.prompts, "confirm", lambda *_words, **_more: True)
    qtbot.mouseClick(page.take_over_button, Qt.MouseButton.LeftButton)
    assert taken == [True]
    assert not page.restore_button.isVisible(), "a file in use is no damaged file"


def test_a_file_of_a_newer_program_asks_for_the_newer_program(qtbot: QtBot, path: Path) -> None:
    page = page_for(NewerFileError(path, 9, 4), path, qtbot)
    assert "“三合村.fulian”要用更新的程序打开" in texts_of(page)
    assert not page.salvage_button.isVisible()


def test_a_file_of_which_nothing_can_be_read_still_shows_its_backups(qtbot: QtBot, path: Path) -> None:
    path.write_bytes(b"\0" * 9000)
    page = page_for(DamagedFileError(path), path, qtbot)
    qtbot.waitUntil(lambda: running_jobs() == 0 and page.restore_button.isVisible())
    assert not page.salvage_button.isVisible(), "there is nothing to save"
