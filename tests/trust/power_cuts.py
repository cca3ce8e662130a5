"""Cut the power at any byte of the log, and during a checkpoint; by hand: see torture.py."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.sample_congress import CONGRESS_DAY, build_congress, play_to_the_ballot
from fulian_desktop.sample_village import MEETING_DAY, StageClock, build_village, play_meeting
from fulian_desktop.workspace import Foundation, Workspace
from tests.trust.recording import Recording, content_of, lay, record

if TYPE_CHECKING:
    import random
    from pathlib import Path

FOUNDATION = Foundation("三合村妇女联合会", "清溪镇妇联", 7, "2023-11-20", "2028-11-19", 15)
PAGE = 4096


def record_two_years(folder: Path) -> Recording:
    """Found a federation, hold a by-election, make its papers, go on to the ballot of a congress."""
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    workspace = Workspace.create(folder / "village.fulian", FOUNDATION, user="李祎", clock=clock)

    def play(village: Workspace) -> None:
        meeting_id = build_village(village, MEETING_DAY)
        clock.moment = datetime(2026, 3, 6, 9, 0)
        play_meeting(village, meeting_id, clock)
        village.papers.write_all(meeting_id, folder / "papers")
        clock.moment = datetime(2028, 9, 1, 9, 0)
        congress_id = build_congress(village, clock, CONGRESS_DAY)
        play_to_the_ballot(village, congress_id, clock)

    return record(workspace, play)


class PowerCuts:
    """Cuts one recorded session again and again; raises AssertionError for the first promise broken."""

    def __init__(self, recording: Recording, folder: Path, dice: random.Random) -> None:
        self._recording = recording
        self._folder = folder
        self._dice = dice
        self._contents: dict[int, str] = {}
        self.cuts = 0

    def anywhere(self) -> None:
        """Cut at a random byte, with a torn tail; what was promised is there, and nothing half-done shows."""
        recording, dice = self._recording, self._dice
        cut = dice.randrange(recording.commits[0].log_end, len(recording.log) + 1)
        self._hold(recording.start, recording.torn(cut, dice), cut)

    def at_every_flush(self) -> None:
        """Cut right behind each durable commit."""
        for commit in self._recording.commits:
            self._hold(self._recording.start, self._recording.log[: commit.log_end], commit.log_end)

    def in_a_checkpoint(self) -> None:
        """Cut while pages move from the log into the file: some are there, some not, some torn."""
        recording, dice = self._recording, self._dice
        done = lay(self._folder / "done", recording.start, recording.log)
        with Workspace.open(done):
            pass
        after = done.read_bytes()
        mixed = bytearray(after)
        for place in range(0, len(after), PAGE):
            before = recording.start[place : place + PAGE].ljust(PAGE, b"\0")
            kind = dice.random()
            if before == after[place : place + PAGE]:
                continue
            if kind < 0.4:
                mixed[place : place + PAGE] = before
            elif kind < 0.5:
                mixed[place + PAGE // 2 : place + PAGE] = dice.randbytes(PAGE // 2)
        mixed[:100] = dice.choice((after[:100], recording.start[:100]))  # the head is one sector
        self._hold(bytes(mixed), recording.log, len(recording.log))

    def _hold(self, start: bytes, log: bytes, cut: int) -> None:
        """Open what is left, as the next start does, and compare it with what was promised."""
        self.cuts += 1
        promised = self._recording.promised(cut)
        following = next((one for one in self._recording.commits if one.log_end > promised.log_end), promised)
        path = lay(self._folder / "cut", start, log)
        with Workspace.open(path) as workspace:
            entries = int(workspace.database.value("SELECT entries FROM journal_head"))
            findings = workspace.check() if entries not in self._contents else []
        assert findings == [], f"cut at byte {cut}: {findings}"
        assert entries in (promised.entries, following.entries), f"cut at byte {cut}: {entries} entries"
        found = content_of(path)
        assert self._contents.setdefault(entries, found) == found, f"cut at byte {cut}: half a change shows"
