"""Where words stand on the pages of a paper: looked up, joined into one box a line, drawn over the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from ui.shell.theme import Tone, color, u

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtCore import QRect

    from fulian_desktop.documents.preview import PageLetters
    from ui.shell.jobs import JobControl

MOST_FOUND = 2000
"""A single letter on fifty pages: more places than anybody steps through."""


@dataclass(frozen=True)
class FoundWords:
    """One place where the words stand.

    Args:
        page: 1 for the first.
        boxes: in points from the upper left corner of the page, one for each line they run over.
    """

    page: int
    boxes: tuple[QRectF, ...]


def read_pages(path: Path, control: JobControl) -> tuple[PageLetters, ...]:
    """Return the letters of each page; on the worker, where pages are drawn.

    Raises:
        UserFacingError: the file is missing or damaged.
    """
    from fulian_desktop.documents.preview import read_letters

    control.check()
    return read_letters(path)


def packed(words: str) -> str:
    """Return words as they are compared: without spaces, capitals as small letters."""
    return "".join("".join(words.split()).casefold())


def find_words(pages: Sequence[PageLetters], words: str) -> tuple[FoundWords, ...]:
    """Return every place where words stand, also over the end of a line or with spaces between them."""
    wanted = packed(words)
    found: list[FoundWords] = []
    if not wanted:
        return ()
    for number, page in enumerate(pages, start=1):
        start = page.letters.find(wanted)
        while start >= 0 and len(found) < MOST_FOUND:
            boxes = tuple(_joined(page.boxes[start : start + len(wanted)]))
            found.append(FoundWords(number, boxes))
            start = page.letters.find(wanted, start + len(wanted))
    return tuple(found)


def _joined(boxes: Sequence[tuple[float, float, float, float]]) -> Iterator[QRectF]:
    """Join the boxes of letters that stand beside each other on one line."""
    line: QRectF | None = None
    for left, top, right, bottom in boxes:
        box = QRectF(left, top, right - left, bottom - top)
        if line is not None and abs(box.center().y() - line.center().y()) < line.height() / 2:
            line = line.united(box)
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def draw_found(
    painter: QPainter, sheet: QRect, zoom: float, found: Sequence[FoundWords], current: FoundWords | None
) -> None:
    """Mark places on a sheet drawn at so many pixels a point; the one gone to has an edge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for one in found:
        ground = color(Tone.AMBER_EDGE)
        ground.setAlpha(255 if one == current else 150)
        for box in one.boxes:
            painter.fillRect(on_sheet(box, sheet, zoom), ground)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if current is not None and current in found:
        painter.setPen(QPen(color(Tone.AMBER), max(1.5, u(2))))
        for box in current.boxes:
            painter.drawRect(on_sheet(box, sheet, zoom).adjusted(-2, -2, 2, 2))
    painter.restore()


def on_sheet(box: QRectF, sheet: QRect, zoom: float) -> QRectF:
    """Return where a box of a page lies on the screen."""
    return QRectF(
        sheet.left() + box.left() * zoom,
        sheet.top() + box.top() * zoom,
        box.width() * zoom,
        box.height() * zoom,
    )
