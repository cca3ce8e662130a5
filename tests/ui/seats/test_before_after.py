"""换届前后 in the real window: offered where two committees are known, and one press from its paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fulian_desktop.sample_ballots import play_congress
from fulian_desktop.sample_congress import create_congress
from fulian_desktop.sample_village import StageClock
from tests.ui.structure import problems_of, texts_of
from tests.ui.villages import opened_with, settle, widget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import User
    from tests.ui.villages import OpenReal


@pytest.fixture
def new_term(tmp_path: Path) -> Iterator[Workspace]:
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    with create_congress(tmp_path / "village.fulian", clock) as workspace:
        play_congress(workspace, 1, clock)
        yield workspace


def press(target: QWidget) -> None:
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Space)
    settle()


def test_structure_and_names_are_shown_and_the_paper_is_one_press_away(
    open_real: OpenReal, new_term: Workspace, user: User
) -> None:
    window = open_real(new_term, "seats")
    said: list[str] = []
    wrong: list[str] = []

    def read(dialog: QWidget) -> None:
        said.extend(texts_of(dialog))
        wrong.extend(problems_of(dialog, dialog.width(), dialog.height()))
        press(widget(dialog, "open_comparison"))

    user.will(read)
    press(widget(window, "before_after"))
    assert {"连任 10 人", "新任 5 人", "离任 5 人", "覃玉兰", "届满，没有列为候选人"} <= set(said)
    assert {"少数民族", "中共党员", "大专", "36—45岁", "46.7%", "53.3%", "46.2 岁（35—62）"} <= set(said)
    assert "2028年11月18日换届。构成是换届当天留下的统计，年龄算到那一天。" in said
    assert wrong == []
    session = new_term.congress.sessions(1)[-2].id
    assert opened_with(window, "papers") == {"meeting_id": session, "paper": "term_comparison"}


def test_the_first_committee_of_a_file_has_nothing_to_compare(
    open_real: OpenReal, village: Workspace
) -> None:
    window = open_real(village, "seats")
    assert not window.page("seats").before_after_button.isVisible()
