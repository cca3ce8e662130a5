"""Entering ballots by short code: the keys of 300 ballots of 15 marks; the time of the last 30 of 300."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from benchmarks.pairs import Single
from fulian_desktop.elections.count_records import CustodyKind, Way
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.ballot_codes import CodeStyle, parse_ballot, shortest_code
from fulian_desktop.rules.ballots import Mark
from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.workspace import Workspace

MORNING = datetime(2026, 3, 6, 9, 10)
CANDIDATES, SEATS, BALLOTS, MEASURED = 30, 27, 300, 30
MARKS, NEAR = 15, 17
"""Marks on a ballot whose keys are counted; candidates where nearly all are approved of."""


@dataclass(frozen=True)
class KeyCount:
    """Keys pressed for so many ballots, Enter after each one counted."""

    name: str
    keys: tuple[int, ...]

    def line(self) -> str:
        """Return one line of the table."""
        tenths = 10 * sum(self.keys) // len(self.keys)
        told = (
            f"{tenths // 10}.{tenths % 10} keys a ballot, {max(self.keys)} at most, {sum(self.keys)} in all"
        )
        return f"{self.name:<44}  {told}"


def key_presses() -> list[KeyCount]:
    """Count the keys of 300 ballots of 15 marks, 15 approved of 17, and of 15 of 30, the rest left blank.

    Of 17 the two others are by chance against or abstained from. Every code is read back.
    """
    return [
        KeyCount(f"300 ballots of 15 marks of {size}, {style.value} only", _keys(size, style))
        for size in (17, 30)
        for style in CodeStyle
    ]


def _keys(size: int, style: CodeStyle) -> tuple[int, ...]:
    chance = random.Random(15)
    names = [str(number) for number in range(size)]
    found = []
    for _ in range(BALLOTS):
        marks = [Mark.IN_FAVOUR] * size
        for place in chance.sample(range(size), size - MARKS):
            marks[place] = chance.choice((Mark.AGAINST, Mark.ABSTAINING)) if size == NEAR else Mark.ABSTAINING
        code = shortest_code(marks, style)
        assert parse_ballot(code, names, style).marks == tuple(marks)
        found.append(len(code) + len("\n"))
    return tuple(found)


def measure(folder: Path) -> list[KeyCount | Single]:
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
        *key_presses(),
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
