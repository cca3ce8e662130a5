from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.storage.backup import occasion_backup
from fulian_desktop.storage.backup_shelf import backup_folder, kept_backups
from tests.ui.structure import problems_of, texts_of
from ui.pages import page_factories
from ui.safekeeping import dialogs
from ui.safekeeping import page as page_module
from ui.safekeeping import second_place_card as card_module
from ui.safekeeping.dialogs import PassphraseDialog, RehearsalReport, RestoreDialog, SecondPlaceDialog
from ui.safekeeping.page import BackupsPage
from ui.session import Session
from ui.shell import prompts
from ui.shell.jobs import running_jobs
from ui.shell.preferences import Preferences
from ui.shell.theme import apply_theme
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

PASSPHRASE = "三月六日 开会 清溪"
SIZES = ((1366, 768), (1366, 697))


@pytest.fixture
def clock() -> StageClock:
    return StageClock(datetime(2026, 3, 2, 9, 0))


@pytest.fixture
def path(tmp_path: Path, clock: StageClock) -> Path:
    made = tmp_path / "data" / "三合村.fulian"
    made.parent.mkdir()
    with create_village(made, clock, date(2026, 3, 6)) as village:
        occasion_backup(village.database, backup_folder(made), "导入前", clock())
        village.seats.name_federation("三合村妇女联合会", "清溪镇妇女联合会")
    return made


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot, path: Path, clock: StageClock) -> Iterator[Session]:
    qapp.setQuitOnLastWindowClosed(False)
    kept: list[Preferences] = [Preferences()]
    made = Session(
        qapp,
        page_factories(),
        Preferences(),
        folder=path.parent,
        save=lambda preferences: kept.__setitem__(0, preferences),
        load=lambda: kept[0],
        clock=clock,
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


def opened(session: Session, path: Path, qtbot: QtBot) -> BackupsPage:
    session.start(path)
    assert session.window is not None
    lamp = session.window.masthead.backup_lamp.lamp
    qtbot.waitUntil(lambda: lamp.state is LampState.HOLDS and running_jobs() == 0)
    qtbot.mouseClick(session.window.masthead.backup_target, Qt.MouseButton.LeftButton)
    page = session.window.page("backups")
    assert isinstance(page, BackupsPage)
    settled(page, qtbot)
    return page


def settled(page: BackupsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: running_jobs() == 0 and page.table.records.rowCount() > 0)


def choose(page: BackupsPage, occasion: str) -> None:
    found = next(one for one in page.table.records.records() if one.occasion == occasion)
    assert page.table.choose(found.path)


def test_the_lamp_leads_to_the_list_and_the_newest_is_proposed(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    page = opened(session, path, qtbot)
    occasions = {one.occasion for one in page.table.records.records()}
    assert occasions == {"导入前", "每日备份"}
    chosen = page.table.chosen()
    assert chosen is not None
    assert chosen.occasion == "每日备份"
    assert page.loss_row.value_label.text() == "没有，和现在一样"
    choose(page, "导入前")
    assert page.loss_row.value_label.text() == "1 步不在里面"
    for width, height in SIZES:
        assert session.window is not None
        assert problems_of(session.window, width, height) == []


def test_going_back_keeps_the_present_file_and_opens_the_backup(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(session, path, qtbot)
    choose(page, "导入前")
    asked: list[list[str]] = []

    def agree(dialog: RestoreDialog) -> bool:
        dialog.show()
        asked.append(texts_of(dialog))
        dialog.close()
        return True

    monkeypatch.setattr(page_module.RestoreDialog, "ask", agree)
    qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.window is not None and session.window.current_page() is not page)
    said = " ".join(asked[0])
    assert "备份以后做的 1 步会没有，要重新做" in said
    assert "名称" in said or "（" in said, "the step that is lost is named"
    assert session.workspace is not None
    assert session.workspace.seats.federation().superior == "清溪镇妇联"
    assert "恢复前" in {one.occasion for one in kept_backups(path)}


def test_a_rehearsal_reports_and_changes_nothing(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(session, path, qtbot)
    reports: list[list[str]] = []

    def read(dialog: RehearsalReport) -> bool:
        dialog.show()
        reports.append(texts_of(dialog))
        assert problems_of(dialog, dialog.width(), dialog.height()) == []
        dialog.close()
        return True

    monkeypatch.setattr(page_module.RehearsalReport, "ask", read)
    assert session.workspace is not None
    before = session.workspace.database.fingerprint()
    qtbot.mouseClick(page.rehearse_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(reports))
    assert "演练恢复通过，这份备份可以用" in reports[0]
    assert session.workspace.database.fingerprint() == before


def test_a_second_place_is_chosen_sealed_and_copied_to_at_once(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    page = opened(session, path, qtbot)

    def answer(dialog: SecondPlaceDialog) -> bool:
        dialog.folder = stick
        dialog.sealed_box.setChecked(True)
        dialog.deleteLater()
        return True

    monkeypatch.setattr(card_module.SecondPlaceDialog, "ask", answer)
    monkeypatch.setattr(card_module, "ask_passphrase", lambda *_words, **_more: PASSPHRASE)
    qtbot.mouseClick(page.second_card.choose_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(list(stick.glob("*.fulian-sealed"))) and running_jobs() == 0)
    assert session.preferences.second_place == str(stick)
    assert PASSPHRASE not in repr(session.preferences), "the passphrase is kept nowhere"
    assert page.second_card.lamp.state is LampState.HOLDS
    assert session.backups.reminder() == ""
    shutil.rmtree(stick)
    page.second_card.show_place()
    assert page.second_card.lamp.state is LampState.MISSING


def test_a_stick_that_is_away_too_long_is_due_on_the_home_page(
    session: Session, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    seen = "2026-02-01T09:00:00"
    gone = str(tmp_path / "U盘")
    session.preferences = replace(session.preferences, second_place=gone, second_place_seen=seen)
    session.start(path)
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=30_000)
    assert session.window is not None
    assert "把备份复制到 U 盘" in texts_of(session.window)
    session.preferences = replace(session.preferences, second_place_seen="2026-02-27T09:00:00")
    assert session.backups.reminder() == "", "a stick in the drawer is no reason to worry"


def test_closing_copies_to_the_second_place(
    session: Session, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    session.preferences = replace(session.preferences, second_place=str(stick))
    session.start(path)
    assert session.window is not None
    session.window.close()
    assert [one.name for one in stick.glob("*.fulian")] == ["三合村.2026-03-02.fulian"]


def test_a_wrong_passphrase_is_said_and_nothing_is_shown(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from fulian_desktop.storage.second_place import copy_to_second_place

    stick = tmp_path / "U盘"
    stick.mkdir()
    session.preferences = replace(session.preferences, second_place=str(stick))
    session.start(path)
    assert session.workspace is not None
    copy_to_second_place(session.workspace.database, stick, date(2026, 3, 2), passphrase=PASSPHRASE)
    page = opened(session, path, qtbot)
    sealed = next(one for one in page.table.records.records() if one.sealed)
    page.table.choose(sealed.path)
    shown: list[Any] = []
    monkeypatch.setattr(page_module, "ask_passphrase", lambda *_words: "不对的口令不对")
    monkeypatch.setattr(prompts, "show_error", lambda _parent, error: shown.append(error.what))
    qtbot.mouseClick(page.rehearse_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown))
    assert "口令不对" in shown[0]


def test_a_new_passphrase_is_typed_twice_and_long_enough(qtbot: QtBot) -> None:
    dialog = PassphraseDialog(None, "给第二处的备份定一个口令", is_new=True)
    qtbot.addWidget(dialog)
    dialog.first.editor.setText("短")  # type: ignore[attr-defined]
    dialog.accept()
    assert "至少要 8 个字" in dialog.first.message_label.text()
    dialog.first.editor.setText(PASSPHRASE)  # type: ignore[attr-defined]
    dialog.second.editor.setText(PASSPHRASE + "。")  # type: ignore[attr-defined]
    dialog.accept()
    assert dialog.second.message_label.text() == "两次输的不一样"
    dialog.second.editor.setText(PASSPHRASE)  # type: ignore[attr-defined]
    dialog.accept()
    assert dialog.result() == dialog.DialogCode.Accepted


def test_the_files_own_folder_is_refused_as_second_place(qtbot: QtBot, path: Path) -> None:
    dialog = SecondPlaceDialog(None, path, path.parent, sealed=False, days=14)
    qtbot.addWidget(dialog)
    assert problems_of(dialog, dialog.width(), dialog.sizeHint().height()) == []
    dialog.accept()
    assert "资料文件自己的文件夹" in dialog.folder_field.message_label.text()
    assert dialog.days == 14
    assert dialogs.REMINDERS == (7, 14, 30)
    dialog.close()
