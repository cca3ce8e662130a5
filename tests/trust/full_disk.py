"""A disk that has no room: every act of a scenario fails with a sentence, leaves nothing, and succeeds later.

A file may grow to a limit that is raised step by step (RLIMIT_FSIZE, as the kernel enforces it). Each public
operation is tried under every step first; only then it is given room.
"""

from __future__ import annotations

import hashlib
import resource
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from fulian_desktop.storage.database import Database

ROOM_STEPS = (-1, 0, 3_000, 9_000)
"""Bytes that files may grow beyond the present end of the log, one try each; -1: no file beyond 4 KiB."""
_NEARLY_NOTHING = 4096


@contextmanager
def room_until(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))


class FullDisk:
    """Tries acts without room; counts acts, refusals, and what they said."""

    def __init__(self, database: Database, folder: Path, steps: Sequence[int] = ROOM_STEPS) -> None:
        self._database = database
        self._folder = folder
        self._steps = steps
        self.acts = 0
        self.refused = 0
        self.sentences: set[str] = set()

    def through(self, room: Any) -> Any:
        """Return a room, or a workspace, whose every operation is tried without room first."""
        return _Tried(room, self)

    def call(self, act: Callable[[], Any]) -> Any:
        """Try an act with growing room; raises AssertionError for anything half done."""
        if self._database.in_transaction:
            return act()
        refused = self.refused
        for step in self._steps:
            before = self._state()
            with room_until(_NEARLY_NOTHING if step < 0 else self._log_size() + step):
                try:
                    result = act()
                except UserFacingError as error:
                    self._refusal(error)
                else:
                    self.acts += self.refused > refused
                    return result
            assert self._state() == before, f"half of an act is there: {self.sentences}"
            self._require_whole_files()
        self.acts += 1
        return act()

    def _refusal(self, error: UserFacingError) -> None:
        assert any(word in error.what for word in ("空间", "写不", "没有写成", "磁盘出错")), error.what
        self.refused += 1
        self.sentences.add(error.what)

    def _log_size(self) -> int:
        path = self._database.path
        log = path.with_name(path.name + "-wal")
        return log.stat().st_size if log.exists() else 0

    def _state(self) -> str:
        """Return a digest of what the data file holds."""
        digest = hashlib.sha256()
        for (name,) in self._database.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ):
            for row in self._database.rows(f'SELECT count(*), max(rowid) FROM "{name}"'):
                digest.update(repr((name, *row)).encode())
        digest.update(str(self._database.value("SELECT hash FROM journal_head")).encode())
        return digest.hexdigest()

    def _require_whole_files(self) -> None:
        """Refuse anything beside the data file that is not a whole paper, workbook or backup."""
        for one in self._folder.rglob("*"):
            if one.is_file() and not one.name.startswith(self._database.path.name):
                assert is_whole(one), f"{one.name} is half-written"


def is_whole(path: Path) -> bool:
    """Tell whether a file that was written is complete; a passing name is never left behind."""
    if path.name.startswith(".") and not path.name.endswith(".lock"):
        return False
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as packed:
            return packed.testzip() is None
    return bool(content)


class _Tried:
    """Stands for a room; its rooms and operations go through the full disk."""

    def __init__(self, room: Any, disk: FullDisk) -> None:
        self._room = room
        self._disk = disk

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._room, name)
        if name in ("database", "journal") or name.startswith("_"):
            return value
        if callable(value):
            return lambda *given, **named: self._disk.call(lambda: value(*given, **named))
        is_room = type(value).__module__.startswith("fulian_desktop.") and hasattr(value, "__dict__")
        return _Tried(value, self._disk) if is_room else value
