"""The same application as in production, and nothing left behind by any test of the screen."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.dialog_limit import DialogLimit
from ui.application import build_application
from ui.shell.jobs import running_jobs
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Said by the offscreen platform for every window; it is no fault of ours.
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = build_application(["tests"])
    app.setCursorFlashTime(0)
    return app


@pytest.fixture
def light(qapp: QApplication) -> Iterator[None]:
    """Give the theme back as it was, for tests that change it."""
    yield
    apply_theme(qapp, 100, high_contrast=False)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    if not {"qtbot", "qapp", "light"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    limit = DialogLimit()
    yield
    assert limit.ended == [], "nobody answered a dialog"
    limit.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = [w for w in QApplication.topLevelWidgets() if id(w) not in before and w.isVisible()]
    assert not left, f"windows left open: {left}"
    assert running_jobs() == 0, "a job is still running"
