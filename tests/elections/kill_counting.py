"""Kill the program while it counts ballots through the real operations; no confirmed ballot may be lost.

By hand: ``python tests/elections/kill_counting.py --tries 1000`` (``--seed`` for other moments). Each try
starts a process that takes up the count that is running, enters ballots, undoes some, finishes and counts
again in a further round, as fast as it can, and prints the id of each entry once it has returned. It is
killed with SIGKILL at a random moment. Then every printed entry must be in the file as it was confirmed, the
count must go on from there, and the whole file must pass `check`. All tries use the same file.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fulian_desktop.elections.count_records import CustodyKind, RoundKind, Way
from fulian_desktop.elections.count_store import CountStore, letters
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.elections.recount import recount
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.rules.ballots import Ballot, Mark
from fulian_desktop.seats.records import Post
from fulian_desktop.workspace import Foundation, Workspace

CANDIDATES, SEATS, BALLOTS = 7, 5, 400
CHECK_EVERY = 25


@dataclass
class Tally:
    """What all tries together have seen."""

    tries: int = 0
    confirmed: int = 0
    kept_unannounced: int = 0


def found_village(path: Path) -> None:
    """Make a file with an election whose lists are passed."""
    foundation = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2024-03-08", "2029-03-07", 15)
    with Workspace.create(path, foundation, user="李祎", clock=datetime.now) as workspace:
        made = workspace.elections.prepare(ElectionKind.TERM_ELECTION, [PostSeats(Post.MEMBER, SEATS)])
        assert made.record_id is not None
        for number in range(CANDIDATES):
            workspace.elections.candidates.add(made.record_id, person(workspace, f"候选{number}"))
        workspace.elections.pass_list(made.record_id)
        for number, role in enumerate((Role.CHIEF, *(Role.SCRUTINEER,) * 2, *(Role.TELLER,) * 2)):
            workspace.elections.officials.appoint(made.record_id, person(workspace, f"监计{number}"), role)
        workspace.elections.officials.pass_list(made.record_id)


def person(workspace: Workspace, name: str) -> int:
    """Add a person and return her id."""
    person_id = workspace.people.add(PersonDetails(name=name, born="1980-01")).record_id
    assert person_id is not None
    return person_id


def count_until_killed(path: Path, seed: int) -> None:
    """Count without end and print each confirmed entry; this is the process that is killed."""
    chance = random.Random(seed)
    with Workspace.open(path) as workspace:
        while True:
            round_id = a_round(workspace)
            count_id = a_count(workspace, round_id)
            fill(workspace, count_id, chance)
            workspace.elections.counting.finish(count_id)
            workspace.elections.settling.settle(round_id, count_id)
            workspace.elections.rounds.announce(round_id)


def a_round(workspace: Workspace) -> int:
    """Return the round that runs, or open a further one; nothing of it may be left half done."""
    rounds = workspace.elections.rounds
    election_id = workspace.elections.elections()[0].id
    held = rounds.rounds(election_id)
    if held and rounds.result(held[-1].id) is None:
        return held[-1].id
    with workspace.database.transaction():
        made = (
            rounds.open_next(election_id, RoundKind.REPEAT)
            if held and any(one.kind is RoundKind.REPEAT for one in rounds.next_steps(election_id))
            else rounds.open_next(election_id, RoundKind.SECOND)
            if held
            else rounds.open_first(election_id)
        )
        assert made.record_id is not None
        rounds.check_attendance(made.record_id, entitled=2 * BALLOTS, present=2 * BALLOTS)
        for kind, number in (
            (CustodyKind.PRINTED, BALLOTS),
            (CustodyKind.ISSUED, BALLOTS),
            (CustodyKind.UNUSED, 0),
            (CustodyKind.BOX_OPENED, None),
            (CustodyKind.RETURNED, BALLOTS),
        ):
            workspace.elections.custody.record(made.record_id, kind, number)
    return made.record_id


def a_count(workspace: Workspace, round_id: int) -> int:
    """Return the count that runs, or start one."""
    counts = workspace.elections.counting.counts(round_id)
    if counts:
        return counts[-1].id
    made = workspace.elections.counting.start(round_id, Way.BALLOTS, "监计4")
    assert made.record_id is not None
    return made.record_id


def fill(workspace: Workspace, count_id: int, chance: random.Random) -> None:
    """Enter the ballots that are missing; nobody ever gets a majority, so that rounds go on."""
    counting = workspace.elections.counting
    missing = BALLOTS - counting.tally(count_id).returned
    size = len(counting.view(count_id).contest.entrants)
    while missing:
        marks = tuple(chance.choice((Mark.AGAINST, Mark.ABSTAINING)) for _ in range(size))
        announce(counting.enter_ballot(count_id, Ballot(marks)).record_id, marks)
        missing -= 1
        if chance.random() < 0.1:
            announce(counting.undo_entry(count_id).record_id, marks)
            missing += 1


def announce(entry_id: int | None, marks: tuple[Mark, ...]) -> None:
    """Print an entry once the program has called it confirmed."""
    text = "".join(mark.value for mark in marks)
    os.write(sys.stdout.fileno(), f"{entry_id} {text}\n".encode())


def one_try(path: Path, chance: random.Random, tally: Tally) -> None:
    """Start, kill, open, look.

    Raises:
        AssertionError: a confirmed ballot is lost or changed, or the file is not sound.
    """
    command = [sys.executable, str(Path(__file__).resolve()), "--child", str(path)]
    command += ["--seed", str(chance.randint(0, 10**9))]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        confirmed = read_and_kill(process, process.stdout, chance)
    with Workspace.open(path) as workspace:
        kept = {one.id: letters(one.ballot) for one in CountStore(workspace.database).entries()}
        for entry_id, marks in confirmed.items():
            assert kept.get(entry_id) == marks, f"entry {entry_id} was confirmed as {marks}"
        if tally.tries % CHECK_EVERY == 0:
            assert workspace.check() == []
            assert recount(workspace.database, workspace.elections.elections()[0].id)["agrees"]
    tally.tries += 1
    tally.confirmed += len(confirmed)
    tally.kept_unannounced += max(kept) - max(confirmed)


def read_and_kill(
    process: subprocess.Popen[bytes], lines: IO[bytes], chance: random.Random
) -> dict[int, str]:
    """Read some confirmations, wait for a random moment more, kill; return all confirmations by id."""
    read = [lines.readline() for _ in range(chance.randint(1, 30))]
    try:
        process.wait(timeout=chance.uniform(0, 0.006))
    except subprocess.TimeoutExpired:
        process.kill()
    else:
        raise AssertionError("the counting process ended by itself")
    read += [line for line in lines.read().splitlines(keepends=True) if line.endswith(b"\n")]
    return {int(number): marks for number, marks in (line.decode().split() for line in read)}


def run(tries: int, seed: int) -> Tally:
    """Kill that many times, always the same file."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="fulian-kill-") as folder:
        path = Path(folder) / "村.fulian"
        found_village(path)
        for _ in range(tries):
            one_try(path, chance, tally)
    return tally


def main() -> None:
    """Run by hand, or as the process that is killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260306)
    parser.add_argument("--child", type=Path)
    options = parser.parse_args()
    if options.child:
        count_until_killed(options.child, options.seed)
    tally = run(options.tries, options.seed)
    sys.stdout.write(
        f"{tally.tries} kills, {tally.confirmed} confirmed ballots, none lost, "
        f"{tally.kept_unannounced} kept that nobody had been told about yet\n"
    )


if __name__ == "__main__":
    main()
