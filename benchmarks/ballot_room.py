"""From Enter to the painted screen in the ballot room: 300 ballots of 30 candidates entered before."""

from __future__ import annotations

import time
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from benchmarks.desk_keys import FRAME, KeyTime
from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village
from fulian_desktop.seats.records import Post
from ui.elections.page import ElectionsPage
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from fulian_desktop.workspace import Workspace

CANDIDATES, BALLOTS, TIMED = 30, 300, 30
_SEED = 5


def measure(app: QApplication, folder: Path) -> list[KeyTime]:
    """Return how long a sign and a whole ballot take."""
    chance = Random(_SEED)
    with create_village(
        folder / "room.fulian", StageClock(datetime(2026, 3, 2, 9)), MEETING_DAY
    ) as workspace:
        count_id = _count(workspace)
        for _ in range(BALLOTS):
            workspace.elections.counting.enter_code(count_id, _code(chance))
        window = MainWindow(workspace, {"elections": ElectionsPage})
        window.resize(1366, 768)
        window.show()
        window.open_page("elections", section="ballots")
        app.processEvents()
        field = window.findChild(QLineEdit, "ballot_code")
        assert field is not None
        signs: list[float] = []
        ballots: list[float] = []
        keys = 0
        for _ in range(TIMED):
            code = _code(chance)
            keys += len(code) + 1
            signs += [_press(app, field, key) for key in code]
            ballots.append(_press(app, field, Qt.Key.Key_Return))
        window.close()
    tenths = 10 * keys // TIMED
    return [
        KeyTime("ballot room: a key of the code", tuple(signs), FRAME),
        KeyTime(f"ballot room: Enter ({tenths // 10}.{tenths % 10} keys a ballot)", tuple(ballots), FRAME),
    ]


def _press(app: QApplication, field: QLineEdit, key: str | Qt.Key) -> float:
    started = time.perf_counter()
    if isinstance(key, str):
        QTest.keyClicks(field, key)
    else:
        QTest.keyClick(field, key)
    app.processEvents()
    return time.perf_counter() - started


def _code(chance: Random) -> str:
    """Return a ballot that leaves out five to seven of thirty."""
    numbers = sorted(chance.sample(range(1, CANDIDATES + 1), chance.randint(5, 7)))
    return "".join(f"{number}{chance.choice('/-')}" for number in numbers)


def _count(workspace: Workspace) -> int:
    elections = workspace.elections
    election_id = _made(
        elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, CANDIDATES - 5)]).record_id
    )
    people = [
        _made(workspace.people.add(PersonDetails(name=f"试{chr(0x4E00 + 7 * n)}华", sex="女")).record_id)
        for n in range(CANDIDATES + 5)
    ]
    for person_id in people[:CANDIDATES]:
        elections.candidates.add(election_id, person_id)
    roles = (Role.CHIEF, Role.SCRUTINEER, Role.SCRUTINEER, Role.TELLER, Role.TELLER)
    for person_id, role in zip(people[CANDIDATES:], roles, strict=True):
        elections.officials.appoint(election_id, person_id, role)
    elections.pass_list(election_id)
    elections.officials.pass_list(election_id)
    round_id = _made(elections.rounds.open_first(election_id).record_id)
    most = BALLOTS + TIMED
    elections.rounds.check_attendance(round_id, entitled=most, present=most)
    for kind, number in (
        (CustodyKind.PRINTED, most),
        (CustodyKind.ISSUED, most),
        (CustodyKind.UNUSED, 0),
        (CustodyKind.BOX_OPENED, None),
        (CustodyKind.RETURNED, most),
    ):
        elections.custody.record(round_id, kind, number)
    return _made(elections.counting.start(round_id, Way.BALLOTS, "计票人").record_id)


def _made(record_id: int | None) -> int:
    assert record_id is not None
    return record_id
