"""Change single bytes of a closed data file; every change is refused, found, or proven harmless."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.workspace import Workspace
from tests.trust.recording import content_of, lay

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable
    from pathlib import Path

PAGE = 4096


class ByteFlips:
    """Flips bytes of one file; `seen` counts what became of them: refused, found, harmless."""

    def __init__(self, file: Path, folder: Path) -> None:
        self._good = file.read_bytes()
        self._folder = folder
        self._content = content_of(file)
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
            path = lay(self._folder / "flip", bytes(changed), b"")
            verdict = self._verdict(path)
            assert verdict != "silent", f"byte {place} changed by {mask:#x} and nobody noticed"
            self.seen[verdict] += 1

    def sweep(self, dice: random.Random, per_page: int, pages: range | None = None) -> None:
        """Go through the pages in turn: the bytes of each page's head, and some anywhere in it."""
        for page in pages or range(self.size // PAGE):
            places = {page * PAGE + dice.randrange(PAGE) for _ in range(per_page)}
            places |= {page * PAGE + dice.randrange(12) for _ in range(2)}
            for place in sorted(places):
                self.flip((place,), 1 << dice.randrange(8))

    def _verdict(self, path: Path) -> str:
        try:
            with Workspace.open(path) as workspace:
                if workspace.check():
                    return "found"
            return "harmless" if content_of(path) == self._content else "silent"
        except UserFacingError:
            return "refused"
