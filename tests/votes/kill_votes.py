"""Kill the program while it records votes through the real operations; no confirmed count may be lost.

By hand: ``python tests/votes/kill_votes.py --tries 200`` (``--seed`` for other moments). Each try starts a
process that confirms counts, corrects them, and opens and closes one meeting after the other as fast as it
can, and prints the id of each count once `confirm` or `correct` has returned. It is killed with SIGKILL at a
random moment. Then every printed count must be in the file, with the numbers it was confirmed with, and the
whole file must pass `check`. All tries use the same file, so that each crash meets the traces of the last.
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
from itertools import count as endless
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, MeetingState
from fulian_desktop.sample_village import create_village
from fulian_desktop.seats.records import Ending
from fulian_desktop.votes.records import Confirmed, HandEntry, VoteCount
from fulian_desktop.workspace import Workspace

QUESTIONS = 8


@dataclass
class Tally:
    """What all tries together have seen."""

    tries: int = 0
    confirmed: int = 0
    kept_unannounced: int = 0
    meetings: int = 0


def record_until_killed(path: Path) -> None:
    """Hold meetings without end and print each confirmed count; this is the process that is killed."""
    with Workspace.open(path) as workspace:
        for turn in endless():
            hold_a_meeting(workspace, turn)


def hold_a_meeting(workspace: Workspace, turn: int) -> None:
    """Take up the meeting that is open, or prepare and open a further one; count, correct, close."""
    running = [one.id for one in workspace.meetings.meetings() if one.state is MeetingState.OPEN]
    meeting_id = running[0] if running else prepare(workspace)
    counted = workspace.votes.standing_counts(meeting_id)
    for number, motion in enumerate(workspace.votes.motions(meeting_id)):
        entry = HandEntry(against=(turn + number) % 4, abstaining=number % 3)
        count = counted.get(motion.key)
        if count is None:
            count = announce(workspace.votes.confirm(meeting_id, motion.key, entry))
        if motion.nominees or number % 2:
            # The by-election is carried, then not, then carried: seats are given, taken back, given again.
            lost = announce(workspace.votes.correct(count.id, HandEntry(against=9), "漏数后排"))
            announce(workspace.votes.correct(lost.id, entry, "再数一遍"))
    workspace.meetings.close(meeting_id, "留到下次会议")


def prepare(workspace: Workspace) -> int:
    """Make and open a meeting of many questions; everybody is in the room. Nothing of it may be left half."""
    with workspace.database.transaction():
        pending = [one.id for one in workspace.meetings.meetings() if one.state is MeetingState.PREPARING]
        meeting_id = pending[0] if pending else next_meeting(workspace)
        for number in range(QUESTIONS):
            draft = AgendaDraft(AgendaKind.OTHER, f"事项{number}", show_of_hands=True)
            workspace.agenda.add(meeting_id, draft)
        workspace.meetings.open(meeting_id)
        workspace.attendance.mark_everyone_present(meeting_id)
    return meeting_id


def next_meeting(workspace: Workspace) -> int:
    """Let those added last leave again, and prepare to add them once more."""
    board = workspace.seats.board()
    today = workspace.journal.now().date().isoformat()
    added = [tenure for tenure in board.holders() if tenure.source_count_id is not None]
    for tenure in added:
        workspace.seats.record_departure(tenure.id, Ending.RESIGNATION, today, "试验")
    plan = workspace.meetings.meetings()[0].plan
    meeting_id = workspace.meetings.prepare_by_election(plan).record_id
    assert meeting_id is not None
    for tenure in added:
        workspace.meetings.add_nominee(meeting_id, tenure.person_id)
    return meeting_id


def announce(confirmed: Confirmed) -> VoteCount:
    """Print a count once the program has called it confirmed."""
    count = confirmed.count
    os.write(sys.stdout.fileno(), f"{count.id} {count.in_favour} {count.against}\n".encode())
    return count


def one_try(path: Path, chance: random.Random, tally: Tally) -> None:
    """Start, kill, open, look.

    Raises:
        AssertionError: a confirmed count is lost or changed, or the file is not sound.
    """
    command = [sys.executable, str(Path(__file__).resolve()), "--child", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        confirmed = read_and_kill(process, process.stdout, chance)
    with Workspace.open(path) as workspace:
        findings = workspace.check()
        assert not findings, findings
        meetings = workspace.meetings.meetings()
        kept = {
            count.id: (count.in_favour, count.against)
            for meeting in meetings
            for count in workspace.votes.counts(meeting.id)
        }
    for count_id, hands in confirmed.items():
        assert kept.get(count_id) == hands, f"count {count_id} was confirmed as {hands}: {kept.get(count_id)}"
    tally.tries += 1
    tally.confirmed += len(confirmed)
    tally.kept_unannounced += max(kept) - max(confirmed)
    tally.meetings = len(meetings)


def read_and_kill(
    process: subprocess.Popen[bytes], lines: IO[bytes], chance: random.Random
) -> dict[int, tuple[int, int]]:
    """Read some confirmations, wait for a random moment more, kill; return all confirmations by id."""
    read = [lines.readline() for _ in range(chance.randint(1, 40))]
    try:
        process.wait(timeout=chance.uniform(0, 0.006))
    except subprocess.TimeoutExpired:
        process.kill()
    else:
        raise AssertionError("the recording process ended by itself")
    read += [line for line in lines.read().splitlines(keepends=True) if line.endswith(b"\n")]
    numbers = [tuple(int(number) for number in line.split()) for line in read]
    return {count_id: (in_favour, against) for count_id, in_favour, against in numbers}


def run(tries: int, seed: int) -> Tally:
    """Kill that many times, always the same file."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="fulian-kill-") as folder:
        path = Path(folder) / "村.fulian"
        create_village(path, meeting_day=datetime.now().date()).close()
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
        record_until_killed(options.child)
    tally = run(options.tries, options.seed)
    sys.stdout.write(
        f"{tally.tries} kills in {tally.meetings} meetings, {tally.confirmed} confirmed counts, none lost, "
        f"{tally.kept_unannounced} kept that nobody had been told about yet\n"
    )


if __name__ == "__main__":
    main()
