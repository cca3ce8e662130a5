"""The session: a guarded file opens locked, this computer keeps its key, another file can be opened."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.access import secret_keys
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import StageClock, create_village
from ui.access.guarding import WindowGuard
from ui.pages import page_factories
from ui.session import Session
from ui.shell.preferences import Preferences
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

PHONE, SECRET = "13800001111", "三合村沈主席的口令"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(secret_keys, "MEMORY_KIB", 8)
    monkeypatch.setattr(secret_keys, "PASSES", 1)
    (tmp_path / "data").mkdir()
    place = tmp_path / "data" / "village.fulian"
    with create_village(place, StageClock(datetime(2026, 3, 2, 9, 0)), date(2026, 3, 6)) as village:
        village.people.add(PersonDetails("钟秀英", phone=PHONE))
    return place


@pytest.fixture
def session(qapp: QApplication, path: Path) -> Iterator[Session]:
    qapp.setQuitOnLastWindowClosed(False)
    made = Session(
        qapp,
        page_factories(),
        Preferences(),
        folder=path.parent,
        save=lambda _preferences: None,
        load=Preferences,
        clock=lambda: datetime(2026, 3, 2, 9, 12),
    )
    yield made
    for window in (made.window, made.first_start):
        if window is not None:
            window.close()
            window.deleteLater()
    made.end()
    made.deleteLater()
    apply_theme(qapp, 100)


def test_a_guarded_file_opens_locked_and_then_where_it_would(session: Session, path: Path) -> None:
    session.open_file(path)
    assert session.workspace is not None
    session.workspace.access.start_signing_in("沈丽华", SECRET)
    session.show_first_start()
    session.open_file(path)
    assert session.window is not None
    guard = session.window.findChild(WindowGuard)
    assert isinstance(guard, WindowGuard)
    page = guard.keeper.page
    assert page is not None
    assert page.isVisible()
    page.secret_edit.setText(SECRET)
    page.enter()
    assert not guard.keeper.is_locked
    assert session.window.current_name() == "home"
    assert session.window.masthead.user_button.text() == "沈丽华·主席"


def test_this_computer_keeps_the_key_of_a_protected_file(session: Session, path: Path) -> None:
    session.open_file(path)
    assert session.workspace is not None
    session.workspace.access.leave_off()
    session.workspace.access.protect_on_this_computer()
    session.show_first_start()
    assert PHONE.encode() not in path.read_bytes()
    session.open_file(path)
    assert session.workspace is not None
    assert session.workspace.people.find("钟秀英")[0].phone == PHONE


def test_the_lock_lets_go_of_a_file_to_open_another(session: Session, path: Path) -> None:
    session.open_file(path)
    assert session.workspace is not None
    session.workspace.access.start_signing_in("沈丽华", SECRET)
    assert session.window is not None
    guard = session.window.findChild(WindowGuard)
    assert isinstance(guard, WindowGuard)
    guard.keeper.lock()
    guard.keeper.leave_wanted.emit()
    assert not guard.keeper.is_locked
