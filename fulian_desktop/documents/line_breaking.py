"""Break Chinese text into lines: which characters may not begin or end a line, and what is never torn.

Pure: widths come from a function, nothing is drawn here. Rules: GB/T 15834-2011 (marks at line ends) and the
habits of official papers: numbers keep their unit, dates and names stay whole, —— and …… are not split.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fulian_desktop.documents.content import Run, TextStyle

NOT_AT_START = frozenset("，。、；：？！,.;:?!%）)】」』〕〉》”’·‧…—～~％‰℃々" + "］｝")
NOT_AT_END = frozenset("（(【「『〔〈《“‘［｛￥¥№")
HANGING = frozenset("，。、；：！？")
"""Marks that may stand half outside the right edge; their ink lies in their left half."""
NAME_DOTS = frozenset("·‧•・")
SOFT_LIMIT_EMS = 4.0
"""A line emptier than this takes part of a date from the next one (2026年 | 3月6日)."""
NAME_LIMIT_EMS = 2.0
"""A line emptier than this takes the first part of a minority name, up to its dot."""

_NUMBER = r"\d[\d,.]*"
_UNIT = r"(?:个月|分钟|小时|平方米|公里|[年月日时分秒名人票届次户件个元万亿岁席位项条份页张号村组%％‰℃])"
_TOKEN = re.compile(
    r"(?P<date>\d{2,4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日)"
    r"|(?P<clock>\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
    rf"|(?P<number>{_NUMBER}{_UNIT}{{0,2}})"
    r"|(?P<latin>[A-Za-z0-9_@/\\.+\-&#']+)"
    r"|(?P<dashes>—{2,}|…{2,}|─{2,})"
    r"|(?P<spaces> +)"
    r"|(?P<one>.)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Letter:
    """One character in its style."""

    character: str
    style: TextStyle
    underline: bool
    width: float


@dataclass(frozen=True)
class Atom:
    """Letters that stay on one line.

    Args:
        letters: never empty.
        soft: positions inside where it may be cut when it would leave a line too empty.
    """

    letters: tuple[Letter, ...]
    soft: tuple[int, ...] = ()

    @property
    def width(self) -> float:
        """Width in points."""
        return sum(letter.width for letter in self.letters)

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(letter.character for letter in self.letters)


@dataclass(frozen=True)
class Line:
    """One line of letters.

    Args:
        letters: in reading order, without spaces at the ends.
        width: natural width in points, without a mark that hangs outside.
        last: the paragraph ends here.
    """

    letters: tuple[Letter, ...]
    width: float
    last: bool

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(letter.character for letter in self.letters)


def make_atoms(
    runs: Iterable[Run], style: TextStyle, measure: Callable[[str, TextStyle], float]
) -> list[Atom]:
    """Cut runs into pieces that stay whole.

    Args:
        runs: the words.
        style: for runs that name none.
        measure: width of one character in a style, in points.
    """
    atoms: list[Atom] = []
    for run in runs:
        own = run.style or style
        letters = tuple(
            Letter(character, own, run.underline, measure(character, own)) for character in run.text
        )
        if not letters:
            continue
        if run.unbroken:
            atoms.append(Atom(letters, _soft_after_dots(run.text)))
            continue
        for match in _TOKEN.finditer(run.text):
            piece = letters[match.start() : match.end()]
            atoms.append(Atom(piece, _soft_in_date(match)))
    return _join_by_marks(atoms)


def _soft_after_dots(name: str) -> tuple[int, ...]:
    return tuple(at + 1 for at, character in enumerate(name[:-1]) if character in NAME_DOTS)


def _soft_in_date(match: re.Match[str]) -> tuple[int, ...]:
    text = match.group()
    if match.lastgroup == "date":
        return tuple(at + 1 for at, character in enumerate(text[:-1]) if character == "年")
    return ()


def _join_by_marks(atoms: list[Atom]) -> list[Atom]:
    """Join an opening mark to what follows; closing marks are handled by the filling of lines."""
    joined: list[Atom] = []
    opening: tuple[Letter, ...] = ()
    for atom in atoms:
        if atom.text in NOT_AT_END:
            opening += atom.letters
            continue
        shift = len(opening)
        joined.append(Atom(opening + atom.letters, tuple(at + shift for at in atom.soft)))
        opening = ()
    if opening:
        joined.append(Atom(opening))
    return joined


class _Filler:
    """Fills lines greedily, one atom at a time."""

    def __init__(self, first_width: float, width: float, em: float) -> None:
        self.lines: list[Line] = []
        self._room = first_width
        self._width = width
        self._em = em
        self._atoms: list[Atom] = []
        self._used = 0.0
        self._hung = False

    def add(self, atom: Atom) -> None:
        """Put an atom on this line or the next."""
        if atom.text.isspace() and atom.text[0] == " " and not self._atoms and self.lines:
            return
        if not self._hung and self._used + atom.width <= self._room + 0.01:
            self._put(atom)
        elif atom.text in NOT_AT_START or atom.text[0] in NOT_AT_START:
            self._add_closing(atom)
        else:
            self._add_too_wide(atom)

    def _put(self, atom: Atom) -> None:
        self._atoms.append(atom)
        self._used += atom.width

    def _add_closing(self, atom: Atom) -> None:
        """Hang a mark outside the edge, or take the piece before it along to the next line."""
        hangs = atom.text in HANGING and not self._hung and bool(self._atoms)
        if hangs and self._used <= self._room + 0.01:
            self._atoms.append(atom)
            self._hung = True
            return
        carried: list[Atom] = []
        while self._atoms:
            last = self._atoms.pop()
            carried.insert(0, last)
            if last.text[0] not in NOT_AT_START and self._atoms:
                break
        if not self._atoms:  # a whole line of marks: nothing better can be done
            self._atoms, carried = carried, []
        self._hung = False
        self._end_line()
        for piece in (*carried, atom):
            if self._used + piece.width > self._room + 0.01 and self._atoms:
                self._end_line()
            self._put(piece)

    def _add_too_wide(self, atom: Atom) -> None:
        cut = self._best_cut(atom)
        if cut:
            self._put(Atom(atom.letters[:cut]))
            self._end_line()
            rest = Atom(atom.letters[cut:], tuple(at - cut for at in atom.soft if at > cut))
            self.add(rest)
            return
        if self._atoms:
            self._end_line()
            self.add(atom)
            return
        self._put(atom)

    def _best_cut(self, atom: Atom) -> int:
        """Return where to cut an atom so that its first part ends this line; 0 to leave it whole."""
        free = self._room - self._used
        fits = 0
        width = 0.0
        for position, letter in enumerate(atom.letters, start=1):
            width += letter.width
            if width > free + 0.01:
                break
            fits = position
        fits = min(fits, len(atom.letters) - 1)
        if self._hung or not fits:
            return 0
        soft = [at for at in atom.soft if at <= fits]
        too_long = atom.width > self._width
        is_name = any(letter.character in NAME_DOTS for letter in atom.letters)
        limit = NAME_LIMIT_EMS if is_name else SOFT_LIMIT_EMS
        if soft and (too_long or free > limit * self._em):
            return soft[-1]
        if too_long and not self._atoms:
            while fits > 1 and atom.letters[fits].character in NOT_AT_START:
                fits -= 1
            return fits
        return 0

    def _end_line(self, *, last: bool = False) -> None:
        letters = [letter for atom in self._atoms for letter in atom.letters]
        while letters and letters[-1].character == " " and not letters[-1].underline:
            letters.pop()
        hung = letters[-1].width if self._hung and letters else 0.0
        width = sum(letter.width for letter in letters) - hung
        self.lines.append(Line(tuple(letters), width, last))
        self._atoms, self._used, self._hung = [], 0.0, False
        self._room = self._width

    def finish(self) -> list[Line]:
        """Return the lines; the last one is marked."""
        if self._atoms or not self.lines:
            self._end_line(last=True)
        else:
            final = self.lines.pop()
            self.lines.append(Line(final.letters, final.width, last=True))
        return self.lines


def break_lines(atoms: Iterable[Atom], *, first_width: float, width: float, em: float) -> list[Line]:
    """Break atoms into lines.

    Args:
        atoms: from `make_atoms`.
        first_width: room of the first line in points (the indent is taken off).
        width: room of the others in points.
        em: size of the letters in points.

    Returns:
        At least one line; the last is marked.
    """
    filler = _Filler(first_width, width, em)
    for atom in atoms:
        filler.add(atom)
    return filler.finish()


def gaps_to_stretch(line: Line) -> Iterator[bool]:
    """Yield for each letter whether the gap after it may be widened to justify the line.

    Numbers and Latin words keep their own spacing; no gap opens inside —— or before a hanging mark's edge.
    """
    for here, after in zip(line.letters, line.letters[1:], strict=False):
        same_word = here.character.isascii() and after.character.isascii()
        pair = here.character in "—…─" and after.character == here.character
        yield not ((same_word and here.character != " " and after.character != " ") or pair)
    if line.letters:
        yield False
