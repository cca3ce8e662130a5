"""Letters of the hall's screen: one type family, and words fitted into boxes by measuring them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from fulian_desktop.documents.title_breaking import break_title
from ui.shell.theme import Role, font, serif_font

SMALLEST = 60
"""Nothing in the hall is set smaller: 12 m away it is as tall as 11-pt type at half a metre."""
LINE_HEIGHT = 1.1
_STEP = 0.94
_BROKEN_NAME = re.compile(r"(?<=·)")
_PIECES = re.compile(r"[A-Za-z0-9.,:%\-]+|《[^》]{1,12}》|.", re.DOTALL)
_NOT_FIRST = "，。、；：！？）》”’·…」』〉%"
_NOT_LAST = "（《“‘「『〈"


@dataclass(frozen=True)
class Fitted:
    """Lines of words and the size they are set in; `whole` is False when something had to be cut."""

    lines: tuple[str, ...]
    pixels: float
    whole: bool = True

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return len(self.lines) * self.pixels * LINE_HEIGHT


def hall_font(pixels: float, *, bold: bool = True) -> QFont:
    """Return the type of the hall, not touched by the type size of the desk.

    Characters the bundled sans does not have come from the bundled serif or any system font.
    """
    made = font(Role.BODY, weight=700 if bold else 400)
    made.setFamilies([*made.families(), *serif_font(15).families()])
    made.setPixelSize(max(1, round(pixels)))
    return made


def width_of(words: str, pixels: float, *, bold: bool = True) -> float:
    """Return how wide words are on one line."""
    return float(_metrics(round(pixels), bold, font(Role.BODY).family()).horizontalAdvance(words))


def fit(
    words: str,
    width: float,
    height: float,
    pixels: float,
    *,
    floor: float = SMALLEST,
    lines: int = 1,
    bold: bool = True,
    is_name: bool = False,
) -> Fitted:
    """Return words in the largest size up to `pixels` in which they fit a box.

    At `floor` words that still do not fit end in …; a name is never cut: it is set smaller instead, and a
    name with a middle dot is broken behind the dot before it is set below `floor`.
    """
    size = pixels
    while True:
        found = _in_size(words, width, height, size, lines, bold=bold, is_name=is_name)
        if found is not None:
            return found
        if size <= floor and not is_name:
            return _cut(words, width, height, floor, lines, bold=bold)
        if size <= 12:
            return Fitted((words,), size, whole=False)
        size = max(size * _STEP, floor if size > floor else 12.0)


def fit_name(name: str, width: float, height: float, pixels: float, smaller: float) -> Fitted:
    """Return a name in its size; with a middle dot on two lines, both one step smaller, never cut."""
    parts = [part for part in _BROKEN_NAME.split(name, maxsplit=1) if part]
    if len(parts) == 1:
        return fit(name, width, height, pixels, is_name=True)
    size = smaller
    while size > 12 and (
        max(width_of(part, size) for part in parts) > width or len(parts) * size * LINE_HEIGHT > height
    ):
        size *= _STEP
    return Fitted(tuple(parts), size)


def name_width(name: str, pixels: float, smaller: float) -> float:
    """Return how wide fit_name() makes a name that has all the room it wants."""
    parts = [part for part in _BROKEN_NAME.split(name, maxsplit=1) if part]
    return max(width_of(part, pixels if len(parts) == 1 else smaller) for part in parts)


def _in_size(
    words: str, width: float, height: float, size: float, most: int, *, bold: bool, is_name: bool
) -> Fitted | None:
    if size * LINE_HEIGHT > height + 0.5:
        return None
    if width_of(words, size, bold=bold) <= width:
        return Fitted((words,), size)
    if is_name or most == 1:
        return None
    lines = _wrapped(words, width, size, bold=bold)
    if lines is None or len(lines) > most or len(lines) * size * LINE_HEIGHT > height + 0.5:
        return None
    return Fitted(_balanced(words, lines, width, size, bold=bold), size)


def _balanced(words: str, lines: list[str], width: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """Return as many lines, a title broken as on paper; sentences keep their breaks at pauses."""
    if any(mark in words for mark in "，、；。"):
        whole = words.split("，")
        rest = len(lines) == len(whole) == 2 and len(lines[1]) < 3
        return (f"{whole[0]}，", whole[1]) if rest else tuple(lines)
    made = break_title(words, longest=max(len(line) for line in lines))
    fits = len(made) == len(lines) and all(width_of(line, size, bold=bold) <= width for line in made)
    return made if fits else tuple(lines)


def _wrapped(words: str, width: float, size: float, *, bold: bool) -> list[str] | None:
    """Break words into lines, behind a comma or a space where that is not too early; None if it cannot."""
    pieces = _glued(_PIECES.findall(words))
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if width_of(piece, size, bold=bold) > width:
            return None
        if width_of((line + piece).rstrip(), size, bold=bold) <= width:
            line += piece
            continue
        kept, carried = _at_a_pause(line)
        lines.append(kept)
        line = (carried + piece).lstrip()
        if width_of(line, size, bold=bold) > width:
            return None
    return [*lines, line.rstrip()]


def _at_a_pause(line: str) -> tuple[str, str]:
    """Break a full line behind its last comma or space, unless that would leave less than half of it."""
    place = max(line.rfind(mark) for mark in "，、；。 　")
    if place + 1 >= len(line) / 2:
        return line[: place + 1].rstrip(), line[place + 1 :]
    return line.rstrip(), ""


def _glued(pieces: list[str]) -> list[str]:
    """Keep closing marks with what stands before them, opening ones with what follows."""
    glued: list[str] = []
    for piece in pieces:
        if glued and (piece in _NOT_FIRST or glued[-1][-1] in _NOT_LAST):
            glued[-1] += piece
        else:
            glued.append(piece)
    return glued


def _cut(words: str, width: float, height: float, size: float, most: int, *, bold: bool) -> Fitted:
    room = max(1, min(most, int((height + 0.5) // (size * LINE_HEIGHT))))
    lines = [""]
    pieces = _glued(_PIECES.findall(words))
    while pieces:
        piece = pieces[0]
        if width_of((lines[-1] + piece).rstrip(), size, bold=bold) > width and lines[-1]:
            if len(lines) == room:
                break
            lines.append("")
            continue
        lines[-1] += piece
        pieces.pop(0)
    last = lines[-1].rstrip()
    cut = bool(pieces) or width_of(last, size, bold=bold) > width
    while cut and len(last) > 1 and width_of(last + "…", size, bold=bold) > width:
        last = last[:-1]
    lines[-1] = last.rstrip("，、；：") + "…" if cut else last
    return Fitted(tuple(lines), size, whole=not cut)


@lru_cache(maxsize=400)
def _metrics(pixels: int, bold: bool, _family: str) -> QFontMetricsF:
    return QFontMetricsF(hall_font(pixels, bold=bold))
