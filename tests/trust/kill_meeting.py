"""Kill the program in the middle of a live meeting, whatever it is doing; nothing confirmed may be lost.

By hand: ``python tests/trust/kill_meeting.py --tries 1000``. A process does every act of a live meeting in
random order as fast as it can: arrivals, roll calls, votes in zones and at once, corrections, agreements, the
agenda, notes, the place in the script with half-typed numbers, entries made later. It says what it is about
to do, and behind it what is confirmed. It is killed with SIGKILL at a random moment. Then the journal, the
counts, the notes must hold everything it confirmed, the desk must stand at the line kept last with what was
half typed there, and the whole file must pass `check`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fulian_desktop.workspace import Workspace
from tests.trust.live_meeting import ACTS, LiveMeeting, prepare
from ui.desk.session import DeskSession

if TYPE_CHECKING:
    from fulian_desktop.votes.records import VoteCount
    from ui.shell.notifier import PageContext

AGAIN = 10
"""A meeting is killed so often; then a new one begins."""
_LEFT_OUT = ("crash", "close")
_OFTEN = ("vote", "vote_in_zones", "correct", "go_on", "go_on", "note", "come")


@dataclass
class Confirmed:
    """What a process said before it was killed: the last it confirmed, and what it was about to do."""

    acts: int = 0
    journal: tuple[int, str] = (0, "")
    counts: list[list[int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    place: tuple[str, dict[str, int | str]] | None = None
    about_to: str = ""

    def read(self, line: bytes) -> None:
        """Take note of a line; one that was cut off by the kill says nothing."""
        if not line.endswith(b"\n"):
            return
        said = json.loads(line)
        if "about to" in said:
            self.about_to = said["about to"]
            return
        self.acts += 1
        self.about_to = ""
        self.journal = (said["journal"][0], said["journal"][1])
        self.counts, self.notes = said["counts"], said["notes"]
        self.place = (said["place"][0], said["place"][1]) if said["place"] is not None else self.place


@dataclass
class Tally:
    """What all tries together have seen."""

    tries: int = 0
    acts: int = 0
    in_the_act: int = 0
    half_typed: int = 0
    counts: int = 0


def hold_until_killed(path: Path, meeting_id: int, seed: int) -> None:
    """Go on with the meeting and say what is confirmed; this is the process that is killed."""
    dice = random.Random(seed)
    meeting = LiveMeeting(path, meeting_id, datetime(2026, 3, 6, 9, 20) + _later(seed))
    meeting.known.counts = list(meeting.workspace.votes.counts(meeting_id))
    meeting.known.notes = [note.text for note in meeting.workspace.meetings.notes(meeting_id)]
    names = [name for name in (*ACTS, *_OFTEN, *_OFTEN) if name not in _LEFT_OUT]
    journal = meeting.workspace.journal
    while True:
        name, one, two = dice.choice(names), dice.randrange(5000), dice.randrange(5000)
        _say({"about to": name})
        meeting.do(name, one, two)
        _say(
            {
                "journal": [journal.length(), journal.fingerprint()],
                "counts": [_numbers(count) for count in meeting.known.counts],
                "notes": meeting.known.notes,
                "place": meeting.known.place,
            }
        )


def _later(seed: int) -> timedelta:
    return timedelta(minutes=seed % AGAIN * 20)


def _say(what: dict[str, object]) -> None:
    os.write(sys.stdout.fileno(), (json.dumps(what, ensure_ascii=False) + "\n").encode())


def _numbers(count: VoteCount) -> list[int]:
    return [
        count.id,
        count.in_favour,
        count.against,
        count.abstaining,
        count.not_voting,
        *count.present_people,
    ]


def one_try(at: tuple[Path, int], turn: int, dice: random.Random, tally: Tally, before: Confirmed) -> None:
    """Start, kill, open, look.

    Raises:
        AssertionError: something confirmed is lost or changed, or the file is not sound.
    """
    path, meeting_id = at
    seed = dice.randrange(10_000) * AGAIN + turn
    command = [sys.executable, str(Path(__file__).resolve()), "--child", str(path)]
    command += ["--meeting", str(meeting_id), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        read_and_kill(process, process.stdout, dice, before)
    with Workspace.open(path) as workspace:
        look(workspace, meeting_id, before, tally)
    tally.tries += 1
    tally.in_the_act += bool(before.about_to)


def read_and_kill(
    process: subprocess.Popen[bytes], lines: IO[bytes], dice: random.Random, said: Confirmed
) -> None:
    """Read some lines, wait for a random moment more, kill; then read what else it had said."""
    acts = said.acts
    for _ in range(dice.randint(1, 60)):
        said.read(lines.readline())
    try:
        process.wait(timeout=dice.uniform(0, 0.02))
    except subprocess.TimeoutExpired:
        process.kill()
    else:
        raise AssertionError("the meeting ended by itself")
    for line in lines.read().splitlines(keepends=True):
        said.read(line)
    assert said.acts >= acts


def look(workspace: Workspace, meeting_id: int, said: Confirmed, tally: Tally) -> None:
    """Compare the file with what was confirmed."""
    findings = workspace.check()
    assert not findings, findings
    length, fingerprint = said.journal
    entries = {one.entry_id: one.hash for one in workspace.journal.entries(limit=workspace.journal.length())}
    assert not length or entries[length] == fingerprint, f"entry {length} of the journal was confirmed"
    counts = [_numbers(count) for count in workspace.votes.counts(meeting_id)]
    assert counts[: len(said.counts)] == said.counts
    notes = [note.text for note in workspace.meetings.notes(meeting_id)]
    assert notes[: len(said.notes)] == said.notes
    assert len(counts) <= len(said.counts) + 1
    assert len(notes) <= len(said.notes) + 1
    tally.counts = max(tally.counts, len(counts))
    look_at_the_desk(workspace, meeting_id, said, tally)


def look_at_the_desk(workspace: Workspace, meeting_id: int, said: Confirmed, tally: Tally) -> None:
    """Open the desk as after the crash: the line, and the numbers that were half typed there."""
    context = cast("PageContext", SimpleNamespace(workspace=workspace, run=lambda operation: operation()))
    desk = DeskSession(context, meeting_id)
    if said.place is None or said.about_to == "go_on":
        return
    key, half = said.place
    assert desk.key == desk.script.nearest(key)
    if desk.key != key:
        return
    for motion in desk.motions:
        typed = half.get(f"{motion.item_id}/{motion.nominee_id or 0}/against")
        if typed is not None and motion not in desk.counts:
            assert desk.entry(motion).against == typed
            tally.half_typed += 1


def run(tries: int, seed: int) -> Tally:
    """Kill that many times, each meeting some times over."""
    dice = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="fulian-kill-") as folder:
        (Path(folder) / "prepared").mkdir()
        prepared, meeting_id = prepare(Path(folder) / "prepared")
        content = prepared.read_bytes()
        path, said = prepared, Confirmed()
        for number in range(tries):
            if number % AGAIN == 0:
                tally.acts += said.acts
                path, said = Path(folder) / f"会议{number}.fulian", Confirmed()
                path.write_bytes(content)
            one_try((path, meeting_id), number % AGAIN, dice, tally, said)
            said.about_to = ""
            with Workspace.open(path) as workspace:  # what was kept unannounced is known from now on
                said.counts = [_numbers(count) for count in workspace.votes.counts(meeting_id)]
                said.notes = [note.text for note in workspace.meetings.notes(meeting_id)]
                place = workspace.scripts.place(meeting_id)
                said.place = (place.line_key, dict(place.half_typed))
        tally.acts += said.acts
    return tally


def main() -> None:
    """Run by hand, or as the process that is killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20260306)
    parser.add_argument("--child", type=Path)
    parser.add_argument("--meeting", type=int, default=0)
    options = parser.parse_args()
    if options.child:
        hold_until_killed(options.child, options.meeting, options.seed)
    tally = run(options.tries, options.seed)
    sys.stdout.write(
        f"{tally.tries} kills, {tally.in_the_act} in the middle of an act; {tally.acts} confirmed acts, none "
        f"lost; {tally.half_typed} times half-typed numbers were there again\n"
    )


if __name__ == "__main__":
    main()
