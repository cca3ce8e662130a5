"""Measures of the page, and the pen that puts letters and rules on it.

Page measures after GB/T 9704-2012: A4, margins 37 / 28 / 35 / 26 mm, 22 lines of 28 characters; with letters
of 16 pt this gives a pitch of 15.79 pt along the line and 28.95 pt down the page.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fulian_desktop.documents.content import BODY_SIZE, Align, Run, Text, TextStyle, runs_of
from fulian_desktop.documents.fonts import CODE_SCALE, code_of, printable
from fulian_desktop.documents.line_breaking import Letter, Line, break_lines, gaps_to_stretch, make_atoms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fulian_desktop.documents.fonts import FontBook

POINTS_PER_MM = 72 / 25.4
LINE_PITCH = 28.95
CHARACTERS_PER_LINE = 28
ASCENT = 0.88
"""Share of the em square above the baseline."""
MIDDLE = 0.25
"""Height above the baseline, in ems, about which a stand-in of another font is made smaller."""
RULE_WIDTH = 0.6
MOST_STRETCH = 0.3
"""Of a letter: a line that would be pulled wider apart (before a long name) stays short instead."""
FILLED, FILLED_AND_STROKED = 0, 2
"""Ways of drawing letters (ISO 32000-1, table 106)."""
RED = (1.0, 0.0, 0.0)
TRACKING = 156 * POINTS_PER_MM / CHARACTERS_PER_LINE - BODY_SIZE
"""What a full-width letter of running text is set closer than its own width."""


@dataclass(frozen=True)
class Geometry:
    """A page and its text block, in points."""

    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float

    @property
    def top_edge(self) -> float:
        """The upper edge of the text block, measured from the foot of the page."""
        return self.page_height - self.top

    @property
    def bottom_edge(self) -> float:
        """The lower edge of the text block, measured from the foot of the page."""
        return self.top_edge - self.height


def geometry(*, landscape: bool) -> Geometry:
    """Return the measures of an upright or lying A4 page."""
    mm = POINTS_PER_MM
    if landscape:
        return Geometry(297 * mm, 210 * mm, 25 * mm, 28 * mm, 247 * mm, 156 * mm)
    return Geometry(210 * mm, 297 * mm, 28 * mm, 37 * mm, 156 * mm, 225 * mm)


def line_pitch(size: float) -> float:
    """Return the distance of two lines of letters of this size, in points."""
    return LINE_PITCH * size / BODY_SIZE if size >= 14 else size * 1.5


class Typesetter:
    """Measures text and breaks it into lines with the fonts of one font book."""

    def __init__(self, book: FontBook) -> None:
        """Use these fonts."""
        self.book = book

    def measure(self, size: float) -> Callable[[str, TextStyle], float]:
        """Return a function giving the width in points of a character at this size."""
        tracking = TRACKING if size == BODY_SIZE else 0.0
        glyph = self.book.glyph

        def width(character: str, style: TextStyle) -> float:
            own = glyph(character, style).width
            return own * size + (tracking if own >= 0.99 else 0.0)

        return width

    def lines(
        self, text: Text, style: TextStyle, size: float, *, width: float, first_indent: float = 0.0
    ) -> list[Line]:
        """Break text into lines.

        Args:
            text: the words.
            style: for runs that name none.
            size: points.
            width: room of a line in points.
            first_indent: taken off the first line, in points.
        """
        runs = (Run(printable(run.text), run.style, run.underline, run.unbroken) for run in runs_of(text))
        atoms = make_atoms(runs, style, self.measure(size))
        return break_lines(atoms, first_width=width - first_indent, width=width, em=size)

    def one_line(self, text: Text, style: TextStyle, size: float) -> Line:
        """Return text as one line however long it is."""
        measure = self.measure(size)
        letters = tuple(
            Letter(character, run.style or style, run.underline, measure(character, run.style or style))
            for run in runs_of(text)
            for character in printable(run.text)
        )
        return Line(letters, sum(letter.width for letter in letters), last=True)

    def width(self, text: Text, style: TextStyle, size: float) -> float:
        """Return the width of text on one line, in points."""
        return self.one_line(text, style, size).width


@dataclass(frozen=True)
class Piece:
    """Letters of one font and one spacing, beginning at x; stroke as in `fonts.Glyph`."""

    font_name: str
    scale: float
    stroke: float
    x: float
    spacing: float
    words: str


class Pen:
    """Draws on the pages of one PDF, and notes characters no font has."""

    def __init__(self, canvas: Any, typesetter: Typesetter) -> None:
        """Draw on a reportlab canvas."""
        self._canvas = canvas
        self.typesetter = typesetter
        self.missing: dict[str, None] = {}

    def line_of_text(
        self, line: Line, x: float, top: float, *, size: float, pitch: float, stretch: float = 0.0
    ) -> None:
        """Draw a line of text.

        Args:
            line: the letters.
            x: left edge in points.
            top: upper edge of the line's strip, from the foot of the page.
            size: of the letters.
            pitch: height of the strip; letters stand in its middle.
            stretch: points added to each gap that may be widened.
        """
        baseline = top - (pitch - size) / 2 - ASCENT * size
        text = self._canvas.beginText()
        pieces = list(self._pieces(line, x, size, stretch))
        stroke = max((piece.stroke for piece in pieces), default=0.0)
        if stroke:
            self._canvas.setLineWidth(stroke * size)
        for piece in pieces:
            if stroke:
                text.setTextRenderMode(FILLED_AND_STROKED if piece.stroke else FILLED)
            text.setTextOrigin(piece.x, baseline + (1 - piece.scale) * MIDDLE * size)
            text.setFont(piece.font_name, size * piece.scale)
            text.setCharSpace(piece.spacing)
            text.textOut(piece.words)
        if stroke:
            text.setTextRenderMode(FILLED)
        self._canvas.drawText(text)
        if any(letter.underline for letter in line.letters):
            self._underlines(line, x, baseline, size, stretch)
        glyph = self.typesetter.book.glyph
        if any(glyph(letter.character, letter.style).font_name is None for letter in line.letters):
            self._codes(line, x, baseline, size, stretch)

    def _positions(self, line: Line, x: float, stretch: float) -> Iterator[tuple[Letter, float, float]]:
        for letter, may_widen in zip(line.letters, gaps_to_stretch(line), strict=True):
            advance = letter.width + (stretch if may_widen else 0.0)
            yield letter, x, advance
            x += advance

    def _pieces(self, line: Line, x: float, size: float, stretch: float) -> Iterator[Piece]:
        """Yield the stretches of a line that are drawn in one go."""
        glyph = self.typesetter.book.glyph
        face: tuple[str | None, float, float] = (None, 1.0, 0.0)
        spacing = start = 0.0
        words: list[str] = []
        final = len(line.letters) - 1
        for index, (letter, at, advance) in enumerate(self._positions(line, x, stretch)):
            shape = glyph(letter.character, letter.style)
            own_width = shape.width * size
            own_spacing = round(advance - own_width * shape.scale, 4)
            own_face = (shape.font_name, shape.scale, shape.stroke)
            if words and own_face == face and (own_spacing == spacing or index == final):
                words.append(letter.character)
                continue
            if words and face[0] is not None:
                yield Piece(face[0], face[1], face[2], start, spacing, "".join(words))
            face, spacing, words = own_face, own_spacing, [letter.character]
            start = at + own_width * (1 - shape.scale) / 2
        if words and face[0] is not None:
            yield Piece(face[0], face[1], face[2], start, spacing, "".join(words))

    def _underlines(self, line: Line, x: float, baseline: float, size: float, stretch: float) -> None:
        start: float | None = None
        end = x
        for letter, at, advance in self._positions(line, x, stretch):
            if letter.underline:
                start = at if start is None else start
                end = at + advance
            elif start is not None:
                self.rule(start, baseline - 0.16 * size, end, baseline - 0.16 * size)
                start = None
        if start is not None:
            self.rule(start, baseline - 0.16 * size, end, baseline - 0.16 * size)

    def _codes(self, line: Line, x: float, baseline: float, size: float, stretch: float) -> None:
        """Write the code of each character no font has, small, in its place."""
        glyph, small = self.typesetter.book.glyph, size * CODE_SCALE
        for letter, at, _ in self._positions(line, x, stretch):
            if glyph(letter.character, letter.style).font_name is None:
                self.missing[letter.character] = None
                code = self.typesetter.one_line(code_of(letter.character), TextStyle.SONG, small)
                top = baseline + ASCENT * small + (1 - CODE_SCALE) * MIDDLE * size
                self.line_of_text(code, at, top, size=small, pitch=small)

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, width: float = RULE_WIDTH) -> None:
        """Draw a straight rule."""
        self._canvas.setLineWidth(width)
        self._canvas.line(x1, y1, x2, y2)

    def dashed_rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight dashed rule, to cut along."""
        self._canvas.saveState()
        self._canvas.setDash(4, 3)
        self._canvas.setLineWidth(RULE_WIDTH)
        self._canvas.line(x1, y1, x2, y2)
        self._canvas.restoreState()

    def frame(self, x: float, y: float, width: float, height: float, *, line: float = RULE_WIDTH) -> None:
        """Draw an empty rectangle; x and y are its lower left corner."""
        self._canvas.setLineWidth(line)
        self._canvas.rect(x, y, width, height, stroke=1, fill=0)

    def qr_picture(self, words: str, x: float, y: float, side: float) -> None:
        """Draw a QR picture as filled squares; x and y are its lower left corner, quiet zone included."""
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        picture = QrCodeWidget(words, barLevel="M", barWidth=side, barHeight=side, barBorder=2)
        drawing = Drawing(side, side)
        drawing.add(picture)
        drawing.drawOn(self._canvas, x, y)

    @contextmanager
    def in_red(self) -> Iterator[None]:
        """Draw in the red of official heads."""
        self._canvas.saveState()
        self._canvas.setFillColorRGB(*RED)
        self._canvas.setStrokeColorRGB(*RED)
        yield
        self._canvas.restoreState()

    @contextmanager
    def in_grey(self) -> Iterator[None]:
        """Draw pale, to be written over with a pen."""
        self._canvas.saveState()
        self._canvas.setStrokeGray(0.72)
        yield
        self._canvas.restoreState()

    def watermark(self, words: str, page: Geometry) -> None:
        """Write a few large pale words aslant across the whole page; what is drawn later lies over them."""
        size = page.page_width * 0.86 / max(2, len(words))
        line = self.typesetter.one_line(words, TextStyle.HEADING, size)
        self._canvas.saveState()
        self._canvas.setFillGray(0.87)
        self._canvas.translate(page.page_width / 2, page.page_height / 2)
        self._canvas.rotate(40)
        self.line_of_text(line, -line.width / 2, size / 2, size=size, pitch=size)
        self._canvas.restoreState()

    @contextmanager
    def turned_over(self, page: Geometry) -> Iterator[None]:
        """Draw upside down: what would stand at the foot of the page stands at its top, turned."""
        self._canvas.saveState()
        self._canvas.translate(page.page_width, page.page_height)
        self._canvas.rotate(180)
        yield
        self._canvas.restoreState()

    def next_page(self) -> None:
        """Finish this page and begin another."""
        self._canvas.showPage()


def stretch_of(line: Line, width: float) -> float:
    """Return what to add to each gap so that a line fills the width; 0 for the last line of a paragraph."""
    if line.last or line.width >= width:
        return 0.0
    gaps = sum(gaps_to_stretch(line))
    if line.letters and line.width < sum(letter.width for letter in line.letters) - 0.01:
        gaps -= 1  # the gap before a mark that hangs outside stays as it is
    stretch = (width - line.width) / gaps if gaps > 0 else 0.0
    return stretch if stretch <= MOST_STRETCH * max(letter.width for letter in line.letters) else 0.0


def offset_of(align: Align, line_width: float, width: float) -> float:
    """Return how far from the left edge an aligned line begins."""
    if align is Align.CENTRE:
        return (width - line_width) / 2
    if align is Align.RIGHT:
        return width - line_width
    return 0.0
