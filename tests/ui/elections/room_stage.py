"""The window at the ballot room, driven by keys; shared by the tests of the elections' screens."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from fulian_desktop.elections.count_records import CustodyKind
from ui.elections.ballot_room import BallotSection
from ui.elections.ballot_state import Step
from ui.elections.counting_panel import CountingPanel
from ui.elections.page import ElectionsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.elections.count_records import Round, Way
    from fulian_desktop.workspace import Workspace
    from ui.shell.dialogs import Dialog
    from ui.shell.window import MainWindow

DAY = datetime(2028, 11, 18, 10, 16)


class RoomStage:
    """The window at the ballot room; dialogs are filled and accepted by the functions in `fills`."""

    def __init__(self, workspace: Workspace, window: MainWindow) -> None:
        self.workspace = workspace
        self.window = window
        self.titles: list[str] = []
        self.fills: list[Callable[[Dialog], None]] = []

    @property
    def page(self) -> ElectionsPage:
        page = self.window.page("elections")
        assert isinstance(page, ElectionsPage)
        return page

    @property
    def room(self) -> BallotSection:
        section = self.page.section("ballots")
        assert isinstance(section, BallotSection)
        return section

    @property
    def round(self) -> Round:
        state = self.room.state
        assert state is not None
        assert state.round is not None
        return state.round

    def show(self) -> None:
        self.page.refresh()
        QApplication.processEvents()

    def field(self, name: str) -> QLineEdit:
        return next(one for one in self.window.findChildren(QLineEdit, name) if one.isVisible())

    def press(self, name: str) -> None:
        QApplication.processEvents()
        button = next(one for one in self.room.findChildren(QAbstractButton, name) if one.isVisible())
        assert button.isEnabled(), f"{name} is grey"
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QApplication.processEvents()

    def words(self, name: str) -> str:
        return next(one.text() for one in self.room.findChildren(QLabel, name) if one.isVisible())

    def type_ballot(self, code: str) -> None:
        field = self.field("ballot_code")
        field.setFocus()
        QTest.keyClicks(field, code)
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.processEvents()

    def fill_custody(self, returned: int = 31) -> None:
        elections = self.workspace.elections
        if self.room.state is not None and not self.room.state.rounds:
            elections.rounds.open_first(self.room.state.election.id)
        self.show()
        one = self.round
        if one.present is None:
            elections.rounds.check_attendance(one.id)
        for kind, number in (
            (CustodyKind.PRINTED, 36),
            (CustodyKind.BOX_CHECKED, None),
            (CustodyKind.BOX_SEALED, None),
            (CustodyKind.ISSUED, 31),
            (CustodyKind.UNUSED, 5),
            (CustodyKind.BOX_OPENED, None),
            (CustodyKind.RETURNED, returned),
        ):
            elections.custody.record(one.id, kind, number)
        self.show()

    def start_count(self, way: Way) -> int:
        """Fill the custody, start a count by 蒋芳 and show its panel; return the count."""
        self.fill_custody()
        count_id = self.workspace.elections.counting.start(self.round.id, way, "蒋芳").record_id
        assert count_id is not None
        self.show()
        return count_id


def write(dialog: Dialog, name: str, words: str) -> None:
    field = dialog.findChild(QWidget, name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    if isinstance(field, QLineEdit):
        field.setText(words)
    else:
        field.setPlainText(words)


def enter_alike(stage: RoomStage, code: str, copies: int) -> None:
    field = stage.field("ballot_code")
    QTest.keyClick(field, Qt.Key.Key_F6)
    QTest.keyClicks(stage.field("copies"), str(copies))
    stage.type_ballot(code)


def begin_count(stage: RoomStage, *keys: Qt.Key) -> None:
    stage.show()
    panel = stage.room.panel(Step.COUNT)
    assert isinstance(panel, CountingPanel)
    for key in (*keys, Qt.Key.Key_Return):
        QTest.keyPress(panel.start, key)
    QApplication.processEvents()
