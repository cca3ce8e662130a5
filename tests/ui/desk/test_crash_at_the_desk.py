"""A fault of the program in the middle of a vote: the meeting goes on, nothing confirmed is lost."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from fulian_desktop.scripts.records import CueKind
from fulian_desktop.workspace import Workspace
from tests.ui.desk.desk_stage import ENTER
from ui.safekeeping.last_crash import CrashKeeper
from ui.shell import crash
from ui.shell.crash import CrashHook

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.desk.desk_stage import DeskStage


def fault_in_a_slot(name: str) -> None:
    raise KeyError(f"{name} 13800138000")


def test_a_fault_in_the_middle_of_a_vote_takes_nothing_with_it(
    stage: DeskStage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(crash, "show_crash", lambda _window, report: told.append(report))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    keeper = CrashKeeper(tmp_path / "program")
    hook = CrashHook(None, keeper.keep)
    monkeypatch.setattr(sys, "excepthook", hook._on_exception)
    stage.space_to_cue(CueKind.ABSTAINING)
    stage.type_number(1)
    with qtbot.captureExceptions() as caught:
        QTimer.singleShot(0, lambda: fault_in_a_slot("丁巧云"))
        qtbot.waitUntil(lambda: bool(caught))
    hook._on_exception(caught[0][0], caught[0][1], caught[0][2])
    assert len(told) == 1
    assert "丁巧云" not in told[0]
    assert "13800138000" not in told[0]

    stage.press(ENTER)  # the desk goes on where it was: the number typed is still there
    path = stage.workspace.database.path
    after_power_cut = tmp_path / "elsewhere" / path.name
    after_power_cut.parent.mkdir()
    for side in ("", "-wal"):  # what is on the disk at this moment, and nothing of the program's memory
        shutil.copyfile(path.with_name(path.name + side), after_power_cut.with_name(path.name + side))
    with Workspace.open(after_power_cut) as again:
        assert again.check() == []
        counts = again.votes.counts(stage.meeting_id)
        assert [(one.in_favour, one.abstaining) for one in counts] == [(10, 1)]
    assert "KeyError" in CrashKeeper(tmp_path / "program").of_last_time
    hook.deleteLater()
