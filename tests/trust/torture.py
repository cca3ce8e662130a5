"""The long tests of trust, in bounded time: ``make torture``.

Every part prints what it did and its figures; the first broken promise ends the run with what was broken.
Short versions of all parts run with the other tests.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
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
from tests.trust.byte_flips import ByteFlips
from tests.trust.power_cuts import PowerCuts, record_two_years
from tests.trust.test_byte_flips import played_village


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


def flip_bytes(seed: int, flips: int) -> Counter[str]:
    """Change single bytes of a file; return how many changes were refused, found or harmless."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        dice = random.Random(seed)
        trial = ByteFlips(played_village(Path(folder) / "village.fulian"), Path(folder))
        for _ in range(flips):
            trial.flip((dice.randrange(trial.size),), 1 << dice.randrange(8))
        return trial.seen


def kill_votes(tries: int) -> None:
    """Kill the program while it records votes."""
    script = ROOT / "tests" / "votes" / "kill_votes.py"
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


def main() -> int:
    """Run the parts and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=10_000)
    parser.add_argument("--flips", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sequences", type=int, default=2_000)
    parser.add_argument("--meeting-kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    workers = os.cpu_count() or 1
    seeds = [asked.seed + number for number in range(workers)]
    print(f"seed {asked.seed}, {workers} processes")
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        began = time.monotonic()
        done = sum(pool.starmap(cut_power, [(seed, asked.cuts // workers) for seed in seeds]))
        print(f"power cuts: {done}, confirmed records lost 0, files that fail check 0, {_took(began)}")
        began = time.monotonic()
        seen = sum(
            pool.starmap(flip_bytes, [(seed, asked.flips // workers) for seed in seeds]), start=Counter[str]()
        )
        print(f"changed bytes: {sum(seen.values())}, {dict(seen)}, silent 0, {_took(began)}")
        run_live_meetings(pool, seeds, asked.sequences, asked.meeting_kills)
    began = time.monotonic()
    kill_votes(asked.kills)
    print(f"kills while votes are recorded: {asked.kills}, {_took(began)}")
    return 0


def _took(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
