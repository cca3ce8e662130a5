"""Look into finished PDF files: pages as images for the screen and the printer, text for checks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POINTS_PER_INCH = 72


@dataclass(frozen=True)
class RenderedPage:
    """One page as an image.

    Args:
        width: pixels.
        height: pixels.
        stride: bytes from one row to the next.
        pixels: three bytes a pixel, blue, green, red (QImage.Format_BGR888).
    """

    width: int
    height: int
    stride: int
    pixels: bytes


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a PDF and close it again; the file is read whole, so that it can be replaced meanwhile."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path.read_bytes())
    except (OSError, pypdfium2.PdfiumError) as error:
        raise UserFacingError(
            f"打不开文书“{path.name}”：文件不存在或已损坏。", advice=("请重新生成这份文书。",)
        ) from error
    try:
        yield document
    finally:
        document.close()


def page_count(path: Path) -> int:
    """Return the number of pages.

    Raises:
        UserFacingError: the file is missing or damaged.
    """
    with _opened(path) as document:
        return len(document)


def render_page(path: Path, index: int, dpi: float) -> RenderedPage:
    """Return a page as an image.

    Args:
        path: the PDF.
        index: 0 for the first page.
        dpi: pixels per inch: 96 for the screen, 300 and more for print.

    Raises:
        UserFacingError: the file is missing or damaged.
        IndexError: there is no such page.
    """
    with _opened(path) as document:
        if not 0 <= index < len(document):
            raise IndexError(f"page {index} of {len(document)}")
        page = document[index]
        try:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=False)
            try:
                return RenderedPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()
        finally:
            page.close()


def extract_text(path: Path) -> str:
    """Return the text of all pages, pages parted by form feeds.

    Raises:
        UserFacingError: the file is missing or damaged.
    """
    with _opened(path) as document:
        texts = []
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            texts.append(str(text_page.get_text_range()))
            text_page.close()
            page.close()
    return "\f".join(texts)


@dataclass(frozen=True)
class PageLetters:
    """The letters of one page without spaces and ends of lines, ready to be looked through.

    Args:
        letters: folded for comparing, one character each.
        boxes: of each letter (left, top, right, bottom) in points from the upper left corner.
    """

    letters: str
    boxes: tuple[tuple[float, float, float, float], ...]


def read_letters(path: Path) -> tuple[PageLetters, ...]:
    """Return the letters of all pages with their places.

    Raises:
        UserFacingError: the file is missing or damaged.
    """
    with _opened(path) as document:
        found = []
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            found.append(_letters_of(text_page, page.get_height()))
            text_page.close()
            page.close()
    return tuple(found)


def _letters_of(text_page: Any, height: float) -> PageLetters:
    import pypdfium2.raw as pdfium

    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    high_half = 0
    for place in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, place)
        if 0xD800 <= code < 0xDC00:
            high_half = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high_half - 0xD800) << 10) + (code - 0xDC00)
        letter = chr(code).casefold()
        if len(letter) != 1 or letter.isspace() or not letter.isprintable():
            continue
        left, bottom, right, top = text_page.get_charbox(place, loose=True)
        letters.append(letter)
        boxes.append((left, height - top, right, height - bottom))
    return PageLetters("".join(letters), tuple(boxes))
