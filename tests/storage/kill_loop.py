"""Kill a process at random moments while it records votes, and see that no confirmed vote is lost.

By hand: ``python tests/storage/kill_loop.py 200`` (or ``KILL_TRIES=200``; a second argument is the seed).
Each try starts a process that records votes as fast as it can and prints the number of a vote once it is
confirmed. The process is killed with SIGKILL at a random moment; then the file must open, pass the whole
check, hold every confirmed vote, and hold no vote without its journal entry nor the other way round.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fulian_desktop.locations import RESOURCES
from fulian_desktop.storage.check import check_file
from fulian_desktop.storage.database import Database
from fulian_desktop.storage.journal import Journal

COUNTS = """
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL UNIQUE REFERENCES journal (id),
    in_favour INTEGER NOT NULL
) STRICT;
"""


@dataclass
class Tally:
    """What all tries together have seen."""

    tries: int = 0
    confirmed: int = 0
    unconfirmed_but_kept: int = 0


def record_until_killed(path: Path, scripts: Path) -> None:
    """Record votes without end and print each confirmed number; this is the process that is killed."""
    database = Database.open(path, scripts)
    journal = Journal(database, "李祎", lambda: datetime(2026, 3, 6, 9, 41))
    while True:
        with database.transaction():
            entry = journal.record(
                "记录表决", "vote", None, new={"in_favour": 10, "abstaining": 1}, reason="清点"
            )
            mark = database.execute("INSERT INTO marks (entry, in_favour) VALUES (?, 10)", (entry,))
        os.write(sys.stdout.fileno(), b"%d\n" % mark)


def one_try(path: Path, scripts: Path, chance: random.Random, tally: Tally) -> None:
    """Start, kill, open, look.

    Raises:
        AssertionError: a confirmed vote is lost, or the file is not sound.
    """
    command = [sys.executable, str(Path(__file__).resolve()), "--child", str(path), str(scripts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        confirmed = _read_and_kill(process, process.stdout, chance)
    with Database.open(path, scripts) as database:
        findings = check_file(database)
        assert not findings, findings
        kept = {int(row[0]) for row in database.rows("SELECT id FROM marks")}
        lost = confirmed - kept
        assert not lost, f"confirmed votes lost: {sorted(lost)}"
        entries = database.value("SELECT entries FROM journal_head")
        alone = database.value("SELECT count(*) FROM marks JOIN journal ON journal.id = marks.entry")
        assert len(kept) == entries == alone, (len(kept), entries, alone)
    tally.tries += 1
    tally.confirmed += len(confirmed)
    tally.unconfirmed_but_kept += max(kept, default=0) - max(confirmed, default=0)


def _read_and_kill(process: subprocess.Popen[bytes], lines: IO[bytes], chance: random.Random) -> set[int]:
    """Read some confirmations, wait for a random moment more, kill; return all confirmations."""
    confirmed = {int(lines.readline()) for _ in range(chance.randint(1, 40))}
    try:
        process.wait(timeout=chance.uniform(0, 0.004))
    except subprocess.TimeoutExpired:
        process.kill()
    else:
        raise AssertionError("the recording process ended by itself")
    confirmed.update(int(line) for line in lines.read().split(b"\n")[:-1])
    return confirmed


def run(tries: int, seed: int) -> Tally:
    """Kill ``tries`` times, always the same file, so that each crash meets the traces of the last."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="fulian-kill-") as name:
        folder = Path(name)
        scripts = folder / "schema"
        shutil.copytree(RESOURCES / "schema", scripts)
        number = len(list(scripts.glob("*.sql"))) + 1
        (scripts / f"{number:04d}_marks.sql").write_text(COUNTS, encoding="utf-8")
        path = folder / "村.fulian"
        Database.create(path, scripts).close()
        for _ in range(tries):
            one_try(path, scripts, chance, tally)
    return tally


def main(arguments: list[str]) -> None:
    """Run by hand or as the process that is killed."""
    if arguments[:1] == ["--child"]:
        record_until_killed(Path(arguments[1]), Path(arguments[2]))
    tries = int(arguments[0] if arguments else os.environ.get("KILL_TRIES", "200"))
    seed = int(arguments[1]) if len(arguments) > 1 else 20260306
    tally = run(tries, seed)
    sys.stdout.write(
        f"{tally.tries} kills, {tally.confirmed} confirmed votes, none lost,"
        f" {tally.unconfirmed_but_kept} kept that nobody had been told about yet\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
