"""Entering the last 30 of 300 ballots with 30 candidates by short code, and showing the tally anew."""

from __future__ import annotations

import random
import time
from datetime import datetime
from typing import TYPE_CHECKING

from benchmarks.pairs import Single
from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.workspace import Workspace

MORNING = datetime(2026, 3, 6, 9, 10)
CANDIDATES, SEATS, BALLOTS, MEASURED = 30, 27, 300, 30


def measure(folder: Path) -> list[Single]:
    """Measure the entry (durable) and the view after it, at the end of a large count."""
    clock = StageClock(MORNING)
    chance = random.Random(20260306)
    entered: list[float] = []
    shown: list[float] = []
    with create_village(folder / "ballots.fulian", clock, MORNING.date()) as workspace:
        count_id = _a_count(workspace)
        counting = workspace.elections.counting
        for number in range(BALLOTS - 1):
            code = "".join(f"{place}/" for place in sorted(chance.sample(range(1, CANDIDATES + 1), 4)))
            started = time.perf_counter()
            counting.enter_code(count_id, code)
            done = time.perf_counter()
            counting.view(count_id)
            if number >= BALLOTS - 1 - MEASURED:
                entered.append(done - started)
                shown.append(time.perf_counter() - done)
    return [
        Single("a ballot entered, 300 of 30 candidates", tuple(entered)),
        Single("the tally shown after it", tuple(shown)),
    ]


def _a_count(workspace: Workspace) -> int:
    elections = workspace.elections
    election_id = _made(
        elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, SEATS)]).record_id
    )
    for number in range(CANDIDATES):
        elections.candidates.add(election_id, _person(workspace, f"候选{number}"))
    elections.pass_list(election_id)
    for number, role in enumerate((Role.CHIEF, *(Role.SCRUTINEER,) * 2, *(Role.TELLER,) * 2)):
        elections.officials.appoint(election_id, _person(workspace, f"监计{number}"), role)
    elections.officials.pass_list(election_id)
    round_id = _made(elections.rounds.open_first(election_id).record_id)
    elections.rounds.check_attendance(round_id, entitled=BALLOTS, present=BALLOTS)
    for kind in (CustodyKind.PRINTED, CustodyKind.ISSUED, CustodyKind.RETURNED, CustodyKind.BOX_OPENED):
        elections.custody.record(round_id, kind, BALLOTS)
    return _made(elections.counting.start(round_id, Way.BALLOTS, "监计4").record_id)


def _person(workspace: Workspace, name: str) -> int:
    return _made(workspace.people.add(PersonDetails(name=name, born="1980-01")).record_id)


def _made(record_id: int | None) -> int:
    assert record_id is not None
    return record_id
