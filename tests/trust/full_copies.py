"""Backups, restores, imports and rescues on a disk that is full: a sentence, and everything as it was before.

Either no file may grow beyond a limit (RLIMIT_FSIZE), or the whole lies on a small file system of its own
that a ballast fills up to the last bytes; the latter needs the right to mount.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.workbook_out import write_import_template
from fulian_desktop.sample_village import MEETING_DAY, StageClock, create_village, play_meeting
from fulian_desktop.storage.backup import back_up
from fulian_desktop.storage.restoring import rehearse, restore
from fulian_desktop.storage.salvage import salvage
from fulian_desktop.storage.sealing import seal
from fulian_desktop.workspace import SCHEMA, Workspace
from tests.trust.full_disk import is_whole, room_until
from tests.trust.recording import content_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

PASSPHRASE = "松柏长青 1926 三合"
NOW = datetime(2026, 3, 7, 9, 0)
ROSTER = Path(__file__).resolve().parents[1] / "data" / "committee-roster.xlsx"
SMALL = 16 * 1024 * 1024
"""Bytes of the small file system."""
PREFIX = "fulian-full-"
_BLOCK = 4096


def lay_out(folder: Path) -> None:
    """Put down a data file, a backup of an earlier day, and the same backup sealed."""
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    with create_village(folder / "village.fulian", clock, MEETING_DAY) as village:
        back_up(village.database, folder / "备份.fulian")
        play_meeting(village, village.meetings.meetings()[0].id, clock)
    seal(folder / "备份.fulian", folder / "加密备份.fulian", PASSPHRASE)


def _back_up(folder: Path) -> None:
    with Workspace.open(folder / "village.fulian") as village:
        back_up(village.database, folder / "备份.fulian")


def _import(folder: Path) -> None:
    with Workspace.open(folder / "village.fulian", clock=lambda: NOW) as village:
        preview = village.exchange.preview(ROSTER, None)
        village.exchange.apply(preview, source_name=ROSTER.name, term_number=7)


def _restore(folder: Path, name: str, passphrase: str = "") -> None:
    kept = restore(folder / "village.fulian", folder / name, SCHEMA, now=NOW, passphrase=passphrase)
    assert kept is not None


def _restore_without_links(folder: Path) -> None:
    with mock.patch.object(os, "link", side_effect=OSError):
        _restore(folder, "备份.fulian")


ACTS: dict[str, Callable[[Path], object]] = {
    "backup": _back_up,
    "sealed backup": lambda folder: seal(folder / "village.fulian", folder / "加密备份.fulian", PASSPHRASE),
    "rehearsal": lambda folder: rehearse(folder / "备份.fulian", SCHEMA),
    "rehearsal, sealed": lambda folder: rehearse(folder / "加密备份.fulian", SCHEMA, passphrase=PASSPHRASE),
    "restore": partial(_restore, name="备份.fulian"),
    "restore, sealed": partial(_restore, name="加密备份.fulian", passphrase=PASSPHRASE),
    "restore where there are no links": _restore_without_links,
    "import": _import,
    "rescue": lambda folder: salvage(folder / "village.fulian", folder / "救回.fulian", SCHEMA),
    "import template": lambda folder: write_import_template(folder / "模板.xlsx"),
}


class FullCopies:
    """Tries every act without room, in a folder that holds nothing else; counts the refusals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        lay_out(folder)
        self._files = {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix == ".fulian"}
        self._before = self._state()
        self.refused = 0

    def try_all(self, scarcities: Iterable[Callable[[], AbstractContextManager[None]]]) -> None:
        """Try every act under every scarcity, and with room; raises AssertionError for anything half done."""
        for scarce in scarcities:
            for name, act in ACTS.items():
                self._try(name, act, scarce)
        for act in ACTS.values():
            act(self._folder)
            assert all(is_whole(one) for one in self._folder.glob("*.[fx]*"))
            self._as_before()

    def _try(
        self, name: str, act: Callable[[Path], object], scarce: Callable[[], AbstractContextManager[None]]
    ) -> None:
        try:
            with scarce():
                act(self._folder)
        except UserFacingError as error:
            self._refusal(name, error.what)
        else:
            self._as_before()

    def _refusal(self, name: str, told: str) -> None:
        assert any(word in told for word in ("空间", "写", "满", "磁盘")), told
        assert self._state() == self._before, f"{name}: half done, {told}"
        self.refused += 1

    def _state(self) -> dict[str, str]:
        """Return what every file holds, and what lies there beside."""
        state = {}
        for one in sorted(self._folder.iterdir()):
            if one.name == "village.fulian":
                state[one.name] = content_of(one)
            elif one.is_dir():  # backups made by themselves before an import: there, and whole
                assert all(content_of(copy) for copy in one.glob("*.fulian"))
            elif not one.name.endswith(("-wal", "-shm", ".lock")):
                state[one.name] = hashlib.sha256(one.read_bytes()).hexdigest()
        return state

    def _as_before(self) -> None:
        shutil.rmtree(self._folder)
        self._folder.mkdir()
        for name, content in self._files.items():
            (self._folder / name).write_bytes(content)


def limits(dice: random.Random, number: int) -> list[Callable[[], AbstractContextManager[None]]]:
    """Return so many limits for the size of any file, from nothing to about what the data file has."""
    return [partial(room_until, dice.randrange(900_000)) for _ in range(number)]


def levels(
    folder: Path, dice: random.Random, number: int
) -> list[Callable[[], AbstractContextManager[None]]]:
    """Return so many states of a file system of its own with nearly no room left."""
    return [partial(_ballast, folder, dice.randrange(0, 2_500_000)) for _ in range(number)]


@contextmanager
def _ballast(folder: Path, room: int) -> Iterator[None]:
    """Fill a file system until only so many bytes are free."""
    state = os.statvfs(folder)
    ballast = folder.parent / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(_BLOCK, state.f_bavail * state.f_frsize - room))
    before, tempfile.tempdir = tempfile.tempdir, str(folder.parent / "tmp")
    try:
        yield
    finally:
        tempfile.tempdir = before
        ballast.unlink()


@contextmanager
def small_file_system() -> Iterator[Path | None]:
    """Mount a file system of 16 MiB for as long as it is needed; None where that is not allowed."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as place:
        try:
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "fulian-full", place],
                check=True,
                capture_output=True,
            )
        except (OSError, subprocess.CalledProcessError):
            yield None
            return
        try:
            (Path(place) / "tmp").mkdir()
            (Path(place) / "data").mkdir()
            yield Path(place) / "data"
        finally:
            unmount(Path(place))


def unmount(place: Path) -> None:
    """Take a small file system away again."""
    subprocess.run(["umount", str(place)], check=True, capture_output=True)
