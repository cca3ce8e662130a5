"""Cut the power at any byte of the log, and during a checkpoint; by hand: see torture.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.workspace import Workspace
from tests.trust.recording import Recording, content_in, lay, record
from tests.trust.two_years import found, play_by_election, play_congress

if TYPE_CHECKING:
    import random
    from pathlib import Path

PAGE = 4096


def record_two_years(folder: Path) -> Recording:
    """Found a federation, hold a by-election, make its papers, go on to the new term of a congress."""
    village = found(folder)

    def play(workspace: Workspace) -> None:
        play_by_election(workspace, village.clock, folder)
        play_congress(workspace, village.clock)

    return record(village.workspace, play)


class PowerCuts:
    """Cuts one recorded session again and again; raises AssertionError for the first promise broken."""

    def __init__(
        self, recording: Recording, folder: Path, dice: random.Random, *, check_each: bool = False
    ) -> None:
        """With `check_each` every file that is left is checked, otherwise one of each length of journal."""
        self._recording = recording
        self._folder = folder
        self._dice = dice
        self._check_each = check_each
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
            findings = workspace.check() if self._check_each or entries not in self._contents else []
            found = content_in(workspace.database)
        assert findings == [], f"cut at byte {cut}: {findings}"
        assert entries in (promised.entries, following.entries), f"cut at byte {cut}: {entries} entries"
        assert self._contents.setdefault(entries, found) == found, f"cut at byte {cut}: half a change shows"
