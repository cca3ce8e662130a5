from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents import system_fonts
from fulian_desktop.documents.fonts import (
    FONT_FOLDER,
    FontChoice,
    choose_fonts,
    forget_fonts,
    uses_system_fonts,
)
from fulian_desktop.documents.system_fonts import OFFICIAL_STYLES, FontFile
from fulian_desktop.sample_village import create_village
from tests.ui.structure import texts_of
from ui.application import can_reach_an_input_method
from ui.home import create_federation
from ui.home.create_federation import FederationDraft
from ui.session import Session
from ui.shell.jobs import running_jobs
from ui.shell.notifier import Page
from ui.shell.preferences import Preferences, load_preferences, save_preferences
from ui.shell.theme import apply_theme, scale_percent
from ui.shell.widgets import LampState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class HomePage(Page):
    title: ClassVar[str] = "首页"


DRAFT = FederationDraft(
    "三合村妇女联合会", "清溪镇妇联", 7, date(2024, 3, 1), date(2029, 3, 1), 15, "committee-default"
)


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    pages: dict[str, Any] = {"home": HomePage, "settings": HomePage}
    qapp.setQuitOnLastWindowClosed(False)
    made = Session(
        qapp,
        pages,
        Preferences(),
        folder=tmp_path / "data",
        save=lambda _preferences: None,
        clock=lambda: datetime(2026, 3, 2, 9, 12),
    )
    yield made
    for window in (made.window, made.first_start, made.trouble):
        if window is not None:
            window.close()
            window.deleteLater()
    made.end()
    made.deleteLater()
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=20_000)  # backups that are made or looked for
    apply_theme(qapp, 100)


def create(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create_federation, "ask_federation", lambda *_arguments, **_more: DRAFT)
    monkeypatch.setattr("ui.session.ask_after_creating", lambda _window: None)
    session.create()


def test_a_fresh_machine_sees_the_first_start(session: Session) -> None:
    session.start()
    assert session.first_start is not None
    assert session.first_start.isVisible()
    assert session.window is None


def test_a_new_federation_is_opened_at_once(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.start()
    create(session, monkeypatch)
    assert session.window is not None
    assert session.first_start is None
    assert session.window.masthead.federation_label.text() == "三合村妇女联合会"
    assert session.window.masthead.term_label.text() == "第七届"
    lamp = session.window.masthead.backup_lamp.lamp
    qtbot.waitUntil(lambda: lamp.state is LampState.HOLDS)
    assert session.preferences.last_file.endswith("三合村妇女联合会.fulian")


def test_the_file_opened_last_is_opened_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    create(session, monkeypatch)
    assert session.window is not None
    session.window.close()
    assert session.workspace is None, "closing the window closes the file"
    session.start()
    assert session.window.masthead.federation_label.text() == "三合村妇女联合会"


def test_a_file_that_is_not_ours_is_refused_and_its_page_shown(session: Session, tmp_path: Path) -> None:
    other = tmp_path / "名册.fulian"
    other.write_text("not a data file", encoding="utf-8")
    session.start(other)
    assert session.first_start is None
    assert session.trouble is not None
    assert "“名册.fulian”打不开" in texts_of(session.trouble)
    assert other.read_text(encoding="utf-8") == "not a data file"


def test_a_file_open_in_another_window_is_offered_again_not_called_the_first_use(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "village.fulian"
    other = create_village(path)
    session.start(path)
    assert session.trouble is not None
    said = texts_of(session.trouble)
    assert "“village.fulian”正在别处打开" in said
    assert "换一个文件" in said
    other.close()
    session.trouble.again_button.click()
    assert session.window is not None


def test_a_file_that_is_gone_is_named(session: Session, tmp_path: Path) -> None:
    session.preferences = replace(session.preferences, last_file=str(tmp_path / "U盘.fulian"))
    session.start()
    assert session.first_start is None, "never as if nothing had been there"
    assert session.trouble is not None
    assert "没有找到“U盘.fulian”" in texts_of(session.trouble)


def test_a_second_federation_of_the_same_name_gets_its_own_file(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(session, monkeypatch)
    create(session, monkeypatch)
    assert session.preferences.last_file.endswith("三合村妇女联合会-2.fulian")


def test_going_back_from_the_form_changes_nothing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.start()
    monkeypatch.setattr(create_federation, "ask_federation", lambda *_arguments, **_more: None)
    session.create()
    assert session.first_start is not None


def test_a_new_type_size_builds_the_window_anew(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(session, monkeypatch)
    before = session.window
    assert before is not None
    before.open_page("settings")
    session.change_look(150, False)
    qtbot.waitUntil(lambda: session.window is not before)
    assert session.window is not None
    assert session.window.current_name() == "settings"
    assert scale_percent() == 150
    assert session.workspace is not None, "the file stays open"


def test_leaving_the_file_goes_back_to_the_first_start(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(session, monkeypatch)
    session.leave_file()
    qtbot.waitUntil(lambda: session.first_start is not None)
    assert session.workspace is None


def test_a_changed_term_or_name_shows_in_the_masthead(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(session, monkeypatch)
    window, workspace = session.window, session.workspace
    assert window is not None
    assert workspace is not None
    window.run(lambda: workspace.seats.name_federation("三合社区妇女联合会", "清溪镇妇联"))
    assert window.masthead.federation_label.text() == "三合社区妇女联合会"
    window.run(lambda: ChangeSet.of(RecordKind.FEDERATION))


def test_the_fonts_of_papers_are_remembered_and_in_force_when_a_file_is_opened(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = dict.fromkeys(OFFICIAL_STYLES, FontFile(FONT_FOLDER / "Kai.ttf"))
    monkeypatch.setattr(system_fonts, "find_style_fonts", lambda: dict(found))
    forget_fonts()
    try:
        create(session, monkeypatch)
        assert uses_system_fonts(), "by itself when the computer has all four styles"
        session.choose_paper_fonts(FontChoice.BUNDLED)
        assert not uses_system_fonts()
        assert session.preferences.paper_fonts == "bundled"
    finally:
        choose_fonts(FontChoice.BUNDLED)
        forget_fonts()


def test_what_a_page_saved_meanwhile_is_not_overwritten(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    made = Session(
        qapp,
        {},
        Preferences(),
        folder=tmp_path,
        save=lambda preferences: save_preferences(preferences, path),
        load=lambda: load_preferences(path),
    )
    save_preferences(replace(load_preferences(path), script_size=130), path)
    made.name_user("李祎")
    kept = load_preferences(path)
    assert (kept.user_name, kept.script_size) == ("李祎", 130)
    made.deleteLater()


def test_a_machine_without_identity_or_screen_is_not_asked_for_an_input_method() -> None:
    assert not can_reach_an_input_method()
