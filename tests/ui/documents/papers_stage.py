"""What tests of the page of papers share: the page, waiting for its jobs, looking at pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaDraft, AgendaKind
from tests.ui.villages import SIZES, settle
from ui.documents.page import PapersPage
from ui.shell.jobs import running_jobs

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from fulian_desktop.documents.paper_kinds import Edition, PaperKind
    from fulian_desktop.workspace import Workspace
    from tests.ui.villages import OpenReal, Size

MEETING_FOLDER = "第七届执委会第三次会议"
PATIENCE = 20_000


def opened(open_real: OpenReal, workspace: Workspace, qtbot: QtBot, size: Size = SIZES[0]) -> PapersPage:
    page = open_real(workspace, "papers", size).page("papers")
    assert isinstance(page, PapersPage)
    wait_for_jobs(qtbot)
    return page


def wait_for_jobs(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=PATIENCE)
    settle()
    qtbot.waitUntil(lambda: running_jobs() == 0, timeout=PATIENCE)


def show(page: PapersPage, qtbot: QtBot, kind: PaperKind, edition: Edition | None = None) -> None:
    page.show_paper(kind, edition)
    qtbot.waitUntil(lambda: page.preview.view.image_of(1) is not None, timeout=PATIENCE)
    wait_for_jobs(qtbot)


def ink(image: QImage) -> float:
    """Return the share of dark pixels, looked at on a coarse grid."""
    small = image.scaled(120, 120)
    dark = sum(
        1 for x in range(small.width()) for y in range(small.height()) if small.pixelColor(x, y).value() < 200
    )
    return dark / (small.width() * small.height())


def meeting_folder(workspace: Workspace) -> Path:
    return workspace.database.path.parent / "village文书" / MEETING_FOLDER


def meeting_id(workspace: Workspace) -> int:
    return workspace.meetings.meetings()[0].id


def add_discussion(page: PapersPage) -> None:
    """Change the agenda in the way the page of meetings does."""
    workspace = page.context.workspace
    draft = AgendaDraft(AgendaKind.DISCUSSION, "座谈发言", numbered=False)
    page.context.run(lambda: workspace.agenda.add(meeting_id(workspace), draft))
