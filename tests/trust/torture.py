"""The long tests of trust, in bounded time: ``make torture``.

Every part prints what it did and its figures; the first broken promise ends the run with what was broken.
Short versions of all parts run with the other tests.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.trust import kill_meeting, meeting_machine
from tests.trust.byte_flips import PAGE, ByteFlips
from tests.trust.full_disk import FullDisk
from tests.trust.fuzzing import MOST_MEMORY, Fuzzing, high_water
from tests.trust.power_cuts import PowerCuts, record_two_years
from tests.trust.soak import ALLOWED
from tests.trust.test_byte_flips import played_village, two_years
from tests.trust.two_years import found, play_by_election, play_congress


def cut_power(seed: int, cuts: int) -> int:
    """Cut one recorded session at random bytes, behind every commit, and in checkpoints; return how often."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        recording = record_two_years(Path(folder))
        trial = PowerCuts(recording, Path(folder), random.Random(seed))
        trial.at_every_flush()
        for number in range(cuts):
            if number % 10 == 9:
                trial.in_a_checkpoint()
            else:
                trial.anywhere()
        return trial.cuts


def flip_bytes(seed: int, part: int, parts: int, per_page: int) -> tuple[Counter[str], int]:
    """Go through every page of a small file, and through some of a file with elections and issued papers.

    Returns:
        How many changes were refused, found or harmless, and how many pages were gone through.
    """
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        dice = random.Random(seed)
        small = ByteFlips(played_village(Path(folder) / "village.fulian"), Path(folder))
        pages = range(part, small.size // PAGE, parts)
        for page in pages:
            small.sweep(dice, per_page, range(page, page + 1))
        large_folder = Path(folder) / "two-years"
        large_folder.mkdir()
        large = ByteFlips(two_years(large_folder), large_folder)
        some = range(part, large.size // PAGE, parts * 4)
        for page in some:
            large.sweep(dice, 1, range(page, page + 1))
        return small.seen + large.seen, len(pages) + len(some)


def fill_disk(seed: int) -> tuple[int, int]:
    """Play two years on a disk that is full at every act, in random steps; return acts and refusals."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        dice = random.Random(seed)
        village = found(Path(folder))
        steps = (-1, *sorted(dice.randrange(20_000) for _ in range(6)))
        disk = FullDisk(village.workspace.database, Path(folder), steps)
        with village.workspace as workspace:
            play_by_election(disk.through(workspace), village.clock, Path(folder))
            play_congress(disk.through(workspace), village.clock)
            assert workspace.check() == []
        return disk.acts, disk.refused


FUZZED = {
    "names, dates, numbers": 0.44,
    "short codes": 0.30,
    "wordings": 0.08,
    "spreadsheets": 0.14,
    "data files": 0.04,
}
"""The share of each door in the fuzzed inputs."""


def fuzz(seed: int, inputs: int) -> tuple[Counter[str], float, int]:
    """Feed mutated inputs to every door; return what came of them, the slowest, the most memory in MiB."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a panic of the reader prints pages before it is caught
        village = found(Path(folder))
        village.workspace.close()
        work = Path(folder) / "work"
        work.mkdir()
        fuzzing = Fuzzing(random.Random(seed), work, village.workspace.database.path)
        for door, share in FUZZED.items():
            fuzzing.feed(door, round(inputs * share))
        assert high_water() < MOST_MEMORY, f"{high_water()} MiB"
        return fuzzing.seen, fuzzing.slowest, high_water()


def soak(kind: str, hours: int) -> str:
    """Hold meetings for hours in a process of its own; return its figures."""
    script = ROOT / "tests" / "trust" / "soak.py"
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        told = subprocess.run(
            [sys.executable, str(script), kind, folder, str(hours)],
            check=True,
            capture_output=True,
            text=True,
        )
    course = json.loads(told.stdout.splitlines()[-1])
    assert course["growth"] < ALLOWED, f"memory grew by {course['growth']:.1f} %"
    assert max(course["more"]) <= 0, f"widgets and timers pile up: {course['more']}"
    memory = course["memory"]
    more = course["more"]
    return (
        f"soak of {hours} hours, {kind}: {memory[0] // 1024} MiB at first, {memory[-1] // 1024} MiB at last,"
        f" growth after the warm-up {course['growth']:.1f} %, widgets {more[0]:+d}, timers {more[1]:+d}"
    )


def kill_votes(tries: int) -> None:
    """Kill the program while it records votes."""
    script = ROOT / "tests" / "votes" / "kill_votes.py"
    subprocess.run([sys.executable, str(script), "--tries", str(tries)], check=True)


def kill_counting(tries: int) -> None:
    """Kill the program while it counts ballots."""
    script = ROOT / "tests" / "elections" / "kill_counting.py"
    subprocess.run([sys.executable, str(script), "--tries", str(tries)], check=True)


def run_live_meetings(pool: Pool, seeds: list[int], sequences: int, kills: int) -> None:
    """Hold meetings in which anything happens in any order; kill the program in the middle of others."""
    began = time.monotonic()
    done = sum(pool.map(meeting_machine.run, [sequences // len(seeds)] * len(seeds)))
    print(f"meetings in which anything happens: {done}, promises broken 0, {_took(began)}")
    began = time.monotonic()
    tallies = pool.starmap(kill_meeting.run, [(kills // len(seeds), seed) for seed in seeds])
    killed, acts = sum(one.tries for one in tallies), sum(one.acts for one in tallies)
    print(f"kills in live meetings: {killed}, confirmed acts {acts}, lost 0, {_took(began)}")


def run_on_damage(pool: Pool, seeds: list[int], per_page: int, inputs: int) -> None:
    """Change bytes, fill the disk, feed what strangers send."""
    began, workers = time.monotonic(), len(seeds)
    flips = pool.starmap(flip_bytes, [(seed, at, workers, per_page) for at, seed in enumerate(seeds)])
    seen = sum((one for one, _ in flips), start=Counter[str]())
    pages = sum(one for _, one in flips)
    print(f"changed bytes: {sum(seen.values())} on {pages} pages, {dict(seen)}, silent 0, {_took(began)}")
    began = time.monotonic()
    disks = pool.map(fill_disk, seeds)
    acts, refused = sum(one for one, _ in disks), sum(one for _, one in disks)
    print(f"full disk: {acts} acts, {refused} refusals, half-done 0, {_took(began)}")
    began = time.monotonic()
    fuzzed = pool.starmap(fuzz, [(seed, inputs // workers) for seed in seeds])
    told = sum((one for one, _, _ in fuzzed), start=Counter[str]())
    slowest, memory = max(one for _, one, _ in fuzzed), max(one for _, _, one in fuzzed)
    print(f"fuzzed inputs: {sum(told.values())}, {dict(told)}, crashes 0,")
    print(f"  slowest {slowest:.2f} s, memory {memory} MiB, {_took(began)}")


def main() -> int:
    """Run the parts and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=10_000)
    parser.add_argument("--per-page", type=int, default=24, help="bytes changed on each page")
    parser.add_argument("--inputs", type=int, default=100_000, help="fuzzed inputs")
    parser.add_argument("--hours", type=int, default=8, help="simulated hours of the soak")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--counting-kills", type=int, default=1_000)
    parser.add_argument("--sequences", type=int, default=2_000)
    parser.add_argument("--meeting-kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    start = time.monotonic()
    _work_in_memory()
    workers = os.cpu_count() or 1
    seeds = [asked.seed + number for number in range(workers)]
    print(f"seed {asked.seed}, {workers} processes")
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        began = time.monotonic()
        done = sum(pool.starmap(cut_power, [(seed, asked.cuts // workers) for seed in seeds]))
        print(f"power cuts: {done}, confirmed records lost 0, files that fail check 0, {_took(began)}")
        run_on_damage(pool, seeds, asked.per_page, asked.inputs)
        run_live_meetings(pool, seeds, asked.sequences, asked.meeting_kills)
    began = time.monotonic()
    kill_votes(asked.kills)
    print(f"kills while votes are recorded: {asked.kills}, {_took(began)}")
    began = time.monotonic()
    kill_counting(asked.counting_kills)
    print(f"kills while ballots are counted: {asked.counting_kills}, {_took(began)}")
    for kind in ("core", "window"):
        began = time.monotonic()
        print(f"{soak(kind, asked.hours)}, {_took(began)}")
    print(f"all in {_took(start)}")
    return 0


def _work_in_memory() -> None:
    """Put the files that are destroyed where a flush costs nothing, when there is such a place."""
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)


def _took(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
