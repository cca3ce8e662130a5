"""The long tests of trust, in bounded time: ``make torture``.

Every part is shared out to as many processes as there are processors; the first broken promise ends the run
with what was broken, and so does the time when it is over. At the end all figures stand once more.
Short versions of all parts run with the other tests.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.elections import kill_counting
from tests.storage import kill_loop
from tests.trust import kill_meeting, meeting_machine, soak
from tests.trust.byte_flips import ByteFlips, guarded_village, two_years
from tests.trust.full_copies import PREFIX, FullCopies, levels, limits, small_file_system, unmount
from tests.trust.full_disk import FullDisk
from tests.trust.fuzzing import DOORS, MOST_MEMORY, Fuzzing, high_water, watched
from tests.trust.power_cuts import PowerCuts, record_two_years
from tests.trust.two_years import found, play_by_election, play_congress
from tests.votes import kill_votes

DISK_STEPS = 6
"""How often each act is tried on a disk that fills up a little later."""
FILLS = 10
"""How often each process fills the bytes that mean nothing with others."""
_AT_MOST = "at most "
"""Figures that begin so are not summed up: the largest of all processes counts."""


@dataclass(frozen=True)
class Sizes:
    """How much each part does; what `make torture` does when nothing else is said."""

    cuts: int = 10_000
    flips: int = 0
    large_flips: int = 10_000
    full_disks: int = 100
    inputs: int = 100_000
    sequences: int = 2_000
    meeting_kills: int = 1_000
    vote_kills: int = 500
    counting_kills: int = 1_000
    storage_kills: int = 500
    hours: int = 8


@dataclass(frozen=True)
class Worker:
    """One of the processes that share a part, with its own seed."""

    number: int
    of: int
    seed: int
    sizes: Sizes

    def share(self, size: int) -> int:
        """Return how many of so many are this worker's."""
        return size // self.of + (self.number < size % self.of)


def cut_power(worker: Worker) -> Counter[str]:
    """Cut one recorded session at random bytes, behind every commit, and in checkpoints."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        recording, dice = record_two_years(Path(folder)), random.Random(worker.seed)
        trial = PowerCuts(recording, Path(folder), dice, check_each=True)
        if worker.number == 0:
            trial.at_every_flush()
        for number in range(worker.share(worker.sizes.cuts)):
            if number % 10 == 9:
                trial.in_a_checkpoint()
            else:
                trial.anywhere()
        return Counter({"cuts": trial.cuts, "confirmed records lost": 0, "files that fail check": 0})


def flip_small(worker: Worker) -> Counter[str]:
    """Change every byte of a small file that means something, each on its own, and all others in one go."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        dice = random.Random(worker.seed)
        flips = ByteFlips(guarded_village(Path(folder)), Path(folder))
        for _ in range(FILLS):
            flips.fill_unallocated(dice)
        mine = flips.used[worker.number :: worker.of]
        wanted = worker.share(worker.sizes.flips)
        flips.sweep(dice, dice.sample(mine, wanted) if wanted else mine)
        told = Counter({"bytes": sum(flips.seen.values()), "silent": 0, **flips.seen})
        told["at most bytes that mean something"] = len(flips.used)
        told["at most bytes that mean nothing, all harmless"] = len(flips.unallocated)
        return told


def flip_large(worker: Worker) -> Counter[str]:
    """Change bytes anywhere in a file with issued papers, elections and a new term."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        dice = random.Random(worker.seed)
        flips = ByteFlips(two_years(Path(folder)), Path(folder))
        flips.fill_unallocated(dice)
        flips.sweep(dice, dice.sample(flips.used, worker.share(worker.sizes.large_flips)))
        told = Counter({"bytes": sum(flips.seen.values()), "silent": 0, **flips.seen})
        told["at most bytes that mean something"] = len(flips.used)
        return told


def fill_disk(worker: Worker) -> Counter[str]:
    """Play two years on a disk that is full at every act, in random steps; then what works with copies."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        dice = random.Random(worker.seed)
        village = found(Path(folder))
        steps = (-1, *sorted(dice.randrange(20_000) for _ in range(DISK_STEPS)))
        disk = FullDisk(village.workspace.database, Path(folder), steps)
        with village.workspace as workspace:
            play_by_election(disk.through(workspace), village.clock, Path(folder))
            play_congress(disk.through(workspace), village.clock)
            assert workspace.check() == []
        told = Counter({"acts": disk.acts, "refusals": disk.refused, "half-done": 0})
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder:
        copies = FullCopies(Path(folder))
        copies.try_all(limits(dice, worker.share(worker.sizes.full_disks)))
        told["refusals of backups, restores, imports"] = copies.refused
    return told


def fill_file_system(worker: Worker) -> Counter[str]:
    """Do what works with copies on a small file system that is really full, where one may be mounted."""
    with small_file_system() as folder:
        if folder is None:
            return Counter()
        copies = FullCopies(folder)
        dice = random.Random(worker.seed)
        copies.try_all(levels(folder, dice, worker.share(worker.sizes.full_disks)))
        return Counter({"refusals": copies.refused, "half-done": 0})


def fuzz(worker: Worker) -> Counter[str]:
    """Feed mutated inputs to every door."""
    with tempfile.TemporaryDirectory(prefix="fulian-torture-") as folder, watched():
        village = found(Path(folder))
        village.workspace.close()
        fuzzing = Fuzzing(random.Random(worker.seed), Path(folder), village.workspace.database.path)
        for door, share in DOORS.items():
            fuzzing.feed(door, round(worker.share(worker.sizes.inputs) * share))
        assert high_water() < MOST_MEMORY, f"{high_water()} MiB"
        return Counter(
            {
                "inputs": sum(fuzzing.seen.values()),
                "crashes": 0,
                "at most ms for one": round(1000 * fuzzing.slowest),
                "at most MiB": high_water(),
                **fuzzing.seen,
            }
        )


def hold_meetings(worker: Worker) -> Counter[str]:
    """Hold meetings in which anything happens in any order."""
    done = meeting_machine.run(worker.share(worker.sizes.sequences))
    return Counter({"meetings": done, "promises broken": 0})


def kill_in_meetings(worker: Worker) -> Counter[str]:
    """Kill the program in the middle of meetings."""
    tally = kill_meeting.run(worker.share(worker.sizes.meeting_kills), worker.seed)
    return Counter({"kills": tally.tries, "confirmed acts": tally.acts, "lost": 0})


def kill_in_votes(worker: Worker) -> Counter[str]:
    """Kill the program while it records votes."""
    tally = kill_votes.run(worker.share(worker.sizes.vote_kills), worker.seed)
    return Counter({"kills": tally.tries, "confirmed counts": tally.confirmed, "lost": 0})


def kill_in_counting(worker: Worker) -> Counter[str]:
    """Kill the program while it counts ballots."""
    tally = kill_counting.run(worker.share(worker.sizes.counting_kills), worker.seed)
    return Counter({"kills": tally.tries, "confirmed ballots": tally.confirmed, "lost": 0})


def kill_in_storage(worker: Worker) -> Counter[str]:
    """Kill a process that only writes as fast as the storage can."""
    tally = kill_loop.run(worker.share(worker.sizes.storage_kills), worker.seed)
    return Counter({"kills": tally.tries, "confirmed": tally.confirmed, "lost": 0})


def soak_all(worker: Worker) -> Counter[str]:
    """Hold meetings for hours with a faster clock, with the operations alone and in the window."""
    told: Counter[str] = Counter()
    for kind in soak.KINDS[worker.number :: worker.of]:
        told.update(soak.figures(kind, worker.sizes.hours))
    return told


PARTS: dict[str, Callable[[Worker], Counter[str]]] = {
    "fuzzed inputs": fuzz,
    "full disk": fill_disk,
    "full file system": fill_file_system,
    "soak": soak_all,
    "kills in storage": kill_in_storage,
    "kills while votes are recorded": kill_in_votes,
    "kills while ballots are counted": kill_in_counting,
    "kills in live meetings": kill_in_meetings,
    "meetings in which anything happens": hold_meetings,
    "power cuts": cut_power,
    "changed bytes of a large file": flip_large,
    "changed bytes of a small file": flip_small,
}


def run_part(pool: ProcessPoolExecutor, name: str, workers: Iterable[Worker], deadline: float) -> str:
    """Share a part out and return its figures; raises whatever was broken, TimeoutError when time is over."""
    began = time.monotonic()
    waiting: list[Future[Counter[str]]] = [pool.submit(PARTS[name], worker) for worker in workers]
    told: dict[str, int] = {}
    for one in waiting:
        for key, number in one.result(timeout=max(0, deadline - time.monotonic())).items():
            before = told.get(key, 0)
            told[key] = max(before, number) if key.startswith(_AT_MOST) else before + number
    figures = ", ".join(f"{key} {number:,}" for key, number in told.items()) or "not possible here"
    return f"{name}: {figures}; {time.monotonic() - began:.0f} s"


def run(parts: list[str], sizes: Sizes, seed: int, minutes: int) -> Iterator[str]:
    """Run parts and yield the figures of each."""
    processes = os.cpu_count() or 1
    workers = [Worker(number, processes, seed + number, sizes) for number in range(processes)]
    deadline = time.monotonic() + 60 * minutes
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        for name in parts:
            yield run_part(pool, name, workers, deadline)
        pool.shutdown()
    finally:
        for process in list(
            (pool._processes or {}).values()
        ):  # those still at work when the run is broken off
            process.kill()


def main() -> int:
    """Run the parts and print their figures; 1 when a promise was broken or the time was over."""
    parser = argparse.ArgumentParser(description=__doc__)
    for one in fields(Sizes):
        parser.add_argument(f"--{one.name.replace('_', '-')}", type=int, default=one.default)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--minutes", type=int, default=120, help="when the run is broken off")
    parser.add_argument("--only", action="append", choices=PARTS, help="a part; may be given several times")
    asked = parser.parse_args()
    sizes = Sizes(**{one.name: getattr(asked, one.name) for one in fields(Sizes)})
    began, told, broken = time.monotonic(), [], False
    place = _work_in_memory()
    print(f"{datetime.now():%Y-%m-%d %H:%M}, seed {asked.seed}, {os.cpu_count()} processors")
    print(sizes, flush=True)
    try:
        for line in run(asked.only or list(PARTS), sizes, asked.seed, asked.minutes):
            print(line, flush=True)
            told.append(line)
    except BaseException:
        traceback.print_exc()
        broken = True
    for left in place.glob(f"{PREFIX}*"):  # of a process that was broken off
        unmount(left)
    if not broken:
        shutil.rmtree(place)
    print("\nall figures:", *told, sep="\n  ")
    verdict = f"A PROMISE WAS BROKEN, look into {place}" if broken else "nothing broken"
    print(f"{verdict}; all in {time.monotonic() - began:.0f} s")
    return int(broken)


def _work_in_memory() -> Path:
    """Put the files that are destroyed where a flush costs nothing, if there is such a place; return it."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30
    place = tempfile.mkdtemp(prefix="fulian-torture-", dir=memory if roomy else None)
    os.environ["TMPDIR"] = tempfile.tempdir = place
    return Path(place)


if __name__ == "__main__":
    sys.exit(main())
