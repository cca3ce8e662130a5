"""Inputs that grow towards lines not yet reached: those that reach a new line are kept and changed further.

For the readers written in Python only; what a library does inside itself is not seen.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable
    from types import CodeType, FrameType
    from typing import Any

LONGEST_WATCHED = 0.2
"""Seconds; what takes longer is not read again with its lines watched, which is ten times as slow."""
PROGRAM = str(RESOURCES.parent / "fulian_desktop")

Input = TypeVar("Input", str, bytes)


class Lines:
    """Collects every line of the program that runs while it watches."""

    def __init__(self) -> None:
        self.seen: set[tuple[CodeType, int]] = set()
        self._ours: dict[CodeType, bool] = {}

    def watch(self, act: Callable[[], object]) -> None:
        """Do something, with every line of the program noted."""
        sys.settrace(self._call)
        try:
            act()
        finally:
            sys.settrace(None)

    def _call(self, frame: FrameType, _event: str, _argument: Any) -> Any:
        code = frame.f_code
        ours = self._ours.get(code)
        if ours is None:
            ours = self._ours[code] = code.co_filename.startswith(PROGRAM)
        return self._line if ours else None

    def _line(self, frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            self.seen.add((frame.f_code, frame.f_lineno))
        return self._line


class Growing(Generic[Input]):
    """Feeds one reader from a store that begins with good inputs and grows by what leads further."""

    def __init__(
        self,
        dice: random.Random,
        reader: Callable[[Input], object],
        store: Iterable[Input],
        change: Callable[[random.Random, Input, Input], Input],
    ) -> None:
        """`change` makes a new input of one from the store, with pieces of another."""
        self._dice = dice
        self._reader: Callable[[Input], object] = reader
        self._change: Callable[[random.Random, Input, Input], Input] = change
        self.store: list[Input] = list(store)
        self.lines = Lines()
        for one in self.store:
            self._watch(one)

    def feed(self) -> bool:
        """Feed one more input; return whether it was taken, False when it was told in a sentence."""
        made = self._change(self._dice, self._dice.choice(self.store), self._dice.choice(self.store))
        began, before = time.process_time(), len(self.lines.seen)
        taken = self._read(made)
        if time.process_time() - began < LONGEST_WATCHED:
            self._watch(made)
        if len(self.lines.seen) > before:
            self.store.append(made)
        return taken

    def _watch(self, one: Input) -> None:
        self.lines.watch(lambda: self._read(one))

    def _read(self, one: Input) -> bool:
        try:
            self._reader(one)
        except UserFacingError:
            return False
        except Exception as error:
            error.add_note(f"input: {one[:300]!r}")
            raise
        return True


def change_text(signs: str, words: tuple[str, ...] = ()) -> Callable[[random.Random, str, str], str]:
    """Return a change of texts that puts in these signs and words, and pieces of another text."""

    def change(dice: random.Random, text: str, other: str) -> str:
        for _ in range(dice.randrange(1, 4)):
            at = dice.randrange(len(text) + 1)
            gone = dice.choice((0, 0, 1, 1, 3))
            start = dice.randrange(len(other) + 1)
            piece = dice.choice(
                (dice.choice(signs), dice.choice(words or (signs,)), other[start : start + 8], "")
            )
            text = text[:at] + piece + text[at + gone :]
        return text

    return change


def change_bytes(dice: random.Random, content: bytes, other: bytes) -> bytes:
    """Change some bytes, put in pieces of another input, or cut the end off."""
    changed = bytearray(content)
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(changed) + 1)
        size = dice.choice((1, 1, 2, 4))
        start = dice.randrange(len(other) + 1)
        piece = dice.choice((dice.randbytes(size), b"\xff" * size, bytes(size), other[start : start + 16]))
        changed[at : at + len(piece)] = piece
    return bytes(changed[: dice.randrange(len(changed) + 1)] if dice.random() < 0.1 else changed)
