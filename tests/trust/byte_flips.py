"""Change single bytes of a closed data file; every change is refused, found, or proven harmless."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.access.device_key import DeviceKeys
from fulian_desktop.access.records import Role
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.records import PersonDetails
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from fulian_desktop.workspace import Workspace
from tests.trust.page_map import PageMap
from tests.trust.recording import content_of, lay
from tests.trust.two_years import found, play_by_election, play_congress

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable
    from pathlib import Path


class ByteFlips:
    """Flips bytes of one file; `seen` counts what became of them: refused, found, harmless."""

    def __init__(self, file: Path, folder: Path) -> None:
        self._good = file.read_bytes()
        self._folder = folder
        self._content = content_of(file)
        page_map = PageMap(file)
        self.page_size = page_map.page_size
        self.used = page_map.used()
        self.unallocated = page_map.unallocated()
        self.seen: Counter[str] = Counter()

    @property
    def size(self) -> int:
        """Return how many bytes the file has."""
        return len(self._good)

    def flip(self, places: Iterable[int], mask: int) -> None:
        """Change one byte at a time; raises AssertionError for a change nobody notices."""
        for place in places:
            changed = bytearray(self._good)
            changed[place] ^= mask
            verdict = self._verdict(changed)
            assert verdict != "silent", f"byte {place} changed by {mask:#x} and nobody noticed"
            self.seen[verdict] += 1

    def sweep(self, dice: random.Random, places: Iterable[int]) -> None:
        """Change one bit of each of these bytes, each on its own."""
        for place in places:
            self.flip((place,), 1 << dice.randrange(8))

    def fill_unallocated(self, dice: random.Random) -> None:
        """Change every byte that means nothing in one go; raises AssertionError unless all reads the same."""
        changed = bytearray(self._good)
        for place in self.unallocated:
            changed[place] ^= dice.randrange(1, 256)
        verdict = self._verdict(changed)
        assert verdict == "harmless", f"bytes that mean nothing were {verdict}"

    def _verdict(self, changed: bytearray) -> str:
        path = lay(self._folder / "flip", bytes(changed), b"")
        try:
            with Workspace.open(path) as workspace:
                if workspace.check():
                    return "found"
            return "harmless" if content_of(path) == self._content else "silent"
        except UserFacingError:
            return "refused"


def guarded_village(folder: Path) -> Path:
    """Return a small closed file: a by-election voted on, two users with PINs, protected numbers."""
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    path = folder / "village.fulian"
    create_village(path, clock, MEETING_DAY).close()
    with Workspace.open(path, clock=clock, devices=DeviceKeys(folder / "keys")) as village:
        play_meeting(village, village.meetings.meetings()[0].id, clock)
        village.people.add(PersonDetails("钟秀英", phone="13800001111", id_number="33010219650307002X"))
        village.access.start_signing_in("沈丽华", "松柏长青 1926")
        village.access.sign_in("沈丽华", "松柏长青 1926")
        village.access.add_user("李祎", Role.RECORDER, "溪水东流 2026")
        assert village.check() == []
    return path


def two_years(folder: Path) -> Path:
    """Return a closed file with issued papers, an election counted twice, and a new term."""
    village = found(folder)
    with village.workspace as workspace:
        play_by_election(workspace, village.clock, folder)
        play_congress(workspace, village.clock)
    return village.workspace.database.path
